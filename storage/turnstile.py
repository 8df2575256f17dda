"""Writers of several processes on one SQLite file ask for it one at a time, so that none of them starves.

SQLite itself lets a writer look again and again, at last ten times a second, whether the file is free. A process that
writes one transaction after the other leaves it free for moments only, and another one starves. So everybody takes
the turnstile before asking SQLite, and keeps it until the file is theirs: meanwhile nobody else can ask. It is a lock
on the folder, which the kernel takes back from whoever dies.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.errors import Busy

_GLANCE_SECONDS = 0.001


@contextmanager
def turnstile(folder: Path, patience: float) -> Iterator[None]:
    """Be the only one of all processes who asks for a file in this folder; ``Busy`` after ``patience`` seconds."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        _take(descriptor, patience)
        yield
    finally:
        os.close(descriptor)  # which lets go of it


def _take(descriptor: int, patience: float) -> None:
    end = time.monotonic() + patience
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                raise Busy("the turnstile") from None
        time.sleep(_GLANCE_SECONDS)
