"""Files at the items of the evidence list, as rows; whoever saves holds the lock on the application."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select

from dialogs.record import codec
from dialogs.record.proofs import UNSORTED, Listed, Proof, ProofKind, Recognised
from storage.errors import Stale
from storage.once import insert_once
from storage.prepared import Prepared
from storage.tables import METADATA
from storage.tables.columns import storable

PROOF = METADATA.tables["proof"]
ATTACHMENT = METADATA.tables["attachment"]

_ALL = Prepared(
    select(
        PROOF.c.attachment_id,
        PROOF.c.item,
        PROOF.c.name,
        ATTACHMENT.c.media_type,
        ATTACHMENT.c.size,
        PROOF.c.place,
        PROOF.c.kind,
        PROOF.c.trouble,
        PROOF.c.turned,
        PROOF.c.by,
        PROOF.c.at,
        ATTACHMENT.c.sha256,
        PROOF.c.listed,
        PROOF.c.pages,
        PROOF.c.read,
    )
    .join(ATTACHMENT, ATTACHMENT.c.id == PROOF.c.attachment_id)
    .where(PROOF.c.application_id == bindparam("application"))
    .order_by(PROOF.c.item, PROOF.c.place, PROOF.c.at, PROOF.c.attachment_id)
)


def load(connection: Connection, application: str) -> tuple[Proof, ...]:
    """Every file of an application that proves something, waits for a place, or was removed."""
    return tuple(_proof(row) for row in _ALL.all(connection, {"application": application}))


def _proof(row: tuple[Any, ...]) -> Proof:
    file, item, name, media_type, size, place, kind, trouble, turned, by, at, sha256, listed, pages, read = row
    vouched = ProofKind(kind) if kind else None
    counted: Listed | None = None if listed is None else codec.loads(listed)
    recognised: Recognised | None = None if read is None else codec.loads(read)
    beside = (trouble, turned, by, at, sha256, counted, pages, recognised)
    return Proof(file, item, name, media_type, size, place, vouched, *beside)


def changed(before: Iterable[Proof], after: Iterable[Proof]) -> frozenset[tuple[str, str]]:
    """Which files lie elsewhere, or otherwise, than before: their keys."""
    was, now = {each.key: each for each in before}, {each.key: each for each in after}
    return frozenset(key for key in {**was, **now} if was.get(key) != now.get(key))


def save(
    connection: Connection,
    application: str,
    before: Iterable[Proof],
    after: Iterable[Proof],
    keys: Iterable[tuple[str, str]],
) -> None:
    """Write the files of these keys as they are in ``after``; ``Stale`` where one is no longer as in ``before``."""
    was, now = {each.key: each for each in before}, {each.key: each for each in after}
    present = {each.key: each for each in load(connection, application)}
    wanted = tuple(keys)
    conflicts = [file for file, item in wanted if _stored(present.get((file, item))) != _stored(was.get((file, item)))]
    if conflicts:
        raise Stale(*conflicts)
    for file, item in wanted:
        this = (PROOF.c.application_id == application, PROOF.c.attachment_id == file, PROOF.c.item == item)
        connection.execute(delete(PROOF).where(*this))
        if (file, item) in now:
            connection.execute(insert(PROOF), {"application_id": application, **_columns(now[file, item])})


def arrive(connection: Connection, application: str, proof: Proof) -> bool:
    """Let a file that was sent wait for a place; False where it lies somewhere already."""
    known = select(PROOF.c.item).where(PROOF.c.application_id == application, PROOF.c.attachment_id == proof.file)
    if connection.execute(known).first() is not None:
        return False
    row = {"application_id": application, **_columns(proof), "item": UNSORTED}
    return insert_once(connection, PROOF, row)


def _stored(proof: Proof | None) -> dict[str, Any] | None:
    return None if proof is None else _columns(proof)


def _columns(proof: Proof) -> dict[str, Any]:
    return {
        "attachment_id": proof.file,
        "item": proof.item,
        "name": storable(proof.name),
        "place": proof.place,
        "kind": proof.kind.value if proof.kind is not None else "",
        "trouble": proof.trouble,
        "turned": proof.turned,
        "by": storable(proof.by),
        "at": proof.at,
        "listed": None if proof.listed is None else storable(codec.dumps(proof.listed)),
        "pages": proof.pages,
        "read": None if proof.read is None else storable(codec.dumps(proof.read)),
    }
