"""The small inputs and the reader understand each other: what the page composes is read as what stood in the cells."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from bot.channels.web.wire import messages_out
from bot.views.cells import cells_of
from bot.views.message import Cell, Message
from dialogs.definition.form import Field, Form, Kind, Shape
from dialogs.definition.jumping import Jump, jumps
from dialogs.reading import Read, read
from dialogs.record.application import Blank
from dialogs.saying.replies import Ask
from tests.browser.node import NODE

_COMPOSE = Path(__file__).parent / "scripts" / "compose.mjs"
Case = tuple[Field, list[str]]


def compose(cases: Sequence[tuple[Sequence[Cell], list[str]]]) -> list[str]:
    """The messages that the page's own script makes of typed cells."""
    asked = [
        {"cells": messages_out((Message(1, "", cells=tuple(cells)),))["messages"][0]["cells"], "typed": typed}
        for cells, typed in cases
    ]
    done = subprocess.run([NODE, _COMPOSE], input=json.dumps(asked), capture_output=True, text=True, check=True)
    composed: list[str] = json.loads(done.stdout)
    return composed


def fields_with_cells(form: Form) -> list[Field]:
    """All questions that the page shows as small inputs."""
    return [field for field in form.fields if cells_of(form, Ask(field.name, field.paths))]


def usual(field: Field) -> str:
    """A value that nobody would doubt in this field."""
    if not field.numeric:
        return "与3个国家合作"
    middle = (field.typical.low + field.typical.high) / 2 if field.typical is not None else Decimal("12.5")
    whole = any(slot.kind is Kind.INTEGER for slot in field.slots)
    return f"{middle.quantize(Decimal(1 if whole else '0.01')):f}"


def composed(form: Form, cases: Sequence[Case]) -> list[str]:
    """The messages for these fields, all of whose cells are open."""
    return compose([(cells_of(form, Ask(field.name, field.paths)), typed) for field, typed in cases])


def test_there_are_cells_of_every_shape(form: Form) -> None:
    """Three years, base and target, the standards table: the following tests see all of them."""
    shapes = {field.shape for field in fields_with_cells(form)}
    assert shapes == {Shape.YEARLY, Shape.PAIR, Shape.MATRIX}


def test_whole_rows_are_read_back(form: Form) -> None:
    """For every question with cells: all of them filled are read into the slots where they stood, without a doubt."""
    cases = [(field, [usual(field)] * len(field.slots)) for field in fields_with_cells(form)]
    for (field, typed), words in zip(cases, composed(form, cases), strict=True):
        found = read(form, field, words)
        assert isinstance(found, Read), (field.name, words, found)
        values = {entry.slot: str(entry.value) for entry in found.entries}
        assert values == dict(zip(field.paths, typed, strict=True)), words


def test_every_single_cell_is_read_back(form: Form) -> None:
    """A cell that is sent by itself lands in its own slot, and the others stay as they are."""
    cases = [
        (field, [usual(field) if place == here else "" for place in range(len(field.slots))])
        for field in fields_with_cells(form)
        for here in range(len(field.slots))
    ]
    for (field, typed), words in zip(cases, composed(form, cases), strict=True):
        found = read(form, field, words)
        assert isinstance(found, Read), (field.name, words, found)
        here = next(place for place, value in enumerate(typed) if value)
        assert [(entry.slot, str(entry.value)) for entry in found.entries] == [(field.paths[here], typed[here])], words


def test_words_in_cells_are_read_back(form: Form) -> None:
    """无 and 等统计局 may stand in any cell among figures."""
    fields = [field for field in fields_with_cells(form) if field.numeric]
    cases = [(field, [usual(field), "等统计局", *[usual(field)] * (len(field.slots) - 2)]) for field in fields]
    for (field, _), words in zip(cases, composed(form, cases), strict=True):
        found = read(form, field, words)
        assert isinstance(found, Read), (field.name, words, found)
        assert [entry.blank is Blank.WAITING for entry in found.entries].count(True) == 1
        assert found.entries[1].department == "统计局"


def test_what_is_sent_later_names_its_question(form: Form) -> None:
    """Cells used once something else was said begin with 改 and the number; that is one jump with its value."""
    cases = [(field, [usual(field)] * len(field.slots)) for field in fields_with_cells(form)]
    for (field, _), words in zip(cases, composed(form, cases), strict=True):
        (jump,) = jumps(form, f"改 {field.id} {words}".replace("\n", " "))
        assert isinstance(jump, Jump)
        assert jump.field == field.name
        assert isinstance(read(form, field, jump.words or ""), Read), (field.name, jump.words)
