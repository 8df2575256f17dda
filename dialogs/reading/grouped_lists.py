"""Names under what they are, told in a sentence: 绿色工厂1家，甲公司，2022年评上的; 省工业设计中心1家，也是乙公司."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dialogs.reading.chinese import counted
from dialogs.reading.listing import Named
from dialogs.reading.plausible import (
    is_kind,
    is_remark,
    kind_and_number,
    looks_like_a_name,
    says_nothing_sure,
    without_talk,
)

_CLAUSE = re.compile(r"[、,，;；。:：\n](?![^()（）]*[)）])")
_LED_IN = re.compile(r"^(?:另外|还有|再有|以及|加上|其中|另|再|有|[ ])+(?=[\u4e00-\u9fff0-9])")
_AND_ALSO = re.compile(r"^(?:另外还?有?|还有|再有|以及|加上)(?=[\u4e00-\u9fff]{4})")
_IS = re.compile(
    r"^(?:另外?|还有|再有|第?[一二三1-3][个家]|其中|名[字称]|也|都|就|还|分别|[ ])*(?:[是为叫]|包括)(?:的|做)?"
    r"(?=[\u4e00-\u9fffA-Za-z]{2})"
)
_AND = re.compile(r"(?<=[\u4e00-\u9fff)）]{2})(?:还有|以及|[和跟与及])(?![踪随进单])(?=[\u4e00-\u9fff]{2})")
_NAMES_BETWEEN = re.compile(
    r"(?P<kind>[\u4e00-\u9fff]{3,14}?)(?:有|是|包括)(?P<names>[^0-9]{4,60}?)(?:这|那)?(?P<count>[0-9]{1,2}|[一两二三四五六七八九十])[个家项]"
)
"""省级绿色工厂有甲跟乙两家."""
_ONE_NAMED = re.compile(
    r"(?<![^、,，;；。:：\n])(?P<kind>[\u4e00-\u9fff]{3,12}?)(?:有|是)?[一1][个家项](?:是|叫)?(?P<name>[\u4e00-\u9fff]{2,20})(?=[、,，;；。\n]|$)"
)
_NONE_OF = re.compile("(?P<kind>[\u4e00-\u9fff]{3,14}?)(?:的)?(?:还|暂时|目前|一个都|一家也)*(?:没有?|无)[了呢。]?")
_ALL = re.compile("[一二两三四五六七八九十0-9]{1,3}")


@dataclass(slots=True)
class _Group:
    """A kind, how many of it there are said to be, and the names behind."""

    kind: str
    count: int
    names: list[str] = field(default_factory=list)


def grouped(text: str) -> Named | None:
    """The names, each with its kind behind it where that tells them apart; None where they stand under no kinds.

    Plain headings (省级2家：甲、乙) have a reading of their own: here stands a sentence, in which commas part them too.
    """
    groups = _groups(text)
    whole = sum(each.count for each in groups)
    if groups and groups[-1].count < len(groups[-1].names) == whole and not any(each.names for each in groups[:-1]):
        return Named("、".join(groups[-1].names), whole, whole)  # 联盟1个，协会2个，分别是甲、乙、丙
    if not groups or any(len(each.names) != each.count for each in groups):
        return None
    every = [name for each in groups for name in each.names]
    apart = len(set(every)) == len(every)
    shown = [name if apart and "绿色" not in each.kind else _with(name, each) for each in groups for name in each.names]
    return Named("、".join(shown), len(shown), len(shown))


def _groups(text: str) -> list[_Group]:
    """What stands under each heading; nothing where a name stands before the first one, or nothing is a sentence."""
    groups: list[_Group] = []
    plain = True
    for mark, clause in _clauses(_ONE_NAMED.sub(_apart, _counted_in_front(text))):
        bare = _LED_IN.sub("", clause)
        heading = kind_and_number(bare)
        if heading is not None and heading[0] and _ALL.fullmatch(heading[1]):
            groups.append(_Group(heading[0], counted(heading[1].replace("两", "二"))))
            plain = plain and mark in ":：" and bare == clause
        elif (none := _NONE_OF.fullmatch(bare)) is not None and is_kind(none["kind"]):
            continue
        elif not groups:
            return []
        elif groups[-1].names and is_remark(clause):
            plain = False
        elif clause.endswith("的") or says_nothing_sure(clause):
            return []  # 甲公司的: whose it is
        else:
            groups[-1].names += _names(groups[-1], clause)
    return [] if plain else groups


def _counted_in_front(text: str) -> str:
    """省级绿色工厂有甲跟乙两家 as 省级绿色工厂2家，甲跟乙."""
    said = _NAMES_BETWEEN.match(text)
    if said is None or not is_kind(said["kind"]):
        return text
    return f"{said['kind']}{said['count']}家，{said['names']}{text[said.end() :]}"


def _apart(said: re.Match[str]) -> str:
    """智能工厂1家宏远 as 智能工厂1家，宏远."""
    return f"{said['kind']}1家，{said['name']}" if is_kind(said["kind"]) else said[0]


def _clauses(text: str) -> list[tuple[str, str]]:
    """The clauses, each with the mark behind it."""
    ends = [match.start() for match in _CLAUSE.finditer(text)]
    starts = [0, *(end + 1 for end in ends)]
    parts = [
        (text[end : end + 1] or "。", text[start:end]) for start, end in zip(starts, [*ends, len(text)], strict=True)
    ]
    return [(mark, part.strip()) for mark, part in parts if part.strip()]


def _names(group: _Group, clause: str) -> list[str]:
    """是甲和乙, where two are awaited: both."""
    name = without_talk(_IS.sub("", _AND_ALSO.sub("", clause)))
    parts = _AND.split(name)
    return parts if len(parts) > 1 and len(group.names) + len(parts) == group.count else [name]


def _with(name: str, group: _Group) -> str:
    told = group.kind in name or ("绿色" in group.kind and "绿色" in name)
    return name if told and looks_like_a_name(name) else f"{name}（{group.kind}）"
