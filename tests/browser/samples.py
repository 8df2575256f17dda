"""What a page can show, as the real form has it: questions with their cells, an application half filled, pages."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import Any

from bot.channels.ports import Download
from bot.views.cells import cells_of
from bot.views.message import Button, File
from dialogs.definition.form import Form
from dialogs.record.application import Answer
from dialogs.record.standing import Standing, tally_of
from dialogs.saying.replies import Ask
from renderers.chat.questions import ask as words_of
from renderers.chat.standing import phrase_standing, phrase_tally
from renderers.i18n import language
from tests.bot.web.fakes import FakeHouse

_SPOKEN = language("zh")
COMMANDS = ("无", "稍后", "返回", "?", "进度")
_FILLED = {"output": "118.40、131.62、146.90 亿元", "companies": "141、150、152 家", "industry_type": "第二产业"}
_STANDINGS = {
    "smes": Standing.WRONG,
    "specialised": Standing.WAITING,
    "little_giants": Standing.LATER,
    "area": Standing.DOUBTED,
}


def question(form: Form, name: str, *answers: Answer) -> dict[str, Any]:
    """The message that puts a question of the form, as `FakeConversations.add` takes it."""
    field = form.by_name[name]
    reply = Ask(name, field.paths, (), answers, (), None)
    return {"text": words_of(form, reply, language("zh")), "field": name, "cells": cells_of(form, reply)}


def put(house: FakeHouse, address: int, form: Form, name: str, *answers: Answer) -> None:
    """Put a question at the end of a conversation."""
    house.conversations.add(address, **question(form, name, *answers), commands=COMMANDS)


def put_next(house: FakeHouse, form: Form, name: str) -> None:
    """Let the next answer be this question."""
    house.conversations.answers.append({**question(form, name), "commands": COMMANDS})


def converse(house: FakeHouse, address: int, form: Form) -> None:
    """A stretch of conversation with everything that stands in one; the open question has three cells."""
    add = house.conversations.add
    add(address, **question(form, "industry_type"), buttons=_choices(form, "industry_type"), commands=COMMANDS)
    add(address, "第二产业", mine=True)
    add(address, "记下 1.9：第二产业")
    put(house, address, form, "output")
    add(address, "1184000 1316200 1469000", mine=True)
    add(address, "像是万元。按 118.40、131.62、146.90 亿元记？", buttons=_buttons("是", "按原数记", "重填"))
    add(address, "① 是", mine=True)
    add(address, "记下 2.1：118.40、131.62、146.90 亿元")
    put(house, address, form, "companies")


def _choices(form: Form, name: str) -> tuple[Button, ...]:
    return _buttons(*(choice.label for choice in form.by_name[name].choices))


def _buttons(*labels: str) -> tuple[Button, ...]:
    return tuple(Button(label, f"1:{number}:") for number, label in enumerate(labels, 1))


def show_pages(house: FakeHouse, address: int, folder: Path, person: int, *pages: int) -> None:
    """Pictures of pages in a message, the one to look at first in front."""
    pictures = tuple(_page(house, folder, person, page) for page in pages)
    house.conversations.add(address, f"申报表共 {len(pages)} 页，2.1 在第 {pages[0]} 页：", pictures=pictures)


def _page(house: FakeHouse, folder: Path, person: int, page: int) -> File:
    path = folder / f"page-{page}.png"
    path.write_bytes(_sheet(595, 842))
    house.attachments.files[path.stem] = (person, Download(path, path.name, "image/png"))
    return File(f"申报表-第{page}页.png", path.stem, path.stat().st_size, "image/png")


def _sheet(width: int, height: int) -> bytes:
    """A white sheet with grey lines, as PNG."""
    lines = [b"\x00" + (b"\xc8" if row % 40 == 20 else b"\xff") * width for row in range(height)]
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(lines))), (b"IEND", b""))
    made = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(made)


def overview(form: Form) -> dict[str, Any]:
    """An application half filled, by two people."""
    return {
        "title": "临西县轴承产业",
        "sections": [_section(form, number, section.name) for number, section in enumerate(form.sections)],
        "people": [
            {"name": "张三", "sections": [], "here": True},
            {"name": "李四", "sections": ["四、数字化升级情况"], "here": False},
        ],
    }


def _section(form: Form, number: int, name: str) -> dict[str, Any]:
    fields = [field for field in form.fields if field.section == name and field.answerable]
    questions = [_question(field.name, field.id, field.label) for field in fields]
    title = next(section.title for section in form.sections if section.name == name)
    tally = tally_of(each["standing"] for each in questions)
    parts = {"name": name, "title": title, "mine": number != 4, "questions": questions}
    return {**parts, "standing": tally.standing, "tally": phrase_tally(tally, _SPOKEN)}


def _question(name: str, printed: str, label: str) -> dict[str, Any]:
    filled = name in _FILLED or printed.startswith("C")
    standing = _STANDINGS.get(name, Standing.FILLED if filled else Standing.OPEN)
    by = {"by": "李四", "at": "2024-04-11T09:30:00+08:00", "door": "web"} if standing is not Standing.OPEN else {}
    blank = {"by": "", "at": "", "door": ""}
    values = {Standing.WRONG: "133、141、160 家", Standing.WAITING: "等工信局", Standing.DOUBTED: "36.5 平方公里"}
    value = _FILLED.get(name, "已填的内容") if standing is Standing.FILLED else values.get(standing, "")
    about = {"name": name, "id": printed, "label": label, "value": value}
    return {**about, "standing": standing, "word": phrase_standing(standing, _SPOKEN), **blank, **by}
