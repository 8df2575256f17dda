"""The dates that coordinators set: kept as changes, never overwritten; the newest of a place counts."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import insert, select
from sqlmodel import Session

from dialogs.derived.deadlines import Moved
from storage.tables import METADATA

CHANGE = METADATA.tables["deadline_change"]


def changes(session: Session, edition: str) -> tuple[Moved, ...]:
    """Every change of the dates of an edition, in order."""
    wanted = (
        select(CHANGE.c.id, CHANGE.c.deadline, CHANGE.c.place, CHANGE.c.day, CHANGE.c.at)
        .where(CHANGE.c.edition == edition)
        .order_by(CHANGE.c.id)
    )
    rows = session.connection().execute(wanted)
    return tuple(Moved(row.id, row.deadline, row.place, date.fromisoformat(row.day), row.at) for row in rows)


def move(
    session: Session, edition: str, deadline: str, place: str, on: date, now: datetime, by: int | None = None
) -> Moved:
    """Set the date of a reporting group, by its name, or of one county, by its code."""
    row = {"edition": edition, "deadline": deadline, "place": place, "day": on.isoformat(), "by": by, "at": now}
    key: int = session.connection().execute(insert(CHANGE).returning(CHANGE.c.id), row).scalar_one()
    return Moved(key, deadline, place, on, now)
