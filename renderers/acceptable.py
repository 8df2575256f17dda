"""What Word finds wrong with files that other programs save, mended before a template is used.

LibreOffice 7.4 relates the document's properties under a name that Word and python-docx do not know, so that a second
``docProps/core.xml`` came into the file and Word called it damaged; it writes ``true`` where Word's schema has ``on``
in rows, the end of a section before the paragraph's style, and names of character sets that Word's schema lacks.
Parts in which nothing is wrong stay byte for byte.
"""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx.oxml.ns import qn
from lxml import etree

_RELATIONS = "_rels/.rels"
_PROPERTIES = b"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_UNKNOWN = b"http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata/core-properties"
_SWITCHES = {"true": "on", "1": "on", "false": "off", "0": "off"}
_IN_ROWS = (qn("w:cantSplit"), qn("w:tblHeader"), qn("w:hidden"))
_PROPERTIES_OF_PARAGRAPHS = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
)
"""The properties of a paragraph in the order of ECMA-376, 17.3.1.26."""
_ORDER = {qn(f"w:{name}"): place for place, name in enumerate(_PROPERTIES_OF_PARAGRAPHS.split())}


def acceptable(docx: bytes) -> bytes:
    """The same Word file as Word accepts it. Raises ``BadZipFile`` for what is no Word file."""
    stream = BytesIO()
    with ZipFile(BytesIO(docx)) as source, ZipFile(stream, "w", ZIP_DEFLATED) as target:
        for part in source.infolist():
            target.writestr(part, _mended(part.filename, source.read(part)), ZIP_DEFLATED)
    return stream.getvalue()


def _mended(name: str, content: bytes) -> bytes:
    if name == _RELATIONS:
        return content.replace(_UNKNOWN, _PROPERTIES)
    if not name.startswith("word/") or not name.endswith(".xml"):
        return content
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, huge_tree=True))
    found = [_switched(switch) for switch in root.iter(*_IN_ROWS)]
    found += [_ordered(properties) for properties in root.iter(qn("w:pPr"))]
    found += [_numbered(font) for font in root.iter(qn("w:charset"))]
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True) if any(found) else content


def _switched(switch: etree._Element) -> bool:
    """Whether a row's switch had to be said in its schema's words."""
    said = _SWITCHES.get(switch.get(qn("w:val"), ""))
    if said is not None:
        switch.set(qn("w:val"), said)
    return said is not None


def _ordered(properties: etree._Element) -> bool:
    """Whether a paragraph's properties had to be put into their order."""
    found = list(properties)
    ordered = sorted(found, key=lambda each: _ORDER.get(each.tag, len(_ORDER)))
    if found != ordered:
        properties[:] = ordered
    return found != ordered


def _numbered(font: etree._Element) -> bool:
    """Whether a font's character set was named besides its number, which is enough and which every Word knows."""
    named = qn("w:characterSet") in font.attrib
    if named:
        del font.attrib[qn("w:characterSet")]
    return named
