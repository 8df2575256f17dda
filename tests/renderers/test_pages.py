"""The finished form as pages: sections keep to their own (一至七不得串页), rows stay where the blank form has them."""

from __future__ import annotations

import shutil
import time
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from dialogs.definition.form import Form
from dialogs.record.application import Application
from renderers import pdf
from renderers.word import application_template, fill, fill_summary
from tests.renderers.conftest import PageMap
from tests.renderers.paged import paged
from tests.renderers.processes import gone, instead_of
from tests.renderers.samples import application, full, longest, with_names

pytestmark = pytest.mark.skipif(not pdf.available(), reason="LibreOffice is not installed")

SECTIONS = [f"s{number}" for number in range(1, 10)]
TOP = 72  # points: where the text of a page begins
TEXT = (
    "集群坚持强链补链延链，围绕“板材—封边—五金—家具”主导链条引进龙头企业12家，补齐关键环节8处；联合高校院所开展"
    "ISO9001质量体系认证、产学研协同攻关，突破核心技术15项，形成授权专利126件。集群建成共享车间2个、共享仓储1处，"
    "组建创新联合体3个，带动中小企业151家实现生产设备共享和订单协同，物流成本下降8.5%，交货周期缩短5天；"
    "全年举办供需对接活动6场。"
)
LONGEST = (TEXT * 2)[:200]


def pages(form: Form, filled: Application) -> PageMap:
    """Where everything stands in a form filled like this."""
    return pdf.page_map(pdf.convert(fill(form, filled, draft=False)))


def of_tables(marks: PageMap) -> PageMap:
    """The rows of 一 to 七: page of both ends, and the height at which each begins."""
    rows = {name: place for name, place in marks.items() if name[0] == "r" and name[1] in "1234567"}
    return {name: (page, top if name.endswith("a") else 0) for name, (page, top) in rows.items()}


def assert_sections_apart(marks: PageMap) -> None:
    """Every section begins at the top of a page of its own, and no row of the one before stands there."""
    starts = [marks[section] for section in SECTIONS]
    assert [round(top) for _, top in starts] == [TOP] * len(SECTIONS)
    assert sorted({page for page, _ in starts}) == [page for page, _ in starts]
    for section, (page, _) in zip("123456789", starts, strict=True):
        rows = [place[0] for name, place in marks.items() if name.startswith(f"r{section}x")]
        assert page <= min(rows)
        assert all(max(rows) < later for later, _ in starts[int(section) :])


def test_each_section_has_its_own_pages(blank: PageMap) -> None:
    """In the blank form, sections begin at the top of a page; the cover is one page, 九 too."""
    assert_sections_apart(blank)
    assert {place[0] for name, place in blank.items() if name.startswith("rC")} == {1}
    assert blank["s1"][0] == 2
    assert {place[0] for name, place in blank.items() if name.startswith("r9x")} == {blank["s9"][0]}


def test_every_row_is_on_the_map(form: Form, blank: PageMap) -> None:
    """Start and end of each row of 一 to 七 are found, and no row is split over two pages."""
    rows = of_tables(blank)
    tables = Document(str(application_template(form.edition))).tables[1:8]
    assert len(rows) == 2 * (sum(len(table.rows) for table in tables) - len(("head2", "head3")))
    assert all(rows[name][0] == rows[name[:-1] + "z"][0] for name in rows if name.endswith("a"))


def test_filled_rows_stay_where_the_blank_form_has_them(form: Form, blank: PageMap) -> None:
    """With a value in every slot, no row of 一 to 七 moves."""
    assert of_tables(pages(form, full(form)[0])) == of_tables(blank)


@pytest.mark.parametrize("text", [LONGEST, "集" * 200], ids=["prose", "one character"])
def test_texts_of_200_characters_move_no_row(form: Form, blank: PageMap, text: str) -> None:
    """The longest permitted text in all eight places, and every row begins at the same height of the same page."""
    assert len(text) == 200
    assert of_tables(pages(form, longest(form, text))) == of_tables(blank)


def test_twenty_names_keep_the_sections_apart(form: Form) -> None:
    """Twenty long names in all 13 lists make rows grow, but no section runs into another."""
    names = tuple(f"国家级企业技术中心（河北某某板材科技股份有限公司第{number}分中心）" for number in range(1, 21))
    assert_sections_apart(pages(form, with_names(form, names)))


def test_a_plan_of_3000_characters_keeps_the_sections_apart(form: Form) -> None:
    """八 runs over as many pages as it needs; 九 begins after it on a page of its own."""
    prose = {field.name: LONGEST + "\n" + LONGEST[:133] for field in form.printed if field.shared_limit}
    rows = tuple((group, "规上工业企业数量（家）", "45", "60") for group in ("主导产业", "创新", "绿色化", "其它") * 3)
    marks = pages(form, application(form, {**prose, "target_extra": rows}))
    assert_sections_apart(marks)


