"""Numbers that come from others, in the terminal and on Telegram with the same words: an old draft, a filled sheet."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial
from pathlib import Path

import pytest

from bot.house import House
from dialogs.definition.loader import load
from renderers.word import fill
from tests.bot.telegram.living import living, story
from tests.bot.telegram.test_evidence import holds, piped
from tests.bot.test_binding import begun
from tests.county import answered
from tests.renderers.spoken import filled_sheet

pytestmark = pytest.mark.parametrize("kind", ["sqlite"], indirect=True)


@cache
def draft() -> bytes:
    """The bureau's old draft: the parts 一 and 二 are filled in."""
    form = load()
    county = answered(form)
    own = {s: each for s, each in county.answers.items() if form.field_of(s).section in ("cover", "basics", "industry")}
    return fill(form, replace(county, answers=own), draft=False)


@cache
def sheet() -> bytes:
    """What 统计局 filled in: one figure as it stands, two otherwise, one that is new, one that nobody can read."""
    said = {
        "output/2021": "118.40",
        "output/2022": "133.50",
        "smes/2023": "158",
        "staff/2021": "很多",
        "patents": "318",
    }
    return filled_sheet(said, ("output", "smes", "staff", "patents"))


STEPS: tuple[tuple[str, bytes | None, str], ...] = (
    ("旧稿.docx", draft(), "里面像是申报表的内容"),
    ("读进申报表", None, "还什么都没有改"),
    ("采用", None, "从“旧稿.docx”采用了"),
    ("统计局.xlsx", sheet(), "里面像是申报表的内容"),
    ("读进申报表", None, "没看懂 1 处"),
    ("没看懂的", None, "“很多”"),
    ("返回文件", None, "逐条看冲突和要确认的（2）"),
    ("采用", None, "从“统计局.xlsx”采用了 1 题"),
    ("文件", None, "表内：2023年 152"),
    ("133 141 156", None, "记下 2.7"),
    ("撤销", None, "撤销"),
)
"""What is typed, or the file that is sent, and what is read after that."""


def test_in_the_terminal(house: House, tmp_path: Path) -> None:
    """Piped in, files by their paths."""
    begun(house)
    piped(house, tmp_path, STEPS)


@pytest.mark.usefixtures("database_url")
@story
async def test_on_telegram(tmp_path: Path) -> None:
    """As documents and messages over Telegram's own wire; where a button says it, the button is tapped."""
    async with living(tmp_path / "data") as alive:
        phone = await alive.begun(7)
        shown = None
        for words, content, expected in STEPS:
            if content is not None:
                phone.send_document(content, words)
            elif shown is not None and (label := _label(words, str(shown.raw))):
                phone.tap(shown, label)
            else:
                phone.say(words)
            shown = await phone.wait_for(partial(holds, expected), within=30)


def _label(words: str, keyboard: str) -> str:
    """The button that the words mean, where it is on the keyboard."""
    labels = {"读进申报表": "读进申报表", "返回文件": "返回文件", "采用": "采用这", "没看懂的": "看没看懂的"}
    return labels[words] if labels.get(words, "—") in keyboard else ""
