"""填报表: an .xlsx for a department with just its questions; what is filled in is read back cell by cell.

Only the cells to fill in are open. A hidden column names each row's place in the form, a hidden row each column's, so
that reading is exact however rows are sorted or labels edited: ``output/*`` under ``2021`` is the slot ``output/2021``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import xlsxwriter

from dialogs.definition.form import Field, Form, Kind, Shape, Slot
from dialogs.gathering.keyed import ANY, EDITION, KEYS, NAMES, SINGLE
from dialogs.gathering.keyed import SOURCE as SOURCE_COLUMN
from dialogs.gathering.sheets import value
from dialogs.record.application import Answer, Application
from renderers.i18n import SOURCE, Language, language
from renderers.papers import plain

_HEADS = ("题号", "指标", "单位")
_WIDTHS = {"key": 2, "题号": 7, "指标": 44, "单位": 14, "year": 14, "value": 18, "names": 30, "how": 44, "source": 26}
_TITLE, _KEYS, _HEAD, _FIRST = 0, 1, 2, 3
_LINE, _SPARE, _HIGHEST = 15.0, 4.0, 400.0
"""Heights in points: not every program makes rows as high as their text, least of all in a protected sheet."""
_WIDE = 0x2E7F


@dataclass(frozen=True, slots=True)
class _Row:
    """One line: its key, what it is about, its slots by the key of their column."""

    key: str
    field: Field
    label: str
    slots: dict[str, Slot]


def department_sheet(form: Form, application: Application, department: str, names: Sequence[str]) -> bytes:
    """The workbook for a department's questions (by name), with what stands there already."""
    made = BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    _Sheet(form, application, book, language(SOURCE).of(form)).draw(department, names)
    book.close()
    return made.getvalue()


