"""A table as a grid: what stands where, whatever was merged or split; years above columns, and words that are units."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from dialogs.gathering.documents import Cell, Row, Spot, Table

_YEAR = re.compile(r"(?P<year>20[0-9]{2})(?:\.0)?(?:年|年度|年底|年末|年\(?实际\)?|)")
_UNIT = re.compile(
    "亿元|万元|元|万美元|亿美元|家|户|个|人|件|项|%|平方公里|吨|立方米|吨标准煤|吨标准煤/万元|吨二氧化碳/万元|件/万人|元/美元"
)
_LONGEST_HEAD = 12


@dataclass(frozen=True, slots=True)
class Head:
    """A year above the columns from ``first`` to before ``end``."""

    year: str
    first: int
    end: int


def year_of(text: str) -> str:
    """The year that a cell consists of; nothing for any other cell."""
    if len(text) > _LONGEST_HEAD:
        return ""
    found = _YEAR.fullmatch(unicodedata.normalize("NFKC", text).replace(" ", ""))
    return found["year"] if found is not None else ""


def year_cells(row: Iterable[Cell]) -> tuple[Cell, ...]:
    """The cells of a row that are years: 2021年, and bare figures where several follow one another (2021, 2022).

    A single 2021 may as well be a number of people.
    """
    found = [cell for cell in row if year_of(cell.text)]
    bare = {int(float(cell.text)) for cell in found if not _named_year(cell)}
    in_line = len(bare) > 1 and max(bare) - min(bare) == len(bare) - 1
    return tuple(cell for cell in found if _named_year(cell) or in_line)


def _named_year(cell: Cell) -> bool:
    return "年" in cell.text


def unit_of(text: str) -> str:
    """The unit that a cell consists of; nothing for any other cell."""
    said = unicodedata.normalize("NFKC", text).strip(" ()")
    return said if _UNIT.fullmatch(said) else ""


@dataclass(frozen=True)
class Grid:
    """One table of a document, the ``number``-th."""

    table: Table
    number: int

    @property
    def rows(self) -> Sequence[Row]:
        """Its rows, empty cells included."""
        return self.table.rows

    def filled(self, row: int) -> Iterator[Cell]:
        """The cells of a row in which something stands."""
        return (cell for cell in self.rows[row] if cell.text.strip())

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers a column."""
        return next((cell for cell in self.rows[row] if cell.column <= column < cell.column + cell.span), None)

    def spot(self, row: int, cell: Cell, label: str) -> Spot:
        """Where a cell is, for a person who looks for it."""
        column = cell.column + 1 if self.table.name else 0
        return Spot(self.number, row + 1, column, self.table.name, " ".join(label.split())[:60])

    def heads(self, row: int) -> tuple[Head, ...]:
        """The years of a row; each stands above what is below it, up to the next cell in which something stands."""
        cells = list(self.filled(row))
        years = year_cells(cells)
        following = [*(cell.column for cell in cells[1:]), self._width][: len(cells)]
        return tuple(
            Head(year_of(cell.text), cell.column, max(end, cell.column + cell.span))
            for cell, end in zip(cells, following, strict=True)
            if cell in years
        )

    @cached_property
    def _width(self) -> int:
        return max((cell.column + cell.span for row in self.rows for cell in row), default=0)


def years_above(heads: Sequence[Head], cell: Cell) -> set[str]:
    """The years above a cell."""
    return {head.year for head in heads if head.first < cell.column + cell.span and cell.column < head.end}
