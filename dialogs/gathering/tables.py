"""A table with labels at the left: the blocks of the official form, and any sheet that is laid out like it.

A label's block is its row, with the rows below that it is merged over (or that plainly go on with it). What stands in
the block right of the label is said to its question. A row that nobody knows is told with its words.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import itemgetter

from dialogs.definition.form import Field, Kind, Shape
from dialogs.gathering.blocks import Block, read_block, read_pair
from dialogs.gathering.boxes import has_boxes
from dialogs.gathering.documents import Cell, Gleaned, Table, Unread
from dialogs.gathering.grid import Grid, Head, unit_of, year_cells, year_of, years_above
from dialogs.gathering.labels import Labels, Named, bare, plain

_UNIT_OF_ALL = re.compile(r"(?:金额|计量)?单位[:：]?[ ]*(?P<unit>亿元|万元|元)[)）]?")
_LEVELS = frozenset(("国际", "国家", "行业", "团体", "类别"))
_BLANK = re.compile(r"[\s_＿…·.。:：()（）]*")
_STRUCK = re.compile(r"[-—–―/／]\s*$")
"""名称：—— is somebody's word for nothing behind a label."""
_DAY = re.compile(r"\s*20[0-9]{2}\s*年\s*[0-9]{1,2}\s*月\s*[0-9]{1,2}\s*日\s*")
_TWO = 2
_UNKNOWN = "?"


@dataclass
class _Walk:
    """A walk through one table: which cells are spoken for, and the label met last."""

    labels: Labels
    grid: Grid
    furniture: Container[str]
    heads: tuple[Head, ...] = ()
    unit: str = ""
    last: str = ""
    taken: set[tuple[int, int]] = field(default_factory=set)

    def free(self, row: int) -> list[Cell]:
        """The cells of a row in which something stands that belongs to no block yet."""
        return [cell for cell in self.grid.filled(row) if (row, cell.column) not in self.taken]

    def official(self, cell: Cell) -> bool:
        """Whether a cell holds only what the blank form says there, or a unit."""
        text = cell.text.strip()
        if unit_of(text) or _BLANK.fullmatch(text):
            return True
        if not plain(text):  # “/” and “——” are somebody's word for nothing
            return False
        lines = [line for line in text.split("\n") if plain(line)]
        return not has_boxes(text) and all(plain(line) in self.furniture and not _STRUCK.search(line) for line in lines)


def read_table(labels: Labels, table: Table, number: int, furniture: Container[str]) -> Iterator[Gleaned | Unread]:
    """What a table says, and what of it nobody understands, in reading order."""
    walk = _Walk(labels, Grid(_parted(labels, table), number), furniture)
    for row in range(len(walk.grid.rows)):
        yield from _read_row(walk, row)


def _parted(labels: Labels, table: Table) -> Table:
    """The table, where a label and its boxes share a cell as two cells: 已提供的公共服务：☑信息服务…."""
    rows = tuple(tuple(part for cell in row for part in _parts(labels, cell)) for row in table.rows)
    return replace(table, rows=rows)


def _parts(labels: Labels, cell: Cell) -> tuple[Cell, ...]:
    head, colon, rest = cell.text.replace(":", "：").partition("：")
    whole = head.replace("(", "（").count("（") == head.replace(")", "）").count("）")
    if not colon or not rest.strip() or not whole or labels.find(head.strip()) is None:
        return (cell,)
    return replace(cell, text=head, span=0), replace(cell, text=rest.strip())


def _read_row(walk: _Walk, row: int) -> Iterator[Gleaned | Unread]:
    cells = walk.free(row)
    for cell in cells:
        unit = _UNIT_OF_ALL.fullmatch(bare(cell.text) and cell.text.strip(" ()（）"))
        walk.unit = unit["unit"] if unit is not None else walk.unit
    named = [(cell, found) for cell in cells if (found := walk.labels.find(cell.text.strip())) is not None]
    heads = walk.grid.heads(row)
    if cells and len(heads) >= _TWO and not named:
        walk.heads = heads
        return
    if not named:
        yield from _read_without_label(walk, row, cells)
        return
    edges = [cell.column for cell, _ in named[1:]]
    for (cell, found), end in zip(named, [*edges, None], strict=True):
        yield from _read_named(walk, row, cell, found, end)


def _read_named(walk: _Walk, row: int, cell: Cell, named: Named, end: int | None) -> Iterator[Gleaned | Unread]:
    """A block whose label is known; one that may be two questions' is told, unless group or neighbour decide."""
    field = named.fields[0] if len(named.fields) == 1 else _decided(walk, row, cell, named.fields)
    block = _block(walk, row, cell, end, field or named.fields[0])
    walk.last = field.name if field is not None else _UNKNOWN
    if field is None:
        if block.values:
            yield Unread(block.words, "ambiguous", block.spot)
        return
    unit = named.unit or (walk.unit if field.unit in ("亿元", "万元") and field.unit not in cell.text else "")
    yield from read_block(field, replace(block, year=named.year, unit=unit if unit != field.unit else ""))


def _decided(walk: _Walk, row: int, cell: Cell, fields: Sequence[Field]) -> Field | None:
    """Which of several questions of one label: the one whose group stands left of it, or which follows the last one."""
    groups = {bare(each.text) for each in walk.grid.filled(row) if each.column < cell.column}
    grouped = [each for each in fields if each.group and bare(each.group) in groups]
    if len(grouped) == 1:
        return grouped[0]
    following = [each for each in fields if walk.last and walk.labels.before.get(each.name) == walk.last]
    return following[0] if len(following) == 1 else None


