"""From a ticked box to the receipt, on three channels with the same words: what a contact does with evidence."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial
from io import StringIO
from pathlib import Path

import pytest

from bot.channels.console import chat
from bot.house import House
from dialogs.definition.loader import load
from dialogs.record.application import Application
from storage import applications
from tests import drawn
from tests.bot.telegram.living import living, story
from tests.bot.test_binding import begun
from tests.bot.web.client import Browser, browse
from tests.bot.web.real import SILENT, Furnished, file, said, sign_in
from tests.county import fill
from tests.talk import Talk
from tests.telegram.state import Message

pytestmark = pytest.mark.parametrize("kind", ["sqlite"], indirect=True)

FIRMS = [[f"第{number}轴承有限公司"] for number in range(1, 5)]
STEPS: tuple[tuple[str, bytes | None, str], ...] = (
    ("改 2.22 1", None, "佐证"),
    ("E-14", None, "状态：缺"),
    ("图谱.jpg", drawn.jpeg(drawn.certificate()), "像是有红色圆章。 字和章看得清吗？"),
    ("E-5", None, "状态：缺"),
    ("小巨人.xlsx", drawn.sheet([["企业名称"], *FIRMS]), "✗ 清单 4 家，表内 2.9 是 3 家"),
    ("用清单的数", None, "记下 2.9"),
    ("提交", None, "可以盖章了"),
    ("负责人已签字、公章已盖", None, "1 号回执"),
    ("传盖章扫描件", None, "盖章签字后的扫描件"),
    ("扫描件.pdf", drawn.pdf("sealed", "and signed"), "共 2 页。"),
    ("扫描件已传完", None, "2 号回执"),
)
"""What is typed, or the file that is sent, and what is read after that."""


def holds(words: str, message: Message) -> bool:
    """Whether a message or its buttons say this."""
    return words in message.text or words in str(message.raw)


@cache
def filled() -> Application:
    """An application in which everything is filled in."""
    talk = Talk(load())
    talk.say("开始")
    fill(talk)
    return talk.application


def fill_in(house: House, person: int = 1) -> None:
    """Have a contact's application filled in."""
    with house.database.write() as session:
        empty = applications.load(session, applications.of_person(session, person)[0].id)
        full = replace(empty, answers=filled().answers)
        applications.save(session, empty, full, house.settings.clock(), by="张三", door="web")


def test_on_the_page(house: House) -> None:
    """Typed and sent as the page does it."""

    async def _visit(browser: Browser) -> None:
        await sign_in(browser, house)
        fill_in(house)
        for number, (words, content, expected) in enumerate(STEPS):
            if content is None:
                answer = await said(browser, f"say-{number:08}", text=words)
            else:
                sent = await browser.post("/upload?after=1", file(words, content), X_Upload_Id=f"upload-{number:08}")
                answer = (await sent.json())["messages"]
            texts = [each["text"] + " ".join(button["label"] for button in each["buttons"]) for each in answer]
            assert any(expected in text for text in texts), (words, texts)

    browse(Furnished(house), _visit, pace=SILENT)


def piped(house: House, folder: Path, steps: Sequence[tuple[str, bytes | None, str]]) -> None:
    """Play the steps in the terminal, files by their paths; each must bring what is expected, in this order."""
    typed = []
    for words, content, _ in steps:
        if content is not None:
            (folder / words).write_bytes(content)
        typed.append(words if content is None else f"/send {folder / words}")
    out = StringIO()
    chat(house, "张三", StringIO("\n".join((*typed, ""))), out)
    rest = out.getvalue()
    for words, _, expected in steps:
        assert expected in rest, (words, out.getvalue()[-3000:])
        rest = rest.partition(expected)[2]


def test_in_the_terminal(house: House, tmp_path: Path) -> None:
    """Piped in, files by their paths."""
    begun(house)
    fill_in(house)
    piped(house, tmp_path, STEPS)


@pytest.mark.usefixtures("database_url")
@story
async def test_on_telegram(tmp_path: Path) -> None:
    """As messages and documents over Telegram's own wire."""
    async with living(tmp_path / "data") as alive:
        phone = await alive.begun(7)
        await asyncio.to_thread(fill_in, alive.house)
        for words, content, expected in STEPS:
            if content is None:
                phone.say(words)
            else:
                phone.send_document(content, words)
            await phone.wait_for(partial(holds, expected), within=30)
