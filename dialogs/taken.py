"""What a state takes of words that no other reading knows: an answer, a part of a text, a reason."""

from __future__ import annotations

from dialogs import commanding, composing, either
from dialogs.actions import Run
from dialogs.answering import answer, is_text, understand
from dialogs.conversation import (
    Asking,
    Composing,
    Deciding,
    Reasoning,
    Resting,
)
from dialogs.form import Field, Kind
from dialogs.going import offer_fields
from dialogs.jumping import search
from dialogs.objecting import keep, stood_as_typed, was_about_it
from dialogs.options import Option
from dialogs.reading.cleaning import excerpt, letters
from dialogs.reading.results import Unreadable, Why
from dialogs.reasons import SHORTEST
from dialogs.replies import Misread, Told
from dialogs.step import Step
from dialogs.wishing import perhaps_wished

_SHORTEST_TEXT = 10
"""Letters from which on words behind a text may be more of it."""


_CHOSEN = (Kind.CHOICE, Kind.MULTI)


_MAY_BE_SEARCHED = frozenset((Why.NOT_A_NUMBER, Why.NOT_A_DATE, Why.NOT_A_PHONE, Why.NOT_A_MATRIX, Why.NO_SUCH_PLACE))


def unclear(step: Step, words: str) -> None:
    """Nothing is changed by words that mean nothing; the question stands."""
    field = step.here
    if field is not None and not words:
        step.say(Misread(field.name, "empty", {}))
        return
    options = (Option("continue"), Option("progress"), Option("check"))
    said = {"words": excerpt(words)}
    if isinstance(step.state, Resting):
        step.offer(Told("unclear", said, options), (Run("continue"), Run("progress"), Run("check")))
    else:
        step.say(Told("unclear", said))


def answered(step: Step, words: str) -> bool:
    """The answer to the open question, or something to look for."""
    if isinstance(step.state, Asking | Deciding):
        field, slots = step.form.by_name[step.state.field], step.state.slots
        searching = isinstance(step.state, Asking)
        _answer_or_search(step, field, slots, words, searching=searching)
    return True


def answered_again(step: Step, words: str) -> bool:
    """What is typed to a finding: a reason, 对, or a new answer."""
    state = step.state
    if not isinstance(state, Deciding):
        return False
    if state.finding is None:
        return either.answer_of_which(step, words) or stood_as_typed(step, words)
    field = step.form.by_name[state.field]
    return was_about_it(step, state.finding, words) or either.reason_or_answer(step, field, state.finding, words)


def composed(step: Step, words: str) -> bool:
    """A part of a long text."""
    if isinstance(step.state, Composing):
        composing.add(step, step.state, words)
    return True


def reasoned(step: Step, words: str) -> bool:
    """A reason: for not applying, or for keeping a deviation that the city will see."""
    key = step.state.finding if isinstance(step.state, Reasoning) else None
    if letters(words) < SHORTEST:
        step.say(Told("no reason"))
    elif key is not None:
        keep(step, key, words)
    else:
        commanding.declined(step, words)
    return True


def taken_up(step: Step, words: str) -> bool:
    """Words while nothing is asked: perhaps the answer to the question that a report interrupted, or a search."""
    field = step.form.by_name[step.conversation.history[-1]] if step.conversation.history else None
    slots = step.journey.untouched_slots(field) if field is not None else ()
    fields = search(step.form, words)
    if field is not None and slots and not is_text(field) and not fields:
        reading = understand(step, field, slots, words)
        if not isinstance(reading, Unreadable):
            answer(step, field, slots, words, reading)
            return True
    if fields:
        offer_fields(step, fields)
    elif not perhaps_wished(step, words):
        unclear(step, words)
    return True


def _answer_or_search(step: Step, field: Field, slots: tuple[str, ...], words: str, *, searching: bool) -> None:
    reading = understand(step, field, slots, words)
    unread = isinstance(reading, Unreadable) and reading.why in _MAY_BE_SEARCHED and not is_text(field)
    fields = search(step.form, words) if searching and unread and field.kind not in _CHOSEN else ()
    asked = isinstance(reading, Unreadable) and reading.why is not Why.ASKED
    text = composing.just_kept(step) if asked and _reads_like_text(words) else None
    if fields:
        offer_fields(step, fields)
    elif text is not None:
        composing.offer_to_join(step, text, words)
    elif not ((searching or isinstance(reading, Unreadable)) and perhaps_wished(step, words, field, reading)):
        answer(step, field, slots, words, reading)


def _reads_like_text(words: str) -> bool:
    return letters(words) >= _SHORTEST_TEXT