def _block(walk: _Walk, row: int, label: Cell, end: int | None, field: Field) -> Block:
    """The block of a label; its cells are spoken for."""
    rows = [row]
    while rows[-1] + 1 < len(walk.grid.rows) and _goes_on(walk, rows[-1] + 1, label, field):
        rows.append(rows[-1] + 1)
    first = label.column + label.span
    values: list[tuple[int, Cell]] = []
    for each in rows:
        inside = [cell for cell in walk.free(each) if first <= cell.column and (end is None or cell.column < end)]
        values += [(each, cell) for cell in inside if cell is not label]
    walk.taken |= {(each, cell.column) for each, cell in values} | {(each, label.column) for each in rows}
    years = _years(walk, field, values)
    other = tuple(each for each in values if each in years or walk.official(each[1]))
    said = tuple(each for each in values if each not in other)
    spot = walk.grid.spot(row, said[0][1] if said else label, label.text)
    return Block(walk.grid, label.text, said, other, walk.heads, spot)


def _years(walk: _Walk, field: Field, values: Sequence[tuple[int, Cell]]) -> list[tuple[int, Cell]]:
    """The years of a block: of a question that has years, and where something else stands beside them."""
    if field.shape not in (Shape.YEARLY, Shape.MATRIX):
        return []
    years: list[tuple[int, Cell]] = []
    for row, cells in groupby(values, key=itemgetter(0)):
        found = year_cells([cell for _, cell in cells])
        alone = len(found) == 1 and field.shape is Shape.YEARLY and years_above(walk.heads, found[0])
        years += [] if alone else [(row, cell) for cell in found]
    return years if len(years) < len(values) else [each for each in years if "年" in each[1].text]


def _goes_on(walk: _Walk, row: int, label: Cell, field: Field) -> bool:
    """Whether a row belongs to the label above it: merged, or without a label of its own and plainly its next line."""
    beside = walk.grid.at(row, label.column) if label.span else None
    if beside is not None and beside.merged and beside.column == label.column:
        return True
    if beside is None or beside.text.strip() not in ("", label.text.strip()):
        return False
    cells = list(walk.grid.filled(row))
    own = [cell for cell in cells if cell.column >= label.column + max(label.span, 1)]
    if not own or any(walk.labels.find(cell.text.strip()) is not None for cell in own):
        return False
    if any(cell.column < label.column for cell in cells):
        return False
    first = own[0].text.strip()
    match field.shape:
        case Shape.YEARLY:
            return bool(year_of(first)) or _only_figures(own)
        case Shape.MATRIX:
            return plain(first) in _LEVELS
        case _:
            return False


def _only_figures(cells: Sequence[Cell]) -> bool:
    return all(cell.text.strip()[:1] in "0123456789-+−约" for cell in cells)


def _read_without_label(walk: _Walk, row: int, cells: Sequence[Cell]) -> Iterator[Gleaned | Unread]:
    """A row that names no question by its label: two in one (所属地区), a date to be signed, or one that is unknown."""
    years = year_cells(cells)
    label = next((cell for cell in cells if _special(walk, cell) or not (cell in years or walk.official(cell))), None)
    if label is None:
        return
    pair = walk.labels.pairs.get(plain(label.text))
    if pair is not None:
        walk.last = pair[1].name
        yield from read_pair(pair, _block(walk, row, label, None, pair[0]))
        return
    if plain(label.text) in walk.labels.others:
        yield from _of_others(walk, row, label)
        return
    yield from _unknown(walk, row, label)


def _special(walk: _Walk, cell: Cell) -> bool:
    return plain(cell.text) in walk.labels.pairs or plain(cell.text) in walk.labels.others


def _of_others(walk: _Walk, row: int, label: Cell) -> Iterator[Gleaned | Unread]:
    """What is signed on paper or filled by the city is none of our business, but for the county's own date."""
    block = _block(walk, row, label, None, walk.labels.form.fields[0])
    walk.last = _UNKNOWN
    field = walk.labels.dated.get(plain(label.text))
    if field is None:
        return
    for at, cell in block.values:
        single = replace(block, values=((at, cell),), spot=walk.grid.spot(at, cell, field.label))
        if _DAY.fullmatch(cell.text):
            yield from read_block(field, single)
        elif not plain(cell.text).startswith(tuple(walk.labels.others)):  # who signs is theirs to say
            yield Unread(single.words, "date", single.spot, field.name)


def _unknown(walk: _Walk, row: int, label: Cell) -> Iterator[Gleaned | Unread]:
    """A row whose label nobody knows; where it is nearly an official one, its question has to be confirmed."""
    near = walk.labels.near(label.text.strip())
    block = _block(walk, row, label, None, near or walk.labels.form.fields[0])
    walk.last = _UNKNOWN
    if near is None or not block.values or near.kind is Kind.ROWS:
        yield Unread(f"{label.text.strip()} {block.words}".strip(), "label" if block.values else "text", block.spot)
        return
    for each in read_block(near, block):
        yield replace(each, doubt=each.doubt or "label") if isinstance(each, Gleaned) else each
