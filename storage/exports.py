"""What coordinators take out, and what is still being made for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import select, update
from sqlmodel import Session

from storage.once import insert_once
from storage.tables import METADATA

EXPORT = METADATA.tables["export"]


@dataclass(frozen=True, slots=True)
class Export:
    """Something that is taken out for a person, who is told of it at an address; ``body`` is JSON."""

    id: str
    person_id: int
    address_id: int
    body: str
    state: Literal["todo", "ready", "failed"]
    attachment_id: str | None
    at: datetime


def order(session: Session, export: Export) -> bool:
    """Keep an order; False where it was kept before."""
    row = {name: getattr(export, name) for name in Export.__dataclass_fields__}
    return insert_once(session.connection(), EXPORT, row)


def find(session: Session, export: str) -> Export | None:
    """The order of this id."""
    found = session.connection().execute(select(EXPORT).where(EXPORT.c.id == export)).one_or_none()
    return None if found is None else Export(*found)


def waiting(session: Session) -> tuple[Export, ...]:
    """What is still to be made, the oldest first."""
    wanted = select(EXPORT).where(EXPORT.c.state == "todo").order_by(EXPORT.c.at, EXPORT.c.id)
    return tuple(Export(*row) for row in session.connection().execute(wanted))


def settle(session: Session, export: str, state: Literal["ready", "failed"], attachment: str | None) -> bool:
    """Say what came of it; False where that was said before."""
    this = update(EXPORT).where(EXPORT.c.id == export, EXPORT.c.state == "todo")
    return session.connection().execute(this.values(state=state, attachment_id=attachment)).rowcount == 1
