"""Files that came or went: the bytes in a folder under their sha256, a row for whom they belong to.

First the file, then the row: a kill in between leaves a file that no row speaks of, never a row without its file. The
same bytes are kept once.
"""

from __future__ import annotations

import hashlib
import secrets
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import IO, Literal

from sqlalchemy import update
from sqlmodel import Session, col, select

from storage import approvals, broadcasts, participants
from storage.errors import NotYours
from storage.files import private_folder, put_in_place
from storage.objects import UNFINISHED, behind
from storage.once import insert_once
from storage.tables import METADATA, AttachmentRow
from storage.tables.columns import storable

Kind = Literal["document", "evidence", "upload"]

ATTACHMENT = METADATA.tables["attachment"]
_PIECE = 1 << 20
_BLOCK = 512
"""Bytes in what the system counts as a block, whatever the disk's own are."""


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
    stream = BytesIO(content) if isinstance(content, bytes) else content
    with Arriving(folder) as arriving:
        while piece := stream.read(_PIECE):
            arriving.write(piece)
        return arriving.finish()


def keep(finished: Path, folder: Path, sha256: str) -> None:
    """Put a finished file in its place, and into the object store behind the folder, if there is one.

    Raises ``ObjectsAway``; nothing was kept then that a row may speak of.
    """
    put_in_place(finished, folder / sha256)
    objects = behind(folder)
    if objects is not None:
        objects.keep(sha256, folder / sha256)


def lying(folder: Path, sha256: str) -> Path:
    """Where the bytes lie, brought from the object store where they came in on another machine.

    Raises ``ObjectsAway``; nothing lies there where they are gone.
    """
    place, objects = folder / sha256, behind(folder)
    if objects is not None and not place.exists():
        objects.bring(sha256, place)
    return place


class Arriving:
    """A file on its way into the folder, piece by piece: not there before ``finish``, gone when left without it.

    Until then it is as long as it may become, of ``promised`` bytes, with a hole where nothing came yet.
    """

    def __init__(self, folder: Path, promised: int = 0) -> None:
        self._folder = private_folder(folder)
        self._unfinished: IO[bytes]
        self._unfinished = tempfile.NamedTemporaryFile(dir=folder, suffix=UNFINISHED, delete=False)  # noqa: SIM115
        self._unfinished.truncate(promised)
        self._digest = hashlib.sha256()
        self.size = 0

    def __enter__(self) -> Arriving:
        return self

    def write(self, piece: bytes) -> None:
        """Put the next piece at the end."""
        self._digest.update(piece)
        self.size += self._unfinished.write(piece)

    @property
    def sha256(self) -> str:
        """The sha256 of what came so far, in hexadecimal."""
        return self._digest.hexdigest()

    @property
    def path(self) -> Path:
        """Where what came so far lies, for those who open it by name."""
        if not self._unfinished.closed:
            self._unfinished.flush()
        return Path(self._unfinished.name)

    def reading(self) -> IO[bytes]:
        """All of it, to be looked at: nothing more comes."""
        self._unfinished.truncate(self.size)
        return Path(self._unfinished.name).open("rb")

    def finish(self) -> Stored:
        """Put the file in its place, whole."""
        self._unfinished.truncate(self.size)
        self._unfinished.close()
        stored = Stored(self._digest.hexdigest(), self.size)
        keep(Path(self._unfinished.name), self._folder, stored.sha256)
        return stored

    def discard(self) -> None:
        """Forget what came, unless it is in its place already."""
        self._unfinished.close()
        Path(self._unfinished.name).unlink(missing_ok=True)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.discard()


def promised(folder: Path) -> int:
    """Bytes that may still come of all files on their way into the folder, whichever process takes them in."""
    return sum(_hole(path) for path in folder.glob(f"*{UNFINISHED}"))


def _hole(path: Path) -> int:
    try:
        found = path.stat()
    except FileNotFoundError:  # it is in its place, or thrown away
        return 0
    return max(0, found.st_size - found.st_blocks * _BLOCK)


def discard_unfinished(folder: Path, untouched: float = 0) -> int:
    """Remove what a kill left half written. Returns how many.

    ``untouched`` seconds spare what another process may be writing just now: files arrive over slow lines.
    """
    limit = time.time() - untouched
    gone = 0
    for path in private_folder(folder).glob(f"*{UNFINISHED}"):
        with suppress(FileNotFoundError):  # it is in its place meanwhile, or thrown away
            if path.stat().st_mtime <= limit:
                path.unlink()
                gone += 1
    return gone


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
    key: str | None = None,
) -> Attachment:
    """Say whom stored bytes belong to and what they are.

    ``key`` becomes the id: whoever can say again what was sent before adds it once, and finds it the second time.
    """
    row = AttachmentRow(
        id=key or secrets.token_urlsafe(24),
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
    if not insert_once(session.connection(), ATTACHMENT, row.model_dump()):
        row = session.get_one(AttachmentRow, row.id)
    return Attachment(**row.model_dump())


def find(session: Session, attachment_id: str, person_id: int) -> Attachment:
    """The attachment, for its own person, for those who see all of its application, for whom it was sent to.

    ``NotYours`` for all others.
    """
    row = session.get(AttachmentRow, storable(attachment_id))
    if row is None or not _may_open(session, row, person_id):
        raise NotYours(attachment_id)
    return Attachment(**row.model_dump())


def _may_open(session: Session, row: AttachmentRow, person_id: int) -> bool:
    if broadcasts.is_for(session, row.id, person_id) or approvals.comes_with(session, row.id, person_id):
        return True
    if row.application_id is None:
        return row.person_id == person_id
    return row.person_id == person_id or participants.sees_all(session, row.application_id, person_id)


def uploaded(session: Session, person_id: int, application_id: str | None, since: datetime) -> tuple[Attachment, ...]:
    """What a person has uploaded for an application since then, in order."""
    wanted = select(AttachmentRow).where(
        AttachmentRow.kind == "upload",
        AttachmentRow.person_id == person_id,
        col(AttachmentRow.application_id) == application_id,
        col(AttachmentRow.at) >= since,
    )
    rows = session.exec(wanted.order_by(col(AttachmentRow.at), col(AttachmentRow.id)))
    return tuple(Attachment(**row.model_dump()) for row in rows)


def path_of(attachment: Attachment, folder: Path) -> Path:
    """Where the bytes lie; see ``lying``."""
    return lying(folder, attachment.sha256)


def set_state(session: Session, attachment_id: str, state: str) -> None:
    """What became of a file."""
    this = update(AttachmentRow).where(col(AttachmentRow.id) == attachment_id)
    session.exec(this.values(state=state))
