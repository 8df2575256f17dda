"""Room on the disk: a file has its bytes promised before the first one comes, so that files at once share the rest.

The promises are this process's; what is written already the disk itself counts.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from weakref import WeakKeyDictionary

from bot.evidence.incoming import UploadRefused
from storage.attachments import Arriving

RESERVE = 512 * 1024 * 1024
"""Bytes of the disk that files from outside never take: the database needs them."""

_promised: WeakKeyDictionary[Arriving, int] = WeakKeyDictionary()
_lock = Lock()


def free_of(folder: Path) -> int:
    """Bytes that are free on the disk of a folder."""
    return shutil.disk_usage(folder).free


def arrive(folder: Path, size: int, free: Callable[[Path], int]) -> Arriving:
    """A file of at most ``size`` bytes may come; ``UploadRefused`` where they would reach into the reserve."""
    with _lock:
        promised = sum(max(0, most - arriving.size) for arriving, most in _promised.items() if arriving.coming)
        if free(folder) < RESERVE + promised + size:
            raise UploadRefused("full")
        arriving = Arriving(folder)
        _promised[arriving] = size
        return arriving
