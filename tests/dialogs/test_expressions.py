"""The expression language: decimals, three values, units, and nothing else of Python."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from dialogs.rules.compiler import compile_expression, compile_template
from dialogs.rules.expressions import shown
from dialogs.rules.functions import NIL
from dialogs.rules.scope import BadExpression, Known, Scope

YEARS = ("2021", "2022", "2023")


def _yearly(name: str, unit: str | None) -> tuple[Known, ...]:
    return tuple(Known(f"{name}/{year}", (year,), unit) for year in YEARS)


FIELDS = {
    "output": _yearly("output", "亿元"),
    "exports": _yearly("exports", "万元"),
    "share": _yearly("share", "%"),
    "smes": _yearly("smes", "家"),
    "area": (Known("area", (), "平方公里"),),
    "banned": (Known("banned", (), None, frozenset({"yes", "no"})),),
    "boxes": (Known("boxes", (), None, frozenset({"a", "b"})),),
    "goal": (Known("goal/base", ("base",), "亿元"), Known("goal/target", ("target",), "亿元")),
}
PARAMETERS = {"floor": (Decimal(10), "%"), "unknown_floor": (None, "%")}


def scope(year: str | None = None) -> Scope:
    """The names that these tests use."""
    return Scope(FIELDS, PARAMETERS, YEARS, year)


def run(text: str, year: str | None = None, **values: Any) -> Any:
    """Evaluate an expression over slots written with __ for /."""
    known = {slot.replace("__", "/"): value for slot, value in values.items()}
    return compile_expression(text, scope(year))(known)


def test_decimals_are_exact() -> None:
    """0.1 + 0.2 is 0.3, as on paper."""
    assert run("0.1 + 0.2 == 0.3") is True


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("output[first] > 1", None),
        ("output[first] > 1 or area > 1", True),
        ("output[first] > 1 and area > 100", False),
        ("not output[first] > 1", None),
        ("total(output) > 1", None),
    ],
)
def test_an_unanswered_operand_makes_the_result_unknown_unless_it_cannot_matter(text: str, expected: object) -> None:
    """Unknown is neither false nor an error; a certain part of and/or decides all the same."""
    assert run(text, area=Decimal(5)) is expected


def test_nil_makes_a_comparison_not_applicable() -> None:
    """无 is neither large nor small: the comparison says 无 and no rule fails on it."""
    assert run("area > 1", area=NIL) is NIL
    assert run("area > 1 and 2 > 1", area=NIL) is NIL
    assert run("nil(area)", area=NIL) is True


def test_division_by_zero_gives_nil() -> None:
    """What cannot be divided has no share: 无, not an exception."""
    assert run("5 / area", area=Decimal(0)) is NIL
    assert run("percent(smes[first], smes[last])", smes__2021=Decimal(1), smes__2023=Decimal(0)) is NIL


def test_a_bare_yearly_field_means_this_year() -> None:
    """Inside each: year the same words speak of each year, and previous of the one before."""
    assert run("smes", "2022", smes__2022=Decimal(7)) == 7
    assert run("smes[previous]", "2022", smes__2021=Decimal(6)) == 6
    assert run("smes[previous]", "2021", smes__2021=Decimal(6)) is None


def test_growth_is_the_geometric_mean() -> None:
    """附件2-9: 100 → 121 over two years is 10.00%; 40 → 44.1 is 5.00%, not the arithmetic 11.75%."""
    assert shown(run("growth(40, 44.1, 2)"), 2) == "5.00"
    assert run("growth(100, 121, 2)") == 10
    assert run("growth(0, 121, 2)") is NIL


@pytest.mark.parametrize(
    "text",
    [
        "output[first] < exports[first]",
        "output[first] + share[first] > 1",
        "wan(exports[first]) > 1",
        "part(output[first], smes[first]) > 1",
        "area > floor",
    ],
)
def test_units_that_do_not_go_together_are_refused_at_load(text: str) -> None:
    """亿元 and 万元 are never compared: the author hears of it before any person does."""
    with pytest.raises(BadExpression):
        compile_expression(text, scope())


def test_units_go_through_functions() -> None:
    """A share of an amount keeps its unit, 亿元 turn into 万元, a quotient of equals is plain."""
    assert compile_expression("part(output[first], share[first])", scope()).unit == "亿元"
    assert compile_expression("wan(output[first]) >= exports[first]", scope()).unit is None
    assert compile_expression("output[first] / output[last] > 2", scope()).unit is None


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os')",
        "().__class__",
        "[x for x in y]",
        "lambda: 1",
        "output[first].real",
        "area if area else 2",
        "nobody > 1",
        "open('x')",
        "banned == 'maybe'",
        "has(boxes, 'c')",
        "output > 3",
        "smes[previous] > 1",
        "1 +",
        "f'{area}'",
        "True",
    ],
)
def test_everything_else_of_python_is_refused(text: str) -> None:
    """The language is closed: no attributes, calls, comprehensions or names beyond the form's own."""
    with pytest.raises(BadExpression):
        compile_expression(text, scope())


def test_a_sentence_shows_its_figures() -> None:
    """Figures in a sentence are trimmed to two decimals, or hold exactly two where asked."""
    template = compile_template("表内 {output[first]} 亿，增长 {growth(output[first], output[last], 2):2}%", scope())
    values = {"output/2021": Decimal("100.00"), "output/2023": Decimal("121")}
    assert template.figures(values) == {
        "{output[first]}": "100",
        "{growth(output[first], output[last], 2):2}": "10.00",
    }


def test_halves_are_rounded_up() -> None:
    """2.345 prints 2.35: half up, not to even."""
    assert shown(Decimal("2.345"), 2) == "2.35"
    assert shown(Decimal("2.675")) == "2.68"
    assert shown(None) == "—"
    assert shown(NIL) == "无"
