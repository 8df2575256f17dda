"""Files of others as pages of A4, each by itself: what the binder is made of, and what is kept for the next one.

What people drew on their pages (stamps, signatures, remarks, filled fields) is an annotation that a merge would lose:
it is made part of the page first. Photos stand upright as their camera noted, and are reduced to what print can show.
Every file is named in ``at`` before it is opened, so that whoever started this knows which one it died of.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from secrets import token_hex
from typing import Any

import pikepdf
from pikepdf import Pdf, Rectangle

from renderers.proofs import ROOM, drawing, note_of
from renderers.proofs.drawing import A4
from renderers.proofs.kinds import IMAGES, kind_of
from renderers.proofs.tables import NoTable, rows_of

_EDGE = 14.0
"""Points that stay free around a page that is not A4 by itself."""
_FOOT = 34.0
"""Points at the foot of such a page for the page number."""
_TOLERANCE = 0.03
_EXACT = 2.0
"""Points by which a page may differ from A4 and be taken as it is."""
_BROKEN = (pikepdf.PdfError, OSError, ValueError, SyntaxError, EOFError, KeyError, TypeError, NoTable, RuntimeError)
_LEFT_OUT = ("/Annots", "/AA", "/B", "/Thumb", "/StructParents", "/Trans", "/Dur", "/Metadata")


def prepare(job: dict[str, Any]) -> dict[str, Any]:
    """``files`` (path or pdf, name, turned, out, maybe unfit), ``at`` → nothing; the pages lie in each file's ``out``.

    Beside it lies what is to be said of it: ``unbound`` for a page that only names its file, ``signed``.
    """
    at = Path(job["at"])
    for number, file in enumerate(job["files"]):
        at.write_text(json.dumps({"number": number, "out": file["out"]}), "utf-8")
        _prepared(file, Path(file["out"]))
    at.write_text("", "utf-8")
    return {}


def _prepared(file: dict[str, Any], out: Path) -> None:
    unfinished = out.with_suffix(f".{token_hex(4)}")  # another process may be at the same file
    try:
        if file.get("unfit"):
            raise ValueError("it was the end of a child before")
        note = _pages_of(file, unfinished)
    except _BROKEN:
        if shutil.disk_usage(out.parent).free < ROOM:
            raise  # the disk is to blame, not the file
        drawing.placeholder(unfinished, file["name"])
        note = "unbound"
    unfinished.replace(out)
    note_of(out).write_text(note, "utf-8")


def _pages_of(file: dict[str, Any], out: Path) -> str:
    """Put the pages of a file where they belong; returns what is to be said about it."""
    path, turned = Path(file.get("pdf") or file["path"]), int(file.get("turned", 0))
    kind = kind_of(path)
    if kind in IMAGES:
        drawing.picture_pages(path, out, turned)
        return ""
    if kind in ("xlsx", "ole", "plain"):
        drawing.table_pages(rows_of(path, file["name"]), out, file["name"])
        return ""
    if kind != "pdf":
        raise ValueError(kind)
    with Pdf.open(path) as source, Pdf.new() as body:
        signed = _flatten(source)
        for page in source.pages:
            if turned:
                page.rotate(turned, relative=True)
            _place(body, page)
        if not len(body.pages):
            raise ValueError("no pages")
        body.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return "signed" if signed else ""


def _flatten(source: Pdf) -> bool:
    """Make what was drawn on the pages part of them; whether a digital signature was among it, which ends here."""
    form = source.Root.get("/AcroForm")
    signed = form is not None and int(form.get("/SigFlags", 0)) & 1 == 1
    if form is not None and form.get("/NeedAppearances", False):
        source.generate_appearance_streams()
    source.flatten_annotations("all")
    return signed


def _place(body: Pdf, page: pikepdf.Page) -> None:
    """One page on A4: as it is where it has that size, otherwise fitted, upright or across as it lies."""
    width, height = _size(page)
    across = width > height
    sheet = (A4[1], A4[0]) if across else A4
    if _is(page, sheet):
        for name in _LEFT_OUT:
            if name in page.obj:
                del page.obj[name]
        body.pages.append(page)
        return
    same = abs(width - sheet[0]) < _TOLERANCE * sheet[0] and abs(height - sheet[1]) < _TOLERANCE * sheet[1]
    target = body.add_blank_page(page_size=sheet)
    box = Rectangle(0, 0, *sheet) if same else Rectangle(_EDGE, _FOOT, sheet[0] - _EDGE, sheet[1] - _EDGE)
    target.add_overlay(page, box)


def _is(page: pikepdf.Page, sheet: tuple[float, float]) -> bool:
    """Whether a page is such a sheet without being turned, cut or moved."""
    wanted = (0.0, 0.0, *sheet)
    boxes = [page.mediabox, page.cropbox, page.trimbox]
    plain = not int(page.obj.get("/Rotate", 0)) % 360 and "/UserUnit" not in page.obj
    return plain and all(
        abs(float(is_at) - at) < _EXACT for box in boxes for is_at, at in zip(box, wanted, strict=True)
    )


def _size(page: pikepdf.Page) -> tuple[float, float]:
    """Width and height as the page is looked at."""
    box = page.trimbox if "/TrimBox" in page.obj else page.cropbox
    left, low, right, high = (float(each) for each in box)
    width, height = abs(right - left), abs(high - low)
    if not (1 <= width <= 20_000 and 1 <= height <= 20_000):
        raise ValueError("no page has this size")
    return (height, width) if int(page.obj.get("/Rotate", 0)) % 180 else (width, height)
