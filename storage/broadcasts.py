"""Broadcasts and their ledger: one row a recipient, written once, whatever is killed or runs twice.

A recipient's row is ``todo`` until the message stands in the person's conversation; then it is ``owed`` and names the
row of the outbox, in one transaction. How far it is after that follows from there, and from whether the person was
seen since: ``sending``, ``sent``, ``failed``, ``blocked``, ``seen``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, exists, func, insert, or_, select, update
from sqlmodel import Session

from storage.once import insert_once
from storage.prepared import Prepared
from storage.tables import METADATA

BROADCAST = METADATA.tables["broadcast"]
RECIPIENT = METADATA.tables["broadcast_recipient"]
OUTBOX = METADATA.tables["outbox"]
INBOX = METADATA.tables["inbox"]
ADDRESS = METADATA.tables["address"]
CONVERSATION = METADATA.tables["conversation"]
PERSON = METADATA.tables["person"]
SESSION = METADATA.tables["web_session"]

State = Literal["sending", "paused", "done", "cancelled"]
_FAR = ("todo", "sending", "sent", "seen", "failed", "blocked", "unreached", "cancelled")
_PUSHED = ("telegram",)
"""Channels on which a message has to be sent; on the others it is there when it stands in the conversation."""


_OWE = Prepared(
    update(RECIPIENT)
    .where(RECIPIENT.c.broadcast_id == bindparam("which"), RECIPIENT.c.person_id == bindparam("person"))
    .values(state="owed", outbox_id=bindparam("row"))
)


@dataclass(frozen=True, slots=True)
class Broadcast:
    """One message to many; ``address_id`` is where its sender is told of it, ``round`` counts the times it was sent."""

    id: str
    person_id: int
    address_id: int
    text: str
    words: str
    attachment_id: str | None
    state: State
    round: int
    at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Recipient:
    """How far one recipient's copy is; ``at`` is when that became so, as far as it is known."""

    person_id: int
    name: str
    county: str
    state: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Door:
    """Where somebody can be told something: an address with a conversation, the one used last."""

    address_id: int
    channel: str


def begin(session: Session, broadcast: Broadcast, people: Sequence[tuple[int, str]]) -> bool:
    """Keep a broadcast with all who shall get it (person and county); False where this id was begun before."""
    connection = session.connection()
    row = {name: getattr(broadcast, name) for name in Broadcast.__dataclass_fields__}
    if not insert_once(connection, BROADCAST, row):
        return False
    rows: list[dict[str, Any]] = [
        {"broadcast_id": broadcast.id, "person_id": person, "county": county, "state": "todo", "at": broadcast.at}
        for person, county in dict(people).items()
    ]
    if rows:
        connection.execute(insert(RECIPIENT), rows)
    return True


def find(session: Session, broadcast: str) -> Broadcast | None:
    """The broadcast of this id."""
    found = session.connection().execute(select(BROADCAST).where(BROADCAST.c.id == broadcast)).one_or_none()
    return None if found is None else Broadcast(*found)


def of_person(session: Session, person_id: int, most: int) -> tuple[Broadcast, ...]:
    """What a coordinator sent, the latest first."""
    wanted = select(BROADCAST).where(BROADCAST.c.person_id == person_id).order_by(BROADCAST.c.at.desc()).limit(most)
    return tuple(Broadcast(*row) for row in session.connection().execute(wanted))


def under_way(session: Session) -> tuple[Broadcast, ...]:
    """Those that are being sent, the oldest first."""
    wanted = select(BROADCAST).where(BROADCAST.c.state == "sending").order_by(BROADCAST.c.at)
    return tuple(Broadcast(*row) for row in session.connection().execute(wanted))


def steer(session: Session, broadcast: str, before: Sequence[State], after: State, now: datetime) -> bool:
    """Change the state of a broadcast; False where it is in none of those ``before``."""
    this = update(BROADCAST).where(BROADCAST.c.id == broadcast, BROADCAST.c.state.in_(before))
    ended = now if after in ("done", "cancelled") else None
    return session.connection().execute(this.values(state=after, ended_at=ended)).rowcount == 1


