"""A list told in a sentence: 甲中心、乙院，还有一个丙厂，共3个; 绿色工厂2家（甲、乙），绿色产品没数."""

from __future__ import annotations

import re
from dataclasses import replace

from dialogs.reading.chinese import counted
from dialogs.reading.grouped_lists import grouped
from dialogs.reading.listing import Named, named
from dialogs.reading.plausible import alone, is_kind, is_remark, looks_like_a_name, without_talk

_LONGEST = 160
_OF_KIND = re.compile(
    "(?:国家|省|市|县)级[\u4e00-\u9fff]{2,8}?(?P<count>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})[个家项]"
)
"""市级绿色工厂两家: how many, before the names of some."""
_COUNT = "(?P<count>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})"
_SEPARATOR = re.compile(r"[、,，;；。\n](?![^()（）]*[)）])|(?<=[心所院会站室司厂团地])[ ]+(?=[\u4e00-\u9fff]{4})")
_ONE_MORE = re.compile(
    r"^(?:其中(?:有)?(?=一)|还有|另外还?有?|另有|再有|再加上?|加上|以及|另(?=一))(?:一|1)?[个家项所]?(?:就)?(?:是|叫)?|^(?:一|第[一二三四五])[个家](?:是|叫)"
)
_NEWLY = re.compile(
    r"^(?:(?:去年|前年|今年|(?:20)?[0-9]{2}年)(?:[0-9]{1,2}月份?)?)?(?:底|初|才|刚|新)*(?:成立|组建|设立|建成?|评上?|认定|获批|挂牌|批)"
    r"(?:下来)?的(?=[\u4e00-\u9fff]{3})"
)
_ALL_OF_KIND = re.compile(r"(?<=\S{4})[,，;； ]+(?:都|全|均|全都)是(?P<kind>[\u4e00-\u9fff]{3,12})[。.]?$")
_ALSO = re.compile(r"(?:也|都)(?:算|是|有)(?:上|的|吧|了)*$|算(?:一|1)?[个家项]$")
_TOTAL = re.compile(
    rf"(?:我们|目前|现在|一?共|总共|共计|合计|总计|加起来|就|只|也|有|是|这(?:么)?|那|(?:国家|省|市|县)级?的?|的|协会|商会|平台|中心|企业|联盟|工厂|机构)*{_COUNT}[个家项所处](?:吧|了|啊)*"
)
_HEADED_BRACKETS = re.compile(
    r"(?P<head>[^0-9()（）,，、;；]{2,12}?(?:[0-9]{1,3}|[一二两三四五六七八九十]{1,2})[个家项所])[(（](?P<names>[^()（）]+)[)）]"
)
_HEADING = re.compile(r"[0-9一二两三四五六七八九十][个家项所][:：]")
_UNTOLD = re.compile(
    r"没(?:有)?(?:细|具体)?(?:数|统计|算|整理|报)|不(?:太|大)?清楚|记不[清全]|想不起|忘了|说不[准清]|不少|好[多几]|不知道|回头|[问找][\u4e00-\u9fff]{1,8}(?:要|问|拿)"
    r"|还在|正在|在(?:申报|建|报|批)|具体|多少|有几[个家]"
)
_CHANGES = re.compile("不算|改成|改为|换成|删|去掉")


def told_list(text: str) -> Named | None:
    """The names that a sentence tells, and how many it says; None where nothing stands beside them.

    A part that says what is not known yet is no name, and left out; there may be no names at all.
    """
    if len(text) > _LONGEST or _CHANGES.search(text):
        return None
    of_kind = _ALL_OF_KIND.search(text)
    if of_kind is not None and is_kind(of_kind["kind"]):
        return _of_kind(text[: of_kind.start()], of_kind["kind"])
    return grouped(text) or _told(text)


def _of_kind(text: str, kind: str) -> Named | None:
    """三家，甲、乙、丙，都是企业技术中心: each name with what it is."""
    found = _told(text) or named(text)
    return replace(found, names="、".join(f"{name}（{kind}）" for name in found.names.split("、")))


def _told(text: str) -> Named | None:
    plain = _HEADED_BRACKETS.sub(r"\g<head>：\g<names>", text)
    names: list[str] = []
    typed: int | None = None
    beside = False
    for clause in filter(None, (each.strip() for each in _SEPARATOR.split(plain))):
        total = _TOTAL.fullmatch(clause) or (None if names else _OF_KIND.fullmatch(clause))
        bare = without_talk(alone(_ALSO.sub("", _NEWLY.sub("", _ONE_MORE.sub("", clause)))))
        if total is not None:
            typed = counted(total["count"].replace("两", "二"))
        elif (_UNTOLD.search(clause) and not looks_like_a_name(bare)) or (names and is_remark(clause)):
            beside = True
        else:
            beside = beside or bare != clause
            names.append(f"\n{bare}" if _HEADING.search(bare) else bare)
    if not beside:
        return None
    if not names:
        return Named("", 0, typed)
    found = named("、".join(names).replace("、\n", "；").strip())
    return replace(found, typed=typed) if typed is not None else found
