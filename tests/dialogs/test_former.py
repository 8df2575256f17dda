"""Last year's answers as words for this year's form: a figure stays with its calendar year, a choice with its words.

The newer edition is this one with every year a year later, as next year's folder would be.
"""

from __future__ import annotations

import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

import dialogs
from dialogs.definition.form import Form
from dialogs.definition.loader import load
from dialogs.gathering.documents import Gathered
from dialogs.gathering.former import carried
from dialogs.record.application import Answer, Application, Blank

YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Form:
    """The edition, a year later."""
    folder = tmp_path_factory.mktemp("forms") / "2025"
    shutil.copytree(Path(dialogs.__file__).parent / "forms/hebei-clusters/2024", folder)
    for file in folder.rglob("*.yaml"):
        file.write_text(YEAR.sub(lambda year: str(int(year[0]) + 1), file.read_text("utf-8")), "utf-8")
    return load("hebei-clusters/2025", folder)


def said(form: Form, newer: Form, *answers: Answer) -> Gathered:
    """What an application with these answers says to the newer form."""
    return carried(newer, form, Application("old", form.edition, {each.slot: each for each in answers}))


def words(gathered: Gathered) -> dict[str, dict[str, str]]:
    """The words by question and slot."""
    return {each.field: {one.slot: one.words for one in each.said} for each in gathered.found}


def test_figures_stay_with_their_calendar_years(form: Form, newer: Form) -> None:
    """Of 2021, 2022 and 2023 the form of 2022, 2023 and 2024 gets two; the third it still asks."""
    rows = [Answer(f"output/{year}", Decimal(value)) for year, value in ((2021, "118.4"), (2022, "131"), (2023, "147"))]
    gathered = said(form, newer, *rows)
    assert words(gathered) == {"output": {"output/2022": "131", "output/2023": "147"}}
    assert gathered.years == ("2023",)


def test_what_names_no_year_is_carried_whole(form: Form, newer: Form) -> None:
    """Names, texts, choices by their labels, boxes, and 无; what was put off or waited says nothing."""
    answers = (
        Answer("operator", "某县产业发展有限公司"),
        Answer("area", Decimal("36.57")),
        Answer("banned_industry", "no"),
        Answer("sharing", ("equipment",) if "equipment" in _names(form, "sharing") else _names(form, "sharing")[:1]),
        Answer("national_platforms/count", None, Blank.NONE),
        Answer("national_platforms/names", None, Blank.NONE),
        Answer("sme_share/2022", None, Blank.LATER),
        Answer("smes/2022", None, Blank.WAITING, department="园区管委会"),
    )
    found = words(said(form, newer, *[each for each in answers if each.slot in form.slots]))
    assert found["area"] == {"": "36.57"}
    assert found["banned_industry"] == {"": "2"}
    assert "sme_share" not in found
    assert "smes" not in found


def _names(form: Form, field: str) -> tuple[str, ...]:
    return tuple(choice.name for choice in form.by_name[field].choices) if field in form.by_name else ("",)


def test_targets_and_bases_of_other_years_are_not_carried(form: Form, newer: Form) -> None:
    """A base of 2023 is none of 2024; of the same edition's years both halves are."""
    pair = [Answer("target_growth/base", Decimal("10")), Answer("target_growth/target", Decimal("11"))]
    assert said(form, newer, *pair).found == ()
    assert words(said(form, form, *pair)) == {
        "target_growth": {"target_growth/base": "10", "target_growth/target": "11"}
    }


def test_an_option_that_is_gone_is_told(form: Form, newer: Form) -> None:
    """It is neither dropped nor taken for another one."""
    gathered = said(form, newer, Answer("banned_industry", "perhaps"))
    assert gathered.found == ()
    assert [(each.field, each.why, each.words) for each in gathered.unread] == [("banned_industry", "boxes", "perhaps")]
