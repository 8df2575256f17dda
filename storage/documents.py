"""Documents made of applications: under one key one document, made once, whoever asks for it and however often.

Whoever orders a document and whoever says what became of it hold its row until their transaction ends, so that nobody
who begins to wait is overlooked. The process that makes it holds it meanwhile (see ``storage.work``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import bindparam, exists, select, update
from sqlmodel import Session

from storage.once import insert_once
from storage.requests import REQUEST
from storage.tables import METADATA
from storage.work import Queue

DOCUMENT = METADATA.tables["document"]
QUEUE = Queue(DOCUMENT, key="key", lane="key", spoilt="failed")

State = Literal["todo", "ready", "failed"]

COLUMNS = (
    DOCUMENT.c.key,
    DOCUMENT.c.application_id,
    DOCUMENT.c.kind,
    DOCUMENT.c.state,
    DOCUMENT.c.attachments,
    DOCUMENT.c.at,
    DOCUMENT.c.tries,
    DOCUMENT.c.holder,
)
_ONE = select(*COLUMNS).where(DOCUMENT.c.key == bindparam("document"))
_HELD = _ONE.with_for_update()
_SETTLE = QUEUE.settling(state=bindparam("became"), attachments=bindparam("came"), at=bindparam("then"))


@dataclass(frozen=True, slots=True)
class Document:
    """A document and how it stands; ``attachments`` is JSON, a list of what came of it.

    ``at`` is when it was ordered, in UTC, or when it was settled; ``tries`` counts the times it was begun; the
    process ``holder`` makes it.
    """

    key: str
    application_id: str
    kind: str
    state: State
    attachments: str
    at: datetime
    tries: int
    holder: str | None


def order(session: Session, key: str, application: str, kind: str, now: datetime) -> Document:
    """The document of this key: as it stands, or to be made, for the first time or again where it failed."""
    connection = session.connection()
    row: dict[str, object] = {"key": key, "application_id": application, "kind": kind, "state": "todo"}
    row |= {"attachments": "[]", "at": now, "tries": 0}
    if not insert_once(connection, DOCUMENT, row):
        failed = update(DOCUMENT).where(DOCUMENT.c.key == key, DOCUMENT.c.state == "failed")
        connection.execute(failed.values(state="todo", attachments="[]", at=now, tries=0))
    return Document(*connection.execute(_HELD, {"document": key}).one())


def hold(session: Session, key: str) -> Document:
    """An ordered document, which nobody else orders or settles until this transaction ends."""
    return Document(*session.connection().execute(_HELD, {"document": key}).one())


def find(session: Session, key: str) -> Document | None:
    """The document of this key, if anybody ever asked for it and it was not let go of."""
    found = session.connection().execute(_ONE, {"document": key}).one_or_none()
    return None if found is None else Document(*found)


def take(session: Session, key: str, holder: str) -> bool:
    """Let this process make a document; False where another one does, or nothing is to be made."""
    return QUEUE.take(session, key, holder)


def settle(
    session: Session, key: str, holder: str | None, state: Literal["ready", "failed"], attachments: str, now: datetime
) -> None:
    """Say what became of a document; ``Lost`` where it is not this holder's, or that was said before."""
    _SETTLE(session, key, holder, {"became": state, "came": attachments, "then": now})


def waited_for(session: Session, holder: str, address_id: int | None = None) -> tuple[Document, ...]:
    """The documents that somebody waits for and no other process makes, those of one address or all, by their keys."""
    waits = (REQUEST.c.document == DOCUMENT.c.key) & (REQUEST.c.state == "doing")
    if address_id is not None:
        waits &= REQUEST.c.address_id == address_id
    ours = DOCUMENT.c.holder.is_(None) | (DOCUMENT.c.holder == holder)
    wanted = select(*COLUMNS).where(QUEUE.todo, ours, exists().where(waits)).order_by(DOCUMENT.c.key)
    return tuple(Document(*row) for row in session.connection().execute(wanted))
