"""What is owed to addresses: one row a message, sent in the order of the conversation, settled once.

todo → sending → sent, failed or blocked. A row that is ``sending`` is held by the process that sends it (see
``storage.work``); after a crash it may or may not have gone out (see ``storage.doubts``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    func,
    insert,
    literal,
    select,
    union_all,
    update,
)
from sqlmodel import Session

from storage.errors import Lost
from storage.inbox import INBOX
from storage.inserting import Inserting
from storage.prepared import Prepared
from storage.tables import METADATA
from storage.tables.columns import LARGEST
from storage.work import Queue

OUTBOX = METADATA.tables["outbox"]
QUEUE = Queue(OUTBOX, held="sending", spoilt="failed")
ADDRESS = METADATA.tables["address"]

NEWEST = LARGEST
"""An edge behind every line."""

Settled = Literal["sent", "failed", "blocked"]

_OWED = (OUTBOX.c.id, OUTBOX.c.address_id, OUTBOX.c.sequence, OUTBOX.c.kind, OUTBOX.c.reply, OUTBOX.c.tries)
_ADD = insert(OUTBOX).returning(OUTBOX.c.id)
_ADD_ALL = Inserting(OUTBOX, ("address_id", "sequence", "kind", "reply", "state", "tries", "at"))

_WAITING = Prepared(
    select(*_OWED, OUTBOX.c.state)
    .where(OUTBOX.c.address_id == bindparam("address"), QUEUE.open)
    .order_by(OUTBOX.c.sequence)
    .limit(bindparam("most"))
)
_NEWEST = Prepared(
    select(OUTBOX.c.sequence, OUTBOX.c.state, OUTBOX.c.external_message_id)
    .where(OUTBOX.c.address_id == bindparam("address"))
    .order_by(OUTBOX.c.sequence.desc())
    .limit(bindparam("most"))
)
_SETTLE = QUEUE.settling(
    state=bindparam("became"), settled_at=bindparam("then"), external_message_id=bindparam("called")
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
class Delivery:
    """How far a line has got; ``number`` is what the channel calls it, once it is sent."""

    sequence: int
    state: str
    number: int | None


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
    _ADD_ALL.all(session.connection(), rows)


def owe_each(session: Session, numbers: Mapping[int, int], kind: str, reply: str, now: datetime) -> dict[int, int]:
    """Owe the same message at many addresses, under the number it has at each; returns the row of each address."""
    rows = [_row(address, number, kind, reply, now) for address, number in numbers.items()]
    if not rows:
        return {}
    added = session.connection().execute(insert(OUTBOX).returning(OUTBOX.c.address_id, OUTBOX.c.id), rows)
    return {row.address_id: row.id for row in added}


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


def reply_at(session: Session, address_id: int, sequence: int) -> str | None:
    """The JSON of the reply that stands in a conversation at a number, if one does."""
    this = (OUTBOX.c.address_id == address_id, OUTBOX.c.sequence == sequence)
    found: str | None = session.connection().execute(select(OUTBOX.c.reply).where(*this)).scalar()
    return found


def called(session: Session, address_id: int, sequence: int) -> int | None:
    """What the channel calls the message that was sent for a line, 0 while it is not sent.

    None where it is no message of its own: it went out together with others, or never will.
    """
    this = select(OUTBOX.c.state, OUTBOX.c.external_message_id)
    row = (
        session.connection()
        .execute(this.where(OUTBOX.c.address_id == address_id, OUTBOX.c.sequence == sequence))
        .one_or_none()
    )
    if row is None or row.state in ("failed", "blocked"):
        return None
    if row.external_message_id is None:
        return 0
    same = (OUTBOX.c.address_id == address_id, OUTBOX.c.external_message_id == row.external_message_id)
    alone = session.connection().execute(select(func.count()).select_from(OUTBOX).where(*same)).scalar_one() == 1
    return int(row.external_message_id) if alone else None


def rewrite(session: Session, address_id: int, sequence: int, reply: str) -> None:
    """Let a line say something else from now on, wherever it is shown again."""
    this = update(OUTBOX).where(OUTBOX.c.address_id == address_id, OUTBOX.c.sequence == sequence)
    session.connection().execute(this.values(reply=reply))


def _owed(session: Session, wanted: Select[*tuple[Any, ...]]) -> tuple[Owed, ...]:
    return tuple(Owed(*row) for row in session.connection().execute(wanted))


def waiting(session: Session, address_id: int, limit: int) -> tuple[Owed, ...]:
    """What waits for one address, in order; nothing while an earlier message of it is being sent."""
    rows = _WAITING.all(session.connection(), {"address": address_id, "most": limit})
    return tuple(Owed(*row[:-1]) for row in takewhile(lambda row: row[-1] == "todo", rows))


def take(session: Session, message_ids: Sequence[int], holder: str) -> None:
    """Take messages up, all of them; ``Lost`` where somebody else did, or one is settled."""
    for each in message_ids:
        if not QUEUE.take(session, each, holder):
            raise Lost(f"message {each}")


def newest(session: Session, address_id: int, most: int) -> tuple[Delivery, ...]:
    """The last lines that were owed to an address, the newest first."""
    rows = _NEWEST.all(session.connection(), {"address": address_id, "most": most})
    return tuple(Delivery(line, state, int(called) if called else None) for line, state, called in rows)


def again(session: Session, message_ids: Sequence[int], holder: str | None, *, undone: bool = False) -> None:
    """Put messages that were being sent back to be sent; ``Lost`` where they are not this holder's.

    ``undone`` means that they certainly did not go out, so that the try does not count.
    """
    for each in message_ids:
        QUEUE.again(session, each, holder, counts=not undone)


def settle(
    session: Session,
    message_ids: Sequence[int],
    holder: str | None = None,
    *,
    state: Settled,
    now: datetime,
    external_message_id: str | None = None,
) -> None:
    """Say what became of messages and what the channel calls them; ``Lost`` where they are not this holder's.

    Without a holder they are messages that nobody took up.
    """
    for each in message_ids:
        _SETTLE(session, each, holder, {"became": state, "then": now, "called": external_message_id})


def undelivered(session: Session, since: datetime) -> dict[str, int]:
    """How many messages, reminders apart, became ``failed`` or ``blocked`` since then; none of a state is left out."""
    over = (OUTBOX.c.state.in_(("failed", "blocked")), OUTBOX.c.settled_at >= since, OUTBOX.c.kind != "reminder")
    wanted = select(OUTBOX.c.state, func.count()).where(*over).group_by(OUTBOX.c.state)
    return {row[0]: row[1] for row in session.connection().execute(wanted)}


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
