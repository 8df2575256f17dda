"""Choosing counties by words: 填报中 5天没动, 未联系, 清河县、威县, 邢台市, 有错, 标记的, the name of a saved filter.

Words of one kind widen the choice, words of different kinds narrow it: 填报中 已填完 are both, 填报中 5天没动 are those
of the first that stand still.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field as having
from datetime import datetime

from dialogs.definition.form import Form
from dialogs.definition.notice import County
from dialogs.reading.places import counties_called, stem
from dialogs.record.region import Entrant, Region, Stage

_AND, _KEPT = re.compile("和"), "\0"
_PARTS = re.compile(r"[\s、，,;；和及]+")
_STILL = re.compile(r"(?P<days>[0-9]{1,3})天(?:以上)?(?:都)?(?:没|未)(?:动|更新|填)的?")
_STILL_ENGLISH = re.compile(r"idle (?P<days>[0-9]{1,3}) days?", re.IGNORECASE)
_ALL = frozenset(("全部", "所有", "全市", "全省", "所有人", "全部县", "all", "everybody"))
_STAGES = {
    "未联系": Stage.UNCONTACTED,
    "没联系": Stage.UNCONTACTED,
    "未进入": Stage.UNCONTACTED,
    "考虑中": Stage.CONSIDERING,
    "没开始": Stage.CONSIDERING,
    "未开始": Stage.CONSIDERING,
    "不申报": Stage.DECLINED,
    "不报": Stage.DECLINED,
    "填报中": Stage.FILLING,
    "在填": Stage.FILLING,
    "已填完": Stage.FILLED,
    "填完": Stage.FILLED,
    "已退回": Stage.RETURNED,
    "退回的": Stage.RETURNED,
    "已送审": Stage.ACTED,
    "已送市里": Stage.ACTED,
    "已上报": Stage.ACTED,
    "已报送": Stage.ACTED,
    "已收": Stage.RECEIVED,
    **{stage.value: stage for stage in Stage},
    "sent": Stage.ACTED,
}
_FEWEST_LETTERS = 2
_BEHIND = re.compile("的(?:那?些|那?几个|几家)?(?:县|单位|人)?$")
_LATE = frozenset(("逾期", "超期", "late", "overdue"))
_UNSENT = (Stage.UNCONTACTED, Stage.CONSIDERING, Stage.FILLING, Stage.FILLED)
_ANY_OF = {
    "没填完": (Stage.CONSIDERING, Stage.FILLING),
    **dict.fromkeys(("没送市里", "没送审", "没上报", "没报送", "没交", "not sent"), (*_UNSENT, Stage.RETURNED)),
}
"""Words for several states at once; 没交 is what is not in the city's hands: not sent yet, or sent back."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The entrants chosen, and the words that mean nothing here."""

    entrants: tuple[Entrant, ...]
    unknown: tuple[str, ...] = ()


@dataclass
class Wanted:
    """What words ask for: any of these states, any of these counties, and all of the rest.

    ``still`` are days without a word; ``late`` are applications and counties
    that are late. ``meant`` says that anything is asked for, ``unknown`` are other words.
    """

    stages: set[Stage] = having(default_factory=set)
    counties: set[str] = having(default_factory=set)
    still: int | None = None
    errors: bool = False
    lacking: bool = False
    flagged: set[str] | None = None
    late: set[str] | None = None
    meant: bool = False
    unknown: list[str] = having(default_factory=list)


def choose(form: Form, region: Region, words: str, now: datetime) -> Choice:
    """The entrants that these words choose; nothing where none of them means anything."""
    wanted = wanted_of(form, region, words, now.date().isoformat())
    chosen = tuple(each for each in region.entrants if fits(wanted, each, now)) if wanted.meant else ()
    return Choice(chosen, tuple(wanted.unknown))


