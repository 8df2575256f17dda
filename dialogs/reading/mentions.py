"""A sentence about figures taken apart into what it mentions: years, figures, none, how one year stands to another.

``2023年64.2亿，比22年涨了8%`` · ``21年没有。22年33，23年71`` · ``就1家，22年评上的``. The rest of it is talk.
Nothing is decided here: which mention belongs where is the business of who asks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from dialogs.reading.foreign_sums import sum_in_other_money
from dialogs.reading.mentioned import BEFORE, EARLIER, LATER, OTHERS, Asked, Clause, Mention, Said
from dialogs.reading.numbers import DOWN, UP, Figure, figure_at

NUMERALS = "零〇一二三四五六七八九十百千万亿两"
PERIODS = re.compile(
    r"一块儿?(?!钱)(?=[\u4e00-\u9fff])|新?[三四]板|一共|一直|一般|一些|一定|统一|同一|之一|唯一|万一|十分|一带|(?:近|过去|这|前|后)?[一二两三四五]年(?:来|间|内)?|第[一二三]产业|[一二三]季度|[0-9]{1,2}月(?:份|底|末)?"
)
"""What has a numeral in it and is no figure."""
_CLAUSE = re.compile(
    r"(?<![0-9])[,，]|[,，](?![0-9]{3}(?![0-9]))|[;；。\n(（)）!！]|"
    r"、(?=20[0-9]{2}年)|(?<=[^\s,，])[ \t]+(?=20[0-9]{2}年)"
)
_YEAR = re.compile(r"20[0-9]{2}年")
_ALL = re.compile(r"(?:这|近)?(?:三年|每年|各年|历年)(?:来)?(?:都|均|全)?|(?<![0-9])都(?=是|为|有|没|[0-9])")
_OTHERS = re.compile(
    r"(?:其[余他它]|另外?|剩下?|别)的?(?:[两二]年|年份?|几年|一年|[两二2]个)|"
    r"(?P<before>[前头]面?两[年个])|(?P<behind>后面?两[年个])|"
    r"(?P<later>(?:[之以]后|后面|后来)(?=没|都没|就没))|"
    r"(?P<earlier>(?:[之以此]前|原来|原先|前面)(?=没|都没|就没|无|一|都?是|为))"
)
_AGAINST = re.compile(
    r"(?:比起?|较|相比(?:于)?|对比)(?:(?P<year>20[0-9]{2})年|(?P<last>它|这个数?|那个数?)|上一?年度?|前一年|头一年|上年同期|同期)(?:同期)?(?:的?基础上)?|同比|"
    r"在?(?P<base>20[0-9]{2})年的?基础上"
)
_EVERY = re.compile(
    r"(?:(?:此|以|之)后|后面|接下来|往后)?(?:每年|年年|逐年)(?:都|再|又|各)?(?=[多少增减加涨降扣刨剔])|逐年"
)
_RISES = rf"(?:{UP}|多|加|高|扩大|新增)"
_FALLS = rf"(?:{DOWN}|少|低|缩|掉|扣|刨|剔)"
_WAY = re.compile(
    rf"(?<!差不)[又再还各都了]?(?:(?P<fall>{_FALLS})|(?P<rise>{_RISES}|[+]))(?:了|去|掉|除|出|约|大约|大概|差不多|将近|近|有)*"
    rf"(?=[ ]?[0-9{NUMERALS}])"
)
_LED_BY = "又再还各都"
_TWICE = re.compile(r"翻了?(?:一番|(?:一|1)?倍|番)|(?:增长|增加|多|涨|提高)了?(?:一|1)倍")
_NONE = re.compile(
    r"(?:一[家个件项](?:也|都)?(?:没有?|无)|(?:还|都|暂时?|尚)?(?:没有?|未(?!来)|无|空白)"
    r"(?!变|动|[涨增升跌降减]|数|统计|问题|关系|超|过|达到|算|法|错|记|查|找|人|口径|留|存|底|台账|准|啥|什么|多少|大)(?:评上|获评|认定|获批|批|拿到|有)?)|是零(?![0-9点])"
)
_WRITTEN = re.compile("(?:写|填|记|按|算)(?:成|作|个)?$")
"""21年写无: the word that is to stand there."""
_NO_RATE = re.compile("(?:没|无)(?:办)?法(?:计?算)?|(?:算|得)不(?:了|出来?)|不好算|无从(?:谈起|计?算)")
"""二一年没法算: a rate of growth from nothing, which has none."""
_OF_THE_BASE = re.compile(
    "^(?:因为|由于)?(?:上一?年度?|前一年|头一?年|上年同期|基[数期]|底数|2020年)[^0-9]{0,4}(?:是|为|也)?(?:没有?|无|零|0)[^0-9]*$"
)
_LATER = re.compile(
    r"(?:还|暂时?|尚)?(?:没有?|未)(?:最后|最终|正式)?(?:出来?|下来|报|统计|核定?|定|算|给|到|数(?:据)?(?![0-9])|拿到|批)[\u4e00-\u9fff]{0,3}|(?:还|正)?在(?:统计|核实|核算|汇总|算|等)[中呢着]?|统计中|核实中|待定|暂缺|不知道|不清楚"
)
_POINTS = re.compile(r"[ ]?个?(?:百分)?点")
_AND = re.compile(r"[ ]?[和与及跟、][ ]?")
"""各多了44和47: as many steps as years."""
_SAME = re.compile(
    r"(?:跟|和|与|同)(?P<year>20[0-9]{2})年(?:的|也|基本)*(?:一样|持平|差不多|相同|一致|没变)|"
    r"(?:跟|和|与|同)?(?:去年|上年|上一年|前一年|前面)?(?:一样|持平|不变|没变(?:化)?|没动|相同|一个数)|"
    r"unchanged|(?:the )?same(?: as (?:before|last year|the year before))?"
)
_LEVELS = (("later", _LATER), ("same", _SAME), ("none", _NONE))
_ROUGH = re.compile(r"快报|初步|预计|预算|估|暂定|待核实?|不准|不确定|大概|大约|约|差不多|左右|上下|测算|还没定")
_NEGATIVE = re.compile(r"负(?:的|增长|数|值)?(?![0-9.])|下降的|降的|跌的")
_BEGAN = re.compile(
    r"评上|评的|认定|获批|获评|批的|批下|拿到|拿的|上市|成立|建的|设的|入选|新增|开始|[才刚](?:进|入|加入|备案)|进的|才有|起有|以后有|申上|通过|进来"
)
_SAYS_HOW = re.compile(f"{_ROUGH.pattern}|{_NEGATIVE.pattern}|{_BEGAN.pattern}")
_DATA_OF = re.compile(r"的?(?:数据?|统计|快报|值)")
_TOLD = re.compile(r"(?:报|给|出|发|查到|拿到|找到|只有|就有|才有)(?:来|出来)?了?20[0-9]{2}年的?数?据?$")
"""统计局只报了23年的，一百四十来亿."""
_ONLY = re.compile(r"(?:就|只|仅|才)(?:是|有|在)?[ ]?$")
_TALK = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_ASIDE = re.compile(r"其中|包括|包含|不含|除外|规[上下]|目标|规划|电话|联系|第[0-9一二三]+名|第[0-9]")
_TOTAL = re.compile(r"一共|合计|总共|共计|累计|总计|加起来")
_SMALL = re.compile(r"[是为有的时:：=]|数|度|那|个|家|年|就|也|还")
_FIGURE = re.compile(rf"(?:[-−负+]|{DOWN}|{UP})?[ ]?(?=[0-9.]|[{NUMERALS}])")
_SIGNED = re.compile(rf"(?:{DOWN}|{UP})了[ ]?(?=[0-9.{NUMERALS}])")
"""掉了1.8, where words say the sign; elsewhere it is a step from another year."""
_REACHES = rf"(?:{UP}|{DOWN}|变|做)了?到[^0-9]{{0,3}}[0-9]"
_FLOWS = re.compile(
    rf"[0-9][^,，;；0-9]*[,，、 ]+(?:后来|接着|又|再|然后)*{_REACHES}.*{_REACHES}|"
    r"从[^,，;；0-9]{0,8}[0-9][^,，;；]*到[^,，;；]*[0-9][^;；]*到[^;；]*[0-9]"
)


def said_in(text: str, asked: Asked) -> Said | None:
    """What a (narrow) text mentions; None where a figure in it cannot be made out."""
    said = Said(flows=_FLOWS.search(text) is not None)
    plain = PERIODS.sub(lambda period: period[0] if period[0].endswith("年") else "　" * len(period[0]), text)
    carried, told = list[str](), list[str]()
    for clause in _CLAUSE.split(plain):
        if not clause.strip() or (asked.signed and _OF_THE_BASE.match(clause.strip())):
            continue
        found = _clause(clause, asked, said, carried)
        if found is None:
            return None
        if len(told) == len(found.found) == 1 and not found.found[0].years and found.found[0].what == "figure":
            found.found[0] = replace(found.found[0], years=tuple(told))
        told = list(found.waiting) if not found.found and not _SAYS_HOW.search(clause) else []
        carried = _finished(found, clause, said)
    if len(carried) == 1 and said.mentions and not said.mentions[-1].years:  # 1家（22年）
        if len(said.mentions) == 1:
            said.began = carried[0]
        else:
            said.mentions[-1] = replace(said.mentions[-1], years=tuple(carried))
    return said


def _finished(found: Clause, clause: str, said: Said) -> list[str]:
    """What a clause adds; the years that it names for the next one."""
    rough, waiting = _ROUGH.search(clause) is not None, found.waiting
    mentions = [
        replace(each, rough=each.rough or rough, whole=_TOTAL.search(clause) is not None) for each in found.found
    ]
    mentions = _dealt(mentions)
    if rough and _said_again(mentions, said):
        return []
    if len(mentions) == 1 and len(mentions[0].years) == 1 and _BEGAN.search(clause):
        said.began_named = mentions[0].years[0]
    unnamed = [each for each in mentions if not each.years]
    if waiting and len(unnamed) == len(mentions) == len(waiting):  # 118是21年的
        mentions = [replace(each, years=(year,)) for each, year in zip(mentions, waiting, strict=True)]
        waiting = []
    said.mentions.extend(mentions)
    return [] if mentions else _years_alone(waiting, clause, found.talk, said)


def _years_alone(waiting: list[str], clause: str, talk: str, said: Said) -> list[str]:
    """What a clause without a figure says: 23年是快报, 23年是负的, 22年评上的; the years for the next one."""
    if _ROUGH.search(clause):
        said.rough_years.update(waiting)
        said.all_rough = said.all_rough or not waiting
    elif waiting and _NEGATIVE.search(clause):
        said.negative_years.update(waiting)
    elif len(waiting) == 1 and _BEGAN.search(clause):
        said.began = said.began or waiting[0]
    elif waiting and (not _TALK.search(_SMALL.sub("", talk)) or _TOLD.search(clause)):
        return waiting
    return []


def _said_again(mentions: Sequence[Mention], said: Said) -> bool:
    """118 131 147，147是快报数: what is said once more is no figure of its own."""
    for place, each in enumerate(said.mentions if len(mentions) == 1 else ()):
        if each.what == mentions[0].what == "figure" and each.value == mentions[0].value and not mentions[0].years:
            said.mentions[place] = replace(each, rough=True)
            return True
    return False


def _dealt(mentions: list[Mention]) -> list[Mention]:
    """前两年280 320: as many figures as the years that stand before them."""
    for place, each in enumerate(mentions):
        run = mentions[place : place + len(each.years)]
        if len(run) == len(each.years) > 1 and not any(other.years for other in run[1:]):
            alone = [replace(other, years=(year,)) for other, year in zip(run, each.years, strict=True)]
            return [*mentions[:place], *alone, *mentions[place + len(run) :]]
    return mentions


def _clause(text: str, asked: Asked, said: Said, carried: Sequence[str]) -> Clause | None:
    found, place = Clause(list(carried)), 0
    aside = _ASIDE.search(text) is not None
    while place < len(text):
        end = _relation(found, text, place, asked)
        end = end or _labels(found, text, place, asked.years, said)
        if end is None:
            end = _figure(found, text, place, asked, said, aside=aside)
        if end == 0:
            return None
        if end is None:
            found.talk += text[place]
        place = place + 1 if end is None else end
    return found


def _labels(found: Clause, text: str, place: int, years: Sequence[str], said: Said) -> int | None:
    """A year, several of them, or the year that something is measured by."""
    against = _AGAINST.match(text, place)
    if against is not None:
        found.against = against["year"] or against["base"] or ("" if against["last"] else BEFORE)
        return against.end()
    year = _YEAR.match(text, place)
    if year is not None:
        name = year[0][:-1]
        parted = place and text[place - 1] not in "、和跟与及年" and found.waiting
        found.waiting = [name] if parted else [*found.waiting, name]
        if _ONLY.search(text[:place]) and name in years and not _DATA_OF.match(text, year.end()):
            said.only = name
        return year.end()
    group = _OTHERS.match(text, place)
    if group is not None:
        found.waiting = list(years[:2] if group["before"] else years[-2:] if group["behind"] else (_group(group),))
        return group.end()
    every = _EVERY.match(text, place)
    if every is not None:
        found.every = True
        return every.end()
    whole = _ALL.match(text, place)
    if whole is not None and not found.waiting:
        found.waiting = list(years)
        return whole.end()
    return whole.end() if whole is not None else None


def _group(group: re.Match[str]) -> str:
    return EARLIER if group["earlier"] else LATER if group["later"] else OTHERS


def _relation(found: Clause, text: str, place: int, asked: Asked) -> int | None:
    """多40, 涨了8%, 一样, 翻了一番, 没有."""
    twice = _TWICE.match(text, place)
    if twice is not None and not asked.signed:
        _add(found, Mention("rate", Decimal(100), words=twice[0]))
        return twice.end()
    sum_of_two = text[place] not in _LED_BY and text[place - 1 : place].isdigit()  # 97减1
    way = None if sum_of_two else _WAY.match(text, place)
    figure = figure_at(text, way.end()) if way is not None and not asked.signed else None
    if way is not None and figure is not None:
        return _step(found, way, *figure, text, asked)
    for what, pattern in (("none" if asked.signed else "later", _NO_RATE), *_LEVELS)[0 if found.waiting else 1 :]:
        match = pattern.match(text, place)
        if match is not None:
            what = "written" if match[0] == "无" and _WRITTEN.search(text[:place]) else what
            found.against = match.groupdict().get("year") or found.against
            _add(found, Mention(what, rough="差不多" in match[0], words=match[0]))
            return match.end()
    return None


def _step(found: Clause, way: re.Match[str], figure: Figure, end: int, text: str, asked: Asked) -> int | None:
    points = _POINTS.match(text, end)
    share = points is not None or (figure.unit is not None and figure.unit.measures[0] in ("percent", "points"))
    value = figure.value if share or asked.percent else asked.read(replace(figure, trend=0))
    if value is None:
        return None
    what = "rate" if share and not asked.percent else "step"
    years = list(asked.years[1:] if found.every else found.waiting)
    end = points.end() if points is not None else end
    _add(found, Mention(what, -value if way["fall"] else value, rough=figure.roughly, words=way[0]))
    return _further_steps(found, way, years, text, end, asked) if len(years) > 1 else end


def _further_steps(
    found: Clause, way: re.Match[str], years: Sequence[str], text: str, end: int, asked: Asked
) -> int | None:
    """后两年各多了44和47: the steps behind the first one, where there is one for each of the years named."""
    behind = _AND.match(text, end)
    figure = figure_at(text, behind.end()) if behind is not None else None
    if figure is None:
        return end
    found.found[-1] = replace(found.found[-1], years=(years[0],))
    found.waiting = list(years[1:])
    return _step(found, way, *figure, text, asked)


def _figure(found: Clause, text: str, place: int, asked: Asked, said: Said, *, aside: bool) -> int | None:
    """A figure; 0 where one begins that nobody can read."""
    money = sum_in_other_money(found, text, place, said)
    if money is not None:
        return money
    begins = _FIGURE.match(text, place) or (_SIGNED.match(text, place) if asked.signed else None)
    if text[place].isspace() or begins is None:
        return None
    figure = figure_at(text, place)
    if figure is None:
        return 0 if text[place].isdigit() else None
    words = text[place : figure[1]]
    if place and text[place - 1] in NUMERALS and not words[0].isdigit():
        return 0  # 八五成
    lone = not any(each.isdigit() for each in words)
    if lone and (figure[0].bare and len(words.strip()) == 1):
        return None
    if figure[1] < len(text) and text[figure[1]] in NUMERALS + "成.":
        return 0
    value = None if aside else asked.read(figure[0])
    if value is None:
        said.beside += 1
        return figure[1]
    rough = figure[0].roughly or figure[0].bound
    _add(found, Mention("figure", value, rough=rough, words=words.strip()))
    return figure[1]


def _add(found: Clause, mention: Mention) -> None:
    years = ("every",) if found.every else tuple(found.waiting)
    found.found.append(replace(mention, years=years, against=found.against or ""))
    found.waiting, found.every, found.against = [], False, None
