"""Numbers of questions in the left margin, beside the row or the text that they belong to.

A table gets a first column without lines that reaches into the margin, so the table itself stays where it was; a text
outside tables gets a small frame. Both are plain in Word and WPS, and move with what they stand beside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from lxml.etree import _Element

from renderers.review.wordml import HEITI, Piece, elements, line, put, remove

_SIZE, _HEIGHT = 10, 11  # points
_INK = "404040"
_WIDEST, _EDGE, _GAP = 760, 400, 80  # twips: of the column, what stays free beside it, and before the table
_PAGE, _MARGIN = 11906, 1440  # A4, and Word's margin, where a template does not say


class _Sheet(NamedTuple):
    """The left margin of a page and the width of its text."""

    left: int
    text: int

    @property
    def column(self) -> int:
        return max(min(_WIDEST, self.left - _EDGE), _EDGE)


def number(labels: Mapping[_Element, Sequence[str]], body: _Element) -> None:
    """Writes labels beside rows of tables and beside paragraphs outside of them."""
    for table in dict.fromkeys(_table_of(row) for row in labels if row.tag == qn("w:tr")):
        _widen(table, labels, _sheet(table, body))
    for paragraph in labels:
        if paragraph.tag == qn("w:p"):
            paragraph.addprevious(_frame(labels[paragraph], _sheet(paragraph, body)))


def stand(run: _Element) -> _Element:
    """The row of the outermost table that a run stands in, or its paragraph; of a text box, the one it hangs on."""
    rows = [*run.iterancestors(qn("w:tr"))]
    return (rows or [*run.iterancestors(qn("w:p"))])[-1]


def _table_of(row: _Element) -> _Element:
    return next(row.iterancestors(qn("w:tbl")))


def _sheet(element: _Element, body: _Element) -> _Sheet:
    """The page that a part of the body stands on: its section's properties come at its end."""
    top = next((each for each in (element, *element.iterancestors()) if each.getparent() is body), element)
    ends = (each.find(f".//{qn('w:sectPr')}") for each in top.itersiblings() if each.tag != qn("w:tbl"))
    properties = next((each for each in ends if each is not None), body.find(qn("w:sectPr")))
    size = properties.find(qn("w:pgSz")) if properties is not None else None
    margins = properties.find(qn("w:pgMar")) if properties is not None else None
    left, right = _twips(margins, "w:left", _MARGIN), _twips(margins, "w:right", _MARGIN)
    return _Sheet(left, _twips(size, "w:w", _PAGE) - left - right)


def _twips(element: _Element | None, name: str, otherwise: int) -> int:
    value = element.get(qn(name)) if element is not None else None
    return round(float(value)) if value else otherwise


def _widen(table: _Element, labels: Mapping[_Element, Sequence[str]], sheet: _Sheet) -> None:
    grid = table.find(qn("w:tblGrid"))
    properties = table.find(qn("w:tblPr"))
    if grid is None or properties is None:
        return
    columns = [_twips(column, "w:w", 0) for column in grid.findall(qn("w:gridCol"))]
    column = OxmlElement("w:gridCol")
    column.set(qn("w:w"), str(sheet.column))
    grid.insert(0, column)
    _keep_in_place(properties, sum(columns), sheet)
    edge = properties.find(f"{qn('w:tblBorders')}/{qn('w:left')}")
    for row in _rows(table):
        _first_cell(row, labels.get(row, ()), columns, sheet.column)
        _draw_edge(row, edge)


