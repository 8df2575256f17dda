"""Which reminders fall due when: pure, from dates, calendar, habits and the present moment.

A point is a place in time of one date: ``start``, so many working days before it (``10`` … ``0``) or after it (``-1``),
the news that it was moved (``moved 7``), or what the person put off (``later …``). Under one person, date and point
there is one reminder, whatever is counted how often.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from dialogs.definition.workdays import WorkCalendar
from dialogs.derived.deadlines import Due

START = "start"
_MOVED, _LATER = "moved", "later"
_SOON = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class Habits:
    """When to remind: ``days`` are working days before a date, ``after`` those after it, ``at`` the time of day.

    Nothing goes out from ``quiet`` until ``waking``; all times are China's.
    """

    days: tuple[int, ...] = (10, 5, 3, 1, 0)
    after: tuple[int, ...] = (1, 5)
    at: time = time(9)
    quiet: time = time(20, 30)
    waking: time = time(8)

    def is_quiet(self, now: datetime) -> bool:
        """Whether nobody is to be disturbed now."""
        clock = now.time()
        if self.quiet <= self.waking:
            return self.quiet <= clock < self.waking
        return clock >= self.quiet or clock < self.waking


@dataclass(frozen=True, slots=True)
class Fall:
    """One point of one date, and when it falls due. ``live``: it is said; otherwise a later one says it all."""

    due: Due
    point: str
    at: datetime
    live: bool = True


def fallen(
    calendar: WorkCalendar, habits: Habits, found: Sequence[Due], since: datetime, now: datetime
) -> tuple[Fall, ...]:
    """What has fallen due by now for somebody who came in (or took the application up again) at ``since``.

    Of what is late only the last one of each date is live. Nothing falls due that lay before ``since``.
    """
    points: list[Fall] = []
    for due in found:
        ahead = any(other.on > due.on for other in found)
        here = [fall for fall in _points(calendar, habits, due, since, now.tzinfo, ahead) if fall.at <= now]
        here.sort(key=lambda fall: fall.at)
        points.extend(Fall(fall.due, fall.point, fall.at, live=fall is here[-1]) for fall in here)
    return tuple(points)


def before_return(calendar: WorkCalendar, habits: Habits, due: Due, since: datetime) -> Fall | None:
    """The one reminder of what was returned at ``since``: a working day before, else on the day, else none."""
    for days in (1, 0):
        at = datetime.combine(calendar.shift(due.on, -days), habits.at, since.tzinfo)
        if at > since:
            return Fall(due, str(days), at)
    return None


def coming(calendar: WorkCalendar, habits: Habits, found: Sequence[Due], since: datetime, now: datetime) -> Fall | None:
    """The next point that will fall due, if there is one."""
    points = (
        fall
        for due in found
        for fall in _points(calendar, habits, due, since, now.tzinfo, ahead=False)
        if fall.at > now and due.on >= now.date()
    )
    return min(points, key=lambda fall: fall.at, default=None)


def _points(
    calendar: WorkCalendar, habits: Habits, due: Due, since: datetime, zone: tzinfo | None, ahead: bool
) -> Iterator[Fall]:
    moved = due.moved if due.moved is not None and due.moved.at > since else None
    if moved is not None:
        yield Fall(due, f"{_MOVED} {moved.key}", moved.at)
        since = moved.at
    else:
        first = datetime.combine(_next_morning(calendar, since.astimezone(zone), habits), habits.at, zone)
        if first.date() < due.on:
            yield Fall(due, START, first)
    for fall in _counted(calendar, habits, due, zone, ahead):
        if fall.at > since:
            yield fall


@lru_cache(maxsize=4096)
def _counted(calendar: WorkCalendar, habits: Habits, due: Due, zone: tzinfo | None, ahead: bool) -> tuple[Fall, ...]:
    """The points that are counted in working days: the same for everybody whose date it is."""
    moments = ((days, calendar.shift(due.on, -days)) for days in offsets(habits, due, ahead=ahead))
    return tuple(Fall(due, str(days), datetime.combine(day, habits.at, zone)) for days, day in moments)


def offsets(habits: Habits, due: Due, *, ahead: bool) -> tuple[int, ...]:
    """The working days before (negative: after) a date at which is reminded.

    A date that only serves as a reference is never overdue; one after which another one comes is spoken of once.
    """
    after = habits.after[:1] if ahead else habits.after
    return (*habits.days, *(-days for days in after)) if due.fixed else habits.days


def _next_morning(calendar: WorkCalendar, since: datetime, habits: Habits) -> date:
    today = since.date()
    return today if since.time() < habits.at and calendar.works(today) else calendar.shift(today, 1)


def put_off(habits: Habits, found: Sequence[Due], now: datetime) -> datetime:
    """When who said 稍后提醒 is reminded again: the next morning, or in three hours where a date is that near."""
    nearest = min((due.on for due in found if due.on >= now.date()), default=None)
    soon = now + _SOON
    if nearest is not None and (nearest - now.date()).days <= 1 and not habits.is_quiet(soon):
        return soon
    return datetime.combine(now.date() + timedelta(days=1), habits.at, now.tzinfo)


def later(at: datetime) -> str:
    """The point of something that was put off until then."""
    return f"{_LATER} {at.isoformat(timespec='minutes')}"


def kind_of(point: str) -> str:
    """What a point is about: ``start``, ``moved``, ``later``, ``before``, ``today`` or ``overdue``."""
    word = point.partition(" ")[0]
    if word in (START, _MOVED, _LATER):
        return word
    days = int(word)
    return "today" if days == 0 else "before" if days > 0 else "overdue"
