"""What a page is made of: headings, paragraphs, and tables of rows of cells. Lengths are in twips (1/1440 inch).

Text is written in a small markup, see ``markup``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LINE = 360  # a line of a table: 12 pt letters on exactly 18 pt
PADDING = 120  # what a row needs above and below its lines


class Merge(StrEnum):
    """A cell's part in a vertical merge."""

    START = "restart"
    ON = "continue"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text in a named paragraph style, over ``span`` columns."""

    text: str = ""
    style: str = "CellCentre"
    span: int = 1
    merge: Merge | None = None
    align: str = "center"  # top, center or bottom of the cell
    open_above: bool = False  # no line between this cell and the one above
    open_below: bool = False
    underlined: bool = False  # in a table without lines: a line to write on

    @property
    def shown(self) -> str:
        """The text; a cell that continues a merge has none of its own."""
        return "" if self.merge is Merge.ON else self.text


@dataclass(frozen=True, slots=True)
class Row:
    """One row: at least ``lines`` lines high, never split over pages, bookmarked as ``mark``."""

    cells: tuple[Cell, ...]
    mark: str
    lines: float = 1
    heads: bool = False  # repeated on every page of the table
    keeps: bool = False  # stays on one page with the row below
    spare: str = ""  # the bookmark of a row that further rows take the place of


@dataclass(frozen=True, slots=True)
class Table:
    """Rows over a grid of column widths."""

    columns: tuple[int, ...]
    rows: tuple[Row, ...]
    ruled: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text outside tables, bookmarked when it matters where it stands."""

    text: str
    style: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class PageTurn:
    """The end of the cover: what follows starts a new page and counts from one."""


Block = Table | Paragraph | PageTurn


def mark(number: str) -> str:
    """A bookmark's name from a field's printed number; letters and digits only, LibreOffice rewrites the rest."""
    return "r" + number.replace(".", "x")
