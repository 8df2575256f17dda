"""The ledger of reminders: one row a person, date and point; planned once, said once, whatever crashes or runs beside.

planned → sending → sent → seen        where a channel carries it, or a mail does
planned → unreached → seen             where it can only wait until somebody visits; ``mail`` may still be sent
failed, blocked                        the channel's word on it
superseded                             a later one, or a later date, says it all
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Select, bindparam, exists, func, or_, select, update
from sqlmodel import Session

from storage.errors import Lost
from storage.inserting import insert_into
from storage.prepared import Prepared
from storage.tables import METADATA

REMINDER = METADATA.tables["due_reminder"]
OUTBOX = METADATA.tables["outbox"]
INBOX = METADATA.tables["inbox"]

State = Literal["planned", "sending", "sent", "seen", "unreached", "failed", "blocked", "superseded"]
MAIL_TRIES = 2
"""A mail that a crash left in doubt is sent once more, and then no more."""

_NEW = ("person_id", "deadline", "day", "point", "due_at", "state", "channel", "tries", "at")
_PLAN = {
    dialect: Prepared(insert_into(dialect, REMINDER).on_conflict_do_nothing(), _NEW)
    for dialect in ("sqlite", "postgresql")
}
_UNREAD = or_(REMINDER.c.state == "sent", REMINDER.c.state == "unreached", REMINDER.c.state == "failed")
_SHOWN = (REMINDER.c.address_id == bindparam("address"), _UNREAD)
_UNSEEN = Prepared(select(REMINDER.c.id).where(*_SHOWN).limit(1))
_SEE = update(REMINDER).where(*_SHOWN).values(state="seen", settled_at=bindparam("then"))
_UNMAILED = (
    or_(
        REMINDER.c.state == "unreached",
        REMINDER.c.state == "blocked",
        (REMINDER.c.state == "failed") & (REMINDER.c.channel != "mail"),
    ),
    REMINDER.c.tries < MAIL_TRIES,
)
_COLUMNS = (
    REMINDER.c.id,
    REMINDER.c.person_id,
    REMINDER.c.deadline,
    REMINDER.c.day,
    REMINDER.c.point,
    REMINDER.c.due_at,
)


@dataclass(frozen=True, slots=True)
class Planned:
    """A reminder to be planned: whom, of which date, at which point; ``live`` unless a later one says it all."""

    person: int
    deadline: str
    day: date
    point: str
    due_at: datetime
    live: bool = True


@dataclass(frozen=True, slots=True)
class Open:
    """A reminder that waits to be said or mailed; where it stands in a conversation, if it does."""

    id: int
    person: int
    deadline: str
    day: date
    point: str
    due_at: datetime
    address: int | None = None
    sequence: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger."""

    person: int
    deadline: str
    day: date
    point: str
    due_at: datetime
    state: State
    channel: str
    settled_at: datetime | None


def plan(session: Session, wanted: Iterable[Planned], now: datetime) -> None:
    """Put reminders into the ledger; those that are in it stay as they are."""
    rows = [
        {
            "person_id": each.person,
            "deadline": each.deadline,
            "day": each.day.isoformat(),
            "point": each.point,
            "due_at": each.due_at,
            "state": "planned" if each.live else "superseded",
            "channel": "",
            "tries": 0,
            "at": now,
        }
        for each in wanted
    ]
    connection = session.connection()
    _PLAN[connection.dialect.name].many(connection, rows)


def known(session: Session) -> frozenset[tuple[int, str, str, str]]:
    """What is in the ledger: person, date's name, day, point."""
    wanted = select(REMINDER.c.person_id, REMINDER.c.deadline, REMINDER.c.day, REMINDER.c.point)
    return frozenset(tuple(row) for row in session.connection().execute(wanted).all())


def waiting(session: Session, now: datetime) -> tuple[Open, ...]:
    """What is due and was not said, person by person."""
    due = (REMINDER.c.state == "planned", REMINDER.c.due_at <= now)
    return _open(session, select(*_COLUMNS).where(*due).order_by(REMINDER.c.person_id, REMINDER.c.due_at))


def _open(session: Session, wanted: Select[Any]) -> tuple[Open, ...]:
    rows = session.connection().execute(wanted)
    return tuple(Open(row[0], row[1], row[2], date.fromisoformat(row[3]), *row[4:]) for row in rows)


def supersede(session: Session, reminders: Collection[int], now: datetime) -> None:
    """These are not said any more: a later one or a later date says it all, or nothing is left to be said."""
    _from_planned(session, reminders, {"state": "superseded", "settled_at": now})


def unreached(session: Session, reminders: Collection[int]) -> None:
    """Nobody is there to be told: no channel, and no conversation in which it could stand."""
    _from_planned(session, reminders, {"state": "unreached"})


def _from_planned(session: Session, reminders: Collection[int], values: dict[str, Any]) -> int:
    these = update(REMINDER).where(REMINDER.c.id.in_(reminders), REMINDER.c.state == "planned")
    return session.connection().execute(these.values(values)).rowcount if reminders else 0


