"""The county on the screen: 这家什么情况, 退回去让他改 are said of it, and heard with its name."""

from __future__ import annotations

import re

from dialogs.definition.notice import County
from dialogs.desk.meanings import names
from dialogs.desk.step import DeskStep
from dialogs.state.conversation import Resting
from dialogs.state.desk_states import Do

_LONGEST = 40
_OF_A_COUNTY = ("ask note", "flip flag")
_THIS = re.compile("这家|这个县|该县|这县")
_THEM = re.compile("^(?:给|让|把|跟)?(?:他们?|她们?|它)|(?<=[看催问给让下])(?:他们?|她们?|它)")
_BARE = re.compile("(?:他们?)?还?[差缺](?:哪些|什么|啥).{0,4}|(?:什么时候|哪天|啥时候)(?:送|交)来?的.?")
"""还差什么 asks about it."""
_WHO = re.compile("^(?:谁|哪[些几个家]|有没有|还有)")
"""谁导出过 asks about all."""
_ABOUT_ONE = re.compile("退|延|宽限|换个?(?:人|联系人)|填的|的表|推荐|电话|链接|审|催|导出|收到|代录|替.{0,2}填")


def shown(step: DeskStep) -> County | None:
    """The county that is shown, with its buttons."""
    if not isinstance(step.state, Resting):
        return None
    codes = [each.about[0] for each in step.conversation.actions if isinstance(each, Do) and each.verb in _OF_A_COUNTY]
    return next((each for each in step.region.counties if each.code in codes), None)


def by_its_name(step: DeskStep, words: str) -> str | None:
    """这家什么情况, with the county's name; None where the words do not point at it."""
    county = shown(step) if len(words) <= _LONGEST else None
    plain = _THIS.sub(county.name, words, count=1) if county is not None else words
    if county is not None and _BARE.fullmatch(words.strip()):
        plain = f"{county.name}{words.strip()}"
    return plain if plain != words else None


def perhaps_about_it(step: DeskStep, words: str) -> str | None:
    """退回去让他改, 延两天吧, with the county's name; None where they name one, or speak of nothing done to one."""
    county = shown(step) if len(words) <= _LONGEST and _ABOUT_ONE.search(words) else None
    if county is None or _WHO.match(words) or any(what == "county" for what in names(step, words).values()):
        return None
    return f"{county.name}{_THEM.sub('', words, count=1)}"
