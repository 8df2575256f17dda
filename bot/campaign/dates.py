"""Until when somebody has to hand in, as things stand now; and being reminded of it again later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dialogs.definition.form import Form
from dialogs.definition.notice import County
from dialogs.derived.deadlines import Due, dues
from dialogs.derived.regions import county_of
from dialogs.derived.schedule import Habits, later, put_off
from dialogs.record.application import Application
from storage import deadlines, reminders
from storage.database import Session
from storage.reminders import Planned


def dates_of(session: Session, form: Form, application: Application, region: str) -> tuple[Due, ...]:
    """The dates of an application's county or, before it is named, of its contact's."""
    county = county_of(form, application) or county_named(form, region)
    return dues(form, county, deadlines.changes(session, form.edition))


def county_named(form: Form, code: str) -> County | None:
    """The county of this code."""
    return next((county for county in form.counties if county.code == code), None)


def put_off_reminder(
    session: Session, person: int, found: Sequence[Due], habits: Habits, now: datetime
) -> datetime | None:
    """Remind a person again later, of the next date; None where all are past. ``now`` is China's time."""
    due = next((each for each in found if each.on >= now.date()), None)
    if due is None:
        return None
    at = put_off(habits, found, now)
    reminders.plan(session, [Planned(person, due.name, due.on, later(at), at)], now)
    return at
