"""Documents made of applications: under one key one document, made once, whoever asks for it and however often.

Whoever orders a document and whoever says what became of it hold its row until their transaction ends, so that nobody
who begins to wait is overlooked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import bindparam, select, update
from sqlmodel import Session

from storage.once import insert_once
from storage.tables import METADATA

DOCUMENT = METADATA.tables["document"]

State = Literal["todo", "ready", "failed"]

_COLUMNS = (
    DOCUMENT.c.key,
    DOCUMENT.c.application_id,
    DOCUMENT.c.kind,
    DOCUMENT.c.state,
    DOCUMENT.c.attachments,
    DOCUMENT.c.at,
)
_ONE = select(*_COLUMNS).where(DOCUMENT.c.key == bindparam("document"))
_HELD = _ONE.with_for_update()


@dataclass(frozen=True, slots=True)
class Document:
    """A document and how it stands; ``attachments`` is JSON, a list of what came of it.

    ``at`` is when it was ordered, in UTC, or when it was settled.
    """

    key: str
    application_id: str
    kind: str
    state: State
    attachments: str
    at: datetime


def order(session: Session, key: str, application: str, kind: str, now: datetime) -> Document:
    """The document of this key: as it stands, or to be made, for the first time or again where it failed."""
    connection = session.connection()
    row = {"key": key, "application_id": application, "kind": kind, "state": "todo", "attachments": "[]", "at": now}
    if not insert_once(connection, DOCUMENT, row):
        failed = update(DOCUMENT).where(DOCUMENT.c.key == key, DOCUMENT.c.state == "failed")
        connection.execute(failed.values(state="todo", attachments="[]", at=now))
    return Document(*connection.execute(_HELD, {"document": key}).one())


def hold(session: Session, key: str) -> Document:
    """An ordered document, which nobody else orders or settles until this transaction ends."""
    return Document(*session.connection().execute(_HELD, {"document": key}).one())


def find(session: Session, key: str) -> Document | None:
    """The document of this key, if anybody ever asked for it."""
    found = session.connection().execute(_ONE, {"document": key}).one_or_none()
    return None if found is None else Document(*found)


def settle(session: Session, key: str, state: Literal["ready", "failed"], attachments: str, now: datetime) -> bool:
    """Say what became of a document that is to be made; False where that was said before."""
    wanted = update(DOCUMENT).where(DOCUMENT.c.key == key, DOCUMENT.c.state == "todo")
    return session.connection().execute(wanted.values(state=state, attachments=attachments, at=now)).rowcount == 1
