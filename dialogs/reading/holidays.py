"""The State Council's yearly notice on holidays, as it is pasted: days off, and weekend days worked instead."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dialogs.record.codec import wire

LONGEST = 6_000
"""Characters of a notice that are looked at."""
_TITLE = re.compile(r"(20[0-9]{2})年(?:部分)?(?:法定)?节假日")
_YEAR = re.compile(r"(20[0-9]{2})年")
_BRACKETS = re.compile(r"\([^()]{0,40}\)")
_ITEM = re.compile(r"(?:[一二三四五六七八九十]{1,2}、|[0-9]{1,2}[.、])\s*([^:\n。]{2,20}):([^\n]*)")
_DAY = r"(?:(?P<{0}y>20[0-9]{{2}})年)?(?:(?P<{0}m>[0-9]{{1,2}})月)?(?P<{0}d>[0-9]{{1,2}})日"
_FROM_TO = re.compile(_DAY.format("a") + r"(?:(?:至|到|-|—|~)" + _DAY.format("b") + r")?")
_COUNT = re.compile(r"共?([0-9]{1,2})天")
_SATURDAY = 5
_MOST_DAYS = 15


@wire
@dataclass(frozen=True, slots=True)
class Holiday:
    """Days off, with the first and the last in ISO."""

    name: str
    first: str
    last: str


@wire
@dataclass(frozen=True, slots=True)
class HolidayNotice:
    """What a notice says of a year: holidays, weekend days worked instead (ISO), and what does not fit together.

    A trouble names its kind (``count``, ``weekday``, ``day``) and the words.
    """

    year: int
    holidays: tuple[Holiday, ...]
    shifted: tuple[str, ...]
    troubles: tuple[tuple[str, str], ...] = ()

    def days(self) -> Iterator[date]:
        """Every day off."""
        for each in self.holidays:
            first, last = date.fromisoformat(each.first), date.fromisoformat(each.last)
            yield from (first + timedelta(days=number) for number in range((last - first).days + 1))


def is_notice(words: str) -> bool:
    """Whether this is such a notice: it says so, or speaks of days off again and again."""
    return ("节假日" in words or "节日" in words) and words.count("放假") >= 2


def read_notice(words: str) -> HolidayNotice | None:
    """What the notice says; None where no year or no holiday can be found."""
    plain = _plain(words)
    named = _TITLE.search(plain) or _YEAR.search(plain)
    if named is None:
        return None
    year = int(named[1])
    holidays: list[Holiday] = []
    shifted: list[str] = []
    troubles: list[tuple[str, str]] = []
    for item in _ITEM.finditer(plain):
        for sentence in item[2].split("。"):
            if "上班" in sentence:
                shifted += _worked(sentence, year, troubles)
            elif "放假" in sentence:
                holidays += _off(item[1].strip(), sentence, year, troubles)
    return HolidayNotice(year, tuple(holidays), tuple(shifted), tuple(troubles)) if holidays else None


def _plain(words: str) -> str:
    """Narrow, without what stands in brackets (星期日, 农历除夕), every item on a line of its own."""
    plain = unicodedata.normalize("NFKC", words[:LONGEST]).replace(" ", "")
    plain = _BRACKETS.sub("", _BRACKETS.sub("", plain))
    return re.sub(r"(?<=。)(?=[一二三四五六七八九十]{1,2}、)", "\n", plain)


def _off(name: str, sentence: str, year: int, troubles: list[tuple[str, str]]) -> Iterator[Holiday]:
    """The days off of a sentence; how many they are is held against what it says."""
    found = [span for each in _FROM_TO.finditer(sentence) if (span := _span(each, year)) is not None]
    if not found:
        troubles.append(("day", sentence))
    said = _COUNT.search(sentence)
    days = sum((last - first).days + 1 for first, last in found)
    if found and said is not None and int(said[1]) != days:
        troubles.append(("count", sentence))
    for first, last in found:
        yield Holiday(name, first.isoformat(), last.isoformat())


def _worked(sentence: str, year: int, troubles: list[tuple[str, str]]) -> Iterator[str]:
    for each in _FROM_TO.finditer(sentence):
        span = _span(each, year)
        if span is None:
            troubles.append(("day", each[0]))
            continue
        day, last = span
        while day <= last:
            if day.weekday() < _SATURDAY:
                troubles.append(("weekday", f"{day.month}月{day.day}日"))
            yield day.isoformat()
            day += timedelta(days=1)


def _span(found: re.Match[str], year: int) -> tuple[date, date] | None:
    """From the first to the last day: 2月10日至17日, 12月31日至1月2日; None where there is no such day."""
    if found["am"] is None:
        return None
    try:
        first = date(int(found["ay"] or year), int(found["am"]), int(found["ad"]))
        if found["bd"] is None:
            return first, first
        month = int(found["bm"] or first.month)
        last = date(int(found["by"] or first.year + (month < first.month)), month, int(found["bd"]))
    except ValueError:
        return None
    return (first, last) if 0 <= (last - first).days < _MOST_DAYS else None
