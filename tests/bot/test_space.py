"""Files that come at once leave the reserve of the disk alone, through every door and in every process."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Barrier

import pytest

from bot.channels.ports import Services
from bot.evidence.incoming import UploadRefused
from bot.evidence.receiving import Uploads
from bot.evidence.space import RESERVE
from bot.house import House
from bot.serving import services
from storage.attachments import promised
from storage.objects import UNFINISHED
from tests.bot.sending import ROOM, SIZE, disk
from tests.bot.web.client import Browser, browse
from tests.bot.web.real import SILENT, sign_in

AT_ONCE = 20
ROOT = Path(__file__).parents[2]


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


@dataclass(frozen=True)
class Nearly:
    """A house on a disk that is nearly full, as the web chat sees it."""

    house: House

    @property
    def services(self) -> Services:
        """What the web chat gets."""
        return replace(services(self.house), uploads=Uploads(self.house, disk))


def test_twenty_at_once_over_the_line(house: House) -> None:
    """The page's own way: whoever finds no room reads so, and can go on; nothing is left half written."""

    async def _slowly(number: int) -> AsyncIterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\na text  '
        await asyncio.sleep(0.5)
        yield f"{number:02}".encode() * (SIZE // 2 - 2048)
        yield b"\r\n--x--\r\n"

    async def _visit(browser: Browser) -> None:
        await sign_in(browser, house)
        kind = {"Content_Type": "multipart/form-data; boundary=x", "Accept": "application/json"}
        answers = await asyncio.gather(
            *(
                browser.post("/upload", _slowly(number), X_Upload_Id=f"upload-{number:04}", **kind)
                for number in range(AT_ONCE)
            )
        )
        statuses = Counter(each.status for each in answers)
        assert statuses[507] + statuses[200] == AT_ONCE
        assert statuses[200] <= ROOM
        for answer in answers:
            assert answer.status == 200 or "存储空间不足" in (await answer.json())["text"]
        assert (await browser.get("/messages")).status == 200

    house.settings.upload_mb = 1  # nobody said how long these are
    browse(Nearly(house), _visit, pace=SILENT)
    assert disk(house.documents.folder) >= RESERVE
    assert not list(house.documents.folder.glob(f"*{UNFINISHED}"))


def test_four_processes_share_one_disk(tmp_path: Path) -> None:
    """Twenty files at once through four processes: five are taken, and the reserve is whole."""
    with _senders(tmp_path, "WAITING") as senders:
        _go(senders, "ready")
        _go(senders, "asked")
        assert _taken(senders) == ROOM
    assert disk(tmp_path) == RESERVE


def test_four_processes_that_write_while_others_ask(tmp_path: Path) -> None:
    """Bytes that are written while room is counted are counted at least once: the reserve stays whole."""
    with _senders(tmp_path) as senders:
        _go(senders, "ready")
        taken = _taken(senders)
    assert 1 <= taken <= ROOM
    assert disk(tmp_path) == RESERVE + (ROOM - taken) * SIZE


@contextmanager
def _senders(folder: Path, *how: str) -> Iterator[list[subprocess.Popen[str]]]:
    with ExitStack() as stack:
        yield [
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-m", "tests.bot.sending", str(folder), "5", *how],
                    cwd=ROOT,
                    env={**os.environ, "PYTHONPATH": str(ROOT)},
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
            for _ in range(4)
        ]


def _go(senders: list[subprocess.Popen[str]], word: str) -> None:
    """Once all say the word they may go on."""
    for each in senders:
        assert each.stdout is not None
        assert each.stdout.readline() == f"{word}\n"
    for each in senders:
        assert each.stdin is not None
        each.stdin.write("\n")
        each.stdin.flush()


def _taken(senders: list[subprocess.Popen[str]]) -> int:
    return sum(int(each.communicate(timeout=60)[0]) for each in senders)


def test_a_file_that_does_not_come_gives_its_room_back(house: House) -> None:
    """Thrown away, or kept and smaller than it was said to be."""
    uploads = Uploads(house, disk)
    with uploads.begin(ROOM * SIZE), pytest.raises(UploadRefused):
        uploads.begin(1)
    with uploads.begin(ROOM * SIZE) as arriving:
        arriving.write(b"x")
        arriving.finish()
    assert promised(house.documents.folder) == 0
    uploads.begin(ROOM * SIZE - 4096).discard()
