"""What a typed message means: ``HEARS`` says for every state which readings it hears, the surest first.

The first reading that knows what the words mean does it; the last one of every state takes whatever is left: an answer,
a part of a text, a reason. Where one message has two meanings of equal strength, its reading offers both (``either``).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping

from dialogs.answers import composing, sourcing
from dialogs.answers.leaving import Left, left_behind, mention
from dialogs.commands import awaiting
from dialogs.commands.reminding import kept_email
from dialogs.definition.form import Field, Kind
from dialogs.definition.jumping import asks_to_change
from dialogs.files import importing, pinning
from dialogs.meaning import either, speaking
from dialogs.meaning.asides import said_aside
from dialogs.meaning.asking_what_fits import asked_what_fits
from dialogs.meaning.behind_a_text import text_ended
from dialogs.meaning.complaining import complained, disowned
from dialogs.meaning.corrections import (
    called_wrong,
    corrected,
    corrected_beside_a_text,
    corrected_by_number,
    thought_again,
)
from dialogs.meaning.explaining import asked_about_another
from dialogs.meaning.going import filled_section, went
from dialogs.meaning.leaving_for import left_for
from dialogs.meaning.open_offer import offer_agreed, offer_changed, offered_again, standing_offer
from dialogs.meaning.ordered import took_back, was_a_command, was_a_command_of_any_place
from dialogs.meaning.pressing import act
from dialogs.meaning.putting_off import put_off
from dialogs.meaning.reasons import perhaps_no_reason
from dialogs.meaning.revising import revised_text
from dialogs.meaning.said_beside import said_beside_answer
from dialogs.meaning.said_better import said_better
from dialogs.meaning.taken import answered, answered_again, composed, reasoned, taken_up, unclear
from dialogs.meaning.texts_put_off import texts_put_off
from dialogs.meaning.trimming import trimmed
from dialogs.meaning.unanswered import hindered_by_others
from dialogs.meaning.unit_said import unit_said
from dialogs.meaning.wishing import wished
from dialogs.review import mending
from dialogs.review.writing_back import wrote_back
from dialogs.saying.replies import Told
from dialogs.state.conversation import (
    Asking,
    Composing,
    Deciding,
    Filing,
    Justifying,
    Proving,
    Reasoning,
    Resting,
    State,
    TakingOver,
)
from dialogs.turn import sharing
from dialogs.turn.naming import named_button
from dialogs.turn.step import Step
from dialogs.words.spelling import in_characters, respelled

_LONGEST_ASIDE = 4_000
"""Characters up to which a message is looked at as a command, a jump or a correction; a longer one is a text."""
_WIDE = re.compile(r"[ \t\u3000]{9,}")
_NUMBERED = re.compile(r"(?P<id>[CcSs]?[0-9]{1,2}(?:\.[0-9]{1,2})?)题?[ :：、,，]*(?P<rest>(?=[^\W\d_])[^0-9\n]{2,60})")
_SLASH = re.compile(r"/(?=[^\W\d_]+)")
"""How messengers write commands: /进度."""

Rung = Callable[[Step, str], bool]
"""A reading: does what the words mean and returns True, or leaves everything as it is."""


def hear(step: Step, words: str, about: str | None) -> None:
    """Do what the words mean, and say what was left undecided by them.

    ``about`` is the field that was asked about when they were said, where a newer question was not in sight yet.
    """
    if not words:
        unclear(step, words)
        return
    words = _without_own_number(step, words)
    here, left, offer = step.here, left_behind(step), standing_offer(step)
    speech, said = step.form.speech, _SLASH.sub("", words, count=1) if words.startswith("/") else words
    plain = respelled(in_characters(_WIDE.sub("        ", said), speech.sounds, speech.words))
    done = next(rung for rung in _rungs(step, words, about) if rung(step, words if rung in ANSWERS else plain))
    if done is not named_a_button and not (done in ANSWERS and left is not None and _about(left, here)):
        mention(step, left)
    offered_again(step, offer)


def _without_own_number(step: Step, words: str) -> str:
    """2.17 没有外资, said to 2.17: the number of the open question before words without figures says nothing new."""
    field = step.form.by_name[step.state.field] if isinstance(step.state, Asking) else None
    said = _NUMBERED.fullmatch(words) if field is not None else None
    return said["rest"] if said is not None and field is not None and said["id"].upper() == field.id else words


def _rungs(step: Step, words: str, about: str | None) -> tuple[Rung, ...]:
    state, long = step.state, len(words) > _LONGEST_ASIDE
    short = HEARS if step.form.speech.is_spoken(words) else _HEARS_OF_FIGURES
    hears = (LONG if long else short)[type(state)]
    if isinstance(state, TakingOver) and about is not None:
        return (heard_before_a_file,)
    if about is None or isinstance(state, Resting | Filing | Proving):
        return hears
    if isinstance(state, Asking | Composing) and state.field == about:  # the same answer, but no button's number
        return tuple(rung for rung in hears if rung is not named_a_button)
    return (*(EARLY[:1] if long else EARLY), functools.partial(said_early, about=about))


def _about(left: Left, here: Field | None) -> bool:
    """Whether words that the state took were about what was undecided."""
    return not left.words and (left.store is None if here is None else left.field == here.name)


def named_a_button(step: Step, words: str) -> bool:
    """Its number standing alone, or its own words. Boxes are ticked by reading, since several may be named."""
    asked = step.form.by_name[step.state.field] if isinstance(step.state, Asking) else None
    boxes = (
        asked is not None
        and asked.kind is Kind.MULTI
        and any(each.verb == "choice" for each in step.conversation.options)
    )
    if boxes or (asked is not None and either.has_unit(asked, words)):
        return False
    action = named_button(step, words)
    if action is None:
        return False
    if not either.button_or_figure(step, action, words):
        act(step, action)
    return True


def about_evidence(step: Step, words: str) -> bool:
    """The number of an item, a place for files, what to do with them; 钉到 2.3."""
    return pinning.said(step, words) or speaking.said(step, words)


def heard_behind(step: Step, words: str) -> bool:
    """Other words leave files unsorted: they are for the question that was open before."""
    if isinstance(step.state, Filing):
        step.say(Told("files wait", {"count": str(len(step.journey.unsorted))}))
    if isinstance(step.state, Filing | Proving):
        step.update(state=step.state.back)
    importing.left(step)
    return any(rung(step, words) for rung in _rungs(step, words, None))


def heard_before_a_file(step: Step, words: str) -> bool:
    """Words that were said before what a file says was in sight are for the question behind, and no button of it."""
    step.update(actions=(), options=())
    return heard_behind(step, words)


def about_sources(step: Step, words: str) -> bool:
    """2.3 统计局给的, 来源 2.3 2023年统计年报."""
    return sourcing.said(step, words)


def about_departments(step: Step, words: str) -> bool:
    """统计局要填什么, 2.3 归税务局."""
    return awaiting.said(step, words)


def changed(step: Step, words: str) -> bool:
    """改 2.7 and the like: what a state hears that awaits words of any kind."""
    return asks_to_change(words) and went(step, words)


def handed_over(step: Step, words: str) -> bool:
    """请园区填第四部分."""
    handed = sharing.handing(step.form, words)
    if handed is not None:
        composing.save(step)
        sharing.hand_over(step, handed)
    return handed is not None


def said_early(step: Step, words: str, *, about: str) -> bool:
    """What was said to an earlier question, before the one that is open was in sight: asked, never taken."""
    either.either_question(step, about, words)
    return True


def refused_as_too_long(step: Step, words: str) -> bool:
    """Thousands of changes in one message: nothing of it is done, and the person hears how to go on."""
    refused = asks_to_change(words[:_LONGEST_ASIDE])
    if refused:
        step.say(Told("too many changes", {"characters": str(_LONGEST_ASIDE)}))
    return refused


_ANYWHERE: tuple[Rung, ...] = (filled_section, named_a_button, was_a_command)
_NAMED: tuple[Rung, ...] = (filled_section, named_a_button)
_NOT_NAMED: tuple[Rung, ...] = (
    text_ended,
    asked_about_another,
    *(was_a_command, took_back),
    *(mending.stood_by, wrote_back),
    about_evidence,
    kept_email,
    handed_over,
    about_sources,
    about_departments,
    went,
)
_ELSEWHERE: tuple[Rung, ...] = (*_NAMED, *_NOT_NAMED)

_PUT_OFF: tuple[Rung, ...] = (texts_put_off, left_for, put_off)
_LAST_OF_A_TEXT: tuple[Rung, ...] = (*_PUT_OFF, asked_what_fits, wished, said_aside, composed)

HEARS: Mapping[type[State], tuple[Rung, ...]] = {
    Resting: (*_ELSEWHERE, called_wrong, corrected, wished, taken_up),
    Asking: (
        revised_text,
        *_ELSEWHERE,
        *(disowned, said_beside_answer, unit_said, said_better),
        *(called_wrong, corrected, thought_again),
        *_PUT_OFF,
        hindered_by_others,
        asked_what_fits,
        wished,
        complained,
        said_aside,
        answered,
    ),
    Deciding: (
        *(*_NAMED, offer_agreed, *_NOT_NAMED, disowned, offer_changed, revised_text, said_beside_answer, unit_said),
        *(called_wrong, corrected, thought_again, asked_what_fits, wished, answered_again, complained, answered),
    ),
    Composing: (
        trimmed,
        revised_text,
        *_ELSEWHERE,
        called_wrong,
        corrected_beside_a_text,
        unit_said,
        thought_again,
        *_LAST_OF_A_TEXT,
    ),
    Reasoning: (*_ANYWHERE, changed, corrected_by_number, wished, perhaps_no_reason, reasoned),
    Justifying: (*_ANYWHERE, changed, corrected_by_number, wished, perhaps_no_reason, mending.explained),
    Filing: (*_ANYWHERE, wrote_back, about_evidence, kept_email, heard_behind),
    Proving: (*_ANYWHERE, mending.stood_by, wrote_back, about_evidence, kept_email, heard_behind),
    TakingOver: (*_ANYWHERE, wrote_back, kept_email, importing.answered_otherwise, heard_behind),
}
"""What each state hears, the surest first. The last one takes what no other knows, so that every message is heard."""

OF_WORDS: frozenset[Rung] = frozenset(
    (
        revised_text,
        text_ended,
        disowned,
        said_beside_answer,
        asked_about_another,
        unit_said,
        said_better,
        about_sources,
        about_departments,
        called_wrong,
        thought_again,
        *_PUT_OFF,
        hindered_by_others,
        asked_what_fits,
        wished,
        complained,
        said_aside,
    )
)
"""Readings that need a word to know what is meant: figures alone, most of what is typed, are not put to them."""

_HEARS_OF_FIGURES = {state: tuple(rung for rung in rungs if rung not in OF_WORDS) for state, rungs in HEARS.items()}

LONG: Mapping[type[State], tuple[Rung, ...]] = {
    Resting: (filled_section, refused_as_too_long, taken_up),
    Asking: (filled_section, refused_as_too_long, answered),
    Deciding: (filled_section, refused_as_too_long, answered),
    Composing: (filled_section, refused_as_too_long, composed),
    Reasoning: (filled_section, reasoned),
    Justifying: (filled_section, mending.explained),
    Filing: (filled_section, heard_behind),
    Proving: (filled_section, heard_behind),
    TakingOver: (filled_section, importing.answered_otherwise, heard_behind),
}
"""What each state hears in a message of thousands of characters."""

EARLY: tuple[Rung, ...] = (filled_section, was_a_command_of_any_place, handed_over, changed, corrected_by_number)
"""What is heard of words that were said before the open question was in sight: only what means the same anywhere."""

_OF_A_STATE = (answered, answered_again, importing.answered_otherwise, composed, reasoned, taken_up, heard_behind)
ANSWERS: frozenset[Rung] = frozenset((*_OF_A_STATE, mending.explained, revised_text, offer_agreed, offer_changed))
"""Readings of words that are the state's own: they are taken exactly as they were typed."""
