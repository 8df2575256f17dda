"""What Telegram delivered, kept under its own number before it is acknowledged, and handled once.

todo → done, or poison after a few failures. One sender's updates are handled one after the other, by number: whoever
handles the next one holds a lease on it, which ends by itself when nobody renews it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, delete, func, or_, select, update
from sqlmodel import Session

from storage.once import insert_once
from storage.prepared import Prepared
from storage.tables import METADATA
from storage.tables.columns import Moment

UPDATE = METADATA.tables["telegram_update"]
TRIES = 3
"""After so many failures an update is poison and steps aside for those behind it."""

_MOST, _MOST_TAPS = 50, 300
_COLUMNS = (UPDATE.c.update_id, UPDATE.c.sender, UPDATE.c.body, UPDATE.c.tries, UPDATE.c.at)
_TODO = UPDATE.c.state == "todo"
_OF = UPDATE.c.sender == bindparam("who")
_THIS = UPDATE.c.update_id == bindparam("key")
_FREE = or_(UPDATE.c.leased_until.is_(None), UPDATE.c.leased_until <= bindparam("now", type_=Moment()))

_WAITING = Prepared(
    select(*_COLUMNS, UPDATE.c.leased_until).where(_TODO, _OF).order_by(UPDATE.c.update_id).limit(_MOST)
)
_COUNT = Prepared(select(func.count()).where(_TODO, _OF))
_NEAR = Prepared(
    select(func.count()).where(UPDATE.c.update_id >= bindparam("first"), UPDATE.c.update_id < bindparam("key"))
)
_LEASE = Prepared(update(UPDATE).where(_THIS, _TODO, _FREE).values(leased_until=bindparam("until")))
_RENEW = Prepared(update(UPDATE).where(_THIS, _TODO).values(leased_until=bindparam("until")))
_SETTLE = Prepared(update(UPDATE).where(_THIS, _TODO).values(state="done", leased_until=None))
_FORGET = Prepared(update(UPDATE).where(_THIS, _TODO).values(state="done", leased_until=None, body="{}"))


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update as it came: ``body`` is its JSON, ``sender`` Telegram's number of the person, as text."""

    update_id: int
    sender: str
    body: str


@dataclass(frozen=True, slots=True)
class Kept:
    """An update that is kept; ``at`` is its arrival in UTC, ``tries`` its failures so far."""

    update_id: int
    sender: str
    body: str
    tries: int
    at: datetime


def keep(session: Session, arrival: Arrival, now: datetime) -> bool:
    """Keep an update; False where one of this number came before."""
    row = {"update_id": arrival.update_id, "sender": arrival.sender, "body": arrival.body}
    return insert_once(session.connection(), UPDATE, row | {"state": "todo", "tries": 0, "at": now})


def waiting(session: Session, sender: str, now: datetime) -> tuple[Kept, ...]:
    """What waits of one sender, by number; nothing while somebody is busy with the first of it."""
    rows = _WAITING.all(session.connection(), {"who": sender})
    if not rows or (rows[0][-1] is not None and rows[0][-1] > now):
        return ()
    return tuple(Kept(*row[:-1]) for row in rows)


def count_waiting(session: Session, sender: str) -> int:
    """How much waits of one sender."""
    (found,) = _COUNT.one(session.connection(), {"who": sender}) or (0,)
    return int(found)


def senders(session: Session, now: datetime) -> tuple[str, ...]:
    """Whose first waiting update nobody is busy with; the longest waiting first."""
    heads = select(func.min(UPDATE.c.update_id)).where(UPDATE.c.state == "todo").group_by(UPDATE.c.sender)
    wanted = select(UPDATE.c.sender).where(UPDATE.c.update_id.in_(heads), _FREE).order_by(UPDATE.c.update_id)
    return tuple(session.connection().execute(wanted, {"now": now}).scalars())


def complete_before(session: Session, update_id: int, reach: int) -> bool:
    """Whether none of so many numbers before this one is missing; one that is may still be under way."""
    (found,) = _NEAR.one(session.connection(), {"first": update_id - reach, "key": update_id}) or (0,)
    return int(found) == reach


def lease(session: Session, update_id: int, now: datetime, until: datetime) -> bool:
    """Take an update for this process alone, until then; False where somebody else did, or it is settled."""
    return _LEASE.count(session.connection(), {"key": update_id, "now": now, "until": until}) == 1


def renew(session: Session, update_ids: Collection[int], until: datetime) -> None:
    """Hold on to what is being handled."""
    _RENEW.many(session.connection(), [{"key": each, "until": until} for each in update_ids])


def free_all(session: Session) -> None:
    """At start, with nobody else working: what a crash left leased is free."""
    left = update(UPDATE).where(UPDATE.c.state == "todo", UPDATE.c.leased_until.is_not(None))
    session.connection().execute(left.values(leased_until=None))


def settle(session: Session, update_ids: Sequence[int], *, forget: bool = False) -> None:
    """Mark updates as handled; with ``forget`` nothing of what they said is kept."""
    (_FORGET if forget else _SETTLE).many(session.connection(), [{"key": each} for each in update_ids])


def fail(session: Session, update_id: int, again_at: datetime, tries: int = TRIES) -> bool:
    """Count a failure; the update waits until then, or is poison from now on (True)."""
    connection = session.connection()
    counted = (
        update(UPDATE)
        .where(UPDATE.c.update_id == update_id, UPDATE.c.state == "todo")
        .values(tries=UPDATE.c.tries + 1, leased_until=again_at)
        .returning(UPDATE.c.tries)
    )
    failures = connection.execute(counted).scalar()
    if failures is None or failures < tries:
        return False
    connection.execute(update(UPDATE).where(UPDATE.c.update_id == update_id).values(state="poison", leased_until=None))
    return True


def earlier(session: Session, sender: str, before: int, holding: str) -> tuple[Kept, ...]:
    """The latest handled or waiting updates of a sender before a number whose JSON holds these characters, in order."""
    wanted = _of(sender).where(UPDATE.c.update_id < before, UPDATE.c.body.contains(holding, autoescape=True))
    rows = session.connection().execute(wanted.order_by(UPDATE.c.update_id.desc()).limit(_MOST_TAPS)).all()
    return tuple(Kept(*row) for row in reversed(rows))


def _of(sender: str) -> Select[*tuple[Any, ...]]:
    return select(*_COLUMNS).where(UPDATE.c.state.in_(("todo", "done")), UPDATE.c.sender == sender)


def prune(session: Session, done_before: datetime, poison_before: datetime) -> int:
    """Remove what was handled, and what was set aside, and arrived before then; returns how many."""
    handled = and_(UPDATE.c.state == "done", UPDATE.c.at < done_before)
    poison = and_(UPDATE.c.state == "poison", UPDATE.c.at < poison_before)
    return session.connection().execute(delete(UPDATE).where(or_(handled, poison))).rowcount
