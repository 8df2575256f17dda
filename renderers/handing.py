"""报送清单: what is handed to whom, to be printed and ticked off: papers, copies, address, mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.table import _Cell

from renderers.papers import BODY, HEAD, face, line, page, plain


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom papers go to; ``copies`` is empty where the notice does not say, ``facts`` are lines below the papers."""

    name: str
    papers: tuple[str, ...]
    copies: str
    facts: tuple[str, ...]


_WIDTHS = (116, 20, 20)
"""Millimetres of the columns."""


def handing_list(title: str, recipients: Sequence[Recipient], contents: Sequence[str]) -> bytes:
    """The Word file: a part for each recipient, then what is in the set."""
    document = Document()
    page(document)
    line(document, "报送清单", font=HEAD, size=22, align=WD_ALIGN_PARAGRAPH.CENTER)
    line(document, title, align=WD_ALIGN_PARAGRAPH.CENTER)
    for recipient in recipients:
        line(document, "")
        line(document, f"报：{recipient.name}", font="黑体")
        table = document.add_table(rows=1, cols=3)
        table.style = "Table Grid"
        _row(table.rows[0].cells, ("材料", "份数", "已备"))
        for paper in recipient.papers:
            _row(table.add_row().cells, (paper, recipient.copies, "□"))
        table.autofit = False
        for row in table.rows:
            for cell, width in zip(row.cells, _WIDTHS, strict=True):
                cell.width = Mm(width)
        for fact in recipient.facts:
            line(document, fact, size=12)
    line(document, "")
    line(document, "本包内容", font="黑体")
    for each in contents:
        line(document, each, size=12)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _row(cells: Sequence[_Cell], texts: Sequence[str]) -> None:
    for cell, text in zip(cells, texts, strict=True):
        paragraph = cell.paragraphs[0]
        run = paragraph.add_run(plain(text))
        run.font.size = Pt(12)
        face(run, BODY)
