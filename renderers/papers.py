"""Small official papers that are built here: A4 with the margins of GB/T 9704, official faces, lines of one height."""

from __future__ import annotations

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

BODY, HEAD = "仿宋_GB2312", "方正小标宋简体"


def page(document: Document) -> None:
    """A4 with the margins of an official paper."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)


def line(
    document: Document,
    words: str,
    *,
    font: str = BODY,
    size: int = 16,
    align: WD_ALIGN_PARAGRAPH | None = None,
    indent: bool = False,
) -> Paragraph:
    """A paragraph in one face; ``size`` in points, ``indent`` by two characters."""
    paragraph = document.add_paragraph()
    if align is not None:
        paragraph.alignment = align
    form = paragraph.paragraph_format
    form.line_spacing, form.space_after = Pt(29 if size >= 16 else 22), Pt(0)
    form.first_line_indent = Pt(2 * size) if indent else None
    run = paragraph.add_run(plain(words))
    run.font.size = Pt(size)
    face(run, font)
    return paragraph


def face(run: Run, font: str) -> None:
    """Latin letters in Times New Roman, Chinese in this face."""
    run.font.name = "Times New Roman"
    properties = run._element.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), font)


def plain(text: str) -> str:
    """Without what no Word file can hold: control characters, half of a surrogate pair."""
    return "".join(letter for letter in text if letter.isprintable())
