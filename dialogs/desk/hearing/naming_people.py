"""Somebody who is named with a county: 让张三来填宁晋的 电话138…, 把南宫的李主任拉进来 139…, 清河换人了，换成李四."""

from __future__ import annotations

import re

from dialogs.definition.notice import County
from dialogs.desk.ground.counties_named import counties_in
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.people import inviting
from dialogs.reading.phones import numbers_in_figures
from dialogs.record.options import Option
from dialogs.record.region import Remark
from dialogs.saying.briefs import Note
from dialogs.state.conversation import Resting
from dialogs.state.desk_states import Awaiting, Do
from dialogs.state.errands import Annotate, InvitePeople

_INVITES = re.compile("邀请|邀一下|请进来|拉进来|(?:发|生成|给)个?(?:申报)?链接|发邀请|加进来")
_ASKS = re.compile("[吗么?？]$|没有?$|谁|哪|收回|作废|撤|别|不|重发|换")
_SEVERAL, _MOST, _LONGEST = 2, 6, 60
_PHONE = re.compile(r"(?<![0-9])(?:1[0-9]{10}|0[0-9]{2,3}-?[0-9]{7,8})(?![0-9])")
_SPACED = re.compile("(?<![0-9])(?P<a>1[3-9][0-9])[ -](?P<b>[0-9]{4})[ -](?P<c>[0-9]{4})(?![0-9])")
"""139 3198 0427."""
_PERSON = re.compile(r"(?:让|请|叫|由|联系人是?)(?P<name>[\u4e00-\u9fff]{2,3}?)(?:来|去|填|负责|接|管|[ ,，。]|电话|$)")
_NEW = re.compile(
    r"(?:换(?:人了?)?.{0,3}?(?:换成|改成|改为)|联系人.{0,4}?(?:换成|改成|改为|换为|换了?))"
    r"(?P<name>[\u4e00-\u9fff]{2,3}?)(?=[ ,，。了来0-9]|电话|$)"
)
_NAMED = re.compile(
    r"(?:^|[\s,，:：、个叫是])(?![他她它]的|[他她它你]们|联系|电话|手机|号码|本人|对方)(?P<name>[\u4e00-\u9fff]{2,4}?)[\s,，:：]*(?:电话|手机)?(?:号码?)?[是:：\s]*(?=1[0-9]{10}|0[0-9]{9})"
)
_TITLED = re.compile(
    r"(?P<name>[\u4e00-\u9fff](?:主任|科长|局长|股长|处长|经理|老师|工|总|姐|哥)|[老小][\u4e00-\u9fff])"
    r"(?:拉|加|来|进|邀|发|的|电话|手机|[ ,，0-9]|$)"
)
"""把南宫的李主任拉进来: called by a title."""
_SWITCHES = re.compile(
    "换[了个]?(?:人|联系人)|换成|接替|接手|替换|改由|调走|调离|离职|辞职|退休"
    "|(?:联系人|经办人?|负责人|填报人|填表的?人?|那边的?人|的人)[^,，。0-9]{0,4}?(?:换|变|调|走|离)了?"
)
_SUCCESSOR = re.compile(
    "(?:换成|改成|改为|改由|由|现在(?:是|由|归|找)|新(?:来)?的?(?:人|联系人|同志)?(?:是|叫)|(?:以后|今后)(?:是|由|找)"
    "|接替的?是|接手的?是)(?:了)?(?P<name>[\u4e00-\u9fff]{2,3}?)(?=负责|接|来|管|填|了|的|[ ,，。:：0-9]|电话|手机|$)"
)
"""现在是孙丽红 186…."""
_NO_NAME = re.compile(
    "^(?:定|选定|确定|找好|落实|换|调|离|走|变|改|辞|退|休|不|没|已|现|原|新|他|她|它|我|你|您|这|那|就|是|在|来|去|以后|今后|目前|负责|联系|电话|手机|号码|的)"
    "|[了的吗呢吧着过]$"
)
"""联系人换了: 换了 is nobody."""
_LABELS = frozenset(("电话", "手机", "号码", "手机号"))
_REMARK = re.compile(r"[,，;；\s]+(?P<remark>(?:管|负责|专门|主要|分管|专管)[^,，;；。]{1,20}?)[。.]?$")
"""管佐证的, behind a person."""
_AT_PHONE = re.compile(
    r"(?:(?<![\u4e00-\u9fff])(?P<ahead>[\u4e00-\u9fff]{2,3}))?[\s,，:：]*(?:1[0-9]{10}|0[0-9]{9,11})"
    r"(?:[\s,，]+(?P<behind>[\u4e00-\u9fff]{2,3})(?![\u4e00-\u9fff]))?"
)


