"""Room on the disk: a file has its bytes promised before the first one comes, so that files at once share the rest.

The promise is the length of the unfinished file, which every process sees; a kill leaves it to be tidied up.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.evidence.incoming import UploadRefused
from storage.attachments import Arriving, promised
from storage.coming import Coming, promised_to
from storage.files import private_folder

RESERVE = 512 * 1024 * 1024
"""Bytes of the disk that files from outside never take: the database needs them."""


def free_of(folder: Path) -> int:
    """Bytes that are free on the disk of a folder."""
    return shutil.disk_usage(folder).free


def arrive(folder: Path, size: int, free: Callable[[Path], int]) -> Arriving:
    """A file of at most ``size`` bytes may come; ``UploadRefused`` where they would reach into the reserve."""
    with _room(folder, size, free):
        return Arriving(folder, size)


def begin(folder: Path, coming: Coming, free: Callable[[Path], int]) -> None:
    """A file may come in pieces; ``UploadRefused`` as above."""
    with _room(folder, coming.size, free):
        coming.begin()


@contextmanager
def _room(folder: Path, size: int, free: Callable[[Path], int]) -> Iterator[None]:
    with _alone(private_folder(folder)):
        still_coming = promised(folder) + promised_to(folder)  # before the disk: what is written between counts twice
        if free(folder) < RESERVE + still_coming + size:
            raise UploadRefused("full")
        yield


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """While nobody else promises room here, in no thread and no process of this machine."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
