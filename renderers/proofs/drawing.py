"""Pages that are drawn here: the directory, page numbers, a photo on its sheet, a list, an excuse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from pikepdf import Dictionary, Name, Pdf, Stream
from PIL import Image, ImageSequence
from reportlab.lib.pagesizes import A4 as SHEET
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen.canvas import Canvas

from renderers.proofs.pictures import open_picture

A4: tuple[float, float] = (float(SHEET[0]), float(SHEET[1]))
_LONGEST = 2339
"""Dots on the longer side of a photo: A4 at 200 dpi."""
_QUALITY = 82
_EDGE, _FOOT = 36.0, 50.0
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""How a picture is put upright, by what its camera noted (EXIF)."""
_FACES = ("/usr/share/fonts/truetype/arphic/ukai.ttc", "/usr/share/fonts/truetype/arphic/uming.ttc")
_LEFT, _RIGHT, _TOP, _BOTTOM = 64.0, 64.0, 120.0, 70.0
_LINE = 19.0
_ROWS = 40
_MOST_ROWS = 6_000


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the directory; without pages it is a heading."""

    words: str
    first: int = 0
    last: int = 0
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a line of the directory stands: its page (from 0), its box in points, the page that it names."""

    page: int
    box: tuple[float, float, float, float]
    target: int


@cache
def face() -> str:
    """A font that has Chinese: one that is embedded where it is installed, otherwise one that every reader has."""
    for path in _FACES:
        try:
            pdfmetrics.registerFont(TTFont("paper", path, subfontIndex=0))
        except (TTFError, OSError):
            continue
        return "paper"
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    return "STSong-Light"


def directory(out: Path, title: str, words: dict[str, str], lines: Sequence[Line]) -> list[Spot]:
    """The directory, as many pages as it takes; returns where its lines stand."""
    canvas, spots = Canvas(str(out), pagesize=A4), list[Spot]()
    height, page = 0.0, -1
    for line in lines:
        if height < _BOTTOM + _LINE:
            if page >= 0:
                canvas.showPage()
            page += 1
            height = _headed(canvas, title, words, first=page == 0)
        height -= _LINE
        _draw(canvas, line, height)
        if line.first:
            box = (_LEFT, height - 4, A4[0] - _RIGHT, height + _LINE - 5)
            spots.append(Spot(page, box, line.first))
    canvas.showPage()
    canvas.save()
    return spots


def _headed(canvas: Canvas, title: str, words: dict[str, str], *, first: bool) -> float:
    """The head of a page of the directory; returns where its lines begin."""
    if not first:
        return A4[1] - _BOTTOM
    canvas.setFont(face(), 20)
    canvas.drawCentredString(A4[0] / 2, A4[1] - 78, words["heading"])
    canvas.setFont(face(), 12)
    canvas.drawCentredString(A4[0] / 2, A4[1] - 102, _cut(title, 12, A4[0] - _LEFT - _RIGHT))
    return A4[1] - _TOP


def _draw(canvas: Canvas, line: Line, height: float) -> None:
    size = (13.0, 11.5, 10.0)[line.depth]
    left = _LEFT + 14 * line.depth
    pages = "" if not line.first else (str(line.first) if line.first == line.last else f"{line.first}–{line.last}")
    room = A4[0] - _RIGHT - left - (60 if pages else 0)
    text = _cut(line.words, size, room)
    canvas.setFont(face(), size)
    canvas.drawString(left, height, text)
    if not pages:
        return
    canvas.setFont("Times-Roman", size)
    canvas.drawRightString(A4[0] - _RIGHT, height, pages)
    start = left + pdfmetrics.stringWidth(text, face(), size) + 6
    end = A4[0] - _RIGHT - pdfmetrics.stringWidth(pages, "Times-Roman", size) - 6
    if end > start:
        canvas.setDash(1, 3)
        canvas.setLineWidth(0.5)
        canvas.line(start, height + 2, end, height + 2)
        canvas.setDash()


def _cut(text: str, size: float, room: float) -> str:
    if pdfmetrics.stringWidth(text, face(), size) <= room:
        return text
    while text and pdfmetrics.stringWidth(text + "…", face(), size) > room:
        text = text[:-1]
    return text + "…"


def stamps(out: Path, sizes: Sequence[tuple[float, float]], labels: Sequence[str]) -> None:
    """A sheet for each page with nothing but its number at the foot and its items at the head."""
    canvas = Canvas(str(out))
    for number, (size, label) in enumerate(zip(sizes, labels, strict=True), 1):
        canvas.setPageSize(size)
        canvas.setFont("Times-Roman", 11)
        canvas.drawCentredString(size[0] / 2, 18, f"— {number} —")
        canvas.setFont("Helvetica", 8)
        canvas.setFillGray(0.35)
        canvas.drawRightString(size[0] - 20, size[1] - 16, label[:80])
        canvas.setFillGray(0)
        canvas.showPage()
    canvas.save()


