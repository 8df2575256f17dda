"""A day that a coordinator names: 4月22日, 25号, 下周三前, 月底, 三天内; and how many days a date is put off."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from dialogs.desk.ground.step import DeskStep
from dialogs.reading.chinese import counted
from dialogs.reading.dates import day_of
from dialogs.reading.moments import moment_in, spelled_days

_BESIDE = re.compile(
    r"下班|[之以]?前|[之以]?内|送回来?|交上?来?|改[完好]?|给|时间|[行成可]以?|好吗?|[吧就呢哈啊了,，。 ]|请|最晚|最迟"
    "|截止|截至|by|before"
)
_COUNT = re.compile(r"(?P<count>[0-9]{1,2}|[一两二三四五六七八九十半]{1,2})个?(?P<unit>天|日|周|星期|礼拜|工作日)")
_HOUR = re.compile(
    "(?:早上|上午|中午|下午|晚上|傍晚|夜里|[早晚]上?)?(?:[0-9]{1,2}[:：][0-9]{2}|[0-9一二两三四五六七八九十]{1,3}[点时](?:半|整|钟|[0-9一二三四五]{1,3}分)?)"
    "|(?<=[号日])(?:下班|中午|上午|下午|晚上)"
)
_DAY = re.compile(r"(?<![0-9])(?P<month>1[0-2]|[1-9])月(?P<day>[0-9]{1,2})(?:[号日]|(?![0-9]))")
_MOVED_TO = re.compile("(?:延|延期|延长|改|推|推迟|推后|放|宽限|顺延|缓|拖|挪|调|定|宽|提前)(?:到|至|成|为|在)")
_BY_DAYS = re.compile(
    r"(?:延|延期|延后|延长|宽限|推迟|推后|往后推|顺延|缓|宽|晚|多给|再给).{0,4}?(?:[0-9]{1,2}|[一两二三四五六七八九十半]{1,2})个?(?:天|周|星期|礼拜|工作日)"
)
_BY_THEN = re.compile(
    "[之以]?前|(?:期限|时间)(?:就|再)*(?:给到|放到|定[在到]|到|是)?|给到|之内|改好|改完|送回来?|交回来?|报回来?"
    "|重报|重交|给我|[,，。:： ]+$"
)
_TO_DO = re.compile("(?:把|请|全部|都|佐证|材料)*(?:补|改|重|修|完善|整改)")
"""4月22号前补齐佐证: what is to be done by then."""
_CLAUSES = re.compile(r"(?<=[,，。;；:：])")
_UNITS = {"天": 1, "日": 1, "工作日": 1}
_WEEK = 7
_LONGEST = 30


def day_named(step: DeskStep, words: str) -> str | None:
    """The day that the words name and nothing else, in ISO; None where they name none or say something besides."""
    exact = day_of(step.form, words)
    if exact is not None or len(words) > _LONGEST:
        return exact
    today = step.moment.date()
    found = moment_in(words, today)
    if found is not None:
        return None if _BESIDE.sub("", found.rest) else found.day.isoformat()
    count = days_in(words)
    return (today + timedelta(days=count)).isoformat() if count and not _BESIDE.sub("", _COUNT.sub("", words)) else None


def beside_a_day(step: DeskStep, plain: str) -> str:
    """What is said besides of 2.1不对 周五前改好; all of it where no day is named, nothing where only one is."""
    if day_named(step, plain) is not None:
        return ""
    found = moment_in(plain, step.moment.date())
    rest = _BY_THEN.sub("", found.rest).strip() if found is not None else plain
    return "" if found is not None and _TO_DO.match(rest) else rest


def without_its_day(step: DeskStep, plain: str) -> str:
    """What is said besides, clause by clause, without the one that only says until when: 18号前改好报回来."""
    clauses = [each for each in _CLAUSES.split(plain) if each.strip()]
    left = [each for each in clauses if moment_in(each, step.moment.date()) is None or beside_a_day(step, each)]
    return "".join(left).strip(" ,，。;；") if len(left) < len(clauses) else plain


def hour_in(words: str) -> str:
    """The time of the day behind a day: 下午5点 of 4月22号下午5点; empty where none is named."""
    found = _HOUR.search(words)
    return found[0] if found is not None else ""


def without_hour(words: str) -> str:
    """The words without the time of the day."""
    return _HOUR.sub("", words)


def days_in(words: str) -> int:
    """The days that are counted in the words: 三天, 一周; 0 where none are."""
    found = _COUNT.search(words)
    if found is None:
        return 0
    spelled = found["count"]
    count = counted(spelled)
    return count * _UNITS.get(found["unit"], _WEEK)


def day_within(step: DeskStep, words: str) -> str | None:
    """The first day that a sentence names, in ISO."""
    found = moment_in(words, step.moment.date()) if len(words) <= _LONGEST * 2 else None
    return found.day.isoformat() if found is not None else None


def day_moved_to(step: DeskStep, words: str) -> str | None:
    """The day behind 延到 or 改到, whatever days stand before it: 周五前弄不完，延到28号."""
    for found in reversed(list(_MOVED_TO.finditer(words))):
        day = day_within(step, words[found.end() :]) or day_named(step, words[found.end() :].strip())
        if day is not None:
            return day
    return None


def never(step: DeskStep, words: str) -> dict[str, str]:
    """The words 4月31日, the month, and how many days it has; nothing where no such day is named."""
    found = _DAY.search(spelled_days(words))
    if found is None:
        return {}
    days = monthrange(step.moment.year, int(found["month"]))[1]
    return {"words": found[0], "month": found["month"], "days": str(days)} if int(found["day"]) > days else {}


def put_off(step: DeskStep, words: str) -> str | None:
    """宽限三天: so many days after the date until which the city is to get it."""
    return _after(step, "to_city", words)


def put_off_province(step: DeskStep, words: str) -> str | None:
    """延三天: so many days after the date until which the province is to get it."""
    return _after(step, "to_province", words)


def by_days(words: str) -> bool:
    """Whether a date is put off by so many days, 20号交不了，再宽限三天, and the day that is named is another."""
    return _BY_DAYS.search(words) is not None


def _after(step: DeskStep, deadline: str, words: str) -> str | None:
    until, count = dict(step.region.dates).get(deadline), days_in(words)
    return (date.fromisoformat(until) + timedelta(days=count)).isoformat() if until and count else None
