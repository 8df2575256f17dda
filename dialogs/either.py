"""One message with two meanings: a figure or a button's number, an answer or the number of a question.

The person says which: every meaning is a button of its own, and until one is chosen nothing is kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from dialogs import composing
from dialogs.answering import understand, with_entries
from dialogs.conversation import Action, Asking, Change, Deciding, Store, Visit
from dialogs.findings import impossible, values_of
from dialogs.form import Field
from dialogs.options import Option
from dialogs.reading.results import Entry, Read, Unsure
from dialogs.replies import Told
from dialogs.step import Step

_COUNTED = re.compile(r"[0-9]{1,2} ?(?P<unit>[个项条种])")
_BARE = re.compile(r"(?P<number>[0-9]{1,2})[.。、．,，!！)）]?")

Way = tuple[Option, Action]


def has_unit(field: Field, words: str) -> bool:
    """1个 in answer to a question whose unit is 个: a figure with its unit, no button."""
    counted = _COUNTED.fullmatch(unicodedata.normalize("NFKC", words).strip(" 。."))
    return counted is not None and counted["unit"] == field.unit


def button_or_figure(step: Step, action: Action, words: str) -> bool:
    """1 at a question for a figure with an offer below it; not where 1 can be no answer, or the button was named."""
    state = step.state
    field = step.here
    bare = _BARE.fullmatch(words)
    if not isinstance(state, Asking) or field is None or not field.numeric or bare is None:
        return False
    ways = _figures(step, field, state.slots, bare["number"])
    if not ways or action in [Store(field.name, way.entries) for _, way in ways if isinstance(way, Store)]:
        return False
    button = step.conversation.options[step.conversation.actions.index(action)]
    _offer(step, "button or figure", words, [(button, action), *ways], Deciding(field.name, state.slots))
    return True


def figure_or_question(step: Step, field: Field, slots: Sequence[str], there: str, words: str) -> bool:
    """2.7 at a question for a figure, 5.6 at one for a date: the answer, or the question of that number."""
    ways = _figures(step, field, slots, words)
    if not ways:
        return False
    jump: Way = (Option("jump", {"id": step.form.by_name[there].id}), Change(there))
    sure = any(option.verb == "answer" for option, _ in ways)
    _offer(step, "figure or jump", words, [*ways, jump] if sure else [jump, *ways], Deciding(field.name, tuple(slots)))
    return True


def change_or_tour(step: Step, field: Field, value: str) -> bool:
    """改 1.8 2.25: the new figure of 1.8, or both questions one after the other."""
    reading = understand(step, field, field.paths, value)
    other = step.form.by_id.get(value)
    if not isinstance(reading, Read) or other is None or not other.answerable:
        return False
    composing.save(step)
    ways: list[Way] = [
        (Option("correct", {"id": field.id, "new": value}), Store(field.name, reading.entries, value)),
        (Option("jump", {"id": value}), Visit((field.name, other.name))),
    ]
    _offer(step, "figure or jump", value, ways, Deciding(field.name, field.paths))
    return True


def _figures(step: Step, field: Field, slots: Sequence[str], words: str) -> list[Way]:
    """The answers that words may be, of those that can be."""
    match understand(step, field, slots, words):
        case Read(entries) if _possible(step, field, entries):
            return [(Option("answer", {"value": words}), Store(field.name, entries, words))]
        case Unsure(alternatives=alternatives):
            meant = [each for each in alternatives if each.entries and _possible(step, field, each.entries)]
            return [
                (Option("reading", {"value": each.label}), Store(field.name, each.entries, words)) for each in meant
            ]
        case _:
            return []


def _possible(step: Step, field: Field, entries: Sequence[Entry]) -> bool:
    changed = with_entries(step, entries, "")
    return impossible(step.form, changed, field, values_of(changed)) is None


def _offer(step: Step, what: str, words: str, ways: Sequence[Way], state: Deciding) -> None:
    reply = Told(what, {"words": words}, tuple(option for option, _ in ways))
    step.offer(reply, [action for _, action in ways], state)
