"""Every Word file that leaves the house is one that Word opens, whatever program saved its template."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.printing.packing import recipients
from dialogs.definition.form import Form
from dialogs.record.application import Application
from renderers import staying
from renderers.declaration import declaration
from renderers.department_sheet import department_sheet
from renderers.desk.request import Letter, Named, request
from renderers.desk.summary import Head
from renderers.desk.summary import as_docx as city_summary
from renderers.desk.summary import as_xlsx as city_sheet
from renderers.handing import handing_list
from renderers.lists import list_template
from renderers.outline import as_docx
from renderers.reconstruction.__main__ import draw_application, draw_summary
from renderers.review import review
from renderers.word import application_template, check_template, fill, fill_summary, places_of, summary_template
from tests.renderers.reviewed import half
from tests.renderers.samples import application, full, longest, with_names
from tests.renderers.validity import AVAILABLE, damages

pytestmark = pytest.mark.skipif(not AVAILABLE, reason="Microsoft's validator comes for Linux on x86-64 only")

HOSTILE = "R&D<5%>“A&B” {{ 7*7 }} </w:t> ]]> '\"--"
TARGETS = tuple((group, "指标", "1", "2") for group in ("主导产业", "创新", "开放合作", "其它") for _ in range(3))
Make = Callable[[Form], bytes]


def letter(form: Form) -> Letter:
    """A city's letter with four clusters, one of a name that no XML likes."""
    clusters = (Named("某县产业", "某县工业和信息化局"),) * 3 + (Named(HOSTILE, "\x07局"),)
    title = form.summary_title
    return Letter("某市工业和信息化局", form.issuer, form.notice, "某年度集群", title, clusters, 3, date(2024, 5, 6))


def smaller(form: Form) -> bytes:
    """The form with its long lists in smaller letters and shortened; nothing is converted for that."""
    names = with_names(form, tuple(f"第{n}号平台（河北某某板材科技股份有限公司分中心）" for n in range(40)))
    texts = places_of(form, names, draft=False)
    return staying.smaller(form, names, texts, {"3", "4", "5", "7"}, (9.0, 12.5), None)


DOCUMENTS: dict[str, Make] = {
    "full": lambda form: fill(form, full(form)[0], draft=False),
    "draft": lambda form: fill(form, half(form), draft=True),
    "blank": lambda form: fill(form, Application("1", form.edition), draft=True),
    "long": lambda form: fill(form, longest(form, "长" * 200), draft=False),
    "names": lambda form: fill(form, with_names(form, tuple(f"第{n}号平台" for n in range(40))), draft=False),
    "hostile": lambda form: fill(form, longest(form, HOSTILE), draft=False),
    "further targets": lambda form: fill(form, application(form, {"target_extra": TARGETS}), draft=False),
    "summary": lambda form: fill_summary(form, full(form)[0], draft=False),
    "summary of the city": lambda form: fill_summary(form, half(form), draft=True, city=True),
    "outline": as_docx,
    "review": lambda form: review(form, half(form)),
    "review of a full one": lambda form: review(form, full(form)[0]),
    "summary of four clusters": lambda form: city_summary(form, Head("某市工业和信息化局"), [full(form)[0]] * 4),
    "letter": lambda form: request(letter(form)),
    "declaration": lambda form: declaration(form, half(form), ("E-78", "E-79")),
    "declaration with awkward words": lambda form: declaration(form, longest(form, HOSTILE), ("E-14",)),
    "list of what goes to whom": lambda form: handing_list(HOSTILE, recipients(form, full(form)[0]), (HOSTILE, "02")),
    "long lists on their pages": lambda form: smaller(form),
    "template": lambda form: application_template(form.edition).read_bytes(),
    "summary's template": lambda form: summary_template(form.edition).read_bytes(),
    "template drawn again": draw_application,
    "summary's template drawn again": draw_summary,
}
SAVED_BY = {"as Word 2007": "docx:MS Word 2007 XML", "as Office Open XML": "docx:Office Open XML Text"}


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_word_opens_it(form: Form, tmp_path: Path, kind: str) -> None:
    """Microsoft's validator finds nothing in any kind of document, nor in the templates."""
    assert damages(_written(tmp_path, DOCUMENTS[kind](form))) == []


@pytest.fixture(scope="module", params=SAVED_BY)
def saved(request: pytest.FixtureRequest, form: Form, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Both templates as LibreOffice saves them, in each of its two ways."""
    folder = tmp_path_factory.mktemp("saved")
    sources = application_template(form.edition), summary_template(form.edition)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    kind = SAVED_BY[request.param]
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder), *map(str, sources)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / sources[0].name, folder / sources[1].name


@pytest.mark.office
def test_a_template_that_libreoffice_saved(form: Form, tmp_path: Path, saved: tuple[Path, Path]) -> None:
    """It fits, and what is filled from it is whole: with one set of properties, and rows that Word understands."""
    own, summary = saved
    assert damages(own), "the validator has something to find in what LibreOffice saves"
    assert check_template(form, own) == []
    assert check_template(form, summary, summary=True) == []
    rows = application(form, {"target_extra": TARGETS})
    made = (
        fill(form, full(form)[0], draft=False, template=own),
        fill(form, rows, draft=True, template=own),
        fill_summary(form, full(form)[0], draft=False, template=summary),
        review(form, half(form), template=own),
    )
    for document in made:
        assert damages(_written(tmp_path, document)) == []
        assert [part for part in ZipFile(BytesIO(document)).namelist() if "core" in part] == ["docProps/core.xml"]


def test_the_validator_finds_a_damaged_file(form: Form, tmp_path: Path) -> None:
    """A part that stands in the file twice, and an element where none belongs, are damages."""
    file = _written(tmp_path, DOCUMENTS["summary"](form))
    with ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("docProps/core.xml", archive.read("docProps/core.xml"))
    assert "docProps/core.xml stands there twice" in damages(file)


SHEETS: dict[str, Make] = {
    **{f"list for {item}": partial(list_template, item=item) for item in ("E-3", "E-5", "E-7", "E-62", "E-66")},
    "department": lambda form: department_sheet(form, half(form), HOSTILE, ("output", "standards", "companies")),
}


@pytest.mark.parametrize("kind", SHEETS)
def test_excel_opens_it(form: Form, tmp_path: Path, kind: str) -> None:
    """Every sheet that is handed out to be filled in."""
    file = tmp_path / "written.xlsx"
    file.write_bytes(SHEETS[kind](form))
    assert damages(file) == []


def test_excel_opens_the_citys_sheet(form: Form, tmp_path: Path) -> None:
    """附件4 of a city as a workbook."""
    file = tmp_path / "written.xlsx"
    file.write_bytes(city_sheet(form, Head("某市工业和信息化局", "王某", HOSTILE), [longest(form, HOSTILE)] * 4))
    assert damages(file) == []


def _written(folder: Path, content: bytes) -> Path:
    file = folder / "written.docx"
    file.write_bytes(content)
    return file
