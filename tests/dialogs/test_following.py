"""A figure that was taken over as computed follows the figures that it comes from; one's own figure never does."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dialogs.definition.form import Form
from dialogs.turn.messages import Happened
from tests.county import fill
from tests.talk import Talk, value


@pytest.fixture
def talk(form: Form) -> Talk:
    """A county that took 2.5 over as computed."""
    talk = Talk(form)
    talk.happen(Happened("arrived"))
    talk.say("开始")
    fill(talk, until="companies")
    return talk


def _growth(talk: Talk) -> str:
    return f"{value(talk, 'main_growth'):.2f}"


def test_it_follows_and_that_is_said(talk: Talk) -> None:
    """Nothing is asked about a figure that the form itself computes."""
    said = "\n".join(talk.say("改 2.1 118.4 131.62 150"))
    assert "随之变了：2.5 13.55%" in said
    assert _growth(talk) == "13.55"
    assert "2.6 " in said


def test_the_change_is_taken_back_with_what_followed(talk: Talk) -> None:
    """撤销 brings both back."""
    before = _growth(talk)
    talk.say("改 2.1 118.4 131.62 150", "撤销")
    assert (_growth(talk), value(talk, "output/2023")) == (before, Decimal("146.90"))


def test_one_s_own_figure_stays_and_is_asked_about(talk: Talk) -> None:
    """12.4 is near the computed one, but somebody said it."""
    talk.say("改 2.5 12.4")
    said = "\n".join(talk.say("改 2.1 118.4 131.62 150"))
    assert value(talk, "main_growth") == Decimal("12.4")
    assert "用 13.55%" in said


def test_a_section_at_once_follows_too(talk: Talk) -> None:
    """Several lines are one change; what is said of the computed figure itself among them counts."""
    said = "\n".join(talk.say("2.1 118.4 131.62 150\n2.6 141 150 160"))
    assert "随之变了：2.5 13.55%" in said
    talk.say("2.1 118.4 131.62 160\n2.5 17\n2.6 141 150 160")
    assert value(talk, "main_growth") == Decimal(17)


def test_nothing_follows_a_figure_that_is_taken_away(talk: Talk) -> None:
    """While the form cannot compute it, what stands stays."""
    before = _growth(talk)
    talk.say("改 2.1", "等统计局")
    assert _growth(talk) == before


def test_what_is_computed_from_a_computed_figure_follows_as_well(form: Form) -> None:
    """A chain of computed figures comes out of one change."""
    talk = Talk(form)
    talk.happen(Happened("arrived"))
    talk.say("开始")
    fill(talk, until=None)
    computed = {slot for field in form.fields for slot in field.calculations}
    before = {slot: value(talk, slot) for slot in computed}
    talk.say("改 2.1 120 133 150")
    changed = {slot for slot in computed if value(talk, slot) != before[slot]}
    assert "main_growth" in changed
    for slot in changed:
        calculation = form.field_of(slot).calculations[slot]
        values = {path: each.value for path, each in talk.application.answers.items() if each.value is not None}
        assert calculation.value(values) == value(talk, slot)
