"""确认, 好, 先不报了 behind a question that has one deciding button: it is pressed, pointed at, or nothing is done."""

from __future__ import annotations

import re

from dialogs.desk.ground.step import DeskStep
from dialogs.saying.briefs import Note
from dialogs.state.conversation import Resting
from dialogs.state.desk_states import Do

_DECIDE = frozenset(("really hand up", "really take back", "hand over", "set date", "keep year"))
_PASSES = Do("pass", ("sure",))
"""仍然通过, in a review."""
_SURE = re.compile("(?:我)?(?:确认|确定)(?:无误|上报|撤回|移交|修改)?[了吧。!！]*|confirm", re.IGNORECASE)
_YES = re.compile(
    "(?:好的?|行|可以|嗯+|是的?|对的?|同意|没问题|就这样|就这么办|办|报|改|撤|换|ok|yes)[吧了啊的呀。!！]*",
    re.IGNORECASE,
)
_LONGEST = 40
_NO = re.compile(
    "(?:先|还是|那|算了|暂时?|[,， ])*(?:不|别|甭|取消|算了|等等|等一下|缓缓|回头再说|再说|再想想|再等等|no)"
    "(?:用|要|报|改|撤|移交|换|上报|急|发|做|办|动|延|行)*[了吧啊。!！]*",
    re.IGNORECASE,
)


_ASKED = frozenset(("say so", "after all", "rule", *_DECIDE))
"""What is asked of words that may not have meant it."""
_CLAUSES = re.compile(r"[,，。;；!！\s]+")
_HELD = re.compile(
    "(?:等等|等一?下|等会儿?|慢着|且慢|算了|那|先|还是|暂时|这个|这事)*(?:别|不|甭|放|搁|缓|等|停)"
    "(?:着|一?[放搁缓等停下]|急|忙|动|办|弄|做|要|管|等|了|吧)*|等等|等一?下|等会儿?|慢着|且慢|算了|(?:回头|以后|明天|晚点)?再说(?:了|吧)?"
)
_WHY = re.compile("没|还|问|请示|商量|汇报|长|领导|研究|定|看|想想|确认|再说")
_DOES = re.compile("推荐|备选|上报|退|通过|受理|补正|登记|发|催|通知|导出|邀请|延|改|换|[吗?？]|哪|谁|几")


def confirmed(step: DeskStep, words: str) -> Do | None:
    """The one deciding button of the question that is on the screen, where it is confirmed in so many words."""
    passes = _PASSES if _PASSES in step.conversation.actions else None
    found = _deciding(step) or passes
    return found if found is not None and _SURE.fullmatch(words.strip()) else None


def _deciding(step: DeskStep) -> Do | None:
    found = [each for each in step.conversation.actions if isinstance(each, Do) and each.verb in _DECIDE]
    return found[0] if len(found) == 1 and isinstance(step.state, Resting) else None


def consented(step: DeskStep, words: str) -> bool:
    """Whether the words answer the question whose one deciding button is on the screen."""
    plain = words.strip()
    if _is_held(step, plain):
        step.offer(Note("stopped"), (), Resting())
        return True
    if _deciding(step) is None:
        return False
    if _YES.fullmatch(plain):
        step.say(Note("press or confirm"))
    elif _NO.fullmatch(plain):
        step.offer(Note("stopped"), (), Resting())
    else:
        return False
    return True


def _is_held(step: DeskStep, plain: str) -> bool:
    """等等，处长还没看，先放着, while it is asked whether something is meant: nothing is done."""
    asked = {each.verb for each in step.conversation.actions if isinstance(each, Do)}
    clauses = [each for each in _CLAUSES.split(plain) if each] if len(plain) <= _LONGEST else []
    held = [each for each in clauses if _HELD.fullmatch(each)]
    if not held or "stop" not in asked or not asked & _ASKED or not isinstance(step.state, Resting):
        return False
    return all(each in held or (_WHY.search(each) and not _DOES.search(each)) for each in clauses)
