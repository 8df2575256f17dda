"""Files that people send, opened by a child: what is refused, what a photo lacks, what makes the binder."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pikepdf
import pytest
from PIL import Image, ImageStat
from pypdf import PdfReader

from renderers import pages
from renderers.proofs import NotOpened, opened
from tests import drawn

WORDS = {"heading": "佐证材料目录", "directory": "目录", "unbound": "原件另附", "signed": "有电子签名"}
PAPER = drawn.pdf("page one", "page two")


def look(folder: Path, content: bytes, name: str) -> dict[str, Any]:
    """What a child says of a file."""
    path = folder / "file"
    path.write_bytes(content)
    return opened("look", {"path": str(path), "name": name, "thumbnail": str(folder / "small.jpg")})


def zipped(**parts: bytes) -> bytes:
    """A ZIP with these parts."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def word() -> bytes:
    """A Word file, as far as its package goes."""
    return zipped(word__document=b"<w/>" * 400)


def bomb() -> bytes:
    """A PNG of 50,000 × 50,000 dots in a few bytes."""
    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 0, 0, 0, 0)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 9)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "name", "problem"),
    [
        (word(), "证明.pdf", "mismatch"),
        (b"<html><table></table></html>", "名单.xls", "mismatch"),
        (PAPER, "证明.docx", "mismatch"),
        (b"just words", "照片.jpg", "mismatch"),
        (PAPER[: len(PAPER) * 6 // 10], "证明.pdf", "damaged"),
        (drawn.jpeg(drawn.certificate())[:60_000], "照片.jpg", "damaged"),
        (word()[:-30], "证明.docx", "damaged"),
        (drawn.locked(PAPER), "证明.pdf", "locked"),
        (bomb(), "照片.png", "bomb"),
        (zipped(word__document=bytes(420 << 20)), "证明.docx", "bomb"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_proof_is_named(tmp_path: Path, content: bytes, name: str, problem: str) -> None:
    """Another kind than its name says, cut off, locked, far too large inside: each has a reason of its own."""
    assert look(tmp_path, content, name)["problem"] == problem


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (PAPER, "证明.pdf"),
        (b"junk before\n" + PAPER, "证明.pdf"),
        (PAPER + b" " * 5_000, "证明.PDF"),
        (drawn.jpeg(drawn.certificate()), "照片.jpeg"),
        (drawn.png(drawn.certificate()), "照片.jpg"),
        (drawn.scan([drawn.certificate(620, 877)] * 2), "扫描.tif"),
        (word(), "证明.docx"),
        (drawn.sheet([["企业名称"], ["某公司"]]), "名单.xlsx"),
        ("名称,代码\n".encode("gb18030"), "名单.csv"),
        (b"\x00\x01 a drawing program's own", "规划图.dwg"),
        (zipped(a=b"x"), "附件.zip"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_may_be_a_proof_passes(tmp_path: Path, content: bytes, name: str) -> None:
    """Papers, pictures under each other's names, sheets, and kinds that we do not know, which are kept as they are."""
    assert look(tmp_path, content, name)["problem"] == ""


@pytest.mark.parametrize(
    ("picture", "hint"),
    [
        (drawn.certificate(), ""),
        (drawn.certificate(500, 700), "small"),
        (drawn.blurred(drawn.certificate()), "blurred"),
        (drawn.on_its_side(drawn.certificate()), "sideways"),
    ],
    ids=["sharp", "small", "blurred", "sideways"],
)
def test_a_photo_is_hinted_at(tmp_path: Path, picture: Image.Image, hint: str) -> None:
    """A sharp page says nothing; a small, blurred or sideways one says so, and every photo has a small picture."""
    found = look(tmp_path, drawn.jpeg(picture), "照片.jpg")
    assert found["hint"] == hint
    with Image.open(found["thumbnail"]) as small:
        assert max(small.size) <= 480


def test_a_photo_of_an_iphone_is_seen_and_bound(tmp_path: Path) -> None:
    """HEIC: a small picture, the hint of a blurred one, a page of A4; cut off it is damaged."""
    sharp = drawn.heic(drawn.certificate())
    assert [look(tmp_path, sharp, "IMG_1.HEIC")[key] for key in ("kind", "problem", "hint")] == ["heic", "", ""]
    with Image.open(tmp_path / "small.jpg") as small:
        assert small.size == (339, 480)
    assert look(tmp_path, drawn.heic(drawn.blurred(drawn.certificate())), "IMG_2.heic")["hint"] == "blurred"
    assert look(tmp_path, sharp[: len(sharp) // 2], "IMG_3.HEIC")["problem"] == "damaged"
    found, content = bound(tmp_path, ("E-1", [("IMG_1.HEIC", sharp, 0)]))
    assert found["items"][0]["files"][0]["note"] == ""
    assert len(PdfReader(BytesIO(content)).pages[1].images) == 1


@pytest.mark.parametrize(
    ("picture", "seen"),
    [
        (drawn.certificate(), True),
        (drawn.blurred(drawn.certificate(), 4), True),
        (drawn.on_its_side(drawn.certificate()), True),
        (drawn.certificate().convert("L"), False),
        (drawn.text_only(), False),
        (drawn.red_frame(), False),
    ],
    ids=["seal", "blurred", "sideways", "grey", "no seal", "red frame and square stamp"],
)
def test_a_red_round_seal_is_seen_or_not_to_be_told(tmp_path: Path, picture: Image.Image, seen: bool) -> None:
    """Red and round; a grey copy shows none, a frame and a square stamp are none."""
    assert look(tmp_path, drawn.jpeg(picture), "照片.jpg")["seal"] is seen


def test_the_camera_s_note_is_read(tmp_path: Path) -> None:
    """A photo that lies on its side in the file, and says so, stands upright in the small picture and has no hint."""
    found = look(tmp_path, drawn.jpeg(drawn.on_its_side(drawn.certificate()), orientation=6), "照片.jpg")
    assert (found["width"], found["height"], found["hint"]) == (1240, 1754, "")


def test_a_child_that_dies_takes_nothing_along(tmp_path: Path) -> None:
    """A sheet whose cells stand in its first and last corner ends its reader; the caller hears of it and goes on."""
    path = tmp_path / "sparse.xlsx"
    rows = drawn.sheet([["a"]])
    with ZipFile(BytesIO(rows)) as package, ZipFile(path, "w") as made:
        for part in package.namelist():
            content = package.read(part)
            if part == "xl/worksheets/sheet1.xml":
                far = b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'
                content = content.replace(b"</sheetData>", far).replace(b'ref="A1"', b'ref="A1:XFD1048576"')
            made.writestr(part, content)
    with suppress(NotOpened):  # that is what children are for
        assert opened("read", {"path": str(path), "name": "a.xlsx"})["problem"]
    assert look(tmp_path, PAPER, "a.pdf")["problem"] == ""


# --- the binder -----------------------------------------------------------------------------------------------------


def bound(folder: Path, *items: tuple[str, Sequence[tuple[str, bytes, int]]]) -> tuple[dict[str, Any], bytes]:
    """Bind these items: each a number, and files of name, content and turn."""
    jobs = []
    for item, files in items:
        listed = []
        for name, content, turned in files:
            path = folder / name
            path.write_bytes(content)
            ready = folder / f"{len(files)}-{item}-{name}.pdf"
            listed.append({"key": name, "path": str(path), "name": name, "turned": turned, "ready": str(ready)})
            opened("prepare", {"files": [{**listed[-1], "out": str(ready)}], "at": str(folder / "at")})
        jobs.append({"id": item, "label": f"要证明的 {item}", "section": "一、基本情况", "files": listed})
    out, work = folder / "binder.pdf", folder / "work"
    work.mkdir()
    job = {"items": jobs, "title": "某县产业", "words": WORDS, "out": str(out)}
    return opened("bind", {**job, "folder": str(work)}), out.read_bytes()


def test_the_directory_agrees_with_its_pages(tmp_path: Path) -> None:
    """Read back: each line of the directory names the page on which the file stands, and so does its bookmark."""
    found, content = bound(
        tmp_path,
        ("E-1", [("图.jpg", drawn.jpeg(drawn.certificate()), 0)]),
        ("E-14", [("甲.pdf", drawn.pdf("alpha", "beta"), 0), ("乙.pdf", drawn.pdf("gamma"), 0)]),
        ("E-15", [("甲.pdf", drawn.pdf("alpha", "beta"), 0)]),
    )
    reader = PdfReader(BytesIO(content))
    assert found["pages"] == 4
    assert len(reader.pages) == 5
    texts = [page.extract_text() for page in reader.pages]
    assert ["— 1 —" in texts[1], "alpha" in texts[2], "gamma" in texts[4]] == [True] * 3
    assert {item["id"]: [(each["first"], each["last"]) for each in item["files"]] for item in found["items"]} == {
        "E-1": [(1, 1)],
        "E-14": [(2, 3), (4, 4)],
        "E-15": [(2, 3)],
    }
    section: Any = reader.outline[2]
    first = [each for each in section if not isinstance(each, list)]
    assert [reader.get_destination_page_number(each) for each in first] == [1, 2, 2]
    directory: Any = reader.pages[0]["/Annots"]
    links = [each.get_object()["/Dest"][0] for each in directory]
    assert [reader.get_page_number(each.get_object()) for each in links] == [1, 2, 2, 4, 2]
    assert "E-14 E-15" in texts[2]


def test_every_page_is_a4(tmp_path: Path) -> None:
    """A3 across, a scan, a photo, a turned page: all are fitted on A4, upright or across."""
    _, content = bound(
        tmp_path,
        (
            "E-1",
            [("a3.pdf", drawn.pdf("wide", size=(1190, 842)), 0), ("扫描.tif", drawn.scan([drawn.certificate()]), 0)],
        ),
        ("E-2", [("turned.pdf", drawn.stamped(PAPER, turned=90), 0)]),
    )
    sizes = {
        tuple(sorted(round(float(each)) for each in page.mediabox[2:])) for page in PdfReader(BytesIO(content)).pages
    }
    assert sizes == {(595, 842)}


@pytest.mark.office
def test_stamps_upon_a_page_stay(tmp_path: Path) -> None:
    """A stamp that is an annotation is part of the page in the binder: seen on the picture, as red as before."""
    _, content = bound(tmp_path, ("E-1", [("章.pdf", drawn.stamped(PAPER), 0)]))
    with pikepdf.open(BytesIO(content)) as paper:
        assert "/Annots" not in paper.pages[1].obj
    (tmp_path / "red.pdf").write_bytes(content)
    before, after = pages.pictures(drawn.stamped(PAPER))[0], pages.pictures(content)[1]
    spot = (620, 990, 780, 1070)
    shades = [ImageStat.Stat(Image.open(BytesIO(each)).convert("L").crop(spot)).mean[0] for each in (before, after)]
    assert max(shades) < 120
    assert abs(shades[0] - shades[1]) < 6


@pytest.mark.office
@pytest.mark.parametrize(("orientation", "turned"), [(6, 0), (1, 90)])
def test_photos_stand_upright(tmp_path: Path, orientation: int, turned: int) -> None:
    """By the camera's note or by the person's button: the seal is at the lower right of the page."""
    photo = drawn.jpeg(drawn.on_its_side(drawn.certificate()), orientation=orientation)
    _, content = bound(tmp_path, ("E-1", [("照片.jpg", photo, turned)]))
    page = PdfReader(BytesIO(content)).pages[1]
    assert float(page.mediabox[3]) > float(page.mediabox[2])
    shown = Image.open(BytesIO(pages.pictures(content)[1])).convert("L")
    width, height = shown.size
    below = ImageStat.Stat(shown.crop((0, height * 88 // 100, width, height * 94 // 100))).mean[0]
    above = ImageStat.Stat(shown.crop((0, height * 15 // 100, width, height * 50 // 100))).mean[0]
    assert below > above


def test_one_bad_file_costs_no_other(tmp_path: Path) -> None:
    """What has no pages gets one that says so; a list becomes a table; the others are bound as ever."""
    found, content = bound(
        tmp_path,
        ("E-1", [("规划.dwg", b"\x00\x01" * 80, 0), ("坏.pdf", PAPER[:400], 0)]),
        ("E-3", [("名单.xlsx", drawn.sheet([["序号", "企业"], *([str(n), f"第{n}公司"] for n in range(70))]), 0)]),
        ("E-4", [("好.pdf", drawn.pdf("fine"), 0)]),
    )
    notes = {each["name"]: each["note"] for item in found["items"] for each in item["files"]}
    assert notes == {"规划.dwg": "unbound", "坏.pdf": "unbound", "名单.xlsx": "", "好.pdf": ""}
    assert "fine" in PdfReader(BytesIO(content)).pages[-1].extract_text()
    assert found["items"][1]["files"][0]["last"] > found["items"][1]["files"][0]["first"]


def test_a_file_is_not_blamed_for_what_no_limit_stopped() -> None:
    """A child that fails for a reason of ours says nothing about the file."""
    with pytest.raises(NotOpened) as unknown:
        opened("no such task", {})
    assert not unknown.value.too_much
