"""What coordinators want to come back to: calls that they made, reminders to themselves. Said once at its time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlmodel import Session

from storage.tables import METADATA

FOLLOW_UP = METADATA.tables["follow_up"]


@dataclass(frozen=True, slots=True)
class Kept:
    """One of them; ``due_at`` is None where it is not said again."""

    id: int
    person_id: int
    county: str
    kind: str
    words: str
    at: datetime
    due_at: datetime | None


_COLUMNS = tuple(FOLLOW_UP.c[name] for name in Kept.__dataclass_fields__)


def keep(
    session: Session, person_id: int, kind: str, county: str, words: str, now: datetime, due: datetime | None
) -> Kept:
    """Put one down."""
    row = {"person_id": person_id, "county": county, "kind": kind, "words": words, "at": now, "due_at": due}
    key: int = session.connection().execute(insert(FOLLOW_UP).returning(FOLLOW_UP.c.id), row).scalar_one()
    return Kept(key, person_id, county, kind, words, now, due)


def move(session: Session, person_id: int, key: int, due: datetime | None, now: datetime) -> Kept | None:
    """Say it again at another time, or no more; None where it is not this person's."""
    this = update(FOLLOW_UP).where(FOLLOW_UP.c.id == key, FOLLOW_UP.c.person_id == person_id)
    values = {"due_at": due, "told_at": None, "done_at": None if due else now}
    found = session.connection().execute(this.values(values).returning(*_COLUMNS)).one_or_none()
    return None if found is None else Kept(*found)


def of_person(session: Session, person_id: int) -> tuple[Kept, ...]:
    """Those of a coordinator that are not done, the earliest due first, and then those that have no time."""
    wanted = select(*_COLUMNS).where(FOLLOW_UP.c.person_id == person_id, FOLLOW_UP.c.done_at.is_(None))
    rows = session.connection().execute(
        wanted.order_by(FOLLOW_UP.c.due_at.is_(None), FOLLOW_UP.c.due_at, FOLLOW_UP.c.id)
    )
    return tuple(Kept(*row) for row in rows)


def due(session: Session, now: datetime) -> tuple[Kept, ...]:
    """Those that are to be said and were not."""
    wanted = select(*_COLUMNS).where(
        FOLLOW_UP.c.due_at <= now, FOLLOW_UP.c.told_at.is_(None), FOLLOW_UP.c.done_at.is_(None)
    )
    return tuple(Kept(*row) for row in session.connection().execute(wanted.order_by(FOLLOW_UP.c.due_at)))


def told(session: Session, kept: Kept, now: datetime) -> bool:
    """Take one up to be said, in the transaction that says it; False where it was said, moved or done meanwhile."""
    this = (FOLLOW_UP.c.id == kept.id, FOLLOW_UP.c.due_at == kept.due_at)
    still = (FOLLOW_UP.c.told_at.is_(None), FOLLOW_UP.c.done_at.is_(None))
    return session.connection().execute(update(FOLLOW_UP).where(*this, *still).values(told_at=now)).rowcount == 1
