"""推荐请示: the city's letter to the province, laid out by GB/T 9704—2012: A4, 22 lines of 28 characters, 仿宋 三号.

Nothing is invented: document number, signer and seal are left blank to be filled in, and so is what was verified of a
cluster where nothing is on record; the list, the numbers of copies and the date of handing up are facts. Faces are
named and not embedded (方正小标宋简体, 仿宋_GB2312), each with the one that systems have instead. 版记 is left to the
office.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from renderers.papers import BODY, HEAD, face, page, plain

SIZE, TITLE, NUMBER = 16, 22, 14
"""Points: 三号, 二号, 四号."""
PITCH = 28.95
"""Points from line to line: 22 lines of a type area that is 225 mm high."""
_CLOSER = -5
"""Twentieths of a point between letters: 28 of them on 156 mm."""
_RED = RGBColor(0xFF, 0x00, 0x00)
_OTHERS = {BODY: "仿宋", HEAD: "方正小标宋_GBK", "黑体": "SimHei"}
_BLANK = "　"
_WIDEST = 20
"""Letters of the title on a line."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A verification that is on record: which, on which day (ISO), by whom, with which result."""

    what: str
    day: str
    who: str
    result: str


@dataclass(frozen=True, slots=True)
class Named:
    """One cluster that is recommended, the office that applies for it, and what was verified of it."""

    cluster: str
    bureau: str
    checked: tuple[Checked, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """What stands in the letter: from whom, to whom, by which notice (title and number), what, how many copies, when.

    ``about`` is what is recommended, with its year: 2024年度河北省中小企业特色产业集群.
    """

    sender: str
    receiver: str
    notice: str
    about: str
    summary_title: str
    clusters: Sequence[Named]
    copies: int
    on: date
    contact: str = ""
    phone: str = ""


def request(letter: Letter) -> bytes:
    """The Word file."""
    document = Document()
    page(document)
    _grid(document)
    _faces(document)
    _page_numbers(document)
    _head(document, letter)
    _body(document, letter)
    _foot(document, letter)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _head(document: DocxDocument, letter: Letter) -> None:
    """发文机关标志, 发文字号 and 签发人 on one line (上行文), the red line, the title."""
    sign = _line(document, letter.sender, font=HEAD, size=TITLE + 8, centred=True, pitch=PITCH * 2)
    sign.runs[0].font.color.rgb = _RED
    _line(document, "")
    numbered = _line(document, f"{_BLANK * 5}〔{letter.on.year}〕{_BLANK * 2}号\t签发人：{_BLANK * 5}")
    numbered.paragraph_format.tab_stops.add_tab_stop(Mm(156), WD_TAB_ALIGNMENT.RIGHT)
    _ruled(numbered)
    _line(document, "")
    for words in (letter.sender, *_broken(f"关于推荐{letter.about}的请示")):
        _line(document, words, font=HEAD, size=TITLE, centred=True)
    _line(document, "")


def _broken(title: str) -> tuple[str, ...]:
    """A title in lines that fit, not broken within 特色产业集群 or a figure; the last one the shortest."""
    if len(title) <= _WIDEST:
        return (title,)
    for word in ("特色产业集群", "的请示"):
        at = title.find(word)
        if 0 < at <= _WIDEST and len(title) - at <= _WIDEST:
            return title[:at], title[at:]
    return (title,)


def _body(document: DocxDocument, letter: Letter) -> None:
    _line(document, f"{letter.receiver}：")
    count = len(letter.clusters)
    _text(
        document,
        f"按照{letter.notice}要求，我单位组织开展了{letter.about}申报工作。现推荐以下{count}个集群（按推荐顺序排列）：",
    )
    for number, each in enumerate(letter.clusters, 1):
        _text(document, f"{number}.{each.cluster}（申报主体：{each.bureau}）")
    head, *checked = _verified(letter)
    _text(document, head).paragraph_format.keep_with_next = bool(checked)
    for words in checked:
        _text(document, words).alignment = WD_ALIGN_PARAGRAPH.LEFT
    _text(document, "妥否，请批示。")


def _verified(letter: Letter) -> Iterator[str]:
    """真实性审核 and 实地核查, as they are on record; what is not is to be written by hand."""
    head, blank = "材料真实性审核和实地核查情况：", f"{_BLANK * 4}（请按实填写）"
    if not any(each.checked for each in letter.clusters):
        yield head + blank
        return
    yield head
    for number, each in enumerate(letter.clusters, 1):
        yield f"{number}.{each.cluster}：" + ("；".join(map(_said, each.checked)) + "。" if each.checked else blank)


def _said(checked: Checked) -> str:
    day = date.fromisoformat(checked.day)
    parts = (f"{checked.what}，{day.year}年{day.month}月{day.day}日", checked.who, checked.result)
    return "，".join(each for each in parts if each)


def _foot(document: DocxDocument, letter: Letter) -> None:
    """附件说明, 署名 and 成文日期, 附注 with the contact, which a 请示 has to name."""
    _line(document, "")
    attached = (f"1.{letter.summary_title}", f"2.申报材料（一式{letter.copies}份）")
    for number, words in enumerate(attached):
        paragraph = _line(document, ("附件：" if not number else "") + words)
        paragraph.paragraph_format.left_indent = Pt(SIZE * 6)
        paragraph.paragraph_format.first_line_indent = Pt(-SIZE * 4 if not number else -SIZE)
    _line(document, "")
    _line(document, "")
    for words, blanks in ((letter.sender, 2), (f"{letter.on.year}年{letter.on.month}月{letter.on.day}日", 4)):
        signed = _line(document, words)
        signed.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        signed.paragraph_format.right_indent = Pt(SIZE * blanks)
    contact, phone = letter.contact or _BLANK * 4, letter.phone or _BLANK * 6
    _text(document, f"（联系人：{contact}，电话：{phone}）")


def _text(document: DocxDocument, words: str) -> Paragraph:
    paragraph = _line(document, words)
    paragraph.paragraph_format.first_line_indent = Pt(2 * SIZE)
    return paragraph


def _line(
    document: DocxDocument,
    words: str,
    *,
    font: str = BODY,
    size: int = SIZE,
    centred: bool = False,
    pitch: float = PITCH,
) -> Paragraph:
    """A paragraph on lines of one height, letters as close as 28 on a line."""
    paragraph = document.add_paragraph()
    form = paragraph.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(pitch)
    form.space_before = form.space_after = Pt(0)
    form.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.JUSTIFY
    if size != SIZE:
        _off_the_grid(paragraph)
    pieces = re.split(f"([\t{_BLANK}]+)", words)
    _run(paragraph, "".join(each if each[:1] in ("\t", _BLANK) else plain(each) for each in pieces), font, size)
    return paragraph


def _off_the_grid(paragraph: Paragraph) -> None:
    """Large letters keep the pitch that is set, and are not moved to the next line of the grid."""
    free = OxmlElement("w:snapToGrid")
    free.set(qn("w:val"), "0")
    _put(paragraph, free, "w:spacing", "w:ind", "w:jc", "w:rPr")


def _put(paragraph: Paragraph, element: Any, *before: str) -> None:
    """Put an element among the paragraph's properties, before those that follow it in the schema."""
    paragraph._p.get_or_add_pPr().insert_element_before(element, *before)


def _run(paragraph: Paragraph, words: str, font: str, size: int) -> Run:
    run = paragraph.add_run(words)
    run.font.size = Pt(size)
    face(run, font)
    if size == SIZE:
        spacing = OxmlElement("w:spacing")
        spacing.set(qn("w:val"), str(_CLOSER))
        next(run._element.iter(qn("w:sz"))).addprevious(spacing)
    return run


def _ruled(paragraph: Paragraph) -> None:
    """The red line under the document's number."""
    borders, below = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "12"), ("space", "4"), ("color", "FF0000")):
        below.set(qn(f"w:{name}"), value)
    borders.append(below)
    _put(paragraph, borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _grid(document: DocxDocument) -> None:
    """22 lines of 28 characters a page, for whoever goes on writing in Word; page numbers on the outer side."""
    section = document.sections[0]
    properties = section._sectPr
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(round(PITCH * 20)))
    properties.append(grid)
    section.footer_distance = Mm(25)


