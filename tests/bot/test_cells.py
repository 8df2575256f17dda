"""The values of a question one by one: which questions have them, and that what stands in them can be sent again."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.views.cells import cells_of
from bot.views.message import Cell
from dialogs.definition.form import Field, Form, Kind, Shape
from dialogs.reading import Read, read
from dialogs.record.application import Answer, Blank
from dialogs.saying.replies import Ask


def asked(form: Form, name: str, *answers: Answer, slots: tuple[str, ...] = ()) -> tuple[Cell, ...]:
    """The cells of a question, of all its values or of some."""
    return cells_of(form, Ask(name, slots or form.by_name[name].paths, answers=answers))


def test_three_years_in_a_row(form: Form) -> None:
    """A yearly figure has a cell a year, with its unit and what stands there; what was put off is empty."""
    answers = (
        Answer("output/2021", Decimal("118.40")),
        Answer("output/2022", blank=Blank.NONE),
        Answer("output/2023", blank=Blank.WAITING, department="统计局"),
    )
    assert asked(form, "output", *answers) == (
        Cell("output/2021", "2021", "", "亿元", "118.40"),
        Cell("output/2022", "2022", "", "亿元", "无"),
        Cell("output/2023", "2023", "", "亿元", ""),
    )


def test_only_what_is_asked(form: Form) -> None:
    """Where one year is missing, there is one cell."""
    assert [cell.column for cell in asked(form, "companies", slots=("companies/2022",))] == ["2022"]


def test_base_and_target(form: Form) -> None:
    """A pair is labelled as on paper; where it holds words, its cells ask for no number keys."""
    first, second = asked(form, "target_quality")
    assert (first.column, second.column, first.numeric) == ("2023年基准值", "2026年目标值", True)
    words = asked(form, "target_opening", Answer("target_opening/base", "有出口"))
    assert [(cell.value, cell.numeric) for cell in words] == [("有出口", False), ("", False)]


def test_the_standards_are_a_grid(form: Form) -> None:
    """Years above, level and role beside: 24 cells, each in its own place."""
    cells = asked(form, "standards")
    assert len(cells) == len({(cell.column, cell.row) for cell in cells}) == 24
    assert list(dict.fromkeys(cell.column for cell in cells)) == ["2021", "2022", "2023"]
    assert [cell.row for cell in cells[:3]] == ["国际 主持", "国际 参与", "国家 主持"]


@pytest.mark.parametrize("name", ["city", "area", "cluster_name", "national_platforms", "contact_phone"])
def test_cells_are_for_rows_of_figures(form: Form, name: str) -> None:
    """Choices, texts, names and single values have none."""
    assert asked(form, name) == ()


def usual(field: Field) -> Decimal:
    """A figure that nobody would doubt in this field."""
    whole = any(slot.kind is Kind.INTEGER for slot in field.slots)
    middle = (field.typical.low + field.typical.high) / 2 if field.typical is not None else Decimal("12.5")
    return middle.quantize(Decimal(1 if whole else "0.01"))


def test_what_stands_in_the_cells_reads_back(form: Form) -> None:
    """For every row and pair of figures: the values as shown, sent in one line, are the same answer."""
    fields = [field for field in form.fields if field.numeric and field.shape in (Shape.YEARLY, Shape.PAIR)]
    for field in fields:
        cells = asked(form, field.name, *(Answer(path, usual(field)) for path in field.paths))
        found = read(form, field, " ".join(cell.value for cell in cells))
        assert isinstance(found, Read), (field.name, found)
        assert [entry.value for entry in found.entries] == [usual(field)] * len(cells)
        assert all(cell.numeric for cell in cells)
    assert len(fields) > 30
