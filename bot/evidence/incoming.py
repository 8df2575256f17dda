"""A file that a person sends: what it is by its first bytes, under which name it is kept, and why it may be refused."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Literal
from zipfile import BadZipFile, ZipFile

import puremagic

from dialogs.record.proofs import Listed
from dialogs.saying.proof_replies import Picture
from storage.attachments import Arriving

HEAD = 40_000
"""Bytes at the beginning by which a type is told: the farthest mark, an ISO image's, stands behind 36,000."""

Refusal = Literal[
    "empty",
    "large",
    "program",
    "full",
    "person",
    "application",
    "all",
    "mismatch",
    "damaged",
    "locked",
    "bomb",
    "unseen",
    "infected",
]
UNKNOWN = "application/octet-stream"

_LONGEST_NAME = 120
_UNWANTED = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_PROGRAMS = re.compile(
    r"apk|appx?|bat|bin|chm|cmd|com|cpl|deb|dll|dmg|docm|dotm|exe|gadget|hlp|hta|img|iso|jar|jnlp|jse?|lnk|msc|msi|msix"
    r"|msp|pif|pkg|potm|ppsm|pptm|ps1|psm1|pyc?|pyw|pyz|reg|rpm|sc[fr]|sh|sys|udf|url|vbe?|vbs|vhdx?|wsf?|wsh|xlam|xlsb"
    r"|xlsm|xltm"
)
_PROGRAM_MARKS = (
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"L\x00\x00\x00\x01\x14\x02\x00",
    b"dex\n",
    b"ITSF",  # compiled help
)
_DISC, _DISC_AT = b"CD001", 32_769
_PACKED = re.compile(r"(?:.*/)?(?:vbaProject\.bin|MANIFEST\.MF|AndroidManifest\.xml|classes\.dex)", re.IGNORECASE)
"""Names in a ZIP that make it one with macros, or a program."""
_DOS = b"MZ"
_MIME = re.compile(r"[a-z]+/[a-z0-9.+-]+")


class UploadRefused(Exception):
    """The file is not taken; ``limit`` is the number of bytes that it would exceed, where there is one.

    ``full``: the disk; ``person``, ``application``, ``all``: what may be sent by one, for one, and by everybody.
    """

    def __init__(self, why: Refusal, limit: int = 0) -> None:
        super().__init__(why)
        self.why: Refusal = why
        self.limit = limit


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file whose bytes are all there; ``head`` are its first ones, ``name`` is what the sender calls it."""

    arriving: Arriving
    name: str
    head: bytes


@dataclass(frozen=True, slots=True)
class Whole:
    """A file that comes in pieces, as its sender calls it: the upload's id, its name, its size in bytes."""

    upload: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a file is: so many bytes are there; ``kept`` once it was taken in, whole."""

    offset: int
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that was sent and is kept: its id, its name for people, its size in bytes, the application it is for.

    ``hint`` are words on what was seen of a photo, ``picture`` is a small one of it, ``listed`` what a sheet counts.
    ``resembles``: labels of the form stand in it; ``legible``: the words on it can be read here.
    """

    attachment: str
    name: str
    size: int
    media_type: str = ""
    application: str = ""
    hint: str = ""
    picture: Picture | None = None
    listed: Listed | None = None
    resembles: bool = False
    legible: bool = False


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends files by an upload link, and for which application; ``link`` names the link and is no secret."""

    person: int
    application: str | None
    link: str
    since: datetime
    until: datetime


def check(file: Incoming) -> None:
    """``UploadRefused`` for an empty file and for a program, whatever it is called."""
    if file.arriving.size == 0:
        raise UploadRefused("empty")
    if is_program(file.head, file.name) or _holds_program(file):
        raise UploadRefused("program")


def is_program(head: bytes, name: str) -> bool:
    """Whether a computer would run this rather than show it: by its name, or by how it begins."""
    plain = unicodedata.normalize("NFKC", clean_name(name)).lower().rstrip(" .")
    if _PROGRAMS.fullmatch(PurePosixPath(plain).suffix.removeprefix(".").strip()):
        return True
    if head[_DISC_AT:].startswith(_DISC):
        return True
    return head.startswith(_PROGRAM_MARKS) or (head.startswith(_DOS) and b"\x00" in head[:64])


def _holds_program(file: Incoming) -> bool:
    """Whether this is a ZIP with macros or a program in it, whatever it is called."""
    if not file.head.startswith(b"PK"):
        return False
    try:
        with file.arriving.reading() as stream, ZipFile(stream) as package:
            return any(_PACKED.fullmatch(name) for name in package.namelist())
    except (BadZipFile, ValueError, NotImplementedError):
        return False  # no program that a computer could open either


def media_type_of(head: bytes, name: str) -> str:
    """What a file is, by its bytes first and its name second."""
    try:
        found = puremagic.magic_string(head, filename=clean_name(name))
    except puremagic.PureError:
        return UNKNOWN
    return next((each.mime_type for each in found if _MIME.fullmatch(each.mime_type)), UNKNOWN)


def clean_name(name: str) -> str:
    """The name without folders and without what does not show or turns the writing round (U+202E)."""
    last = re.split(r"[/\\]", name)[-1]
    shown = "".join(letter for letter in last if unicodedata.category(letter) not in _UNWANTED).strip(" .")
    if len(shown) <= _LONGEST_NAME:
        return shown or "file"
    suffix = PurePosixPath(shown).suffix[:10]
    return shown[: _LONGEST_NAME - len(suffix)] + suffix
