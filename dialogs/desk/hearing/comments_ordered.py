"""Comments asked for in a review: 批一句让他们核一下单位, 2.6、2.7两处都批上：请附名单; what the county is to do.

The words behind are the comment, on the questions that stand ahead, else on the one that is shown.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dialogs.desk.ground.counties_named import counties_in
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.hearing import comment_reworded, named_questions
from dialogs.desk.hearing.matters_in_review import Matter, matters_in, shown_in, without_names
from dialogs.desk.reviews import commenting
from dialogs.saying.briefs import Note
from dialogs.state.examining import Examining

_MOST, _SHORTEST = 3, 3
_CLAUSES = re.compile(r"[,，。;；!！?？\s]+")
_ORDER = re.compile(
    "(?:[都也各就再给在帮我请你那先上里]|(?:这|那)?[两几三四五][处个题项条]|一并|分别|[他她它]们|县里|人家)*"
    "(?:(?:批|提|写|加|留)(?:上|下)?(?:一?[个句条笔段]|几句|一下|上)(?:意见|批注|话)?|记(?:上)?一?[条句](?:意见|批注)?|(?:写|提|批|加|下)(?:意见|批注))(?![了过的吗么啥什])"
)
"""批一句, 两处都批上, 写条意见."""
_NAMING = re.compile(r"[的那这个题项条处栏块里上在给把就和跟与及都也两几三四五、,，\s]*")
_TALK = re.compile("^(?:那|就|哦|嗯|好|行|来)$")
_AIM = re.compile("^(?:就)?(?:说|讲|写|是)?[:：,，\\s]*")
_DEMANDS = re.compile(
    "(?:得|还|应该)?(?:让|叫|请|要求|要)(?:[他她它]们?|县里|对方|企业|集群|园区|人家)?(?:把|将|再|给|也|都|尽快|重新|好好)*.{0,14}?"
    "(?:补|核|举|改|换|说明|写|附|加|删|压缩?|精简|解释|提供|传|重|细化|落|明确|完善|盖|签|列)"
)
_NO_DEMAND = re.compile("退|打回|通过|[吗么?？]$|谁|哪|要不要|前(?:交|送|报)")


def ordered(step: DeskStep, state: Examining, plain: str) -> bool:
    """怕是填错单位了，批一句让他们核一下: a comment in these words, on what the sentence names or is shown."""
    found = next((each for each in _ORDER.finditer(plain) if _begins(step, plain[: each.start()])), None)
    if found is None:
        return False
    ahead, text = plain[: found.start()], _AIM.sub("", plain[found.end() :].strip(" ,，:：。")).strip()
    beside = "" if _only_names(step, ahead) else ahead.strip(" ,，。;；:：")
    if _TALK.match(beside):
        beside = ""
    note = comment_reworded.without_style("，".join(filter(None, (beside, text))))
    if len(note) < _SHORTEST:
        return False
    matters = matters_in(step, ahead) or matters_in(step, text)
    return _comment(step, state, matters, note)


def demanded(step: DeskStep, state: Examining, plain: str) -> bool:
    """整体不错，就是发展成效那块有点空，让他们补点数字: a comment on the one question, in these words."""
    matters = matters_in(step, plain)
    asks = _NO_DEMAND.search(plain) is not None or counties_in(step, plain)
    if asks or not any(_DEMANDS.match(each) for each in _CLAUSES.split(plain)) or len(matters) > 1:
        return False
    if not matters and not shown_in(step, state):
        return False
    return _comment(step, state, matters, plain)


def demands(words: str) -> bool:
    """Whether words say what the county is to do: 别忘了让他们附名单."""
    return _DEMANDS.search(words) is not None


def _begins(step: DeskStep, ahead: str) -> bool:
    """Whether an order may begin behind these words: at a clause, or behind the names of questions."""
    clause = _CLAUSES.split(ahead)[-1]
    return not clause or _only_names(step, clause)


def _only_names(step: DeskStep, words: str) -> bool:
    return _NAMING.fullmatch(without_names(step, words)) is not None


def _comment(step: DeskStep, state: Examining, matters: tuple[Matter, ...], note: str) -> bool:
    """On each of several questions, one after the other; on the one of a name; else on what is shown."""
    if len(matters) > 1 and all(each.certain for each in matters):
        names = [each.fields[0].name for each in matters[:_MOST]]
        _begin_each(step, names, note)
    elif len(matters) == 1 and not matters[0].certain:
        named_questions.ask_comment(step, matters[0].fields, note)
    else:
        about = matters[0].fields[0].name if len(matters) == 1 else shown_in(step, state) if not matters else ""
        commenting.begin(step, about, note=note)
    return True


def _begin_each(step: DeskStep, names: list[str], note: str) -> None:
    """The same comment on several questions: the first is begun, the others stay on offer behind it."""
    ids = [step.form.by_name[each].id for each in names]
    step.say(Note("comment on each", {"ids": "、".join(ids), "first": ids[0]}))
    commenting.begin(step, names[0], note=note)
    if isinstance(step.state, Examining):
        step.update(state=replace(step.state, pending=tuple((each, note) for each in names[1:])))
