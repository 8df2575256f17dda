"""What a typed message means: ``HEARS`` says for every state which readings it hears, the surest first.

The first reading that knows what the words mean does it; the last one of every state takes whatever is left: an answer,
a part of a text, a reason. Where one message has two meanings of equal strength, its reading offers both (``either``).
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Mapping

from dialogs import awaiting, commanding, composing, either, importing, mending, pinning, sharing, sourcing, speaking
from dialogs.actions import Run
from dialogs.answering import answer, is_text, receive, take, understand
from dialogs.application import Act
from dialogs.conversation import (
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
from dialogs.correcting import correction, offer_correction, starts_with_number
from dialogs.form import Field, Form, Kind
from dialogs.going import filled_section, offer_fields, went
from dialogs.jumping import asks_to_change, search
from dialogs.leaving import Left, left_behind, mention
from dialogs.naming import named_button
from dialogs.objecting import keep, was_about_it
from dialogs.options import Option
from dialogs.pressing import act
from dialogs.reading.cleaning import excerpt
from dialogs.reading.results import Unreadable, Why
from dialogs.reminding import kept_email
from dialogs.replies import Misread, Told
from dialogs.step import Step
from dialogs.writing_back import wrote_back

_SHORTEST_REASON = 2
_SHORTEST_TEXT = 10
"""Letters from which on words behind a text may be more of it."""
_LONGEST_ASIDE = 4_000
"""Characters up to which a message is looked at as a command, a jump or a correction; a longer one is a text."""
_WIDE = re.compile(r"[ \t\u3000]{9,}")
_POLITE = re.compile(
    "^(?:请|麻烦(?:您|你)?|帮我|帮忙|给我|我要|我想要?|想|看一下|看看|查看|查一下|把|去|那就?|(?:谢谢|好的|辛苦了|嗯)[,，]?|"
    "(?:我们|咱们)(?:县|区|市)?(?=今年|不|放弃|又|还是)|我县|我区)+|"
    "(?:发?给我|发我|发来|一下|吧|呢|啊|哈|哦|谢谢)+$"
)
"""What stands around a command: 麻烦帮我检查一下."""
_OF_ONE_QUESTION = frozenset({"next", "later", "back", "done", "undo", "rewrite", "drop"})
_CHOSEN = (Kind.CHOICE, Kind.MULTI)
_MAY_BE_SEARCHED = frozenset((Why.NOT_A_NUMBER, Why.NOT_A_DATE, Why.NOT_A_PHONE, Why.NOT_A_MATRIX, Why.NO_SUCH_PLACE))

Rung = Callable[[Step, str], bool]
"""A reading: does what the words mean and returns True, or leaves everything as it is."""


def hear(step: Step, words: str, about: str | None) -> None:
    """Do what the words mean, and say what was left undecided by them.

    ``about`` is the field that was asked about when they were said, where a newer question was not in sight yet.
    """
    if not words:
        unclear(step, words)
        return
    here, left = step.here, left_behind(step)
    plain = _WIDE.sub("        ", words)
    done = next(rung for rung in _rungs(step, words, about) if rung(step, words if rung in ANSWERS else plain))
    if done is not named_a_button and not (done in ANSWERS and left is not None and _about(left, here)):
        mention(step, left)


def _rungs(step: Step, words: str, about: str | None) -> tuple[Rung, ...]:
    state, long = step.state, len(words) > _LONGEST_ASIDE
    hears = (LONG if long else HEARS)[type(state)]
    if isinstance(state, TakingOver) and about is not None:
        return (heard_before_a_file,)
    if about is None or isinstance(state, Resting | Filing | Proving):
        return hears
    if (
        isinstance(state, Asking | Composing) and state.field == about
    ):  # a part of the same answer, but no button's number
        return tuple(rung for rung in hears if rung is not named_a_button)
    return (*(EARLY[:1] if long else EARLY), functools.partial(said_early, about=about))


def _about(left: Left, here: Field | None) -> bool:
    """Whether words that the state took were about what was undecided."""
    return left.store is None if here is None else left.field == here.name


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


def named_a_button(step: Step, words: str) -> bool:
    """Its number standing alone, or its own words. Boxes are ticked by reading, since several may be named."""
    asked = step.form.by_name[step.state.field] if isinstance(step.state, Asking) else None
    if asked is not None and (asked.kind is Kind.MULTI or either.has_unit(asked, words)):
        return False
    action = named_button(step, words)
    if action is None:
        return False
    if not either.button_or_figure(step, action, words):
        act(step, action)
    return True


def was_a_command(step: Step, words: str) -> bool:
    """A command in full works in every state, with what is said around it out of politeness."""
    command = command_in(step.form, words)
    if command is not None:
        commanding.run(step, command)
    return command is not None


def command_in(form: Form, words: str) -> str | None:
    """The command that words are, with or without what is said around it out of politeness."""
    said = unicodedata.normalize("NFKC", words).strip(" 。.!！~～").casefold() or words
    return form.lexicon.get(said) or form.lexicon.get(_POLITE.sub("", said))


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


def was_a_command_of_any_place(step: Step, words: str) -> bool:
    """A command that does the same whatever is asked; 下一题 and 稍后 speak of the question that was seen."""
    return command_in(step.form, words) not in _OF_ONE_QUESTION and was_a_command(step, words)


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


def corrected(step: Step, words: str) -> bool:
    """A correction names its question, or means the last answer."""
    found = correction(step, words)
    if found is None:
        return False
    if found.named:
        composing.save(step)
    if found.named and found.entries:
        take(step, found.field, found.entries, words)
    elif found.named:
        receive(step, found.field, found.field.paths, found.said or words)
    else:
        offer_correction(step, found, words)
    return True


def corrected_by_number(step: Step, words: str) -> bool:
    """Beside a reason only a correction that names its question is one."""
    return starts_with_number(words) and corrected(step, words)


def corrected_beside_a_text(step: Step, words: str) -> bool:
    """Once a text has begun, only a correction that names its question is no part of it."""
    begun = isinstance(step.state, Composing) and step.state.text
    return (not begun or starts_with_number(words)) and corrected(step, words)


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
    if not isinstance(state, Deciding) or state.finding is None:
        return False
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
    if sum(character.isalpha() for character in words) < _SHORTEST_REASON:
        step.say(Told("no reason"))
    elif key is not None:
        keep(step, key, words)
    else:
        step.application = step.application.with_act(Act("declined", step.conversation.person, step.now, words))
        step.offer(Told("declined", {"reason": words}, (Option("resume"),)), (Run("resume"),), Resting())
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
    else:
        unclear(step, words)
    return True


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


def _answer_or_search(step: Step, field: Field, slots: tuple[str, ...], words: str, *, searching: bool) -> None:
    reading = understand(step, field, slots, words)
    unread = isinstance(reading, Unreadable) and reading.why in _MAY_BE_SEARCHED and not is_text(field)
    fields = search(step.form, words) if searching and unread and field.kind not in _CHOSEN else ()
    text = composing.just_kept(step) if isinstance(reading, Unreadable) and _reads_like_text(words) else None
    if fields:
        offer_fields(step, fields)
    elif text is not None:
        composing.offer_to_join(step, text, words)
    else:
        answer(step, field, slots, words, reading)


def _reads_like_text(words: str) -> bool:
    return sum(character.isalpha() for character in words) >= _SHORTEST_TEXT


_ANYWHERE: tuple[Rung, ...] = (filled_section, named_a_button, was_a_command)
_ELSEWHERE: tuple[Rung, ...] = (
    *_ANYWHERE,
    mending.stood_by,
    wrote_back,
    about_evidence,
    kept_email,
    handed_over,
    about_sources,
    about_departments,
    went,
)

HEARS: Mapping[type[State], tuple[Rung, ...]] = {
    Resting: (*_ELSEWHERE, corrected, taken_up),
    Asking: (*_ELSEWHERE, corrected, answered),
    Deciding: (*_ELSEWHERE, corrected, answered_again, answered),
    Composing: (*_ELSEWHERE, corrected_beside_a_text, composed),
    Reasoning: (*_ANYWHERE, changed, corrected_by_number, reasoned),
    Justifying: (*_ANYWHERE, changed, corrected_by_number, mending.explained),
    Filing: (*_ANYWHERE, wrote_back, about_evidence, kept_email, heard_behind),
    Proving: (*_ANYWHERE, mending.stood_by, wrote_back, about_evidence, kept_email, heard_behind),
    TakingOver: (*_ANYWHERE, wrote_back, kept_email, importing.answered_otherwise, heard_behind),
}
"""What each state hears, the surest first. The last one takes what no other knows, so that every message is heard."""

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
ANSWERS: frozenset[Rung] = frozenset((*_OF_A_STATE, mending.explained))
"""Readings of words that are the state's own: they are taken exactly as they were typed."""
