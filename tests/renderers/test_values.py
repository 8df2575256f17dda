"""The text of a slot on paper."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dialogs.definition.form import Form
from dialogs.record.application import Answer, Blank, Value
from renderers.values import day, printed, two_places


def text(form: Form, slot: str, value: Value | None = None, blank: Blank | None = None) -> str:
    """What stands in a slot for this answer."""
    return printed(form.field_of(slot), form.slots[slot], Answer(slot, value, blank))


@pytest.mark.parametrize(
    ("slot", "value", "expected"),
    [
        ("output/2021", Decimal("118.4"), "118.40"),
        ("output/2021", Decimal(118), "118.00"),
        ("output/2021", Decimal("12345.685"), "12345.69"),
        ("output/2021", Decimal("12345.675"), "12345.68"),
        ("output/2021", Decimal("1E+3"), "1000.00"),
        ("cloud_share", Decimal("24.344999"), "24.34"),
        ("exports_growth/2022", Decimal("-0.004"), "0.00"),
        ("exports_growth/2022", Decimal("-3.125"), "-3.13"),
        ("companies/2023", Decimal("152"), "152"),
        ("companies/2023", Decimal("152.00"), "152"),
        ("standards/2021/national/lead", Decimal(0), "0"),
        ("national_platforms/count", Decimal(3), "3"),
        ("area", Decimal("1.005"), "1.01"),
    ],
)
def test_figures(form: Form, slot: str, value: Decimal, expected: str) -> None:
    """Two decimals half up for measures and rates, none for counts, no separators, no negative zero (附件2-2)."""
    assert text(form, slot, value) == expected


@pytest.mark.parametrize(
    ("iso", "expected"),
    [("2024-04-08", "2024年4月8日"), ("2024-12-31", "2024年12月31日"), ("2008-06", "2008年6月"), ("2008", "2008年")],
)
def test_dates(form: Form, iso: str, expected: str) -> None:
    """Without padding, and as exact as they were given."""
    assert day(iso) == text(form, "founded_on", iso) == expected


@pytest.mark.parametrize("value", ["甲中心\n乙中心", "甲中心；乙中心", "甲中心、乙中心", ("甲中心", "乙中心")])
def test_names(form: Form, value: Value) -> None:
    """Names are joined with 、 however they came."""
    assert text(form, "national_platforms/names", value) == "甲中心、乙中心"


def test_many_names_stay_as_written(form: Form) -> None:
    """“等30个” stands as it was said."""
    assert text(form, "alliances/names", "甲协会、乙学会等30个") == "甲协会、乙学会等30个"


def test_choices(form: Form) -> None:
    """A choice is its official label, several are joined, a city from the list of regions is itself."""
    assert text(form, "industry_type", "secondary") == "第二产业"
    labels = [choice.label for choice in form.by_name["services"].choices[:2]]
    names = tuple(choice.name for choice in form.by_name["services"].choices[:2])
    assert text(form, "services", names) == "、".join(labels)
    assert text(form, "services", ()) == "无"
    assert text(form, "city", "石家庄市") == "石家庄市"


def test_further_targets(form: Form) -> None:
    """Rows are shown one after the other."""
    rows = (("创新", "研发人员数量", "742", "900"), ("其它", "税收", "3.20", "4.50"))
    assert text(form, "target_extra", rows) == "创新、研发人员数量、742、900；其它、税收、3.20、4.50"


@pytest.mark.parametrize("slot", ["output/2021", "companies/2021", "contact", "founded_on", "pct", "alliances/names"])
def test_blanks(form: Form, slot: str) -> None:
    """无 is printed; what waits, was put off or was never asked leaves the slot empty."""
    assert text(form, slot, blank=Blank.NONE) == "无"
    assert text(form, slot, blank=Blank.LATER) == text(form, slot, blank=Blank.WAITING) == ""
    assert printed(form.field_of(slot), form.slots[slot], None) == ""


@pytest.mark.parametrize(("slot", "value"), [("output/2021", "118"), ("contact", Decimal(1)), ("contact", ("甲",))])
def test_a_value_of_the_wrong_kind_is_a_mistake_of_the_program(form: Form, slot: str, value: Value) -> None:
    """Reading never lets such a value through, so nothing is printed instead of it."""
    with pytest.raises(TypeError, match=slot):
        text(form, slot, value)


def test_two_places() -> None:
    """The same rounding for texts that are composed of figures."""
    assert two_places(Decimal("2.665")) == "2.67"
