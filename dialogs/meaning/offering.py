"""A correction on offer: the new value beside the old one, and beside the question that is open if it may be meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dialogs.answers.asking import shown_entries, shown_entry
from dialogs.answers.fitting import possible
from dialogs.correcting.correction import Correction, value_said
from dialogs.definition.form import Field, Shape
from dialogs.meaning.either import answers_in, answers_of
from dialogs.reading.results import Entry
from dialogs.record.options import Option
from dialogs.saying.replies import Told
from dialogs.state.actions import Change, Run, Store, Way
from dialogs.state.conversation import Asking, Deciding
from dialogs.turn.step import Step


def offer_correction(step: Step, found: Correction, words: str, *, value: str | None = None) -> None:
    """Put the old value beside the new one; the person says whether that is meant, or an answer to what is asked.

    ``value`` is what of the words may be that answer; where it is not given, it is found out.
    """
    found = _that_can_be(step, found)
    field, here = found.field, _as_answer_here(step, found, value_said(words)) or _as_perhaps(step, found, value)
    leave = (Option("leave so"), Run("continue"))
    change: Way = (Option("change", {"id": field.id}), Change(field.name))
    ways: list[Way]
    if len(found.ways) > 1:
        corrected = [Option("correct", {"id": field.id, "new": way.label}) for way in found.ways]
        stores = [Store(field.name, way.entries, words) for way in found.ways]
        ways = [*zip(corrected, stores, strict=True), *here, leave]
        reply = Told("correct which", {"id": field.id, "label": field.label, "words": words})
    elif not found.entries:
        ways = [*here, change, (Option("continue"), Run("continue"))]
        reply = Told("correct which", {"id": field.id, "label": field.label, "words": words})
    else:
        figures = {"id": field.id, "old": _standing(step, field, found.entries), **changed_to(found)}
        ways = [(Option("correct", figures), Store(field.name, found.entries, words)), *here, change, leave]
        reply = Told("correct last", figures)
    _offer(step, reply, ways)


def _offer(step: Step, reply: Told, ways: Sequence[Way]) -> None:
    here = step.here
    state = step.state if isinstance(step.state, Asking) else None
    said = Told(reply.what, reply.figures, tuple(option for option, _ in ways))
    after = Deciding(here.name, state.slots) if here is not None and state is not None else None
    step.offer(said, [action for _, action in ways], after)


def _that_can_be(step: Step, found: Correction) -> Correction:
    """The change without the readings that cannot be: a share of 118 %."""
    ways = tuple(each for each in found.ways if possible(step, found.field, each.entries))
    if len(ways) < len(found.ways):
        return replace(found, entries=ways[0].entries if ways else (), ways=ways)
    return found if possible(step, found.field, found.entries) else replace(found, entries=())


def _as_answer_here(step: Step, found: Correction, value: str | None) -> list[Way]:
    """The answer to the open question that the new value may be: what was said there before may not have been one."""
    here, state = step.here, step.state
    if here is None or here.name == found.field.name or value is None or not isinstance(state, Asking | Deciding):
        return []
    ways = answers_in(step, here, state.slots, value) if step.journey.untouched_slots(here) else []
    stores = [way for option, way in ways if option.verb == "answer" and isinstance(way, Store)]
    return [
        (Option("answer of", {"id": here.id, "value": shown_entries(here, each.entries)}), each)
        for each in stores
        if all(entry.value is not None for entry in each.entries)
    ]


def _as_perhaps(step: Step, found: Correction, value: str | None) -> list[Way]:
    """What of the words may answer the open question, in each way in which it may."""
    here, state = step.here, step.state
    if value is None or here is None or here is found.field or not isinstance(state, Asking | Deciding):
        return []
    return answers_of(here, answers_in(step, here, state.slots, value))


def changed_to(found: Correction) -> dict[str, str]:
    """The new value of a change, as it is shown, and of which years of a row it is."""
    new = found.ways[0].label if len(found.ways) == 1 else shown_entries(found.field, found.entries)
    said = [slot for slot in found.field.slots if slot.path in {entry.slot for entry in found.entries}]
    if found.field.shape is Shape.PAIR and len(said) == 1:
        return {"new": f"{said[0].label} {new}"}
    years = [slot.part[0] for slot in said if found.field.shape is Shape.YEARLY]
    return {"new": new, "year": "、".join(years)} if 0 < len(years) < len(found.field.slots) else {"new": new}


def _standing(step: Step, field: Field, entries: Sequence[Entry]) -> str:
    answers = (step.application.answer(entry.slot) for entry in entries)
    return "、".join(
        shown_entry(field, Entry(answer.slot, answer.value, answer.blank)) if answer is not None else "—"
        for answer in answers
    )
