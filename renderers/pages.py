"""Pictures of a document's pages, for a chat: what the paper will look like, the page just spoken of first.

poppler draws them. It takes its time over PNG files and makes them large, so it only draws, and the pictures are
packed here: sixteen greys are all that black letters on white need, and make a page about 50 kB instead of 200.
"""

from __future__ import annotations

import re
import shutil
from io import BytesIO
from struct import pack
from zlib import compress, crc32

from dialogs.definition.form import Form
from renderers.numbering import Place, place_of
from renderers.pdf import page_map
from renderers.places import SUMMARY
from renderers.programs import OURS, Leash, Stopped, run, workplace

_GREYMAP = re.compile(rb"P5\s(\d+)\s(\d+)\s255\s")
_BOOKMARK = re.compile(r"r(?:(C\d+)|(\d+)x(\d+))(?!\d)")  # r2x10a, rC4z, and also r3x6titlesa
_SHADES = [(grey + 8) // 17 for grey in range(256)]  # 255 greys to 16
_LEFT, _RIGHT = bytes(shade << 4 for shade in _SHADES), bytes(_SHADES)


class PopplerMissing(Exception):
    """poppler-utils (pdftoppm) is not installed here, so there are no pictures of pages; the documents are whole."""

    def __str__(self) -> str:
        return self.__doc__ or ""


class DrawingFailed(Exception):
    """poppler did not draw every page of the document."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{self.__doc__} {reason}")


def available() -> bool:
    """Whether this machine can draw pages."""
    return shutil.which("pdftoppm") is not None


def pictures(pdf: bytes, *, dpi: int = 144, seconds: float = 60, leash: Leash = OURS) -> tuple[bytes, ...]:
    """Each page as a PNG in greys; an A4 page has 1191 × 1684 dots at 144 dpi, which a phone shows sharp when zoomed.

    Raises ``PopplerMissing``, ``DrawingFailed`` when not every page was drawn within ``seconds``, or ``LetGo`` when the
    leash was let go.
    """
    program = shutil.which("pdftoppm")
    if program is None:
        raise PopplerMissing
    expected = _count(pdf)
    with workplace() as folder:
        source = folder / "form.pdf"
        source.write_bytes(pdf)
        try:
            command = [program, "-q", "-gray", "-r", str(dpi), str(source), str(folder / "page")]
            ended = run(command, seconds, leash=leash)
        except Stopped as stopped:
            raise DrawingFailed(str(stopped)) from None
        drawn = sorted(folder.glob("page-*.pgm"))  # poppler pads their numbers with zeros
        if len(drawn) != expected:
            raise DrawingFailed(f"{len(drawn)} of {expected} pages came out: {ended.said}")
        return tuple(_packed(path.read_bytes()) for path in drawn)


def pages_of(form: Form, pdf: bytes) -> dict[str, int]:
    """The page (from 1) on which each field begins, by name, as far as the document tells.

    Rows are bookmarked by the number of their first question, so it is the row of this one or the last before it.
    """
    marks = ((_row(name), page) for name, (page, _) in page_map(pdf).items())
    rows = [(row, -page) for row, page in marks if row is not None]
    found = {}
    for field in form.fields:
        wanted = place_of(field.id)
        before = [(row, page) for row, page in rows if row[:2] == wanted[:2] and row <= wanted]
        if before and not field.auxiliary and field.section != SUMMARY:
            found[field.name] = -max(before)[1]
    return found


def order(pages: int, first: int | None) -> tuple[int, ...]:
    """All pages, from 1: this one first, then those after it, and at last those before it."""
    start = first if first is not None and 1 <= first <= pages else 1
    return (*range(start, pages + 1), *range(1, start))


def _row(bookmark: str) -> Place | None:
    """The printed number that a bookmark is named after, as a place on paper."""
    found = _BOOKMARK.match(bookmark)
    return place_of(found[1] or f"{found[2]}.{found[3]}") if found else None


def _count(pdf: bytes) -> int:
    from pypdf import PdfReader  # a start of the service does not wait for it
    from pypdf.errors import PyPdfError

    try:
        return len(PdfReader(BytesIO(pdf)).pages)
    except PyPdfError as error:
        raise DrawingFailed(f"The document is no PDF: {error}") from error


def _packed(greymap: bytes) -> bytes:
    """A PGM of 256 greys as a PNG of 16."""
    head = _GREYMAP.match(greymap)
    width, height = (int(head[1]), int(head[2])) if head else (0, 0)
    dots = greymap[head.end() :] if head else b""
    if not dots or len(dots) != width * height:
        raise DrawingFailed("A page came out damaged.")
    lines = b"".join(b"\0" + _halved(dots[at : at + width]) for at in range(0, len(dots), width))
    size = pack(">IIBBBBB", width, height, 4, 0, 0, 0, 0)  # four bits of grey a dot
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", size) + _chunk(b"IDAT", compress(lines)) + _chunk(b"IEND", b"")


def _halved(line: bytes) -> bytes:
    """A line of dots, two in each byte."""
    left, right = line[0::2].translate(_LEFT), line[1::2].translate(_RIGHT).ljust((len(line) + 1) // 2, b"\0")
    return (int.from_bytes(left, "big") | int.from_bytes(right, "big")).to_bytes(len(left), "big")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return pack(">I", len(content)) + kind + content + pack(">I", crc32(kind + content))
