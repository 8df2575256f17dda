"""A look at a file that came: what it is, whether it opens, and for a photo a small picture and what may be wrong.

Nobody is asked to trust this: hints are hints (small, blurred, sideways), and what opens is not yet a proof.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import pikepdf
from PIL import Image, ImageFilter, ImageOps
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from dialogs.derived.lists import read_list
from dialogs.record import codec
from renderers.proofs.answers import labels_in
from renderers.proofs.kinds import IMAGES, agrees, kind_of
from renderers.proofs.pictures import LARGEST_PIXELS, open_picture
from renderers.proofs.seals import has_seal
from renderers.proofs.tables import NoTable, rows_of

_UNPACKED = 400 << 20
"""Bytes to which an Office file may unpack."""
_RATIO = 200
_SMALL = 900
"""Dots on the shorter side below which print gets hard to read."""
_THUMBNAIL = 480
_BLURRED = 0.1
_SIDEWAYS = 1.6
_BROKEN = (
    PyPdfError,
    pikepdf.PdfError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    RecursionError,
    OSError,
)
"""What a reader raises over bytes that are no PDF after all."""
_FLAT = 12
"""Shades of contrast below which there is nothing to be sharp."""
_ENCRYPTED_OFFICE = b"E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e"


class Unfit(Exception):
    """The file is no proof: ``why`` is mismatch, damaged, locked or bomb."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def look(job: dict[str, Any]) -> dict[str, Any]:
    """``path``, ``name``, ``thumbnail`` (where to put it) → kind, and either a problem or pages, hint, thumbnail.

    With ``labels`` (of a form) also how many of them stand in it, where it is a text or a sheet.
    """
    path = Path(job["path"])
    kind = kind_of(path)
    found: dict[str, Any] = {"kind": kind, "problem": ""}
    try:
        if not agrees(job["name"], kind):
            raise Unfit("damaged" if kind == "broken zip" else "mismatch")
        if kind in IMAGES:
            found.update(_picture(path, Path(job["thumbnail"])))
        elif kind == "pdf":
            found["pages"] = _pages(path)
        elif kind in ("docx", "xlsx", "pptx", "ofd", "zip"):
            _package(path, strict=kind != "zip")
        elif kind == "ole" and _ENCRYPTED_OFFICE in path.read_bytes():
            raise Unfit("locked")
        found.update(_said(path, kind, job))
    except Unfit as unfit:
        found["problem"] = unfit.why
    return found


def _said(path: Path, kind: str, job: dict[str, Any]) -> dict[str, Any]:
    """What a text or a sheet says: what it lists, and how many labels of the form stand in it."""
    if kind in ("pdf", *IMAGES):
        return {}
    listed = _list(path, job["name"]) if kind in ("xlsx", "ole", "plain") else {}
    return {**listed, "labels": labels_in(path, job["name"].lower(), job.get("labels", []))}


def _list(path: Path, name: str) -> dict[str, Any]:
    """What a sheet counts, where it is a list; Word files of old and plain texts are none."""
    try:
        listed = read_list(rows_of(path, name))
    except NoTable:
        return {}
    return {"listed": codec.dumps(listed)} if listed is not None else {}


def _picture(path: Path, thumbnail: Path) -> dict[str, Any]:
    try:
        with open_picture(path) as picture:
            if picture.width * picture.height > LARGEST_PIXELS:
                raise Unfit("bomb")
            picture.load()
            frames = getattr(picture, "n_frames", 1)
            shown = ImageOps.exif_transpose(picture).convert("RGB")
    except Image.DecompressionBombError:
        raise Unfit("bomb") from None
    except (OSError, ValueError, SyntaxError, EOFError):
        raise Unfit("damaged") from None
    hint, seal = _hint(shown), has_seal(shown)
    small = shown.copy()
    small.thumbnail((_THUMBNAIL, _THUMBNAIL))
    small.save(thumbnail, "JPEG", quality=80)
    seen = {"hint": hint, "seal": seal, "thumbnail": str(thumbnail), "pages": frames}
    return {"width": shown.width, "height": shown.height, **seen}


def _hint(picture: Image.Image) -> str:
    if min(picture.size) < _SMALL:
        return "small"
    grey = picture.convert("L")
    grey.thumbnail((1600, 1600))
    if sharpness(grey) < _BLURRED:
        return "blurred"
    return "sideways" if _lies_sideways(grey) else ""


def sharpness(grey: Image.Image) -> float:
    """How sharp its sharpest edges are, against the contrast of the picture: 0 to 1, sharp print is above 0.3.

    The height of the Laplacian that one dot in two hundred reaches; noise between the lines does not count.
    """
    kernel = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)
    edges = grey.filter(kernel).histogram()
    steep = [edges[128], *(edges[128 - step] + (edges[128 + step] if step < 128 else 0) for step in range(1, 129))]
    shades = grey.histogram()
    contrast = _reached(shades, 0.995) - _reached(shades, 0.005)
    return 1.0 if contrast < _FLAT else _reached(steep, 0.995) / contrast


def _reached(counts: list[int], share: float) -> int:
    """The value below which this share of all dots lies."""
    wanted, seen = share * sum(counts), 0
    for value, count in enumerate(counts):
        seen += count
        if seen >= wanted:
            return value
    return len(counts) - 1


def _lies_sideways(grey: Image.Image) -> bool:
    """Lines of print make rows dark and light by turns; where columns do so much more, the sheet lies on its side."""
    rows = grey.resize((1, 400), Image.Resampling.BOX)
    columns = grey.resize((400, 1), Image.Resampling.BOX)
    return _ripple(columns) > _SIDEWAYS * _ripple(rows) > 0


def _ripple(strip: Image.Image) -> float:
    values = strip.tobytes()
    return sum(abs(one - other) for one, other in pairwise(values)) / (len(values) - 1)


def _pages(path: Path) -> int:
    """How many pages a PDF has; it has to open, unlocked, from its first page to its last."""
    try:
        with pikepdf.open(path) as paper:
            if paper.is_encrypted:  # for its owner only: everybody may read it
                return len(paper.pages)
        reader = PdfReader(path)
        count = len(reader.pages)
        for page in (reader.pages[0], reader.pages[-1]) if count else ():
            page.mediabox  # noqa: B018 what is broken raises here
    except pikepdf.PasswordError:
        raise Unfit("locked") from None
    except _BROKEN:
        raise Unfit("damaged") from None
    if not count:
        raise Unfit("damaged")
    return count


def _package(path: Path, *, strict: bool) -> None:
    """An Office file that is whole, and does not unpack to more than such files do."""
    try:
        with ZipFile(path) as package:
            parts = package.infolist()
            total = sum(part.file_size for part in parts)
            if total > _UNPACKED or total > _RATIO * max(path.stat().st_size, 1 << 20):
                raise Unfit("bomb")
            if any(part.flag_bits & 1 for part in parts):
                raise Unfit("locked")
            if strict and package.testzip() is not None:
                raise Unfit("damaged")
    except (BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        raise Unfit("damaged") from None
