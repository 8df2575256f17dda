"""The cells of a sheet: .xlsx, .xls, .et, .ods by their bytes, .csv as UTF-8 or GB18030; texts, as they are shown."""

from __future__ import annotations

import csv
import io
from collections.abc import Container, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from renderers.proofs.kinds import kind_of
from renderers.proofs.percents import Place, percent_cells

_MOST_ROWS, _MOST_COLUMNS, _MOST_SHEETS = 20_000, 200, 60
_ENCODINGS = ("utf-8-sig", "gb18030")


class NoTable(Exception):
    """The file holds no table that can be read."""


def read(job: dict[str, Any]) -> dict[str, Any]:
    """``path``, ``name`` → the rows of its fullest sheet, or a problem."""
    try:
        return {"rows": rows_of(Path(job["path"]), job["name"]), "problem": ""}
    except NoTable as none:
        return {"rows": [], "problem": str(none)}


def rows_of(path: Path, name: str) -> list[list[str]]:
    """The rows of the sheet that has most of them, as texts. ``NoTable`` says why there are none."""
    kind = kind_of(path)
    if kind == "html":
        raise NoTable("html")
    if kind in ("xlsx", "ole", "zip"):
        return _sheet(path)
    if kind == "plain":
        return _lines(path.read_bytes())
    raise NoTable("kind")


def sheets_of(path: Path) -> Iterator[tuple[str, list[list[tuple[str, int]]]]]:
    """Every sheet that is not hidden: its name, and its cells as texts with the columns that they are merged over.

    A cell that is merged with the one above has 0 columns. ``NoTable`` says why there are none.
    """
    kind = kind_of(path)
    if kind == "plain":
        yield "csv", [[(cell, 1) for cell in row] for row in _lines(path.read_bytes())]
        return
    if kind not in ("xlsx", "ole", "zip"):
        raise NoTable("html" if kind == "html" else "kind")
    percents = percent_cells(path) if kind == "xlsx" else {}
    with _reading():
        book = CalamineWorkbook.from_path(str(path))
        shown = [each.name for each in book.sheets_metadata if each.visible == SheetVisibleEnum.Visible]
        for title in shown[:_MOST_SHEETS]:
            sheet = book.get_sheet_by_name(title)
            _check_size(sheet)
            rows = sheet.to_python(skip_empty_area=False, nrows=_MOST_ROWS)
            yield title, _merged(sheet, rows, percents.get(title, frozenset()))


def _merged(sheet: CalamineSheet, rows: list[list[Any]], percents: Container[Place]) -> list[list[tuple[str, int]]]:
    texts = [
        [(_shown(cell, percent=(row, column) in percents), 1) for column, cell in enumerate(cells[:_MOST_COLUMNS])]
        for row, cells in enumerate(rows)
    ]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        for row in range(top, min(bottom + 1, len(texts))):
            if left < len(texts[row]):
                texts[row][left] = (texts[row][left][0], right - left + 1 if row == top else 0)
    return texts


def _sheet(path: Path) -> list[list[str]]:
    with _reading():
        book = CalamineWorkbook.from_path(str(path))
        sheets = [book.get_sheet_by_index(number) for number in range(len(book.sheet_names))]
        fullest = max(sheets, key=lambda sheet: sheet.height, default=None)
        if fullest is None:
            raise NoTable("kind")
        _check_size(fullest)
        rows = fullest.to_python(skip_empty_area=False, nrows=_MOST_ROWS)
    return [[_shown(cell) for cell in row[:_MOST_COLUMNS]] for row in rows]


@contextmanager
def _reading() -> Iterator[None]:
    try:
        yield
    except (CalamineError, OSError, ValueError) as error:
        raise NoTable("damaged") from error


def _check_size(sheet: CalamineSheet) -> None:
    if sheet.height > 200_000 or sheet.width > 2_000:
        raise NoTable("large")


def _shown(cell: Any, *, percent: bool = False) -> str:
    """A cell as it is shown: whole numbers without a point, shares as they are formatted, days as days."""
    if isinstance(cell, float):
        figure = Decimal(f"{cell:.15g}") * (100 if percent else 1)
        return f"{figure.normalize():f}" + ("%" if percent else "")
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip()


def lines_of(path: Path) -> list[list[str]]:
    """A plain text, line by line."""
    return [[line] for line in _decoded(path.read_bytes()).splitlines()[:_MOST_ROWS]]


def _lines(content: bytes) -> list[list[str]]:
    text = _decoded(content)
    delimiter = max(",\t;，", key=text[:4_000].count)
    try:
        rows = list(islice(csv.reader(io.StringIO(text), delimiter=delimiter), _MOST_ROWS))
    except csv.Error as error:
        raise NoTable("damaged") from error
    return [[cell.strip() for cell in row[:_MOST_COLUMNS]] for row in rows]


def _decoded(content: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NoTable("encoding")
