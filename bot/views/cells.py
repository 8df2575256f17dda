"""The values of a question one by one, for channels that can show a small input for each of them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from bot.views.message import Cell
from dialogs.application import Answer, Blank
from dialogs.form import NUMERIC, Field, Form, Shape, Slot
from dialogs.replies import Ask

_OF_THE_ROLE = "数量"


def cells_of(form: Form, ask: Ask) -> tuple[Cell, ...]:
    """One cell for each value that is asked, in printing order; none for questions that are answered in words."""
    field = form.by_name[ask.field]
    if not _in_cells(field):
        return ()
    standing = {answer.slot: answer for answer in ask.answers}
    asked = (slot for slot in field.slots if slot.path in ask.slots)
    return tuple(_cell(field, slot, standing.get(slot.path)) for slot in asked)


def _in_cells(field: Field) -> bool:
    """Rows of figures, and pairs: these have two short values also where they are words."""
    return field.shape is Shape.PAIR or (field.numeric and field.shape in (Shape.YEARLY, Shape.MATRIX))


def _cell(field: Field, slot: Slot, answer: Answer | None) -> Cell:
    column, row = _place(field, slot)
    value = "" if answer is None else _as_typed(answer)
    return Cell(slot.path, column, row, slot.unit or "", value, numeric=slot.kind in NUMERIC)


def _place(field: Field, slot: Slot) -> tuple[str, str]:
    """What stands above a value and beside it: ``2021`` · ``2023年基准值`` · ``2021`` and ``国家 主持``."""
    if field.shape is Shape.PAIR:
        return slot.label, ""
    return slot.part[0], _without_year(slot.label.split(" ")[1:])


def _without_year(words: Iterable[str]) -> str:
    return " ".join(words).removesuffix(_OF_THE_ROLE)


def _as_typed(answer: Answer) -> str:
    """What one would type to answer the same again; nothing for what was put off."""
    match answer.value:
        case Decimal():
            return f"{answer.value:f}"
        case str():
            return answer.value
        case _:
            return "无" if answer.blank is Blank.NONE else ""
