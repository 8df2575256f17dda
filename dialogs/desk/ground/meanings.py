"""What a message wishes at the desk, in the concepts of speech.yaml: only what can be done where one is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dialogs.desk.ground.choosing import choose
from dialogs.desk.ground.counties_named import cities_in, counties_in
from dialogs.desk.ground.places_of_review import IN_A_REVIEW
from dialogs.desk.ground.set_aside import is_purpose
from dialogs.desk.ground.step import DeskStep
from dialogs.reading.chinese import counted
from dialogs.state.conversation import Resting
from dialogs.state.desk_states import Drafting
from dialogs.state.examining import Examining
from dialogs.words.wishes import UNKNOWN, Meant, Speech, Token, pieces
from dialogs.words.wishes import wished as wishes_in

_LONGEST = 30
_WEEK = 7
_DAYS = re.compile(
    r"(?P<count>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})(?:个)?(?P<unit>天|周|星期|礼拜)(?:以上)?(?=都|没|未|不)"
)
_SEVERAL = 2
IN_A_DRAFT = frozenset(("send", "discard", "retext", "reaudience", "draft"))
"""Commands about the broadcast that is written."""
_AT_REST = frozenset(("undo", "rest"))
"""Where something is awaited, these words belong to it."""


def meant(step: DeskStep, plain: str) -> tuple[Meant, ...]:
    """The wishes of a message; looked up once for each state."""
    key = plain, type(step.state).__name__
    if key not in step.meant:
        found = wishes_in(speech(step), plain, names(step, plain)) if len(plain) <= _LONGEST else ()
        step.meant[key] = _together(found)
    return step.meant[key]


def speech(step: DeskStep) -> Speech:
    """The words of the desk, with the wishes that can be done here."""
    known = step.form.desk_speech
    return known.only(frozenset(each for each in known.deeds if can_be_done(step, each)))


def can_be_done(step: DeskStep, do: Sequence[str]) -> bool:
    """Whether there is something to do it to: a draft that is sent, a review that passes, a city's hand-up."""
    state, command = step.state, " ".join(do[1:])
    if do[0] == "send":
        return isinstance(state, Drafting) and state.stage == "confirm"
    if command == "announcements" and isinstance(state, Drafting):
        return state.stage == "text"  # of one that is ready it is asked: 谁收不到
    if command == "here":
        return isinstance(state, Examining)
    if do[0] == "handed" or command == "hand-ups":
        return not step.region.scope
    if command in IN_A_DRAFT:
        return isinstance(state, Drafting)
    if command in IN_A_REVIEW:
        return isinstance(state, Examining)
    if command in _AT_REST:
        return isinstance(state, Resting | Drafting) or (isinstance(state, Examining) and not state.waits)
    return True


def _together(found: tuple[Meant, ...]) -> tuple[Meant, ...]:
    """填报中 已填完: two words for counties in one message choose once, not the one after the other.

    我下午开会用 beside a wish says for when it is, and does not end the talk.
    """
    if len(found) >= _SEVERAL:
        found = tuple(each for each in found if not _for_what(each)) or found
    if len(found) < _SEVERAL or any(each.do != ("filter",) for each in found):
        return found
    return (Meant(("filter",), tuple(token for each in found for token in each.tokens)),)


def _for_what(wish: Meant) -> bool:
    return wish.do == ("run", "rest") and is_purpose("".join(each.words for each in wish.tokens))


def names(step: DeskStep, plain: str) -> dict[str, str]:
    """The places of the region that are named: counties, and for the province its cities."""
    cities = (name for _, name in cities_in(step, plain))
    places = dict.fromkeys((*cities, *(name for _, name in counties_in(step, plain))), "county")
    people = {*(each.name for each in step.region.contacts), *(each.name for each in step.region.links)}
    return {**{name: "people" for name in people if len(name) > 1 and name in plain}, **places}


def in_days(words: str) -> str:
    """五天没动的, 一周没动静: the days in figures."""

    def figures(found: re.Match[str]) -> str:
        count = counted(found["count"])
        return f"{count * (1 if found['unit'] == '天' else _WEEK)}天"

    return _DAYS.sub(figures, words.strip())


def choice(step: DeskStep, tokens: Sequence[Token]) -> str:
    """The words that choose the counties which these tokens speak of."""
    said = {each.concept for each in tokens}
    called = step.form.desk_speech.names
    still = "".join(each.words for each in tokens if each.concept == "still")
    places = tuple(each.words for each in tokens if each.concept == "county")
    if "proofs" in said and said & {"remain", "unfinished", "unsent", "done", "complete"}:
        return " ".join(("缺材料", *places))
    if still:
        return f"{still}没动"
    everybody = ("全部",) if any(each.words == "大家" for each in tokens) else ()
    named = [each for each in tokens if each.concept in called]
    if any(each.concept != "remain" for each in named):
        named = [each for each in named if each.concept != "remain"]  # 还有谁不报
    chosen = [called[each.concept] for each in named]
    return " ".join((*dict.fromkeys((*chosen, *everybody)), *places))


def choice_of(step: DeskStep, words: str) -> str:
    """The words that choose the counties which a phrase speaks of, and nothing else; empty where it says more."""
    tokens = pieces(step.form.desk_speech, words, names(step, words))
    return choice(step, tokens) if all(each.concept != UNKNOWN for each in tokens) else ""


def chooses(step: DeskStep, words: str) -> tuple[str, ...]:
    """The counties that words choose, by their codes."""
    chosen = choose(step.form, step.region, words, step.moment).entrants
    return tuple(dict.fromkeys(each.county for each in chosen))
