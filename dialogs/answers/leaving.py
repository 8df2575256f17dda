"""What is left behind by a person who went elsewhere: a doubt, a correction on offer, a reason that was awaited.

Nothing of it was stored. It is said with its number and its words, so that the person can take it up again.
"""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.answers.asking import shown_entries
from dialogs.derived.findings import finding_of
from dialogs.saying.replies import Told
from dialogs.state.actions import Store
from dialogs.state.conversation import Deciding, Justifying, Reasoning
from dialogs.turn.step import Step


@dataclass(frozen=True, slots=True)
class Left:
    """What a person could still decide about a field: an answer on offer, or (``None``) words that are awaited."""

    field: str
    store: Store | None = None
    what: str = "left open"


def left_behind(step: Step) -> Left | None:
    """What is undecided now, and would be left if the person went elsewhere; None where nothing is."""
    state = step.state
    if isinstance(state, Justifying):
        return Left(state.field, what="explanation left") if state.field else None
    if isinstance(state, Reasoning):
        if state.finding is None:
            return Left("", what="decline left")
        check = step.form.checks_by_key[state.finding]
        return Left(finding_of(step.form, step.application, step.journey.values, check).field)
    doubt = isinstance(state, Deciding) and state.finding is None
    if not doubt and all(option.verb != "correct" for option in step.conversation.options):
        return None
    offered = zip(step.conversation.options, step.conversation.actions, strict=False)
    stores = [each for option, each in offered if isinstance(each, Store) and each.entries and option.verb != "put"]
    said = next((each for each in stores if each.words), stores[0] if stores else None)
    return Left(said.field, said) if said is not None else None


def mention(step: Step, left: Left | None) -> None:
    """Say what stayed undecided, unless it is still on offer or its question was answered since."""
    if left is None:
        return
    if not left.field:
        if not isinstance(step.state, Reasoning) and step.application.declined is None:
            step.say(Told(left.what))
        return
    field = step.form.by_name[left.field]
    if left.store is None:
        put_again = isinstance(step.state, Deciding) and step.state.field == field.name
        if not put_again and not isinstance(step.state, Reasoning | Justifying):
            step.say(Told(left.what, {"id": field.id}))
    elif left.store not in step.conversation.actions and not _answered(step, left.store):
        words = left.store.words or shown_entries(field, left.store.entries)
        step.say(Told("left undecided", {"id": field.id, "words": words}))


def _answered(step: Step, store: Store) -> bool:
    slot = store.entries[0].slot
    return step.application.answer(slot) != step.before.answer(slot)