def drop_rest(session: Session, broadcast: str, now: datetime) -> None:
    """Whoever has not got it yet does not get it."""
    rest = update(RECIPIENT).where(RECIPIENT.c.broadcast_id == broadcast, RECIPIENT.c.state == "todo")
    session.connection().execute(rest.values(state="cancelled", at=now))


def once_more(session: Session, broadcast: str, now: datetime) -> int:
    """Let those have it again whom it did not reach, and no others; returns how many."""
    missed = tuple(
        each.person_id for each in recipients(session, broadcast) if each.state in ("failed", "blocked", "unreached")
    )
    if missed and steer(session, broadcast, ("done",), "sending", now):
        connection = session.connection()
        these = update(RECIPIENT).where(RECIPIENT.c.broadcast_id == broadcast, RECIPIENT.c.person_id.in_(missed))
        connection.execute(these.values(state="todo", outbox_id=None, at=now))
        this = update(BROADCAST).where(BROADCAST.c.id == broadcast)
        connection.execute(this.values(round=BROADCAST.c.round + 1))
    return len(missed)


def todo(session: Session, broadcast: str, most: int) -> tuple[int, ...]:
    """The next people to get it; nobody while it is not being sent."""
    wanted = (
        select(RECIPIENT.c.person_id)
        .join(BROADCAST, BROADCAST.c.id == RECIPIENT.c.broadcast_id)
        .where(BROADCAST.c.id == broadcast, BROADCAST.c.state == "sending", RECIPIENT.c.state == "todo")
        .order_by(RECIPIENT.c.person_id)
        .limit(most)
    )
    return tuple(row[0] for row in session.connection().execute(wanted))


def claim(session: Session, broadcast: str, people: Sequence[int], now: datetime) -> tuple[int, ...]:
    """Take these recipients up, in one statement; those whom somebody else took, or nobody where it stands still.

    Say what became of them in the same transaction: ``owe``.
    """
    sending = exists().where(BROADCAST.c.id == broadcast, BROADCAST.c.state == "sending")
    these = (RECIPIENT.c.broadcast_id == broadcast, RECIPIENT.c.person_id.in_(people), RECIPIENT.c.state == "todo")
    taken = update(RECIPIENT).where(*these, sending).values(state="unreached", at=now).returning(RECIPIENT.c.person_id)
    return tuple(sorted(session.connection().execute(taken).scalars()))


def owe(session: Session, broadcast: str, messages: Mapping[int, int]) -> None:
    """The messages of recipients who were claimed in this transaction: the person's, and its row in the outbox."""
    rows = [{"which": broadcast, "person": person, "row": message} for person, message in messages.items()]
    _OWE.many(session.connection(), rows)


def on_the_way(session: Session, broadcast: str) -> int:
    """How many copies wait for the channel that sends them. Asked all the time: from those few that wait."""
    waits = select(OUTBOX.c.id, OUTBOX.c.address_id).where(OUTBOX.c.state.in_(("todo", "sending")))
    few = waits.cte("few").prefix_with("MATERIALIZED", dialect="postgresql")
    wanted = (
        select(func.count())
        .select_from(few)
        .join(ADDRESS, ADDRESS.c.id == few.c.address_id)
        .join(RECIPIENT, RECIPIENT.c.outbox_id == few.c.id)
        .where(RECIPIENT.c.broadcast_id == broadcast, ADDRESS.c.channel.in_(_PUSHED), ADDRESS.c.state == "open")
    )
    return session.connection().execute(wanted).scalar_one()


def doors(session: Session, people: Sequence[int]) -> dict[int, Door]:
    """For each of these the address to tell something at: open, with a conversation, the one that spoke last."""
    last = select(func.max(INBOX.c.id)).where(INBOX.c.address_id == ADDRESS.c.id).correlate(ADDRESS).scalar_subquery()
    wanted = (
        select(ADDRESS.c.person_id, ADDRESS.c.id, ADDRESS.c.channel, last.label("last"))
        .join(CONVERSATION, CONVERSATION.c.address_id == ADDRESS.c.id)
        .join(PERSON, PERSON.c.id == ADDRESS.c.person_id)
        .where(ADDRESS.c.person_id.in_(people), ADDRESS.c.state == "open", PERSON.c.disabled_at.is_(None))
    )
    rows = sorted(session.connection().execute(wanted), key=lambda row: (row.last or 0, row.id))
    return {row.person_id: Door(row.id, row.channel) for row in rows}


