"""A year that is written a digit off is said at its own question, before what follows from it, with the likely mend."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dialogs.definition.form import Form
from dialogs.derived.slips import slip_in
from dialogs.turn.messages import Happened
from tests.county import fill
from tests.talk import Talk


def county(form: Form, until: str) -> Talk:
    """A county that has just been asked this question."""
    talk = Talk(form)
    talk.happen(Happened("arrived"))
    talk.say("开始")
    fill(talk, until=until)
    return talk


def row(form: Form, name: str, *figures: str) -> tuple[str, Decimal] | None:
    """The year and the likely value of a slip in a row of figures."""
    field = form.by_name[name]
    values = {path: Decimal(figure) for path, figure in zip(field.paths, figures, strict=True)}
    slip = slip_in(field, values, field.paths)
    return (slip.year, slip.likely) if slip is not None else None


@pytest.mark.parametrize(
    ("name", "figures", "found"),
    [
        ("output", ("118.4", "131.62", "14.69"), ("2023", Decimal("146.9"))),
        ("output", ("1184", "131.62", "146.9"), ("2021", Decimal("118.4"))),
        ("output", ("118.4", "1.3162", "146.9"), ("2022", Decimal("131.62"))),
        ("companies", ("141", "1500", "160"), ("2022", Decimal(150))),
        ("companies", ("141", "1505", "160"), None),
        ("output", ("118.4", "131.62", "146.9"), None),
        ("output", ("10", "60", "400"), None),
        ("little_giants", ("1", "10", "12"), None),
        ("sme_share", ("82", "83", "8.4"), None),
    ],
)
def test_only_a_plain_slip_is_one(
    form: Form, name: str, figures: tuple[str, ...], found: tuple[str, Decimal] | None
) -> None:
    """One year far from the others, that a moved point brings near; no growth, no few titles, no rate."""
    assert row(form, name, *figures) == found


def test_the_cause_is_said_first_and_mended_with_one_tap(form: Form) -> None:
    """A slip in 2.1 is no objection to 2.5: once it is mended, nothing else is said."""
    talk = county(form, "companies")
    said = "\n".join(talk.say("改 {#output} 118.4 131.62 14.69"))
    assert talk.numbered("{#output} 2023 年 14.69，2022 年 131.62") in said
    assert "影响另外 1 处" in said
    assert talk.numbered("{#companies} ") in "\n".join(talk.say("1"))
    assert talk.application.answers["output/2023"].value == Decimal("146.9")


def test_a_figure_that_is_right_goes_on_to_what_follows_from_it(form: Form) -> None:
    """就是 14.69: the other findings come one by one."""
    talk = county(form, "companies")
    talk.say("改 {#output} 118.4 131.62 14.69")
    assert talk.numbered("{#county_share} ") in talk.say("3")[0]


def test_a_slip_in_a_filled_section_is_said_first(form: Form) -> None:
    """Among all that a section says, the cause comes before its consequences."""
    talk = county(form, "companies")
    said = "\n".join(talk.say("整节\n{#output}＝118.4 131.62 14.69\n{#companies}＝141 150 160\n{#smes}＝133 141 152"))
    assert talk.numbered("{#output} 2023 年 14.69") in said
    talk.say("1")
    assert talk.application.answers["output/2023"].value == Decimal("146.9")


def test_a_slip_is_said_first_although_another_line_was_not_understood(form: Form) -> None:
    """The line is quoted, the slip is mended with one tap, and then the line's question is put."""
    talk = county(form, "companies")
    said = "\n".join(talk.say("整节\n2.1＝118.4 131.62 14.69\n2.6＝很多家"))
    assert "2.6 很多家" in said
    assert "2.1 2023 年 14.69" in said.rpartition("2.6 很多家")[2]
    assert "2.6 " in "\n".join(talk.say("1"))
    assert talk.application.answers["output/2023"].value == Decimal("146.9")


def test_what_follows_from_a_slip_is_not_said_beside_it(form: Form) -> None:
    """One cause is asked about once: the county's output that 2.1 and 2.2 give is off by the same digit."""
    talk = county(form, "companies")
    said = "\n".join(talk.say("整节\n2.1＝118.4 131.62 14.69\n2.2＝21.5 22.1 23.4\n2.6＝141 150 160"))
    assert "位数像是写错了" in said
    assert "反推" not in said


def test_a_slip_says_how_far_its_section_is(form: Form) -> None:
    """What was taken down counts at once, although no question is put."""
    talk = county(form, "companies")
    before = max(each.place for each in talk.phrased)
    talk.say("2.1 118.4 131.62 14.69\n2.6 141 150 160")
    assert talk.phrased[-1].place not in ("", before)


def test_three_years_are_one_objection_and_one_explanation_serves_them(form: Form) -> None:
    """The rule is said of every year at once, adopted at once, or kept with one reason."""
    talk = county(form, "rd_intensity")
    said = "\n".join(talk.say("5 5 5"))
    assert all(year in said for year in ("2021 年", "2022 年", "2023 年"))
    talk.say("是按可比价算的")
    assert {kept.reason for kept in talk.application.kept.values()} == {"是按可比价算的"}
    assert len(talk.application.kept) == 3
    assert talk.numbered("{#staff} ") in "\n".join(talk.words)


def test_three_computed_years_are_adopted_with_one_tap(form: Form) -> None:
    """What is offered is all of them."""
    talk = county(form, "rd_intensity")
    talk.say("5 5 5", "1")
    adopted = [talk.application.answers[f"rd_intensity/{year}"].value for year in (2021, 2022, 2023)]
    assert [f"{value:.2f}" for value in adopted] == ["3.26", "3.30", "3.33"]
