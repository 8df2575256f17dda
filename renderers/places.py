"""The named places of the Word templates, and what stands in them for an application.

``output/2021`` is the place ``output_2021``; each box of a field has its own, ``chain_work__mapped``. Besides there
are ``draft_mark`` in the page header, ``summary_level`` in the head of 附件4, and the spare rows of the target table,
which are bookmarks: a table cannot grow inside a template that holds no programs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dialogs.definition.form import NUMERIC, Field, Form, Hand, Kind, Shape, Slot
from dialogs.record.application import Application
from renderers.values import NONE, printed

TICKED, EMPTY = "☑", "☐"
DRAFT_MARK = "草稿（未完成，不得报送）"
SUMMARY = "summary"  # the section that stands in 附件4; all others stand in 附件1

SPARE_ROWS: Mapping[str, str] = {
    "主导产业": "spareIndustry",
    "创新": "spareInnovation",
    "数字化": "spareDigital",
    "绿色化": "spareGreen",
    "其它": "spareOther",
}
"""The bookmark at the row of each direction that the county may replace by targets of its own (8.14)."""

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile(r"\s*[\r\n\u2028\u2029]\s*")


class UnprintableText(Exception):
    """A text holds control characters or half a character, which would damage the Word file."""

    def __init__(self, slot: str) -> None:
        super().__init__(f"{slot}: {self.__doc__}")
        self.slot = slot


def place(slot: str) -> str:
    """The name of a slot's place."""
    return slot.replace("/", "_")


def box_place(field: str, choice: str) -> str:
    """The name of a box's place."""
    return f"{field}__{choice}"


def contents(form: Form, application: Application, *, draft: bool, summary: bool) -> dict[str, str]:
    """What stands in every place of one document; line breaks part the paragraphs of a text.

    Raises ``UnprintableText`` naming the slot.
    """
    found = {"draft_mark": DRAFT_MARK if draft else ""}
    for field in form.printed:
        if (field.section == SUMMARY) is summary and field.kind is not Kind.ROWS:
            found.update(_of_field(form, application, field))
    return found


def extra_rows(application: Application, slot: str) -> list[tuple[str, ...]]:
    """The targets that the county added, as rows of direction, 指标, 基准值 and 目标值, fit for the table.

    A direction without a spare row of its own (开放合作) goes under 其它, its name before the 指标.
    """
    answer = application.answer(slot)
    rows = answer.value if answer is not None and isinstance(answer.value, tuple) else ()
    return [_placed(tuple(clean(cell, slot) for cell in row)) for row in rows]


def _placed(row: tuple[str, ...]) -> tuple[str, ...]:
    direction, what, *values = row
    return row if direction in SPARE_ROWS else ("其它", f"{direction}：{what}", *values)


def clean(text: str, slot: str) -> str:
    """The text as it can stand in a Word file: one kind of line end, no tabs. Raises ``UnprintableText``."""
    lines = _LINE_ENDS.sub("\n", text.strip()).replace("\t", " ")
    if _UNPRINTABLE.search(lines):
        raise UnprintableText(slot)
    return lines


def _of_field(form: Form, application: Application, field: Field) -> Iterator[tuple[str, str]]:
    if field.choices:
        yield from _boxes(application, field)
        return
    for slot in field.slots:
        text = clean(_text(form, application, field, slot), slot.path)
        yield place(slot.path), text or field.unfilled


def _boxes(application: Application, field: Field) -> Iterator[tuple[str, str]]:
    answer = application.answer(field.name)
    value = answer.value if answer is not None else None
    ticked = value if isinstance(value, tuple) else (value,)
    for choice in field.choices:
        yield box_place(field.name, choice.name), TICKED if choice.name in ticked else EMPTY


def _text(form: Form, application: Application, field: Field, slot: Slot) -> str:
    if field.copy_of:
        return _copied(form, application, field)
    calculation = field.calculations.get(slot.path)
    if field.by is Hand.COPY and calculation is not None:
        return str(calculation.value({}))
    unit = slot.unit or _chosen_unit(form, application, field)
    return _with_unit(field, slot, unit, printed(field, slot, application.answer(slot.path)))


def _copied(form: Form, application: Application, field: Field) -> str:
    """What the fields say that a field repeats; once, where they say the same (定州市, of 定州市)."""
    sources = [slot for name in field.copy_of for slot in form.by_name[name].slots]
    texts = [printed(form.field_of(slot.path), slot, application.answer(slot.path)) for slot in sources]
    return "".join(dict.fromkeys(texts))


def _chosen_unit(form: Form, application: Application, field: Field) -> str | None:
    """The unit that another question chose, where the form prints none (I-20)."""
    chosen = application.answer(field.unit_from) if field.unit_from else None
    if chosen is None or field.unit_from is None:
        return None
    choices = form.by_name[field.unit_from].choices
    return next((choice.unit for choice in choices if choice.name == chosen.value), None)


def _with_unit(field: Field, slot: Slot, unit: str | None, text: str) -> str:
    """The target table prints no units: there a figure brings its own, unless the label names it."""
    bare = field.shape is not Shape.PAIR or slot.kind not in NUMERIC or text in ("", NONE)
    return text if bare or not unit or unit in field.label else text + unit
