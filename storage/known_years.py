"""The working days of further years, from notices that coordinators pasted; the newest of a year counts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, insert, select
from sqlmodel import Session

from storage.tables import METADATA

YEAR = METADATA.tables["known_year"]


@dataclass(frozen=True, slots=True)
class Known:
    """The days off of a year, and the weekend days worked instead."""

    year: int
    holidays: frozenset[date]
    shifted: frozenset[date]


def keep(session: Session, edition: str, known: Known, words: str, by: int, now: datetime) -> None:
    """Keep a year, with the words of its notice, in place of what was known of it."""
    days = {name: sorted(day.isoformat() for day in getattr(known, name)) for name in ("holidays", "shifted")}
    row = {"edition": edition, "year": known.year, "days": json.dumps(days), "words": words, "by": by, "at": now}
    connection = session.connection()
    connection.execute(delete(YEAR).where(YEAR.c.edition == edition, YEAR.c.year == known.year))
    connection.execute(insert(YEAR), row)


def of_edition(session: Session, edition: str) -> tuple[Known, ...]:
    """Every year that was pasted."""
    wanted = select(YEAR.c.year, YEAR.c.days).where(YEAR.c.edition == edition).order_by(YEAR.c.year)
    return tuple(_known(year, json.loads(days)) for year, days in session.connection().execute(wanted))


def _known(year: int, days: dict[str, list[str]]) -> Known:
    off, worked = (frozenset(date.fromisoformat(day) for day in days[name]) for name in ("holidays", "shifted"))
    return Known(year, off, worked)
