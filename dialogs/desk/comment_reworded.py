"""A comment that was begun, put right in words: 改成：建议再核一下, 记到研发经费那项上, 再加一句 附证明, 19号前交上来.

Its reason is asked on; what is said so is not written into it as it stands.
"""

from __future__ import annotations

import re

from dialogs.definition.labels import fields_called
from dialogs.desk import commenting
from dialogs.desk.days import day_named
from dialogs.desk.places_of_review import subject_called
from dialogs.desk.step import DeskStep
from dialogs.reading.moments import moment_in
from dialogs.record.options import Option
from dialogs.saying.briefs import Note
from dialogs.state.desk_states import Do
from dialogs.state.examining import Examining

_LONGEST, _MOST = 200, 4
_INSTEAD = re.compile(
    r"(?:.{0,10}?(?:口气|语气|措辞|文字|说法|这(?:句话?|条|话)|批注|意见|话)[^:：“\"]{0,12}?[,，\s]*(?:改|换|写|说)(?:成|为|作)[\s:：,，“\"]*"
    r"|[^:：“\"]{0,10}?(?:改|换|写|说)(?:成|为|作)\s*[:：“\"]+\s*[“\"]?)(?P<new>\S.{3,}?)[”\"]?",
    re.DOTALL,
)
_PUT = re.compile(
    r"(?:把|将)?[“\"]?(?P<old>[^“”\",，。]{1,20}?)[”\"]?(?:改|换)(?:成|为)[“\"]?(?P<new>[^“”\"]{1,60}?)[”\"]?[吧。]?"
)
_MOVED = re.compile(
    r"(?:.{0,16}?[,，。\s]+)?(?:这[句条个]?(?:话|意见|批注)?|它)?(?:应该|要|得|是|该)*(?:记|写|放|挪|加|移|改|说)(?:的是|到|在|给)"
    r"(?P<name>[^,，。\s]{2,14}?)(?:那|这)?(?:一)?(?:项|题|条|栏|块|个)?(?:上面?|里面?|下面?|去|的|吧|了)*[。]?"
)
_MORE = re.compile(
    r"(?:再|还要?|另外|并且?|同时)(?:再)?(?:加|补|写|添)(?:上)?(?:[一两几])?(?:句|条|点|个)?(?:话)?[,，:：\s]*(?P<more>\S.{2,})",
    re.DOTALL,
)
_BY = re.compile(
    r"(?:请|让|叫|要求|限)?(?:[他她它]们?|县里?)?(?:最晚|最迟|务必|一定)?在?(?P<when>[^,，。;；]{2,12}?)(?:下班)?(?:之?前)?(?:把?它?)?"
    r"(?:重新)?(?:交|报|送|改好|改完|返回|反馈)(?:上来|回来|过来|上|回|好|完)?[了吧。]*"
)


def put_right(step: DeskStep, words: str) -> bool:
    """Whether the words put right the comment whose reason is asked; it is shown anew."""
    state, plain = step.state, words.strip()
    if not isinstance(state, Examining) or state.waits != "reason" or len(plain) > _LONGEST:
        return False
    if _due(step, state, plain):
        return True
    if not state.note:
        return False
    return _moved(step, state, plain) or _worded(step, state, plain)


def _worded(step: DeskStep, state: Examining, plain: str) -> bool:
    put, instead, more = _PUT.fullmatch(plain), _INSTEAD.fullmatch(plain), _MORE.fullmatch(plain)
    if put is not None and state.note.count(put["old"]) == 1:
        note = state.note.replace(put["old"], put["new"])
    elif instead is not None:
        note = instead["new"].strip()
    elif more is not None:
        note = f"{state.note.rstrip('。；;')}；{more['more'].strip()}"
    else:
        return False
    _again(step, state, state.about, note)
    return True


def _again(step: DeskStep, state: Examining, about: str, note: str) -> None:
    commenting.begin(step, about, "internal" if state.internal else "", note)


def _moved(step: DeskStep, state: Examining, plain: str) -> bool:
    """这句记到研发经费那项上: the same words about another question; of several of that name it is asked."""
    found = _MOVED.fullmatch(plain)
    subject = subject_called(step.form, found["name"]) if found is not None else None
    if subject is not None and not subject[1]:
        _again(step, state, subject[0], state.note)
        return True
    fields = fields_called(step.form, found["name"].removesuffix("的")) if found is not None else ()
    if len(fields) == 1:
        _again(step, state, fields[0].name, state.note)
    elif fields:
        internal = "internal" if state.internal else ""
        options = tuple(Option("desk question", {"id": each.id, "label": each.label}) for each in fields[:_MOST])
        actions = [Do("comment", (each.name, internal, state.note)) for each in fields[:_MOST]]
        step.offer(Note("which question", {}, options), actions, state)
    return bool(fields)


def _due(step: DeskStep, state: Examining, plain: str) -> bool:
    """让他们19号下班前交上来: until when it is returned, which follows when the comments are there."""
    found = _BY.fullmatch(plain)
    day = (day_named(step, found["when"]) or _day_alone(step, found["when"])) if found is not None else None
    if found is None or day is None:
        return False
    step.say(Note("due then", {"day": day}))
    commenting.begin(step, state.about, "internal" if state.internal else "", state.note)
    return True


def _day_alone(step: DeskStep, when: str) -> str | None:
    found = moment_in(when, step.moment.date())
    return found.day.isoformat() if found is not None and not found.rest.strip(" 前之内") else None
