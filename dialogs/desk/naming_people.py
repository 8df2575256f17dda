"""Somebody who is named with a county: 让张三来填宁晋的 电话138…, 把南宫的李主任拉进来 139…, 清河换人了，换成李四."""

from __future__ import annotations

import re

from dialogs.definition.notice import County
from dialogs.desk import inviting
from dialogs.desk.step import DeskStep

_PHONE = re.compile(r"(?<![0-9])(?:1[0-9]{10}|0[0-9]{2,3}-?[0-9]{7,8})(?![0-9])")
_PERSON = re.compile(r"(?:让|请|叫|由|联系人是?)(?P<name>[\u4e00-\u9fff]{2,3}?)(?:来|去|填|负责|接|管|[ ,，。]|电话|$)")
_NEW = re.compile(
    r"(?:换(?:人了?)?.{0,3}?(?:换成|改成|改为)|联系人.{0,4}?(?:换成|改成|改为|换为|换了?))"
    r"(?P<name>[\u4e00-\u9fff]{2,3}?)(?=[ ,，。了来0-9]|电话|$)"
)
_NAMED = re.compile(
    r"(?:^|[\s,，:：、个叫是])(?P<name>[\u4e00-\u9fff]{2,4}?)[\s,，:：]*(?:电话|手机)?(?:号码?)?[是:：\s]*(?=1[0-9]{10}|0[0-9]{9})"
)
_TITLED = re.compile(
    r"(?P<name>[\u4e00-\u9fff](?:主任|科长|局长|股长|处长|经理|老师|工|总|姐|哥)|[老小][\u4e00-\u9fff])"
    r"(?:拉|加|来|进|邀|[ ,，0-9]|$)"
)
"""把南宫的李主任拉进来: called by a title."""
_SWITCHES = re.compile("换[了个]?(?:人|联系人)|换成|接替|接手|替换|改由")
_AT_PHONE = re.compile(
    r"(?:(?<![\u4e00-\u9fff])(?P<ahead>[\u4e00-\u9fff]{2,3}))?[\s,，:：]*(?:1[0-9]{10}|0[0-9]{9,11})"
    r"(?:[\s,，]+(?P<behind>[\u4e00-\u9fff]{2,3})(?![\u4e00-\u9fff]))?"
)


def named_somebody(step: DeskStep, plain: str, county: County, name: str) -> bool:
    """让张三来填宁晋的 电话13812345678: invited; 清河换人了，换成李四: handed over, which is asked first."""
    person, phone, new = _PERSON.search(plain), _PHONE.search(plain), _NEW.search(plain)
    if new is not None:
        return inviting.hand_over(step, " ".join(filter(None, (county.name, new["name"], phone and phone[0]))))
    if phone is not None and _SWITCHES.search(plain):
        beside = _AT_PHONE.search(plain)
        called = (beside["behind"] or beside["ahead"]) if beside is not None else None
        return inviting.hand_over(step, " ".join(filter(None, (county.name, called, phone[0]))))
    person = person or _NAMED.search(plain.replace(name, " ")) or _TITLED.search(plain)
    if person is None or phone is None:
        return False
    inviting.invite(step, f"{county.name} {person['name']} {phone[0]}")
    return True
