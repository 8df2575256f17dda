"""What Telegram delivered, kept under its own number before it is acknowledged, and handled once.

todo → done, or poison after a few failures. One sender's updates are handled one after the other, by number: the
process that handles the next one holds it meanwhile (see ``storage.work``).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, delete, func, or_, select
from sqlmodel import Session

from storage.once import insert_once
from storage.prepared import Prepared
from storage.tables import METADATA
from storage.work import Queue

UPDATE = METADATA.tables["telegram_update"]
QUEUE = Queue(UPDATE, key="update_id", lane="sender")
TRIES = 3
"""After so many failures an update is poison and steps aside for those behind it."""

_MOST, _MOST_TAPS = 50, 300
_COLUMNS = (UPDATE.c.update_id, UPDATE.c.sender, UPDATE.c.body, UPDATE.c.tries, UPDATE.c.at)
_TODO = QUEUE.todo
_OF = UPDATE.c.sender == bindparam("who")

_WAITING = Prepared(
    select(*_COLUMNS, UPDATE.c.holder, UPDATE.c.due).where(_TODO, _OF).order_by(UPDATE.c.update_id).limit(_MOST)
)
_COUNT = Prepared(select(func.count()).where(_TODO, _OF))
_NEAR = Prepared(
    select(func.count()).where(UPDATE.c.update_id >= bindparam("first"), UPDATE.c.update_id < bindparam("key"))
)
_SETTLE = QUEUE.settling(state="done")
_FORGET = QUEUE.settling(state="done", body="{}")


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update as it came: ``body`` is its JSON, ``sender`` Telegram's number of the person, as text."""

    update_id: int
    sender: str
    body: str


@dataclass(frozen=True, slots=True)
class Kept:
    """An update that is kept; ``at`` is its arrival in UTC, ``tries`` counts the times it was taken up before."""

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
    """What waits of one sender, by number; nothing while somebody is busy with the first, or it is not due."""
    rows = _WAITING.all(session.connection(), {"who": sender})
    if not rows:
        return ()
    *_, holder, due = rows[0]
    return () if holder is not None or (due is not None and due > now) else tuple(Kept(*row[:-2]) for row in rows)


def count_waiting(session: Session, sender: str) -> int:
    """How much waits of one sender."""
    (found,) = _COUNT.one(session.connection(), {"who": sender}) or (0,)
    return int(found)


def senders(session: Session, now: datetime) -> tuple[str, ...]:
    """Whose first waiting update nobody is busy with; the longest waiting first."""
    return QUEUE.lanes(session, now)


def complete_before(session: Session, update_id: int, reach: int) -> bool:
    """Whether none of so many numbers before this one is missing; one that is may still be under way."""
    (found,) = _NEAR.one(session.connection(), {"first": update_id - reach, "key": update_id}) or (0,)
    return int(found) == reach


def take(session: Session, update_id: int, holder: str, now: datetime) -> bool:
    """Take an update for one process alone; False where another one did, or it is settled."""
    return QUEUE.take(session, update_id, holder, now)


def settle(session: Session, update_ids: Sequence[int], holder: str, *, forget: bool = False) -> None:
    """Mark updates as handled; with ``forget`` nothing of what they said is kept. ``Lost`` where one is not ours."""
    for each in update_ids:
        (_FORGET if forget else _SETTLE)(session, each, holder)


def fail(session: Session, update_id: int, holder: str, again_at: datetime, tries: int = TRIES) -> bool:
    """Put an update back that failed: it waits until then, or is poison from now on (True). ``Lost`` if not ours."""
    return QUEUE.again(session, update_id, holder, due=again_at, most=tries)


def held(session: Session, holder: str) -> frozenset[int]:
    """What a process holds."""
    wanted = select(UPDATE.c.update_id).where(_TODO, UPDATE.c.holder == holder)
    return frozenset(session.connection().execute(wanted).scalars())


def give_back(session: Session, update_ids: Collection[int], holder: str) -> None:
    """Let updates that a process holds and does not handle wait again."""
    for each in sorted(update_ids):
        QUEUE.again(session, each, holder, counts=False)


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
