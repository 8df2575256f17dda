"""The kinds of rows that the official tables are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from dialogs.definition.form import Field, Shape
from renderers.reconstruction.layout import Cell, Merge, Row, mark

NAMES_LINES = 5
_INDENT = 2  # characters, of a text's first line
_SPARE = 2  # lines, for words and marks that do not fill theirs
_CHARACTER = 240
_MARGINS = 170


def header(texts: Sequence[str], spans: Sequence[int], name: str) -> Row:
    """A row of column titles."""
    return Row(tuple(Cell(text, span=span) for text, span in zip(texts, spans, strict=True)), name, 1.2)


def plain(field: Field, label: str, value: str, spans: tuple[int, int], lines: float = 1.5) -> Row:
    """A label and one value, or one line of boxes."""
    return Row((Cell(label, span=spans[0]), Cell(value, span=spans[1])), mark(field.id), lines)


def yearly(field: Field, label: str, spans: tuple[int, int]) -> Row:
    """A label and one value per statistic year."""
    values = tuple(Cell(f"{{{slot.path}}}", span=spans[1]) for slot in field.slots)
    return Row((Cell(label, span=spans[0]), *values), mark(field.id), 1.2)


def essay(field: Field, label: str, spans: tuple[int, int], width: int, *groups: Cell) -> Row:
    """A label and a text in a cell of this width, with room for as many characters as it may have."""
    text = Cell(f"{{{field.name}}}", "CellEssay", spans[1], align="top")
    return Row((*groups, Cell(label, span=spans[0]), text), mark(field.id), essay_lines(field, width))


def boxes(field: Field, label: str, note: str, spans: tuple[int, int]) -> Row:
    """A label and a column of boxes with the note that ticks need proof."""
    text = f"[{field.name}/1]\n{note}"
    return Row((Cell(label, span=spans[0]), Cell(text, "CellBoxes", spans[1])), mark(field.id), len(field.choices) + 2)


def essay_lines(field: Field, width: int) -> int:
    """How many lines the longest permitted text takes, and some to spare."""
    if field.limit is None:
        raise ValueError(f"{field.name} has no limit")
    return ceil((field.limit + _INDENT) / ((width - _MARGINS) // _CHARACTER)) + _SPARE


def named(field: Field, label: str, spans: tuple[int, int], *groups: Cell) -> Row:
    """A label with 数量 and 名称."""
    if field.shape is not Shape.COUNT_NAMES:
        raise ValueError(f"{field.name} has no names")
    text = f"数量：{{_{field.name}/count}}个\n名称：{{{field.name}/names}}"
    return Row((*groups, Cell(label, span=spans[0]), Cell(text, "CellText", spans[1])), mark(field.id), NAMES_LINES)


def block(label: str, span: int = 1) -> tuple[Cell, Cell]:
    """A label that spans several rows: its first cell, and the one for each further row."""
    return Cell(label, span=span, merge=Merge.START), Cell(span=span, merge=Merge.ON)


def together(rows: Sequence[Row]) -> list[Row]:
    """The rows of one block, kept on one page."""
    return [*(replace(row, keeps=True) for row in rows[:-1]), rows[-1]]
