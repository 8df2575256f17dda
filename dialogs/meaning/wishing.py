"""Doing what somebody wishes, however it is worded: a command, a question of the form, a part of it, a word of comfort.

``wished`` is sure of every word of the message; ``perhaps_wished`` is not, and asks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dialogs.answers.answering import understand
from dialogs.commands.telling import MATTERS
from dialogs.definition.form import FREE, Field
from dialogs.definition.jumping import by_id
from dialogs.meaning.deeds import do, offer
from dialogs.meaning.ordered import commands_inside
from dialogs.meaning.pointing import pointed
from dialogs.meaning.resembling import asks_for, commands_of, resembled
from dialogs.reading.cleaning import excerpt
from dialogs.reading.results import Read, Reading, Unreadable, Unsure, Why
from dialogs.record.options import Option
from dialogs.saying.replies import Told
from dialogs.state.actions import Change, Run
from dialogs.state.conversation import Asking, Composing, Deciding, Justifying, Reasoning
from dialogs.turn import sharing
from dialogs.turn.step import Step
from dialogs.words.likely import is_talk, likely, nearest
from dialogs.words.spelling import printed
from dialogs.words.wishes import CHAT, Meant, pieces
from dialogs.words.wishes import wished as wishes_in

_FIGURE = re.compile("(?<![0-9])(?!20[0-9]{2}年?(?![0-9]))(?:[0-9]{2}|[0-9](?![.0-9]))")
_ANY_FIGURE = re.compile("[0-9〇零一二三四五六七八九十百千万亿]")
_OF_ANY_TALK = ("help", "later", "sections", "about")
"""What is offered where nobody knows what the talk is about."""
_LONGEST_ASIDE = 30
"""Characters up to which words beside a text that has begun may be a wish."""
_POLITE = (
    "请",
    "麻烦",
    "帮",
    "能不能",
    "能否",
    "可以",
    "可不可以",
    "怎么",
    "咋",
    "如何",
    "我想",
    "我要",
    "想",
    "please",
)
_SAID_INSTEAD = (Why.REFERENCE, Why.CLASSIFIED)
"""What a question itself knows to answer: 见附件, 保密."""
_SAME = ("misread", "reference")
"""跟前面那个一样: done by the question, where it has a like answer above."""
_LIKE = ("和", "跟", "与", "同", "按", "照")
"""和上面一个人 is no way back to the question above."""
_SAID_AS_WELL = ((Why.ASKED, ("run", "help")), (Why.ACKNOWLEDGED, ("run", "pause")))
"""What a question knows to answer to the same wish: 必须填吗, 稍等我查查."""
_NO_REASON = frozenset(("run", "offer", "see", "part", "hesitate", "mend", "beside", "todo"))
"""What is done where a reason is awaited; 领导说不报了 or 太麻烦 may be the reason itself."""
_GOING_ON = (("run", "done"), ("run", "later"), ("run", "pause"))
_ONWARDS = (("run", "next"), ("run", "continue"))
_NO_FIGURE = frozenset((Why.NOT_A_NUMBER, Why.NOT_A_PHONE))
"""Where words without any figure are no answer, whatever they are."""
_ABOUT_THE_QUESTION = frozenset(("explain", "must", "length", "compose", "computed", "same"))
_TAKING_BACK = (("run", "undo"), ("run", "drop"))
"""What is not done beside another wish: 不小心点了提交，咋撤 is no wish to lose the last answer."""
_TELLING = frozenset(("help", "about", "deadlines", "devices"))
"""Commands that only say something: the question stands."""
_REASONS = frozenset(("decline", "pause", "later", "next", "done", "undo", "about"))


def wished(step: Step, words: str) -> bool:
    """Whether every word of a message speaks of a wish; it is done."""
    state = step.state
    if isinstance(state, Composing) and len(words) > _LONGEST_ASIDE:
        return False
    found = _in_turn(wishes_in(step.form.speech, words))
    if found and all(_can(step, each) for each in found) and not _is_for_the_state(step, found, words):
        if len(found) > 1 and any(each.do in _TAKING_BACK or each.do[0] == "offer" for each in found):
            offer(step, words, [command for each in found for command in commands_of(each.do)])
            return True
        for each in found:
            do(step, each, words)
        return True
    return pointed(step, words)


def _in_turn(found: tuple[Meant, ...]) -> tuple[Meant, ...]:
    """写完了，下一题: what goes on by itself is not told to go on once more."""
    hesitating = tuple(each for each in found if each.do == ("hesitate",))
    if hesitating:
        return hesitating[:1]
    if not any(each.do in _GOING_ON for each in found):
        return found
    return tuple(each for each in found if each.do not in _ONWARDS)


def perhaps_wished(step: Step, words: str, field: Field | None = None, reading: Reading | None = None) -> bool:
    """A message of which a few words are unknown: what it probably wishes is offered, unless it is an answer."""
    match reading:
        case Unsure(why=Why.NO_ANSWER):
            open_to_it = True
        case Read() | Unsure():
            open_to_it = field is not None and field.kind in FREE and words.startswith(_POLITE)
        case Unreadable(why):
            open_to_it = why not in _SAID_INSTEAD and why is not Why.ACKNOWLEDGED
        case _:
            open_to_it = True
    meant = likely(step.form.speech, words) if open_to_it else None
    if meant is None and open_to_it and resembled(step, words, reading):
        return True
    if meant is None:
        return open_to_it and _may_be_elsewhere(step, words, reading) and _offered_nearest(step, words, reading)
    tells = meant.do[0] in MATTERS or meant.do[-1] in _TELLING
    if not isinstance(reading, Read | None) and tells and asks_for(words):
        do(step, meant, words)
        return True
    commands = commands_of(meant.do)
    if not commands or not _can(step, meant):
        return _offered_nearest(step, words, reading)
    offer(step, words, commands)
    return True


def _may_be_elsewhere(step: Step, words: str, reading: Reading | None) -> bool:
    """Whether words that are no answer may be about something else than the open question."""
    if reading is None:
        return True
    about = {each.concept for each in pieces(step.form.speech, words)} & _ABOUT_THE_QUESTION
    if not isinstance(reading, Unreadable) or about:
        return False
    return reading.why in _NO_FIGURE or is_talk(step.form.speech, words)


def _offered_nearest(step: Step, words: str, reading: Reading | None) -> bool:
    """What a message that is mostly unknown may wish is offered; figures in it are rather a part of an answer."""
    found = () if _FIGURE.search(words) else nearest(step.form.speech, words)
    if not found and {each.concept for each in pieces(step.form.speech, words)} & {"thanks", "greet", "small"}:
        do(step, Meant((CHAT,), ()), words)
        return True
    commands = tuple(command for meant in found for command in commands_of(meant.do))
    if not found and not (isinstance(reading, Unreadable) and reading.why is Why.ASKED):
        commands = commands_inside(step.form, words)
    field = _numbered(step, words)
    if field is not None and not commands:
        options = (Option("jump", {"id": field.id}), Option("command", {"command": "continue"}))
        step.offer(Told("which wish", {"words": excerpt(words)}, options), (Change(field.name), Run("continue")))
        return True
    if commands:
        offer(step, words, (*commands, "help") if step.here is not None else commands)
    elif found and found[0].do[0] in MATTERS:
        do(step, found[0], words)
    elif _is_only_talk(step, words, reading):
        offer(step, words, _OF_ANY_TALK)
    else:
        return False
    return True


def _is_only_talk(step: Step, words: str, reading: Reading | None) -> bool:
    """Whether words without a figure, where one is asked for, are said in conversation."""
    wants_figure = isinstance(reading, Unreadable) and reading.why in _NO_FIGURE
    return wants_figure and not _ANY_FIGURE.search(words) and is_talk(step.form.speech, words)


def _numbered(step: Step, words: str) -> Field | None:
    """2.10那道题我选了无: the question whose number stands in words that are not understood otherwise."""
    numbers = [each.words for each in pieces(step.form.speech, words) if each.concept == "number"]
    return by_id(step.form, printed(numbers[0])) if len(numbers) == 1 else None


def commands_meant(step: Step, words: str) -> tuple[str, ...]:
    """The commands that a message of which a few words are unknown probably wishes."""
    meant = likely(step.form.speech, words)
    every = (meant,) if meant is not None else nearest(step.form.speech, words)
    return tuple(command for each in every for command in commands_of(each.do))


def _is_for_the_state(step: Step, found: Sequence[Meant], words: str) -> bool:
    """Whether words that may be a wish are what the state waits for: a reason, or an answer that is no free text."""
    state = step.state
    if isinstance(state, Reasoning | Justifying):
        return _may_be_reason(found)
    if not isinstance(state, Asking | Deciding | Composing) or found[0].do == ("see",):
        return False
    field = step.form.by_name[state.field]
    slots = field.paths if isinstance(state, Composing) else state.slots
    match understand(step, field, slots, words):
        case Read(entries):
            own = [entry for entry in entries if entry.value is not None and str(entry.value) in words]
            return field.kind not in FREE or not own
        case Unsure(Why.CLOSEST) if found[0].do == _SAME or words.startswith(_LIKE):
            return True
        case Unsure(why):
            return field.kind not in FREE and why is not Why.NO_ANSWER and found[0].do[:2] != ("offer", "undo")
        case Unreadable(why):
            return why in _SAID_INSTEAD or (why, found[0].do) in _SAID_AS_WELL


def _may_be_reason(found: Sequence[Meant]) -> bool:
    return any(each.do[0] not in _NO_REASON or each.do[-1] in _REASONS for each in found)


def _can(step: Step, meant: Meant) -> bool:
    """Whether what is meant is there: a number may be no question's, a part none of this form."""
    if meant.do == ("see",):
        return by_id(step.form, printed(meant.words("number"))) is not None
    if meant.do == ("part",):
        return bool(sharing.named_sections(step.form, meant.words("part").removeprefix("从")))
    return True
