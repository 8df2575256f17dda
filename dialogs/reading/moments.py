"""When something is to be said again: 周五, 明天下午3点, 三天后, 18号, 4月18日; from the day it is said."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta

from dialogs.reading.chinese import chinese_number
from dialogs.reading.months import in_figures

_WEEKDAYS = {
    letter: number
    for number, letters in enumerate(("一1", "二2", "三3", "四4", "五5", "六6", "日天7"))
    for letter in letters
}
_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_COUNTS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_NEAR = {"今天": 0, "今日": 0, "明天": 1, "明日": 1, "大后天": 3, "后天": 2, "today": 0, "tomorrow": 1}
_HOUR = re.compile(
    r"(?P<half>上午|早上|早晨|中午|下午|晚上|傍晚)?\s*"
    r"(?:(?P<hour>[0-9]{1,2}|[一两二三四五六七八九十]{1,2})\s*[点时](?P<minute>半|[0-9]{1,2}分?)?|(?P<clock>[0-9]{1,2}:[0-5][0-9]))"
)
_NUMBER = r"(?P<count>[0-9]{1,3}|[一两二三四五六七八九十]{1,2})"
_SPELLED = re.compile(r"[一二三四五六七八九十]{1,3}(?=月(?:[底末]|[0-9一二三四五六七八九十])|号|日(?![之以]?[内后]))")
"""四月二十号 is 4月20号; 三日内 is no third."""
_HALVES = {"上午": 9, "早上": 9, "早晨": 9, "中午": 12, "下午": 14, "傍晚": 18, "晚上": 19}
"""The hour of a part of the day where no hour is said."""
_AFTERNOON = ("下午", "晚上", "傍晚")
_ON, _TO = re.compile(r"\b(?:on|by)\s*$", re.IGNORECASE), re.compile(r"^\s*to\b", re.IGNORECASE)
"""on 15 April to call them."""
_SHORT = re.compile("(?P<day>[今明后])(?:儿|天)?(?P<half>[早晚])(?:上|间)?")
"""明早九点, 今晚."""
_FARTHEST = 400
_HALF_A_YEAR = 6


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, perhaps with a time of day, and the words without those that named them."""

    day: date
    at: time | None
    rest: str


def moment_in(words: str, today: date) -> Moment | None:
    """The first day that the words name; None where they name none, or none that there is."""
    plain = spelled_days(in_figures(unicodedata.normalize("NFKC", words)))
    return _moment(plain, today) or (_moment(_in_full(plain), today) if _SHORT.search(plain) else None)


def _in_full(plain: str) -> str:
    """明早 is 明天早上."""
    return _SHORT.sub(lambda found: f"{found['day']}天{found['half']}上", plain)


def _moment(plain: str, today: date) -> Moment | None:
    for pattern, reading in _PATTERNS:
        found = pattern.search(plain)
        if found is not None:
            day = reading(found, today)
            if day is None:
                return None
            before, behind = _ON.sub("", plain[: found.start()]), _TO.sub("", plain[found.end() :])
            at, behind = _time(behind)
            return Moment(day, at, f"{before.rstrip()} {behind.strip(' ,，。:：')}".strip())
    return None


def spelled_days(words: str) -> str:
    """The words with their days in figures: 四月二十号 is 4月20号."""
    return _SPELLED.sub(lambda found: str(chinese_number(found[0]) or found[0]), words)


def _time(behind: str) -> tuple[time | None, str]:
    """The time of day right behind a day, if one stands there, and what follows."""
    plain = behind.lstrip()
    found = _HOUR.match(plain)
    if found is None:
        half = next((each for each in _HALVES if plain.startswith(each)), "")
        return (time(_HALVES[half]) if half else None), plain[len(half) :]
    hour, minute = _clock(found)
    if found["half"] in _AFTERNOON and hour < 12:
        hour += 12
    return (time(hour, minute), plain[found.end() :]) if hour < 24 and minute < 60 else (None, plain)


def _clock(found: re.Match[str]) -> tuple[int, int]:
    if found["clock"] is not None:
        hour, minute = found["clock"].split(":")
        return int(hour), int(minute)
    minutes = found["minute"] or "0"
    return _count(found["hour"]), 30 if minutes == "半" else int(minutes.removesuffix("分"))


def _count(words: str) -> int:
    if words.isdecimal():
        return int(words)
    if words.startswith("十"):
        return 10 + _COUNTS.get(words[1:], 0)
    return _COUNTS[words[0]]


def _near(found: re.Match[str], today: date) -> date:
    return today + timedelta(days=_NEAR[found[0].casefold()])


def _after(found: re.Match[str], today: date) -> date | None:
    count = _count(found["count"]) * (7 if found["unit"] in ("周", "星期", "week", "weeks") else 1)
    return today + timedelta(days=count) if 0 < count <= _FARTHEST else None


def _weekday(found: re.Match[str], today: date) -> date:
    """周五 is the next one; 下周五 that of the next week; 下周 its Monday."""
    monday = today - timedelta(days=today.weekday())
    named = found["day"]
    number = _WEEKDAYS[named] if named else 0
    weeks = found["next"].count("下") if found["next"] else 0
    day = monday + timedelta(days=number, weeks=weeks)
    return day if weeks or day > today else day + timedelta(weeks=1)


def _english(found: re.Match[str], today: date) -> date:
    number = _ENGLISH.index(found["day"].casefold())
    monday = today - timedelta(days=today.weekday())
    if found["next"]:
        return monday + timedelta(days=number, weeks=1)
    ahead = (number - today.weekday() - 1) % 7 + 1
    return today + timedelta(days=ahead)


def _dated(found: re.Match[str], today: date) -> date | None:
    """Without a year it is this year's; in December 1月5日 is the next one's."""
    month, number = int(found["month"]), int(found["day"])
    year = int(found["year"]) if found["year"] else today.year + (month < today.month - _HALF_A_YEAR)
    return _day(year, month, number)


def _of_month(found: re.Match[str], today: date) -> date | None:
    number = int(found["day"])
    first = today.replace(day=1) if number >= today.day else (today.replace(day=28) + timedelta(days=5)).replace(day=1)
    return _day(first.year, first.month, number)


def _month_end(found: re.Match[str], today: date) -> date:
    """月底 is this month's; 5月底 the next that comes."""
    month = int(found["month"] or today.month)
    year = today.year + (month < today.month - _HALF_A_YEAR)
    return date(year, month, monthrange(year, month)[1])


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date | None]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), reading)
    for pattern, reading in (
        (r"(?:(?P<year>20[0-9]{2})年)?(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})[日号]?", _dated),
        (r"(?P<year>20[0-9]{2})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})", _dated),
        (r"大后天|后天|今天|今日|明天|明日|\btoday\b|\btomorrow\b", _near),
        (
            rf"(?:过|in )?\s*{_NUMBER}\s*个?(?P<unit>天|日|周|星期)(?:之|以)?后",
            _after,
        ),
        (
            rf"(?:过|in )\s*{_NUMBER}\s*个?(?P<unit>天|周|星期|days?|weeks?)",
            _after,
        ),
        (r"(?P<next>下+)?(?:这|本)?个?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])", _weekday),
        (r"(?P<next>下+)个?(?:周|星期|礼拜)(?P<day>)", _weekday),
        (r"\b(?P<next>next )?(?P<day>monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b", _english),
        (r"(?P<day>[0-9]{1,2})[号日](?![之以]?[内后])", _of_month),
        (r"(?P<month>(?<![0-9])(?:1[0-2]|[1-9]))?月[底末]", _month_end),
    )
)
