"""Word templates: ours are what the reconstruction draws, another one's places are checked both ways."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document

from dialogs.definition.form import Form
from dialogs.record.application import Application
from renderers.places import SPARE_ROWS
from renderers.reconstruction.__main__ import draw_application, draw_summary
from renderers.word import application_template, check_template, fill, fill_summary, summary_template
from tests.renderers.reading import Paper
from tests.renderers.samples import TARGETS, application


def test_bookmarks_are_unique(form: Form) -> None:
    """No two bookmarks share name or number, with further rows too: Word would drop them."""
    rows = tuple((group, "指标", "1", "2") for group in TARGETS for _ in range(3))
    docx = Document(BytesIO(fill(form, application(form, {"target_extra": rows}), draft=False)))
    marks = docx.element.body.xpath(".//w:bookmarkStart")
    names, numbers = ([mark.get(mark.nsmap["w"].join("{}") + key) for mark in marks] for key in ("name", "id"))
    assert len(set(names)) == len(names) > 250
    assert len(set(numbers)) == len(numbers)
    assert all(name.isalnum() and name.isascii() for name in names)


def test_the_committed_templates_fit(form: Form) -> None:
    """Every slot and box has its place in the files of the edition, and they have no place beyond."""
    assert check_template(form, application_template(form.edition)) == []
    assert check_template(form, summary_template(form.edition), summary=True) == []


def test_what_the_reconstruction_draws_fits(form: Form, tmp_path: Path) -> None:
    """The drawing and the form agree, so the templates can be drawn again at any time."""
    path = tmp_path / "drawn.docx"
    path.write_bytes(draw_application(form))
    assert check_template(form, path) == []
    path.write_bytes(draw_summary(form))
    assert check_template(form, path, summary=True) == []


def test_another_template_is_checked_both_ways(form: Form, tmp_path: Path) -> None:
    """A province's own file is told which places it lacks, which it has too many, and that it may hold no programs."""
    path = tmp_path / "own.docx"
    document = Document()
    document.add_paragraph("{{ output_2021 }} {{ outputs_2021 }} {% if area %}{{ area }}{% endif %}")
    document.save(str(path))
    found = check_template(form, path)
    assert "own.docx has no place output_2022" in found
    assert f"own.docx has no place {SPARE_ROWS['创新']}" in found
    assert "own.docx has a place outputs_2021, which the form does not know" in found
    assert any("holds a program (If)" in line for line in found)
    assert not any("output_2021" in line.split() for line in found if "no place" in line)


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04 cut"])
def test_a_file_that_is_no_word_file_is_no_template(form: Form, tmp_path: Path, content: bytes) -> None:
    """What cannot be opened is said in words, and so is a missing file."""
    path = tmp_path / "own.docx"
    path.write_bytes(content)
    assert check_template(form, path)[0].startswith("own.docx cannot be read as a Word file")
    assert check_template(form, tmp_path / "absent.docx")[0].startswith("absent.docx cannot be read")


def test_another_template_is_filled(form: Form, tmp_path: Path) -> None:
    """The setting for the province's own file reaches the filler."""
    path = tmp_path / "own.docx"
    document = Document()
    document.add_paragraph("总产值 {{ output_2021 }}")
    document.save(str(path))
    filled = fill(form, application(form, {"output/2021": Decimal("118.4")}), draft=False, template=path)
    assert Paper(filled).lines == ["总产值 118.40"]


def test_the_file_says_that_it_is_a_reconstruction(form: Form) -> None:
    """The document properties tell whoever opens the file."""
    for render in (fill, fill_summary):
        archive = ZipFile(BytesIO(render(form, Application("1", form.edition), draft=False)))
        assert "并非省厅原始 Word 文件" in archive.read("docProps/core.xml").decode()


def test_official_fonts_are_named(form: Form) -> None:
    """小标宋, 黑体, 仿宋 and 楷体 are named for Chinese, with the names that other systems know them by."""
    archive = ZipFile(BytesIO(fill(form, Application("1", form.edition), draft=False)))
    styles, fonts = (archive.read(f"word/{part}.xml").decode() for part in ("styles", "fontTable"))
    for name in ("方正小标宋简体", "黑体", "仿宋_GB2312", "楷体_GB2312"):
        assert f'w:eastAsia="{name}"' in styles
        assert f'w:name="{name}"><w:altName' in fonts
