"""A list that is asked for by its verb: 把已提交的列出来, 列一下没交的; and who is left out of it: 不报的别算进去."""

from __future__ import annotations

import re

from dialogs.desk.ground.meanings import choice, choice_of, chooses, in_days, names
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.overview import looking
from dialogs.desk.recommendations import handing
from dialogs.saying.briefs import Note
from dialogs.state.actions import Action
from dialogs.state.conversation import Resting
from dialogs.state.desk_states import Do
from dialogs.words.wishes import UNKNOWN, pieces

_LONGEST = 40
_POLITE = r"(?:请|帮我|麻烦|你|您|给我|先|再|那|就|我要|我想|想|要)*"
_VERB = "(?:罗列|排列|列举|整理|筛选|列|拉|筛|挑|找|捋)"
_WHAT = r"(?P<what>[^,，。;；:：]{2,24}?)"
_SEE = (
    "(?:[,，\\s]*(?:然后|再|好)?给(?:他们|大家)(?:群发|发(?:个?(?:通知|消息|提醒))?)(?:一下|一条)?)?"
    "(?:给我|让我|我)?(?:看看?|瞧瞧|看一?下|过目)?[吧呗啊。!！]?"
)
_ASKED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_POLITE}(?:把|将)?{_WHAT}(?:都|全部?|统统|给我|单独|也|县)*{_VERB}(?:一?列|一?下|出来?|一?[个份张]|成)*(?:单子|名单|清单|表)?{_SEE}",
        rf"{_POLITE}{_VERB}(?:一?下|出来?|一?[个份张])*{_WHAT}(?:的)?(?:名单|单子|清单|县|都有谁|都)*{_SEE}",
    )
)
_IN = "(?:(?:都|已经?)*(?:提交|报送|上报|[交报送])(?:上来|过来|来|齐)?了?)"
_MANY = "(?:有)?(?:几|多少)个?(?:县区?|家)"
_HOW_MANY = re.compile(
    f"(?:一共|总共|合计|到现在|现在|目前|截至目前|今天|请问|都|是|,|，)+(?:{_MANY}{_IN}|{_IN}{_MANY})(?:了|啊|呀)?[?？。]?"
)
_WITHOUT = re.compile(
    r"(?:把|将|那)?(?P<out>[^,，。;；:：]{2,20}?)(?:那?[个些家几]+)?(?:就|也|先)?(?:别|不要?|不用|甭)(?:再)?(?:算|列|计|放|统计|显示|包括|看)(?:进去|进来|在内|里面?|上|了|吧)*"
    r"|(?:把|将)?(?P<off>[^,，。;；:：]{2,20}?)(?:那?[个些家几]+)?(?:去掉|除掉|排除|剔除|刨掉|刨去|拿掉|除外|不算)(?:掉|了|吧)*"
)


def asked(step: DeskStep, words: str) -> bool:
    """Whether a list of counties in some state is asked for, or some are to be left out of it; it is shown."""
    plain = words.strip()
    if not isinstance(step.state, Resting) or len(plain) > _LONGEST or "\n" in plain:
        return False
    return (
        _handed_in(step, plain) or _without(step, plain) or any(_listed(step, found["what"]) for found in _found(plain))
    )


def _handed_in(step: DeskStep, plain: str) -> bool:
    """一共几个县交了: how many, and which; at the province 几家报了 are those that the cities handed up."""
    if not _HOW_MANY.fullmatch(plain):
        return False
    if not step.region.scope and "县" not in plain:
        handing.overview(step)
        return True
    looking.count(step)
    return looking.filtered(step, "已送审")


def _found(plain: str) -> list[re.Match[str]]:
    return [found for pattern in _ASKED if (found := pattern.fullmatch(plain)) is not None]


def _listed(step: DeskStep, what: str) -> bool:
    """All words choose, and not only by a name: 找一下清河 opens it."""
    plain = in_days(what)
    tokens = pieces(step.form.desk_speech, plain, names(step, plain))
    known = {each.concept for each in tokens}
    if known & {UNKNOWN, "cities"} or not known & {"still", "proofs", *step.form.desk_speech.names}:
        return False
    chosen = choice(step, tokens)
    return bool(chosen) and looking.filtered(step, chosen)


def _without(step: DeskStep, plain: str) -> bool:
    """不报的那个别算进去: the list on the screen without these."""
    shown = next((_all_there(each) for each in step.conversation.actions if _all_there(each)), ())
    found = _WITHOUT.fullmatch(plain) if shown else None
    chosen = choice_of(step, (found["out"] or found["off"]).strip("的那几个些家")) if found is not None else ""
    out = chooses(step, chosen) if chosen else ()
    if not out:
        return False
    left = [each for each in shown if each not in out]
    if len(left) == len(shown):
        step.say(Note("not in list", {"name": "、".join(map(step.region.called, out[:3]))}))
    return bool(left) and looking.filtered(step, "、".join(map(step.region.called, left)))


def _all_there(action: Action) -> tuple[str, ...]:
    """给他们群发, below a list: it names all that stand there."""
    return action.about if isinstance(action, Do) and action.verb == "announce" else ()
