"""Files that come at once leave the reserve of the disk alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from bot.evidence.incoming import UploadRefused
from bot.evidence.receiving import Uploads
from bot.evidence.space import RESERVE
from bot.house import House

SIZE = 1024 * 1024
ROOM = 5
AT_ONCE = 20


def disk(folder: Path) -> int:
    """A disk with room for five files above the reserve, less what lies in the folder."""
    return RESERVE + ROOM * SIZE - sum(path.stat().st_size for path in folder.iterdir())


def test_twenty_at_once_on_a_nearly_full_disk(house: House) -> None:
    """Five are taken, fifteen are refused before a byte is written; the reserve is whole afterwards."""
    uploads, together = Uploads(house, disk), Barrier(AT_ONCE)

    def _send(number: int) -> bool:
        together.wait()
        try:
            with uploads.begin(SIZE) as arriving:
                together.wait()
                arriving.write(number.to_bytes() * SIZE)
                arriving.finish()
        except UploadRefused:
            together.wait()
            return False
        return True

    with ThreadPoolExecutor(AT_ONCE) as threads:
        assert sum(threads.map(_send, range(AT_ONCE))) == ROOM
    assert disk(house.documents.folder) == RESERVE


def test_a_file_that_does_not_come_gives_its_room_back(house: House) -> None:
    """Thrown away, or kept and smaller than it was said to be."""
    uploads = Uploads(house, disk)
    with uploads.begin(ROOM * SIZE), pytest.raises(UploadRefused):
        uploads.begin(1)
    with uploads.begin(ROOM * SIZE) as arriving:
        arriving.write(b"x")
        arriving.finish()
    uploads.begin(ROOM * SIZE - 1).discard()
