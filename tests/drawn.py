"""Papers for the tests, drawn here: a certificate with its seal, as a photo good, blurred or turned; PDFs, sheets."""

from __future__ import annotations

import random
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import xlsxwriter
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

RED = (200, 20, 20)
_ORIENTATION = 0x0112


def certificate(width: int = 1240, height: int = 1754) -> Image.Image:
    """A page of print, made of strokes, with a round red seal at its lower right."""
    page = Image.new("RGB", (width, height), (246, 244, 238))
    draw, dice = ImageDraw.Draw(page), random.Random(5)
    for line in range(height // 9, height * 6 // 7, 52):
        left = width // 10 + dice.randint(0, 70)
        for place in range(left, left + dice.randint(8, 26) * 34, 34):
            for _ in range(4):
                start = place + dice.randint(0, 24), line + dice.randint(0, 26)
                end = place + dice.randint(0, 24), line + dice.randint(0, 26)
                draw.line((*start, *end), fill=(25, 25, 25), width=3)
    edge = width * 6 // 10, height * 3 // 4
    draw.ellipse((*edge, edge[0] + 260, edge[1] + 260), outline=RED, width=12)
    return page


def printed(lines: Sequence[str], *, sealed: bool = False, size: int = 40) -> Image.Image:
    """A page with these lines in print, the first of them large; ``sealed``: a red seal is stamped upon the last ones.

    The seal's ink lies upon the print as ink does: where both are, it is dark.
    """
    page = Image.new("RGB", (1240, 1754), (246, 244, 238))
    draw = ImageDraw.Draw(page)
    for number, line in enumerate(lines):
        draw.text((160, 150 + 100 * number), line, font=_font(size if number else size + 16), fill=(30, 30, 30))
    if not sealed:
        return page
    stamp = Image.new("RGB", page.size, (255, 255, 255))
    upon, middle = ImageDraw.Draw(stamp), 150 + 100 * (len(lines) - 1)
    upon.ellipse((200, middle - 160, 520, middle + 160), outline=RED, width=14)
    upon.text((240, middle - 30), "★专用章★", font=_font(54), fill=RED)
    return ImageChops.multiply(page, stamp)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    """The type for Chinese print; fontconfig knows where it lies."""
    asked = ["fc-match", "--format", "%{file}\n%{index}", "Noto Serif CJK SC"]
    file, index = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.split("\n")
    return ImageFont.truetype(file, size, index=int(index))


def text_only() -> Image.Image:
    """The upper part of such a page, on which no seal is."""
    return certificate().crop((0, 0, 1240, 1250))


def red_frame() -> Image.Image:
    """The same in a red frame, with a square red stamp."""
    page = text_only()
    draw = ImageDraw.Draw(page)
    draw.rectangle((20, 20, 1219, 1229), outline=RED, width=10)
    draw.rectangle((900, 900, 1040, 1040), outline=RED, width=10)
    return page


def jpeg(picture: Image.Image, orientation: int = 1) -> bytes:
    """A photo as a phone stores it; ``orientation`` as in EXIF: 6 lies on its side and says so."""
    exif = Image.Exif()
    exif[_ORIENTATION] = orientation
    return _saved(picture, "JPEG", quality=90, exif=exif)


def blurred(picture: Image.Image, by: float = 9) -> Image.Image:
    """The photo of a hand that moved."""
    return picture.filter(ImageFilter.GaussianBlur(by))


def on_its_side(picture: Image.Image) -> Image.Image:
    """As a sheet lies that was photographed across: a quarter to the left."""
    return picture.rotate(90, expand=True)


def scan(pages: Sequence[Image.Image]) -> bytes:
    """A TIFF of several pages."""
    first, *others = pages
    return _saved(first, "TIFF", save_all=True, append_images=others)


def png(picture: Image.Image) -> bytes:
    """A picture without loss."""
    return _saved(picture, "PNG")


def _saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def pdf(*pages: str, size: tuple[float, float] = A4) -> bytes:
    """A PDF with these words on its pages."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=size)
    for words in pages:
        canvas.drawString(80, size[1] - 120, words)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def stamped(content: bytes, turned: int = 0) -> bytes:
    """The PDF with a red stamp upon its first page, as an annotation, and its pages turned."""
    with pikepdf.open(BytesIO(content)) as paper:
        look = pikepdf.Stream(paper, b"0.8 0.1 0.1 rg 0 0 100 50 re f")
        look.Type, look.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        look.BBox = pikepdf.Array([0, 0, 100, 50])
        stamp = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Stamp,
            Rect=pikepdf.Array([300, 300, 400, 350]),
            AP=pikepdf.Dictionary(N=paper.make_indirect(look)),
            F=4,
        )
        paper.pages[0].obj.Annots = pikepdf.Array([paper.make_indirect(stamp)])
        for page in paper.pages:
            page.rotate(turned, relative=False)
        return _written(paper)


def locked(content: bytes) -> bytes:
    """The PDF with a password."""
    with pikepdf.open(BytesIO(content)) as paper:
        return _written(paper, pikepdf.Encryption(user="secret", owner="secret"))


def _written(paper: pikepdf.Pdf, encryption: pikepdf.Encryption | None = None) -> bytes:
    out = BytesIO()
    paper.save(out, encryption=encryption)
    return out.getvalue()


def sheet(rows: Sequence[Sequence[str | int]]) -> bytes:
    """An .xlsx with these rows, texts as texts."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    table = book.add_worksheet()
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                table.write_string(number, column, cell)
            else:
                table.write_number(number, column, cell)
    book.close()
    return out.getvalue()


def heic(picture: Image.Image) -> bytes:
    """A photo as an iPhone stores it; Debian's heif-enc makes it."""
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder, "photo.png"), Path(folder, "photo.heic")
        picture.save(source)
        subprocess.run(["heif-enc", "-q", "60", source, "-o", made], check=True, capture_output=True)
        return made.read_bytes()
