"""A department's sheet, filled in and read back by its hidden keys: every cell at its slot, however rearranged."""

from __future__ import annotations

import pytest
from python_calamine import CalamineWorkbook

from dialogs.definition.form import Form
from dialogs.gathering.documents import Cell, Gleaned, Table, Unread
from dialogs.gathering.keyed import read_keyed
from dialogs.record.application import Application
from renderers.department_sheet import department_sheet

NAMES = ("output", "standards", "national_platforms", "target_rd", "main_growth", "banned_industry")


@pytest.fixture(scope="module")
def rows(form: Form, tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    """The cells of an empty sheet for questions of every shape."""
    path = tmp_path_factory.mktemp("sheets") / "sheet.xlsx"
    path.write_bytes(department_sheet(form, Application("1", form.edition), "统计局", NAMES))
    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    return [[str(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]


def filled(rows: list[list[str]], *, source: str = "") -> list[list[str]]:
    """The sheet with a word in every open cell: its row and column."""
    keys = rows[1]
    made = [list(row) for row in rows]
    for row in made[3:]:
        for column, key in enumerate(keys):
            if key == "source":
                row[column] = source
            elif key and column:
                row[column] = f"{row[0]}@{key}"
    return made


def read(form: Form, rows: list[list[str]]) -> list[Gleaned | Unread]:
    """What the sheet says."""
    table = Table(tuple(tuple(Cell(text, at) for at, text in enumerate(row) if text) for row in rows), "填报表")
    found = read_keyed(form, table, 1)
    assert found is not None
    return found


def slots(found: list[Gleaned | Unread]) -> dict[str, str]:
    """The words by slot."""
    return {one.slot: one.words for each in found if isinstance(each, Gleaned) for one in each.said}


def test_every_cell_is_read_at_its_slot(form: Form, rows: list[list[str]]) -> None:
    """Rows turned upside down, labels overwritten and a column moved change nothing."""
    made = filled(rows)
    wanted = {path for name in NAMES for path in form.by_name[name].paths}
    first = slots(read(form, made))
    assert first.keys() == wanted
    assert first["output/2022"] == "output/*@2022"
    assert first["target_rd/base"] == "target_rd/base@value"
    turned = [*made[:3], *[[row[0], "", "改过的名字", *row[3:]] for row in reversed(made[3:])]]
    assert slots(read(form, turned)) == first
    moved = [[*row[:4], row[5], row[4], *row[6:]] for row in made]
    assert slots(read(form, moved)) == first


def test_an_empty_sheet_says_nothing(form: Form, rows: list[list[str]]) -> None:
    """Every question stands there with nothing beside it."""
    found = read(form, rows)
    assert slots(found) == {}
    assert {each.field for each in found if isinstance(each, Gleaned)} == set(NAMES)


def test_the_source_beside_a_figure_goes_with_it(form: Form, rows: list[list[str]]) -> None:
    """And a row that somebody added is told, with its place."""
    keys = rows[1]
    made = [list(row) for row in rows]
    line = next(row for row in made if row[0] == "output/*")
    line[keys.index("2022")], line[keys.index("source")] = "131", "2022年统计年报"
    added = [""] * len(keys)
    added[2], added[keys.index("2022")] = "另一个指标", "7"
    found = read(form, [*made, added])
    assert slots(found) == {"output/2022": "131（来源：2022年统计年报）"}
    (stray,) = [each for each in found if isinstance(each, Unread)]
    assert stray.words == "7"
    assert stray.spot.row == len(made) + 1


def test_another_table_is_none_of_ours(form: Form) -> None:
    """Without the corner the ordinary readers have it."""
    assert read_keyed(form, Table(((Cell("题号", 0), Cell("指标", 1)),)), 1) is None
