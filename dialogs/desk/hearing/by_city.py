"""What the province asks about its cities side by side: 各市进度, 辛集和定州的名额是几, 有超名额的没."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dialogs.definition.notice import ReportingGroup
from dialogs.desk.ground.counties_named import cities_in, counties_in
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.ground.words import CLAUSES
from dialogs.desk.recommendations import handing, recommending
from dialogs.reading.cleaning import excerpt
from dialogs.record.options import Option
from dialogs.record.region import Stage, tally
from dialogs.saying.briefs import ByCity, CityLine, Note
from dialogs.state.actions import Action
from dialogs.state.conversation import Resting
from dialogs.state.desk_states import Do

_LONGEST, _MOST_BUTTONS = 40, 6
_EACH = re.compile("(?:各|每个?|所有的?|全部|各个|[按分]|哪个|哪些|哪几个)(?:设区)?(?:地级|地)?市(?![里局])")
_PROGRESS = re.compile("进度|进展|情况|怎么样|咋样|填(?:到|得|了|报)|到哪|快|慢|排名|排队|落后|多少家|几家|完成|汇总")
_HANDED = re.compile("上报|报了|报上来|报来|[交送]上来|报省|推荐|受理|回执|收到|纸质|电子|补正|没报|未报|没交|交了")
_COUNTED = re.compile("几|多少|情况|进度|数|(?:没有?|吗|么|否)[?？]?$")
"""各市报上来没有 too."""
_QUOTA = re.compile(
    "(?:名额|配额|指标)(?!.{0,4}意思)|(?:能|可以|可|最多)(?:推荐|上报|报|推)(?:上来)?(?:几|多少)|最多.{0,4}[几多](?:个|家|少)"
)
_MORE = re.compile(
    r"(?:名额|指标|配额).{0,8}(?:多|再|加)[要给来]?[一两二三1-9]个|(?:名额|指标|配额).{0,6}(?:改|调|加|增|扩|变)(?:成|到|为|加|个)|(?:多|再)给了?(?:咱|我)?们?.{0,4}(?:名额|指标)"
    "|(?:加|增加|多)了?[一两二三1-9]个?(?:名额|指标)"
)
"""名额改成3个: that is not done here."""
_MAY = re.compile("(?:能|可以|可|最多)(?:推荐|上报|报|推)(?:上去|到省里)?(?:几|多少)")
_OVER = re.compile(
    "超(?:了|过|出|额|报|没超).{0,5}(?:名额|配额|指标|的|[吗没])|超(?:名额|配额|指标)|(?:名额|配额|指标).{0,4}超|多报"
)


_TO_LATE = re.compile(
    "(?:[给向跟对]|催|提醒|通知).{0,6}(?:没|未|尚未)(?:有|能|上)*(?:报|交|送)(?:送|上来|过来|来|省)?的(?:那?[几些]个)?(?:地级|地|设区)?市(?!里|局).{0,12}$"
)
"""给尚未上报的市提个醒: a broadcast reaches contacts of counties."""
_AS_A_FILE = re.compile("导|图|表格?$|发我|下载|打印")


def asked(step: DeskStep, words: str) -> bool:
    """Whether the cities are asked about, each or by name; how they stand is shown, one in a line."""
    plain = words.strip()
    return _own_quota(step, plain) or _to_late_cities(step, plain) or _of_cities(step, plain)


def _to_late_cities(step: DeskStep, plain: str) -> bool:
    """给尚未上报的市提个醒: they are no contacts of a broadcast, which is said, and who they are is shown."""
    clauses = [each for each in CLAUSES.split(plain) if each]
    told = any(_TO_LATE.search(each) for each in clauses)
    if step.region.scope or not isinstance(step.state, Resting) or len(plain) > _LONGEST * 2 or not told:
        return False
    step.say(Note("cities not reached"))
    if len(clauses) > 1:
        step.say(Note("left over", {"words": excerpt(plain)}))
    handing.overview(step)
    return True


def _of_cities(step: DeskStep, plain: str) -> bool:
    if step.region.scope or not isinstance(step.state, Resting) or len(plain) > _LONGEST or _AS_A_FILE.search(plain):
        return False
    cities = [city for city, _ in cities_in(step, plain)]
    if any(county.name not in cities for county, _ in counties_in(step, plain)):
        return False
    if _OVER.search(plain):
        _over(step, cities)
    elif _QUOTA.search(plain):
        _show(step, "quota", _lines(step, cities))
    elif not _EACH.search(plain):
        return False
    elif _HANDED.search(plain) and _COUNTED.search(plain):
        handing.overview(step)
    elif _PROGRESS.search(plain) and not _HANDED.search(plain):
        _show(step, "progress", _lines(step))
    else:
        return False
    return True


def _own_quota(step: DeskStep, plain: str) -> bool:
    """我们市今年能报几个: a city's list says how many it may recommend, and how many it does."""
    own = step.region.recommending
    asked = own is not None and isinstance(step.state, Resting) and len(plain) <= _LONGEST
    if own is not None and asked and _MORE.search(plain):
        step.say(Note("quota of notice", {"count": str(own.quota)}))
        recommending.show(step)
        return True
    if not asked or not _MAY.search(plain) or counties_in(step, plain):
        return False
    recommending.show(step)
    return True


def _over(step: DeskStep, cities: Iterable[str]) -> None:
    """Who handed up more than its quota; where nobody did, all that handed up with both figures."""
    handed = [each for each in _lines(step, cities) if each.handed]
    over = [each for each in handed if each.handed > each.quota]
    _show(step, "over" if over else "none over", over or handed)


def _lines(step: DeskStep, cities: Iterable[str] = ()) -> list[CityLine]:
    """These cities, or all of them."""
    chosen = set(cities)
    return [_line(step, group) for group in step.region.groups if not chosen or group.name in chosen]


def _line(step: DeskStep, group: ReportingGroup) -> CityLine:
    codes = {county.code for county in step.region.counties if county.group == group.name}
    counts = tally([each for each in step.region.entrants if each.county in codes])
    handed = sum(len(each.items) for each in step.region.handed if each.place == group.name)
    return CityLine(group.name, {stage.value: count for stage, count in counts.items()}, handed, group.quota)


def _show(step: DeskStep, what: str, lines: Iterable[CityLine]) -> None:
    rows = tuple(lines)
    begun = [each for each in rows if set(each.counts) - {Stage.UNCONTACTED.value}]
    ways: list[tuple[Option, Action]] = [
        (Option("desk open", {"name": each.city}), Do("filter", (each.city,))) for each in begun[:_MOST_BUTTONS]
    ]
    ways.append((Option("desk do hand-ups"), Do("hand-ups")))
    brief = ByCity(step.region.name, what, rows, tuple(option for option, _ in ways))
    step.offer(brief, [action for _, action in ways])
