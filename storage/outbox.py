"""What is owed to addresses: one row a message, sent in the order of the conversation, settled once.

todo → sending → sent, failed or blocked. A row found ``sending`` after a crash may or may not have gone out; what to do
with it is a matter of its kind, and the carrier's decision.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import Any, Literal

from sqlalchemy import (
    CompoundSelect,
    Select,
    Subquery,
    Table,
    asc,
    bindparam,
    desc,
    exists,
    insert,
    literal,
    or_,
    select,
    union_all,
    update,
)
from sqlmodel import Session

from storage.inbox import INBOX
from storage.prepared import Prepared
from storage.tables import METADATA
from storage.tables.columns import LARGEST

OUTBOX = METADATA.tables["outbox"]
ADDRESS = METADATA.tables["address"]

NEWEST = LARGEST
"""An edge behind every line."""

Settled = Literal["sent", "failed", "blocked"]

_OWED = (OUTBOX.c.id, OUTBOX.c.address_id, OUTBOX.c.sequence, OUTBOX.c.kind, OUTBOX.c.reply, OUTBOX.c.tries)
_ADD = insert(OUTBOX).returning(OUTBOX.c.id)
_ADD_ALL = Prepared(insert(OUTBOX), ("address_id", "sequence", "kind", "reply", "state", "tries", "at"))

_OPEN = or_(OUTBOX.c.state == "todo", OUTBOX.c.state == "sending")
_ONE = OUTBOX.c.id == bindparam("key")
_WAITING = Prepared(
    select(*_OWED, OUTBOX.c.state)
    .where(OUTBOX.c.address_id == bindparam("address"), _OPEN)
    .order_by(OUTBOX.c.sequence)
    .limit(bindparam("most"))
)
_CLAIM = Prepared(
    update(OUTBOX).where(_ONE, OUTBOX.c.state == "todo").values(state="sending", tries=OUTBOX.c.tries + 1)
)
_AGAIN = Prepared(
    update(OUTBOX)
    .where(_ONE, OUTBOX.c.state == "sending")
    .values(state="todo", tries=OUTBOX.c.tries - bindparam("undone"))
)
_SETTLE = Prepared(
    update(OUTBOX)
    .where(_ONE, _OPEN)
    .values(state=bindparam("became"), settled_at=bindparam("then"), external_message_id=bindparam("called"))
)


@dataclass(frozen=True, slots=True)
class Owed:
    """A message to be sent; ``kind`` is its class, ``reply`` JSON, ``tries`` counts the times it was taken up."""

    id: int
    address_id: int
    sequence: int
    kind: str
    reply: str
    tries: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the history: what came in (``inbound``) or went out. ``body`` is the JSON of event or reply.

    ``at`` is, in UTC, when it arrived or was decided; ``state`` is the row's.
    """

    sequence: int
    inbound: bool
    id: int
    body: str
    state: str
    at: datetime


def owe(session: Session, address_id: int, sequence: int, kind: str, reply: str, now: datetime) -> int:
    """Owe a message, in the transaction that decided on it; returns the id of its row."""
    key: int = session.connection().execute(_ADD, _row(address_id, sequence, kind, reply, now)).scalar_one()
    return key


def owe_all(session: Session, address_id: int, first: int, kind: str, replies: Sequence[str], now: datetime) -> None:
    """Owe several messages in one go, numbered from ``first`` on, in the transaction that decided on them."""
    rows = [_row(address_id, sequence, kind, reply, now) for sequence, reply in enumerate(replies, first)]
    if rows:
        _ADD_ALL.many(session.connection(), rows)


def _row(address_id: int, sequence: int, kind: str, reply: str, now: datetime) -> dict[str, Any]:
    row: dict[str, Any] = {"address_id": address_id, "sequence": sequence, "kind": kind, "reply": reply}
    return row | {"state": "todo", "tries": 0, "at": now}


def due(session: Session, channel: str, limit: int) -> tuple[Owed, ...]:
    """The next message of each open address of a channel: replies first, the longest waiting first.

    Nothing of an address is due while an earlier message of it is being sent: the order in a chat holds.
    """
    earlier = OUTBOX.alias()
    before_it = exists().where(
        earlier.c.address_id == OUTBOX.c.address_id,
        earlier.c.sequence < OUTBOX.c.sequence,
        earlier.c.state.in_(("todo", "sending")),
    )
    wanted = (
        select(*_OWED)
        .join(ADDRESS, ADDRESS.c.id == OUTBOX.c.address_id)
        .where(OUTBOX.c.state == "todo", ADDRESS.c.channel == channel, ADDRESS.c.state == "open", ~before_it)
        .order_by(OUTBOX.c.kind != "reply", OUTBOX.c.id)
        .limit(limit)
    )
    return _owed(session, wanted)


