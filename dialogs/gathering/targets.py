"""The table of targets (八): direction, 指标, 基准值 and 目标值; rows of the county's own are 8.14."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from dialogs.definition.form import Field, Form, Kind, Shape
from dialogs.gathering.documents import Cell, Gleaned, Table, Unread, Worded
from dialogs.gathering.grid import Grid
from dialogs.gathering.labels import bare, plain

_HEAD = re.compile(r"(?P<year>20[0-9]{2})?年?(?P<part>基准|目标)值?")
_EMPTY = frozenset(("", "……", "…", "...", "......"))
_ROWS_SEEN = 4


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which column holds what; ``row`` is the head's."""

    row: int
    direction: int
    what: int
    base: int
    target: int


def columns_of(form: Form, table: Table) -> _Columns | None:
    """The head of a table of targets; None for any other table, and for the head of another year's."""
    for row, cells in enumerate(table.rows[:_ROWS_SEEN]):
        found: dict[str, int] = {}
        for cell in cells:
            head = _HEAD.fullmatch(plain(cell.text))
            if head is not None and head["year"] in (None, _year(form, head["part"])):
                found.setdefault(head["part"], cell.column)
            elif plain(cell.text) in ("方向", "指标"):
                found.setdefault(plain(cell.text), cell.column)
        if {"指标", "基准", "目标"} <= set(found):
            return _Columns(row, found.get("方向", -1), found["指标"], found["基准"], found["目标"])
    return None


def _year(form: Form, part: str) -> str:
    return str(form.base_year if part == "基准" else form.target_year)


def read_targets(form: Form, table: Table, number: int, columns: _Columns) -> Iterator[Gleaned | Unread]:
    """What the table says, its own rows together at last."""
    grid, direction = Grid(table, number), ""
    extra: list[tuple[str, ...]] = []
    spot = grid.spot(columns.row, Cell("", 0), "")
    for row in range(columns.row + 1, len(table.rows)):
        direction = _text(grid, row, columns.direction) or direction
        cells = tuple(_text(grid, row, column) for column in (columns.what, columns.base, columns.target))
        what, base, target = ("" if cell in _EMPTY else cell for cell in cells)
        field = _field(form, direction, what)
        spot = grid.spot(row, Cell("", columns.what), what or direction)
        if field is not None:
            yield from _pair(grid, field, row, columns)
        elif what and base and target:
            extra.append(_own(direction, what, base, target))
        elif what or base or target:
            yield Unread(" ".join(cell for cell in (direction, what, base, target) if cell), "target", spot)
    own = next((each for each in form.printed if each.kind is Kind.ROWS), None)
    if extra and own is not None:
        words = "\n".join(" | ".join(" ".join(cell.split()) for cell in row) for row in extra)
        yield Gleaned(own.name, (Worded("", words),), spot)


def _pair(grid: Grid, field: Field, row: int, columns: _Columns) -> Iterator[Gleaned]:
    parts = {"base": columns.base, "target": columns.target}
    said = tuple(
        Worded(slot.path, words)
        for slot in field.slots
        if (words := _text(grid, row, parts[slot.part[0]])) not in _EMPTY
    )
    yield Gleaned(field.name, said, grid.spot(row, Cell("", columns.base), field.label))


def _text(grid: Grid, row: int, column: int) -> str:
    """What stands in a column; of a cell that is merged with the one above nothing."""
    cell = grid.at(row, column) if column >= 0 else None
    return cell.text.strip() if cell is not None and cell.column == column else ""


def _field(form: Form, direction: str, what: str) -> Field | None:
    """The target of this name in this direction; where the table has no directions, the only one of the name."""
    named = [each for each in form.printed if each.shape is Shape.PAIR and bare(each.label) == bare(what) and what]
    if direction:
        named = [each for each in named if plain(each.group or "") == plain(direction)]
    return named[0] if len(named) == 1 else None


def _own(direction: str, what: str, base: str, target: str) -> tuple[str, ...]:
    """A row of the county's own; one that the paper put under 其它 names its direction before the 指标."""
    told, colon, rest = what.partition("：")
    if unicodedata.normalize("NFKC", direction) in ("其它", "其他") and colon and told in ("开放合作", "治理和服务"):
        return told, rest, base, target
    return direction or "其它", what, base, target
