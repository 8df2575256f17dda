"""What is left behind by a person who went elsewhere: a doubt, a correction on offer, a reason that was awaited.

Nothing of it was stored. It is said with its number and its words, so that the person can take it up again.
"""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.answers.asking import shown_entries
from dialogs.definition.form import Field
from dialogs.derived.findings import finding_of
from dialogs.saying.replies import Told
from dialogs.state.actions import Compose, Store
from dialogs.state.conversation import Composing, Deciding, Justifying, Reasoning
from dialogs.turn.step import Step


@dataclass(frozen=True, slots=True)
class Left:
    """What a person could still decide about a field: an answer on offer, or (``None``) words that are awaited."""

    field: str
    store: Store | None = None
    what: str = "left open"
    words: str = ""


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
    if isinstance(state, Composing) and (beside := _beside_a_text(step, state)) is not None:
        return beside
    doubt = isinstance(state, Deciding) and state.finding is None
    if not doubt and all(option.verb != "correct" for option in step.conversation.options):
        return None
    offered = zip(step.conversation.options, step.conversation.actions, strict=False)
    stores = [each for option, each in offered if isinstance(each, Store) and each.entries and option.verb != "put"]
    said = next((each for each in stores if each.words), stores[0] if stores else None)
    return Left(said.field, said) if said is not None else None


def _beside_a_text(step: Step, state: Composing) -> Left | None:
    """Words that may be more of the text, of which it was asked whether they are."""
    offered = zip(step.conversation.options, step.conversation.actions, strict=False)
    longer = next((each for option, each in offered if option.verb == "text of" and isinstance(each, Compose)), None)
    words = longer.text.removeprefix(state.text).strip() if longer is not None else ""
    return Left(state.field, what="text left", words=words) if words else None


def mention(step: Step, left: Left | None) -> None:
    """Say what stayed undecided, unless it is still on offer or its question was answered since."""
    if left is None:
        return
    if not left.field:
        if not isinstance(step.state, Reasoning) and step.application.declined is None:
            step.say(Told(left.what))
        return
    field = step.form.by_name[left.field]
    if left.store is None and not left.words:
        put_again = isinstance(step.state, Deciding) and step.state.field == field.name
        if not put_again and not isinstance(step.state, Reasoning | Justifying):
            step.say(Told(left.what, {"id": field.id}))
    elif not _on_offer(step, left):
        words = left.words or _words_of(field, left.store)
        step.say(Told("left undecided", {"id": field.id, "words": words}))


def _on_offer(step: Step, left: Left) -> bool:
    """Whether it still is on offer, or its question was answered since."""
    if left.store is None:
        return any(option.verb == "text of" for option in step.conversation.options)
    return left.store in step.conversation.actions or _answered(step, left.store)


def _words_of(field: Field, store: Store | None) -> str:
    return (store.words or shown_entries(field, store.entries)) if store is not None else ""


def _answered(step: Step, store: Store) -> bool:
    slot = store.entries[0].slot
    return step.application.answer(slot) != step.before.answer(slot)
