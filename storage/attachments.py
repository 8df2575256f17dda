"""Files that came or went: the bytes in a folder under their sha256, a row for whom they belong to.

First the file, then the row: a kill in between leaves a file that no row speaks of, never a row without its file. The
same bytes are kept once.
"""

from __future__ import annotations

import hashlib
import secrets
import tempfile
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import IO, Literal

from sqlalchemy import update
from sqlmodel import Session, col

from storage import applications
from storage.errors import NotYours
from storage.files import private_folder, put_in_place
from storage.tables import AttachmentRow

Kind = Literal["document", "evidence", "upload"]

UNFINISHED = ".part"
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Stored:
    """Bytes in the folder, under their sha256 in hexadecimal; ``size`` in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of an application, or of a person who has none open. ``id`` is random; ``name`` is for people only."""

    id: str
    application_id: str | None
    person_id: int
    sha256: str
    name: str
    media_type: str
    size: int
    kind: Kind
    evidence_id: str | None
    state: str
    at: datetime


def store(content: bytes | IO[bytes], folder: Path) -> Stored:
    """Put bytes into the folder, whole or not at all, outside any transaction: files may be large and streams slow."""
    private_folder(folder)
    stream = BytesIO(content) if isinstance(content, bytes) else content
    with tempfile.NamedTemporaryFile(dir=folder, suffix=UNFINISHED, delete=False) as unfinished:
        stored = _copy(stream, unfinished)
    put_in_place(Path(unfinished.name), folder / stored.sha256)
    return stored


def _copy(stream: IO[bytes], target: IO[bytes]) -> Stored:
    digest, size = hashlib.sha256(), 0
    while piece := stream.read(_PIECE):
        digest.update(piece)
        size += target.write(piece)
    return Stored(digest.hexdigest(), size)


def discard_unfinished(folder: Path) -> int:
    """At start, with nobody storing: remove what a kill left half written. Returns how many."""
    left = list(private_folder(folder).glob(f"*{UNFINISHED}"))
    for path in left:
        path.unlink()
    return len(left)


def add(
    session: Session,
    stored: Stored,
    now: datetime,
    *,
    person_id: int,
    application_id: str | None,
    name: str,
    media_type: str,
    kind: Kind,
    state: str,
    evidence_id: str | None = None,
) -> Attachment:
    """Say whom stored bytes belong to and what they are."""
    row = AttachmentRow(
        id=secrets.token_urlsafe(24),
        application_id=application_id,
        person_id=person_id,
        sha256=stored.sha256,
        name=name,
        media_type=media_type,
        size=stored.size,
        kind=kind,
        evidence_id=evidence_id,
        state=state,
        at=now,
    )
    session.add(row)
    session.flush()
    return Attachment(**row.model_dump())


def find(session: Session, attachment_id: str, person_id: int) -> Attachment:
    """The attachment, for its own person and for those who may open its application; ``NotYours`` for all others."""
    row = session.get(AttachmentRow, attachment_id)
    if row is None or not _may_open(session, row, person_id):
        raise NotYours(attachment_id)
    return Attachment(**row.model_dump())


def _may_open(session: Session, row: AttachmentRow, person_id: int) -> bool:
    if row.application_id is None:
        return row.person_id == person_id
    return row.person_id == person_id or applications.may_open(session, row.application_id, person_id)


def path_of(attachment: Attachment, folder: Path) -> Path:
    """Where the bytes lie."""
    return folder / attachment.sha256


def set_state(session: Session, attachment_id: str, state: str) -> None:
    """What became of a file."""
    this = update(AttachmentRow).where(col(AttachmentRow.id) == attachment_id)
    session.exec(this.values(state=state))