class _Sheet:
    """The one sheet, while it is drawn."""

    def __init__(self, form: Form, application: Application, book: Any, speech: Language) -> None:
        self._form, self._application, self._speech = form, application, speech
        self._page = book.add_worksheet("填报表")
        frame = {"border": 1, "valign": "vcenter", "text_wrap": True, "num_format": 49}
        self._title = book.add_format({"bold": True, "font_size": 14, "text_wrap": True, "valign": "vcenter"})
        self._head = book.add_format({**frame, "bold": True, "bg_color": "#E6EBF2", "align": "center"})
        self._plain = book.add_format(frame)
        self._small = book.add_format({**frame, "font_size": 9, "font_color": "#555555"})
        self._open = book.add_format({**frame, "locked": False, "bg_color": "#FFFBE6"})
        self._shut = book.add_format({**frame, "bg_color": "#EEEEEE"})

    def draw(self, department: str, names: Sequence[str]) -> None:
        """Title, heads, a line for each row, and the protection."""
        rows = [row for name in names for row in _rows(self._form.by_name[name])]
        columns = _columns(self._form, rows)
        self._heads(department, columns)
        for number, row in enumerate(rows, _FIRST):
            self._line(number, row, columns)
        page, last = self._page, _FIRST + len(rows)
        page.write_string(last, 0, EDITION)
        page.write_string(last, 1, self._form.edition)
        page.set_row(last, None, None, {"hidden": True})
        page.set_column(0, 0, _WIDTHS["key"], None, {"hidden": True})
        page.set_row(_KEYS, None, None, {"hidden": True})
        page.freeze_panes(_FIRST, len(_HEADS))
        page.protect("", {"format_columns": True, "format_rows": True})
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(_HEAD)

    def _heads(self, department: str, columns: Sequence[tuple[str, str, int]]) -> None:
        page, last = self._page, len(_HEADS) + len(columns) + 2
        said = f"{plain(department)}填报表　{self._form.title}"
        page.merge_range(_TITLE, 1, _TITLE, last, f"{said}　只填黄色格；没有这种情况写“无”", self._title)
        page.set_row(_TITLE, 34)
        page.write_string(_KEYS, 0, KEYS)
        heads = [*((head, "", _WIDTHS[head]) for head in _HEADS), *columns]
        heads += [("填写说明", "", _WIDTHS["how"]), ("数据来源（报表、日期）", SOURCE_COLUMN, _WIDTHS["source"])]
        for column, (head, key, width) in enumerate(heads, 1):
            page.write_string(_KEYS, column, key)
            page.write_string(_HEAD, column, head, self._head)
            page.set_column(column, column, width)

    def _line(self, number: int, row: _Row, columns: Sequence[tuple[str, str, int]]) -> None:
        page, field = self._page, row.field
        page.write_string(number, 0, row.key)
        for column, text in enumerate((field.id, row.label, field.unit or ""), 1):
            page.write_string(number, column, text, self._plain)
        for column, (_, key, _) in enumerate(columns, len(_HEADS) + 1):
            slot = row.slots.get(key)
            if slot is None:
                page.write_string(number, column, "", self._shut)
                continue
            page.write_string(number, column, self._standing(field, slot), self._open)
            if field.kind is Kind.CHOICE and field.choices:
                offered = [choice.label for choice in field.choices]
                if sum(map(len, offered)) + len(offered) < 250:
                    page.data_validation(number, column, number, column, {"validate": "list", "source": offered})
        how = len(_HEADS) + len(columns) + 1
        page.write_string(number, how, self._how(field), self._small)
        page.write_string(number, how + 1, "", self._open)
        standing = max((self._standing(field, slot) for slot in row.slots.values()), key=len, default="")
        lines = max(
            _lines(row.label, _WIDTHS["指标"]),
            _lines(self._how(field), _WIDTHS["how"] * 10 // 9),
            _lines(standing, min(width for _, key, width in columns if key in row.slots)),
        )
        page.set_row(number, min(_LINE * lines + _SPARE, _HIGHEST))

    def _how(self, field: Field) -> str:
        """The hint, the options and an example; those of the chat for a table of figures would mislead in its cells."""
        if field.shape is Shape.MATRIX:
            return self._speech.say("每格一个数，没有填 0")
        hint = self._speech.say(field.hint) if field.hint else ""
        choices = "；".join(f"{at}.{each.label}" for at, each in enumerate(field.choices, 1))
        example = f"例：{field.example}" if field.example and not field.choices and len(field.slots) == 1 else ""
        return "。".join(part.rstrip("。") for part in (hint, choices, example) if part)

    def _standing(self, field: Field, slot: Slot) -> str:
        answer = self._application.answer(slot.path)
        if answer is None or not answer.given:
            return ""
        return "\n".join(plain(line) for line in _shown(field, answer).split("\n"))


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column of this width (in letters; a Han character takes two)."""
    return sum(max(1, -(-sum(1 + (ord(each) > _WIDE) for each in line) // (width - 1))) for line in text.split("\n"))


def _shown(field: Field, answer: Answer) -> str:
    if field.kind is Kind.CHOICE:
        return next((choice.label for choice in field.choices if choice.name == answer.value), value(field, answer))
    return value(field, answer)


def _rows(field: Field) -> Iterator[_Row]:
    """One row of years, one for each half of a pair or line of a matrix, one for all else."""
    name = f"{field.group}：{field.label}" if field.group else field.label
    match field.shape:
        case Shape.YEARLY:
            yield _Row(f"{field.name}/{ANY}", field, name, {slot.part[0]: slot for slot in field.slots})
        case Shape.PAIR:
            for slot in field.slots:
                yield _Row(slot.path, field, f"{name} {slot.label}", {SINGLE: slot})
        case Shape.MATRIX:
            yield from _matrix(field, name)
        case Shape.COUNT_NAMES:
            count, names = field.slots
            yield _Row(f"{field.name}/{ANY}", field, name, {SINGLE: count, NAMES: names})
        case _:
            yield _Row(field.name, field, name, {SINGLE: field.slots[0]})


def _matrix(field: Field, name: str) -> Iterator[_Row]:
    lines: dict[tuple[str, ...], dict[str, Slot]] = {}
    for slot in field.slots:
        lines.setdefault(slot.part[1:], {})[slot.part[0]] = slot
    for part, slots in lines.items():
        said = next(iter(slots.values())).label.split(" ", 1)[1]
        yield _Row("/".join((field.name, ANY, *part)), field, f"{name} {said}", slots)


def _columns(form: Form, rows: Sequence[_Row]) -> list[tuple[str, str, int]]:
    """Head, key and width of each column that a row needs."""
    used = {key for row in rows for key in row.slots}
    years = [(f"{year}年", str(year), _WIDTHS["year"]) for year in form.years if str(year) in used]
    others = [("数值（选项）", SINGLE, _WIDTHS["value"]), ("名称（一行一个）", NAMES, _WIDTHS["names"])]
    return [*years, *(each for each in others if each[1] in used)]
