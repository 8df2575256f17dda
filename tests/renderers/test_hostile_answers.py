"""Files made to do harm, through the door of files that hold answers: a reason, or nothing that is not in them."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from dialogs.definition.form import Form
from dialogs.gathering import gather
from dialogs.record.application import Application
from renderers.department_sheet import department_sheet
from renderers.importing.blank import furniture
from renderers.importing.documents import document_of
from renderers.proofs import NotOpened, opened
from renderers.word import fill

PROBLEMS = {"damaged", "large", "kind", "html", "encoding", "convert"}
"""What the chat has a sentence for; ``convert`` is tried by LibreOffice first."""
_ENTITY = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd"><!ENTITY b "2.1">]>'


def repacked(content: bytes, changes: dict[str, Callable[[bytes], bytes]]) -> bytes:
    """A package with some parts changed."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changes[name](old.read(name)) if name in changes else old.read(name))
    return out.getvalue()


def with_entities(part: bytes) -> bytes:
    """XML that defines entities, of which one is a file of this machine."""
    head, _, rest = part.partition(b"?>")
    return head + b"?>" + _ENTITY + rest.replace(b"<t>", b"<t>&e;", 1).replace(b"<w:t>", b"<w:t>&e;", 1)


def far_away(part: bytes) -> bytes:
    """A sheet with a cell at its last corner."""
    row = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>1</t></is></c></row></sheetData>'
    return part.replace(b"</sheetData>", row)


def swollen(part: bytes) -> bytes:
    """A body of many thousand times its size."""
    return part.replace(b"<w:body>", b"<w:body>" + b"<w:p/>" * 60_000_000, 1)


def nested(part: bytes) -> bytes:
    """Tables in tables, a thousand deep."""
    inside = b"<w:tbl><w:tr><w:tc>" * 1_000 + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * 1_000
    return part.replace(b"<w:body>", b"<w:body>" + inside, 1)


@pytest.fixture(scope="module")
def files(form: Form) -> dict[str, tuple[str, bytes]]:
    """Each with its name."""
    blank = Application("a1", form.edition)
    paper = fill(form, blank, draft=False)
    sheet = department_sheet(form, blank, "统计局", ["output"])
    body, page, words = "word/document.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
    macros = repacked(paper, {"[Content_Types].xml": lambda part: part.replace(b"document.main", b"macroEnabled.main")})
    return {
        "word bomb": ("a.docx", repacked(paper, {body: swollen})),
        "word entities": ("a.docx", repacked(paper, {body: with_entities})),
        "word deep": ("a.docx", repacked(paper, {body: nested})),
        "word cut": ("a.docx", paper[: len(paper) // 2]),
        "word with macros": ("a.docm", macros),
        "sheet far away": ("a.xlsx", repacked(sheet, {page: far_away})),
        "sheet entities": ("a.xlsx", repacked(sheet, {words: with_entities})),
        "sheet cut": ("a.xlsx", sheet[: len(sheet) // 2]),
        "json deep": ("a.json", b'{"schema":' + b"[" * 200_000),
        "json odd": (
            "a.json",
            json.dumps({"schema": "shenbao-region-1", "entrants": [{"answers": {"output": 1}}]}).encode(),
        ),
        "json wide": ("a.json", b'{"schema":"shenbao-region-1","entrants":[' + b"{}," * 3_000_000 + b"{}]}"),
        "text long": ("a.txt", "2.1＝1\n".encode() * 3_000_000),
        "csv wide": ("a.csv", b"1," * 20_000_000),
        "old word": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4_096)),
        "encrypted": (
            "a.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le"),
        ),
        "page": ("a.xls", b"<html><table><tr><td>2.1</td></tr></table></html>"),
        "nothing": ("a.docx", b""),
    }


@pytest.mark.parametrize(
    "name",
    [
        "word bomb",
        "word entities",
        "word deep",
        "word cut",
        "word with macros",
        "sheet far away",
        "sheet entities",
        "sheet cut",
        "json deep",
        "json odd",
        "json wide",
        "text long",
        "csv wide",
        "old word",
        "encrypted",
        "page",
        "nothing",
    ],
)
def test_it_is_refused_or_says_nothing(
    form: Form, files: dict[str, tuple[str, bytes]], tmp_path: Path, name: str
) -> None:
    """The child comes back with a reason or dies within its limits; nothing of this machine is in what it read."""
    called, content = files[name]
    path = tmp_path / called
    path.write_bytes(content)
    try:
        found = opened("gather", {"path": str(path), "name": called}, seconds=60)
    except NotOpened as stopped:
        if not stopped.too_much:
            raise
        return
    if found["problem"]:
        assert found["problem"] in PROBLEMS
        return
    assert "root:" not in json.dumps(found)
    gathered = gather(form, document_of(found), furniture(form))
    assert len(gathered.unread) <= 401
    assert not [each for each in gathered.found if each.said]
