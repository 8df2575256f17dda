"""The cluster's name as it is said: 我们报的是紧固件，永年的; 清河羊绒. What county and trade make is offered."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dialogs.reading.cleaning import excerpt
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.places import COUNTY, counties_called, county_in_front
from dialogs.reading.question import Question
from dialogs.reading.results import Alternative, Entry, Unsure, Why

_ASKED_AS = "XX产业"
"""How the form prints the name that it asks for."""
_SAID = re.compile(
    r"(?:(?:我们?|咱们?|俺们?|本|这次|今年)*(?:县|区|市|集群|这边|这里|这儿|家)?(?:里|的)?"
    r"(?:主要|一直|就|都|也|打算|准备|想|要|主导产业|特色产业|特色)*"
    r"(?:报的?|申报的?|做的?|搞的?|产的|生产的?|是|以)(?:就是|是|做|搞|生产)*)"
    r"(?P<what>[^,，。;；]{2,16}?)(?:为主)?(?:产业集群|产业|行业|集群|这一?块儿?|这个)*(?:的|吧|呀|啊)*"
    r"(?:[,，。 ]+(?:我们?|咱们?|俺们?|是|在|本)*"
    r"(?P<place>[\u4e00-\u9fff]{1,8}?)(?:的|这边的?|这里的?|产业|集群)*)?[。.]?"
)
_PLACE_FIRST = re.compile(
    r"(?:(?:我们?|咱们?|俺们?|本|这边|这里|这儿)*(?:县|区|市)?(?:是|在|来自|位于|叫))?"
    r"(?P<place>[\u4e00-\u9fff]{2,8}?)(?:这边|这里)?(?:的|人)?[,，。 ]+"
    r"(?:我们?|咱们?|俺们?|主要|一直|就|都|也|打算|准备|想|要|今年|这次|主导产业|特色产业)*"
    r"(?:(?:报的?|申报的?|做的?|搞的?|产的?|生产的?|是|以)(?:就是|是|做|搞|生产)*)?"
    r"(?P<what>[^,，。;；]{2,16}?)(?:为主)?(?:产业集群|产业|行业|集群|这一?块儿?|这个)*(?:的|吧|呀|啊)*[。.]?"
)
"""咱是沙河的，报玻璃产业: the place before the trade."""
_TRADE = re.compile(r"(?:特色)?(?:产业集群|产业|行业|集群)$")
_PARTICLE = re.compile("[吧呗啊呀哈哦呢啦嘛哟。]+$")
_NO_TRADE = re.compile(r"[的了吗呢吧没不未我们是有待等]|(?:局|委|会|办|政府|公司|园区|开发区|中心|厂|院|部门)$")
"""What stands behind a county and is no trade: 清河县工信局, 清河还没定."""
_OF = re.compile(
    r"^(?P<place>[\u4e00-\u9fff]{1,8}?(?:县|区|市))的?(?=[\u4e00-\u9fff]{2})|^(?P<short>[\u4e00-\u9fff]{2,3})的"
)
_CLAUSE = re.compile(r"[,，。;；]|[ ]+")
_BEFORE = re.compile(
    "^(?:(?:我们?|咱们?|那|就|还|先|这次|今年|县里?|集群|名称|名字|也)*(?:申?报的?|填|写|叫|用|按|是|定|全[称名]|正式名称)(?:成|为|作|叫|的?是)?)+[:：]?"
)
_UNSETTLED = re.compile("没(?:最后|最终|完全|正式)?(?:定|批|确定)|未定|暂定")
_OURS = re.compile("^(?:我|咱|俺|本|县|区|市)")
_ENDS = ("县", "区", "市")
_SHORTEST = 2


def cluster_said(question: Question, plain: str) -> Unsure | None:
    """The name that the form wants, of the trade that was said, alone or in a sentence; None where none was."""
    if _ASKED_AS not in question.field.unfilled:
        return None
    said, clauses = _told(question, plain), [each.strip() for each in _CLAUSE.split(plain) if each.strip()]
    in_full = _named_in_full(question, clauses) if len(clauses) > 1 else ()
    if in_full:
        return None if in_full[0] == clauses[0] else _offered(question, plain, *in_full)
    if said is None and len(clauses) > 1:
        return next((found for each in clauses if (found := cluster_said(question, each)) is not None), None)
    if said is None:
        return _county_and_trade(question, plain)
    trade, place = said["what"].strip(), said["place"] or ""
    of = _OF.match(trade)
    front = county_in_front(question, trade)
    county: str | None
    if front is not None:
        county, trade = front[0].name, front[1].removeprefix("的")
    elif of is not None:
        county, trade = _county(question, of["place"] or of["short"]), trade[of.end() :]
    else:
        county = _county(question, place)
    if county is None or len(trade) < _SHORTEST:
        return None
    return _offered(question, plain, f"{county}{trade}产业")


def _told(question: Question, plain: str) -> re.Match[str] | None:
    """The words that say a trade and a place, the place first where it is one."""
    first = _PLACE_FIRST.fullmatch(plain)
    names = first is not None and not _NO_TRADE.search(first["what"])
    if first is not None and names and len(counties_called(question.form.counties, first["place"])) == 1:
        return first
    return _SAID.fullmatch(plain)


def _named_in_full(question: Question, clauses: Sequence[str]) -> Sequence[str]:
    """去年市里批的那个名，平乡县自行车产业: the names in clauses, as the form prints them."""
    return [each for each in map(_bare, clauses) if _is_a_name(question, each)]


def _bare(clause: str) -> str:
    return _BEFORE.sub("", _PARTICLE.sub("", clause))


def _is_a_name(question: Question, said: str) -> bool:
    """Whether a name stands there as the form prints it: a county, a trade, 产业."""
    front = county_in_front(question, said)
    return front is not None and _TRADE.search(front[1]) is not None and _TRADE.fullmatch(front[1]) is None


def _county_and_trade(question: Question, plain: str) -> Unsure | None:
    """清河羊绒: the name in full, then the words as they were typed."""
    bare = _PARTICLE.sub("", plain)
    front = county_in_front(question, bare)
    trade = _TRADE.sub("", front[1].removeprefix("的")) if front is not None else ""
    if front is None or len(trade) < _SHORTEST or not trade.isalpha() or _NO_TRADE.search(trade):
        return None
    name = f"{front[0].name}{trade}产业"
    return None if name in bare else _offered(question, plain, name, bare)


def _offered(question: Question, plain: str, *names: str) -> Unsure:
    doubtful = _UNSETTLED.search(plain) is not None
    ways = [
        Alternative(
            f"{each}（待核实）" if doubtful else each,
            tuple(Entry(slot.path, each, doubtful=doubtful) for slot in question.slots),
        )
        for each in names
    ]
    return Unsure(Why.CLOSEST, (*ways, NONE_OF_THESE), {"words": excerpt(plain)})


def _county(question: Question, place: str) -> str | None:
    """The county that was named, as it is called now; otherwise the one of the cover."""
    named = place if place and not _OURS.match(place) else ""
    found = counties_called(question.form.counties, named) if named else ()
    if found or named.endswith(_ENDS):  # another county's name never gets the one of the cover in front
        return found[0].name if len(found) == 1 else None
    standing = question.value(COUNTY) if COUNTY in question.form.by_name else None
    return standing if isinstance(standing, str) else None
