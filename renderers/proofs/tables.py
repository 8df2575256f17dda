"""The cells of a sheet: .xlsx, .xls, .et, .ods by their bytes, .csv as UTF-8 or GB18030; texts, as they are shown."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from renderers.proofs.kinds import kind_of

_MOST_ROWS, _MOST_COLUMNS = 20_000, 200
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


def _sheet(path: Path) -> list[list[str]]:
    try:
        book = CalamineWorkbook.from_path(str(path))
        sheets = [book.get_sheet_by_index(number) for number in range(len(book.sheet_names))]
        fullest = max(sheets, key=lambda sheet: sheet.height, default=None)
        if fullest is None or fullest.height > 200_000 or fullest.width > 2_000:
            raise NoTable("kind" if fullest is None else "large")
        rows = fullest.to_python(skip_empty_area=False, nrows=_MOST_ROWS)
    except (CalamineError, OSError, ValueError) as error:
        raise NoTable("damaged") from error
    return [[_shown(cell) for cell in row[:_MOST_COLUMNS]] for row in rows]


def _shown(cell: Any) -> str:
    """A cell as it is shown: whole numbers without a point, days as days."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip()


def _lines(content: bytes) -> list[list[str]]:
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        break
    else:
        raise NoTable("encoding")
    delimiter = max(",\t;，", key=text[:4_000].count)
    try:
        rows = list(islice(csv.reader(io.StringIO(text), delimiter=delimiter), _MOST_ROWS))
    except csv.Error as error:
        raise NoTable("damaged") from error
    return [[cell.strip() for cell in row[:_MOST_COLUMNS]] for row in rows]