def test_the_draft_mark_stands_on_every_page(form: Form) -> None:
    """Nobody can mistake a page of a draft; a finished form carries no mark."""
    kinds = [(render, draft) for render in (fill, fill_summary) for draft in (True, False)]
    made = paged(*(render(form, full(form)[0], draft=draft) for render, draft in kinds))
    for (_, draft), document in zip(kinds, made, strict=True):
        assert all(("草稿" in page.extract_text()) is draft for page in PdfReader(BytesIO(document)).pages)


def test_the_summary_fits_one_landscape_page(form: Form) -> None:
    """附件4 with 300 characters of 简介."""
    filled = application(form, {"profile": (TEXT * 3)[:300]})
    (page,) = PdfReader(BytesIO(pdf.convert(fill_summary(form, filled, draft=False)))).pages
    assert page.mediabox.width > page.mediabox.height


def test_garbage_gives_no_pages() -> None:
    """LibreOffice's exit status is not believed: what is no Word file gives no PDF of its raw bytes."""
    with pytest.raises(pdf.ConversionFailed):
        pdf.convert(b"no Word file at all")


def test_several_are_converted_by_one_start(form: Form, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is no Word file among them fails by itself, tried once more; the others have their pages."""
    real = shutil.which("soffice")
    instead_of("soffice", tmp_path, monkeypatch, f'echo start >> {tmp_path}/starts\nexec {real} "$@"')
    papers = [fill(form, Application(str(number), form.edition), draft=False) for number in range(2)]
    one, bad, two = pdf.convert_each([papers[0], b"no Word file at all", papers[1]])
    assert isinstance(bad, pdf.ConversionFailed)
    assert [len(PdfReader(BytesIO(each)).pages) for each in (one, two) if isinstance(each, bytes)] == [18, 18]
    assert len((tmp_path / "starts").read_text("utf-8").splitlines()) == 2


def office(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Puts a shell script in the place of LibreOffice; ``$pdf`` is the file that it should write."""
    instead_of("soffice", folder, monkeypatch, f'for last; do :; done\npdf="${{last%.docx}}.pdf"\n{script}')


def test_a_conversion_that_hangs_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After its time nothing is left running, not even what LibreOffice started and what ignores signals."""
    office(tmp_path, monkeypatch, f"trap '' TERM\nsleep 600 &\necho $! > {tmp_path}/child\nwait")
    began = time.monotonic()
    with pytest.raises(pdf.ConversionFailed, match="stopped after 2 s"):
        pdf.convert(b"", seconds=2)
    assert time.monotonic() - began < 20
    assert gone(tmp_path / "child")


def test_a_conversion_killed_in_the_middle_fails(
    blank_pages: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a file is none: whatever kills LibreOffice while it writes, no broken pages come out."""
    whole = tmp_path / "whole.pdf"
    whole.write_bytes(blank_pages)
    for size in (0, 9, 2_000, len(whole.read_bytes()) // 2, len(whole.read_bytes()) - 100):
        office(tmp_path, monkeypatch, f'head -c {size} {whole} > "$pdf"\nkill -KILL $$')
        with pytest.raises(pdf.ConversionFailed):
            pdf.convert(b"")


def test_a_conversion_is_done_when_it_is_done(
    blank_pages: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A helper that LibreOffice leaves behind, with its output open, is ended and not waited for."""
    whole = tmp_path / "whole.pdf"
    whole.write_bytes(blank_pages)
    office(tmp_path, monkeypatch, f'sleep 600 &\necho $! > {tmp_path}/child\ncp {whole} "$pdf"')
    began = time.monotonic()
    assert pdf.convert(b"", seconds=30) == whole.read_bytes()
    assert time.monotonic() - began < 20
    assert gone(tmp_path / "child")


def test_nothing_of_a_conversion_stays_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder of a conversion that hung, its profile included, is gone with it."""
    office(tmp_path, monkeypatch, f'mkdir "${{last%/*}}/profile"\necho "${{last%/*}}" > {tmp_path}/folder\nsleep 600')
    with pytest.raises(pdf.ConversionFailed):
        pdf.convert(b"", seconds=2)
    folder = Path((tmp_path / "folder").read_text().strip())
    assert folder.is_absolute()
    assert not folder.exists()


@pytest.mark.parametrize("written", ["", "no PDF", "%PDF-1.4 cut"])
def test_success_is_believed_only_with_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    """Exit status 0 with an empty file, or with one that is no PDF, is a failure."""
    office(tmp_path, monkeypatch, f'printf "{written}" > "$pdf"')
    with pytest.raises(pdf.ConversionFailed):
        pdf.convert(b"")


def test_without_libreoffice_the_reason_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine without it, the exception says what is missing and what still works."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(pdf.LibreOfficeMissing, match="not installed here"):
        pdf.convert(b"")
