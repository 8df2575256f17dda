"""Layout → WordprocessingML: the few elements that the official form needs."""

from __future__ import annotations

from itertools import count
from typing import assert_never

from dialogs.definition.form import Form
from renderers.reconstruction.layout import LINE, PADDING, Block, Cell, PageTurn, Paragraph, Row, Table
from renderers.reconstruction.markup import paragraphs

_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
_RULED = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for edge in _EDGES)
_MARGINS = "".join(
    f'<w:{edge} w:w="{width}" w:type="dxa"/>'
    for edge, width in (("top", 50), ("left", 85), ("bottom", 50), ("right", 85))
)


class Pen:
    """Draws the blocks of one form, and numbers the bookmarks as it goes."""

    def __init__(self, form: Form, cover: str = "") -> None:
        self._form = form
        self._cover = cover
        self._ids = count(1)

    def draw(self, blocks: tuple[Block, ...]) -> str:
        """The blocks as the content of w:body. Raises ``ValueError`` when a row does not fit its table's grid."""
        return "".join(map(self._block, blocks))

    def _block(self, block: Block) -> str:
        match block:
            case Table():
                return self._table(block)
            case Paragraph():
                return self._text(block.text, block.style, self._bookmark(block.mark), "")
            case PageTurn():
                return f'<w:p><w:pPr><w:pStyle w:val="Hairline"/>{self._cover}</w:pPr></w:p>'
            case _:
                assert_never(block)

    def _table(self, table: Table) -> str:
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in table.columns)
        borders = f"<w:tblBorders>{_RULED}</w:tblBorders>" if table.ruled else ""
        properties = (
            f'<w:tblW w:w="{sum(table.columns)}" w:type="dxa"/><w:jc w:val="center"/>{borders}'
            f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{_MARGINS}</w:tblCellMar>'
        )
        rows = "".join(self._row(row, table.columns) for row in table.rows)
        return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"

    def _row(self, row: Row, columns: tuple[int, ...]) -> str:
        if sum(cell.span for cell in row.cells) != len(columns):
            raise ValueError(f"the cells of row {row.mark} do not cover its {len(columns)} columns")
        # A bookmark in a vertically merged cell would tell where the whole block stands, not this row.
        alone = [place for place, cell in enumerate(row.cells) if cell.merge is None]
        before = {alone[0]: self._bookmark(row.mark + "a") + self._bookmark(row.spare)}
        after = {alone[-1]: self._bookmark(row.mark + "z")}
        cells, at = "", 0
        for place, cell in enumerate(row.cells):
            width = sum(columns[at : at + cell.span])
            flow = "<w:keepNext/>" if row.keeps else ""
            text = self._text(cell.shown, cell.style, before.get(place, ""), after.get(place, ""), flow)
            cells += f"<w:tc><w:tcPr>{_cell_properties(cell, width)}</w:tcPr>{text}</w:tc>"
            at += cell.span
        return f"<w:tr><w:trPr>{_row_properties(row)}</w:trPr>{cells}</w:tr>"

    def _text(self, text: str, style: str, before: str, after: str, flow: str = "") -> str:
        """Paragraphs in one style, with bookmarks at the very start and the very end."""
        lines = paragraphs(text, self._form)
        lines[0] = before + lines[0]
        lines[-1] += after
        return "".join(f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{flow}</w:pPr>{line}</w:p>' for line in lines)

    def _bookmark(self, name: str) -> str:
        if not name:
            return ""
        number = next(self._ids)
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'


def _row_properties(row: Row) -> str:
    height = round(row.lines * LINE) + PADDING
    heads = "<w:tblHeader/>" if row.heads else ""
    return f'<w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/>{heads}'


def _cell_properties(cell: Cell, width: int) -> str:
    open_edges = [edge for edge, is_open in (("top", cell.open_above), ("bottom", cell.open_below)) if is_open]
    borders = "".join(f'<w:{edge} w:val="nil"/>' for edge in open_edges)
    if cell.underlined:
        borders = '<w:bottom w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    return (
        f'<w:tcW w:w="{width}" w:type="dxa"/>'
        + (f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else "")
        + (f'<w:vMerge w:val="{cell.merge}"/>' if cell.merge else "")
        + (f"<w:tcBorders>{borders}</w:tcBorders>" if borders else "")
        + f'<w:vAlign w:val="{cell.align}"/>'
    )
