"""填报表 for a department: just its questions, only the cells to fill in are open, and every cell has its place."""

from __future__ import annotations

import re
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from dialogs.definition.form import Form
from dialogs.gathering import gather
from dialogs.gathering.keyed import EDITION, KEYS, slot_of
from dialogs.record.application import Answer, Application
from renderers.department_sheet import department_sheet
from renderers.importing.documents import document_of
from renderers.proofs import opened
from tests import drawn
from tests.renderers.validity import AVAILABLE, damages

NAMES = ("output", "standards", "national_platforms", "target_rd", "main_growth", "industry_banned", "patents")


@pytest.fixture
def sheet(form: Form) -> bytes:
    """Questions of every shape, one of them answered."""
    names = [name for name in NAMES if name in form.by_name]
    answers = {"output/2021": Answer("output/2021", Decimal("118.40"))}
    return department_sheet(form, Application("1", form.edition, answers), "统计局", names)


def rows(sheet: bytes, folder: Path) -> list[list[str]]:
    """The cells as another program reads them."""
    path = folder / "sheet.xlsx"
    path.write_bytes(sheet)
    found: list[list[str]] = opened("read", {"path": str(path), "name": path.name})["rows"]
    return found


def test_every_slot_has_one_cell(form: Form, sheet: bytes, tmp_path: Path) -> None:
    """The hidden keys lead from each open cell to its slot, and every slot of the questions has one."""
    _, keys, heads, *lines, made_for = rows(sheet, tmp_path)
    assert made_for[:2] == [EDITION, form.edition]
    assert keys[0] == KEYS
    assert heads[1:4] == ["题号", "指标", "单位"]
    found = [slot for line in lines for key in keys[1:] if (slot := slot_of(form, line[0], key)) is not None]
    wanted = [path for name in NAMES if name in form.by_name for path in form.by_name[name].paths]
    assert sorted(found) == sorted(wanted)
    (standing,) = [line[keys.index("2021")] for line in lines if line[0] == "output/*"]
    assert standing == "118.40"


def test_only_the_cells_to_fill_in_are_open(sheet: bytes) -> None:
    """The sheet is protected without a password; open cells hold text, so that nothing typed there is changed."""
    with ZipFile(BytesIO(sheet)) as package:
        page, styles = (package.read(f"xl/{name}").decode() for name in ("worksheets/sheet1.xml", "styles.xml"))
    assert "<sheetProtection sheet=" in page
    assert "password" not in page
    assert 'locked="0"' in styles
    assert 'numFmtId="49"' in styles
    assert 'hidden="1"' in page


@pytest.mark.skipif(not AVAILABLE, reason="Microsoft's validator comes for Linux on x86-64 only")
def test_excel_opens_it(sheet: bytes, tmp_path: Path) -> None:
    """Microsoft's validator finds nothing."""
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(sheet)
    assert damages(path) == []


def test_a_name_of_a_department_is_only_text(form: Form, tmp_path: Path) -> None:
    """A formula, control characters and markup in a name stay words."""
    made = department_sheet(form, Application("1", form.edition), "=1+1\x00<b>", ["output"])
    assert rows(made, tmp_path)[0][1].startswith("=1+1<b>填报表")


@pytest.mark.parametrize(
    ("row", "column"),
    [("output/*", "2019"), ("output/*", "names"), ("nothing", "value"), ("", ""), ("target_rd/base", "2021")],
)
def test_a_cell_without_a_place_is_none(form: Form, row: str, column: str) -> None:
    """Keys that were changed by hand lead nowhere."""
    assert slot_of(form, row, column) is None


def test_a_filled_sheet_is_read_back_through_the_reader_of_files(form: Form, sheet: bytes, tmp_path: Path) -> None:
    """It is recognised as answers, even of one question, and says to every slot what was filled in there."""
    lines = rows(sheet, tmp_path)
    output = next(line for line in lines if line[0] == "output/*")
    output[lines[1].index("2022")], output[lines[1].index("source")] = "131", "2022年统计年报"
    path = tmp_path / "filled.xlsx"
    path.write_bytes(drawn.sheet([*lines[:3], output]))
    job = {"path": str(path), "name": path.name, "labels": ["一", "二"], "thumbnail": str(tmp_path / "none")}
    assert opened("look", job)["labels"] >= 2
    found = gather(form, document_of(opened("gather", {"path": str(path), "name": path.name})))
    assert found.unread == ()
    (gleaned,) = found.found
    said = {each.slot: each.words for each in gleaned.said}
    assert said == {
        "output/2021": "118.40（来源：2022年统计年报）",
        "output/2022": "131（来源：2022年统计年报）",
    }


def test_rows_are_as_high_as_what_they_say(form: Form, sheet: bytes) -> None:
    """LibreOffice and WPS do not make them so by themselves: every row has a height, the longest label two lines."""
    with ZipFile(BytesIO(sheet)) as package:
        page = package.read("xl/worksheets/sheet1.xml").decode()
    heights = [float(each) for each in re.findall(r'<row r="[0-9]+"[^>]* ht="([0-9.]+)"', page)]
    assert len(heights) >= len(form.by_name["standards"].slots) // len(form.years)
    assert max(heights[1:]) >= 34
