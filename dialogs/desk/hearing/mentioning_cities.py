"""A city in a sentence of the province: 唐山延到5月6日, 把石家庄推荐的列出来, 雄安那边谁负责, 定州是单独报吗."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from dialogs.desk.ground.counties_named import cities_in, counties_in
from dialogs.desk.ground.days import day_moved_to, day_within, put_off_province
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.ground.words import leaves_alone
from dialogs.desk.hearing import dictating
from dialogs.desk.hearing.mentioning import POSTPONES, WRITES, said_behind
from dialogs.desk.overview import exporting, looking
from dialogs.desk.own import dating
from dialogs.desk.recommendations import deciding
from dialogs.desk.reviews import reviewing
from dialogs.reading.chinese import counted
from dialogs.reading.cleaning import excerpt
from dialogs.record.options import Option
from dialogs.saying.briefs import Note
from dialogs.state.conversation import Resting
from dialogs.state.desk_states import Do

_LONGEST = 80
_ALONE = re.compile("(?:单独|自己|直接|独立|各自).{0,3}报|(?:跟着|随|通过|并入|归).{1,8}报|算.{1,6}的(?:名额|指标)")
"""定州和辛集是单独报还是跟着保定报."""
_EXPORT = re.compile("导出|下载|打包|拷(?:给|一份|出)|(?:word|pdf).{0,6}(?:导|发|给)", re.IGNORECASE)
_HANDED = re.compile("推荐|备选|候补|上报|报|受理|收到|登记|补正|退|批|决定|名额|回执")
_PAPERS = re.compile("纸质|电子|寄|邮")
"""催一下邢台的纸质: no county has them."""
_PEOPLE = re.compile("谁|联系人|联系方式|电话|手机|负责|对接")
_HANDED_BY = re.compile(
    "(?:谁|哪[天个]|几[号点时]|什么时候|啥时候|何时).{0,8}(?:报|交|送)(?:上来|上去|过来|来|给省里?|的|了)|(?:报|交|送)(?:上来)?.{0,6}(?:谁|哪天|几[号点时]|什么时候)"
)
"""由谁报上来的: of the city, and of no county's contacts."""
_ORDER = re.compile(
    "(?:谁|哪[个家一]+).{0,4}(?:排|放|列|在)?(?:在)?(?:前|后|先|第一)|(?:前后|先后|推荐)?(?:顺序|次序)(?:是|怎么|咋|如何|[?？])|[谁先]先谁后"
)
_NTH = re.compile(
    r"(?:看看|看一?下|看|打开|审|审核|翻开|调出)*市?(?:报的|推荐的|的)*(?:排)?第(?P<rank>[一二两三四五六七八九十]|[0-9]{1,2})(?:个|家|名|位)(?:的|县|集群|是谁|是哪个|是哪家|看看|打开|吧)*[?？]?"
)


def mentioned(step: DeskStep, words: str) -> bool:
    """Whether a sentence speaks of cities, and of no county: what it asks for is begun, or how they stand is shown."""
    plain = words.strip()
    if len(plain) > _LONGEST or not isinstance(step.state, Resting):
        return False
    found = cities_in(step, plain)
    if counties_in(step, plain):
        return not step.region.scope and _ordered(step, plain, [city for city, _ in found])
    return bool(found) and (_left_alone(step, plain) or _led(step, plain, found))


def _ordered(step: DeskStep, plain: str, cities: Sequence[str]) -> bool:
    """邢台市推荐的清河、临西，哪个排在前面: it stands in what the city handed up."""
    places = cities or [county.name for county, _ in counties_in(step, plain)[:1]]
    asks = _ORDER.search(plain) is not None and (_HANDED_BY.search(plain) or _HANDED.search(plain) or not cities)
    shown = [deciding.open_called(step, each) for each in places if asks]
    return bool(shown) and all(shown)


def _left_alone(step: DeskStep, plain: str) -> bool:
    if leaves_alone(plain):
        step.say(Note("nothing begun", {"words": excerpt(plain)}))
    return leaves_alone(plain)


def _led(step: DeskStep, plain: str, found: Sequence[tuple[str, str]]) -> bool:
    cities = [city for city, _ in found]
    if (len(found) == 1 and _nth(step, plain, *found[0])) or _exported(step, plain, cities):
        return True
    if _ALONE.search(plain):
        step.say(Note("who hands up", {"sentence": step.form.quota.sentence, "groups": _apart(step)}))
    elif POSTPONES.search(plain):
        _put_off(step, plain, found)
    elif WRITES.search(plain) and not _PAPERS.search(plain):
        last = max((name for _, name in found), key=plain.rfind)
        dictating.begin(step, " ".join(cities), said_behind(plain, last))
    elif _PEOPLE.search(plain) and not _HANDED_BY.search(plain):
        _people(step, cities)
    elif _HANDED.search(plain) or _HANDED_BY.search(plain):
        for city in cities:
            deciding.open_called(step, city)
    else:
        return False
    return True


def _nth(step: DeskStep, plain: str, city: str, name: str) -> bool:
    """看看邢台第一个: the county of that place in what the city handed up."""
    asked = _NTH.fullmatch(plain.replace(name, "", 1))
    handed = [each for each in step.region.handed if each.place == city]
    if asked is None or len(handed) != 1:
        return False
    place = counted(asked["rank"])
    if 1 <= place <= len(handed[0].items):
        reviewing.review_county(step, handed[0].items[place - 1].county)
    else:
        deciding.open_called(step, city)
    return True


def _exported(step: DeskStep, plain: str, cities: Sequence[str]) -> bool:
    """把邢台报的两份word都拷给我: what these cities' counties sent."""
    wanted = f"{' '.join(cities)} {exporting.kinds_in(plain)}"
    return _EXPORT.search(plain) is not None and exporting.export_some(step, wanted)


def _apart(step: DeskStep) -> str:
    """The groups that hand up by themselves, though their counties lie in a city."""
    around = {each.city for each in step.form.counties}
    return "、".join(each.name for each in step.form.groups if each.name not in around)


def _put_off(step: DeskStep, plain: str, found: Sequence[tuple[str, str]]) -> None:
    """One city's date is weighed; of several it is asked whose."""
    apart = [city for city, _ in found if city in _apart(step).split("、")]
    if apart:
        _direct(step, plain, "、".join(apart))
    elif len(found) == 1:
        city, name = found[0]
        dating.in_a_sentence(step, city, plain.replace(name, " ", 1))
    else:
        step.say(Note("date whose"))


def _direct(step: DeskStep, plain: str, names: str) -> None:
    """雄安新区往后延三天: it has no date to a city; the date to the province is the same for all."""
    day = day_moved_to(step, plain) or put_off_province(step, plain) or day_within(step, plain)
    typed = f"截止日期 省里 {date.fromisoformat(day):%Y年%-m月%-d日}" if day is not None else "截止日期 省里"
    options = (Option("desk say so", {"words": typed}), Option("desk do dates"), Option("desk stop"))
    actions = (Do("say so", (typed,)), Do("dates"), Do("stop"))
    step.offer(Note("date direct, all", {"name": names}, options), actions)


def _people(step: DeskStep, cities: Sequence[str]) -> None:
    """Who is in from the counties of these cities; a city's own coordinator stands in no list."""
    step.say(Note("people of cities"))
    looking.filtered(step, " ".join(cities))
    for county in step.region.counties:
        if county.group in cities and step.region.contacts_of(county.code):
            looking.open_county(step, county.code)
