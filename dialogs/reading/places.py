"""Cities and counties: by number in the list, by code, by name with or without 市, 县 and 区, by an old name.

定州, 辛集 and 雄安 report by themselves: they can be named where a city is asked, and stand for themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from functools import lru_cache

from dialogs.definition.form import Form
from dialogs.definition.notice import County
from dialogs.reading.blanks import read_blank
from dialogs.reading.cleaning import excerpt, narrow
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.question import Question
from dialogs.reading.results import Alternative, Entry, Read, Reading, Unreadable, Unsure, Why
from dialogs.record.application import Blank

CITY, COUNTY = "city", "county"
_INTRODUCED = re.compile(
    r"^(?:我们?|咱们?|本)?(?:这里|这边)?(?:县|区|市|所在(?:地|县|市))?(?:是|叫|为|属于?|隶属于?|归)?(?:原来|原先|原|以前|过去)的?|"
    r"^(?:我们?|咱们?|本)?(?:这里|这边)?(?:县|区|市|所在(?:地|县|市))?(?:是|叫|为|属于?|隶属于?|归)"
)
_BESIDE = re.compile(r"[(（][^()（）]*[)）]$|(?:这边|那边|的|吧|呗|啊)+$|,(?!.*[不还或]).{1,8}$")
"""河间市（县级市）, 邢台的, 安国，药都: what is said behind a place."""
_BETWEEN, _PARTICLES = (
    re.compile("^(?:[的,，、:：]|下面的?|下辖的?|所?辖的?|管的)+"),
    re.compile("(?:这边|那边|的|吧|呗|啊)+$"),
)
"""邢台市的 平乡县吧: what stands between a city and its county, and behind them."""
_TALKS = re.compile("[几谁吗呢怎哪啥么?]|什么|多少|能不能|没有|不是|不知")
"""What asks about a place, and names none: 石家庄要求几号交."""
_PROVINCE = re.compile("^河北省?")
_NATION = re.compile(r"(?:满族|回族|蒙古族)+自治县$")
_SUFFIX = re.compile("(?:新区|市|县|区)$")
_NUMBER = re.compile(r"(?:第|选)?(?P<number>[0-9]{1,3})[.、)]?")
_CODE = re.compile("[0-9]{6}")
_LONGEST, _SHOWN, _LIKENESS = 30, 4, 0.6
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def is_place(name: str) -> bool:
    """Whether a field asks for a city or a county of the edition's list."""
    return name in (CITY, COUNTY)


def cities(form: Form) -> tuple[str, ...]:
    """The cities in the order of the list."""
    return tuple(dict.fromkeys(county.city for county in form.counties))


def counties_of(form: Form, city: object) -> tuple[County, ...]:
    """The counties of a city or of a group that reports by itself; all of them while no city is named."""
    return tuple(county for county in form.counties if city in (None, county.city, county.group))


def read_place(question: Question, text: str) -> Reading:
    """The reading of a message for a city or a county."""
    plain = "".join(narrow(text).split()).strip("。.,，!")
    blank = read_blank(question, plain)
    if blank is not None and blank.entries[0].blank is not Blank.NONE:  # every county lies somewhere
        return blank
    if len(plain) > _LONGEST or not plain:
        return _unknown(plain)
    both = _city_and_county(question, _INTRODUCED.sub("", plain)) if question.field.name == CITY else None
    if both is not None:
        return both
    plain = _INTRODUCED.sub("", _BESIDE.sub("", plain)) or plain
    return _read_city(question, plain) if question.field.name == CITY else _read_county(question, plain)


def _city_and_county(question: Question, typed: str) -> Read | None:
    """邢台市的平乡县: the city that is asked and one of its counties, which is the next answer."""
    said, county_slot = _PROVINCE.sub("", typed), question.form.by_name[COUNTY].paths[0]
    for city in cities(question.form):
        rest = next((said[len(each) :] for each in (city, stem(city)) if said.startswith(each)), "")
        name = _PARTICLES.sub("", _BETWEEN.sub("", rest))
        found = [
            each for each in question.form.counties if each.city == city and name in (each.name, *_short(each.name))
        ]
        if len(found) == 1:
            return Read((Entry(question.slots[0].path, city), Entry(county_slot, found[0].name)))
    return None


