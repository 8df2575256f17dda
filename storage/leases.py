"""Things that one process does at a time, such as polling: held by name, until when without news."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, or_, update
from sqlmodel import Session

from storage.once import insert_once
from storage.tables import METADATA

LEASE = METADATA.tables["lease"]


def take(session: Session, name: str, holder: str, now: datetime, until: datetime) -> bool:
    """Take or renew a lease, in one statement; False while somebody else holds it."""
    connection = session.connection()
    if insert_once(connection, LEASE, {"name": name, "holder": holder, "until": until}):
        return True
    ours = update(LEASE).where(LEASE.c.name == name, or_(LEASE.c.holder == holder, LEASE.c.until <= now))
    return connection.execute(ours.values(holder=holder, until=until)).rowcount == 1


def give_back(session: Session, name: str, holder: str) -> None:
    """Let go of a lease, if it is held by this holder."""
    session.connection().execute(delete(LEASE).where(LEASE.c.name == name, LEASE.c.holder == holder))


def free(session: Session, names: Collection[str]) -> None:
    """At start, with nobody else alive: end the leases of a process that crashed."""
    session.connection().execute(delete(LEASE).where(LEASE.c.name.in_(names)))
