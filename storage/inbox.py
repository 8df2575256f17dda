"""What arrived, kept before it is acknowledged to the channel, each thing once however often it is delivered.

One address's events are handled one after the other, in the order of their arrival. One process holds its own lock per
address; several processes ``lease`` the next event instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, or_, select, update
from sqlmodel import Session

from storage.errors import Lost
from storage.once import insert_once
from storage.prepared import Prepared
from storage.tables import METADATA

INBOX = METADATA.tables["inbox"]
TRIES = 5
"""After so many failures an event is poison and steps aside for those behind it."""

_COLUMNS = (INBOX.c.id, INBOX.c.address_id, INBOX.c.external_id, INBOX.c.event, INBOX.c.tries, INBOX.c.at)
_TODO = select(*_COLUMNS).where(INBOX.c.state == "todo").order_by(INBOX.c.id)
_TODO_OF = Prepared(_TODO.where(INBOX.c.address_id == bindparam("address")))
_SETTLE = Prepared(
    update(INBOX)
    .where(INBOX.c.id == bindparam("key"), INBOX.c.state == "todo")
    .values(state="done", sequence=bindparam("number"), leased_until=None)
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An event that is not handled yet; ``event`` is JSON, ``at`` its arrival in UTC, ``tries`` its failures so far."""

    id: int
    address_id: int
    external_id: str
    event: str
    tries: int
    at: datetime


def accept(session: Session, address_id: int, external_id: str, event: str, now: datetime) -> bool:
    """Keep an event; False where one of this id came from this address before."""
    row = {"address_id": address_id, "external_id": external_id, "event": event, "state": "todo", "tries": 0, "at": now}
    return insert_once(session.connection(), INBOX, row)


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


def lease(session: Session, now: datetime, until: datetime) -> Waiting | None:
    """Take the next event of an address that nobody is busy with, for this process alone and until then."""
    heads = select(func.min(INBOX.c.id)).where(INBOX.c.state == "todo").group_by(INBOX.c.address_id)
    free = or_(INBOX.c.leased_until.is_(None), INBOX.c.leased_until <= now)
    wanted = select(*_COLUMNS).where(INBOX.c.id.in_(heads), INBOX.c.state == "todo", free).order_by(INBOX.c.id).limit(1)
    found = session.connection().execute(wanted.with_for_update(skip_locked=True)).one_or_none()
    if found is None:
        return None
    session.connection().execute(update(INBOX).where(INBOX.c.id == found.id).values(leased_until=until))
    return Waiting(*found)


def settle(session: Session, event_id: int, sequence: int | None) -> None:
    """Mark an event as handled, in the transaction of its turn; ``Lost`` where it already was, which undoes the turn.

    ``sequence`` is its number in the conversation; None keeps it out of the history (time, finished jobs).
    """
    if _SETTLE.count(session.connection(), {"key": event_id, "number": sequence}) != 1:
        raise Lost(f"event {event_id}")


def fail(session: Session, event_id: int, tries: int = TRIES) -> bool:
    """Count a failure; True when that makes the event poison."""
    connection = session.connection()
    counted = (
        update(INBOX)
        .where(INBOX.c.id == event_id, INBOX.c.state == "todo")
        .values(tries=INBOX.c.tries + 1, leased_until=None)
        .returning(INBOX.c.tries)
    )
    failures = connection.execute(counted).scalar()
    if failures is None or failures < tries:
        return False
    connection.execute(update(INBOX).where(INBOX.c.id == event_id).values(state="poison"))
    return True