def _read_city(question: Question, typed: str) -> Reading:
    listed = cities(question.form)
    groups = tuple(group.name for group in question.form.groups if group.name not in listed)
    number = _number(typed)
    if number is not None:
        return _one(question, listed[number - 1]) if 0 < number <= len(listed) else _unknown(typed)
    if _CODE.fullmatch(typed):
        found = [county.city for county in question.form.counties if county.code[:4] == typed[:4]]
        return _one(question, found[0]) if found and typed.endswith("00") else _unknown(typed)
    name = _PROVINCE.sub("", typed)
    exact = [each for each in (*listed, *groups) if name in (each, stem(each))]
    if exact:
        return _one(question, exact[0])
    begun = [each for each in (*listed, *groups) if each.startswith(name)]
    inside = () if begun else [each for each in question.form.counties if _is_called(name, each)]
    if inside:
        return _around(question, typed, inside)
    return _closest(question, typed, begun or _cities_like((*listed, *groups), name))


def _around(question: Question, typed: str, inside: Sequence[County]) -> Unsure:
    """平乡县, where the city is asked: the county with its city, then the city alone."""
    path = question.slots[0].path
    alone = [Alternative(each, (Entry(path, each),)) for each in dict.fromkeys(county.city for county in inside)]
    ways = (*_with_cities(inside, path, question.form.by_name[COUNTY].paths[0]), *alone, NONE_OF_THESE)
    return Unsure(Why.CLOSEST, ways, {"words": excerpt(typed)})


def _cities_like(names: Sequence[str], typed: str) -> list[str]:
    """Cities that are named among other words, or that are spelled alike."""
    inside = [name for name in names if stem(name) in typed] if not _TALKS.search(typed) else []
    return inside or get_close_matches(typed, names, _SHOWN, _LIKENESS)


def _read_county(question: Question, typed: str) -> Reading:
    form, city = question.form, question.value(CITY)
    here = counties_of(form, city)
    number = _number(typed)
    if number is not None:
        return _one(question, here[number - 1].name) if 0 < number <= len(here) else _unknown(typed)
    found = _named(form.counties, here, typed)
    inside = [county for county in found if county in here]
    if len(inside) == 1:
        return _one(question, inside[0].name)
    if inside:
        return _closest(question, typed, [county.name for county in inside], inside)
    former = [county for county in here if _was(typed, county)]
    if former:
        return _former(question, typed, former[0])
    return _elsewhere(question, typed, found) if found else _nothing(question, typed, here)


def _named(counties: Sequence[County], here: Sequence[County], typed: str) -> list[County]:
    """The counties of this code or name: the whole name, else its stem, else its beginning (of those at hand)."""
    if _CODE.fullmatch(typed):
        return [county for county in counties if county.code == typed]
    said = [(county, _bare(typed, county)) for county in counties]
    exact = [county for county, name in said if name == county.name]
    stemmed = [county for county, name in said if name in _short(county.name)]
    known = exact if any(county in here for county in exact) else exact + stemmed
    if any(county in here for county in known) or len(typed) < 2:
        return known
    return (
        []
        if any(_was(typed, county) for county in here)
        else known or [county for county in here if county.name.startswith(_bare(typed, county))]
    )


def counties_called(counties: Sequence[County], typed: str) -> tuple[County, ...]:
    """Of these counties those that are called so: by code, name, stem, the beginning of a name, or a former name."""
    return tuple(_named(counties, counties, typed) or [county for county in counties if _was(typed, county)])


def county_in_front(question: Question, text: str) -> tuple[County, str] | None:
    """永年标准件: the one county that a text begins with, and what is behind it; the city of the cover tells twins."""
    here = counties_of(question.form, question.value(CITY))
    for length in range(min(len(text), _LONGEST) - 1, 1, -1):
        said = text[:length]
        found = [each for each in question.form.counties if _is_called(said, each)]
        near = [each for each in found if each in here]
        if found:
            only = near if len(near) == 1 else found
            return (only[0], text[length:]) if len(only) == 1 else None
    return None


