"""Word files as others leave them behind: our own paper with its XML changed, as Word, WPS and colleagues change it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree
from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_BODY = "word/document.xml"


def changed(content: bytes, change: Callable[[_Element], None]) -> bytes:
    """The file after a change of its body."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == _BODY:
                root = etree.fromstring(part)
                change(root)
                part = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            new.writestr(name, part)
    return out.getvalue()


def text_of(element: _Element) -> str:
    """The text in an element."""
    return "".join(each.text or "" for each in element.iter(f"{W}t"))


def cells(root: _Element) -> Iterator[_Element]:
    """Every cell."""
    return root.iter(f"{W}tc")


def set_text(cell: _Element, text: str) -> None:
    """Write into a cell as one does who types over it."""
    first, *others = cell.iter(f"{W}t")
    first.text = text
    for each in others:
        each.text = ""


def row_of(root: _Element, label: str) -> _Element:
    """The row whose first filled cell has this text, blanks aside."""
    for row in root.iter(f"{W}tr"):
        texts = [text_of(cell) for cell in row.iter(f"{W}tc")]
        if next((text for text in texts if text.strip()), "").replace(" ", "") == label:
            return row
    raise LookupError(label)


def values(row: _Element) -> list[_Element]:
    """The cells of a row behind its label."""
    return list(row.iter(f"{W}tc"))[1:]


def track(cell: _Element, new: str) -> None:
    """Replace the text of a cell, the change tracked."""
    run = next(cell.iter(f"{W}r"))
    parent = run.getparent()
    assert parent is not None
    inserted, deleted = etree.Element(f"{W}ins"), etree.Element(f"{W}del")
    for each in (inserted, deleted):
        each.set(f"{W}id", "1")
        each.set(f"{W}author", "同事")
    fresh = deepcopy(run)
    for text in fresh.iter(f"{W}t"):
        text.text = new
    place = parent.index(run)
    for old in list(parent.iterchildren(f"{W}r")):
        for text in old.iter(f"{W}t"):
            text.tag = f"{W}delText"
        deleted.append(old)
    inserted.append(fresh)
    parent.insert(place, deleted)
    parent.insert(place + 1, inserted)


def boxes(root: _Element, style: str) -> None:
    """Draw every box in another way."""
    for text in list(root.iter(f"{W}t")):
        if text.text and ("☑" in text.text or "☐" in text.text):
            _redraw(text, style)


_GLYPHS = {"squares": ("■", "□"), "ticks": ("√", "□"), "crosses": ("☒", "☐")}


def _redraw(text: _Element, style: str) -> None:
    said = text.text or ""
    if style in _GLYPHS:
        ticked, empty = _GLYPHS[style]
        text.text = said.replace("☑", ticked).replace("☐", empty)
        return
    run = text.getparent()
    assert run is not None
    parent = run.getparent()
    assert parent is not None
    place = parent.index(run)
    for letter in said:
        parent.insert(place, _control(run, letter) if style == "controls" else _symbol(run, letter, style))
        place += 1
    parent.remove(run)


def _symbol(run: _Element, letter: str, style: str) -> _Element:
    made = deepcopy(run)
    text = next(made.iter(f"{W}t"))
    if letter not in "☑☐":
        text.text = letter
    elif style == "symbols":
        symbol = etree.SubElement(made, f"{W}sym")
        symbol.set(f"{W}font", "Wingdings")
        symbol.set(f"{W}char", "F0FE" if letter == "☑" else "F0A8")
        made.remove(text)
    else:  # letters set in Wingdings 2
        text.text = "R" if letter == "☑" else "£"
        properties = made.find(f"{W}rPr")
        fonts = etree.SubElement(properties if properties is not None else made, f"{W}rFonts")
        for kind in ("ascii", "hAnsi"):
            fonts.set(f"{W}{kind}", "Wingdings 2")
        for old in list(made.iter(f"{W}rFonts"))[:-1]:
            parent = old.getparent()
            assert parent is not None
            parent.remove(old)
    return made


def _control(run: _Element, letter: str) -> _Element:
    """A box as a content control; what is drawn in it does not count."""
    made = deepcopy(run)
    text = next(made.iter(f"{W}t"))
    text.text = letter
    if letter not in "☑☐":
        return made
    control = etree.Element(f"{W}sdt")
    properties = etree.SubElement(control, f"{W}sdtPr")
    box = etree.SubElement(properties, f"{{{_W14}}}checkbox")
    etree.SubElement(box, f"{{{_W14}}}checked").set(f"{{{_W14}}}val", "1" if letter == "☑" else "0")
    text.text = "☒" if letter == "☑" else "☐"
    etree.SubElement(control, f"{W}sdtContent").append(made)
    return control
