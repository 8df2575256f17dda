"""What arrived, kept before it is acknowledged to the channel, each thing once however often it is delivered.

One address's events are handled one after the other, in the order of their arrival, each in one transaction, which
holds it meanwhile (see ``storage.work``).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlmodel import Session

from storage.once import key_of_new
from storage.prepared import Prepared
from storage.tables import METADATA
from storage.work import Queue

INBOX = METADATA.tables["inbox"]
QUEUE = Queue(INBOX)
TRIES = 5
"""After so many failures an event is poison and steps aside for those behind it."""

_COLUMNS = (INBOX.c.id, INBOX.c.address_id, INBOX.c.external_id, INBOX.c.event, INBOX.c.tries, INBOX.c.at)
_TODO = select(*_COLUMNS).where(INBOX.c.state == "todo").order_by(INBOX.c.id)
_TODO_OF = Prepared(_TODO.where(INBOX.c.address_id == bindparam("address")))
_LAST = Prepared(
    select(INBOX.c.sequence, INBOX.c.event, INBOX.c.at)
    .where(INBOX.c.address_id == bindparam("address"), INBOX.c.sequence > 0)
    .order_by(INBOX.c.sequence.desc())
    .limit(1)
)
_SETTLE = QUEUE.settling(state="done", sequence=bindparam("number"))


@dataclass(frozen=True, slots=True)
class Waiting:
    """An event that is not handled yet; ``event`` is JSON, ``at`` its arrival in UTC, ``tries`` its failures so far."""

    id: int
    address_id: int
    external_id: str
    event: str
    tries: int
    at: datetime


def accept(session: Session, address_id: int, external_id: str, event: str, now: datetime) -> int | None:
    """Keep an event; its id, or None where one of this external id came from this address before."""
    row = {"address_id": address_id, "external_id": external_id, "event": event, "state": "todo", "tries": 0, "at": now}
    found: int | None = key_of_new(session.connection(), INBOX, row)
    return found


def todo(session: Session, address_id: int | None = None) -> tuple[Waiting, ...]:
    """What waits, of one address or of all, in the order of arrival."""
    if address_id is None:
        return tuple(Waiting(*row) for row in session.connection().execute(_TODO))
    return tuple(Waiting(*row) for row in _TODO_OF.all(session.connection(), {"address": address_id}))


def sequence_of(session: Session, address_id: int, external_id: str) -> int | None:
    """The number, in the conversation, of an event that was handled; None where it has none."""
    this = (INBOX.c.address_id == address_id, INBOX.c.external_id == external_id)
    found: int | None = session.connection().execute(select(INBOX.c.sequence).where(*this)).scalar()
    return found


def last_said(session: Session, address_id: int) -> tuple[int, str, datetime] | None:
    """What an address said last: its number in the conversation, its JSON, when it arrived (UTC); None before that."""
    found = _LAST.one(session.connection(), {"address": address_id})
    return None if found is None else (found[0], found[1], found[2])


def arrived(session: Session, event_id: int) -> datetime:
    """When an event arrived, in UTC."""
    found: datetime = session.connection().execute(select(INBOX.c.at).where(INBOX.c.id == event_id)).scalar_one()
    return found


def take(session: Session, event_id: int) -> bool:
    """Let this transaction be the one that handles an event; False where it was handled meanwhile."""
    return QUEUE.take(session, event_id)


def heard_since(session: Session, addresses: Collection[int], since: datetime) -> frozenset[int]:
    """At which of these addresses somebody said something since then."""
    said = (INBOX.c.address_id.in_(addresses), INBOX.c.sequence.is_not(None), INBOX.c.at > since)
    return frozenset(session.connection().execute(select(INBOX.c.address_id).where(*said)).scalars())


def state_of(session: Session, address_id: int, external_id: str) -> str | None:
    """What became of an event: ``todo``, ``done`` or ``poison``; None where it never came."""
    this = (INBOX.c.address_id == address_id, INBOX.c.external_id == external_id)
    found: str | None = session.connection().execute(select(INBOX.c.state).where(*this)).scalar()
    return found


def settle(session: Session, event_id: int, sequence: int | None) -> None:
    """Mark an event as handled, in the transaction of its turn; ``Lost`` where it already was, which undoes the turn.

    ``sequence`` is its number in the conversation; None keeps it out of the history (time, finished jobs).
    """
    _SETTLE(session, event_id, values={"number": sequence})


def fail(session: Session, event_id: int, tries: int = TRIES) -> bool:
    """Count a failure; True when that makes the event poison. ``Lost`` where it was handled meanwhile."""
    return QUEUE.again(session, event_id, most=tries)


def addresses(session: Session) -> tuple[int, ...]:
    """Where something waits, the longest waiting first."""
    return QUEUE.lanes(session)
