"""The processes that work on this database: a row each, renewed every few seconds, so that the dead are noticed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlmodel import Session

from storage import documents, export_parts, leases, telegram_updates
from storage.once import insert_once
from storage.work import PROCESS

_HELD = (documents.QUEUE, telegram_updates.QUEUE, export_parts.QUEUE)
"""Rows that are free again when their holder is dead. Messages on the wire are in doubt: ``doubts.recover``."""


def beat(session: Session, name: str, now: datetime) -> None:
    """Say that a process lives; also for one that was taken for dead meanwhile."""
    connection = session.connection()
    if not insert_once(connection, PROCESS, {"id": name, "seen_at": now}):
        connection.execute(update(PROCESS).where(PROCESS.c.id == name).values(seen_at=now))


def living(session: Session) -> dict[str, datetime]:
    """Those that are not known to be dead, and when they were heard of last, in UTC."""
    found = session.connection().execute(select(PROCESS.c.id, PROCESS.c.seen_at))
    return {row.id: row.seen_at for row in found}


def bury(session: Session, dead: Collection[str]) -> int:
    """Strike the dead off; whatever is held by somebody who is not there is free again. Returns how many rows."""
    connection = session.connection()
    connection.execute(delete(PROCESS).where(PROCESS.c.id.in_(dead)))
    leases.free_abandoned(session)
    return sum(queue.free_abandoned(session) for queue in _HELD)
