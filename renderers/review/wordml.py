"""The few pieces of WordprocessingML that the review adds to a filled form.

Everything is set directly, on lines of exact height: the province's own template brings styles that nobody here knows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from xml.sax.saxutils import escape

from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement, parse_xml
from lxml.etree import _Element

HEITI, FANGSONG = "黑体", "仿宋_GB2312"
GREY = "595959"
_W = nsdecls("w")

_ORDERS = {
    "w:rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
        "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs "
        "em lang eastAsianLayout specVanish oMath"
    ),
    "w:pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
        "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
        "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
        "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ),
    "w:tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd "
        "tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange"
    ),
}
_PLACES = {
    qn(properties): {qn(f"w:{name}"): place for place, name in enumerate(names.split())}
    for properties, names in _ORDERS.items()
}
"""The order that the file format prescribes; Word refuses some files that do not keep it."""


class Tint(StrEnum):
    """The colour behind a text; each prints as a grey that black letters are easily read on."""

    BLANK = "D9D9D9"
    WAITING = "BDD7EE"
    DOUBTFUL = "FFE699"
    TROUBLED = "F8CBAD"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text in one look; sizes are in points."""

    text: str
    size: float = 12
    font: str = FANGSONG
    colour: str = "auto"
    tint: Tint | None = None

    def xml(self) -> str:
        """The w:r element."""
        return (
            f'<w:r><w:rPr><w:rFonts w:hint="eastAsia" w:ascii="Times New Roman" w:hAnsi="Times New Roman" '
            f'w:cs="Times New Roman" w:eastAsia="{self.font}"/><w:color w:val="{self.colour}"/>{_size(self.size)}'
            f'{_shade(self.tint)}</w:rPr><w:t xml:space="preserve">{escape(self.text)}</w:t></w:r>'
        )


def _size(points: float) -> str:
    return f'<w:sz w:val="{points * 2:.0f}"/><w:szCs w:val="{points * 2:.0f}"/>'


def _shade(tint: Tint | None) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{tint}"/>' if tint else ""


def _spacing(height: float, before: float = 0) -> str:
    return f'<w:spacing w:before="{before * 20:.0f}" w:after="0" w:line="{height * 20:.0f}" w:lineRule="exact"/>'


def line(
    pieces: Iterable[Piece],
    height: float,
    *,
    align: str = "left",
    before: float = 0,
    hanging: float = 0,
    flow: str = "",
    placed: str = "",
    edges: str = "",
) -> str:
    """A paragraph, its lines exactly ``height`` points high; ``flow``, ``placed`` and ``edges`` are its w:pPr's own."""
    indent = f'<w:ind w:left="{hanging * 20:.0f}" w:right="0" w:hanging="{hanging * 20:.0f}"/>'
    return (
        f'<w:p><w:pPr>{flow}{placed}<w:widowControl w:val="0"/>{edges}<w:snapToGrid w:val="0"/>'
        f'{_spacing(height, before)}{indent}<w:jc w:val="{align}"/></w:pPr>'
        f"{''.join(piece.xml() for piece in pieces)}</w:p>"
    )


def elements(xml: str) -> list[_Element]:
    """These elements, ready to be put into a document."""
    return list(parse_xml(f"<w:body {_W}>{xml}</w:body>"))


def text_of(element: _Element) -> str:
    """All text in an element."""
    return "".join(each.text or "" for each in element.iter(qn("w:t")))


def remove(element: _Element) -> None:
    """Takes an element out of its document."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def put(properties: _Element, xml: str) -> None:
    """Sets these properties of a run, a paragraph or a table, each at the place that the file format has for it."""
    places = _PLACES[str(properties.tag)]
    for new in elements(xml):
        for old in properties.findall(str(new.tag)):
            properties.remove(old)
        own = places[str(new.tag)]
        at = next((at for at, each in enumerate(properties) if places.get(str(each.tag), -1) > own), len(properties))
        properties.insert(at, new)


def shade(run: _Element, tint: Tint) -> None:
    """Colours the ground of a run."""
    put(_properties(run, "w:rPr"), _shade(tint))


def resize(run: _Element, points: float) -> None:
    """Sets the size of a run's letters."""
    put(_properties(run, "w:rPr"), _size(points))


def tighten(paragraph: _Element, height: float) -> None:
    """Sets the lines of a paragraph to exactly this height."""
    put(_properties(paragraph, "w:pPr"), _spacing(height))


def _properties(element: _Element, name: str) -> _Element:
    found = element.find(qn(name))
    if found is None:
        found = OxmlElement(name)
        element.insert(0, found)
    return found
