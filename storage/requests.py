"""What the machine asked the outside to do (render, bind, …): kept with the turn that asked, done at least once.

One address's requests are seen to in their order. What is done at once is settled in the transaction that does it; what
takes longer waits for a document (``wait_for``), which is a row of its own: whoever makes it settles its requests.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import bindparam, insert, select, update
from sqlmodel import Session

from storage.prepared import Prepared
from storage.tables import METADATA
from storage.work import Queue

REQUEST = METADATA.tables["request"]
QUEUE = Queue(REQUEST, held="doing", spoilt="failed")

_COLUMNS = (REQUEST.c.id, REQUEST.c.address_id, REQUEST.c.kind, REQUEST.c.payload, REQUEST.c.tries)
_OF = REQUEST.c.address_id == bindparam("address")
_TODO_OF = Prepared(select(*_COLUMNS).where(QUEUE.todo, _OF).order_by(REQUEST.c.id))
_OPEN_OF = select(*_COLUMNS).where(QUEUE.open, _OF).order_by(REQUEST.c.id)
_WAITING = (
    select(*_COLUMNS)
    .where(REQUEST.c.state == "doing", REQUEST.c.document == bindparam("document"))
    .order_by(REQUEST.c.id)
)
_SETTLE = QUEUE.settling(state=bindparam("became"))

Settled = Literal["done", "failed"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that is not settled; ``payload`` is JSON, ``tries`` counts its failures."""

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


def todo(session: Session, address_id: int) -> tuple[Asked, ...]:
    """What an address asked for and nobody has seen to, in the order of asking."""
    return tuple(Asked(*row) for row in _TODO_OF.all(session.connection(), {"address": address_id}))


def unsettled(session: Session, address_id: int) -> tuple[Asked, ...]:
    """What an address asked for and has not got, in the order of asking."""
    return tuple(Asked(*row) for row in session.connection().execute(_OPEN_OF, {"address": address_id}))


def addresses(session: Session) -> tuple[int, ...]:
    """Where somebody asked for something that nobody has seen to, the longest waiting first."""
    return QUEUE.lanes(session)


def take(session: Session, request_id: int) -> bool:
    """Let this transaction see to a request; False where somebody else did meanwhile."""
    return QUEUE.take(session, request_id)


def wait_for(session: Session, request_id: int, document: str, payload: str) -> None:
    """Let a request that this transaction sees to wait for a document. ``payload`` says what more is known now."""
    values = {"state": "doing", "document": document, "payload": payload}
    session.connection().execute(update(REQUEST).where(REQUEST.c.id == request_id).values(values))


def waiting_for(session: Session, document: str) -> tuple[Asked, ...]:
    """The requests that wait for a document, in the order of asking."""
    return tuple(Asked(*row) for row in session.connection().execute(_WAITING, {"document": document}))


def settle(session: Session, request_id: int, state: Settled) -> None:
    """Say what became of a request, in the transaction of its answer; ``Lost`` where that was said before."""
    _SETTLE(session, request_id, values={"became": state})
