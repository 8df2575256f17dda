"""Whom a broadcast is for, in words: 除了清河都发, 去掉临西, 再加上威县, 不发给没填完的, 没填完的和清河, 全都发."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dialogs.desk.broadcasts import announcing
from dialogs.desk.ground.meanings import choice, chooses, names
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.ground.words import NEGATED
from dialogs.saying.briefs import Note
from dialogs.state.desk_states import Drafting
from dialogs.words.wishes import BREAK, FILLER, UNKNOWN, Token, pieces

_LEAVING_OUT = frozenset(("exclude", "discard", "undo", "hold", "call_off"))
_ADDING = frozenset(("plus", "add"))
_LONGEST = 60
_ASKS = re.compile("看|检查|核对|吗|谁|几|多少|[?？]|没有$")
"""发了吗, 发之前我再看一眼, 谁收不到: it stands there, and has not gone."""
_OTHERS = re.compile("不是.{1,12}?[,， ]?(?:而?是|应该是)(?P<new>.{2,12}?)[吧啊。]?")
_OWN = re.compile("我自己|(?:给|发)我.{0,2}(?:也|抄送)|也(?:给|发给)我|抄送")
"""给我自己也发一份: there is no copy."""
_WHETHER = re.compile("要不要|发不发|该不该|是不是|用不用|需不需要|会不会")
"""要不要先发给清河看看: a question, and nobody is chosen by it."""
_SAYS_NOTHING = frozenset((FILLER, BREAK, "look", "ack"))


def whether(step: DeskStep, words: str) -> bool:
    """发不发呢, 要不要先发给清河: the broadcast that is ready is shown, and stays."""
    state = step.state
    asked = isinstance(state, Drafting) and state.stage == "confirm" and bool(_WHETHER.search(words))
    if asked and isinstance(state, Drafting):
        announcing.go_on(step, state)
    return asked


def of_cities(step: DeskStep, words: str) -> bool:
    """还没上报的市: whom no broadcast of the province reaches; that is said, and whom it is for is asked anew."""
    tokens = pieces(step.form.desk_speech, words, names(step, words))
    if step.region.scope or not _ready(step, words) or not any(each.concept == "cities" for each in tokens):
        return False
    step.say(Note("cities not reached"))
    announcing.reaudience(step)
    return True


def _ready(step: DeskStep, words: str) -> bool:
    return isinstance(step.state, Drafting) and step.state.stage != "text" and len(words) <= _LONGEST


def addressed(step: DeskStep, words: str) -> bool:
    """Whether the words say for which counties the broadcast is, or is not; it is shown anew before it goes."""
    state = step.state
    if not isinstance(state, Drafting) or not _ready(step, words):
        return False
    tokens = pieces(step.form.desk_speech, words, names(step, words))
    if _others(step, words):
        return True
    if _OWN.search(words):
        step.say(Note("no copy"))
        announcing.go_on(step, state)
        return True
    return _about_it(step, state, words, tokens) or _chosen(step, state, words, tokens)


def _others(step: DeskStep, words: str) -> bool:
    """不是没送审的是没填完的: these in place of those."""
    found = _OTHERS.fullmatch(words.strip())
    chosen = choice(step, pieces(step.form.desk_speech, found["new"], names(step, found["new"]))) if found else ""
    if chosen:
        announcing.audience(step, chosen)
    return bool(chosen)


def _about_it(step: DeskStep, state: Drafting, words: str, tokens: Sequence[Token]) -> bool:
    """时间写错了 asks for the text anew; 这样行不行 and 发了吗 show it once more."""
    said = {each.concept for each in tokens}
    ready = state.stage == "confirm" and ("county" not in said or bool(_WHETHER.search(words)))
    if ready and said - _SAYS_NOTHING == {"wrong"}:
        step.say(Note("not gone yet"))
        announcing.confirm(step, state)
    elif ready and {"wrong", "change"} & said:
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
