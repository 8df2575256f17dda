"""What is remembered of an application's checks says the same as all of them run anew."""

from __future__ import annotations

import random
from decimal import Decimal

from dialogs.definition.form import Form
from dialogs.derived.findings import values_of
from dialogs.rules.verdicts import Verdicts, fails
from tests.crowd import places


def test_whatever_changed_since_the_last_look_the_same_checks_fail(form: Form) -> None:
    """Answers come, go and change, one or many at once: nothing of an earlier look is left."""
    chance = random.Random(7)
    verdicts, every = Verdicts(form.checks), [values_of(place.application) for place in places(form)]
    values, found = dict(every[-1]), set[frozenset[str]]()
    for _ in range(200):
        for slot in chance.sample(sorted(every[-1]), chance.choice((1, 3, 40))):
            was = every[-1][slot]
            now = was * chance.choice((Decimal(0), Decimal("0.5"), 1, 3)) if isinstance(was, Decimal) else was
            values = {**values, slot: now} if chance.random() < 0.7 else _without(values, slot)
        seen = chance.choice((values, chance.choice(every)))
        failing = verdicts.failing("one", seen)
        assert failing == {check.key for check in form.checks if fails(check, seen)}
        found.add(failing)
    assert len(found) > 50


def _without(values: dict[str, object], slot: str) -> dict[str, object]:
    return {each: value for each, value in values.items() if each != slot}