def _faces(document: DocxDocument) -> None:
    """What other systems call the same faces, for those that lack them."""
    table = next(part for part in document.part.package.iter_parts() if str(part.partname).endswith("fontTable.xml"))
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="auto"/>'
        '<w:pitch w:val="variable"/></w:font>'
        for name, other in _OTHERS.items()
    )
    table._blob = table.blob.replace(b"</w:fonts>", fonts.encode() + b"</w:fonts>")


def _page_numbers(document: DocxDocument) -> None:
    """— 1 —, 四号 半角宋体: on the right of odd pages, on the left of even ones, one character from the edge."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.alignment = side
        edge = Pt(NUMBER)
        if side is WD_ALIGN_PARAGRAPH.RIGHT:
            paragraph.paragraph_format.right_indent = edge
        else:
            paragraph.paragraph_format.left_indent = edge
        _run(paragraph, "— ", "宋体", NUMBER)
        for kind in ("begin", "", "end"):
            run = _run(paragraph, "", "宋体", NUMBER)
            if kind:
                mark = OxmlElement("w:fldChar")
                mark.set(qn("w:fldCharType"), kind)
            else:
                mark = OxmlElement("w:instrText")
                mark.text = "PAGE"
            run._element.append(mark)
        _run(paragraph, " —", "宋体", NUMBER)
