"""Files on Telegram: kept whole, told once, albums together, large ones by a link, programs never."""

from __future__ import annotations

import asyncio
import hashlib
from pathlib import Path

import pytest

from bot.channels.telegram.pacing import UNPACED
from storage import processes
from storage.database import Database
from tests.bot.telegram.living import Living, house_at, living, story, telegram
from tests.drawn import pdf
from tests.telegram.pictures import png

pytestmark = pytest.mark.usefixtures("database_url")

PDF = pdf("report").ljust(160_000)


def kept(alive: Living) -> list[tuple[str, str, str, int]]:
    """Name, type, state and size of what was kept, in order."""
    return alive.rows("SELECT name, media_type, state, size FROM attachment WHERE kind = 'upload' ORDER BY at, name")


@story
async def test_a_document_is_kept_as_it_was_sent(tmp_path: Path) -> None:
    """The bytes lie in the folder under their hash, with name, size and what they are; it waits to be sorted."""
    async with living(tmp_path / "data") as alive:
        phone = await alive.begun(7)
        phone.send_document(PDF, "检测报告.pdf", "2023 年的")
        await phone.wait_for("收到“检测报告.pdf”")
        assert kept(alive) == [("检测报告.pdf", "application/pdf", "unsorted", len(PDF))]
        stored = alive.house.documents.folder / hashlib.sha256(PDF).hexdigest()
        assert stored.read_bytes() == PDF
        events = [event for (event,) in alive.rows("SELECT event FROM inbox WHERE event LIKE '%\"Sent\"%'")]
        assert len(events) == 1
        assert "2023 年的" in events[0]


@story
async def test_an_album_is_taken_together(tmp_path: Path) -> None:
    """Pictures that trickle in over a bad line are one album: acknowledged together, the caption about all of them."""
    async with living(tmp_path / "data") as alive:
        phone = await alive.begun(7)
        files = [(png(shade=number), "x.png") for number in range(4)]
        await phone.send_album_slowly(files, caption="厂区照片", spacing=0.4)
        phone.say("否")
        await phone.wait_for("等 4 个文件", within=60)
        await alive.settled(7)
        assert [media for _, media, _, _ in kept(alive)] == ["image/png"] * 4
        captions = alive.rows("SELECT count(*) FROM inbox WHERE event LIKE '%厂区照片%'")
        assert captions == [(4,)]
        assert alive.answers(7) == {"banned_industry": "no"}


@story
async def test_an_album_survives_a_restart(tmp_path: Path) -> None:
    """An album that was still arriving when the process ended is taken whole by the next one, once."""
    async with telegram(UNPACED) as server:
        async with house_at(server, tmp_path / "data") as alive:
            phone = await alive.begun(7)
            phone.send_album([(png(shade=number), "x.png") for number in range(3)])
            await server.settled()
            database = Database(alive.house.settings.database)
        with database.write() as session:
            processes.bury(session, ())  # what somebody held who is gone is free, as the living see to in seconds
        database.close()
        async with house_at(server, tmp_path / "data") as alive:
            await phone.wait_for("等 3 个文件", within=60)
            await alive.settled(7)
            assert len(kept(alive)) == 3


@story
async def test_a_file_too_large_for_telegram_comes_by_a_link(tmp_path: Path) -> None:
    """Above what Telegram hands over the person gets an address of one's own, on the web page."""
    async with living(tmp_path / "data", public_url="https://shenbao.example") as alive:
        phone = await alive.begun(7)
        phone.send_document(PDF, "规划图.zip", size=30 << 20)
        said = await phone.wait_for("Telegram 不转交")
        assert "https://shenbao.example/u/" in said.text
        assert kept(alive) == []
        assert alive.rows("SELECT person_id, application_id IS NOT NULL FROM upload_link") == [(1, 1)]


@story
async def test_programs_and_empty_files_are_not_kept(tmp_path: Path) -> None:
    """What a computer would run is refused whatever it is called, and so is a file without bytes."""
    async with living(tmp_path / "data") as alive:
        phone = await alive.begun(7)
        phone.send_document(b"MZ\x90\x00" + bytes(500), "报告.pdf")
        await phone.wait_for("“报告.pdf”是程序")
        phone.send_document(b"", "空.pdf")
        await phone.wait_for("“空.pdf”没有存成")
        assert kept(alive) == []


@story
async def test_a_download_that_breaks_off_is_tried_again(tmp_path: Path) -> None:
    """A line that breaks in the middle leaves nothing behind, and the file comes when the line is back."""
    async with living(tmp_path / "data") as alive:
        phone = await alive.begun(7)
        alive.server.cut_downloads(5_000)
        phone.send_document(PDF, "检测报告.pdf")
        await asyncio.sleep(0.7)
        assert kept(alive) == []
        alive.server.cut_downloads(None)
        await phone.wait_for("收到“检测报告.pdf”", within=20)
        assert [size for *_, size in kept(alive)] == [len(PDF)]
        assert list(alive.house.documents.folder.glob("*.part")) == []


@story
async def test_the_same_file_twice_is_stored_once(tmp_path: Path) -> None:
    """The same bytes under two names are two files of the application and one on the disk."""
    async with living(tmp_path / "data") as alive:
        phone = await alive.begun(7)
        phone.send_document(PDF, "一.pdf")
        phone.send_document(PDF, "二.pdf")
        await phone.wait_for("收到")
        await alive.settled(7)
        assert [name for name, *_ in kept(alive)] == ["一.pdf", "二.pdf"]
        assert len(list(alive.house.documents.folder.iterdir())) == 1


@story
async def test_the_word_file_comes_in_the_chat(tmp_path: Path) -> None:
    """预览 brings the Word file as a document, under its Chinese name, and it can be opened."""
    async with living(tmp_path / "data") as alive:
        phone = await alive.begun(7)
        phone.say("预览")
        document = await phone.wait_for(lambda message: message.name.endswith("申报表（草稿）.docx"), within=30)
        assert document.data[:2] == b"PK"
        assert "草稿" in document.text
