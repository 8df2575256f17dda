"""What a state takes of words that no other reading knows: an answer, a part of a text, a reason."""

from __future__ import annotations

import re

from dialogs.answers import composing
from dialogs.answers.answering import answer, is_text, understand
from dialogs.answers.asking import shown_entries
from dialogs.answers.objecting import RIGHT, keep, stood_as_typed, was_about_it
from dialogs.commands import commanding
from dialogs.definition.form import FREE, Field, Kind
from dialogs.definition.jumping import search
from dialogs.meaning import either
from dialogs.meaning.behind_a_text import perhaps_instead
from dialogs.meaning.going import offer_fields
from dialogs.meaning.pressing import act
from dialogs.meaning.reasons import SHORTEST
from dialogs.meaning.resembling import clearly_resembled, like, offer_beside
from dialogs.meaning.unanswered import hindered, offered_instead, offered_to_keep
from dialogs.meaning.wishing import perhaps_wished
from dialogs.reading.cleaning import excerpt, letters, narrow
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.remarks import asks
from dialogs.reading.results import Alternative, Read, Reading, Unreadable, Unsure, Why
from dialogs.reading.spoken_years import YEARS, year_of
from dialogs.record.options import Option
from dialogs.saying.replies import Explain, Misread, Told
from dialogs.state.actions import Run, Store
from dialogs.state.conversation import (
    Asking,
    Composing,
    Deciding,
    Reasoning,
    Resting,
)
from dialogs.turn.step import Step

_LONGEST_CHOICE = 12
_YEAR_MEANT = re.compile(
    rf"(?:就?是|按|选)?(?:(?P<year>20[0-9]{{2}})年?|(?P<short>2[0-9])年|(?P<spoken>{YEARS}))(?:的|那年|度)*(?:那个|数)?[。.]?"
)
_OFFERED = ("reading", "command", "wait for", "note")
_AGREES = re.compile("(?:对|嗯+|没错|就这样|可以|好)[的了啊呀吧]?[,，。.!！ ]*")
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
    offered = _named_reading(step, words)
    if offered is not None:
        act(step, offered)
    elif isinstance(step.state, Deciding) and _agrees_to_either(step, step.state, words):
        step.say(Misread(step.state.field, "one choice", {}))
    elif isinstance(step.state, Asking | Deciding):
        field, slots = step.form.by_name[step.state.field], step.state.slots
        searching = isinstance(step.state, Asking)
        _answer_or_search(step, field, slots, words, searching=searching)
    return True


def _named_reading(step: Step, words: str) -> Store | None:
    """对 to the only reading that is offered, 去年的 to the one of that year; None where it may be an answer itself."""
    state = step.state
    if not isinstance(state, Deciding) or state.finding is not None or len(words) > _LONGEST_CHOICE:
        return None
    pairs = zip(step.conversation.options, step.conversation.actions, strict=True)
    offered = {option.figures["value"]: each for option, each in pairs if option.verb == "reading"}
    stores = {label: each for label, each in offered.items() if isinstance(each, Store)}
    field = step.form.by_name[state.field]
    if RIGHT.fullmatch(words) and not isinstance(understand(step, field, state.slots, words), Read):
        return next(iter(stores.values())) if len(stores) == 1 else None
    year = _YEAR_MEANT.fullmatch(words.strip())
    if year is None:
        return None
    short = f"20{year['short']}" if year["short"] else ""
    named = year["year"] or short or year_of(year["spoken"], step.form.base_year)
    return next((each for label, each in stores.items() if label.startswith(f"{named}年") and "、" not in label), None)


def _agrees_to_either(step: Step, state: Deciding, words: str) -> bool:
    """对 to 按“否”记？ beside a button 是: nobody knows which is meant."""
    several = sum(option.verb in _OFFERED for option in step.conversation.options) > 1
    boxes = step.form.by_name[state.field].kind is Kind.CHOICE
    return (
        several
        and boxes
        and state.finding is None
        and not words.startswith("是")
        and _AGREES.fullmatch(words) is not None
    )


def answered_again(step: Step, words: str) -> bool:
    """What is typed to a finding: a reason, 对, or a new answer."""
    state = step.state
    if not isinstance(state, Deciding):
        return False
    if state.finding is None:
        return either.answer_of_which(step, words) or stood_as_typed(step, words)
    field = step.form.by_name[state.field]
    return (
        was_about_it(step, state.finding, words)
        or either.reason_or_answer(step, field, state.finding, words)
        or perhaps_instead(step, words)
    )


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


def _asked_first(step: Step, field: Field, slots: tuple[str, ...], words: str) -> bool:
    """啥叫领跑者？我们有3家: the help of the question, and what is told behind as the answer that it may be."""
    asked, mark, told = narrow(words).partition("?")
    if not mark or field.kind in FREE or not told.strip() or not asks(f"{asked}?"):
        return False
    match understand(step, field, slots, told.strip()):
        case Read(entries) if any(entry.value is not None for entry in entries):
            way = Alternative(shown_entries(field, entries), entries)
            reading = Unsure(Why.CLOSEST, (way, NONE_OF_THESE), {"words": excerpt(told.strip())})
        case Unsure() as reading:
            pass
        case _:
            return False
    step.say(Explain(field.name))
    answer(step, field, slots, told.strip(), reading)
    return True


def _answer_or_search(step: Step, field: Field, slots: tuple[str, ...], words: str, *, searching: bool) -> None:
    if _asked_first(step, field, slots, words):
        return
    reading = understand(step, field, slots, words)
    unread = isinstance(reading, Unreadable) and reading.why in _MAY_BE_SEARCHED and not is_text(field)
    fields = search(step.form, words) if searching and unread and field.kind not in _CHOSEN else ()
    asked = isinstance(reading, Unreadable) and reading.why is not Why.ASKED
    more = asked and _reads_like_text(words) and not like(step, words)
    text = composing.just_kept(step) if more else None
    if fields:
        offer_fields(step, fields)
    elif text is not None:
        composing.offer_to_join(step, text, words)
    elif not _meant_otherwise(step, field, words, reading, searching=searching):
        answer(step, field, slots, words, reading)
        offered_to_keep(step, field, words, reading)
        if isinstance(reading, Unsure) and isinstance(step.state, Deciding):
            offer_beside(step, field, words, reading)


def _meant_otherwise(step: Step, field: Field, words: str, reading: Reading, *, searching: bool) -> bool:
    """What keeps somebody from answering, a wish, or words that are no answer: what they may mean is offered."""
    kept_from = hindered(step, words)
    if (searching or isinstance(reading, Unreadable)) and clearly_resembled(step, words, reading, hindered=kept_from):
        return True
    if kept_from and offered_instead(step, field, words, reading):
        return True
    wish = searching or isinstance(reading, Unreadable)
    return (wish and perhaps_wished(step, words, field, reading)) or offered_instead(step, field, words, reading)


def _reads_like_text(words: str) -> bool:
    return letters(words) >= _SHORTEST_TEXT
