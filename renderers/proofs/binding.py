"""The binder: all evidence as one PDF of A4 pages, in the order of the form, with a directory, page numbers, bookmarks.

What people drew on their pages (stamps, signatures, remarks, filled fields) is an annotation that a merge would lose:
it is made part of the page first. Photos stand upright as their camera noted, and are reduced to what print can show.
Every file is named in ``at`` before it is opened, so that whoever started this knows which one it died of.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import OutlineItem, Pdf, Rectangle

from renderers.proofs import drawing
from renderers.proofs.drawing import A4, Line
from renderers.proofs.kinds import IMAGES, kind_of
from renderers.proofs.tables import NoTable, rows_of

_EDGE = 14.0
"""Points that stay free around a page that is not A4 by itself."""
_FOOT = 34.0
"""Points at the foot of such a page for the page number."""
_TOLERANCE = 0.03
_BROKEN = (pikepdf.PdfError, OSError, ValueError, SyntaxError, EOFError, KeyError, TypeError, NoTable, RuntimeError)


@dataclass
class Bound:
    """One file in the binder: its first and last page as printed, and what is to be said about it."""

    name: str
    first: int
    last: int
    note: str = ""


@dataclass
class Entry:
    """One item of the binder and its files; a file that stands at an earlier item is there once."""

    id: str
    label: str
    section: str
    files: list[Bound] = field(default_factory=list)


def bind(job: dict[str, Any]) -> dict[str, Any]:
    """``items`` (id, label, section, files), ``title``, ``out``, ``at``, ``folder`` → pages, where each file stands."""
    folder, at = Path(job["folder"]), Path(job["at"])
    body, entries, known = Pdf.new(), list[Entry](), dict[str, Bound]()
    for item in job["items"]:
        entry = Entry(item["id"], item["label"], item["section"])
        for number, file in enumerate(item["files"]):
            if file["key"] in known:
                entry.files.append(known[file["key"]])
                continue
            at.write_text(file["key"], "utf-8")
            bound = _append(body, file, folder / f"{item['id']}-{number}.pdf")
            known[file["key"]] = bound
            entry.files.append(bound)
        entries.append(entry)
    at.write_text("", "utf-8")
    pages = len(body.pages)
    _finish(body, job, entries, folder)
    return {"pages": pages, "items": [_told(entry) for entry in entries]}


def _told(entry: Entry) -> dict[str, Any]:
    files = [{"name": each.name, "first": each.first, "last": each.last, "note": each.note} for each in entry.files]
    return {"id": entry.id, "files": files}


def _append(body: Pdf, file: dict[str, Any], made: Path) -> Bound:
    """Put the pages of a file behind the others; a page that says why, where a file has none."""
    first, note = len(body.pages) + 1, ""
    try:
        if file.get("unfit"):
            raise ValueError("it was the end of a child before")
        note = _pages_of(body, file, made)
    except _BROKEN:
        del body.pages[first - 1 :]
        drawing.placeholder(made, file["name"])
        _place_all(body, made)
        note = "unbound"
    if len(body.pages) < first:
        drawing.placeholder(made, file["name"])
        _place_all(body, made)
        note = "unbound"
    return Bound(file["name"], first, len(body.pages), note)


def _pages_of(body: Pdf, file: dict[str, Any], made: Path) -> str:
    """Append the pages of a file; returns what is to be said about it."""
    path = Path(file.get("pdf") or file["path"])
    kind = kind_of(path)
    if kind == "pdf":
        return _place_all(body, path, int(file.get("turned", 0)))
    if kind in IMAGES:
        drawing.picture_pages(path, made, int(file.get("turned", 0)))
    elif kind in ("xlsx", "ole", "plain"):
        drawing.table_pages(rows_of(path, file["name"]), made, file["name"])
    else:
        raise ValueError(kind)
    return _place_all(body, made)


def _place_all(body: Pdf, path: Path, turned: int = 0) -> str:
    with Pdf.open(path) as source:
        signed = _prepare(source)
        for page in source.pages:
            if turned:
                page.rotate(turned, relative=True)
            _place(body, page)
    return "signed" if signed else ""


def _prepare(source: Pdf) -> bool:
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
    same = abs(width - sheet[0]) < _TOLERANCE * sheet[0] and abs(height - sheet[1]) < _TOLERANCE * sheet[1]
    target = body.add_blank_page(page_size=sheet)
    box = Rectangle(0, 0, *sheet) if same else Rectangle(_EDGE, _FOOT, sheet[0] - _EDGE, sheet[1] - _EDGE)
    target.add_overlay(page, box)


def _size(page: pikepdf.Page) -> tuple[float, float]:
    """Width and height as the page is looked at."""
    box = page.trimbox if "/TrimBox" in page.obj else page.cropbox
    left, low, right, high = (float(each) for each in box)
    width, height = abs(right - left), abs(high - low)
    if not (1 <= width <= 20_000 and 1 <= height <= 20_000):
        raise ValueError("no page has this size")
    return (height, width) if int(page.obj.get("/Rotate", 0)) % 180 else (width, height)


def _finish(body: Pdf, job: dict[str, Any], entries: list[Entry], folder: Path) -> None:
    """Page numbers, the directory in front, bookmarks; then the file."""
    _number(body, entries, folder)
    lines = list(_lines(entries, job["words"]))
    front = folder / "front.pdf"
    places = drawing.directory(front, job["title"], job["words"], lines)
    with Pdf.open(front) as directory:
        offset = len(directory.pages)
        for place, page in enumerate(directory.pages):
            body.pages.insert(place, page)
        for spot in places:
            _link(body, spot.page, spot.box, offset + spot.target - 1)
        _bookmark(body, entries, offset, job["words"])
        body.docinfo["/Title"] = job["title"]
        body.Root.PageMode = pikepdf.Name.UseOutlines
        body.save(Path(job["out"]), object_stream_mode=pikepdf.ObjectStreamMode.generate)


def _lines(entries: list[Entry], words: dict[str, str]) -> Iterator[Line]:
    section = ""
    for entry in entries:
        if entry.section != section:
            section = entry.section
            yield Line(section)
        yield Line(f"{entry.id}　{entry.label}", entry.files[0].first, entry.files[-1].last, depth=1)
        if len(entry.files) > 1 or entry.files[0].note:
            for each in entry.files:
                note = f"（{words[each.note]}）" if each.note else ""
                yield Line(f"{each.name}{note}", each.first, each.last, depth=2)


def _number(body: Pdf, entries: list[Entry], folder: Path) -> None:
    """The page number at the foot of each page, the item's number at its head."""
    labels = dict[int, str]()
    for entry in entries:
        for each in entry.files:
            for page in range(each.first, each.last + 1):
                labels[page] = f"{labels[page]} {entry.id}" if page in labels else entry.id
    stamps = folder / "stamps.pdf"
    sizes = [(float(page.mediabox[2]), float(page.mediabox[3])) for page in body.pages]
    drawing.stamps(stamps, sizes, [labels.get(page, "") for page in range(1, len(sizes) + 1)])
    with Pdf.open(stamps) as drawn:
        for sheet, stamp in zip(body.pages, drawn.pages, strict=True):
            sheet.add_overlay(stamp, Rectangle(*(float(each) for each in sheet.mediabox)))


def _link(body: Pdf, page: int, box: tuple[float, float, float, float], target: int) -> None:
    """A line of the directory that leads to its page."""
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Link,
        Rect=list(box),
        Border=[0, 0, 0],
        Dest=[body.pages[target].obj, pikepdf.Name.Fit],
    )
    sheet = body.pages[page].obj
    if pikepdf.Name.Annots not in sheet:
        sheet.Annots = body.make_indirect(pikepdf.Array())
    sheet.Annots.append(body.make_indirect(link))


def _bookmark(body: Pdf, entries: list[Entry], offset: int, words: dict[str, str]) -> None:
    with body.open_outline() as outline:
        outline.root.append(OutlineItem(words["directory"], 0))
        section: OutlineItem | None = None
        for entry in entries:
            if section is None or section.title != entry.section:
                section = OutlineItem(entry.section, offset + entry.files[0].first - 1)
                outline.root.append(section)
            item = OutlineItem(f"{entry.id} {entry.label}", offset + entry.files[0].first - 1)
            section.children.append(item)
            if len(entry.files) > 1:
                item.children.extend(OutlineItem(each.name, offset + each.first - 1) for each in entry.files)
