"""Sends so many files at once from a process of its own: ``python -m tests.bot.sending FOLDER NUMBER [WAITING]``.

Prints a line when it may begin and waits for one. WAITING: once all have asked for their room it prints a line
again, and writes nothing before the answer. In the end it says how many were taken.
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
    while True:
        try:
            return RESERVE + ROOM * SIZE - sum(path.stat().st_blocks * 512 for path in folder.iterdir())
        except FileNotFoundError:  # another process has put it in its place meanwhile: a disk would count it still
            continue


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


def wait(word: str) -> None:
    """Say so much, and wait for a line."""
    print(word, flush=True)
    sys.stdin.readline()


def main(folder: Path, number: int, *, waiting: bool) -> None:
    """Send when told to."""
    together = Barrier(number, action=(lambda: wait("asked")) if waiting else None, timeout=30)
    wait("ready")
    with ThreadPoolExecutor(number) as threads:
        print(sum(threads.map(lambda _: send(folder, together), range(number))), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), waiting="WAITING" in sys.argv[3:])
