"""What was taken over as the form computes it goes on being computed: it follows the figures that it comes from.

A figure of one's own never does, however near it is: what no longer fits is asked about.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from dialogs.answers.asking import shown_entry
from dialogs.definition.fields import Calculation
from dialogs.derived.findings import computed_entry
from dialogs.reading.results import Entry
from dialogs.record.application import Answer, Application
from dialogs.saying.replies import Told
from dialogs.turn.step import Step


def followers(step: Step, changed: Application, said: Collection[str]) -> tuple[Answer, ...]:
    """The answers that stood as computed and come out otherwise in the changed application; ``said`` slots do not."""
    if not any(_stands(step, slot, said) for read in said for slot in step.form.computed_from.get(read, ())):
        return ()
    before, values = step.journey.values, dict(step.foreseen(changed).values)
    found: list[Answer] = []
    for answer, calculation in _standing(step, said):
        if not _read(calculation, said, found) or calculation.value(before) != answer.value:
            continue
        entry = computed_entry(calculation.slot, calculation.value(values))
        if entry is not None and entry.value is not None and entry.value != answer.value:
            values[entry.slot] = entry.value  # a rate may be computed from a share that is computed itself
            by = step.conversation.person
            found.append(replace(answer, value=entry.value, by=by, at=step.now, door=step.conversation.door))
    return tuple(found)


def tell_followers(step: Step, found: Iterable[Answer]) -> None:
    """Say what came out otherwise, by question."""
    by_field: dict[str, list[str]] = {}
    for answer in found:
        field = step.form.field_of(answer.slot)
        by_field.setdefault(field.id, []).append(shown_entry(field, Entry(answer.slot, answer.value)))
    if by_field:
        lines = "；".join(f"{number} {'、'.join(figures)}" for number, figures in by_field.items())
        step.say(Told("computed anew", {"lines": lines}))


def _standing(step: Step, said: Collection[str]) -> Iterator[tuple[Answer, Calculation]]:
    """Figures of one's own part that the form can compute, in the form's order."""
    for field in step.form.fields:
        for slot, calculation in field.calculations.items() if step.journey.own(field) else ():
            answer = _stands(step, slot, said)
            if answer is not None:
                yield answer, calculation


def _stands(step: Step, slot: str, said: Collection[str]) -> Answer | None:
    """The figure that stands in a slot that was not said now; None where none does."""
    answer = step.application.answer(slot) if slot not in said else None
    return answer if answer is not None and answer.value is not None else None


def _read(calculation: Calculation, said: Collection[str], found: Iterable[Answer]) -> bool:
    """Whether one of the figures that it comes from is among the changed ones."""
    changed = {*said, *(answer.slot for answer in found)}
    return not changed.isdisjoint(calculation.value.reads)
