"""Many people at once, for measurements and fault runs: signed in, each at another place of the form.

What they said before is stored as the storage stores it; only the hundreds of turns that led there are not repeated.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.house import House
from dialogs.definition.form import Form
from dialogs.record import codec
from dialogs.record.application import Application
from dialogs.state.conversation import Conversation
from dialogs.turn.messages import Happened
from storage import applications, conversations, people, web_sessions
from storage.database import Session
from tests.county import fill
from tests.talk import Talk

CORRECTIONS = tuple(f"改 2.16 1 1 {2 + number}" for number in range(3))
"""What can be said again and again once the form is filled: a row of three years, a new figure every time."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands in the form, and what is still to be said."""

    application: Application
    conversation: Conversation
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who is signed in: the cookie's token, the address, and what is to be said next."""

    session: str
    address: int
    messages: tuple[str, ...]


def places(form: Form) -> list[Place]:
    """Every place of a conversation that goes through the whole form, from the first question to the last one."""
    talk = Talk(form)
    talk.happen(Happened("arrived"))
    talk.say("开始")
    typed = fill(talk)
    again = Talk(form)
    again.happen(Happened("arrived"))
    again.say("开始")
    return list(_walked(again, tuple(typed)))


def _walked(talk: Talk, typed: tuple[str, ...]) -> Iterator[Place]:
    for number, text in enumerate(typed):
        yield Place(talk.application, talk.conversation, typed[number:])
        talk.say(text)
    yield Place(talk.application, talk.conversation, ())


def seat(house: House, wanted: list[Place]) -> list[Seat]:
    """Let one person sit down at each of these places, in one transaction."""
    with house.database.write() as session:
        return [_seated(session, house, place, f"crowd {number}") for number, place in enumerate(wanted)]


def _seated(session: Session, house: House, place: Place, name: str) -> Seat:
    now = house.settings.clock()
    person = people.register(session, name, "county", "", now).id
    address = people.ensure(session, person, "web", str(person)).id
    empty = applications.create(session, house.form.edition, person, now)
    full = replace(empty, answers=place.application.answers)
    applications.save(session, empty, full, now, by=name, door="web")
    conversation = replace(place.conversation, person=name, door="web", application=empty.id)
    conversations.save(session, address, codec.dumps(conversation), 0, 0)
    token = web_sessions.issue(session, person, now, now + timedelta(days=1), "crowd")
    return Seat(token, address, place.messages)
