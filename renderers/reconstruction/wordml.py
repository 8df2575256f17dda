"""Layout → WordprocessingML: the few elements that the official form needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import assert_never
from xml.sax.saxutils import quoteattr

from dialogs.form import Form
from renderers.reconstruction.layout import LINE, PADDING, Block, Cell, PageTurn, Paragraph, Row, Table
from renderers.reconstruction.markup import paragraphs

_EDGES = '<w:{0} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
_RULED = "<w:tblBorders>" + "".join(map(_EDGES.format, ("top", "left", "bottom", "right", "insideH", "insideV")))
_RULED += "</w:tblBorders>"
_OPEN = '<w:{0} w:val="nil"/>'


class Pen:
    """Draws blocks; numbers the bookmarks as it goes."""

    def __init__(self, form: Form, page: str) -> None:
        self._form = form
        self._page = page
        self._ids = count(1)

    def body(self, blocks: tuple[Block, ...], page: str) -> str:
        """The content of w:body, ending with the last section's page (a w:sectPr)."""
        return "".join(map(self._block, blocks)) + page

    def _block(self, block: Block) -> str:
        match block:
            case Table():
                return self._table(block)
            case Paragraph():
                return self._paragraph(block)
            case PageTurn():
                return f'<w:p><w:pPr><w:pStyle w:val="Hairline"/>{self._page}</w:pPr></w:p>'
            case _:
                assert_never(block)

    def _paragraph(self, block: Paragraph) -> str:
        start = self._bookmark(block.mark) if block.mark else ""
        return "".join(_dressed(self._runs(block.text), block.style, lambda: start, lambda: ""))

    def _table(self, table: Table) -> str:
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in table.columns)
        rows = "".join(self._row(row, table) for row in table.rows)
        borders = _RULED if table.ruled else ""
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(table.columns)}" w:type="dxa"/><w:jc w:val="center"/>{borders}'
            '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>'
            f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
        )

    def _row(self, row: Row, table: Table) -> str:
        height = round(row.lines * LINE) + PADDING
        heads = "<w:tblHeader/>" if row.heads else ""
        cells, at = [], 0
        for cell in row.cells:
            width = sum(table.columns[at : at + cell.span])
            first, last = at == 0, at + cell.span == len(table.columns)
            cells.append(self._cell(cell, width, *self._row_marks(row, first, last), ruled=table.ruled))
            at += cell.span
        if at != len(table.columns):
            raise ValueError(f"row {row.mark} covers {at} of {len(table.columns)} columns")
        properties = f'<w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/>{heads}</w:trPr>'
        return f"<w:tr>{properties}{''.join(cells)}</w:tr>"