def replaced(step: DeskStep, plain: str, county: County) -> bool:
    """联系人换了 现在是韩立群，139 3198 0427: of the county on the screen."""
    tight = _tight(plain)
    return bool(_PHONE.search(tight) and _SWITCHES.search(tight)) and named_somebody(step, tight, county, "")


def named_somebody(step: DeskStep, plain: str, county: County, name: str) -> bool:
    """让张三来填宁晋的 电话13812345678: invited; 清河换人了，换成李四: handed over, which is asked first."""
    plain = _tight(plain)
    phone, new = _PHONE.search(plain), _somebody(_NEW, plain)
    person = _somebody(_PERSON, plain)
    if new is not None:
        return inviting.hand_over(step, " ".join(filter(None, (county.name, new["name"], phone and phone[0]))))
    if phone is not None and _SWITCHES.search(plain):
        beside, successor = _AT_PHONE.search(plain), _SUCCESSOR.search(plain)
        called = (beside["behind"] or beside["ahead"]) if beside is not None else None
        called = successor["name"] if successor is not None else None if called in _LABELS else called
        called = None if called is None or _NO_NAME.search(called) else called
        return inviting.hand_over(step, " ".join(filter(None, (county.name, called, phone[0]))))
    person = person or _somebody(_NAMED, plain.replace(name, " ") if name else plain) or _somebody(_TITLED, plain)
    if person is None or phone is None:
        return False
    inviting.invite(step, f"{county.name} {person['name']} {phone[0]}")
    return True


def _tight(plain: str) -> str:
    """Telephone numbers in figures, without blanks: 一三九 三一九零 五五二七 too."""
    return _SPACED.sub(r"\g<a>\g<b>\g<c>", numbers_in_figures(plain))


def _somebody(pattern: re.Pattern[str], plain: str) -> re.Match[str] | None:
    """The first who is named so; words that are no name (换了, 他的) are nobody."""
    return next((each for each in pattern.finditer(plain) if not _NO_NAME.search(each["name"])), None)


def several(step: DeskStep, words: str) -> bool:
    """广宗、巨鹿、平乡一块邀请了: whom there, is asked; a list of people is taken down for all at once."""
    plain = words.strip()
    named = sorted(counties_in(step, plain), key=lambda each: plain.find(each[1]))
    if not isinstance(step.state, Resting) or len(named) < _SEVERAL or _PHONE.search(plain) or len(plain) > _LONGEST:
        return False
    if not _INVITES.search(plain) or _ASKS.search(plain):
        return False
    names = [county.name for county, _ in named]
    options = (*(Option("desk would invite", {"name": each}) for each in names[:_MOST]), Option("desk stop"))
    actions = (*(Do("invite to", (county.code,)) for county, _ in named[:_MOST]), Do("stop"))
    step.offer(Note("invite several", {"names": "、".join(names)}, options), actions, Awaiting("invite"))
    return True


def switched(words: str) -> bool:
    """Whether somebody comes in another's place: 南宫，联系人换了，现在是李会敏，139… is no list of people."""
    return "\n" not in words.strip() and _SWITCHES.search(words) is not None


def add(step: DeskStep, words: str, county: str = "") -> None:
    """再加一个联系人，张晓梅，137…，管佐证的: invited, and what is said of the person is kept as a note.

    ``county`` is whose contact it is where the words name none.
    """
    remark = _REMARK.search(words)
    plain = words[: remark.start()] if remark is not None and _PHONE.search(words[: remark.start()]) else words
    inviting.invite(step, plain.strip(" ,，:：、"), county)
    people = [each for request in step.requested if isinstance(request, InvitePeople) for each in request.people]
    if remark is not None and len(people) == 1 and plain != words:
        before = step.region.remarks.get(people[0].county, Remark()).note
        note = "；".join(filter(None, (before, f"{people[0].name}：{remark['remark']}")))
        step.request(Annotate(people[0].county, note=note))