def picture_pages(path: Path, out: Path, turned: int) -> None:
    """A photo on a sheet, upright as its camera noted and turned as people said; each page of a scan on its own."""
    with Pdf.new() as body, open_picture(path) as picture:
        picture.draft("RGB", (_LONGEST, _LONGEST))
        for frame in ImageSequence.Iterator(picture):
            _sheet(body, _upright(_reduced(frame), frame.getexif().get(_ORIENTATION, 1), turned))
        body.save(out)


def _reduced(frame: Image.Image) -> Image.Image:
    """A picture of its own, no larger than print can show, in the colours of paper."""
    plain = frame if frame.mode in ("RGB", "L") and "transparency" not in frame.info else _on_white(frame)
    share = min(_LONGEST / max(plain.size), 1.0)
    if share == 1.0:
        return plain.copy()
    size = max(1, round(plain.width * share)), max(1, round(plain.height * share))
    return plain.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)


def _upright(picture: Image.Image, orientation: int, turned: int) -> Image.Image:
    if orientation in _TURNS:
        picture = picture.transpose(_TURNS[orientation])
    return picture.rotate(-turned, expand=True) if turned else picture


def _sheet(body: Pdf, shown: Image.Image) -> None:
    """The picture as a JPEG on a page of its own, upright or across as it lies."""
    sheet = (A4[1], A4[0]) if shown.width > shown.height else A4
    room = sheet[0] - 2 * _EDGE, sheet[1] - _EDGE - _FOOT
    scale = min(room[0] / shown.width, room[1] / shown.height)
    width, height = shown.width * scale, shown.height * scale
    left, low = (sheet[0] - width) / 2, _FOOT + (room[1] - height) / 2
    packed = BytesIO()
    shown.save(packed, "JPEG", quality=_QUALITY)
    drawn = Stream(body, packed.getvalue())
    drawn.Type, drawn.Subtype, drawn.Filter = Name.XObject, Name.Image, Name.DCTDecode
    drawn.Width, drawn.Height, drawn.BitsPerComponent = shown.width, shown.height, 8
    drawn.ColorSpace = Name.DeviceRGB if shown.mode == "RGB" else Name.DeviceGray
    page = body.add_blank_page(page_size=sheet)
    page.obj.Resources = Dictionary(XObject=Dictionary(Photo=body.make_indirect(drawn)))
    placed = f"q {width:.2f} 0 0 {height:.2f} {left:.2f} {low:.2f} cm /Photo Do Q"
    page.obj.Contents = Stream(body, placed.encode())


def _on_white(picture: Image.Image) -> Image.Image:
    """Without transparency: paper is white."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        white = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(white, layered).convert("RGB")
    return picture.convert("RGB")


def placeholder(out: Path, name: str) -> None:
    """A page in the place of a file that has no pages: its name, and that the original is handed in beside."""
    canvas = Canvas(str(out), pagesize=A4)
    canvas.setFont(face(), 16)
    canvas.drawCentredString(A4[0] / 2, A4[1] / 2 + 20, _cut(name, 16, A4[0] - 2 * _LEFT))
    canvas.setFont(face(), 12)
    canvas.drawCentredString(A4[0] / 2, A4[1] / 2 - 10, "此件不能排成页，原件随附件包另附")
    canvas.showPage()
    canvas.save()


def table_pages(rows: Sequence[Sequence[str]], out: Path, name: str) -> None:
    """A list as a table, across on A4, its head repeated on every page."""
    canvas, sheet = Canvas(str(out)), (A4[1], A4[0])
    shown = [row for row in rows[:_MOST_ROWS] if any(row)]
    if not shown:
        raise ValueError("nothing in it")
    widths = _widths(shown, sheet[0] - 2 * _EDGE)
    head, rest = shown[0], shown[1:] or [[]]
    each = int((sheet[1] - _EDGE - _FOOT - 30) // 13) - 1
    for start in range(0, len(rest), each):
        canvas.setPageSize(sheet)
        canvas.setFont(face(), 11)
        canvas.drawString(_EDGE, sheet[1] - _EDGE - 8, _cut(name, 11, sheet[0] - 2 * _EDGE))
        _grid(canvas, [head, *rest[start : start + each]], widths, sheet[1] - _EDGE - 18)
        canvas.showPage()
    canvas.save()


def _widths(rows: Sequence[Sequence[str]], room: float) -> list[float]:
    count = min(max(len(row) for row in rows), 24)
    seen = rows[:200]
    longest = [max((min(len(row[at]), 30) for row in seen if at < len(row)), default=1) for at in range(count)]
    total = sum(max(each, 3) for each in longest)
    return [room * max(each, 3) / total for each in longest]


def _grid(canvas: Canvas, rows: Sequence[Sequence[str]], widths: Sequence[float], top: float) -> None:
    canvas.setLineWidth(0.3)
    canvas.setFont(face(), 8)
    for number, row in enumerate(rows):
        low, left = top - 13 * (number + 1), _EDGE
        for column, width in enumerate(widths):
            canvas.rect(left, low, width, 13)
            canvas.drawString(left + 2, low + 3.5, _cut(row[column], 8, width - 4) if column < len(row) else "")
            left += width
