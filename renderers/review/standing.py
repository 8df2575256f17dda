"""How each slot stands before the one who decides: filled, blank, awaited, doubtful, or in contradiction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from dialogs.definition.form import Field, Form, Hand
from dialogs.derived.findings import Finding
from dialogs.derived.journey import Journey
from dialogs.record.application import Answer, Blank
from renderers.numbering import place_of
from renderers.places import SUMMARY, clean
from renderers.review.wordml import Tint

BLANK = "未填"
DOUBTFUL = "〔待核实〕"
_SOMEBODY = "资料"
_CIRCLED = "".join(map(chr, (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0))))


@dataclass(frozen=True, slots=True)
class Standing:
    """What is printed instead of a value, the tint behind it, and the notes that follow it."""

    text: str | None = None
    tint: Tint | None = None
    notes: tuple[str, ...] = ()


FILLED = Standing()
"""The standing of what needs no attention."""


@dataclass(frozen=True, slots=True)
class Concern:
    """A finding and the mark by which the paper refers to it."""

    mark: str
    finding: Finding


def concerns_of(journey: Journey) -> tuple[Concern, ...]:
    """What does not fit, kept with a reason or not, numbered as one meets it on paper."""
    by_name = journey.form.by_name
    found = sorted(journey.findings, key=lambda finding: place_of(by_name[finding.field].id))
    return tuple(Concern(_mark(number), finding) for number, finding in enumerate(found, 1))


def _mark(number: int) -> str:
    return _CIRCLED[number - 1] if number <= len(_CIRCLED) else f"({number})"


def awaited(department: str | None, slot: str) -> str:
    """The words for what a department has not delivered yet."""
    return f"等{clean(department, slot) if department else _SOMEBODY}"


def standings_of(journey: Journey, concerns: Iterable[Concern]) -> Mapping[str, Standing]:
    """The standing of every slot of 附件1."""
    form, application = journey.form, journey.application
    fields = [field for field in form.printed if field.section != SUMMARY]
    found = {slot: _standing(field, slot, application.answer(slot)) for field in fields for slot in field.paths}
    for field in fields:
        for name in field.copy_of:
            found.update(dict.fromkeys(field.paths, found[form.by_name[name].paths[0]]))
    for concern in concerns:
        for slot in concerned(form, concern.finding):
            if slot in found:
                found[slot] = _troubled(found[slot], concern)
    return found


def _standing(field: Field, slot: str, answer: Answer | None) -> Standing:
    if answer is None or not answer.given:
        if field.by is not Hand.COUNTY or not field.required:
            return FILLED
        if answer is not None and answer.blank is Blank.WAITING:
            return Standing(awaited(answer.department, slot), Tint.WAITING)
        return Standing(BLANK, Tint.BLANK)
    return Standing(None, Tint.DOUBTFUL, (DOUBTFUL,)) if answer.doubtful else FILLED


def _troubled(standing: Standing, concern: Concern) -> Standing:
    tint = Tint.TROUBLED if concern.finding.open else standing.tint
    return replace(standing, tint=tint, notes=(*standing.notes, concern.mark))


def concerned(form: Form, finding: Finding) -> tuple[str, ...]:
    """The slots of the finding's field that the rule reads: of three years, the one that does not fit."""
    read = form.checks_by_key[finding.key].slots
    return tuple(slot for slot in form.by_name[finding.field].paths if slot in read)
