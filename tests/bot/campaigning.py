"""A house whose clock is turned by hand, its contacts, and what each of them was told."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import text

from bot.house import House
from bot.reminding.sending import Reminding
from bot.settings import ZONE
from bot.views.message import Message
from dialogs.turn.messages import Happened, Said
from storage import people, reminders
from storage.people import Channel


def moment(words: str) -> datetime:
    """A moment of 2024 in China: 04-18 09:00."""
    return datetime.fromisoformat(f"2024-{words.replace(' ', 'T')}").replace(tzinfo=ZONE)


@dataclass
class Hand:
    """The hand of a clock."""

    now: datetime

    def __call__(self) -> datetime:
        """What time it is."""
        return self.now


@dataclass
class Campaigned:
    """One house and its reminders, at whatever time the test says; ``restarted`` is the same in a new process."""

    house: House
    hand: Hand = field(default_factory=lambda: Hand(moment("04-10 15:00")))

    def __post_init__(self) -> None:
        requested = replace(self.house.conversations.requested, clock=self.hand)
        self.conversations = replace(self.house.conversations, requested=requested, clock=self.hand, _locks={})

    @property
    def reminding(self) -> Reminding:
        """The reminders of this house."""
        return Reminding(self.house.form, self.house.database, self.conversations, self.house.settings.habits)

    def at(self, words: str) -> None:
        """It is now this time, and the clock ticks."""
        self.hand.now = moment(words)
        self.reminding.tick(self.hand.now)

    def come(self, name: str, region: str = "", channel: Channel = "web", email: str | None = None) -> int:
        """Somebody comes in and is welcomed; returns the address."""
        with self.house.database.write() as session:
            person = people.register(session, name, "county", region, self.hand.now)
            if email is not None:
                people.set_email(session, person.id, email)
            address = people.ensure(session, person.id, channel, f"{channel} {person.id}").id
        self.conversations.receive(address, "arrived", Happened("arrived"))
        return address

    def say(self, address: int, *words: str) -> None:
        """Somebody says these things now."""
        for each in words:
            number = len(self.messages(address))
            self.conversations.receive(address, f"said {number} {each[:20]}", Said(each))

    def messages(self, address: int) -> tuple[Message, ...]:
        """What was said at an address."""
        return self.house.history.messages(address)

    def told(self, address: int) -> list[str]:
        """The reminders that stand in a conversation, in words."""
        reply = '%"_":"Reminder"%'
        wanted = "SELECT sequence FROM outbox WHERE address_id = :address AND reply LIKE :reply AND kind = 'reminder'"
        numbers = {row[0] for row in self.rows(f"{wanted} ORDER BY sequence", address=address, reply=reply)}
        return [message.text for message in self.messages(address) if message.sequence in numbers]

    def ledger(self, address: int) -> list[str]:
        """The lines of somebody's ledger: date, point, state."""
        with self.house.database.read() as session:
            found = people.address(session, address)
            assert found is not None
            return [
                f"{each.deadline[3:]} {each.point} {each.state}" for each in reminders.ledger(session, found.person_id)
            ]

    def rows(self, query: str, **values: object) -> list[Any]:
        """What the database says to a plain query."""
        with self.house.database.read() as session:
            return [tuple(row) for row in session.connection().execute(text(query), values)]

    def write(self, statement: str, **values: object) -> None:
        """Change the database from outside."""
        with self.house.database.write() as session:
            session.connection().execute(text(statement), values)
