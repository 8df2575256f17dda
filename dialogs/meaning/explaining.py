"""A question about a question that is not the open one: 1.12怎么填, 说明 2.3, 等等，这个算吗. Its help tells it."""

from __future__ import annotations

import re

from dialogs.answers.asking import ask
from dialogs.answers.last import last_answered
from dialogs.commands import commanding
from dialogs.definition.form import FREE, Field, Kind
from dialogs.definition.jumping import ID, by_id
from dialogs.reading.cleaning import narrow
from dialogs.reading.remarks import asks
from dialogs.saying.replies import Explain
from dialogs.state.conversation import Asking, Deciding
from dialogs.turn.step import Step
from dialogs.words.spelling import printed

_LONGEST = 40
_HOW = (
    "(?:怎么|咋|如何|该怎么|要怎么|应该怎么)(?:填|写|算|选|答|统计|理解)|(?:是)?(?:啥|什么)(?:意思|口径|概念)|填(?:什么|啥|哪些)"
    "|(?:不太|不大|没太?|不)(?:看)?(?:懂|明白|会填|会写)"
)
_OF_NUMBER = re.compile(
    rf"(?:[您你]好|老师|请问|问一下|问下|那|这个|[,，。 ])*(?:第)?(?P<id>{ID})(?:这?那?道?题|里面)?的?[ ,，]*"
    rf"(?:具体|到底|应该|该)?(?:{_HOW}|(?:的)?(?:填报)?(?:说明|解释|口径)(?:是什么|是啥|怎么定|呢)?)[啊呀呢的]*"
    rf"|(?:请|帮我|看看?|给我)*(?:说明|解释|帮助|help|explain)(?:一下|下)?[ :：]*(?:第)?(?P<behind>{ID})(?:题)?",
    re.IGNORECASE,
)
_BACK = re.compile(
    "^(?:等等|等下|等一[下会]儿?|等会儿?|慢着|慢|对了|哎|诶|刚才|刚刚|刚(?=[填写发答说报])|上一?[个题道]|前面|上面)+"
    "(?:[填写发答说报]的)?(?:那道?题|那个|的)?[,，。 ]*"
)
_POINTS = re.compile("刚才|刚刚|刚(?=[填写发答说报])|上一?[个题道]|前面|上面")
_DAY = re.compile(r"(?<![0-9.])(?:[0-9]{1,2}月)?[0-9]{1,2}[号日](?![0-9楼院])")
_LAST_DAY = re.compile("截止|期限|最后一天|最晚|延[到期长]")
_SENT = re.compile(f"{_LAST_DAY.pattern}|报[到送上]|上报|[报交]$|[交报送](?:材料|上去|市里|表)|关门")
_DOUBTED = re.compile("[吗?]|到底|还是|是不是|真的|哪[天个]|几[号日]")
_COUNTS = re.compile("算|包括|包不包|含不含|含税|口径|怎么[填写]|行不行|作数")
"""What is asked of an answer, and of nothing else."""
_SPOKEN_OF = re.compile("(?<=[^这那])(?:这|那)个?(?:算|要|用|行)|^[这那](?:个|些|里[头面]?)?[^,，。;；]{1,12}算")
"""有两家去年补过税，这个算吗: something is told, and asked about; 等会儿，这个是按总部算: of what was just counted."""


def asked_about_another(step: Step, words: str) -> bool:
    """The help of the question whose number is said, or of the one that was just answered; the dates, for days."""
    plain = narrow(words).strip(" 。.!！?？")
    if len(plain) > _LONGEST or "\n" in plain:
        return False
    said = _OF_NUMBER.fullmatch(plain)
    if said is None and _asks_for_the_last_day(step, narrow(words)):
        commanding.run(step, "deadlines")
        return True
    field = by_id(step.form, printed(said["id"] or said["behind"])) if said is not None else _just_answered(step, plain)
    if field is None:
        return False
    step.say(Explain(field.name))
    here = step.here
    if here is not None and here is not field and isinstance(step.state, Asking):
        ask(step, here, again=not step.journey.untouched_slots(here))
    return True


def _asks_for_the_last_day(step: Step, plain: str) -> bool:
    """到底哪天截止？有人说24号有人说25号: days that are asked about, where none is the answer."""
    here = step.here
    if here is not None and (here.kind is Kind.DATE or here.kind in FREE) and not _LAST_DAY.search(plain):
        return False
    days = _DAY.findall(plain)
    other = any(map(str.isdigit, _DAY.sub("", plain)))
    return bool(days) and not other and _SENT.search(plain) is not None and _DOUBTED.search(plain) is not None


def _just_answered(step: Step, plain: str) -> Field | None:
    """等等 有两家去年补过税，这个算吗: a second thought about the last answer, while the next question is open."""
    state, here = step.state, step.here
    back = _BACK.match(plain)
    if back is None or here is None or not isinstance(state, Asking | Deciding):
        return None
    rest = plain[back.end() :]
    pointed = _POINTS.search(back[0]) is not None or _POINTS.match(rest) is not None
    if (
        not asks(rest)
        or not _COUNTS.search(rest)
        or not (pointed or _SPOKEN_OF.search(rest))
        or (not pointed and _about(here, rest))
    ):
        return None
    last = next(last_answered(step), None)
    return last if last is not here else None


def _about(here: Field, rest: str) -> bool:
    """Whether words share two characters with the label of the open question."""
    return any(rest[at : at + 2] in here.label for at in range(len(rest) - 1))
