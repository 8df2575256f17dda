"""Evidence as pages, file by file: a changed list costs what changed, a file that kills its reader costs itself."""

from __future__ import annotations

import base64
import os
import random
import subprocess
import time
import zlib
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from pypdf import PdfReader

from bot.printing.preparing import Office, forget, prepared
from bot.printing.rendering import Progress
from dialogs.record.proofs import Proof
from renderers.proofs import NotOpened
from storage.attachments import store
from tests import drawn
from tests.renderers.processes import instead_of


def filed(folder: Path, *files: tuple[str, bytes], turned: int = 0) -> list[Proof]:
    """Files that were sent, by name."""
    return [
        Proof(f"f-{name}", "E-1", name, size=len(content), sha256=store(content, folder).sha256, turned=turned)
        for name, content in files
    ]


def pages(tmp_path: Path, proofs: Sequence[Proof], office: Office | None = None) -> tuple[dict[str, int], int]:
    """How many pages each file has, and how many files were made for that."""
    shelf, place = tmp_path / "pages", tmp_path / f"place-{time.monotonic_ns()}"
    place.mkdir()
    before = {path.name: path.stat().st_ino for path in shelf.glob("*.pdf")}
    ready = prepared(proofs, tmp_path / "files", shelf, place, office or Office())
    made = sum(path.stat().st_ino != before.get(path.name) for path in shelf.glob("*.pdf"))
    return {proof.name: len(PdfReader(ready[proof.file]).pages) for proof in proofs}, made


def test_a_changed_file_is_made_anew_and_no_other(tmp_path: Path) -> None:
    """Nothing changed: nothing is opened; one replaced, one turned: these two; what was half made is made again."""
    folder = tmp_path / "files"
    one, two = ("甲.pdf", drawn.pdf("a", "b")), ("乙.jpg", drawn.jpeg(drawn.certificate(400, 600)))
    assert pages(tmp_path, filed(folder, one, two)) == ({"甲.pdf": 2, "乙.jpg": 1}, 2)
    assert pages(tmp_path, filed(folder, two, one))[1] == 0
    assert pages(tmp_path, filed(folder, ("甲.pdf", drawn.pdf("a", "b", "c")), two)) == ({"甲.pdf": 3, "乙.jpg": 1}, 1)
    assert pages(tmp_path, filed(folder, two, turned=90))[1] == 1
    shelf = tmp_path / "pages"
    for note in shelf.glob("*.note"):
        note.unlink()  # killed between pages and note
    assert pages(tmp_path, filed(folder, one, two))[1] == 2


def test_what_no_binder_needs_goes(tmp_path: Path) -> None:
    """Pages are kept as long as binders use them; deleted while nothing runs they are made again."""
    proofs = filed(tmp_path / "files", ("甲.pdf", drawn.pdf("a")))
    pages(tmp_path, proofs)
    shelf = tmp_path / "pages"
    for path in shelf.iterdir():
        os.utime(path, (1, 1))
    assert pages(tmp_path, proofs)[1] == 0
    assert forget(shelf, 60) == 0
    for path in shelf.iterdir():
        os.utime(path, (1, 1))
    assert forget(shelf, 60) == 2
    assert pages(tmp_path, proofs)[1] == 1


@pytest.mark.parametrize("script", ["kill -9 $$", "exec sleep 60"], ids=["killed", "hanging"])
def test_a_word_file_waits_for_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """LibreOffice is killed, or hangs: the file has a page that names it, and the next binder tries again."""
    tools, proofs = (
        tmp_path / "tools",
        filed(tmp_path / "files", ("证明.rtf", rb"{\rtf1 words}"), ("甲.pdf", drawn.pdf("a"))),
    )
    tools.mkdir()
    instead_of("soffice", tools, monkeypatch, script)
    assert pages(tmp_path, proofs, Office(seconds=0.5)) == ({"证明.rtf": 1, "甲.pdf": 1}, 1)
    paper = base64.b64encode(drawn.pdf("one", "two")).decode()
    (tools / "soffice").write_text(
        f'#!/bin/sh\nfor last; do :; done\necho {paper} | base64 -d > "${{last%.rtf}}.pdf"\n'
    )
    assert pages(tmp_path, proofs) == ({"证明.rtf": 2, "甲.pdf": 1}, 1)


def unpacks_to_gigabytes() -> bytes:
    """A PDF whose page needs more than a child may have, once it is fitted on A4."""
    out = BytesIO()
    with pikepdf.Pdf.new() as paper:
        paper.add_blank_page(page_size=(300, 300))
        packer = zlib.compressobj(9)
        packed = b"".join([*(packer.compress(bytes(1 << 24)) for _ in range(110)), packer.flush()])
        stream = pikepdf.Stream(paper, packed)
        stream.Filter = pikepdf.Name.FlateDecode
        paper.pages[0].obj.Contents = pikepdf.Array([paper.make_indirect(stream), pikepdf.Stream(paper, b"q Q")])
        paper.save(out)
    return out.getvalue()


def test_a_file_that_ends_its_reader_costs_no_other(tmp_path: Path) -> None:
    """One unpacks to gigabytes: it has a page that names it, and the others are as ever."""
    bomb = unpacks_to_gigabytes()
    assert len(bomb) < 3 << 20
    proofs = filed(tmp_path / "files", ("甲.pdf", drawn.pdf("a")), ("弹.pdf", bomb), ("乙.pdf", drawn.pdf("b", "c")))
    assert pages(tmp_path, proofs) == ({"甲.pdf": 1, "弹.pdf": 1, "乙.pdf": 2}, 3)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk")
def test_a_full_disk_is_no_file_s_fault(tmp_path: Path) -> None:
    """Nothing is bound and nothing kept; with room again all files have their pages."""
    shelf = tmp_path / "pages"
    shelf.mkdir()
    proofs = filed(tmp_path / "files", ("甲.pdf", drawn.pdf("a")), ("照片.png", drawn.png(noise())))
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "small", shelf], check=False).returncode:
        pytest.skip("nothing may be mounted here")
    try:
        with pytest.raises(NotOpened):
            pages(tmp_path, proofs)
    finally:
        subprocess.run(["umount", shelf], check=True)
    assert pages(tmp_path, proofs) == ({"甲.pdf": 1, "照片.png": 1}, 2)


def noise() -> Image.Image:
    """A picture that does not get smaller."""
    return Image.frombytes("RGB", (1000, 1400), random.Random(3).randbytes(3 * 1000 * 1400))


def test_progress_is_told_when_it_takes_long() -> None:
    """Not within the first seconds, then now and then; a fault in telling does not end the work."""
    now, told = [0.0], list[tuple[int, int]]()

    def _say(done: int, of: int) -> None:
        told.append((done, of))
        if done == 30:
            raise OSError("the database is away")

    progress = Progress(_say, lambda: now[0])
    for moment, done in ((1, 5), (9, 12), (15, 20), (30, 30), (31, 31), (52, 40)):
        now[0] = moment
        progress(done, 50)
    assert told == [(12, 50), (30, 50), (40, 50)]
