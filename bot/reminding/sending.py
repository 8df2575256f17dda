"""Reminders, from the plan to the conversation: what a tick of the clock does. Everything here may be done twice.

    plan     what has fallen due goes into the ledger, where it stands once
    send     what is due, folded to one message a person, becomes an event of the person's conversation; the turn that
             answers it and the ledger's word that it stands there are one transaction
    follow   the ledger takes over what became of it: carried, seen, failed

A process may be killed between any two lines, and several may tick at once: the unique keys of ledger and inbox decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby

import structlog

from bot.campaign.planning import Campaign, left_out, still_true
from bot.turns.conversations import Conversations
from dialogs.commands.reminding import REMINDER
from dialogs.definition.form import Form
from dialogs.derived.deadlines import told
from dialogs.derived.schedule import Habits
from dialogs.record import codec
from dialogs.turn.messages import Elapsed
from storage import contacts, deadlines, inbox, reminders
from storage.contacts import CountyContact
from storage.database import Database, Session
from storage.reminders import Open, Planned

_IN_TALK = timedelta(minutes=10)
"""Who said something this recently is in the middle of it, and is reminded a little later."""
_TOGETHER = 500
_PLANNED_TOGETHER = 1_000
log = structlog.get_logger()


@dataclass(frozen=True)
class Reminding:
    """The reminders of one database. Time comes in from outside, as China's time."""

    form: Form
    database: Database
    conversations: Conversations
    habits: Habits = field(default_factory=Habits)

    def tick(self, now: datetime) -> None:
        """Do whatever is due; in quiet hours only listen."""
        if not self.habits.is_quiet(now):
            self.plan(now)
            self.send(now)
        self.follow(now)
        with self.database.write() as session:
            reminders.heard_from(session, now)

    def carry_on(self, now: datetime) -> None:
        """Between two ticks: say what is planned and was not said yet, and listen to the channels. Cheap."""
        if not self.habits.is_quiet(now):
            self.send(now)
        self.follow(now)

    def campaign(self, session: Session) -> Campaign:
        """The dates as they stand."""
        return Campaign(self.form, self.habits, deadlines.changes(session, self.form.edition))

    def plan(self, now: datetime) -> int:
        """Put everything that has fallen due into the ledger; returns how much is new."""
        with self.database.read() as session:
            campaign, known = self.campaign(session), reminders.known(session)
            everybody = contacts.contacts(session, self.form.edition)
        new = [
            each
            for each in campaign.planned(everybody, now)
            if (each.person, each.deadline, each.day.isoformat(), each.point) not in known
        ]
        for part in _by_people(new):
            with self.database.write() as session:
                reminders.plan(session, part, now)
        return len(new)

    def send(self, now: datetime) -> int:
        """Say what is due, one message a person; returns how many were said."""
        with self.database.read() as session:
            campaign, due = self.campaign(session), reminders.waiting(session, now)
        by_person = {person: tuple(rows) for person, rows in groupby(due, key=lambda row: row.person)}
        people = list(by_person)
        said = 0
        for start in range(0, len(people), _TOGETHER):
            said += self._send_some(campaign, {key: by_person[key] for key in people[start : start + _TOGETHER]}, now)
        return said

    def _send_some(self, campaign: Campaign, due: Mapping[int, Sequence[Open]], now: datetime) -> int:
        with self.database.read() as session:
            found = {each.person: each for each in contacts.contacts(session, self.form.edition, due.keys())}
            recent = inbox.heard_since(
                session, [d.address for each in found.values() for d in each.doors], now - _IN_TALK
            )
        sorted_out = [_sorted_out(campaign, found.get(person), rows) for person, rows in due.items()]
        with self.database.write() as session:
            reminders.supersede(session, [row.id for each in sorted_out for row in each.over], now)
            reminders.unreached(session, [row.id for each in sorted_out if not each.doors for row in each.live])
        talking = (each for each in sorted_out if each.live and each.doors)
        return sum(self._say(campaign, each, now) for each in talking if not recent & {d.address for d in each.doors})

    def _say(self, campaign: Campaign, due: _Due, now: datetime) -> bool:
        """Say a person's reminders in the conversation where they are carried; the turn notes them in the ledger."""
        contact, door = due.contact, due.doors[0]
        if contact is None:
            return False
        payload = {
            "lines": codec.dumps(told(self.form, campaign.dues_of(contact), now.date())),
            "points": codec.dumps(tuple((row.deadline, row.point) for row in due.live)),
            "reminders": codec.dumps(tuple(row.id for row in due.live)),
        }
        key = f"{REMINDER}:{due.live[0].id}"
        if self.conversations.receive(door.address, key, Elapsed(REMINDER, payload)):
            return True
        self._give_up_poison([row.id for row in due.live], door.address, key)
        return False

    def _give_up_poison(self, rows: list[int], address: int, key: str) -> None:
        """What our own fault keeps from being said is not tried for ever."""
        with self.database.write() as session:
            if inbox.state_of(session, address, key) == "poison":
                log.error("a reminder cannot be said", address=address, reminders=rows)
                reminders.give_up(session, rows)

    def follow(self, now: datetime) -> None:
        """Take over what channels say of what was sent."""
        with self.database.write() as session:
            reminders.follow(session, now)


def _by_people(new: Iterable[Planned]) -> Iterator[list[Planned]]:
    """Parts to be written one after the other, so that others write in between; what is one person's stays together."""
    part: list[Planned] = []
    for _, theirs in groupby(new, key=lambda each: each.person):
        part += theirs
        if len(part) >= _PLANNED_TOGETHER:
            yield part
            part = []
    if part:
        yield part


@dataclass(frozen=True, slots=True)
class _Due:
    """A person's reminders that are due: those to be said together, and those that are over."""

    contact: CountyContact | None
    live: tuple[Open, ...]
    over: tuple[Open, ...]

    @property
    def doors(self) -> tuple[contacts.Door, ...]:
        return self.contact.doors if self.contact is not None else ()


def _sorted_out(campaign: Campaign, contact: CountyContact | None, rows: Sequence[Open]) -> _Due:
    """Of each date that still stands the last reminder is said; nothing to whom is to be left alone."""
    if contact is None or left_out(contact) is not None:
        return _Due(contact, (), tuple(rows))
    standing = [row for row in rows if still_true(campaign.standing(contact), row.deadline, row.day)]
    last = {row.deadline: row for row in sorted(standing, key=lambda row: (row.due_at, row.id))}
    live = tuple(sorted(last.values(), key=lambda row: row.id))
    return _Due(contact, live, _without(rows, live))


def _without(rows: Iterable[Open], live: Sequence[Open]) -> tuple[Open, ...]:
    kept = {row.id for row in live}
    return tuple(row for row in rows if row.id not in kept)
