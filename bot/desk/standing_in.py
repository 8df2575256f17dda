"""A county that stays offline has an application all the same: a coordinator takes part in it.

Its owner is nobody who can come in. Whoever is invited for the county later becomes the owner.
"""

from __future__ import annotations

from datetime import datetime

from dialogs.definition.form import Form
from dialogs.turn.messages import Happened
from storage import applications, coordination, participants, people
from storage.database import Session
from storage.people import Person


def stand_in(session: Session, form: Form, person: Person, county: str, now: datetime) -> Happened:
    """Let a coordinator fill in for a county: in what was begun there, or in something new."""
    name = next(each.name for each in form.counties if each.code == county)
    known = coordination.newest_of(session, form.edition, county)
    if known is None:
        nobody = people.register(session, f"{name}（未上线）", "county", county, now)
        people.disable(session, nobody.id, now)
        known = applications.create(session, form.edition, nobody.id, now).id
    participants.add(session, known, person.id, ())
    people.audit(session, now, "stands in", county, person_id=person.id, detail={"application": known})
    return Happened("stand-in", {"application": known, "name": name})