def wanted_of(form: Form, region: Region, words: str, today: str = "") -> Wanted:
    """What these words ask for in a region; who is late is known with its dates and entrants, on a day (ISO)."""
    wanted = Wanted()
    plain = _STILL_ENGLISH.sub(r"\g<days>天没动", unicodedata.normalize("NFKC", words))
    for part in _expanded(region, plain):
        if today and part.removesuffix("的").casefold() in _LATE:
            wanted.late, wanted.meant = _late(region, today), True
        elif _note(form, region, part, wanted):
            wanted.meant = True
        else:
            wanted.unknown.append(part)
    return wanted


def fits(wanted: Wanted, entrant: Entrant, now: datetime) -> bool:
    """Whether a entrant is one of those that are asked for."""
    return (
        (not wanted.counties or entrant.county in wanted.counties)
        and (not wanted.stages or entrant.stage in wanted.stages)
        and (wanted.flagged is None or entrant.county in wanted.flagged)
        and (wanted.still is None or stands_still(entrant, now, wanted.still))
        and (not wanted.errors or entrant.errors > 0)
        and (not wanted.lacking or entrant.lacking > 0)
        and (wanted.late is None or entrant.application in wanted.late or entrant.county in wanted.late)
    )


def _expanded(region: Region, words: str) -> Iterable[str]:
    """The words one by one, a saved filter's in place of its name."""
    for part in _parts(region, words):
        yield from _parts(region, region.filters[part]) if part in region.filters else (part,)


def _parts(region: Region, words: str) -> list[str]:
    """The words between their separators; 南和 is one, though 和 stands in it."""
    joined = [short for each in region.counties if _AND.search(short := stem(each.name))]
    for name in joined:
        words = words.replace(name, _AND.sub(_KEPT, name))
    return [part.replace(_KEPT, "和") for part in _PARTS.split(words.strip()) if part]


def _late(region: Region, today: str) -> set[str]:
    """What was to be mended by a day that is over, and counties that have not sent by the city's date, or their own."""
    late = {each for each, due in region.returned.items() if due and due < today}
    until = dict(region.dates).get("to_city", "")
    dates = {each.county: region.extended.get(each.county, until) for each in region.entrants if each.stage in _UNSENT}
    return late | {county for county, day in dates.items() if day and day < today}


def _note(form: Form, region: Region, part: str, wanted: Wanted) -> bool:
    """Whether a word means something; if so, it is noted."""
    stem = _BEHIND.sub("", part).casefold()
    still = _STILL.fullmatch(part)
    if stem in _ALL:
        return True
    if stem in _ANY_OF:
        wanted.stages |= {*_ANY_OF[stem]}
    elif stem in _STAGES:
        wanted.stages.add(_STAGES[stem])
    elif still is not None or stem in ("没动", "idle"):
        wanted.still = int(still["days"]) if still is not None else 3
    elif stem in ("有错", "有问题", "trouble", "errors"):
        wanted.errors = True
    elif stem in ("缺佐证", "缺材料", "proofs"):
        wanted.lacking = True
    elif stem in ("标记", "关注", "flagged"):
        wanted.flagged = {code for code, remark in region.remarks.items() if remark.flagged}
    else:
        return _note_place(form, region, part, wanted)
    return True


def _note_place(form: Form, region: Region, part: str, wanted: Wanted) -> bool:
    name = _BEHIND.sub("", part)
    grouped = {
        each.code for each in region.counties if any(name in (city, stem(city)) for city in (each.group, each.city))
    }
    found = {county.code for county in called(form, region, name)} if not grouped or region.scope else set()
    wanted.counties |= grouped | found
    return bool(grouped or found)


def called(form: Form, region: Region, words: str) -> tuple[County, ...]:
    """The counties of the region of this name, code, or beginning of a name."""
    plain = "".join(unicodedata.normalize("NFKC", words).split()).strip("。.,，!！")
    if len(plain) < _FEWEST_LETTERS:
        return ()
    return counties_called(region.counties, plain)


def stands_still(entrant: Entrant, now: datetime, days: int) -> bool:
    """Whether a county ought to do something and has not for so many days; one that nobody works on counts too."""
    if entrant.stage not in (Stage.UNCONTACTED, Stage.CONSIDERING, Stage.FILLING):
        return False
    still = entrant.still(now)
    return still < 0 or still >= days
