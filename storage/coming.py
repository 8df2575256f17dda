"""Files that come in pieces: what is there stays over a broken line, a closed page and a killed process.

How far a file is, is how long it is: no note beside it could say otherwise after a kill. Its name tells whose it is and
how long it will be, so that its room on the disk is promised to it, whichever process asks.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from storage.attachments import Arriving, Stored, keep
from storage.files import private_folder
from storage.objects import UNFINISHED

COMING = ".coming"
_PIECE = 1 << 20


class Misplaced(Exception):
    """A piece does not follow what is there: the file is ``offset`` bytes long."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


class Coming:
    """One file on its way: of a person, under a key, of ``size`` bytes in the end."""

    def __init__(self, folder: Path, person: int, key: str, size: int) -> None:
        self._folder = folder
        self.size = size
        self.path = folder / f"{person}-{key}-{size}{COMING}"

    @property
    def offset(self) -> int:
        """How many bytes are there."""
        try:
            return self.path.stat().st_size
        except FileNotFoundError:
            return 0

    @property
    def begun(self) -> bool:
        """Whether there is anything of it."""
        return self.path.exists()

    def begin(self) -> None:
        """Take the name, and with it the room; what is there already stays."""
        private_folder(self._folder)
        self.path.touch(mode=0o600)

    def append(self, offset: int, piece: bytes) -> int:
        """Put a piece behind what is there; returns how far the file is then. ``Misplaced``, also for too much."""
        try:
            with self.path.open("r+b") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                there = file.seek(0, 2)
                if there != offset or there + len(piece) > self.size:
                    raise Misplaced(there)
                file.write(piece)
                return there + len(piece)
        except FileNotFoundError:
            raise Misplaced(0) from None
        except BlockingIOError:  # somebody else writes to it, or takes it in
            raise Misplaced(self.offset) from None

    @contextmanager
    def whole(self) -> Iterator[Arriving | None]:
        """The file with all its bytes, to be kept or thrown away; none where somebody else is at that, or was."""
        with suppress(FileNotFoundError), self.path.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield None
                return
            if self.path.exists() and self.offset == self.size:
                arrived = _Arrived(self._folder, self.path)
                try:
                    yield arrived
                finally:
                    arrived.close()
                return
        yield None

    def discard(self) -> None:
        """Forget it."""
        self.path.unlink(missing_ok=True)


class _Arrived(Arriving):
    """What came in pieces, as what came in one go."""

    def __init__(self, folder: Path, path: Path) -> None:
        self._folder = folder
        self._unfinished = path.open("r+b")
        self._digest = hashlib.sha256()
        self.size = 0
        while piece := self._unfinished.read(_PIECE):
            self._digest.update(piece)
            self.size += len(piece)

    def finish(self) -> Stored:
        """Put the bytes in their place, whole; they also stay here, so that nobody begins anew before a row says so."""
        second = self.path.with_suffix(UNFINISHED)
        second.unlink(missing_ok=True)
        os.link(self.path, second)
        keep(second, self._folder, self.sha256)
        return Stored(self.sha256, self.size)

    def close(self) -> None:
        """Let go of the file, which stays where it is."""
        self._unfinished.close()


def promised_to(folder: Path, person: int | None = None) -> int:
    """Bytes that may still come of files in pieces; with those that came, where only one person's are meant."""
    found = list(folder.glob(f"{'*' if person is None else person}-*{COMING}"))
    return sum(_promise(path, whole=person is not None) for path in found)


def _promise(path: Path, *, whole: bool) -> int:
    promise = int(path.stem.rpartition("-")[2])
    try:
        return promise if whole else max(0, promise - path.stat().st_size)
    except FileNotFoundError:  # it is in its place, or thrown away
        return 0


def discard_abandoned(folder: Path, untouched: float) -> int:
    """Remove what nobody went on with for so many seconds. Returns how many."""
    limit = time.time() - untouched
    gone = 0
    for path in private_folder(folder).glob(f"*{COMING}"):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime <= limit:
                path.unlink()
                gone += 1
    return gone
