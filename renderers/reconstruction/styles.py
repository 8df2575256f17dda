"""The paragraph styles of the form, by name, so that a person can change them all at once in Word.

Every line has an exact height: with other spacing, another font moves the text by up to 45 pt and rows change pages.
"""

from __future__ import annotations

FANGSONG, KAITI, HEITI, TITLE = "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体"


def _fonts(east_asian: str) -> str:
    return f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="{east_asian}"/>'


def _style(
    name: str, points: float, line: float, *, font: str = FANGSONG, align: str = "both", indent: str = "", more: str = "",
    before: float = 0, after: float = 0, colour: str = "",
) -> str:
    """One paragraph style; sizes in points."""
    spacing = f'<w:spacing w:before="{before * 20:.0f}" w:after="{after * 20:.0f}" w:line="{line * 20:.0f}" w:lineRule="exact"/>'
    ink = f'<w:color w:val="{colour}"/>' if colour else ""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{more}{spacing}{indent}<w:jc w:val="{align}"/></w:pPr>'
        f'<w:rPr>{_fonts(font)}{ink}<w:sz w:val="{points * 2:.0f}"/><w:szCs w:val="{points * 2:.0f}"/></w:rPr></w:style>'
    )
