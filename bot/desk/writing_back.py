"""What a county writes back reaches whoever wrote to it last, or the coordinators of its group, with its name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dialogs.definition.form import Form
from dialogs.derived.regions import county_of
from dialogs.record import codec
from dialogs.turn.messages import Happened, WriteBack
from storage import applications, broadcasts, conversations, inbox, people
from storage.database import Session
from storage.people import Person
from storage.requests import Asked


@dataclass(frozen=True, slots=True)
class Told:
    """A coordinator who was told, and where."""

    name: str
    address: int


def write_back(session: Session, form: Form, asked: Asked, said: WriteBack, now: datetime) -> tuple[Told, ...]:
    """Put the words into the inboxes of those whom they are for; nobody where there is no coordinator.

    What only answers is for whoever wrote last.
    """
    speaker = people.speaking(session, asked.address_id)
    author = people.person(session, speaker.person_id)
    payload = {"county": county_code(session, form, author), "name": author.name, "words": said.words}
    told = tuple(_listeners(session, form, author, payload["county"], only_answers=said.only_answers))
    for each in told:
        inbox.accept(session, each.address, f"replied:{asked.id}", codec.dumps(Happened("replied", payload)), now)
    return told


def county_code(session: Session, form: Form, person: Person) -> str:
    """The county that somebody was invited for, or names in the own application."""
    if person.region in {county.code for county in form.counties}:
        return person.region
    listed = applications.of_person(session, person.id)
    found = county_of(form, applications.load(session, listed[-1].id)) if listed else None
    return found.code if found is not None else ""


def _listeners(session: Session, form: Form, author: Person, county: str, *, only_answers: bool) -> list[Told]:
    latest = broadcasts.latest_to(session, author.id)
    if latest is not None:
        sender = people.person(session, latest.person_id)
        if sender.disabled_at is None:
            return [Told(sender.name, latest.address_id)]
    if only_answers:
        return []
    return coordinators_of(session, form, county)


def coordinators_of(session: Session, form: Form, county: str) -> list[Told]:
    """The coordinators of a county's group, wherever they can be told something."""
    group = next((each.group for each in form.counties if each.code == county), "")
    found = [each for each in people.in_role(session, "city") if each.region == group and group]
    return [
        Told(each.name, address.id)
        for each in found
        for address in people.addresses_of(session, each.id)
        if address.state == "open" and conversations.load(session, address.id).state is not None
    ]
