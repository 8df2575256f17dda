"""Whom a broadcast is for, in words: 除了清河都发, 去掉临西, 再加上威县, 不发给没填完的, 没填完的和清河, 全都发."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dialogs.desk import announcing
from dialogs.desk.meanings import choice, chooses, names
from dialogs.desk.step import DeskStep
from dialogs.desk.words import NEGATED
from dialogs.desk_states import Drafting
from dialogs.wishes import BREAK, FILLER, UNKNOWN, Token, pieces

_LEAVING_OUT = frozenset(("exclude", "discard", "undo", "hold", "call_off"))
_ADDING = frozenset(("plus", "add"))
_LONGEST = 60
_ASKS = re.compile("看|吗|谁|几|多少|[?？]|没有$")
"""发了吗, 发之前我再看一眼, 谁收不到: it stands there, and has not gone."""
_SAYS_NOTHING = frozenset((FILLER, BREAK, "look", "ack"))


def addressed(step: DeskStep, words: str) -> bool:
    """Whether the words say for which counties the broadcast is, or is not; it is shown anew before it goes."""
    state = step.state
    if not isinstance(state, Drafting) or state.stage == "text" or len(words) > _LONGEST:
        return False
    tokens = pieces(step.form.desk_speech, words, names(step, words))
    return _about_it(step, state, words, tokens) or _chosen(step, state, words, tokens)


def _about_it(step: DeskStep, state: Drafting, words: str, tokens: Sequence[Token]) -> bool:
    """时间写错了 asks for the text anew; 这样行不行 and 发了吗 show it once more."""
    said = {each.concept for each in tokens}
    ready = state.stage == "confirm" and "county" not in said
    if ready and {"wrong", "change"} & said:
        announcing.retext(step)
    elif (state.people and not said - _SAYS_NOTHING) or (ready and _ASKS.search(words)):
        announcing.go_on(step, state)
    else:
        return False
    return True


def _chosen(step: DeskStep, state: Drafting, words: str, tokens: Sequence[Token]) -> bool:
    said = {each.concept for each in tokens}
    states = [each for each in tokens if each.concept not in ("county", "everybody", "colleague")]
    counties = {*_of(step, [each for each in tokens if each.concept == "county"]), *_of(step, states)}
    if UNKNOWN in said or not (counties or "everybody" in said):
        return False
    without = bool(said & _LEAVING_OUT) or NEGATED.search("".join(_plain(tokens))) is not None
    said = said - {"everybody"} if counties and not without else said  # 没填完的都发
    people = tuple(
        each.person
        for each in step.region.contacts
        if _meant(state, said, each.person, named=each.county in counties, without=without)
    )
    if people:
        announcing.confirm(step, replace(state, people=people, words=words.strip()))
    return bool(people)


def _of(step: DeskStep, tokens: Sequence[Token]) -> tuple[str, ...]:
    """The counties that these words choose."""
    words = choice(step, tokens)
    return chooses(step, words) if words else ()


def _plain(tokens: Sequence[Token]) -> list[str]:
    """The words beside the names of states: 不申报的 says nothing of whom it is not for, 不发给 does."""
    return [each.words for each in tokens if each.concept in (FILLER, "give", "write", "send", "hold", "call_off")]


def _meant(draft: Drafting, said: set[str], person: int, *, named: bool, without: bool) -> bool:
    """Whether a contact gets it: of those chosen so far (of all where none is chosen) without, with, or those named."""
    so_far = not draft.people or person in draft.people
    if without:
        return so_far and not named
    if said & _ADDING:
        return named or (bool(draft.people) and so_far)
    return named or "everybody" in said
