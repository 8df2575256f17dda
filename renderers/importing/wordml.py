"""A Word file as lines and tables, as somebody reads it who accepted every tracked change.

Straight from the package, by lxml: python-docx reads nothing from content controls and everything from deletions. Read
are paragraphs and tables of the body; headers, footers, comments and notes are left out on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree
from lxml.etree import _Element

from dialogs.gathering.documents import Cell, Document, Line, Row, Table
from renderers.importing.symbols import EMPTY, TICKED, in_symbol_font, symbol

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BODY = "word/document.xml"
_LARGEST = 60 << 20
"""Bytes to which the text of a document may unpack: a thousand times an official form."""
_MOST_CELLS, _MOST_LINES, _DEEPEST = 60_000, 20_000, 40
_GONE = frozenset(f"{_W}{name}" for name in ("del", "moveFrom", "pict", "drawing", "object", "instrText", "delText"))
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}
_CHANGED = frozenset(f"{_W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"))


class NoDocument(Exception):
    """The file cannot be read as a Word file: damaged, locked, or too large."""


@dataclass
class _Reading:
    """What was met on the way."""

    notes: set[str] = field(default_factory=set)
    cells: int = 0
    lines: int = 0

    def count(self, cells: int = 0, lines: int = 0) -> None:
        self.cells, self.lines = self.cells + cells, self.lines + lines
        if self.cells > _MOST_CELLS or self.lines > _MOST_LINES:
            raise NoDocument("large")


def read_word(content: bytes) -> Document:
    """The body of a .docx. ``NoDocument`` says why there is none."""
    reading = _Reading()
    body, others = _opened(content)
    if any(name.startswith("word/comments") for name in others):
        reading.notes.add("comments")
    blocks = tuple(_blocks(body, reading, 0))
    if next(body.iter(f"{_W}txbxContent"), None) is not None:
        reading.notes.add("text boxes")
    if next((each for each in body.iter(*_CHANGED)), None) is not None:
        reading.notes.add("tracked")
    return Document(blocks, tuple(sorted(reading.notes)), word=True)


def _opened(content: bytes) -> tuple[_Element, list[str]]:
    try:
        with ZipFile(BytesIO(content)) as package:
            if package.getinfo(_BODY).file_size > _LARGEST:
                raise NoDocument("large")
            text = package.read(_BODY).replace(_STRICT, _TRANSITIONAL)
            names = package.namelist()
    except (BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise NoDocument("damaged") from error
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(text, parser)
    except etree.XMLSyntaxError as error:
        raise NoDocument("damaged") from error
    body = root.find(f"{_W}body")
    if body is None or root.getroottree().docinfo.internalDTD is not None:
        raise NoDocument("damaged")
    return body, names


def _blocks(parent: _Element, reading: _Reading, depth: int) -> Iterator[Line | Table]:
    """The paragraphs and tables below an element, in order; wrappers (content controls, insertions) are looked into."""
    if depth > _DEEPEST:
        raise NoDocument("large")
    joined = ""
    for child in parent:
        tag = child.tag
        if tag == f"{_W}p":
            text = joined + _text(child, reading)
            joined = text if _mark_deleted(child) else ""
            if not joined:
                reading.count(lines=1)
                yield Line(text)
        elif tag == f"{_W}tbl":
            table, nested = _table(child, reading, depth)
            yield table
            yield from nested
        elif _looked_into(tag) and tag != f"{_W}sectPr":
            yield from _blocks(child, reading, depth + 1)


def _looked_into(tag: object) -> bool:
    """Whether an element may hold text that stands: no comment of XML, no deletion, no picture."""
    return isinstance(tag, str) and tag not in _GONE


def _mark_deleted(paragraph: _Element) -> bool:
    """Whether the end of a paragraph was deleted, so that the next one goes on with it."""
    return paragraph.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None


# --- tables ---------------------------------------------------------------------------------------------------------


def _table(element: _Element, reading: _Reading, depth: int) -> tuple[Table, list[Line | Table]]:
    rows: list[Row] = []
    nested: list[Line | Table] = []
    for row in _wrapped(element, "tr"):
        if row.find(f"{_W}trPr/{_W}del") is None:
            rows.append(tuple(_cells(row, reading, depth, nested)))
    return Table(tuple(rows)), nested


def _wrapped(parent: _Element, name: str) -> Iterator[_Element]:
    """The children of a name, inside content controls and the like too, but not inside tables of their own."""
    for child in parent:
        if child.tag == f"{_W}{name}":
            yield child
        elif _looked_into(child.tag) and child.tag not in (f"{_W}tbl", f"{_W}p"):
            yield from _wrapped(child, name)


def _cells(row: _Element, reading: _Reading, depth: int, nested: list[Line | Table]) -> Iterator[Cell]:
    column = _number(row, f"{_W}trPr/{_W}gridBefore", 0)
    for cell in _wrapped(row, "tc"):
        if cell.find(f"{_W}tcPr/{_W}cellDel") is not None:
            continue
        reading.count(cells=1)
        span = _number(cell, f"{_W}tcPr/{_W}gridSpan", 1)
        merge = cell.find(f"{_W}tcPr/{_W}vMerge")
        below = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
        lines = []
        for block in _blocks(cell, reading, depth + 1):
            if isinstance(block, Line):
                lines.append(block.text)
            else:
                reading.notes.add("nested")
                nested.append(block)
        text = "\n".join(lines).strip("\n")
        yield Cell("" if below else text, column, span, below)
        column += span


def _number(parent: _Element, path: str, default: int) -> int:
    found = parent.find(path)
    value = found.get(f"{_W}val", "") if found is not None else ""
    return min(int(value), 200) if value.isascii() and value.isdigit() and value != "0" else default


# --- text -----------------------------------------------------------------------------------------------------------


def _text(element: _Element, reading: _Reading) -> str:
    return "".join(_pieces(element, reading, 0))


def _pieces(element: _Element, reading: _Reading, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        raise NoDocument("large")
    for child in element:
        tag = child.tag
        if not _looked_into(tag):
            continue
        if tag == f"{_W}r":
            yield _run(child, reading, depth)
        elif tag == f"{_W}sdt":
            yield from _control(child, reading, depth)
        elif tag == f"{_MC}AlternateContent":
            yield from (
                piece for choice in child.findall(f"{_MC}Choice") for piece in _pieces(choice, reading, depth + 1)
            )
        else:
            yield from _pieces(child, reading, depth + 1)


def _control(control: _Element, reading: _Reading, depth: int) -> Iterator[str]:
    """A content control: a box by its state, whatever is drawn for it; a placeholder says nothing."""
    box = control.find(f"{_W}sdtPr/{_W14}checkbox")
    if box is not None:
        checked = box.find(f"{_W14}checked")
        state = checked.get(f"{_W14}val", "0") if checked is not None else "0"
        yield TICKED if state in ("1", "true", "on") else EMPTY
    elif control.find(f"{_W}sdtPr/{_W}showingPlcHdr") is None:
        content = control.find(f"{_W}sdtContent")
        yield from _pieces(content, reading, depth + 1) if content is not None else ()


def _run(run: _Element, reading: _Reading, depth: int) -> str:
    if run.find(f"{_W}rPr/{_W}vanish") is not None:
        return ""
    fonts = run.find(f"{_W}rPr/{_W}rFonts")
    font = " ".join(str(value) for value in fonts.attrib.values()) if fonts is not None else ""
    said = []
    for child in run:
        tag = child.tag
        if tag == f"{_W}t":
            said.append(in_symbol_font(font, child.text or ""))
        elif tag == f"{_W}sym":
            said.append(symbol(child.get(f"{_W}font", ""), child.get(f"{_W}char", "")))
        elif tag in _BREAKS:
            said.append(_BREAKS[tag])
        elif tag == f"{_W}ruby":
            said += [_text(base, reading) for base in child.findall(f"{_W}rubyBase")]
        elif tag == f"{_MC}AlternateContent":
            said += [piece for choice in child.findall(f"{_MC}Choice") for piece in _pieces(choice, reading, depth + 1)]
    return "".join(said)
