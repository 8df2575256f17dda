"""截止日期: until when the region's counties hand in, and setting it: what it changes is shown before it is done."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from dialogs.desk.ground.choosing import called
from dialogs.desk.ground.days import by_days, day_moved_to, day_named, day_within, hour_in, never, put_off, without_hour
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.overview.looking import days_left
from dialogs.reading.months import in_figures
from dialogs.record import codec
from dialogs.record.options import Option
from dialogs.saying.briefs import DateMove, Note, RegionDates
from dialogs.state.desk_states import Awaiting, Do
from dialogs.state.errands import SetDate

_DAY = re.compile(
    r"(?:[0-9]{2,4}年\s*)?[0-9一二三四五六七八九十]{1,3}\s*月.+|[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}日?|[0-9]{8}",
    re.DOTALL,
)
_BARE_DAY = re.compile(r"(?<![0-9月.])(?P<day>[0-9]{1,2})(?:号|日)[前吧。]?$")
WEEKDAY = re.compile("(?:下下|下|这|本)?个?(?:周|星期|礼拜)[一二三四五六日天]前?[吧。]?$")
_LONGEST_PLACE = 40
PROVINCE = "to_province"
_PROVINCES = ("省里", "报省里", "省厅", "全省", "报省", "省", "province", "the province")
_BETWEEN = re.compile(r"[\s:：,，]+|(?:改到|改为|改成|定为|定在|延期|延到|延长|推迟|提前|到|为|是|to|is|the|for)+\s*$")


def show(step: DeskStep) -> None:
    """The dates that bind this region."""
    step.say(RegionDates(days_left(step), province=not step.region.scope))


def set_date(step: DeskStep, words: str) -> bool:
    """截止日期 4月22日, 截止日期 清河县 4月26日; False where neither a day nor a place is named."""
    words = _in_month(step, _by_weekday(step, in_figures(words)))
    found = _DAY.search(words)
    if _of_province(words[: found.start()] if found is not None else words):
        _province(step, found[0] if found is not None else "")
        return True
    place = _place(step, words[: found.start()] if found is not None else words)
    if place is None:
        return False
    if found is None:
        ask(step, place)
    else:
        _weigh(step, place, found[0])
    return True


def _by_weekday(step: DeskStep, words: str) -> str:
    """截止日期 下周三: with its date."""
    found = WEEKDAY.search(words) if _DAY.search(words) is None else None
    day = day_within(step, found[0]) if found is not None else None
    if found is None or day is None:
        return words
    on = date.fromisoformat(day)
    return f"{words[: found.start()]}{on.year}年{on.month}月{on.day}日"


def _in_month(step: DeskStep, words: str) -> str:
    """截止改到26号: the next such day; it is shown with its month before it is set."""
    found = _BARE_DAY.search(words)
    if found is None or _DAY.search(words) is not None:
        return words
    today = step.moment.date()
    month = today.month if int(found["day"]) >= today.day else today.month % 12 + 1
    return f"{words[: found.start()]}{month}月{found['day']}日"


def in_a_sentence(step: DeskStep, place: str, words: str) -> None:
    """清河想延到下周三, 给临西宽限三天: the day is weighed; where none is named it is asked for."""
    impossible = never(step, words)
    day = _wished(step, words)
    if day is not None and hour_in(words) and not hour_in(day):
        say_hour(step, words)
    if place == PROVINCE:
        _province(step, day or "")
    elif day is not None or impossible:
        _weigh(step, place, day or words)
    else:
        ask(step, place)


def _wished(step: DeskStep, words: str) -> str | None:
    """The day behind 延到 first; then, of 20号交不了，宽限三天, the days; then the day that is named."""
    if never(step, words):
        return day_moved_to(step, words) or day_within(step, words)
    counted = put_off(step, words) if by_days(words) else None
    return day_moved_to(step, words) or counted or day_within(step, words) or put_off(step, words)


def said_day(step: DeskStep, place: str, words: str) -> None:
    """The day that was asked for, alone or in a sentence: 日期改成4月20日."""
    day = words if day_named(step, words) is not None else day_within(step, words) or words
    if place == PROVINCE:
        _province(step, day)
    else:
        _weigh(step, place, day)


def _of_province(words: str) -> bool:
    return len(words) <= _LONGEST_PLACE and _BETWEEN.sub("", _BETWEEN.sub("", words.strip())) in _PROVINCES


def _province(step: DeskStep, words: str) -> None:
    """The date until which all papers are at the province; only the province sets it."""
    if step.region.scope:
        step.say(Note("date of province"))
    elif words:
        _weigh(step, "", words, PROVINCE)
    else:
        ask(step, PROVINCE)


def _place(step: DeskStep, words: str) -> str | None:
    """The county's code or the group's name that is meant; the own group where none is named, None for another word."""
    if len(words) > _LONGEST_PLACE:
        return None
    name = _BETWEEN.sub("", _BETWEEN.sub("", words.strip()))
    groups = [group.name for group in step.region.groups]
    if not name or name in ("市里", "全市", "市"):
        return step.region.scope
    if name in groups:
        return name
    counties = called(step.form, step.region, name)
    return counties[0].code if len(counties) == 1 else None


def ask(step: DeskStep, place: str) -> None:
    """Ask for the day of this place."""
    figures = {"name": _called(step, place)}
    step.offer(Note("date when", figures, (Option("desk stop"),)), (Do("stop"),), Awaiting("date", (place,)))


def _weigh(step: DeskStep, place: str, words: str, deadline: str = "to_city") -> None:
    if not place and deadline != PROVINCE:
        step.say(Note("date whose"))
        return
    day = day_named(step, words) or day_named(step, without_hour(words))
    impossible = never(step, words)
    if day is not None:
        say_hour(step, words)
    if impossible:
        step.say(Note("no such day", impossible))
        ask(step, place or deadline)
    elif day is None:
        step.say(Note("no such date", {"words": words.strip()[:40]}))
        ask(step, place or deadline)
    elif day < step.moment.date().isoformat():
        step.say(Note("date past", {"day": day}))
        ask(step, place or deadline)
    else:
        step.request(SetDate(place, day, deadline=deadline))


def say_hour(step: DeskStep, words: str) -> None:
    """A date is a whole day; a time that is named with it is not kept, which is said."""
    hour = hour_in(words)
    if hour and hour != "下班":
        step.say(Note("date by day", {"words": hour}))


def weigh_again(step: DeskStep, place: str, day: str, deadline: str) -> None:
    """Another day in place of the one that is weighed."""
    _weigh(step, place, day, deadline)


def _called(step: DeskStep, place: str) -> str:
    if place == PROVINCE:
        return step.region.name
    return step.region.called(place) if place in step.region.by_code else place or step.region.name


def weighed(step: DeskStep, payload: Mapping[str, str]) -> None:
    """What a new date would change and who would hear of it; a button does it."""
    move: DateMove = codec.loads(payload["move"])
    ways = (Option("desk set date", {"day": move.on}), Option("desk stop"))
    step.offer(replace(move, options=ways), (Do("set date", (move.where, move.on, move.deadline)), Do("stop")))


def really(step: DeskStep, place: str, day: str, deadline: str = "to_city") -> None:
    """The button was pressed."""
    step.request(SetDate(place, day, really=True, deadline=deadline))


def is_set(step: DeskStep, payload: Mapping[str, str]) -> None:
    """The date stands now."""
    move: DateMove = codec.loads(payload["move"])
    step.say(replace(move, done=True))


def refused(step: DeskStep, payload: Mapping[str, str]) -> None:
    """The date cannot be set so."""
    step.say(Note(f"date {payload['why']}", {"day": payload["day"], "last": payload["last"], "name": payload["name"]}))
