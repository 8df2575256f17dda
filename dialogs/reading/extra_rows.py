"""The county's own targets (8.14): one a line, with direction, 指标, base and target."""

from __future__ import annotations

import re

from dialogs.reading.blanks import read_blank
from dialogs.reading.cleaning import excerpt, one_line
from dialogs.reading.question import Question
from dialogs.reading.results import Entry, Read, Reading, Unreadable, Why

_COLUMNS = 4
_DIRECTIONS = {
    "主导产业": "主导产业",
    "创新": "创新",
    "创新能力": "创新",
    "数字化": "数字化",
    "数字化升级": "数字化",
    "绿色化": "绿色化",
    "绿色化转型": "绿色化",
    "开放合作": "开放合作",
    "治理和服务": "治理和服务",
    "其它": "其它",
    "其他": "其它",
}
_MARKS = tuple(re.compile(mark) for mark in ("[|｜]", "\t", "[、；;]", "[,，]", " +"))
_MOST = 50


def read_extra_rows(question: Question, text: str) -> Reading:
    """The rows of a message; a line that has not all four columns makes it unread."""
    blank = read_blank(question, text)
    if blank is not None:
        return blank
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines or len(lines) > _MOST:
        return Unreadable(Why.NOT_ROWS, {"words": excerpt(text)})
    rows = [_row(line) for line in lines]
    wrong = next((line for line, row in zip(lines, rows, strict=True) if row is None), None)
    if wrong is not None:
        return Unreadable(Why.NOT_ROWS, {"words": excerpt(wrong)})
    value = tuple(row for row in rows if row is not None)
    return Read(tuple(Entry(slot.path, value) for slot in question.slots))


def _row(line: str) -> tuple[str, ...] | None:
    """The four columns; without a direction the row is 其它."""
    for mark in _MARKS:
        cells = [one_line(cell) for cell in mark.split(line.strip(" |｜\t"))]
        direction = _DIRECTIONS.get(cells[0])
        if len(cells) == _COLUMNS and direction is not None and all(cells):
            return (direction, *cells[1:])
        if len(cells) == _COLUMNS - 1 and direction is None and all(cells):
            return ("其它", *cells)
    return None
