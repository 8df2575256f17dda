"""Files from people: from the chat page, and from the page of an upload link."""

from __future__ import annotations

import asyncio
import hashlib
import tracemalloc
from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientResponse, FormData

from bot.channels.web.server import Pace
from bot.work.limits import Allowance, Limits
from dialogs.turn.messages import Sent
from tests.bot.web.client import Browser, browse
from tests.bot.web.fakes import FakeHouse

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
KEY = "upload-00001"


def form(content: bytes | AsyncIterator[bytes], name: str = "营业执照.pdf", field: str = "file") -> FormData:
    """A form with one file, as a browser sends it."""
    data = FormData(quote_fields=False)
    data.add_field(field, content, filename=name, content_type="application/octet-stream")
    return data


async def sent(browser: Browser, data: FormData, key: str = KEY, query: str = "") -> ClientResponse:
    """Post a file as the page's script does."""
    return await browser.post(f"/upload{query}", data, X_Upload_Id=key, Accept="application/json")


def test_a_file_arrives_and_is_answered() -> None:
    """The conversation hears of it under the page's id; the answer holds what is new, as that to words does."""
    house = FakeHouse()
    house.conversations.add(7, "你好")

    async def _visit(browser: Browser) -> None:
        answer = await sent(browser, form(PDF), query="?after=1")
        assert answer.status == 200
        messages = (await answer.json())["messages"]
        assert [each["sequence"] for each in messages] == [2, 3]
        assert messages[0]["mine"]

    browse(house, _visit, person=7)
    name = hashlib.sha256(PDF).hexdigest()
    assert house.conversations.received == [
        (7, f"upload:{KEY}", Sent("营业执照.pdf", len(PDF), name)),
    ]
    assert house.uploads.files() == [name]


def test_a_file_sent_again_counts_once() -> None:
    """After a lost answer the page sends the same id again, and gets the same answer."""
    house = FakeHouse()

    async def _visit(browser: Browser) -> None:
        first, second = [await (await sent(browser, form(PDF))).json() for _ in range(2)]
        assert first == second

    browse(house, _visit, person=7)
    assert len(house.conversations.received) == len(house.uploads.files()) == 1


@pytest.mark.parametrize(
    ("content", "name", "status", "why", "words"),
    [
        (b"", "空.pdf", 400, "empty", "文件是空的"),
        (b"x" * 1_000_001, "大.pdf", 413, "large", "文件超过 977\u00a0KB"),
        (b"x" * 1_100_000, "更大.pdf", 413, "large", "文件超过 977\u00a0KB"),
        (b"MZ\x90\x00\x03" + bytes(80), "报表.pdf", 415, "program", "程序或脚本"),
        (b"#!/bin/sh\n", "a.txt", 415, "program", "程序或脚本"),
        (b"plain", "a.PDF.Exe", 415, "program", "程序或脚本"),
    ],
)
def test_what_is_not_taken_is_refused_in_a_sentence(
    content: bytes, name: str, status: int, why: str, words: str
) -> None:
    """Empty, too large, or a program, whatever its name: a sentence, nothing kept, nothing said in the conversation."""
    house = FakeHouse()

    async def _visit(browser: Browser) -> None:
        answer = await sent(browser, form(content, name))
        assert answer.status == status
        said = await answer.json()
        assert said["error"] == why
        assert words in said["text"]

    browse(house, _visit, person=7)
    assert (house.conversations.received, house.uploads.files()) == ([], [])


def test_a_full_disk_says_so() -> None:
    """Where there is no room, files are refused and the conversation goes on; in the person's language."""
    house = FakeHouse()
    house.uploads.full = True
    house.conversations.english.add(7)

    async def _visit(browser: Browser) -> None:
        answer = await sent(browser, form(PDF))
        assert answer.status == 507
        assert "no room" in (await answer.json())["text"]
        assert (await browser.say({"id": "abcdefgh1", "after": 0, "text": "118"})).status == 200

    browse(house, _visit, person=7)


def test_what_no_page_sends_is_refused() -> None:
    """Without an id, a form, or a file in it, nothing is looked at; nor from strangers and other sites."""
    house = FakeHouse()

    async def _visit(browser: Browser) -> None:
        assert (await sent(browser, form(PDF), key="short")).status == 400
        assert (await sent(browser, form(PDF, field="other"))).status == 400
        assert (await browser.post("/upload", b"%PDF", X_Upload_Id=KEY)).status == 415
        broken = "multipart/form-data; boundary=x"
        assert (await browser.post("/upload", b"nothing", X_Upload_Id=KEY, Content_Type=broken)).status == 400
        assert (await browser.post("/upload", form(PDF), X_Upload_Id=KEY, Origin="https://evil.example")).status == 403
        assert (await sent(browser, form(PDF), query="?address=8")).status == 409
        assert (await sent(browser.another(), form(PDF))).status == 401

    browse(house, _visit, person=7)
    assert (house.conversations.received, house.uploads.files()) == ([], [])


