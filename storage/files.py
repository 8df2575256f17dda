"""Files that are whole or not there: written beside their place, flushed, renamed, and the folder flushed too."""

import os
from pathlib import Path


def private_folder(folder: Path) -> Path:
    """The folder, made with its parents where missing; nobody but its owner may look in (0700)."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    return folder


def put_in_place(finished: Path, place: Path) -> None:
    """Move a finished file to its place so that after a power cut either is there whole, and never half of one."""
    flush(finished)
    finished.replace(place)
    flush(place.parent)


def flush(path: Path) -> None:
    """Make sure that a file, or the list of files in a folder, is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
