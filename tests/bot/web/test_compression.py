"""What goes over the wire compressed, and what does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.channels.web.pages import fingerprint
from bot.views.message import Message
from tests.bot.web.client import Browser, browse
from tests.bot.web.fakes import FakeHouse


@pytest.mark.parametrize("path", ["/", "/static/{assets}/chat.js", "/static/{assets}/page.css", "/devices"])
def test_pages_scripts_and_styles_are_compressed(path: str) -> None:
    """Where the browser can unpack it, and not otherwise; both get the same words."""

    async def visit(browser: Browser) -> None:
        named = path.format(assets=fingerprint())
        packed = await browser.get(named, Accept_Encoding="gzip")
        assert packed.headers["Content-Encoding"] == "gzip"
        plain = await browser.get(named, Accept_Encoding="identity")
        assert "Content-Encoding" not in plain.headers
        assert await plain.text() == await packed.text()

    browse(FakeHouse(), visit, person=7)


def test_small_answers_are_not_compressed() -> None:
    """Below 4 kB packing takes more time than the bytes do; above, a browser that can unpack gets it packed."""
    house = FakeHouse()

    async def visit(browser: Browser) -> None:
        for words, encoding in (("短", None), ("长" * 1000, None), ("长" * 2000, "gzip")):
            house.conversations.said[7] = [Message(1, words)]
            answer = await browser.get("/messages", Accept_Encoding="gzip")
            assert answer.headers.get("Content-Encoding") == encoding
            assert (await answer.json())["messages"][0]["text"] == words

    browse(house, visit, person=7)


def test_documents_are_sent_as_they_are(tmp_path: Path) -> None:
    """A Word file is compressed by nature."""
    house = FakeHouse()
    name = house.give_file(tmp_path, person=7)

    async def visit(browser: Browser) -> None:
        response = await browser.get(f"/files/{name}", Accept_Encoding="gzip")
        assert "Content-Encoding" not in response.headers
        assert await response.read() == b"PK words"

    browse(house, visit, person=7)


def test_pictures_are_shown_and_documents_saved(tmp_path: Path) -> None:
    """A page as a picture opens in the browser; everything else, and what a browser could run, is handed over."""
    house = FakeHouse()
    house.give_file(tmp_path, person=7)
    kept = house.attachments.files["f1"][1]
    for kind in ("image/png", "image/svg+xml", "text/html"):
        house.attachments.files[kind[-3:]] = (7, type(kept)(kept.path, "第3页.png", kind))

    async def visit(browser: Browser) -> None:
        shown = {}
        for name in ("png", "xml", "tml", "f1"):
            response = await browser.get(f"/files/{name}")
            shown[name] = response.headers["Content-Disposition"].partition(";")[0]
        assert shown == {"png": "inline", "xml": "attachment", "tml": "attachment", "f1": "attachment"}

    browse(house, visit, person=7)