def _is_called(said: str, county: County) -> bool:
    return _bare(said, county) in (county.name, *_short(county.name)) or _was(said, county)


def _bare(typed: str, county: County) -> str:
    """What was typed, without the province and this county's city in front."""
    rest = _PROVINCE.sub("", typed)
    for city in (county.city, stem(county.city)):
        if rest.startswith(city) and len(rest) > len(city) + 1:
            return rest[len(city) :]
    return rest


def _was(typed: str, county: County) -> bool:
    """Whether the county was called so, with or without 县; 永年县 is 永年区 now, 鹿泉市 鹿泉区."""
    name = _bare(typed, county)
    known = name in county.former or (len(name) > 1 and name in map(stem, county.former))
    return known or (len(stem(name)) > 1 and stem(name) == stem(county.name) and name not in (county.name, stem(name)))


def _short(name: str) -> tuple[str, ...]:
    """青龙 and 青龙县 for 青龙满族自治县."""
    short = stem(name)
    return (short, f"{short}县") if name.endswith("自治县") else (short,)


@lru_cache(maxsize=1024)  # of the same few hundred names, for every word of a message
def stem(name: str) -> str:
    """青龙 of 青龙满族自治县, 清河 of 清河县, 雄安 of 雄安新区."""
    without_nation = _NATION.sub("", name)
    return without_nation if without_nation != name else _SUFFIX.sub("", name)


def _elsewhere(question: Question, typed: str, found: Sequence[County]) -> Reading:
    """A county of another city: both are set with one tap."""
    towns = "、".join(dict.fromkeys(county.city for county in found))
    both = _with_cities(found, question.form.by_name[CITY].paths[0], question.slots[0].path)
    return Unsure(Why.OTHER_CITY, (*both, NONE_OF_THESE), {"words": excerpt(typed), "city": towns})


def _with_cities(found: Sequence[County], city: str, county: str) -> Sequence[Alternative]:
    """Counties with the cities in which they lie, for the places of both."""
    return [
        Alternative(f"{each.city}{each.name}", (Entry(city, each.city), Entry(county, each.name)))
        for each in found[:_SHOWN]
    ]


def _former(question: Question, typed: str, county: County) -> Unsure:
    alternative = Alternative(county.name, (Entry(question.slots[0].path, county.name),))
    return Unsure(Why.FORMER_NAME, (alternative, NONE_OF_THESE), {"words": excerpt(typed), "name": county.name})


def _nothing(question: Question, typed: str, here: Sequence[County]) -> Reading:
    anywhere = [county for county in question.form.counties if _was(typed, county)]
    if anywhere:
        return _elsewhere(question, typed, anywhere)
    names = [county.name for county in here]
    told = [] if _TALKS.search(typed) else [name for name in names if len(stem(name)) > 1 and stem(name) in typed]
    said = [name for name in names if name in typed] or told
    return _closest(question, typed, said or get_close_matches(typed, names, _SHOWN, _LIKENESS))


def _closest(question: Question, typed: str, names: Sequence[str], counties: Sequence[County] = ()) -> Reading:
    if not names:
        return _unknown(typed)
    cities_of = [f"{county.city}{county.name}" for county in counties] or list(names)
    path = question.slots[0].path
    labelled = zip(cities_of, names, strict=True)
    alternatives = [Alternative(label, (Entry(path, name),)) for label, name in labelled][:_SHOWN]
    return Unsure(Why.CLOSEST, (*alternatives, NONE_OF_THESE), {"words": excerpt(typed)})


def _number(typed: str) -> int | None:
    if typed in _CIRCLED:
        return _CIRCLED.index(typed) + 1
    match = _NUMBER.fullmatch(typed)
    return int(match["number"]) if match else None


def _one(question: Question, name: str) -> Read:
    return Read((Entry(question.slots[0].path, name),))


def _unknown(typed: str) -> Unreadable:
    return Unreadable(Why.NO_SUCH_PLACE, {"words": excerpt(typed)})
