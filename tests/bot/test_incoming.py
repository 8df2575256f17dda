"""What a file from outside is, by its bytes, and which are not taken."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.evidence.incoming import Incoming, UploadRefused, check, clean_name, is_program, media_type_of
from storage.attachments import Arriving

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(40)


def docx(folder: Path) -> bytes:
    """The bytes of a small Word file."""
    path = folder / "a.zip"
    with ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", "<w/>")
    return path.read_bytes()


@pytest.mark.parametrize(
    ("head", "name", "media_type"),
    [
        (PNG, "照片.jpg", "image/png"),
        (b"%PDF-1.7\n", "扫描件", "application/pdf"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "IMG.JPG", "image/jpeg"),
        ("一,二".encode(), "名单.txt", "text/plain"),
        (b"no mark at all", "somewhere.xyz", "application/octet-stream"),
        (b"no mark at all", "", "application/octet-stream"),
    ],
)
def test_a_type_is_told_by_the_bytes_first(head: bytes, name: str, media_type: str) -> None:
    """A wrong suffix does not mislead; where bytes say nothing the name may."""
    assert media_type_of(head, name) == media_type


def test_a_word_file_is_more_than_an_archive(tmp_path: Path) -> None:
    """Among the things that a ZIP may be, the name decides."""
    assert "wordprocessingml" in media_type_of(docx(tmp_path), "申报表.docx")
    assert media_type_of(docx(tmp_path), "申报表.zip") == "application/zip"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"MZ\x90\x00", "报表.pdf"),
        (b"\x7fELF\x02", "a"),
        (b"#!/bin/sh", "a.txt"),
        (b"L\x00\x00\x00\x01\x14\x02\x00\x00", "快捷方式"),
        (b"text", "a.BAT"),
        (b"text", "a.exe. "),
        (b"PK\x03\x04", "C:\\资料\\a.apk"),
        (b"PK\x03\x04", "a\u202e.js"),
        *(
            (b"text", f"a.{suffix}")
            for suffix in ("docm", "xlsm", "chm", "iso", "py", "jar", "ｐｙ", "ＤＯＣＭ", "jar．")
        ),
        (b"text", "a．ｅｘｅ"),
        (b"ITSF\x03\x00\x00\x00", "说明.pdf"),
        (bytes(32_769) + b"CD001\x01", "光盘.pdf"),
    ],
)
def test_programs_are_known_whatever_they_are_called(head: bytes, name: str) -> None:
    """By how they begin, or by a suffix that a computer would run, also one that is hidden."""
    assert is_program(head, name)


@pytest.mark.parametrize(
    ("head", "name"),
    [(PNG, "a.png"), (b"MZ is how this text begins", "a.txt"), (b"PK\x03\x04", "a.docx"), (b"x", "exe")],
)
def test_files_are_no_programs(head: bytes, name: str) -> None:
    """Documents, pictures and texts pass."""
    assert not is_program(head, name)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    """Nothing arrived: most likely a mistake in choosing."""
    with Arriving(tmp_path) as arriving, pytest.raises(UploadRefused) as refused:
        check(Incoming(arriving, "a.pdf", b""))
    assert refused.value.why == "empty"


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("营业执照.pdf", "营业执照.pdf"),
        ("C:\\用户\\桌面\\a.pdf", "a.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("a\x00\r\nb.pdf", "ab.pdf"),
        ("a\ud800.pdf", "a.pdf"),
        ("  . ", "file"),
        ("", "file"),
        ("长" * 200 + ".docx", "长" * 115 + ".docx"),
    ],
)
def test_names_are_kept_for_people(name: str, clean: str) -> None:
    """Without folders, without what does not show, of a length that file systems take, with the suffix."""
    assert clean_name(name) == clean


@pytest.mark.parametrize("inside", ["word/vbaProject.bin", "META-INF/MANIFEST.MF", "classes.dex"])
def test_a_package_with_a_program_in_it_is_refused(tmp_path: Path, inside: str) -> None:
    """Macros and Java under the name of a Word file, however far behind; the same file without them is taken."""
    for name in ("word/document.xml", inside):
        with ZipFile(tmp_path / "a.zip", "w") as package:
            package.writestr("word/media/page.bin", bytes(60_000))
            package.writestr(name, "x")
        content = (tmp_path / "a.zip").read_bytes()
        with Arriving(tmp_path / "files") as arriving:
            arriving.write(content)
            if name != inside:
                check(Incoming(arriving, "佐证.docx", content[:40_000]))
                continue
            with pytest.raises(UploadRefused, match="program"):
                check(Incoming(arriving, "佐证.docx", content[:40_000]))
