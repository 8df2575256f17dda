"""他们最后一次登录是什么时候: when something was last filled in for a county, and when its people were last in."""

from __future__ import annotations

import re

from dialogs.desk.ground.counties_named import counties_in
from dialogs.desk.ground.shown import county_shown
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.overview import looking
from dialogs.saying.briefs import Note
from dialogs.state.conversation import Resting

_LONGEST = 40
_WHEN = "(?:什么时候|啥时候|哪天|哪一天|几号|几时|何时|多久(?:以?前|之前))"
_CAME = "(?:登录|登陆|登|上线|进来|进入|进|上来|来|填报?|动|更新|操作|活动|活跃|改动?|在线)"
_LAST = re.compile(
    f"(?:最后|最近|上)一?[次回]?.{{0,6}}?{_CAME}.{{0,6}}?{_WHEN}|{_WHEN}.{{0,3}}(?:最后|最近|上)一?[次回]?.{{0,4}}{_CAME}"
    f"|(?:最后|最近|上)一?[次回]?(?:登录|登陆|上线|活动|活跃|更新)(?:的)?时间"
)
_OF_OTHERS = re.compile("谁|哪[些几个家]|各县|所有|我")


def asked(step: DeskStep, words: str) -> bool:
    """Whether it is asked when somebody was last active, of the county that is named or on the screen."""
    plain = words.strip()
    if (
        not isinstance(step.state, Resting)
        or len(plain) > _LONGEST
        or not _LAST.search(plain)
        or _OF_OTHERS.search(plain)
    ):
        return False
    named = [county for county, _ in counties_in(step, plain)]
    shown = county_shown(step)
    county = named[0] if len(named) == 1 else shown if not named else None
    if county is None:
        return False
    _tell(step, county.code)
    looking.open_county(step, county.code)
    return True


def _tell(step: DeskStep, code: str) -> None:
    name = step.region.called(code)
    moved = max((each.updated for each in step.region.entrants_of(code)), default="")
    step.say(Note("last moved", {"name": name, "when": moved}) if moved else Note("never moved", {"name": name}))
    for each in step.region.contacts_of(code):
        if each.seen:
            step.say(Note("last in", {"name": f"{name} {each.name}", "when": each.seen}))
