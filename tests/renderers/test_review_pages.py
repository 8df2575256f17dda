"""领导审阅稿 as pages: numbers stand in the margin, and the form stands where it stands without them."""

from __future__ import annotations

import subprocess
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Cm
from lxml import etree
from pypdf import PdfReader

from dialogs.definition.form import Form
from dialogs.record.application import Application
from renderers import pages, pdf
from renderers.review import review
from renderers.word import fill
from tests.renderers.paged import paged
from tests.renderers.reviewed import awaited, complete, doubted, half
from tests.renderers.samples import application, longest

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(not (pdf.available() and pages.available()), reason="LibreOffice or poppler is not installed"),
]

LEFT = 70.9  # points: the left margin of 附件1
HEAD = 72  # points: what is higher is the page's header
_PAGE, _WORD = "{http://www.w3.org/1999/xhtml}page", "{http://www.w3.org/1999/xhtml}word"


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page, and where: its left and right ends and its top, in points."""

    page: int
    text: str
    left: float
    right: float
    top: float


def words(document: bytes, folder: Path) -> Iterator[Word]:
    """The words of a document below its header, as poppler finds them."""
    source = folder / "words.pdf"
    source.write_bytes(document)
    told = subprocess.run(["pdftotext", "-bbox", source, "-"], capture_output=True, check=True).stdout
    for number, page in enumerate(etree.fromstring(told).iter(_PAGE), 1):
        for each in page.iter(_WORD):
            left, right, top = (float(each.get(side, "0")) for side in ("xMin", "xMax", "yMin"))
            if top > HEAD:
                yield Word(number, each.text or "", left, right, top)


def rows(document: bytes) -> dict[str, tuple[int, float]]:
    """Where the rows of 一 to 七 and of 九 begin."""
    marks = pdf.page_map(document)
    return {
        name: place for name, place in marks.items() if name[0] == "r" and name[1] in "12345679" and name[-1] == "a"
    }


@dataclass(frozen=True)
class Pages:
    """The pages of some applications: of the form itself and of its review."""

    form: bytes
    review: bytes


@pytest.fixture(scope="module")
def finished(form: Form) -> Pages:
    """A complete application."""
    filled = complete(form)
    return Pages(*paged(fill(form, filled, draft=True), review(form, filled)))


@pytest.fixture(scope="module")
def halfway(form: Form) -> Pages:
    """An application in the middle of the work."""
    filled = half(form)
    return Pages(*paged(fill(form, filled, draft=True), review(form, filled)))


@pytest.fixture(scope="module")
def empty(form: Form) -> bytes:
    """The review of nothing at all."""
    return pdf.convert(review(form, Application("1", form.edition)))


def test_the_form_stands_where_it_stands(finished: Pages, tmp_path: Path) -> None:
    """Every word of a complete form is at the same place of the same page in its review."""
    here: dict[tuple[int, str], list[Word]] = defaultdict(list)
    for word in words(finished.review, tmp_path):
        here[word.page, word.text].append(word)
    there = list(words(finished.form, tmp_path))
    moved = [word for word in there if not any(_same_place(word, each) for each in here[word.page, word.text])]
    assert len(there) > 500
    assert moved == []


def _same_place(one: Word, other: Word) -> bool:
    return abs(one.left - other.left) < 1 and abs(one.top - other.top) < 1


def test_numbers_stand_in_the_margin(form: Form, finished: Pages, tmp_path: Path) -> None:
    """Each number is left of the text on the page of its question."""
    margin = [word for word in words(finished.review, tmp_path) if word.right <= LEFT]
    for field in form.printed:
        if field.section != "summary":
            page = pages.pages_of(form, finished.review).get(field.name)
            assert page in [word.page for word in margin if word.text == field.id], field.id
    assert all(word.left > 20 for word in margin), "printers leave the edge of the paper white"


def test_longest_texts_move_no_row(form: Form) -> None:
    """With 200 characters in all eight places the rows begin where those of the form do."""
    filled = longest(form, "集" * 200)
    reviewed, printed = paged(review(form, filled), fill(form, filled, draft=True))
    assert rows(reviewed) == rows(printed)


def test_blanks_and_waiting_move_no_row_to_another_page(form: Form, halfway: Pages, empty: bytes) -> None:
    """Nothing answered, everything awaited, or in the middle of the work: each row stays on its page."""
    expected = {name: page for name, (page, _) in rows(halfway.form).items()}
    for document in (empty, halfway.review, pdf.convert(review(form, awaited(form, "市场监督管理局")))):
        assert {name: page for name, (page, _) in rows(document).items()} == expected


def test_sections_stay_apart_when_everything_is_marked(form: Form, halfway: Pages) -> None:
    """With every slot in doubt and over a hundred findings, rows of figures stay on the page of their section."""
    document = pdf.convert(review(form, doubted(form)))
    marks, expected = pdf.page_map(document), pdf.page_map(halfway.form)
    assert [round(marks[f"s{number}"][1]) for number in range(1, 10)] == [HEAD] * 9
    for name in rows(document):
        section = f"s{name[1]}"
        assert marks[name][0] - marks[section][0] == expected[name][0] - expected[section][0], name


def test_the_cover_stays_one_page(finished: Pages, halfway: Pages, empty: bytes) -> None:
    """The counts on the cover take no room from it, and every page says what it is."""
    for document in (finished.review, halfway.review, empty):
        texts = [page.extract_text() for page in PdfReader(BytesIO(document)).pages]
        assert "审阅要点" in texts[0]
        assert "河北省工业和信息化厅" in texts[0]
        assert all("领导审阅稿" in text for text in texts)


def test_tables_of_another_template_stay_where_they_were(form: Form, tmp_path: Path) -> None:
    """However a table is aligned, its text is where it was, and the number stands left of it."""
    aligned = {"bureau": None, "contact": WD_TABLE_ALIGNMENT.CENTER, "operator": WD_TABLE_ALIGNMENT.RIGHT}
    path = tmp_path / "own.docx"
    own = Document()
    for name, align in aligned.items():
        table = own.add_table(1, 2)
        table.autofit, table.alignment = False, align
        for cell, text in zip(table.rows[0].cells, (f"label-{name}", f"{{{{ {name} }}}}"), strict=True):
            cell.text, cell.width = text, Cm(4)
        for column in table.columns:
            column.width = Cm(4)
        own.add_paragraph()
    own.save(str(path))
    filled = application(form, {name: f"value-{name}" for name in aligned})
    before, after = (
        {word.text: word for word in words(made, tmp_path) if word.page == 1}
        for made in paged(fill(form, filled, draft=True, template=path), review(form, filled, template=path))
    )
    for name in aligned:
        assert abs(before[f"label-{name}"].left - after[f"label-{name}"].left) < 6
        assert abs(before[f"value-{name}"].left - after[f"value-{name}"].left) < 6
        assert 0 < after[f"label-{name}"].left - after[form.by_name[name].id].right < 15
