"""A sentence that was taken apart is heard: what only shows is shown, what else is done is offered with its parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from dialogs.desk.ground.step import DeskStep, Mark
from dialogs.desk.ground.whether import ask_whether, say_so
from dialogs.desk.hearing import mentioning, mentioning_cities
from dialogs.desk.sentence.parts import clauses_in, plain_of
from dialogs.desk.sentence.ranking import Wished
from dialogs.desk.sentence.told import said_beside
from dialogs.desk.sentence.wishes import left_over, wishes_in
from dialogs.reading.cleaning import excerpt
from dialogs.saying.briefs import Note, OneCounty
from dialogs.state.conversation import Resting
from dialogs.state.errands import Annotate, Export, KeepFollowUp, Look, Recount, SetDate
from dialogs.state.examining import Examine
from dialogs.state.handing_errands import CountExports
from dialogs.turn.messages import Request

_LONGEST, _MOST = 400, 6
_LOOKS = (Look, Recount, Examine, Export, CountExports)
_KEEPS = (Annotate, KeepFollowUp)
_UNCLEAR = frozenset(("unclear", "perhaps", "nothing called so", "which place"))


def heard(step: DeskStep, words: str, hear: Callable[[DeskStep, str], None], *, first: bool = False) -> bool:
    """Whether verbs of the desk with their parts are in a sentence; they are done where they only show, or offered.

    ``first``: only where one of them is said so plainly that no other reading comes before it.
    """
    plain = plain_of(words)
    if not isinstance(step.state, Resting) or len(plain) > _LONGEST or (first and not _plainly(step, plain)):
        return False
    clauses = clauses_in(step, plain)
    wishes = _once(wishes_in(step, plain, clauses))
    left = left_over(clauses, wishes)
    if first and not any(each.verb is not None and each.verb.first for each in wishes):
        return False
    if not wishes or (left and all(each.verb is None for each in wishes)):
        return False
    before = step.mark()
    if not _done(step, wishes, hear):
        step.rewind(before)
        _offer(step, plain, wishes)
    elif left:
        step.say(Note("left over", {"words": excerpt(left)}))
    return True


def _plainly(step: DeskStep, plain: str) -> bool:
    """Whether what has to be said beside a verb that comes first is said at all, which is soon looked up."""
    return any(each.first and re.search(each.beside, plain) for each in step.form.desk_verbs.by_name.values())


def mentioned(step: DeskStep, words: str, hear: Callable[[DeskStep, str], None]) -> bool:
    """A county or a city in a sentence; where it is only opened for it, the sentence is taken apart first."""
    before = step.mark()
    done = mentioning_cities.mentioned(step, words) or mentioning.mentioned(step, words)
    if not done or not (_only_opened(step, before) or _says_more(step, words)):
        return done
    opened = step.mark()
    step.rewind(before)
    if not heard(step, words, hear):
        step.rewind(opened)
    return True


def _says_more(step: DeskStep, words: str) -> bool:
    """保定啥时候能报上来，跟他们说声5月8号截止: whether something is asked and done, or done 顺便."""
    plain = plain_of(words)
    wishes = _once(wishes_in(step, plain, clauses_in(step, plain)))
    deeds = {each.verb.name for each in wishes if each.verb is not None}
    return len(wishes) > 1 and bool(deeds) and (any(each.verb is None for each in wishes) or said_beside(plain))


def _only_opened(step: DeskStep, before: Mark) -> bool:
    """Whether since then a county was looked at, and nothing else done or said."""
    requests, replies = step.requested[len(before.requests) :], step.said[len(before.replies) :]
    return all(isinstance(each, Look) for each in requests) and all(isinstance(each, OneCounty) for each in replies)


def _once(wishes: Sequence[Wished]) -> list[Wished]:
    """南宫是谁在弄，手机多少: what is typed the same is wished once."""
    found: dict[tuple[str, ...], Wished] = {}
    for each in wishes:
        there = found.get(each.typed)
        found[each.typed] = each if there is None else replace(there, clauses=there.clauses | each.clauses)
    return list(found.values())


def _done(step: DeskStep, wishes: Sequence[Wished], hear: Callable[[DeskStep, str], None]) -> bool:
    """Whether all of it only shows, one behind the other; then it is done."""
    for place, wish in enumerate(wishes):
        asked = len(step.requested)
        if len(wish.typed) > 1 or not isinstance(step.state, Resting):
            return False
        hear(step, wish.typed[0])
        new = step.requested[asked:]
        if not all(_only_shows(wish, each) for each in new) or (new and place < len(wishes) - 1):
            return False
        if getattr(step.last_said, "what", "") in _UNCLEAR:
            return False
    return True


def _only_shows(wish: Wished, request: Request) -> bool:
    if isinstance(request, SetDate):
        return not request.really
    keeps = wish.verb is not None and wish.verb.safe and isinstance(request, _KEEPS)
    return keeps or isinstance(request, _LOOKS)


def _offer(step: DeskStep, plain: str, wishes: Sequence[Wished]) -> None:
    typed = [each for wish in wishes for each in wish.typed][:_MOST]
    ask_whether(step, plain, [say_so(each) for each in typed])
