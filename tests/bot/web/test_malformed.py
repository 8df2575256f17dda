"""Bodies that no browser sends: 400 and a word, never a fault of ours, and nobody waits for one for ever."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.channels.web.server import Pace
from bot.evidence.receiving import upload_link
from bot.house import House
from tests.bot.web.client import Browser, browse
from tests.bot.web.real import SILENT, Furnished, path_of, sign_in

FORM = "multipart/form-data; boundary=x"
DISPOSITION = b'Content-Disposition: form-data; name="tap"'

BODIES: dict[str, tuple[str, bytes]] = {
    "no boundary": ("multipart/form-data", b"--x\r\n\r\n\r\n--x--\r\n"),
    "another boundary": (FORM, b"--y\r\n" + DISPOSITION + b"\r\n\r\n1\r\n--y--\r\n"),
    "cut off": (FORM, b"--x\r\n" + DISPOSITION),
    "no headers": (FORM, b"--x\r\n\r\n\r\n--x--\r\n"),
    "bad header": (FORM, b"--x\r\nno colon\r\n\r\n1\r\n--x--\r\n"),
    "unknown charset of a part": (
        FORM,
        b"--x\r\n" + DISPOSITION + b"\r\nContent-Type: text/plain; charset=no-such\r\n\r\n1\r\n--x--\r\n",
    ),
    "unknown encoding of a part": (
        FORM,
        b"--x\r\n" + DISPOSITION + b"\r\nContent-Transfer-Encoding: no-such\r\n\r\n1\r\n--x--\r\n",
    ),
    "charset in a field": (
        FORM,
        b'--x\r\nContent-Disposition: form-data; name="_charset_"\r\n\r\nno-such\r\n--x--\r\n',
    ),
    "bytes that are no text": (FORM, b"--x\r\n" + DISPOSITION + b"\r\n\r\n\xff\xfe\r\n--x--\r\n"),
    "unknown charset of a form": ("application/x-www-form-urlencoded; charset=no-such", b"tap=1"),
    "form that is no text": ("application/x-www-form-urlencoded", b"tap=\xff\xfe"),
    "NUL in a name": (
        FORM,
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a\x00.pdf"\r\n\r\n%PDF\r\n--x--\r\n',
    ),
    "unknown charset of a name": (
        FORM,
        b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename*=no-such''a%FF.pdf\r\n\r\n%PDF\r\n--x--\r\n",
    ),
}


NO_FILE = ("no headers", "unknown charset of a part", "unknown encoding of a part", "bytes that are no text")
"""Forms without any file: the page of an upload link says so, and looks at nothing else."""


@pytest.mark.parametrize("name", BODIES)
def test_a_malformed_body_is_no_fault_of_ours(house: House, name: str) -> None:
    """At every address that takes a body."""
    kind, body = BODIES[name]

    async def _visit(browser: Browser) -> None:
        link = path_of(house)
        await sign_in(browser, house)
        upload = f"/u/{upload_link(house, 1, None).rpartition('/')[2]}"
        for path in (link, "/devices/out", "/upload", "/say", upload):
            answer = await browser.post(path, body, Content_Type=kind, X_Upload_Id="upload-12345")
            form = kind.startswith("multipart") and path != "/say"
            empty = path == upload and name in NO_FILE
            assert answer.status == (422 if empty else 400 if form else answer.status), path
            assert answer.status in {400, 415, 422}, path
            assert "Traceback" not in await answer.text()

    browse(Furnished(house), _visit, pace=SILENT)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json; charset=no-such", b"{}"),
        ("application/json", b"\xff\xfe"),
        ("application/json", b"[" * 60_000),
        ("application/json", b'{"id": "say-12345678", "after": 1e999, "text": "1"}'),
    ],
)
def test_words_that_are_none_are_refused(house: House, kind: str, body: bytes) -> None:
    """Bytes in no charset, JSON too deep, numbers too large."""

    async def _visit(browser: Browser) -> None:
        await sign_in(browser, house)
        assert (await browser.post("/say", body, Content_Type=kind)).status == 400

    browse(Furnished(house), _visit, pace=SILENT)


def test_a_body_that_does_not_come_is_not_waited_for(house: House) -> None:
    """Small bodies, the first part of a form, the next part: 408."""

    async def _stalling(first: bytes) -> AsyncIterator[bytes]:
        yield first
        await asyncio.sleep(3)

    async def _visit(browser: Browser) -> None:
        await sign_in(browser, house)
        for path, kind in (("/say", "application/json"), ("/devices/out", "application/x-www-form-urlencoded")):
            assert (await browser.post(path, _stalling(b"{"), Content_Type=kind)).status == 408
        for first in (b"--x\r\n", b"--x\r\n" + DISPOSITION + b"\r\n\r\n1\r\n--x\r\n"):
            answer = await browser.post("/upload", _stalling(first), Content_Type=FORM, X_Upload_Id="upload-12345")
            assert answer.status == 408

    browse(Furnished(house), _visit, pace=Pace(ping=3600, look=3600, stalled=0.2, body=0.2))


def test_a_fault_of_ours_tells_a_number_only(house: House) -> None:
    """The page and the script hear of no trace."""

    async def _visit(browser: Browser) -> None:
        await sign_in(browser, house)
        with house.database.write() as session:
            session.connection().exec_driver_sql("ALTER TABLE web_session RENAME TO elsewhere")
        answers = [await browser.get("/messages", Accept=accept) for accept in ("text/html", "application/json")]
        for answer in answers:
            assert answer.status == 500
            text = await answer.text()
            assert not any(word in text for word in ("Traceback", "web_session", "sqlite"))
        assert (await answers[1].json())["error"].startswith("Error ")

    browse(Furnished(house), _visit, pace=SILENT)
