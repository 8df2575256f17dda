"""Applications in which every slot holds something of its own, with the text that must then stand on paper.

The expected texts are written down here independently of the renderers: a figure ends in .345, so paper says .35.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import count

from dialogs.definition.form import Field, Form, Hand, Kind, Slot
from dialogs.record.application import Answer, Application, Value

TARGETS = "主导产业", "创新", "数字化", "绿色化", "其它"
"""The directions of the target table."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A slot's value and its text on paper."""

    value: Value
    text: str


def full(form: Form) -> tuple[Application, dict[str, Sample]]:
    """An application with a different value in every slot, and every second box ticked."""
    numbers = count(11)
    samples = {
        slot.path: _sample(field, slot, next(numbers))
        for field in form.printed
        if field.by is not Hand.COPY and field.kind is not Kind.ROWS
        for slot in field.slots
    }
    return application(form, {path: sample.value for path, sample in samples.items()}), samples


def application(form: Form, values: dict[str, Value]) -> Application:
    """An application with these answers."""
    return Application("1", form.edition, {slot: Answer(slot, value) for slot, value in values.items()})


def longest(form: Form, text: str) -> Application:
    """As ``full``, but each text of section 一 to 七 with a limit is ``text``."""
    _, samples = full(form)
    values = {path: sample.value for path, sample in samples.items()}
    essays = [field.name for field in form.printed if field.kind is Kind.PARAGRAPH and field.limit == 200]
    return application(form, values | dict.fromkeys(essays, text))


def with_names(form: Form, names: tuple[str, ...]) -> Application:
    """As ``full``, but every list of names holds these."""
    _, samples = full(form)
    values = {path: sample.value for path, sample in samples.items()}
    lists = [slot.path for field in form.printed for slot in field.slots if slot.kind is Kind.NAMES]
    return application(form, values | dict.fromkeys(lists, "、".join(names)))


def ticked(form: Form) -> Iterator[tuple[Field, str, bool]]:
    """Every printed box: its field, its name and whether ``full`` ticks it."""
    for field in form.printed:
        for place, choice in enumerate(field.choices):
            yield field, choice.name, place % 2 == 0 if field.kind is Kind.MULTI else place == len(field.choices) - 1


def _sample(field: Field, slot: Slot, number: int) -> Sample:
    match slot.kind:
        case Kind.INTEGER:
            return Sample(Decimal(number), str(number))
        case Kind.DECIMAL | Kind.PERCENT:
            return Sample(Decimal(number) + Decimal("0.345"), f"{number}.35")
        case Kind.DATE:
            return Sample(f"2024-04-{number % 28 + 1:02}", f"2024年4月{number % 28 + 1}日")
        case Kind.NAMES:
            return Sample(f"甲{number}中心\n乙{number}中心", f"甲{number}中心、乙{number}中心")
        case Kind.MULTI:
            return Sample(tuple(choice.name for choice in field.choices[::2]), "")
        case Kind.CHOICE if field.choices:
            return Sample(field.choices[-1].name, "")
        case _:
            return Sample(f"第{number}号{field.label[:2]}", f"第{number}号{field.label[:2]}")
