"""Working days: Monday to Friday, but for the holidays and the shifted days of the State Council's yearly notice.

A year whose notice is not known is counted by the week alone; whoever relies on it asks ``knows`` first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

_DAY = timedelta(days=1)
_SATURDAY = 5
CHINA = timezone(timedelta(hours=8))
"""The one time of the country, all year."""


def in_china(moment: datetime | None) -> str:
    """A moment in China's time as replies hold it, ISO 8601; empty where there is none."""
    return moment.astimezone(CHINA).isoformat() if moment is not None else ""


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The days off (``holidays``) and the weekend days worked instead (``shifted``) of the ``years`` that are known."""

    years: frozenset[int] = frozenset()
    holidays: frozenset[date] = frozenset()
    shifted: frozenset[date] = frozenset()

    def learn(self, year: int, holidays: frozenset[date], shifted: frozenset[date]) -> None:
        """Know a further year, or another notice of one, while everything counts by this calendar already."""
        others = frozenset(day for day in self.holidays if day.year != year)
        worked = frozenset(day for day in self.shifted if day.year != year)
        object.__setattr__(self, "holidays", others | holidays)
        object.__setattr__(self, "shifted", worked | shifted)
        object.__setattr__(self, "years", self.years | {year})

    def knows(self, day: date) -> bool:
        """Whether the notice of that day's year is part of the calendar."""
        return day.year in self.years

    def works(self, day: date) -> bool:
        """Whether offices are open on a day."""
        if day in self.shifted:
            return True
        return day.weekday() < _SATURDAY and day not in self.holidays

    def shift(self, day: date, days: int) -> date:
        """The day so many working days after a day, or before it where ``days`` is negative; 0 is the day itself."""
        step = _DAY if days > 0 else -_DAY
        for _ in range(abs(days)):
            day += step
            while not self.works(day):
                day += step
        return day

    def between(self, start: date, end: date) -> int:
        """The working days after ``start``, up to and with ``end``; negative where ``end`` is past."""
        if end < start:
            return -self.between(end, start)
        days = (start + _DAY * number for number in range(1, (end - start).days + 1))
        return sum(1 for day in days if self.works(day))
