"""What a file is, by its first bytes and by what is in it; the name only says what it claims to be."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile

_MARKS = (
    (b"%PDF-", "pdf"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
)
_HEIC = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis")
_PACKED = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}
IMAGES = frozenset({"jpeg", "png", "tiff", "heic", "gif", "bmp", "webp"})
_FAMILIES = {
    "pdf": "pdf",
    **dict.fromkeys(("jpg", "jpeg", "jpe", "png", "tif", "tiff", "heic", "heif", "gif", "bmp", "webp"), "image"),
    **dict.fromkeys(("docx", "dotx"), "docx"),
    **dict.fromkeys(("xlsx", "xltx"), "xlsx"),
    "pptx": "pptx",
    **dict.fromkeys(("doc", "wps", "dot"), "text"),
    **dict.fromkeys(("xls", "et"), "table"),
    **dict.fromkeys(("zip", "rar", "7z"), "archive"),
    "ofd": "ofd",
}
_MAY_BE = {
    "text": frozenset({"ole", "docx", "rtf"}),
    "table": frozenset({"ole", "xlsx"}),
    "archive": frozenset({"zip", "archive"}),
    "image": IMAGES,
}
_FAR = 4_096
"""Bytes before a PDF's mark that readers put up with."""


def kind_of(path: Path) -> str:
    """What the bytes are: ``pdf``, a kind of picture, ``docx``, ``xlsx``, ``ole`` (Word, Excel, WPS of old)."""
    with path.open("rb") as file:
        head = file.read(_FAR)
    for mark, kind in _MARKS:
        if head.startswith(mark):
            return _packed(path) if kind == "zip" else kind
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC:
        return "heic"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    return _text(head)


def _text(head: bytes) -> str:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml")):
        return "html"
    if start.startswith(b"{\\rtf"):
        return "rtf"
    return "binary" if b"\x00" in head else "plain"


def _packed(path: Path) -> str:
    try:
        with ZipFile(path) as package:
            names = package.namelist()
    except (BadZipFile, ValueError, NotImplementedError, OSError):
        return "broken zip"
    if "OFD.xml" in names:
        return "ofd"
    return next((kind for folder, kind in _PACKED.items() if any(each.startswith(folder) for each in names)), "zip")


def claimed(name: str) -> str:
    """The family that a name's end claims; empty for an end that claims nothing we know."""
    return _FAMILIES.get(PurePosixPath(name.lower()).suffix.removeprefix("."), "")


def agrees(name: str, kind: str) -> bool:
    """Whether a file is what its name says; a picture may be of another kind than its name says, as phones do."""
    family = claimed(name)
    return not family or kind == family or kind in _MAY_BE.get(family, ())
