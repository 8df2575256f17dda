"""Copies of the embedded database, looked at without changing a byte of them: whole or damaged, and what they need."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from sqlmodel import Session, select

from storage.errors import DamagedCopy
from storage.pruning import PRUNED
from storage.tables import AttachmentRow


def check(file: Path) -> None:
    """``DamagedCopy`` unless this is a whole database whose rows refer to what is there."""
    with _opened(file) as connection:
        found = connection.execute("PRAGMA integrity_check").fetchone()[0]
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if found != "ok" or broken:
        raise DamagedCopy(str(file))


def files_of(file: Path) -> Mapping[str, str]:
    """The sha256 of every file that the rows of a copy speak of, and one of the names that people know it by."""
    wanted = "SELECT sha256, name FROM attachment WHERE state <> 'pruned' ORDER BY at DESC, id"
    with _opened(file) as connection:
        return dict(connection.execute(wanted).fetchall())


def files_now(session: Session) -> Mapping[str, str]:
    """The same of a database in use."""
    return dict(
        session.exec(select(AttachmentRow.sha256, AttachmentRow.name).where(AttachmentRow.state != PRUNED)).all()
    )


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    address = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            yield connection
    except sqlite3.DatabaseError as error:
        raise DamagedCopy(str(file)) from error
