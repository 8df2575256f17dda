"""The .docx file around the drawn pages: styles, fonts, settings, header and footer.

Lean on purpose: Word's usual baggage of unused styles costs more time at every filling than the form itself. The same
drawing gives the same bytes.
"""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from renderers.reconstruction.styles import STYLES

_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OOXML = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = ("styles", "settings", "fontTable", "header", "footer")
_NOTE = (
    "本模板按通知（{notice}）文本重建，并非省厅原始 Word 文件；取得原件后请以原件替换。"
    "Reconstructed from the text of the notice."
)
# altName: the names under which other systems know the same face.
_FONTS = (
    ("仿宋_GB2312", "仿宋", "02010609060101010101"),
    ("楷体_GB2312", "楷体", "02010609060101010101"),
    ("黑体", "SimHei", "02010609060101010101"),
    ("方正小标宋简体", "方正小标宋_GBK", "02010601030101010101"),
)

HEADER = '<w:headerReference w:type="default" r:id="rId4"/>'
FOOTER = '<w:footerReference w:type="default" r:id="rId5"/>'
COVER = (
    f'<w:sectPr>{HEADER}<w:type w:val="nextPage"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1440" w:right="1417" w:bottom="1304" w:left="1417" w:header="680" w:footer="680" w:gutter="0"/>'
    "</w:sectPr>"
)
PORTRAIT = (
    f'<w:sectPr>{HEADER}{FOOTER}<w:type w:val="nextPage"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1440" w:right="1417" w:bottom="1304" w:left="1417" w:header="680" w:footer="680" w:gutter="0"/>'
    '<w:pgNumType w:start="1"/></w:sectPr>'
)
LANDSCAPE = (
    f'<w:sectPr>{HEADER}<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="1304" w:right="1134" w:bottom="1134" w:left="1134" w:header="680" w:footer="680" w:gutter="0"/>'
    "</w:sectPr>"
)


def packed(body: str, title: str, notice: str) -> bytes:
    """The file with these pages in it; it says that it follows from the text of a notice, named by its number."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, text in _files(body, title, notice).items():
            archive.writestr(ZipInfo(name), _XML + text, ZIP_DEFLATED)
    return stream.getvalue()


def _files(body: str, title: str, notice: str) -> dict[str, str]:
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            (f"{_OOXML}/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": _properties(title, notice),
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(*((f"{_OOXML}/{part}", f"{part}.xml") for part in _PARTS)),
        "word/styles.xml": f"<w:styles {_W}>{STYLES}</w:styles>",
        "word/settings.xml": _settings(),
        "word/fontTable.xml": f"<w:fonts {_W}>{''.join(_font(*font) for font in _FONTS)}</w:fonts>",
        "word/header.xml": f"<w:hdr {_W}>{_line('DraftMark', _text('{{ draft_mark }}'))}</w:hdr>",
        "word/footer.xml": f"<w:ftr {_W}>{_line('PageNumber', _page_number())}</w:ftr>",
    }


def _content_types() -> str:
    parts = {"document": f"{_TYPE}.document.main+xml"} | {part: f"{_TYPE}.{part}+xml" for part in _PARTS}
    overrides = "".join(f'<Override PartName="/word/{part}.xml" ContentType="{kind}"/>' for part, kind in parts.items())
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/docProps/core.xml" '
        f'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>{overrides}</Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    each = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'


def _properties(title: str, notice: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title><dc:description>{_NOTE.format(notice=notice)}</dc:description></cp:coreProperties>"
    )


def _settings() -> str:
    return (
        f'<w:settings {_W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def _font(name: str, other: str, panose: str) -> str:
    return (
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:panose1 w:val="{panose}"/>'
        '<w:charset w:val="86"/><w:family w:val="modern"/><w:pitch w:val="fixed"/></w:font>'
    )


def _line(style: str, runs: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _text(words: str) -> str:
    return f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def _page_number() -> str:
    turns = {turn: f'<w:r><w:fldChar w:fldCharType="{turn}"/></w:r>' for turn in ("begin", "separate", "end")}
    field = f"{turns['begin']}<w:r><w:instrText>PAGE</w:instrText></w:r>{turns['separate']}{_text('1')}{turns['end']}"
    return _text("— ") + field + _text(" —")
