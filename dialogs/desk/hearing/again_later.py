"""后天再提醒他们一次，要是还没动: nothing goes by a clock or a condition; a reminder to oneself is a tap away."""

from __future__ import annotations

import re

from dialogs.desk.ground.counties_named import counties_in
from dialogs.desk.ground.shown import county_shown
from dialogs.desk.ground.step import DeskStep
from dialogs.reading.cleaning import excerpt
from dialogs.reading.moments import moment_in
from dialogs.record.options import Option
from dialogs.saying.briefs import Note
from dialogs.state.conversation import Resting
from dialogs.state.desk_states import Do

_LONGEST = 60
_IF = re.compile("[,，。\\s]*(?:要是|如果|假如|万一|若)(?P<case>[^,，。]{2,20}?)(?:的话)?(?:[,，。]|$)")
_ASKED = re.compile(
    "(?:那|就|你|请|帮我)*(?P<when>[^,，给提催通问联]{2,10}?)[,，\\s]*(?:就|再|要)*(?:给)?(?P<deed>提醒|催促?|催办|通知|问问?|联系)(?:一?[下遍次])?"
    "(?P<whom>[^,，。\\s]{0,8}?)(?:一?[下遍次])?[吧。]?"
)


def asked(step: DeskStep, words: str) -> bool:
    """Whether somebody is to be reminded later, if something is so then."""
    plain = words.strip()
    case = _IF.search(plain) if isinstance(step.state, Resting) and len(plain) <= _LONGEST else None
    if case is None:
        return False
    rest = _IF.sub("", plain, count=1).strip(" ,，。就")
    found = _ASKED.fullmatch(rest)
    when = moment_in(found["when"], step.moment.date()) if found is not None else None
    if found is None or when is None or when.rest:
        return False
    named = [county for county, _ in counties_in(step, plain)]
    shown = county_shown(step)
    county = named[0].name if len(named) == 1 else shown.name if shown is not None and not named else ""
    typed = f"提醒我 {found['when'].strip()} {found['deed']}{county or found['whom']}，{case['case']}的话"
    options = (Option("desk say so", {"words": typed}), Option("desk do announce"), Option("desk stop"))
    actions = (Do("say so", (typed,)), Do("announce"), Do("stop"))
    step.offer(Note("not by itself", {"words": excerpt(plain)}, options), actions)
    return True
