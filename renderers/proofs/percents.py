"""Which cells of an .xlsx are formatted as shares: 0.456 there is shown as 45.6%, and people mean what they see."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from lxml import etree
from lxml.etree import _Element

Place = tuple[int, int]
"""Row and column, from 0."""
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BUILT_IN = ("9", "10")
_LARGEST = 40 << 20
_CELL = re.compile("([A-Z]{1,3})([0-9]{1,7})")
_QUOTED = re.compile(r'"[^"]*"|\\\\.')


def percent_cells(path: Path) -> Mapping[str, frozenset[Place]]:
    """The cells formatted as shares, by sheet; nothing of a package that is not laid out as usual."""
    try:
        with ZipFile(path) as package:
            styles = _shares(_part(package, "xl/styles.xml"))
            sheets = _sheets(package) if styles else {}
            return {name: _of(_part(package, part), styles) for name, part in sheets.items()}
    except (BadZipFile, KeyError, etree.XMLSyntaxError, NotImplementedError, RuntimeError, OSError, ValueError):
        return {}


def _part(package: ZipFile, name: str) -> _Element:
    if package.getinfo(name).file_size > _LARGEST:
        raise ValueError(name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(package.read(name), parser)


def _shares(styles: _Element) -> frozenset[str]:
    """The numbers of the cell styles that show shares."""
    own = {
        each.get("numFmtId", "")
        for each in styles.iter(f"{_MAIN}numFmt")
        if "%" in _QUOTED.sub("", each.get("formatCode", ""))
    }
    formats = styles.find(f"{_MAIN}cellXfs")
    every = list(formats) if formats is not None else []
    return frozenset(str(at) for at, each in enumerate(every) if each.get("numFmtId", "") in (*_BUILT_IN, *own))


def _sheets(package: ZipFile) -> dict[str, str]:
    """The part of each sheet, by its name."""
    links = {each.get("Id", ""): each.get("Target", "") for each in _part(package, "xl/_rels/workbook.xml.rels")}
    book = _part(package, "xl/workbook.xml")
    return {
        each.get("name", ""): "xl/" + links[each.get(_REL, "")].removeprefix("/xl/")
        for each in book.iter(f"{_MAIN}sheet")
        if each.get(_REL, "") in links
    }


def _of(sheet: _Element, styles: frozenset[str]) -> frozenset[Place]:
    found = (_CELL.fullmatch(each.get("r", "")) for each in sheet.iter(f"{_MAIN}c") if each.get("s", "0") in styles)
    return frozenset((int(place[2]) - 1, _column(place[1])) for place in found if place is not None)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
