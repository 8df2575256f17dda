"""Files that may hold answers, as lines and tables: Word files, sheets, our own data, plain text. Runs in the child."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from dialogs.gathering.documents import Cell, Document, Line, Row, Table
from dialogs.gathering.keyed import KEYS
from dialogs.gathering.labels import bare, plain
from renderers.importing.documents import plain_of
from renderers.importing.exported import NoData, tables_of_data
from renderers.importing.wordml import NoDocument, read_word
from renderers.proofs.kinds import kind_of
from renderers.proofs.tables import NoTable, lines_of, sheets_of

_LOOKED_AT = 12 << 20
"""Bytes of a file up to which it is looked through for labels when it comes."""
_MOST_TEXTS = 4_000
_TEXT = (".txt", ".md")
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_OPEN_TEXT = "application/vnd.oasis.opendocument.text"


def gather(job: dict[str, Any]) -> dict[str, Any]:
    """``path``, ``name`` → the document, or a problem: ``convert`` where LibreOffice has to open it first."""
    path, name = Path(job["path"]), job["name"].lower()
    try:
        return {"problem": "", **plain_of(document_in(path, name))}
    except (NoDocument, NoTable, NoData) as none:
        return {"problem": str(none)}


def document_in(path: Path, name: str) -> Document:
    """What stands in a file. ``NoDocument``, ``NoTable`` and ``NoData`` say why there is nothing."""
    kind = kind_of(path)
    if kind == "docx":
        return read_word(path.read_bytes())
    if kind == "rtf" or (kind == "ole" and _WORD_STREAM in path.read_bytes()) or _is_open_text(path, kind):
        raise NoDocument("convert")
    if kind == "plain" and (name.endswith(".json") or path.read_bytes()[:64].lstrip()[:1] == b"{"):
        return Document(tables_of_data(_json(path)))
    if kind == "plain" and name.endswith(_TEXT):
        return Document(tuple(Line(" ".join(row)) for row in lines_of(path)))
    return Document(tuple(_table(title, rows) for title, rows in sheets_of(path)))


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise NoData("damaged") from error


def _is_open_text(path: Path, kind: str) -> bool:
    if kind != "zip":
        return False
    try:
        with ZipFile(path) as package:
            return package.read("mimetype")[:200].startswith(_OPEN_TEXT.encode())
    except (BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return False


def _table(name: str, rows: list[list[tuple[str, int]]]) -> Table:
    """A sheet as a table: cells that are merged downwards go on with the one above."""
    return Table(tuple(_row(row) for row in rows), name)


def _row(cells: list[tuple[str, int]]) -> Row:
    return tuple(Cell("" if span == 0 else text, at, max(span, 1), span == 0) for at, (text, span) in enumerate(cells))


# --- does it look like the form? ------------------------------------------------------------------------------------


def labels_in(path: Path, name: str, labels: list[str]) -> int:
    """How many different labels of the form (as ``gathering`` compares them) stand in a file; 0 where it is too large.

    A Word file of old is looked through as it lies there: its text is UTF-16, and a label long enough is one piece.
    """
    if path.stat().st_size > _LOOKED_AT:
        return 0
    wanted = set(labels)
    try:
        texts = _texts(document_in(path, name))
        if KEYS in texts:  # a sheet of ours, of a single question perhaps
            return len(wanted)
    except NoDocument as none:
        return _in_bytes(path, labels) if str(none) == "convert" else 0
    except (NoTable, NoData):
        return 0
    return len({key for text in texts for key in (plain(text), bare(text)) if key in wanted})


def _texts(document: Document) -> list[str]:
    found: list[str] = []
    for block in document.blocks:
        if isinstance(block, Line):
            found += [block.text, block.text.partition("＝")[0].partition(" ")[2]]
        else:
            found += [cell.text for row in block.rows for cell in row if cell.text]
        if len(found) > _MOST_TEXTS:
            break
    return found


def _in_bytes(path: Path, labels: list[str]) -> int:
    content = path.read_bytes()
    if content.startswith(b"PK"):
        with ZipFile(path) as package:
            info = package.getinfo("content.xml")
            content = package.read(info) if info.file_size < _LOOKED_AT else b""
        return sum(label.encode() in content for label in labels)
    return sum(label.encode("utf-16-le") in content for label in labels)
