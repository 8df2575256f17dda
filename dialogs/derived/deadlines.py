"""Until when a county has to hand in: the edition's dates, a city's own date, an extension of one county.

The notice names one date for a city's counties, and that city. In another city it is a reference until the city sets
its own. A reporting group that has no counties of its own above it (定州, 辛集, 雄安) has the province's date only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from dialogs.definition.form import Form
from dialogs.definition.notice import County, Deadline
from dialogs.record.codec import wire


@dataclass(frozen=True, slots=True)
class Moved:
    """A date that a coordinator set: for a group by its name, one county by its code (``place``), all if that is empty.

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
        every = newest.get((deadline.name, ""))
        return Due(deadline.name, every.on if every else deadline.on, not deadline.groups, every)
    if deadline.groups and reports_itself(form, county.group):
        return None
    places = (county.code, county.group, "")
    change = next((newest[deadline.name, place] for place in places if (deadline.name, place) in newest), None)
    if change is not None:
        return Due(deadline.name, change.on, moved=change)
    return Due(deadline.name, deadline.on, fixed=not deadline.groups or county.group in deadline.groups)


def reports_itself(form: Form, group: str) -> bool:
    """Whether a reporting group hands in to the province without a city above it."""
    return group not in {county.city for county in form.counties if county.group == group}


def counties_of(form: Form, place: str) -> tuple[County, ...]:
    """The counties that a place means: a group's by its name, one by its code, all where it is empty."""
    return tuple(county for county in form.counties if place in (county.code, county.group, ""))


def beyond_calendar(form: Form, found: Sequence[Due]) -> tuple[Due, ...]:
    """The dates for which the working days of the year are not known."""
    return tuple(due for due in found if not form.calendar.knows(due.on))


RETURNED = "returned"


def return_due(application: str, on: date) -> Due:
    """Until when a county is to mend what was returned: a date of its own, which names the application and the day."""
    return Due(f"{RETURNED} {application} {on.isoformat()}", on)


def returned_on(name: str) -> str | None:
    """The day (ISO) that the name of a return's date says; None for another date."""
    kind, _, rest = name.partition(" ")
    return rest.rpartition(" ")[2] if kind == RETURNED else None


class NotMovable(Exception):
    """It cannot be set so: ``why`` is ``unknown``, ``direct`` (no city above), ``late``, ``early`` or ``same``."""

    def __init__(self, why: str, words: str) -> None:
        super().__init__(words)
        self.why = why


@dataclass(frozen=True, slots=True)
class Change:
    """A date that may be set: the counties for which it changes something, each with the date that stood before."""

    deadline: str
    place: str
    on: date
    counties: tuple[County, ...]
    before: tuple[Due, ...]
    known: bool

    def by_old(self) -> dict[tuple[date, bool], list[str]]:
        """The names of the counties by what stood there: the date, and whether it was their own."""
        found: dict[tuple[date, bool], list[str]] = {}
        for county, due in zip(self.counties, self.before, strict=True):
            found.setdefault((due.on, due.fixed), []).append(county.name)
        return found


def change(form: Form, moved: Sequence[Moved], deadline: str, place: str, on: date) -> Change:
    """What setting a date of a reporting group (by its name) or of a county (by its code) changes.

    A county with an extension of its own keeps that when its group's date is set. ``NotMovable`` for a date or a place
    that there is not, for a group that reports by itself, for a day that is that date already.
    """
    standing = next((each for each in form.deadlines if each.name == deadline), None)
    counties = counties_of(form, place)
    if standing is None or not counties:
        raise NotMovable("unknown", deadline if standing is None else place)
    if standing.groups and reports_itself(form, counties[0].group):
        raise NotMovable("direct", f"{counties[0].group} 直接报省里，没有交市里的日期")
    _check_order(form, moved, standing, counties, on)
    wanted = Moved(
        max([each.key for each in moved], default=0) + 1, deadline, place, on, datetime.max.replace(tzinfo=UTC)
    )
    pairs = [
        (county, _named(dues(form, county, moved), deadline), _named(dues(form, county, [*moved, wanted]), deadline))
        for county in counties
    ]
    changed = [(county, old) for county, old, new in pairs if (old.on, old.fixed) != (new.on, new.fixed)]
    if not changed:
        raise NotMovable("same", f"{place} 已经是 {on}")
    known = form.calendar.knows(on)
    return Change(deadline, place, on, tuple(county for county, _ in changed), tuple(old for _, old in changed), known)


def _check_order(form: Form, moved: Sequence[Moved], standing: Deadline, counties: Sequence[County], on: date) -> None:
    """The city's date comes before the province's, also where that was moved."""
    others = [due for county in counties for due in dues(form, county, moved) if due.name != standing.name]
    if standing.groups and on > (last := min(due.on for due in others)):
        raise NotMovable("late", f"{on} 晚于报省里的 {last}")
    own = [due.on for due in others if due.fixed]
    if not standing.groups and own and on < (first := max(own)):
        raise NotMovable("early", f"{on} 早于县里交市里的 {first}")


def _named(found: Sequence[Due], name: str) -> Due:
    return next(due for due in found if due.name == name)