def counts(session: Session, broadcast: str) -> dict[str, int]:
    """How many recipients are how far, in order; those that none is in left out."""
    inner = _recipients(broadcast).subquery()
    found = session.connection().execute(select(inner.c.far, func.count()).group_by(inner.c.far))
    counted = {row[0]: row[1] for row in found}
    return {far: counted[far] for far in _FAR if far in counted}


def recipients(session: Session, broadcast: str) -> tuple[Recipient, ...]:
    """Every recipient by name, with how far the copy is."""
    wanted = _recipients(broadcast).order_by(RECIPIENT.c.county, PERSON.c.name, PERSON.c.id)
    return tuple(Recipient(*row) for row in session.connection().execute(wanted))


def latest_to(session: Session, person_id: int) -> Broadcast | None:
    """The latest broadcast that somebody got."""
    wanted = (
        select(BROADCAST)
        .join(RECIPIENT, RECIPIENT.c.broadcast_id == BROADCAST.c.id)
        .where(RECIPIENT.c.person_id == person_id, RECIPIENT.c.state == "owed")
        .order_by(BROADCAST.c.at.desc())
        .limit(1)
    )
    found = session.connection().execute(wanted).one_or_none()
    return None if found is None else Broadcast(*found)


def is_for(session: Session, attachment: str, person_id: int) -> bool:
    """Whether a file came with a broadcast to this person."""
    wanted = (
        select(RECIPIENT.c.person_id)
        .join(BROADCAST, BROADCAST.c.id == RECIPIENT.c.broadcast_id)
        .where(BROADCAST.c.attachment_id == attachment, RECIPIENT.c.person_id == person_id)
        .where(RECIPIENT.c.state == "owed")
        .limit(1)
    )
    return session.connection().execute(wanted).first() is not None


def _recipients(broadcast: str) -> Select[Any]:
    pushed = ADDRESS.c.channel.in_(_PUSHED)
    far = case(
        ((RECIPIENT.c.state == "unreached") & _shut(), "blocked"),
        (RECIPIENT.c.state != "owed", RECIPIENT.c.state),
        (_seen(), "seen"),
        (pushed & OUTBOX.c.state.in_(("todo", "sending")) & (ADDRESS.c.state != "open"), "blocked"),
        (pushed & OUTBOX.c.state.in_(("todo", "sending")), "sending"),
        (pushed, OUTBOX.c.state),
        else_="sent",
    ).label("far")
    at = func.coalesce(OUTBOX.c.settled_at, RECIPIENT.c.at, type_=RECIPIENT.c.at.type)
    return (
        select(RECIPIENT.c.person_id, PERSON.c.name, RECIPIENT.c.county, far, at.label("at"))
        .join(PERSON, PERSON.c.id == RECIPIENT.c.person_id)
        .outerjoin(OUTBOX, OUTBOX.c.id == RECIPIENT.c.outbox_id)
        .outerjoin(ADDRESS, ADDRESS.c.id == OUTBOX.c.address_id)
        .where(RECIPIENT.c.broadcast_id == broadcast)
    )


def _shut() -> ColumnElement[bool]:
    """The person shut the machine out somewhere."""
    closed = ADDRESS.alias()
    return exists().where(closed.c.person_id == RECIPIENT.c.person_id, closed.c.state == "blocked")


def _seen() -> ColumnElement[bool]:
    """The person said something after it in that conversation, or came to the page after it."""
    spoke = exists().where(INBOX.c.address_id == OUTBOX.c.address_id, INBOX.c.sequence > OUTBOX.c.sequence)
    came = exists().where(SESSION.c.person_id == RECIPIENT.c.person_id, SESSION.c.last_seen_at > OUTBOX.c.at)
    return or_(
        and_(ADDRESS.c.channel.in_(_PUSHED), OUTBOX.c.state == "sent", spoke),
        and_(ADDRESS.c.channel.not_in(_PUSHED), or_(spoke, came)),
    )
