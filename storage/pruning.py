"""What is let go of: made documents that nobody needs any more, old lines of the audit, files that no row speaks of.

A row of a document that was pruned stays, marked so: whoever still has its address learns what became of it. The bytes
go after that, and only where no other row needs them; a kill in between leaves them to the next time.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import bindparam, delete, func, select, update
from sqlmodel import Session

from storage import documents
from storage.attachments import ATTACHMENT
from storage.documents import DOCUMENT, Document
from storage.objects import UNFINISHED, Objects, behind
from storage.tables import METADATA

PRUNED = "pruned"
INBOX, OUTBOX, ADDRESS, AUDIT = (METADATA.tables[name] for name in ("inbox", "outbox", "address", "audit"))

_HELD = select(DOCUMENT.c.key).where(DOCUMENT.c.key == bindparam("document")).with_for_update()
_FRESH = 3600.0
"""Seconds within which bytes that no row speaks of may be on their way to one."""
_STRANGE = 7 * 86_400.0
"""Seconds after which a file that no row ever spoke of goes."""
_GOING = ".going"


def ready(session: Session) -> tuple[Document, ...]:
    """All documents that are made, the newest first."""
    wanted = select(*documents.COLUMNS).where(DOCUMENT.c.state == "ready")
    rows = session.connection().execute(wanted.order_by(DOCUMENT.c.at.desc(), DOCUMENT.c.key))
    return tuple(Document(*row) for row in rows)


def prune(session: Session, key: str, attachments: Collection[str]) -> bool:
    """Forget a made document, so that it is made anew when asked for; False where it is on its way to somebody."""
    if session.connection().execute(_HELD, {"document": key}).first() is None:
        return False  # another process was faster
    if any(each in said for said in _on_their_way(session) for each in attachments):
        return False
    connection = session.connection()
    again = update(DOCUMENT).where(DOCUMENT.c.key == key, DOCUMENT.c.state == "ready")
    connection.execute(again.values(state="failed", attachments="[]"))  # like one that is to be tried again
    connection.execute(update(ATTACHMENT).where(ATTACHMENT.c.id.in_(attachments)).values(state=PRUNED))
    return True


def _on_their_way(session: Session) -> tuple[str, ...]:
    """What waits to be handled, or to be sent where files are sent and not fetched."""
    events = select(INBOX.c.event).where(INBOX.c.state == "todo")
    replies = (
        select(OUTBOX.c.reply)
        .join(ADDRESS, ADDRESS.c.id == OUTBOX.c.address_id)
        .where(OUTBOX.c.state.in_(("todo", "sending")), ADDRESS.c.channel != "web")
    )
    connection = session.connection()
    return (*connection.execute(events).scalars(), *connection.execute(replies).scalars())


def prune_audit(session: Session, before: datetime) -> int:
    """Remove lines of the audit that are older; returns how many."""
    return session.connection().execute(delete(AUDIT).where(AUDIT.c.at < before)).rowcount


def needed(session: Session) -> dict[str, bool]:
    """Every file that a row speaks of, by its sha256, and whether one of them still needs it."""
    alive = func.count().filter(ATTACHMENT.c.state != PRUNED)
    rows = session.connection().execute(select(ATTACHMENT.c.sha256, alive).group_by(ATTACHMENT.c.sha256))
    return {sha256: bool(number) for sha256, number in rows}


def sweep(folder: Path, needed: dict[str, bool], now: float | None = None) -> int:
    """Remove the bytes that no row needs, but none that may be on their way to a row; returns how many files went.

    ``now`` is in seconds since 1970, and the clock's where it is not given.
    """
    now = time.time() if now is None else now
    objects = behind(folder)
    if objects is not None:
        _sweep_objects(objects, folder, needed, now)
    return sum(_remove(path, now - (_STRANGE if path.stem not in needed else _FRESH)) for path in _idle(folder, needed))


def _sweep_objects(objects: Objects, folder: Path, needed: dict[str, bool], now: float) -> None:
    """The same in the object store; what was needed again while it was swept away is put back from here."""
    there = dict(objects.listed())
    for sha256, at in there.items():
        age = _STRANGE if sha256 not in needed else _FRESH
        if not needed.get(sha256, False) and _older(at, now - age) and _older(objects.at(sha256), now - age):
            objects.discard(sha256)
    for sha256 in (each for each in needed if needed[each] and each not in there):
        if (folder / sha256).exists():
            objects.keep(sha256, folder / sha256)


def _older(at: datetime | None, than: float) -> bool:
    return at is not None and at.timestamp() <= than


def _idle(folder: Path, needed: dict[str, bool]) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.suffix == _GOING and needed.get(path.stem, False):
            path.replace(path.with_suffix(""))  # a kill came between two lines below
        elif path.suffix != UNFINISHED and not needed.get(path.stem, False):
            yield path


def _remove(path: Path, than: float) -> bool:
    """Remove a file that is older: whoever stores the same bytes meanwhile puts a young file in its place."""
    going = path.with_suffix(_GOING)
    try:
        if path.stat().st_mtime > than:
            return False
        path.replace(going)
        if going.stat().st_mtime > than:
            going.replace(path)
            return False
        going.unlink()
    except FileNotFoundError:  # another process was faster
        return False
    return True