def _keep_in_place(properties: _Element, width: int, sheet: _Sheet) -> None:
    """Moves the table's edge left by the new column, whatever held it before."""
    floating = properties.find(qn("w:tblpPr"))
    if floating is not None and floating.get(qn("w:tblpX")):
        floating.set(qn("w:tblpX"), str(_twips(floating, "w:tblpX", 0) - sheet.column))
    centred = properties.find(qn("w:jc"))
    indent = _twips(properties.find(qn("w:tblInd")), "w:w", 0)
    if centred is not None:
        align = centred.get(qn("w:val"))
        spare = sheet.text - width
        indent = {"center": spare // 2, "right": spare, "end": spare}.get(align or "", indent)
    put(
        properties,
        f'<w:tblW w:w="{width + sheet.column}" w:type="dxa"/><w:jc w:val="left"/>'
        f'<w:tblInd w:w="{indent - sheet.column}" w:type="dxa"/><w:tblLayout w:type="fixed"/>',
    )


def _rows(table: _Element) -> Iterator[_Element]:
    """The rows of a table, those inside content controls too, but not those of tables inside it."""
    return (row for row in table.iter(qn("w:tr")) if _table_of(row) is table)


def _first_cell(row: _Element, labels: Sequence[str], columns: Sequence[int], width: int) -> None:
    """Puts the cell with the numbers before the others; it takes over what the row left free at its beginning."""
    head = row.find(qn("w:trPr"))
    skipped = _skipped(head)
    keeps = next((True for each in row.iter(qn("w:keepNext"))), False)
    align = next((each.get(qn("w:val")) for each in row.iter(qn("w:vAlign"))), "center")
    cell = _cell(labels, width + sum(columns[:skipped]), skipped, align=align, keeps=keeps)
    before = [each for each in row if each.tag in (qn("w:trPr"), qn("w:tblPrEx"))]
    row.insert(len(before), cell)


def _skipped(head: _Element | None) -> int:
    """How many columns a row leaves free before its first cell, which it then no longer does."""
    if head is None:
        return 0
    before = head.find(qn("w:gridBefore"))
    skipped = _twips(before, "w:val", 0)
    for each in (*head.findall(qn("w:gridBefore")), *head.findall(qn("w:wBefore"))):
        remove(each)
    return skipped


def _draw_edge(row: _Element, edge: _Element | None) -> None:
    """Draws what was the left edge of the table at the cell that it begins with now, unless that has its own."""
    first, *others = row.findall(qn("w:tc"))
    borders = first.find(f"{qn('w:tcPr')}/{qn('w:tcBorders')}")
    own = others[0].find(f"{qn('w:tcPr')}/{qn('w:tcBorders')}/{qn('w:left')}") if others else None
    if edge is not None and borders is not None and own is None:
        right = OxmlElement("w:right")
        right.attrib.update(edge.attrib)
        borders.append(right)


_NO_LINES = "".join(f'<w:{edge} w:val="nil"/>' for edge in ("top", "left", "bottom"))


def _cell(labels: Sequence[str], width: int, skipped: int, *, align: str | None, keeps: bool) -> _Element:
    span = f'<w:gridSpan w:val="{skipped + 1}"/>' if skipped else ""
    margins = f'<w:left w:w="0" w:type="dxa"/><w:right w:w="{_GAP}" w:type="dxa"/>'
    lines = _lines(labels or ("",), "<w:keepNext/>" if keeps else "")
    return elements(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}<w:tcBorders>{_NO_LINES}</w:tcBorders>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="auto"/><w:noWrap/><w:tcMar>{margins}</w:tcMar>'
        f'<w:vAlign w:val="{align}"/></w:tcPr>{lines}</w:tc>'
    )[0]


def _lines(labels: Iterable[str], flow: str, placed: str = "") -> str:
    return "".join(
        line([Piece(label, _SIZE, HEITI, _INK)] if label else [], _HEIGHT, align="right", flow=flow, placed=placed)
        for label in labels
    )


def _frame(labels: Sequence[str], sheet: _Sheet) -> _Element:
    """A frame in the margin, beside the first line of the paragraph after it."""
    placed = (
        f'<w:framePr w:w="{sheet.column - _GAP}" w:hSpace="0" w:wrap="around" w:vAnchor="text" w:hAnchor="page" '
        f'w:x="{sheet.left - sheet.column}" w:y="140"/>'
    )
    return elements(_lines([" ".join(labels)], "<w:keepNext/>", placed))[0]
