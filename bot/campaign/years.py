"""The working days that coordinators pasted, brought into the calendar that everything counts by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from dialogs.definition.form import Form
from dialogs.reading.holidays import read_notice
from dialogs.state.errands import KeepYear
from dialogs.turn.messages import Happened
from storage import known_years, people
from storage.database import Database, Session
from storage.known_years import Known
from storage.people import Person


def learn(database: Database, form: Form) -> None:
    """Know every year that was pasted, in whichever process."""
    with database.read() as session:
        found = known_years.of_edition(session, form.edition)
    for each in found:
        form.calendar.learn(each.year, each.holidays, each.shifted)


def learned(database: Database, form: Form) -> Form:
    """The form with a calendar and paces of its own: it knows every year that was pasted, and learns."""
    own = replace(form, calendar=replace(form.calendar), paces=replace(form.paces))
    learn(database, own)
    return own


def keep_year(session: Session, form: Form, person: Person, errand: KeepYear, now: datetime) -> Happened:
    """Keep a year, and count by it at once."""
    notice = read_notice(errand.words)
    if notice is None:
        raise ValueError("no notice")
    known = Known(notice.year, frozenset(notice.days()), frozenset(date.fromisoformat(day) for day in notice.shifted))
    known_years.keep(session, form.edition, known, errand.words, person.id, now)
    people.audit(session, now, "holidays kept", str(notice.year), person_id=person.id, detail={})
    form.calendar.learn(known.year, known.holidays, known.shifted)
    return Happened("year kept", {"year": str(notice.year)})
