"""Who is to be reminded of what now, and why others are left out: contacts, dates and habits put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from bot.settings import ZONE
from dialogs.definition.form import Form
from dialogs.definition.notice import County
from dialogs.derived.deadlines import Due, Moved, dues, return_due
from dialogs.derived.schedule import Fall, Habits, before_return, fallen
from storage.contacts import CountyContact
from storage.reminders import Planned


@dataclass(frozen=True)
class Campaign:
    """An edition's dates, as coordinators left them, and the habits of reminding."""

    form: Form
    habits: Habits
    moved: tuple[Moved, ...]

    @cached_property
    def _counties(self) -> dict[str, County]:
        return {county.code: county for county in self.form.counties}

    @cached_property
    def _named(self) -> dict[str, list[County]]:
        named: dict[str, list[County]] = {}
        for county in self.form.counties:
            named.setdefault(county.name, []).append(county)
        return named

    @cached_property
    def _dues(self) -> dict[str, tuple[Due, ...]]:
        return {"": dues(self.form, None, self.moved)}

    def county_of(self, contact: CountyContact) -> County | None:
        """The county that somebody files for: by the invitation, else by the open application's answer."""
        if contact.region in self._counties:
            return self._counties[contact.region]
        for filing in contact.filings:
            named = self._named.get(filing.county, [])
            if len(named) == 1 and not filing.ended:
                return named[0]
        return None

    def dues_of(self, contact: CountyContact) -> tuple[Due, ...]:
        """The dates of somebody's county."""
        county = self.county_of(contact)
        key = county.code if county is not None else ""
        if key not in self._dues:
            self._dues[key] = dues(self.form, county, self.moved)
        return self._dues[key]

    def standing(self, contact: CountyContact) -> tuple[Due, ...]:
        """All dates that bind somebody: the county's, and until when a return is to be mended."""
        return (*self.dues_of(contact), *(due for due, _ in _returns(contact)))

    def fallen(self, contact: CountyContact, now: datetime) -> tuple[Fall, ...]:
        """What has fallen due for somebody by now; nothing for whom ``left_out`` names a reason."""
        if left_out(contact) is not None:
            return ()
        usual = fallen(self.form.calendar, self.habits, self.dues_of(contact), since(contact), now)
        back = (before_return(self.form.calendar, self.habits, due, at) for due, at in _returns(contact))
        return (*usual, *(fall for fall in back if fall is not None and fall.at <= now and now.date() <= fall.due.on))

    def planned(self, contacts: Iterable[CountyContact], now: datetime) -> Iterator[Planned]:
        """Every reminder of these people that has fallen due."""
        for contact in contacts:
            for fall in self.fallen(contact, now):
                yield Planned(contact.person, fall.due.name, fall.due.on, fall.point, fall.at, fall.live)


def _returns(contact: CountyContact) -> Iterator[tuple[Due, datetime]]:
    """What was returned to somebody and did not come back: until when, and since when, in China's time."""
    for each in contact.filings:
        if each.due:
            at = datetime.fromisoformat(each.returned).astimezone(ZONE)
            yield return_due(each.application, date.fromisoformat(each.due)), at


def left_out(contact: CountyContact) -> str | None:
    """Why somebody is left alone: every application is declined, or handed in, or received; None otherwise."""
    endings = [filing.ended for filing in contact.filings]
    if not endings or not all(endings):
        return None
    return endings[-1]


def since(contact: CountyContact) -> datetime:
    """From when on reminders count: since somebody came in, or took an application up again."""
    reopened = [datetime.fromisoformat(filing.reopened) for filing in contact.filings if filing.reopened]
    return max([contact.since, *reopened])


def still_true(found: Sequence[Due], deadline: str, day: object) -> bool:
    """Whether a date still stands on the day for which a reminder of it was planned."""
    return any(due.name == deadline and due.on == day for due in found)
