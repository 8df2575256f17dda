"""What the machine asked the outside to do (render, bind, …): kept with the turn that asked, done at least once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import bindparam, insert, select, update
from sqlmodel import Session

from storage.prepared import Prepared
from storage.tables import METADATA

REQUEST = METADATA.tables["request"]

_COLUMNS = (REQUEST.c.id, REQUEST.c.address_id, REQUEST.c.kind, REQUEST.c.payload, REQUEST.c.tries)
_TODO = select(*_COLUMNS).where(REQUEST.c.state == "todo").order_by(REQUEST.c.id)
_TODO_OF = Prepared(_TODO.where(REQUEST.c.address_id == bindparam("address")))
_OPEN = select(*_COLUMNS).where(REQUEST.c.state.in_(("todo", "doing"))).order_by(REQUEST.c.id)

Settled = Literal["done", "failed"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that waits; ``payload`` is JSON, ``tries`` counts the times it was taken up."""

    id: int
    address_id: int
    kind: str
    payload: str
    tries: int


def add(session: Session, address_id: int, kind: str, payload: str, now: datetime) -> int:
    """Ask for something; returns the id of its row."""
    row = {"address_id": address_id, "kind": kind, "payload": payload, "state": "todo", "tries": 0, "at": now}
    key: int = session.connection().execute(insert(REQUEST).returning(REQUEST.c.id), row).scalar_one()
    return key


def todo(session: Session, address_id: int | None = None) -> tuple[Asked, ...]:
    """What waits, for one address or for all, in the order of asking."""
    if address_id is None:
        return tuple(Asked(*row) for row in session.connection().execute(_TODO))
    return tuple(Asked(*row) for row in _TODO_OF.all(session.connection(), {"address": address_id}))


def unsettled(session: Session) -> tuple[Asked, ...]:
    """What waits or is being done, in the order of asking."""
    return tuple(Asked(*row) for row in session.connection().execute(_OPEN).all())


def claim(session: Session, request_id: int, payload: str | None = None) -> bool:
    """Take a request up, in one statement; False where somebody else did, or it is settled.

    ``payload`` takes the place of the old one where more is known now.
    """
    taken = update(REQUEST).where(REQUEST.c.id == request_id, REQUEST.c.state == "todo")
    values: dict[str, object] = {"state": "doing", "tries": REQUEST.c.tries + 1}
    if payload is not None:
        values["payload"] = payload
    return session.connection().execute(taken.values(values)).rowcount == 1


def settle(session: Session, request_id: int, state: Settled) -> bool:
    """Say what became of a request; False where that was said before."""
    open_one = update(REQUEST).where(REQUEST.c.id == request_id, REQUEST.c.state.in_(("todo", "doing")))
    return session.connection().execute(open_one.values(state=state)).rowcount == 1


def resume(session: Session, address_id: int | None = None) -> int:
    """At start, with no worker running: what a crash left half done waits again. Returns how many.

    With an address, only what that one asked for.
    """
    left = update(REQUEST).where(REQUEST.c.state == "doing")
    if address_id is not None:
        left = left.where(REQUEST.c.address_id == address_id)
    return session.connection().execute(left.values(state="todo")).rowcount
