"""Dates as people write them, as ISO text; 今天 is offered as the day that it is."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from dialogs.definition.form import Form
from dialogs.reading.blanks import read_blank
from dialogs.reading.chinese import DIGITS, chinese_number
from dialogs.reading.cleaning import excerpt, narrow
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.months import in_figures
from dialogs.reading.question import Question
from dialogs.reading.results import Alternative, Entry, Read, Reading, Unreadable, Unsure, Why

_EARLIEST, _LATEST, _TURN = 1900, 2100, 50
_LONGEST = 60
_OLDEST = 2
"""Years before the edition's in which nobody signs its application."""
_BESIDE = re.compile(
    r"(?:日期)?[:：]?\s*(?<=[日号\s0-9])(?:[(（]?(?:星期|周)[一二三四五六日天][)）]?|上午|下午|晚上|早上|中午|当天|[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?)$|^(?:日期)[:：]\s*"
)
_BEGUN = re.compile(
    r"(?<=[年月日号0-9代初中末底前右后])(?:就|才|开始|慢慢|逐步|正式|批准|获批)*"
    r"(?:成立|设立|建成|组建|形成|起步|发展|挂牌|运营|认定|有|搞|兴起)(?:规模|集群|起来|的|了|吧)*$|^(?:成立|始建|建|形成|起步)于"
)
_SPOKEN_DAYS = {"今天": 0, "今日": 0, "当天": 0, "昨天": -1, "昨日": -1, "前天": -2, "明天": 1, "明日": 1, "后天": 2}
_REMARKED = re.compile(
    r"^(?:先|就|暂时)?(?:写|填|按|定)(?:成|在|为)?(?=[0-9一二])|[ ]?[(][^()0-9]{1,12}[)]$|"
    r"(?<=[日号0-9天])(?:就|准备|打算|要)?(?:批准)?(?:上报|报|交|填|签|盖|报送|盖章|签字|填报|申报|填表|批准|交上?去?|报上?去?|提交|定稿|开的?会)(?:的|了)?$"
)
"""先写4月20日, 4月18日（盖章日期）."""
_LOOSELY = re.compile(
    "^(?:那|就|那就|填|写|按|(?:今年|本年度?)(?:的)?[ ,，]?(?=[0-9一二三四五六七八九十]))+"
    "(?=[今明昨后前0-9一二三四五六七八九])|"
    "(?:吧|呗|好了|就行|哈|呀|啊)+$"
)
_ROUGHLY = re.compile(
    "^(?:大概|大约|约|可能|好像|应该|差不多|估计|也就|我?记得|就?是|在|集群){1,4}(?:是|在)?|(?:左右|前后|上下|来着|上旬|中旬|下旬|(?<=[年月])(?:初|底|末))$"
)
_HEDGED = re.compile("大概|大约|差不多|左右|前后|记不[清得]|来着|好像|可能")
_INSIDE = re.compile(
    r"(?:19|20)[0-9]{2}年(?:[0-9]{1,2}月(?:[0-9]{1,2}[日号]?)?)?|(?<![0-9年])[0-9]{1,2}月(?:[0-9]{1,2}[日号]?)?|(?<![0-9月])[0-9]{1,2}[日号]"
)
_YEARS_INSIDE = re.compile(
    r"(?<![0-9.])(?:(?:19|20)[0-9]{2}|[0-9]{2}(?=年))(?![0-9])年?(?![代以]|之?前)(?:[0-9]{1,2}月)?(?:[0-9]{1,2}[日号])?"
)
"""05年还是06年: where a year will do."""
_MOST_OFFERED = 3
_DAY_ALONE = re.compile("(?:这个?月|本月)?(?P<day>[0-9]{1,2})[号日]")
_NEXT_MONTH = re.compile("下个?月(?P<day>[0-9]{1,2}|[一二三]?十?[一二三四五六七八九十])[号日]?")
_DAYS = "一二三四五六日天"
_WEEKDAY = re.compile(f"(?:这|本|(?P<next>下))?个?(?:周|星期|礼拜)(?P<day>[{_DAYS}])")
_DECADE = re.compile(
    r"(?:上个?世纪|20世纪)?(?:19)?(?P<tens>[五六七八九]|[5-9])[十0]年代(?P<part>初|中|末|后)?[期]?|(?:大概|大约|约)?(?P<ago>[一二三四五六七八九十0-9]{1,3})(?:来|多)?年(?:以前|之前|前)"
    r"|(?P<century>(?:21|二十一)世纪(?:初|之初|开头|前后))"
)
"""九十年代初, 二十年前."""
_YEARS_IN = {"中": 5, "末": 8, "后": 8}
_CHINESE_DATE = re.compile(
    r"(?:(?:[一二〇○零九八七六五四三]{2}|[一二〇○零九八七六五四三]{4}|[0-9]{2}|[0-9]{4})年)?"
    r"(?:[一二三四五六七八九十0-9]{1,2}月(?:份|[一二三四五六七八九十0-9]{1,3}[日号]?)?)?"
)
_HAN_DAY = re.compile(r"[一二三四五六七八九十〇○零]{1,4}(?:年|月(?:[一二三四五六七八九十]{1,3}[日号]?)?)")
_TENS = re.compile(r"(?P<ten>[一二三])?十(?P<one>[一二三四五六七八九])?")
_FULL = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{2}(?=[年./\-][0-9]))[ ]?[年\-/. ][ ]?(?P<month>[0-9]{1,2})[ ]?[月\-/. ][ ]?"
    r"(?P<day>[0-9]{1,2})[ ]?[日号]?[ ]?"
)
_COMPACT = re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_WITHOUT_YEAR = re.compile(r"(?P<month>[0-9]{1,2})[ ]?月[ ]?(?P<day>[0-9]{1,2})[ ]?[日号]?")
_MONTH_AND_DAY = re.compile(r"(?P<month>[0-9]{1,2})[ ]?[./\-][ ]?(?P<day>[0-9]{1,2})")
"""5.6 is a day of this year perhaps, or something else."""
_MONTH = re.compile(r"(?P<year>[0-9]{4}|[0-9]{2}(?=年))[ ]?[年\-/.][ ]?(?P<month>[0-9]{1,2})[ ]?月?(?:份)?")
_YEAR = re.compile(r"(?P<year>[0-9]{4})[ ]?(?:年)?|(?P<short>[0-9]{2})年")
_EDITION_YEAR = re.compile(r"([0-9]{4})$")


