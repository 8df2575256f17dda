"""The table of rule examples: YAML sentences with answers and what the rule says of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from dialogs.definition.form import NUMERIC, Form, Kind
from dialogs.record.application import Answer, Application, Blank

FOLDER = Path(__file__).parent / "rules"


@dataclass(frozen=True)
class Example:
    """One sentence: what was answered (or typed), and what is expected of the rule."""

    rule: str
    sentence: str
    expect: str
    answers: dict[str, Any] = field(default_factory=dict)
    year: str | None = None
    adopts: dict[str, str] = field(default_factory=dict)
    field: str | None = None
    typed: str = ""
    value: Any = None

    def __str__(self) -> str:
        return f"{self.rule} {self.expect}: {self.sentence}"


def examples() -> Iterator[Example]:
    """Every example of every file."""
    for path in sorted(FOLDER.glob("*.yaml")):
        for rule, cases in yaml.safe_load(path.read_text("utf-8")).items():
            for case in cases:
                yield Example(rule=rule, **case)


def application(form: Form, answers: dict[str, Any]) -> Application:
    """An application with these answers; 无 is the answer 无."""
    given = [_answer(form, slot, value) for slot, value in answers.items()]
    return Application("example", form.edition).with_answers(given)


def _answer(form: Form, slot: str, value: Any) -> Answer:
    if value == "无":
        return Answer(slot, blank=Blank.NONE)
    kind = form.slots[slot].kind
    if kind in NUMERIC:
        return Answer(slot, Decimal(str(value)))
    if kind is Kind.MULTI:
        return Answer(slot, tuple(value))
    if kind is Kind.ROWS:
        return Answer(slot, tuple(tuple(map(str, row)) for row in value))
    return Answer(slot, str(value))


def plain(value: Any, blank: Blank | None) -> str:
    """A value as the examples write it."""
    if blank is Blank.NONE:
        return "无"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return ",".join(value) if isinstance(value, tuple) else str(value)
