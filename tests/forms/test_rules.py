"""Every rule of the trade against its examples: at least one that passes and one that does not."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

import pytest

from dialogs.definition.form import NUMERIC, Form
from dialogs.derived.findings import finding_of, unknown, values_of
from dialogs.reading import read
from dialogs.reading.results import Read, Unreadable, Unsure
from dialogs.rules.expressions import Check, shown
from dialogs.rules.verdicts import fails
from tests.forms.examples import Example, application, examples, plain

ALL = tuple(examples())
CHECKED = tuple(example for example in ALL if example.field is None)
TYPED = tuple(example for example in ALL if example.field is not None)


def _check(form: Form, example: Example) -> Check | None:
    checks = form.rules_by_id[example.rule].checks
    if example.year is not None:
        return next(check for check in checks if check.year == example.year)
    return checks[0] if checks else None


def _said(form: Form, example: Example) -> str:
    check = _check(form, example)
    values = values_of(application(form, example.answers))
    if check is None or unknown(check, values):
        return "unknown"
    return "fails" if fails(check, values) else "holds"


@pytest.mark.parametrize("example", CHECKED, ids=str)
def test_a_rule_says_what_its_example_says(form: Form, example: Example) -> None:
    """The rule holds, fails or cannot tell, as the sentence of the trade has it."""
    assert _said(form, example) == example.expect


@pytest.mark.parametrize("example", [each for each in CHECKED if each.adopts], ids=str)
def test_a_rule_offers_the_value_of_its_example(form: Form, example: Example) -> None:
    """What one tap adopts is the value that the sentence names, at two decimals."""
    given = application(form, example.answers)
    check = _check(form, example)
    assert check is not None
    finding = finding_of(form, given, values_of(given), check)
    offered = {entry.slot: "无" if entry.value is None else shown(entry.value) for entry in finding.adopt}
    assert offered == {slot: _shown(form, slot, value) for slot, value in example.adopts.items()}


def _shown(form: Form, slot: str, value: str) -> str:
    return shown(Decimal(value)) if value != "无" and form.slots[slot].kind in NUMERIC else value


@pytest.mark.parametrize("example", TYPED, ids=str)
def test_reading_enforces_what_its_example_says(form: Form, example: Example) -> None:
    """Rules about what may be typed at all are kept by reading: it takes, asks back, or refuses."""
    field = form.by_name[example.field or ""]
    reading = read(form, field, example.typed, application=application(form, example.answers))
    kinds = {Read: "reads", Unsure: "unsure", Unreadable: "refuses"}
    assert kinds[type(reading)] == example.expect, reading
    if isinstance(reading, Read) and example.value is not None:
        got = {entry.slot: plain(entry.value, entry.blank) for entry in reading.entries}
        wanted = example.value if isinstance(example.value, dict) else {field.slots[0].path: example.value}
        assert got == {slot: _written(value) for slot, value in wanted.items()}


def _written(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def test_every_rule_has_an_example_that_passes_and_one_that_does_not(form: Form) -> None:
    """No rule goes untested, and none can only ever say yes."""
    said: dict[str, set[str]] = defaultdict(set)
    for example in ALL:
        said[example.rule].add(example.expect)
    wrong = []
    for rule in form.rules:
        outcomes = said[rule.id]
        good, bad = outcomes & {"holds", "reads"}, outcomes & {"fails", "refuses", "unsure"}
        fine = outcomes == {"unknown"} if rule.uncheckable else (good and bad) or rule.enforced == "journey"
        if not fine:
            wrong.append(f"{rule.id}: {sorted(outcomes)}")
    assert not wrong
    assert set(said) <= set(form.rules_by_id)
