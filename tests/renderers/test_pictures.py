"""Pictures of pages: every page as it is, small enough for a phone; the one that was spoken of comes first."""

from __future__ import annotations

import subprocess
import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from struct import unpack
from zlib import decompress

import pytest
from pypdf import PdfReader, PdfWriter

from dialogs.definition.form import Form, Kind
from renderers import pages, pdf
from renderers.word import fill
from tests.renderers.processes import gone, instead_of
from tests.renderers.reading import bare
from tests.renderers.samples import full

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(not (pdf.available() and pages.available()), reason="LibreOffice or poppler is not installed"),
]


@pytest.fixture(scope="module")
def document(form: Form) -> bytes:
    """附件1 with a value in every slot, as pages."""
    return pdf.convert(fill(form, full(form)[0], draft=True))


@pytest.fixture(scope="module")
def drawn(document: bytes) -> tuple[bytes, ...]:
    """Its pictures."""
    return pages.pictures(document)


def blank(width: float, height: float, number: int = 1) -> bytes:
    """A PDF of empty pages of this size in points."""
    writer = PdfWriter()
    for _ in range(number):
        writer.add_blank_page(width, height)
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def decoded(png: bytes) -> list[list[int]]:
    """The greys of a picture, 0 black to 15 white, line by line; written from the PNG standard alone."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height, depth, colour, *others = unpack(">IIBBBBB", png[16:29])
    assert (depth, colour, others) == (4, 0, [0, 0, 0])
    (length,) = unpack(">I", png[33:37])
    raw = decompress(png[41 : 41 + length])
    stride = 1 + (width + 1) // 2
    assert len(raw) == stride * height
    assert set(raw[::stride]) == {0}
    lines = (raw[at + 1 : at + stride] for at in range(0, len(raw), stride))
    return [[grey for two in line for grey in (two >> 4, two & 15)][:width] for line in lines]


def test_every_page_is_drawn_small(document: bytes, drawn: tuple[bytes, ...]) -> None:
    """As many pictures as pages, 1191 dots wide, none over 150 kB."""
    assert len(drawn) == len(PdfReader(BytesIO(document)).pages)
    assert {unpack(">II", each[16:24]) for each in drawn} == {(1191, 1684)}
    assert max(map(len, drawn)) <= 150_000


def test_a_picture_is_the_page(document: bytes, drawn: tuple[bytes, ...], tmp_path: Path) -> None:
    """Dot for dot it is what poppler draws, to the nearest of sixteen greys."""
    source = tmp_path / "form.pdf"
    source.write_bytes(document)
    greymap = subprocess.run(
        ["pdftoppm", "-gray", "-r", "144", "-f", "3", "-l", "3", source], capture_output=True, check=True
    ).stdout
    dots = greymap[len(b"P5\n1191 1684\n255\n") :]
    found = [grey for line in decoded(drawn[2]) for grey in line]
    assert len(found) == len(dots)
    assert max(abs(grey * 17 - dot) for grey, dot in zip(found, dots, strict=True)) <= 8
    assert min(found) == 0


@pytest.mark.parametrize("width", [99, 100, 101])
def test_pages_of_any_width(width: int) -> None:
    """An odd number of dots leaves half a byte over, which belongs to nobody."""
    (picture,) = pages.pictures(blank(width, 50), dpi=72)
    assert decoded(picture) == [[15] * width] * 50


def test_more_than_a_hundred_pages_keep_their_order() -> None:
    """Poppler numbers its files with as many digits as it needs; the last of 101 pages comes last."""
    writer = PdfWriter()
    for number in range(101):
        writer.add_blank_page(20 + number, 20)
    stream = BytesIO()
    writer.write(stream)
    widths = [unpack(">I", each[16:20])[0] for each in pages.pictures(stream.getvalue(), dpi=72)]
    assert widths == list(range(20, 121))


def test_each_question_is_found_on_its_page(form: Form, document: bytes) -> None:
    """Where pages_of says that a field begins, its value is in the text of that page."""
    texts = [bare(page.extract_text()) for page in PdfReader(BytesIO(document)).pages]
    samples = full(form)[1]
    for field in form.printed:
        if field.section == "summary" or field.kind in (Kind.ROWS, Kind.CHOICE, Kind.MULTI):
            continue
        page = pages.pages_of(form, document).get(field.name)
        wanted = [samples[path].text.split("\n")[0] for path in field.paths if path in samples]
        assert page is not None
        assert all(bare(text) in texts[page - 1] for text in wanted), (field.id, page)


def test_boxes_are_found_on_their_page(form: Form, document: bytes) -> None:
    """The last box of each group is on the page that pages_of names."""
    texts = [bare(page.extract_text()) for page in PdfReader(BytesIO(document)).pages]
    for field in (field for field in form.printed if field.choices):
        page = pages.pages_of(form, document).get(field.name)
        assert page is not None
        assert bare(field.choices[-1].label) in texts[page - 1], field.id


def test_the_page_is_read_from_the_document(form: Form, document: bytes) -> None:
    """A plan that grew moves what comes after it, and nothing before."""
    filled = full(form)[0]
    grown = filled.with_answers([replace(filled.answers["plan_profile"], value="某" * 1500)])
    other = pdf.convert(fill(form, grown, draft=True))
    before, after = (
        [pages.pages_of(form, each).get(name) or 0 for name in ("output", "plan_profile", "plan_tasks")]
        for each in (document, other)
    )
    assert after[:2] == before[:2]
    assert after[2] > before[2]


def test_what_stands_on_no_page_has_none(form: Form, document: bytes) -> None:
    """Auxiliary questions and those of 附件4 stand nowhere in 附件1, and a document without bookmarks tells nothing."""
    assert pages.pages_of(form, document).get("main_industry") is None
    assert pages.pages_of(form, document).get(next(field.name for field in form.fields if field.auxiliary)) is None
    assert pages.pages_of(form, blank(100, 100)).get("output") is None


@pytest.mark.parametrize(
    ("number", "first", "expected"),
    [
        (5, 3, (3, 4, 5, 1, 2)),
        (5, 1, (1, 2, 3, 4, 5)),
        (5, 5, (5, 1, 2, 3, 4)),
        (3, None, (1, 2, 3)),
        (3, 9, (1, 2, 3)),
        (1, 1, (1,)),
        (0, None, ()),
    ],
)
def test_the_page_spoken_of_comes_first(number: int, first: int | None, expected: tuple[int, ...]) -> None:
    """Then those after it, then those before it; an unknown page changes nothing."""
    assert pages.order(number, first) == expected


def test_without_poppler_the_reason_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine without it, the exception says what is missing and what still works."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not pages.available()
    with pytest.raises(pages.PopplerMissing, match="not installed here"):
        pages.pictures(blank(100, 100))


def test_drawing_that_hangs_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After its time there is an exception and no process."""
    instead_of("pdftoppm", tmp_path, monkeypatch, f"sleep 600 &\necho $! > {tmp_path}/child\nwait")
    began = time.monotonic()
    with pytest.raises(pages.DrawingFailed, match="stopped after 2 s"):
        pages.pictures(blank(100, 100), seconds=2)
    assert time.monotonic() - began < 20
    assert gone(tmp_path / "child")


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("kill -KILL $$", "0 of 2 pages"),
        ("echo cannot draw; exit 0", "0 of 2 pages came out: cannot draw"),
        ('for last; do :; done; printf "P5\\n1 1\\n255\\n0" > "$last-1.pgm"', "1 of 2 pages"),
        ('for last; do :; done; for n in 1 2; do printf "P5\\n9 9\\n255\\n0" > "$last-$n.pgm"; done', "damaged"),
        ('for last; do :; done; for n in 1 2; do printf "" > "$last-$n.pgm"; done', "damaged"),
        ('for last; do :; done; for n in 1 2; do printf "P5\\n0 0\\n255\\n" > "$last-$n.pgm"; done', "damaged"),
    ],
    ids=["killed", "silent", "half", "cut", "empty", "nothing"],
)
def test_success_is_believed_only_with_whole_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, reason: str
) -> None:
    """Killed in the middle, a page missing or cut: the failure is told, and no half picture comes out."""
    instead_of("pdftoppm", tmp_path, monkeypatch, script)
    with pytest.raises(pages.DrawingFailed, match=reason):
        pages.pictures(blank(100, 100, 2))


def test_what_is_no_pdf_is_refused() -> None:
    """Garbage is not handed to poppler."""
    with pytest.raises(pages.DrawingFailed, match="no PDF"):
        pages.pictures(b"no PDF at all")
