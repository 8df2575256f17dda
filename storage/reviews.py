"""Reviews as rows: events that both sides see are only added; drafts and records stay with the reviewers of a level.

Whoever adds an event holds the lock on the application, so that two who decide at once come one after the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, insert, select, update
from sqlmodel import Session

from dialogs.record.application import Application, ReviewEvent
from storage.errors import NoSuchApplication, RewrittenAct, Stale
from storage.prepared import Prepared
from storage.tables import METADATA

APPLICATION = METADATA.tables["application"]
ANSWER_EVENT = METADATA.tables["answer_event"]
EVENT = METADATA.tables["review_event"]
DRAFT = METADATA.tables["review_draft"]
RECORD = METADATA.tables["review_record"]
_COLUMNS = ("kind", "by", "at", "round", "comment", "about", "reason", "note", "due", "level", "was", "mark")
_ALL = Prepared(
    select(*(EVENT.c[name] for name in _COLUMNS))
    .where(EVENT.c.application_id == bindparam("application"))
    .order_by(EVENT.c.number)
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A comment that the county does not see: on a field, an item of the evidence list or the whole.

    ``by`` is who wrote it; ``round`` the one that it was sent with, 0 before. ``dropped``: it was taken away.
    """

    id: int
    about: str
    reason: str
    note: str
    internal: bool
    by: int
    round: int
    dropped: bool


@dataclass(frozen=True, slots=True)
class Record:
    """A step ticked or unticked, or something verified: see the table. ``by`` is who put it on record."""

    kind: str
    about: str
    round: int
    day: str = ""
    who: str = ""
    words: str = ""
    by: int = 0
    at: datetime | None = None


# --- what both sides see ----------------------------------------------------------------------------------------------


def load(connection: Connection, application: str) -> tuple[ReviewEvent, ...]:
    """Every event of an application's review, in order."""
    return tuple(ReviewEvent(*row) for row in _ALL.all(connection, {"application": application}))


def new(before: Application, after: Application) -> tuple[ReviewEvent, ...]:
    """What happened since; ``RewrittenAct`` where something that happened is gone."""
    known = len(before.reviews)
    if after.reviews[:known] != before.reviews:
        raise RewrittenAct(before.id)
    return after.reviews[known:]


def add(connection: Connection, application: str, known: int, events: Sequence[ReviewEvent]) -> None:
    """Add events behind the ``known`` ones; ``Stale`` where there are others by now."""
    counted = select(func.count()).select_from(EVENT).where(EVENT.c.application_id == application)
    if connection.execute(counted).scalar_one() != known:
        raise Stale("review")
    newest = select(func.max(ANSWER_EVENT.c.id)).where(ANSWER_EVENT.c.application_id == application)
    mark = connection.execute(newest).scalar() or 0
    rows = [
        {"application_id": application, "number": number, **{name: getattr(each, name) for name in _COLUMNS}}
        for number, each in enumerate(events, known + 1)
    ]
    connection.execute(insert(EVENT), [row | {"mark": row["mark"] or mark} for row in rows])


def hold(session: Session, application: str) -> None:
    """Let nobody else write this application until the transaction ends; ``NoSuchApplication`` where there is none."""
    wanted = select(APPLICATION.c.id).where(APPLICATION.c.id == application).with_for_update()
    if session.connection().execute(wanted).first() is None:
        raise NoSuchApplication(application)


def open_returns(session: Session) -> dict[str, tuple[str, str]]:
    """By application the day and the moment of a return that was not answered yet."""
    kinds = EVENT.c.kind.in_(("sent", "returned", "passed"))
    wanted = select(EVENT.c.application_id, EVENT.c.kind, EVENT.c.due, EVENT.c.at).where(kinds)
    last = {row[0]: row for row in session.connection().execute(wanted.order_by(EVENT.c.number))}
    return {each.application_id: (each.due, each.at) for each in last.values() if each.kind == "returned"}


# --- what stays with the reviewers ------------------------------------------------------------------------------------


def draft(session: Session, application: str, level: str, comment: Draft, now: datetime) -> int:
    """Keep a comment; returns its number. Its own number is not looked at."""
    row = {
        "application_id": application,
        "level": level,
        "about": comment.about,
        "reason": comment.reason,
        "note": comment.note,
        "internal": comment.internal,
        "person_id": comment.by,
        "at": now,
        "round": 0,
    }
    kept = session.connection().execute(insert(DRAFT).returning(DRAFT.c.id), row)
    number: int = kept.scalar_one()
    return number


def drafts(session: Session, application: str, level: str) -> tuple[Draft, ...]:
    """The comments of one level, the first one first; those that were taken away too."""
    wanted = (
        select(*(DRAFT.c[name] for name in ("id", "about", "reason", "note", "internal", "person_id", "round")))
        .add_columns(DRAFT.c.dropped_at.is_not(None))
        .where(DRAFT.c.application_id == application, DRAFT.c.level == level)
        .order_by(DRAFT.c.id)
    )
    return tuple(Draft(*row) for row in session.connection().execute(wanted))


def drop(session: Session, application: str, level: str, number: int, now: datetime | None) -> bool:
    """Take a comment away that was not sent, or (without a time) bring it back; whether there is such a one."""
    this = (DRAFT.c.id == number, DRAFT.c.application_id == application, DRAFT.c.level == level, DRAFT.c.round == 0)
    return session.connection().execute(update(DRAFT).where(*this).values(dropped_at=now)).rowcount == 1


def sent_with(session: Session, application: str, level: str, numbers: Sequence[int], round_: int) -> None:
    """These comments went to the county with the notice of a round."""
    this = (DRAFT.c.application_id == application, DRAFT.c.level == level, DRAFT.c.id.in_(numbers))
    session.connection().execute(update(DRAFT).where(*this).values(round=round_))


def record(session: Session, application: str, level: str, said: Record, now: datetime) -> None:
    """Put something on record."""
    row = {
        "application_id": application,
        "level": level,
        "kind": said.kind,
        "about": said.about,
        "round": said.round,
        "day": said.day,
        "who": said.who,
        "words": said.words,
        "person_id": said.by,
        "at": now,
    }
    session.connection().execute(insert(RECORD), row)


def records(session: Session, application: str, level: str) -> tuple[Record, ...]:
    """What the reviewers of one level put on record, in order."""
    names = ("kind", "about", "round", "day", "who", "words", "person_id", "at")
    wanted = (
        select(*(RECORD.c[name] for name in names))
        .where(RECORD.c.application_id == application, RECORD.c.level == level)
        .order_by(RECORD.c.id)
    )
    return tuple(Record(*row) for row in session.connection().execute(wanted))
