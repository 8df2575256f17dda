"""Figures and years of a sentence that no offered reading holds are said beside the offer, and nothing else is."""

from __future__ import annotations

import pytest

from dialogs.definition.form import Form
from dialogs.reading.left_out import left_out
from dialogs.reading.results import Alternative, Entry


def _offered(field: str, *ways: dict[str, str]) -> list[Alternative]:
    return [
        Alternative("、".join(way.values()), tuple(Entry(f"{field}/{year}", value) for year, value in way.items()))
        for way in ways
    ]


_YEARS = {"2021": "204", "2022": "219", "2023": "233"}


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("204家 219家 233家（规上17家）", ("17",)),
        ("204 219 233，另外还有6家在公示", ("6",)),
        ("204 219 233，其中科技型51，专精特新13", ("51", "13")),
        ("2020年 190 2021年 204 2022年 219 2023年 233", ("190",)),
        ("2021年204家，22年219家，23年233家", ()),
        ("1. 204家\n2. 219家\n3. 233家", ()),
        ("204 219 233，4月18日刚统计的，第2次报了", ()),
        ("204家，22年多了15家，23年又多14家", ()),
        ("204、219、233，打 0319-5550123 找我", ()),
        ("2.6 204 219 233", ()),
    ],
)
def test_figures_that_are_in_no_reading(form: Form, words: str, left: tuple[str, ...]) -> None:
    """What belongs to something else is said; years, days, telephones, places in a list and steps are no answers."""
    assert left_out(form.by_name["companies"], words, _offered("companies", _YEARS)) == left


def test_a_year_that_no_reading_fills(form: Form) -> None:
    """Two years are offered and the third was spoken of: it is said that it is not in."""
    ways = _offered("fdi_growth", {"2022": "14.2", "2023": "-3"})
    words = "二一年没法算；二二年涨了14.2%；二三年降了3%"
    assert left_out(form.by_name["fdi_growth"], words, ways) == ("2021年",)


def test_a_figure_that_one_of_the_readings_holds(form: Form) -> None:
    """Which of two figures is meant is what is asked: neither is left out. Nor are the parts of a sum."""
    ways = [Alternative("6.20", (Entry("area", "6.2"),)), Alternative("9.75", (Entry("area", "9.75"),))]
    assert left_out(form.by_name["area"], "核心区6.2，全部9.75", ways) == ()
    assert left_out(form.by_name["area"], "9.75（东区6.2、西区3.55）", ways[1:]) == ()


def test_names_are_not_figures(form: Form) -> None:
    """What is said beside a list of names is heard by the list."""
    ways = [Alternative("2 个：甲园、乙园", (Entry("platforms", "甲园、乙园"),))]
    assert left_out(form.by_name["environment_text"], "2021年建的甲园、乙园", ways) == ()
