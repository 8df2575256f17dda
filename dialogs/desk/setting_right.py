"""不是清河是临西, 改成后天: what was said last was meant of another county, or for another day."""

from __future__ import annotations

import re

from dialogs.desk import looking
from dialogs.desk.choosing import called
from dialogs.desk.days import day_named
from dialogs.desk.step import DeskStep
from dialogs.record.options import Option
from dialogs.saying.briefs import Note
from dialogs.state.conversation import Resting
from dialogs.state.desk_states import Do
from dialogs.state.examining import Examining

_LONGEST = 40
_WRONG = "(?:错了|(?:说|打|发|弄|看)错了?|哦?不对)"
_OTHER = re.compile(
    rf"(?:.{{0,12}}[,，。 ])?{_WRONG}?[,，。 ]*(?:不是|不要|不看)(?P<old>[^\s,，。]{{2,8}}?)[,，。 ]*"
    r"(?:而?是|应该是|我?(?:想|要)?(?:看|找|问|说)(?:的是)?|我?要的?是?)(?P<new>[^\s,，。]{2,8}?)(?:的|那[家个])?"
    rf"|(?:{_WRONG}[,，。 ]*(?:应该)?(?:是|看)|我?(?:说|问|要看|想看|要|指)的?是)"
    r"(?P<only>[^\s,，。]{2,8}?)(?:的|那[家个])?"
    r"|是(?P<first>[^\s,，。]{2,8}?)[,，。 ]*不是(?P<last>[^\s,，。]{2,8})"
)
_THIS = re.compile("这[个家]?县?|它|他们?")
"""不是这个 我要看威县."""
_DAY = re.compile(r"(?:时间|日期)?(?:改|换|推|挪|延|提前|推迟)(?:成|到|为|至)\s*(?P<day>\S.{0,12})")


def set_right(step: DeskStep, words: str) -> bool:
    """Whether the words put another county or another day in place of what was said."""
    plain = words.strip().rstrip("吧啊。")
    if not isinstance(step.state, Resting | Examining) or len(plain) > _LONGEST:
        return False
    return _another_county(step, plain) or _another_day(step, plain)


def _another_county(step: DeskStep, plain: str) -> bool:
    found = _OTHER.fullmatch(plain)
    if found is None:
        return False
    new = called(step.form, step.region, found["new"] or found["only"] or found["first"])
    old = called(step.form, step.region, found["old"] or found["last"] or "")
    this = _THIS.fullmatch(found["old"] or "") is not None
    if len(new) != 1 or (not old and not found["only"] and not this):
        return False
    before = "、".join(each.name for each in old)
    step.say(Note("meant other" if before else "meant another", {"name": new[0].name, "words": before}))
    looking.open_county(step, new[0].code)
    return True


def _another_day(step: DeskStep, plain: str) -> bool:
    found = _DAY.fullmatch(plain)
    day = day_named(step, found["day"]) if found is not None and isinstance(step.state, Resting) else None
    if day is None:
        return False
    ways = [(Option("desk follow ups"), Do("follow_ups")), (Option("desk do dates"), Do("dates"))]
    if step.draft is not None:
        ways.append((Option("desk do draft"), Do("draft")))
    step.offer(
        Note("which day moves", {"day": day}, tuple(option for option, _ in ways)), [action for _, action in ways]
    )
    return True