def left_sending(session: Session, channel: str) -> tuple[Owed, ...]:
    """The messages of a channel that were being sent; at start, those that a crash left in doubt."""
    wanted = (
        select(*_OWED)
        .join(ADDRESS, ADDRESS.c.id == OUTBOX.c.address_id)
        .where(OUTBOX.c.state == "sending", ADDRESS.c.channel == channel)
        .order_by(OUTBOX.c.id)
    )
    return _owed(session, wanted)


def _owed(session: Session, wanted: Select[*tuple[Any, ...]]) -> tuple[Owed, ...]:
    return tuple(Owed(*row) for row in session.connection().execute(wanted))


def waiting(session: Session, address_id: int, limit: int) -> tuple[Owed, ...]:
    """What waits for one address, in order; nothing while an earlier message of it is being sent."""
    rows = _WAITING.all(session.connection(), {"address": address_id, "most": limit})
    return tuple(Owed(*row[:-1]) for row in takewhile(lambda row: row[-1] == "todo", rows))


def claim(session: Session, *message_ids: int) -> bool:
    """Take messages up, all of them; False where somebody else did, or one is settled.

    On False the transaction may hold some of them: undo it.
    """
    connection = session.connection()
    return sum(_CLAIM.count(connection, {"key": each}) for each in message_ids) == len(message_ids)


def again(session: Session, *message_ids: int, undone: bool = False) -> bool:
    """Put messages that were being sent back to be sent; False where they were not.

    ``undone`` means that they certainly did not go out, so that the try does not count.
    """
    connection = session.connection()
    return sum(_AGAIN.count(connection, {"key": each, "undone": int(undone)}) for each in message_ids) == len(
        message_ids
    )


def settle(
    session: Session, *message_ids: int, state: Settled, now: datetime, external_message_id: str | None = None
) -> bool:
    """Say what became of messages and what the channel calls them; False where that was said before."""
    connection, values = session.connection(), {"became": state, "then": now, "called": external_message_id}
    return sum(_SETTLE.count(connection, {"key": each, **values}) for each in message_ids) == len(message_ids)


def recover(session: Session, channel: str, now: datetime) -> tuple[int, int]:
    """At start, with nobody sending: what a crash left in doubt is sent once more, or given up where that was done.

    Returns how many will be sent again, and how many are given up.
    """
    left = left_sending(session, channel)
    once_more = [each.id for each in left if each.tries <= 1]
    over = [each.id for each in left if each.tries > 1]
    again(session, *once_more)
    settle(session, *over, state="failed", now=now)
    return len(once_more), len(over)


def history(
    session: Session, address_id: int, *, after: int = 0, before: int | None = None, limit: int
) -> tuple[Line, ...]:
    """What an address and the machine said to each other, by sequence.

    The first lines ``after`` a number; or, where ``before`` is given, the last ones before that. Events that are not
    handled yet have no number: ``inbox.todo`` lists them. An edge may be any number: pages send it.
    """
    edge = max(-1, min(after if before is None else before, NEWEST))
    values = {"address": address_id, "edge": edge, "most": limit}
    rows = _NEXT.all(session.connection(), values) if before is None else _LAST.all(session.connection(), values)[::-1]
    return tuple(line for line in (Line(*row) for row in rows) if line.sequence > after)


def _lines(*, backwards: bool) -> CompoundSelect[*tuple[Any, ...]]:
    """The lines next to an edge: each table gives its own nearest ones by its index, and the nearest of both remain."""
    inbound = select(INBOX.c.sequence, literal(True).label("inbound"), INBOX.c.id, INBOX.c.event.label("body"))
    outbound = select(OUTBOX.c.sequence, literal(False).label("inbound"), OUTBOX.c.id, OUTBOX.c.reply.label("body"))
    both = union_all(
        select(_nearest(inbound.add_columns(INBOX.c.state, INBOX.c.at), INBOX, backwards)),
        select(_nearest(outbound.add_columns(OUTBOX.c.state, OUTBOX.c.at), OUTBOX, backwards)),
    )
    return both.order_by(desc("sequence") if backwards else asc("sequence")).limit(bindparam("most"))


def _nearest(lines: Select[*tuple[Any, ...]], table: Table, backwards: bool) -> Subquery:
    number = table.c.sequence
    beyond, order = (number < bindparam("edge"), number.desc()) if backwards else (number > bindparam("edge"), number)
    wanted = lines.where(table.c.address_id == bindparam("address"), beyond)
    return wanted.order_by(order).limit(bindparam("most")).subquery()


_NEXT, _LAST = Prepared(_lines(backwards=False)), Prepared(_lines(backwards=True))
