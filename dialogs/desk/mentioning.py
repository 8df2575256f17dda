"""One county in a sentence: 清河县怎么样了, 把清河的表发我, 催一下清河县, 清河县申请延期到4月26日, 清河县退回重改.

What such a sentence leads to is looked at before anything is done: a county, its review, the draft of a broadcast, a
date that is weighed. What cannot be taken back (收到) is a button there.
"""

from __future__ import annotations

import re

from dialogs.desk import announcing, dating, exporting, looking, reviewing
from dialogs.desk.step import DeskStep
from dialogs.notice import County
from dialogs.reading.places import stem

_LONGEST = 80
_REVIEW = re.compile("退回|打回|返回|重改|整改|补正|审核|审一|批注|有问题")
_EXPORT = re.compile("导出|下载|发我|发给我|给我一份|的表|申报表|word|pdf", re.IGNORECASE)
_DATE = re.compile("延期|延到|宽限|推迟|晚几天")
_DAY = re.compile("(?:到|至)(?P<day>[0-9一二三四五六七八九十]{1,3}月.{1,6}|[0-9]{1,4}[-./][0-9].{0,8})")
_WRITE = re.compile(r"催|提醒|通知|告诉|转告|发消息|发个?信息|问问|问一下")
_TEXT = re.compile(r"(?:[ :：,，](?P<said>\S.*))$", re.DOTALL)


def mentioned(step: DeskStep, words: str) -> bool:
    """Whether a sentence speaks of one county of the region; what it asks for is begun, or the county is opened."""
    plain = words.strip()
    found = _counties(step, plain) if len(plain) <= _LONGEST else []
    if len(found) != 1:
        return False
    county, name = found[0]
    if _DATE.search(plain):
        day = _DAY.search(plain)
        return dating.set_date(step, f"{county.name} {day['day']}" if day is not None else county.name)
    if _REVIEW.search(plain):
        return reviewing.review_called(step, county.name)
    if _EXPORT.search(plain):
        return exporting.export_some(step, f"{county.name} {exporting.kinds_in(plain)}")
    if _WRITE.search(plain):
        said = _TEXT.search(plain.partition(name)[2])
        announcing.begin(step, (county.code,), said["said"] if said is not None else "")
        return True
    return looking.open_called(step, county.name)


def _counties(step: DeskStep, plain: str) -> list[tuple[County, str]]:
    """The counties of the region that a sentence names, each with the words for it; the longer names first."""
    found: list[tuple[County, str]] = []
    for county in sorted(step.region.counties, key=lambda each: -len(each.name)):
        short = stem(county.name)
        name = county.name if county.name in plain else short if len(short) > 1 and short in plain else ""
        if name:
            found.append((county, name))
            plain = plain.replace(name, "")
    return found