def read_date(question: Question, text: str) -> Reading:
    """The reading of a message for a date; a year or a month alone only where the field is coarse."""
    plain = narrow(text).strip().rstrip("。. ")
    if len(plain) > _LONGEST:
        return Unreadable(Why.NOT_A_DATE, {"words": excerpt(plain)})
    plain = _REMARKED.sub("", _BESIDE.sub("", _LOOSELY.sub("", plain)))
    if question.field.coarse:
        plain = _BEGUN.sub("", plain)
    plain, roughly = _ROUGHLY.subn("", plain)
    spoken = _spoken(question.today, plain)
    if spoken is not None:
        return _offered(question, (spoken,), plain)
    figures = _arabic(plain)
    impossible = _no_such_day(question.form, figures)
    if impossible is not None:
        return Unreadable(Why.NO_SUCH_DAY, {"words": excerpt(plain), **impossible})
    iso = _iso(question.form, figures, coarse=question.field.coarse)
    filing = not question.field.coarse or "申报" in question.field.label
    if iso is not None and filing and int(iso[:4]) < edition_year(question.form) - _OLDEST:
        return _perhaps_this_year(question, iso, plain)
    if iso is not None:
        return Read(tuple(Entry(slot.path, iso, doubtful=bool(roughly)) for slot in question.slots))
    return _otherwise(question, plain, figures)


def _otherwise(question: Question, plain: str, figures: str) -> Reading:
    """5.6, 等园区, 2003年县里批的: a day of this year, no day yet, or the days that a sentence names."""
    short = _MONTH_AND_DAY.fullmatch(figures)
    day = _day(edition_year(question.form), int(short["month"]), int(short["day"])) if short is not None else None
    if day is not None:
        return _offered(question, (day,), plain)
    blank = read_blank(question, plain)
    if blank is not None:
        return blank
    about = None if "申报" in question.field.label else _about(question, plain)
    if about is not None:
        entries = tuple(Entry(slot.path, about, doubtful=True) for slot in question.slots)
        way = Alternative(f"{_in_words(about)}（待核实）", entries)
        return Unsure(Why.CLOSEST, (way, NONE_OF_THESE), {"words": excerpt(plain)})
    year = edition_year(question.form)
    month = question.today.month if question.today is not None else 0
    spelt = _HAN_DAY.sub(lambda day: _arabic(day[0]), plain)
    inside = _INSIDE if "申报" in question.field.label or not question.field.coarse else _YEARS_INSIDE
    said = (_in_full(found[0], year, month) for found in inside.finditer(spelt))
    named = (_iso(question.form, each, coarse=question.field.coarse) for each in said)
    days = tuple(dict.fromkeys(day for day in named if day is not None))
    if 0 < len(days) <= _MOST_OFFERED:
        return _offered(question, days, plain, doubtful=_HEDGED.search(plain) is not None)
    return Unreadable(Why.NOT_A_DATE, {"words": excerpt(plain)})


def _about(question: Question, plain: str) -> str | None:
    """九十年代初, 二十年前: about which year, where a year will do."""
    found = _DECADE.fullmatch(plain) if question.field.coarse else None
    if found is None:
        return None
    if found["century"]:
        return "2000"
    if found["ago"]:
        past = found["ago"] if found["ago"].isascii() else chinese_number(found["ago"])
        return None if past is None else str(edition_year(question.form) - int(past))
    tens = found["tens"].translate(DIGITS)
    return f"19{tens}{_YEARS_IN.get(found['part'] or '', 0)}"


