"""How many bytes people have sent: each of them, for one application, all together.

The same bytes sent twice count twice.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select, text
from sqlmodel import Session

from storage.tables import METADATA

ATTACHMENT = METADATA.tables["attachment"]

_FROM_PEOPLE = ATTACHMENT.c.kind.in_(("upload", "evidence"))
_LOCK = 110_011
"""Names this lock among those of a PostgreSQL."""


@dataclass(frozen=True, slots=True)
class Sent:
    """Bytes of files that were sent by a person, for an application, by everybody."""

    person: int
    application: int
    all: int


def hold(session: Session) -> None:
    """Let nobody else count and add until this transaction ends; SQLite has one writer anyway."""
    if session.connection().dialect.name == "postgresql":
        session.connection().execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def sent(session: Session, person_id: int, application_id: str | None) -> Sent:
    """What was sent so far; nothing for the application where none is open."""
    of_application = ATTACHMENT.c.application_id == application_id
    return Sent(
        _bytes(session, ATTACHMENT.c.person_id == person_id),
        _bytes(session, of_application) if application_id is not None else 0,
        _bytes(session),
    )


def _bytes(session: Session, *which: ColumnElement[bool]) -> int:
    wanted = select(func.coalesce(func.sum(ATTACHMENT.c.size), 0)).where(_FROM_PEOPLE, *which)
    return int(session.connection().execute(wanted).scalar_one())
