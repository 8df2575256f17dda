"""A day of a contact on Telegram: a section there, another one by a colleague on the web, photos, the Word file."""

from __future__ import annotations

import asyncio
import io
import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from dialogs.definition.form import Form
from tests.bot.telegram.living import Living, living, story
from tests.bot.web.client import Browser, browse
from tests.bot.web.real import Furnished, said
from tests.county import ANSWERS
from tests.telegram.phone import Phone
from tests.telegram.pictures import png

pytestmark = pytest.mark.usefixtures("database_url")

_LINK = re.compile(r"/i/\S+")
_WITHOUT_SECTION_TWO = {"rd_tools_share": ("72.16",)}
"""What is typed where nothing can be computed, since its figures are in another section."""
_QUESTION = re.compile(r"^((?:[CS]\d+|核\d+|\d+\.\d+)) ", re.MULTILINE)


async def answer_section(alive: Living, phone: Phone, form: Form, section: str) -> None:
    """Answer what is asked until it belongs to another section; each answer waits for the next question."""
    asked = form.by_id[_QUESTION.findall(phone.inbox[-1].text)[-1]]
    while form.homes[asked.name] == section:
        for text in _WITHOUT_SECTION_TWO.get(asked.name, ANSWERS[asked.name]):
            phone.say(text)
            await alive.settled(7)
        asked = form.by_id[_QUESTION.findall(phone.inbox[-1].text)[-1]]


def colleague(alive: Living, link: str) -> None:
    """The holder of the link fills section six in a browser."""
    replies: list[str] = []

    async def visit(browser: Browser) -> None:
        await browser.post(link)
        await browser.get("/")
        for number, text in enumerate(["开始", *ANSWERS["opening_text"], *ANSWERS["opening_work"], "2"]):
            messages = await said(browser, f"colleague-{number}", text=text)
            replies.append(messages[-1]["text"])

    browse(Furnished(alive.house), visit)
    assert "请您填的部分都填完了" in replies[-1]


def test_a_day_of_a_contact(form: Form, tmp_path: Path) -> None:
    """Section four on Telegram, section six on the web, an album of photos, and all of it in the Word file."""

    @story
    async def day() -> None:
        async with living(tmp_path / "data") as alive:
            phone, _ = await alive.at(7, "cloud_smes")
            await answer_section(alive, phone, form, "digital")
            phone.say("请园区填第六部分")
            invited = await phone.wait_for("把这条链接发给园区")
            await asyncio.to_thread(colleague, alive, _LINK.findall(invited.text)[0])
            phone.send_album([(png(shade=number), "x.png") for number in range(3)], caption="厂区照片")
            await phone.wait_for("等 3 个文件", within=30)
            phone.say("预览")
            document = await phone.wait_for(lambda message: message.name.endswith("申报表（草稿）.docx"), within=30)
            await asyncio.to_thread(_both_are_in, document.data)

    day()


def _both_are_in(docx: bytes) -> None:
    with ZipFile(io.BytesIO(docx)) as parts:
        paper = parts.read("word/document.xml").decode()
    assert ANSWERS["digital_text"][0] in paper
    assert ANSWERS["opening_text"][0] in paper
