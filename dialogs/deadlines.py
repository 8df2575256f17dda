"""Until when a county has to hand in: the edition's dates, a city's own date, an extension of one county.

The notice names one date for a city's counties, and that city. In another city it is a reference until the city sets
its own. A reporting group that has no counties of its own above it (定州, 辛集, 雄安) has the province's date only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dialogs.codec import wire
from dialogs.form import Form
from dialogs.notice import County, Deadline


@dataclass(frozen=True, slots=True)
class Moved:
    """A date that a coordinator set: for a reporting group by its name, or for one county by its code (``place``).

    ``key`` numbers the changes, ``at`` is when it was made. The newest of a place counts.
    """

    key: int
    deadline: str
    place: str
    on: date
    at: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """A date as it stands for one county: until the end of ``on``.

    ``fixed`` is false for a reference from another city. ``moved`` is the change that it comes from, if it is not the
    edition's own.
    """

    name: str
    on: date
    fixed: bool = True
    moved: Moved | None = None


@wire
@dataclass(frozen=True, slots=True)
class DateLine:
    """A date as it is told: ``on`` in ISO, how many days and working days are left (negative: past).

    ``moved`` says that a coordinator set it; ``known`` that the working days of its year are known.
    """

    deadline: str
    on: str
    days: int
    working: int
    fixed: bool = True
    moved: bool = False
    known: bool = True


def told(form: Form, found: Sequence[Due], today: date) -> tuple[DateLine, ...]:
    """The dates with what is left of them today."""
    return tuple(_told(form, due, today) for due in found)


def _told(form: Form, due: Due, today: date) -> DateLine:
    working = form.calendar.between(today, due.on)
    moved, known = due.moved is not None, form.calendar.knows(due.on)
    return DateLine(due.name, due.on.isoformat(), (due.on - today).days, working, due.fixed, moved, known)


def dues(form: Form, county: County | None, moved: Iterable[Moved] = ()) -> tuple[Due, ...]:
    """The dates of a county, in order; of nobody's county those that every county has, the others as a reference."""
    newest = {(each.deadline, each.place): each for each in sorted(moved, key=lambda each: each.key)}
    found = [_due(form, deadline, county, newest) for deadline in form.deadlines]
    return tuple(sorted((due for due in found if due is not None), key=lambda due: due.on))


def _due(form: Form, deadline: Deadline, county: County | None, newest: dict[tuple[str, str], Moved]) -> Due | None:
    if county is None:
        return Due(deadline.name, deadline.on, fixed=not deadline.groups)
    if deadline.groups and reports_itself(form, county.group):
        return None
    change = newest.get((deadline.name, county.code)) or newest.get((deadline.name, county.group))
    if change is not None:
        return Due(deadline.name, change.on, moved=change)
    return Due(deadline.name, deadline.on, fixed=not deadline.groups or county.group in deadline.groups)


def reports_itself(form: Form, group: str) -> bool:
    """Whether a reporting group hands in to the province without a city above it."""
    return group not in {county.city for county in form.counties if county.group == group}


def counties_of(form: Form, place: str) -> tuple[County, ...]:
    """The counties that a place means: a group's by its name, or one by its code."""
    return tuple(county for county in form.counties if place in (county.code, county.group))


def beyond_calendar(form: Form, found: Sequence[Due]) -> tuple[Due, ...]:
    """The dates for which the working days of the year are not known."""
    return tuple(due for due in found if not form.calendar.knows(due.on))
