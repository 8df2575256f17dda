"""The values of a question one by one, for channels that can show a small input for each of them."""

from __future__ import annotations

from collections.abc import Container, Iterable
from decimal import Decimal

from bot.views.message import Cell
from dialogs.definition.form import NUMERIC, Field, Form, Shape, Slot
from dialogs.record.application import Answer, Blank
from dialogs.rules.expressions import shown
from dialogs.saying.replies import Ask

_OF_THE_ROLE = "数量"
_MOST_DECIMALS = 6


def cells_of(form: Form, ask: Ask) -> tuple[Cell, ...]:
    """One cell for each value that is asked, in printing order; none for questions that are answered in words."""
    return cells_for(form.by_name[ask.field], ask.answers, ask.slots)


def cells_for(field: Field, answers: Iterable[Answer], slots: Container[str]) -> tuple[Cell, ...]:
    """One cell for each of these slots of a field, with what stands there; none where it is answered in words."""
    if not _in_cells(field):
        return ()
    standing = {answer.slot: answer for answer in answers}
    asked = (slot for slot in field.slots if slot.path in slots)
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


def brief(value: Decimal) -> str:
    """A figure as one would type it; one that was computed has more decimals than anybody types."""
    exact = f"{value:f}"
    return exact if len(exact.partition(".")[2]) <= _MOST_DECIMALS else shown(value)


def _as_typed(answer: Answer) -> str:
    """What one would type to answer the same again; nothing for what was put off."""
    match answer.value:
        case Decimal():
            return brief(answer.value)
        case str():
            return answer.value
        case _:
            return "无" if answer.blank is Blank.NONE else ""
