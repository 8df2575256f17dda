"""Sends so many files at once from a process of its own: ``python -m tests.bot.sending FOLDER NUMBER``.

Prints a line when it may begin and waits for one; then says how many were taken.
"""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from bot.evidence.incoming import UploadRefused
from bot.evidence.space import RESERVE, arrive

SIZE = 1024 * 1024
ROOM = 5


def disk(folder: Path) -> int:
    """A disk with room for five files above the reserve, less what is written in the folder."""
    return RESERVE + ROOM * SIZE - sum(_written(path) for path in folder.iterdir())


def _written(path: Path) -> int:
    """Bytes of the disk that a file takes; none where another process has put it in its place meanwhile."""
    try:
        return path.stat().st_blocks * 512
    except FileNotFoundError:
        return 0


def send(folder: Path, together: Barrier) -> bool:
    """Send one file, slowly; whether it was taken."""
    try:
        with arrive(folder, SIZE, disk) as arriving:
            together.wait()
            for _ in range(16):
                arriving.write(os.urandom(SIZE // 16))
            arriving.finish()
    except UploadRefused:
        together.wait()
        return False
    return True


def main(folder: Path, number: int) -> None:
    """Send when told to."""
    together = Barrier(number, timeout=30)
    print("ready", flush=True)
    sys.stdin.readline()
    with ThreadPoolExecutor(number) as threads:
        print(sum(threads.map(lambda _: send(folder, together), range(number))), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
