"""What the province says of a hand-up, the place first: 邢台的纸质到了, 临西补正 2.7 家数不对, 清河受理.

A city passes a 补正 on. 受理 and 不予受理 in such words are asked about: they stand on record.
"""

from __future__ import annotations

import re

from dialogs.desk.ground.meanings import names
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.ground.whether import ask_whether, say_so
from dialogs.desk.ground.words import CLAUSES
from dialogs.desk.hearing.named_questions import FAULTS
from dialogs.desk.recommendations import deciding, recommending
from dialogs.desk.recommendations.handing import REFUSED, RETURNED, questions_of
from dialogs.state.conversation import Resting

_LONGEST = 120
_CAME = re.compile(r"(?<![营税创])(?<!营业)收(?![入益购])|登记|到了|送来|寄来|拿来|交来")
_PAPER, _ELECTRONIC = re.compile("纸|盖章"), re.compile("电子|邮件|邮箱")
_LACKS = re.compile("[差缺欠]|没有?[收到交送来]|还没|未[收到交送]")
"""纸质收到了，电子的还差着: of one it is said that it did not come."""
_BACK = re.compile(
    r"(?:要求?|需要?|得|让他们?|请)?补正(?:一下|吧)?[\s:：,，]*(?:因为|原因是?|理由是?)?(?P<reason>.*)", re.DOTALL
)
_REFUSED = re.compile("不予受理|不受理|不能受理")
_WHY = re.compile(r"[\s:：,，。]*(?:因为|原因|理由)?(?:就?写|是|为)*[\s:：,，]*(?P<reason>\S.{2,}?)[。.]?", re.DOTALL)
"""理由写超过截止时间, behind 不予受理."""
_LATER = re.compile(
    r"(?:^|[,，。;；\s])(?P<later>[^,，。;；\s]{0,8}(?:[周期拜][一二三四五六日天]|[0-9]{1,2}[号日]|明天|后天)[^,，。;；\s]{0,4}再[^,，。;；\s]{1,8})"
)
"""具体意见下周一再提: a reminder to oneself is a tap away."""
_AHEAD = re.compile(r"(?:的)?(?:材料|申报)?(?:退回去?|打回去?)?(?:让|叫|请|要求?|给)?(?:他们?|县里)?$")
_DECIDES = re.compile("受理|补正|决定|退回")
_ASKING = re.compile(r"[吗么啥咋?？]|没有?$|了没")
_OF_PROVINCE = re.compile(
    "省[里厅].{0,8}(?:退|打回|收到|收了|受理|登记|说|意见|补正|批|同意|通过)|受理了"
    "|(?:哪天|什么时候|啥时候|几号|几时|哪一天).{0,4}(?:上报|报)(?:到|给)?.{0,2}省|(?:上报|报省).{0,6}(?:文号|回执)|文号.{0,4}(?:多少|几|是啥|是什么)"
)
_REASONED = re.compile(r"(?:退回|补正)?的?(?:理由|原因)(?:就)?(?:写|是|为|说)*[:：,，\s]*(?P<why>\S.{2,})", re.DOTALL)
_RULINGS = ("补正", "不予受理")
_TELLS = re.compile("[跟给和向对].{2,5}(?:说一?[声下]|讲一?[声下]|打个?招呼|带个话)|(?:通知|告诉|催)一?[下声]")
_ON = re.compile("转[给达发交]|发给县里|传达")


def said(step: DeskStep, words: str) -> bool:
    """Whether the words say of a place what became of its papers."""
    plain = words.strip()
    if _from_province(step, plain):
        return True
    places = [name for name, what in names(step, plain).items() if what == "county"] if len(plain) <= _LONGEST else []
    if not places:
        return False
    if step.region.recommending is not None:
        return _passed_on(step, plain)
    if step.region.scope or not step.region.handed:
        return False
    return _of(step, plain, max(places, key=lambda each: (plain.rfind(each), len(each))))


def reasoned(step: DeskStep, words: str) -> bool:
    """理由写 2.18与2.17对不上, behind a 补正 that is asked about: it is asked about with that reason."""
    found = _REASONED.fullmatch(words.strip())
    asked = [each.figures.get("words", "").split() for each in step.conversation.options]
    typed = [each[:2] for each in asked if len(each) > 1 and each[0] in _RULINGS]
    if found is None or len(typed) != 1 or not isinstance(step.state, Resting):
        return False
    full = " ".join((*typed[0], found["why"].strip()))
    ask_whether(step, words, [say_so(full)])
    return True


def _from_province(step: DeskStep, plain: str) -> bool:
    """省里把清河退回来了咋办, 省里收到了没: it stands at the list of the city that has handed up."""
    own = step.region.recommending is not None and recommending.handed_up(step) is not None
    if (
        not own
        or _TELLS.search(plain)
        or len(plain) > _LONGEST
        or not isinstance(step.state, Resting)
        or not _OF_PROVINCE.search(plain)
    ):
        return False
    recommending.show(step)
    return True


def _passed_on(step: DeskStep, plain: str) -> bool:
    """补正意见转给清河: its button stands at the list."""
    handed = recommending.handed_up(step)
    if handed is None or not handed.reopened or not _ON.search(plain):
        return False
    recommending.show(step)
    return True


def _of(step: DeskStep, plain: str, place: str) -> bool:
    if _ASKING.search(plain):
        return bool(_DECIDES.search(plain) or _CAME.search(plain)) and deciding.open_called(step, place)
    there = "，".join(each for each in CLAUSES.split(plain) if not _LACKS.search(each))
    forms = [form for form, pattern in (("electronic", _ELECTRONIC), ("paper", _PAPER)) if pattern.search(there)]
    if _CAME.search(plain) and forms:
        registered = [deciding.register_called(form, step, place) for form in forms]
        return all(registered)
    back = _BACK.search(plain)
    if back is not None:
        reason = back["reason"].strip() or _ahead(plain[: back.start()], place)
        if questions_of(reason):
            return deciding.decide_called(RETURNED, step, f"{place} {reason}")
        return deciding.decide_called(RETURNED, step, place, reason)
    refused = _REFUSED.search(plain)
    if refused is not None:
        why = _WHY.fullmatch(plain[refused.end() :])
        return deciding.decide_called(
            REFUSED, step, place, why["reason"] if why else _ahead(plain[: refused.start()], place)
        )
    shown = bool(_DECIDES.search(plain) or _CAME.search(plain)) and deciding.open_called(step, place)
    later = _LATER.search(plain)
    if shown and later is not None and isinstance(step.state, Resting) and step.conversation.actions:
        typed = f"提醒我 {later['later']}"
        step.offer_as_well([say_so(typed)])
    return shown


def _ahead(before: str, place: str) -> str:
    """清河能耗没有佐证，让他们补正: what is found fault with stands before."""
    said = _AHEAD.sub("", before.replace(place, " ", 1).strip(" ,，。")).strip(" ,，。的")
    return said if FAULTS.search(said) else ""
