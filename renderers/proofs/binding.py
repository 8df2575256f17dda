"""The binder: all evidence as one PDF of A4 pages, in the order of the form, with a directory, page numbers, bookmarks.

The files were made pages of A4 before (``preparing``); here they are only put together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import OutlineItem, Pdf, Rectangle

from renderers.proofs import drawing, note_of
from renderers.proofs.drawing import Line


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
    """``items`` (id, label, section, files: key, name, ready), ``title``, ``words``, ``out``, ``folder`` → places."""
    body, entries, known = Pdf.new(), list[Entry](), dict[str, Bound]()
    for item in job["items"]:
        entry = Entry(item["id"], item["label"], item["section"])
        for file in item["files"]:
            if file["key"] not in known:
                known[file["key"]] = _append(body, file)
            entry.files.append(known[file["key"]])
        entries.append(entry)
    pages = len(body.pages)
    _finish(body, job, entries, Path(job["folder"]))
    return {"pages": pages, "items": [_told(entry) for entry in entries]}


def _told(entry: Entry) -> dict[str, Any]:
    files = [{"name": each.name, "first": each.first, "last": each.last, "note": each.note} for each in entry.files]
    return {"id": entry.id, "files": files}


def _append(body: Pdf, file: dict[str, Any]) -> Bound:
    """Put the pages of a file behind the others."""
    first, prepared = len(body.pages) + 1, Path(file["ready"])
    with Pdf.open(prepared) as source:
        body.pages.extend(source.pages)
    return Bound(file["name"], first, len(body.pages), note_of(prepared).read_text("utf-8"))


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