def _in_full(day: str, year: int, month: int) -> str:
    """18号 and 4月18日 with the month and year that they are said in."""
    dated = day if "月" in day or "年" in day or len(day) == 4 else f"{month}月{day}"
    return dated if "年" in dated or len(dated) == 4 else f"{year}年{dated}"


def _spoken(today: date | None, plain: str) -> str | None:
    """今天 and the days around it, 18号 of this month, as ISO text."""
    away, alone = _SPOKEN_DAYS.get(plain), _DAY_ALONE.fullmatch(plain)
    if today is not None and (named := _NEXT_MONTH.fullmatch(plain)) is not None:
        month = today.replace(day=1) + timedelta(days=31)
        return _day(month.year, month.month, int(_arabic(f"{named['day']}月")[:-1] or 0))
    if today is not None and (weekday := _WEEKDAY.fullmatch(plain)) is not None:
        ahead = _DAYS.index(weekday["day"]) % 7 - today.weekday() + (7 if weekday["next"] else 0)
        return (today + timedelta(days=ahead)).isoformat()
    if today is not None and alone is not None:
        return _day(today.year, today.month, int(alone["day"]))
    return (today + timedelta(days=away)).isoformat() if today is not None and away is not None else None


def _perhaps_this_year(question: Question, iso: str, plain: str) -> Unsure:
    """2014 where 2024 is meant."""
    return _offered(question, (f"{edition_year(question.form)}{iso[4:]}", iso), plain)


def _offered(question: Question, days: tuple[str, ...], plain: str, *, doubtful: bool = False) -> Unsure:
    offered = [
        Alternative(
            f"{_in_words(day)}{'（待核实）' if doubtful else ''}",
            tuple(Entry(slot.path, day, doubtful=doubtful) for slot in question.slots),
        )
        for day in days
    ]
    return Unsure(Why.CLOSEST, (*offered, NONE_OF_THESE), {"words": excerpt(plain)})


def _in_words(day: str) -> str:
    """2024-04-11 as 2024年4月11日."""
    return "".join(f"{int(part)}{unit}" for part, unit in zip(day.split("-"), "年月日", strict=False))


def _no_such_day(form: Form, text: str) -> dict[str, str] | None:
    """The month and its number of days, for a day that it does not have."""
    match = next((found for each in (_FULL, _COMPACT, _WITHOUT_YEAR) if (found := each.fullmatch(text))), None)
    if match is None or not 1 <= int(match["month"]) <= 12:
        return None
    named = match.groupdict().get("year")
    year = _full_year(named) if named else edition_year(form)
    days = monthrange(year, int(match["month"]))[1] if _possible(year) else 31
    return {"month": str(int(match["month"])), "days": str(days)} if not 1 <= int(match["day"]) <= days else None


def edition_year(form: Form) -> int:
    """The year of the edition, which a date without a year belongs to."""
    match = _EDITION_YEAR.search(form.edition)
    return int(match[1]) if match else form.base_year + 1


def day_of(form: Form, text: str) -> str | None:
    """The day that a text names, as ISO text; without a year that of the edition. None where it names none."""
    plain = narrow(text).strip().rstrip("。. 前")
    return _iso(form, _arabic(_BESIDE.sub("", plain)), coarse=False) if len(plain) <= _LONGEST else None


def _iso(form: Form, text: str, *, coarse: bool) -> str | None:
    for pattern in (_FULL, _COMPACT, _WITHOUT_YEAR):
        match = pattern.fullmatch(text)
        if match is not None:
            year = match.groupdict().get("year")
            return _day(_full_year(year) if year else edition_year(form), int(match["month"]), int(match["day"]))
    return _coarse(text) if coarse else None


def _coarse(text: str) -> str | None:
    match = _MONTH.fullmatch(text)
    if match is not None:
        year, month = _full_year(match["year"]), int(match["month"])
        return f"{year}-{month:02}" if _possible(year) and 1 <= month <= 12 else None
    match = _YEAR.fullmatch(text)
    year = _full_year(match["year"] or match["short"]) if match else 0
    return str(year) if _possible(year) else None


def _full_year(text: str) -> int:
    """98年 is 1998, 08年 is 2008."""
    year = int(text)
    return year if len(text) == 4 else year + (1900 if year >= _TURN else 2000)


def _possible(year: int) -> bool:
    return _EARLIEST <= year <= _LATEST


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if _possible(year) else None
    except ValueError:
        return None


def _arabic(text: str) -> str:
    """二〇二四年四月十八日 and 18 April 2024 in figures."""
    text = in_figures(text)
    if not _CHINESE_DATE.fullmatch(text):
        return text
    return _TENS.sub(_tens, text).translate(DIGITS)


def _tens(match: re.Match[str]) -> str:
    """十, 十八, 二十, 二十五 in figures."""
    return f"{match['ten'] or '一'}{match['one'] or '零'}"
