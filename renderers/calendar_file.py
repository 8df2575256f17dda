"""The dates as a calendar file (.ics, RFC 5545), for a phone's or an office's own calendar.

Times are UTC instants: calendars shift local ones, and put whole days a day early. An entry reaches from nine in the
morning of its day to the last minute of it in China; it rings three and one working days before and on the day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event

from dialogs.definition.form import Form
from dialogs.derived.deadlines import Due
from renderers.i18n import Language, mark

MEDIA_TYPE = "text/calendar"
_ZONE = ZoneInfo("Asia/Shanghai")
_MORNING, _END = time(9), time(23, 59)
_RINGS = (3, 1, 0)
_WHAT = {True: mark("申报材料交市里"), False: mark("申报材料报省里")}


def calendar_file(form: Form, found: Sequence[Due], place: str, url: str, now: datetime, language: Language) -> bytes:
    """The calendar of these dates; ``place`` keeps those of one county apart from another's, ``url`` leads back."""
    calendar = Calendar()
    calendar.add("prodid", "-//shenbao//shenbao//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for due in found:
        calendar.add_component(_event(form, due, place, url, now, language))
    content: bytes = calendar.to_ical()
    return content


def _event(form: Form, due: Due, place: str, url: str, now: datetime, language: Language) -> Event:
    deadline = next(each for each in form.deadlines if each.name == due.name)
    summary = language.say(_WHAT[bool(deadline.groups)])
    if not due.fixed:
        cities = "、".join(deadline.groups)
        summary += language.say("（{city}的日期，仅供参考）", {"city": cities})
    event = Event()
    event.add("uid", f"{form.edition.replace('/', '-')}-{due.name}-{place or 'hebei'}@shenbao")
    event.add("sequence", due.moved.key if due.moved is not None else 0)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", _instant(due.on, _MORNING))
    event.add("dtend", _instant(due.on, _END))
    event.add("summary", summary)
    event.add("description", url)
    event.add("url", url)
    for days in _RINGS:
        event.add_component(_alarm(_instant(form.calendar.shift(due.on, -days), _MORNING), summary))
    return event


def _alarm(at: datetime, summary: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", at, parameters={"VALUE": "DATE-TIME"})
    return alarm


def _instant(day: date, at: time) -> datetime:
    return datetime.combine(day, at, _ZONE).astimezone(UTC)
