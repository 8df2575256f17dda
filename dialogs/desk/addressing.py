"""Whom a broadcast is for, in words: 除了清河都发, 去掉临西, 再加上威县, 发给清河和临西的, 全都发."""

from __future__ import annotations

import re
from dataclasses import replace

from dialogs.desk import announcing
from dialogs.desk.mentioning import counties_in
from dialogs.desk.step import DeskStep
from dialogs.desk.words import NEGATED
from dialogs.desk_states import Drafting
from dialogs.wishes import BREAK, FILLER, UNKNOWN, pieces

_LEAVING_OUT = frozenset(("exclude", "discard", "undo", "hold", "call_off"))
_LONGEST = 60
_ASKS = re.compile("看|吗|谁|几|多少|[?？]|没有$")
"""发了吗, 发之前我再看一眼, 谁收不到: it stands there, and has not gone."""
_SAYS_NOTHING = frozenset((FILLER, BREAK, "look", "ack"))


def addressed(step: DeskStep, words: str) -> bool:
    """Whether the words say for which counties the broadcast is, or is not; it is shown anew before it goes."""
    state = step.state
    if not isinstance(state, Drafting) or state.stage == "text" or len(words) > _LONGEST:
        return False
    found = counties_in(step, words)
    tokens = pieces(step.form.desk_speech, words, {name: "county" for _, name in found})
    said = {each.concept for each in tokens}
    if state.stage == "confirm" and not found and {"wrong", "change"} & said:
        announcing.retext(step)
        return True
    if not said - _SAYS_NOTHING and state.people:  # 这样行不行
        announcing.go_on(step, state)
        return True
    if NEGATED.search(words):
        said.add("negated")
    if state.stage == "confirm" and not found and _ASKS.search(words):
        announcing.go_on(step, state)
        return True
    if UNKNOWN in said or not (found or "everybody" in said):
        return False
    named = {county.code for county, _ in found}
    people = tuple(
        each.person for each in step.region.contacts if _meant(state, said, each.county in named, each.person)
    )
    if not people:
        return False
    announcing.confirm(step, replace(state, people=people, words=words.strip()))
    return True


def _meant(draft: Drafting, said: set[str], named: bool, person: int) -> bool:
    """Whether a contact gets it: of those chosen so far (of all where none is chosen) without, with, or those named."""
    so_far = not draft.people or person in draft.people
    if said & _LEAVING_OUT or "negated" in said:
        return so_far and not named
    if "plus" in said or "add" in said:
        return named or (bool(draft.people) and so_far)
    return named or "everybody" in said
