"""The kinds of rows that the official tables are made of."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.form import Field, Form, Shape
from renderers.reconstruction.layout import Cell, Merge, Row, mark

ESSAY_LINES = 10  # 200 characters at 26 a line make 8
NAMES_LINES = 5


def header(texts: Sequence[str], spans: Sequence[int], name: str, *, repeated: bool = True) -> Row:
    """A row of column titles."""
    return Row(tuple(Cell(text, span=span) for text, span in zip(texts, spans, strict=True)), name, 1.2, heads=repeated)


def plain(field: Field, label: str, value: str, spans: tuple[int, int], lines: float = 1.5) -> Row:
    """A label and one value, or one line of boxes."""
    return Row((Cell(label, span=spans[0]), Cell(value, span=spans[1])), mark(field.id), lines)


def yearly(field: Field, label: str, spans: tuple[int, int]) -> Row:
    """A label and one value per statistic year."""
    values = tuple(Cell(f"{{{slot.path}}}", span=spans[1]) for slot in field.slots)
    return Row((Cell(label, span=spans[0]), *values), mark(field.id), 1.5)


def essay(field: Field, label: str, spans: tuple[int, int], *groups: Cell) -> Row:
    """A label and a text of at most 200 字, with room for it."""
    text = Cell(f"{{{field.name}}}", "CellEssay", spans[1], align="top")
    return Row((*groups, Cell(label, span=spans[0]), text), mark(field.id), ESSAY_LINES)


def boxes(field: Field, label: str, note: str, spans: tuple[int, int]) -> Row:
    """A label and a column of boxes with the note that ticks need proof."""
    text = f"[{field.name}/1]\n{note}"
    return Row((Cell(label, span=spans[0]), Cell(text, "CellBoxes", spans[1])), mark(field.id), len(field.choices) + 2)


def named(field: Field, label: str, spans: tuple[int, int], *groups: Cell) -> Row:
    """A label with 数量 and 名称."""
    if field.shape is not Shape.COUNT_NAMES:
        raise ValueError(f"{field.name} has no names")
    text = f"数量：{{_{field.name}/count}}个\n名称：{{{field.name}/names}}"
    return Row(
        (*groups, Cell(label, span=spans[0]), Cell(text, "CellText", spans[1])), mark(field.id), NAMES_LINES
    )


def block(label: str, span: int = 1) -> tuple[Cell, Cell]:
    """A label that spans several rows: its first cell, and the one for each further row."""
    return Cell(label, span=span, merge=Merge.START), Cell(span=span, merge=Merge.ON)


def fields(form: Form, *names: str) -> list[Field]:
    """Fields by name. Raises ``KeyError`` for one that the form does not have."""
    return [form.by_name[name] for name in names]
