"""撤回 清河县 李四: a link that was given out is withdrawn by its place and its name."""

from __future__ import annotations

import re
from functools import reduce

from dialogs.definition.notice import County
from dialogs.desk.ground.counties_named import counties_in
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.overview import looking
from dialogs.desk.people import inviting
from dialogs.saying.briefs import Note

_OF_A_LINK = re.compile(r"[\s，,、]|给|发|的|链接|邀请|那?条")


def _no_link(step: DeskStep, county: County) -> None:
    """No link is left; whoever is in already goes by handing over."""
    step.say(Note("no link there", {"name": county.name}))
    people = "、".join(each.name for each in step.region.contacts_of(county.code))
    if people:
        step.say(Note("contact stays in", {"name": county.name, "names": people}))


def revoke(step: DeskStep, words: str) -> bool:
    """撤回 清河县 李四: the link of that name there, or the only one."""
    named = counties_in(step, words)
    there = [each for each in step.region.links if each.county in {county.code for county, _ in named}]
    rest = _OF_A_LINK.sub("", reduce(lambda plain, each: plain.replace(each[1], ""), named, words))
    fitting = [each for each in there if each.name in words or not rest]
    if len(fitting) == 1:
        inviting.withdraw(step, fitting[0].key)
    elif there:
        looking.links(step)
    elif named:
        _no_link(step, named[0][0])
        looking.open_county(step, named[0][0].code)
    return bool(named)
