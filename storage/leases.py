"""Things that one process does at a time, such as polling: held by name, until when without news."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, or_, select, update
from sqlmodel import Session

from storage.once import insert_once
from storage.tables import METADATA
from storage.work import PROCESS

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


def free_abandoned(session: Session) -> None:
    """End the leases of those who are none of the living processes."""
    session.connection().execute(delete(LEASE).where(LEASE.c.holder.not_in(select(PROCESS.c.id))))
