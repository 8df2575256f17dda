"""The paragraph styles of the form, by name, so that a person can change each at one place in Word. Sizes in points.

Every line has an exact height: with other spacing, another font moves the text by up to 45 pt and rows change pages.
"""

from __future__ import annotations

from dataclasses import dataclass

FANGSONG, KAITI, HEITI, TITLE = "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体"
KEEP, TURN = "<w:keepNext/>", "<w:keepNext/><w:pageBreakBefore/>"


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph style: letters of ``size`` on lines of ``line``, moved in ``left`` and at the ``first`` line."""

    name: str
    size: float
    line: float
    font: str = FANGSONG
    align: str = "both"
    before: float = 0
    after: float = 0
    first: float = 0  # negative: all lines but the first
    left: float = 0
    right: float = 0
    flow: str = ""  # how it keeps with the page
    outline: bool = False
    colour: str = "auto"

    def xml(self) -> str:
        """The w:style element."""
        return (
            f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{self.name}"><w:name w:val="{self.name}"/>'
            f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{self._paragraph()}</w:pPr><w:rPr>{_fonts(self.font)}'
            f'<w:color w:val="{self.colour}"/><w:sz w:val="{self.size * 2:.0f}"/><w:szCs w:val="{self.size * 2:.0f}"/>'
            "</w:rPr></w:style>"
        )

    def _paragraph(self) -> str:
        spacing = f'w:before="{_twips(self.before)}" w:after="{_twips(self.after)}" w:line="{_twips(self.line)}"'
        first = f'w:hanging="{_twips(-self.first)}"' if self.first < 0 else f'w:firstLine="{_twips(self.first)}"'
        indent = f'w:left="{_twips(self.left)}" w:right="{_twips(self.right)}" {first}'
        outline = '<w:outlineLvl w:val="0"/>' if self.outline else ""
        return (
            f'{self.flow}<w:spacing {spacing} w:lineRule="exact"/><w:ind {indent}/>'
            f'<w:jc w:val="{self.align}"/>{outline}'
        )


def _twips(points: float) -> int:
    return round(points * 20)


def _fonts(chinese: str) -> str:
    return (
        f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="{chinese}"/>'
    )


_PARAGRAPHS = (
    Style("DraftMark", 14, 20, HEITI, "center", colour="7F7F7F"),
    Style("PageNumber", 12, 16, align="center"),
    Style("Hairline", 1, 1),
    Style("Attachment", 16, 28, HEITI, "left"),
    Style("CoverTitle", 26, 40, TITLE, "center", before=110, after=110),
    Style("CoverLabel", 16, 28, align="left"),
    Style("CoverValue", 16, 28, align="center"),
    Style("Issuer", 16, 28, align="center", before=80),
    Style("Section", 16, 28, HEITI, "left", after=6, flow=TURN, outline=True),
    Style("CellCentre", 12, 18, align="center"),
    Style("CellSmall", 10.5, 18, align="center"),
    Style("CellTitle", 12, 18, HEITI, "center"),
    Style("CellText", 12, 18),
    Style("CellEssay", 12, 18, first=24),
    Style("CellBoxes", 12, 18, align="left", left=11, first=-11),
    Style("CellStatement", 14, 28, first=28),
    Style("CellSigned", 12, 30, align="left", before=12, left=12),
    Style("CellDate", 14, 28, align="right", right=56),
    Style("Limit", 14, 28, align="center", flow=KEEP),
    Style("Plan1", 16, 28, HEITI, first=32, flow=KEEP),
    Style("Plan2", 16, 28, KAITI, first=32, flow=KEEP),
    Style("Plan3", 16, 28, first=32, flow=KEEP),
    Style("Guide", 14, 24, after=6, first=28, flow=KEEP),
    Style("Prose", 16, 28, first=32),
    Style("Remark", 12, 18, first=24),
    Style("SummaryTitle", 22, 36, TITLE, "center", before=6, after=12),
    Style("SummaryLine", 14, 26, align="left"),
)

_DEFAULTS = (
    f'<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(FANGSONG)}<w:sz w:val="24"/><w:szCs w:val="24"/>'
    '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl w:val="0"/>'
    '<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="360" w:lineRule="exact"/></w:pPr>'
    "</w:pPrDefault></w:docDefaults>"
)
_NORMAL = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
_TABLE = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
    '<w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
)
# The one face in which ☑ and ☐ are equally large, on Windows and through its free substitute.
_SYMBOLS = "".join(f' w:{use}="Segoe UI Symbol"' for use in ("ascii", "hAnsi", "eastAsia", "cs"))
_BOX = (
    '<w:style w:type="character" w:customStyle="1" w:styleId="Box"><w:name w:val="Box"/>'
    f"<w:rPr><w:rFonts{_SYMBOLS}/></w:rPr></w:style>"
)

STYLES = _DEFAULTS + _NORMAL + _TABLE + _BOX + "".join(style.xml() for style in _PARAGRAPHS)
"""The content of styles.xml."""
