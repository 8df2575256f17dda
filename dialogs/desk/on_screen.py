"""The county on the screen: 这家什么情况, 退回去让他改 are said of it, and heard with its name."""

from __future__ import annotations

import re

from dialogs.definition.notice import County
from dialogs.desk.meanings import names
from dialogs.desk.step import DeskStep
from dialogs.state.conversation import Resting
from dialogs.state.desk_states import Do
from dialogs.state.examining import Examining

_LONGEST = 40
_OF_A_COUNTY = ("ask note", "flip flag")
_THIS = re.compile("这家|这个县|该县|这县")
_THEM = re.compile("^(?:给|让|把|跟)?(?:他们?|她们?|它)|(?<=[看催问给让下诉知醒跟告])(?:他们?|她们?|它|县里)")
_BARE = re.compile("(?:他们?)?还?[差缺](?:哪些|什么|啥).{0,4}|(?:什么时候|哪天|啥时候)(?:送|交)来?的.?")
"""还差什么 asks about it."""
_WHO = re.compile("^(?:谁|哪[些几个家]|有没有|还有)")
"""谁导出过 asks about all."""
_SPOKEN_OF = re.compile("他|她|它|这家|这个县|该县|县里|对方")
_TELLS = re.compile("(?:告诉|通知|转告|提醒|[跟给]他们?(?:说|讲|发))(?:他们?|她们?|县里)?")
"""告诉他们周五开会: told to the county on the screen, or to the one that is reviewed."""
_ABOUT_ONE = re.compile("退|延|宽限|换个?(?:人|联系人)|填的|的表|推荐|电话|链接|审|催|导出|收到|代录|替.{0,2}填")


def shown(step: DeskStep) -> County | None:
    """The county that is shown, with its buttons."""
    if not isinstance(step.state, Resting):
        return None
    codes = [each.about[0] for each in step.conversation.actions if isinstance(each, Do) and each.verb in _OF_A_COUNTY]
    return next((each for each in step.region.counties if each.code in codes), None)


def _reviewed(step: DeskStep) -> County | None:
    state = step.state
    return step.region.by_code.get(state.county) if isinstance(state, Examining) and not state.waits else None


def spoken_of(step: DeskStep, words: str) -> str:
    """The county that 他们 and 这家 speak of, by its code: the one on the screen, or the one that is reviewed."""
    county = (_reviewed(step) or shown(step)) if _SPOKEN_OF.search(words) else None
    return county.code if county is not None else ""


def by_its_name(step: DeskStep, words: str) -> str | None:
    """这家什么情况, with the county's name; None where the words do not point at it."""
    county = shown(step) if len(words) <= _LONGEST else None
    plain = _THIS.sub(county.name, words, count=1) if county is not None else words
    if county is not None and _BARE.fullmatch(words.strip()):
        plain = f"{county.name}{words.strip()}"
    return plain if plain != words else None


def perhaps_about_it(step: DeskStep, words: str) -> str | None:
    """退回去让他改, 延两天吧, with the county's name; None where they name one, or speak of nothing done to one."""
    if len(words) > _LONGEST:
        return None
    county = _reviewed(step) or shown(step) if _TELLS.match(words) else None
    if county is not None and not names(step, words):
        told = _THEM.sub(county.name, words, count=1)
        return told if told != words else None
    county = shown(step) if _ABOUT_ONE.search(words) else None
    if county is None or _WHO.match(words) or any(what == "county" for what in names(step, words).values()):
        return None
    return f"{county.name}{_THEM.sub('', words, count=1)}"