def test_files_have_their_own_allowance() -> None:
    """Many files are slowed down without slowing the conversation."""

    async def _visit(browser: Browser) -> None:
        assert [(await sent(browser, form(PDF), f"upload-0000{n}")).status for n in range(3)] == [200, 200, 429]
        assert (await browser.get("/messages")).status == 200

    limits = Limits(session=Allowance(1, 0.001), upload=Allowance(2, 0.001))
    browse(FakeHouse(), _visit, person=7, limits=limits)


async def slowly(pieces: int, size: int, pause: float = 0.0) -> AsyncIterator[bytes]:
    """A file that comes in pieces, and stops for a long time at the end."""
    for _ in range(pieces):
        yield b"x" * size
    await asyncio.sleep(pause)


def test_a_file_that_stops_coming_is_given_up() -> None:
    """After a while without progress the rest is not waited for, and what came is thrown away."""
    house = FakeHouse()

    async def _visit(browser: Browser) -> None:
        assert (await sent(browser, form(slowly(3, 10_000, pause=1.5)))).status == 408

    browse(house, _visit, person=7, pace=Pace(stalled=0.2))
    assert house.uploads.files() == []


def test_a_sender_who_hangs_up_leaves_nothing() -> None:
    """A line that breaks in the middle of a file is no file."""
    house = FakeHouse()

    async def _visit(browser: Browser) -> None:
        sending = asyncio.ensure_future(sent(browser, form(slowly(3, 10_000, pause=30))))
        await asyncio.sleep(0.3)
        assert [name.endswith(".part") for name in house.uploads.files()] == [True]
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)
        await asyncio.sleep(0.3)

    browse(house, _visit, person=7)
    assert (house.conversations.received, house.uploads.files()) == ([], [])


def test_a_large_file_is_never_whole_in_memory() -> None:
    """Forty megabytes pass through a few."""
    house = FakeHouse()
    house.uploads.largest = 50_000_000

    async def _visit(browser: Browser) -> None:
        tracemalloc.start()
        answer = await sent(browser, form(slowly(400, 100_000)))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert answer.status == 200
        assert peak < 8_000_000

    browse(house, _visit, person=7)
    assert house.uploads.kept[KEY][1].size == 40_000_000


def several(*files: tuple[str, bytes]) -> FormData:
    """A form with several files."""
    data = FormData(quote_fields=False)
    for name, content in files:
        data.add_field("file", content, filename=name, content_type="application/octet-stream")
    return data


def test_files_by_link_need_neither_session_nor_script() -> None:
    """The page has a plain form; several files at once arrive for the link's person; the page then lists them."""
    house = FakeHouse(public_url="https://xian.example/cluster")
    house.give_upload_link("token", 7)

    async def _visit(browser: Browser) -> None:
        page = await (await browser.get("/cluster/u/token")).text()
        assert 'action="/cluster/u/token"' in page
        assert 'enctype="multipart/form-data"' in page
        assert "977\u00a0KB" in page
        files = several(("一.pdf", PDF), ("<b>二.jpg", b"\xff\xd8\xff\xe0 picture"))
        answer = await browser.post("/cluster/u/token", files, Origin="https://xian.example")
        assert (answer.status, answer.headers["Location"]) == (303, "/cluster/u/token")
        page = await (await browser.get("/cluster/u/token")).text()
        assert "一.pdf" in page
        assert "&lt;b&gt;二.jpg" in page

    browse(house, _visit)
    assert [person for person, _ in house.uploads.kept.values()] == [7, 7]


def test_of_several_files_the_good_ones_are_kept() -> None:
    """What was refused is named with its reason; the others count as received, and once when sent again."""
    house = FakeHouse()
    house.give_upload_link("token", 7)

    async def _visit(browser: Browser) -> None:
        for _ in range(2):
            answer = await browser.post("/u/token", several(("一.pdf", PDF), ("坏.exe", b"x"), ("空.txt", b"")))
            page = await answer.text()
            assert answer.status == 422
            assert "坏.exe" in page
            assert "程序或脚本" in page
            assert "文件是空的" in page
            assert page.count("一.pdf") == 1

    browse(house, _visit)
    assert list(house.uploads.kept) == ["一.pdf"]


def test_a_form_without_a_file_is_answered_in_words() -> None:
    """Who presses the button first is told to choose a file."""
    house = FakeHouse()
    house.give_upload_link("token", 7)

    async def _visit(browser: Browser) -> None:
        answer = await browser.post("/u/token", several(("", b"")))
        assert answer.status == 422
        assert "还没有选择文件" in await answer.text()

    browse(house, _visit)


def test_a_link_that_expired_or_never_was_takes_nothing() -> None:
    """Both say so, on looking and on sending, and leave a line in the audit."""
    house = FakeHouse()
    house.give_upload_link("old", 7, hours=0)

    async def _visit(browser: Browser) -> None:
        for answer in (await browser.get("/u/old"), await browser.post("/u/old", several(("一.pdf", PDF)))):
            assert answer.status == 410
            assert "此上传链接已过期" in await answer.text()
        assert (await browser.post("/u/guess", several(("一.pdf", PDF)))).status == 404
        assert (await browser.post("/u/old", form(PDF), Origin="https://evil.example")).status == 403

    browse(house, _visit)
    assert house.uploads.files() == []
    assert house.audit.lines == [("link refused", "expired")] * 2 + [("link refused", "unknown")]
