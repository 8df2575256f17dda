"""Files at the items of the evidence list: kept with the application, merged by file and item, never lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from dialogs.record.application import Application
from dialogs.record.proofs import UNSORTED, Proof, ProofKind
from storage import applications, attachments
from storage.attachments import Stored
from storage.database import Database
from storage.errors import Stale
from storage.migrations import VERSIONS, upgrade
from tests.storage.conftest import NOW

AT = "2024-04-11T09:30:00+08:00"


def sent(database: Database, person: int, application: Application, name: str) -> Proof:
    """A file that came for an application and waits for a place."""
    with database.write() as session:
        row = attachments.add(
            session,
            Stored("0" * 64, 7),
            NOW,
            person_id=person,
            application_id=application.id,
            name=name,
            media_type="image/jpeg",
            kind="upload",
            state="unsorted",
        )
        proof = Proof(row.id, UNSORTED, name, "image/jpeg", 7, by="张三", at=AT, sha256="0" * 64)
        applications.receive(session, application.id, proof, NOW)
        return proof


def created(database: Database, person: int) -> Application:
    """A new application."""
    with database.write() as session:
        return applications.create(session, "hebei-clusters/2024", person, NOW)


def loaded(database: Database, application: Application) -> Application:
    """The application as the database has it."""
    with database.read() as session:
        return applications.load(session, application.id)


def saved(database: Database, before: Application, after: Application) -> Application:
    """Save a change."""
    with database.write() as session:
        return applications.save(session, before, after, NOW, by="张三", door="web")


def test_a_file_waits_for_a_place_at_once(database: Database, person: int) -> None:
    """What came is with the application before any turn saw it, once, and everybody who loaded it before notices."""
    before = created(database, person)
    proof = sent(database, person, before, "a.jpg")
    with database.write() as session:
        applications.receive(session, before.id, proof, NOW)
    after = loaded(database, before)
    assert after.proofs == (proof,)
    assert after.version == before.version + 1


def test_places_come_back(database: Database, person: int) -> None:
    """A file at two items, with who vouches, its order, how it is turned; what it is comes from the file itself."""
    start = created(database, person)
    first, second = (sent(database, person, start, name) for name in ("a.jpg", "b.jpg"))
    before = loaded(database, start)
    made = [
        Proof(first.file, "E-4", "甲.jpg", "image/jpeg", 7, 2, ProofKind.DEPARTMENT, "", 90, "张三", AT, "0" * 64),
        Proof(first.file, "E-5", "甲.jpg", "image/jpeg", 7, 1, None, "unclear", 90, "张三", AT, "0" * 64),
        Proof(second.file, "E-4", "乙.jpg", "image/jpeg", 7, 1, None, "", 0, "李四", AT, "0" * 64),
    ]
    after = before.with_proofs(made, [first.key, second.key])
    assert saved(database, before, after).proofs == after.proofs
    assert loaded(database, before).proofs == after.proofs
    assert [proof.name for proof in after.proofs] == ["乙.jpg", "甲.jpg", "甲.jpg"]
    removed = loaded(database, before)
    saved(database, removed, removed.with_proofs([], [made[0].key]))
    assert {proof.item for proof in loaded(database, before).proofs} == {"E-4", "E-5"}


def test_two_people_who_file_at_once(database: Database, person: int) -> None:
    """Different files merge; whoever moves the same file second has to look again."""
    start = created(database, person)
    first, second = (sent(database, person, start, name) for name in ("a.jpg", "b.jpg"))
    seen = loaded(database, start)
    saved(database, seen, seen.with_proofs([Proof(first.file, "E-4", "a.jpg", by="1", at=AT)], [first.key]))
    both = saved(database, seen, seen.with_proofs([Proof(second.file, "E-5", "b.jpg", by="2", at=AT)], [second.key]))
    assert {(proof.name, proof.item) for proof in both.proofs} == {("a.jpg", "E-4"), ("b.jpg", "E-5")}
    with pytest.raises(Stale):
        saved(database, seen, seen.with_proofs([Proof(first.file, "E-7", "a.jpg", by="2", at=AT)], [first.key]))


def test_files_sent_before_there_were_places_wait_for_one(empty: Database, tmp_path: Path) -> None:
    """The migration lays what was sent under an application among what waits, and nothing else."""
    earlier = tmp_path / "earlier"
    earlier.mkdir()
    for step in (each for each in VERSIONS.glob("0*.py") if each.stem < "0008_proof"):
        (earlier / step.name).write_bytes(step.read_bytes())
    upgrade(empty.engine, (earlier,))
    with empty.engine.connect().execution_options(writing=True) as connection, connection.begin():
        connection.execute(
            text(
                "INSERT INTO person (id, name, role, region, locale, created_at)"
                " VALUES (1, '张三', 'county', '', 'zh', '2024')"
            )
        )
        connection.execute(text("INSERT INTO application VALUES ('a1', 'hebei-clusters/2024', 1, 1, '2024', '2024')"))
        for key, application, kind in (("f1", "a1", "upload"), ("f2", None, "upload"), ("f3", "a1", "document")):
            row = (
                "INSERT INTO attachment (id, application_id, person_id, sha256, name, media_type, size, kind,"
                " state, at) VALUES (:key, :application, 1, 'x', 'n', 't', 1, :kind, 'unsorted', :at)"
            )
            connection.execute(text(row), {"key": key, "application": application, "kind": kind, "at": AT})
    empty.migrate()
    with empty.read() as session:
        found = applications.load(session, "a1").proofs
    assert [(proof.file, proof.item, proof.by) for proof in found] == [("f1", UNSORTED, "张三")]
