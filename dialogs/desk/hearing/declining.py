"""柏乡今年不报了，帮我标一下: that a county does not apply is said by the county, and that it does again.

Here it is marked, put down, or the county is told how.
"""

from __future__ import annotations

import re

from dialogs.definition.notice import County
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.overview import looking
from dialogs.record.options import Option
from dialogs.record.region import Remark, Stage
from dialogs.saying.briefs import Note
from dialogs.state.actions import Action
from dialogs.state.conversation import Resting
from dialogs.state.desk_states import Do

_DECLINES = re.compile("(?:不|没法|无法)(?:再|想|打算|准备|能)?(?:申报|上报|报名|报|参加|参与|参评)了?|退出|弃权|放弃")
_SETS = re.compile("标|(?:改|设|置)(?:成|为|一?下)?|登记|列[为入]|状态|划掉|算[作成]|记[成为]|处理一?下")
_MARKS = re.compile("★|星|关注|盯|备注|(?<![标登])记一?[笔下条]|批注|推荐|备选|[吗么?？]|什么|为啥")
_AGAIN = re.compile(
    "又(?:想|要|说|打算|准备|决定)?说?(?:想|要)?(?:申报|报(?!错|了个))|还是?(?:想|要)报|恢复(?:申报|一?下|资格|过来|了)"
    "|重新(?:申报|报名|参加|打开)|改主意|反悔|又(?:想|要|说要?)?参加|想报.{0,2}(?:还)?能报|还能报"
)
"""威县又想报了, 给人家恢复一下."""
_ASKED = re.compile("[吗么?？]$|没有?$|为啥|为什么|咋又|怎么又")
_HOW = "在对话里发“恢复申报”就能接着填，填过的都在。"
_BETWEEN = re.compile("[,，。;；\\s]+")


def marked(step: DeskStep, plain: str, county: County, name: str) -> bool:
    """Whether a county that gave up is to be marked as such: where it can be is said, with what can be done here."""
    clause = next((each for each in _BETWEEN.split(plain) if _DECLINES.search(each)), "")
    rest = plain.replace(clause, "", 1)
    if not clause or _MARKS.search(plain) or not (_SETS.search(rest) or _SETS.search(_DECLINES.sub("", clause))):
        return False
    if not isinstance(step.state, Resting):
        return False
    if any(each.stage is Stage.DECLINED for each in step.region.entrants_of(county.code)):
        return looking.open_called(step, county.name)
    said = clause.replace(name, "", 1).lstrip("说的把将") or clause
    typed = f"备注 {county.name} {said}"
    ways: list[tuple[Option, Action]] = [(Option("desk say so", {"words": typed}), Do("say so", (typed,)))]
    if not step.region.remarks.get(county.code, Remark()).flagged:
        ways.append((Option("desk flag"), Do("flip flag", (county.code,))))
    ways.append((Option("desk stop"), Do("stop")))
    note = Note("county declines", {"name": county.name}, tuple(option for option, _ in ways))
    step.offer(note, [action for _, action in ways])
    return True


def reopened(step: DeskStep, plain: str, county: County) -> bool:
    """Whether a county that gave up wants to apply after all: it says so itself; it can be told how."""
    declined = any(each.stage is Stage.DECLINED for each in step.region.entrants_of(county.code))
    if not declined or not isinstance(step.state, Resting) or not _AGAIN.search(plain) or _ASKED.search(plain):
        return False
    told = f"群发给 {county.name}：{_HOW}"
    ways: list[tuple[Option, Action]] = [
        (Option("desk would reissue", {"name": county.name}), Do("reissue", (county.code,))),
        (Option("desk say so", {"words": told}), Do("say so", (told,))),
        (Option("desk would note", {"name": county.name}), Do("ask note", (county.code,))),
        (Option("desk stop"), Do("stop")),
    ]
    note = Note("county applies again", {"name": county.name}, tuple(option for option, _ in ways))
    step.offer(note, [action for _, action in ways])
    return True