def owed(session: Session, reminders: Collection[int], address: int, channel: str, sequence: int) -> bool:
    """These stand in a conversation now, as the message of that number; in the transaction that owes it.

    A channel that carries messages sends it; on others it waits until somebody visits. False where none of them is to
    be said any more.
    """
    state = "sending" if channel == "telegram" else "unreached"
    values = {"state": state, "channel": channel, "address_id": address, "sequence": sequence}
    return _from_planned(session, reminders, values) > 0


def give_up(session: Session, reminders: Collection[int]) -> None:
    """These cannot be said, by our own fault."""
    _from_planned(session, reminders, {"state": "failed"})


def follow(session: Session, now: datetime) -> int:
    """Take over what the channel says of messages on their way; returns of how many it says something."""
    here = (OUTBOX.c.address_id == REMINDER.c.address_id, OUTBOX.c.sequence == REMINDER.c.sequence)
    settled = OUTBOX.c.state.in_(("sent", "failed", "blocked"))
    became = select(OUTBOX.c.state).where(*here).scalar_subquery()
    moved = update(REMINDER).where(REMINDER.c.state == "sending", REMINDER.c.channel != "mail")
    moved = moved.where(exists().where(*here, settled)).values(state=became, settled_at=now)
    return session.connection().execute(moved).rowcount


def heard_from(session: Session, now: datetime) -> int:
    """Whoever said something after a reminder has seen it; returns of how many that is news."""
    after = exists().where(INBOX.c.address_id == REMINDER.c.address_id, INBOX.c.sequence > REMINDER.c.sequence)
    seen = update(REMINDER).where(_UNREAD, REMINDER.c.address_id.is_not(None), after)
    return session.connection().execute(seen.values(state="seen", settled_at=now)).rowcount


def any_unseen(session: Session, address: int) -> bool:
    """Whether a reminder stands in a conversation that its person has not seen."""
    return _UNSEEN.one(session.connection(), {"address": address}) is not None


def visited(session: Session, address: int, now: datetime) -> None:
    """The conversation was opened: what stands in it was seen."""
    session.connection().execute(_SEE, {"address": address, "then": now})


# --- by mail --------------------------------------------------------------------------------------------------------


def unmailed(session: Session, since: datetime) -> tuple[Open, ...]:
    """What fell due since then and reached nobody on a channel, nor by mail; person by person."""
    wanted = select(*_COLUMNS, REMINDER.c.address_id, REMINDER.c.sequence).where(*_UNMAILED, REMINDER.c.due_at >= since)
    return _open(session, wanted.order_by(REMINDER.c.person_id, REMINDER.c.id))


def mailing(session: Session, reminders: Collection[int], now: datetime) -> None:
    """Take these up to be mailed, all or none; ``Lost`` where somebody else did, or they were seen meanwhile."""
    these = update(REMINDER).where(REMINDER.c.id.in_(reminders), *_UNMAILED)
    values = {"state": "sending", "channel": "mail", "tries": REMINDER.c.tries + 1, "settled_at": now}
    if session.connection().execute(these.values(values)).rowcount != len(set(reminders)):
        raise Lost(f"mails {sorted(reminders)}")


def mailed(session: Session, reminders: Collection[int], state: State, now: datetime) -> None:
    """What became of a mail: sent, or failed for good; unreached, where the server was not there and nothing counts."""
    these = update(REMINDER).where(REMINDER.c.id.in_(reminders), REMINDER.c.state == "sending")
    values: dict[str, Any] = {"state": state, "settled_at": now}
    if state == "unreached":
        values |= {"tries": REMINDER.c.tries - 1, "channel": ""}
    session.connection().execute(these.values(values))


def left_in_doubt(session: Session, now: datetime, patience: timedelta) -> int:
    """Mails that a crash left on the wire: sent once more, then given up. Returns how many that are."""
    old = (REMINDER.c.state == "sending", REMINDER.c.channel == "mail", REMINDER.c.settled_at <= now - patience)
    connection = session.connection()
    over = update(REMINDER).where(*old, REMINDER.c.tries >= MAIL_TRIES).values(state="failed", settled_at=now)
    again = update(REMINDER).where(*old, REMINDER.c.tries < MAIL_TRIES).values(state="unreached")
    return connection.execute(over).rowcount + connection.execute(again).rowcount


# --- looking --------------------------------------------------------------------------------------------------------


def ledger(session: Session, person: int | None = None) -> tuple[Entry, ...]:
    """Every line, or one person's, in the order of falling due."""
    wanted = select(
        REMINDER.c.person_id,
        REMINDER.c.deadline,
        REMINDER.c.day,
        REMINDER.c.point,
        REMINDER.c.due_at,
        REMINDER.c.state,
        REMINDER.c.channel,
        REMINDER.c.settled_at,
    ).order_by(REMINDER.c.due_at, REMINDER.c.id)
    if person is not None:
        wanted = wanted.where(REMINDER.c.person_id == person)
    rows = session.connection().execute(wanted)
    return tuple(Entry(row[0], row[1], date.fromisoformat(row[2]), *row[3:]) for row in rows)


def counts(session: Session, since: datetime) -> dict[str, int]:
    """How many reminders that fell due since then stand in which state."""
    wanted = select(REMINDER.c.state, func.count()).where(REMINDER.c.due_at >= since).group_by(REMINDER.c.state)
    return {row[0]: row[1] for row in session.connection().execute(wanted)}
