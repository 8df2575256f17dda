"""Files are whole or not there, private, kept once, and opened only by those whom they belong to."""

from __future__ import annotations

import hashlib
import os
import signal
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest

from storage import applications, attachments, objects, participants
from storage.attachments import Attachment, Stored
from storage.database import Database
from storage.errors import NotYours
from tests.storage import killed_storing
from tests.storage.conftest import NOW

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def add(database: Database, stored: Stored, person: int, application: str | None = None) -> Attachment:
    """Give stored bytes to a person or an application."""
    with database.write() as session:
        return attachments.add(
            session,
            stored,
            NOW,
            person_id=person,
            application_id=application,
            name="申报表.docx",
            media_type=WORD,
            kind="document",
            state="draft",
        )


@pytest.mark.parametrize("size", [0, 1, (1 << 20) + 1])
def test_bytes_come_back(tmp_path: Path, size: int) -> None:
    """Bytes and streams of any size lie in the folder under their sha256."""
    content = bytes(number % 251 for number in range(size))
    folder = tmp_path / "attachments"
    stored = attachments.store(content, folder)
    assert stored == attachments.store(BytesIO(content), folder)
    assert stored == Stored(hashlib.sha256(content).hexdigest(), size)
    assert (folder / stored.sha256).read_bytes() == content
    assert [path.name for path in folder.iterdir()] == [stored.sha256]


def test_a_size_may_be_larger_than_two_gigabytes(database: Database, person: int) -> None:
    """A file's size is kept on either database, whatever it is."""
    large = add(database, Stored("0" * 64, 3 << 30), person)
    with database.read() as session:
        assert attachments.find(session, large.id, person).size == 3 << 30


def test_nobody_else_may_read(tmp_path: Path) -> None:
    """The folder is private, also one that was open before, and so is every file in it."""
    tmp_path.chmod(0o755)
    stored = attachments.store(b"x", tmp_path)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / stored.sha256).stat().st_mode) == 0o600


def test_opened_by_owner_and_participant(database: Database, tmp_path: Path, person: int, other: int) -> None:
    """The owner of the application and those who take part open its files; others do not, and learn nothing."""
    with database.write() as session:
        application = applications.create(session, "hebei-clusters/2024", person, NOW).id
    made = add(database, attachments.store(b"word", tmp_path), person, application)
    with database.read() as session:
        found = attachments.find(session, made.id, person)
        with pytest.raises(NotYours):
            attachments.find(session, made.id, other)
        with pytest.raises(NotYours):
            attachments.find(session, "guess", person)
    assert found == made
    assert attachments.path_of(found, tmp_path).read_bytes() == b"word"
    with database.write() as session:
        participants.add(session, application, other, ())
        assert attachments.find(session, made.id, other) == made


def test_without_an_application(database: Database, tmp_path: Path, person: int, other: int) -> None:
    """A file that belongs to no application yet is its person's alone; its state can change."""
    made = add(database, attachments.store(b"word", tmp_path), person)
    with database.write() as session:
        with pytest.raises(NotYours):
            attachments.find(session, made.id, other)
        attachments.set_state(session, made.id, "superseded")
        assert attachments.find(session, made.id, person).state == "superseded"


def test_same_bytes_two_files(database: Database, tmp_path: Path, person: int, other: int) -> None:
    """Two people who store the same bytes have two files, each one's own."""
    stored = attachments.store(b"same", tmp_path)
    mine, theirs = add(database, stored, person), add(database, stored, other)
    assert mine.id != theirs.id
    with database.read() as session, pytest.raises(NotYours):
        attachments.find(session, mine.id, other)


@pytest.mark.parametrize("step", killed_storing.STEPS)
def test_killed_between_steps(tmp_path: Path, database: Database, person: int, step: str) -> None:
    """Wherever the process is killed, no file is half there under its name, and a repeat works."""
    folder = tmp_path / "attachments"
    url = database.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, killed_storing.__file__, url, str(folder), str(person), step]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    whole = [path for path in folder.iterdir() if path.suffix != objects.UNFINISHED]
    assert all(hashlib.sha256(path.read_bytes()).hexdigest() == path.name for path in whole)
    assert attachments.discard_unfinished(folder) == (1 if step == "half written" else 0)
    made = add(database, attachments.store(killed_storing.CONTENT, folder), person)
    assert attachments.path_of(made, folder).read_bytes() == killed_storing.CONTENT


def test_left_without_finishing(tmp_path: Path) -> None:
    """A file that stops arriving, or is too much, leaves nothing behind."""
    with attachments.Arriving(tmp_path) as arriving:
        arriving.write(b"half")
        assert arriving.size == 4
        assert len(list(tmp_path.iterdir())) == 1
    assert list(tmp_path.iterdir()) == []


def test_what_is_being_written_is_spared(tmp_path: Path) -> None:
    """A file that another process receives just now stays; one that nobody touched for long goes."""
    with attachments.Arriving(tmp_path) as arriving:
        arriving.write(b"half")
        assert attachments.discard_unfinished(tmp_path, untouched=600) == 0
        arriving.write(b" whole")
        stored = arriving.finish()
    assert attachments.store(b"half whole", tmp_path) == stored
    old = tmp_path / f"old{objects.UNFINISHED}"
    old.touch()
    os.utime(old, (0, 0))
    assert attachments.discard_unfinished(tmp_path, untouched=600) == 1


def upload(database: Database, person: int, application: str | None, key: str | None, days: int = 0) -> Attachment:
    """Note an upload of a person."""
    with database.write() as session:
        return attachments.add(
            session,
            Stored("00", 1),
            NOW + timedelta(days=days),
            person_id=person,
            application_id=application,
            name=f"{key}.pdf",
            media_type="application/pdf",
            kind="upload",
            state="unsorted",
            key=key,
        )


def test_a_repeated_upload_is_the_same_file(database: Database, person: int) -> None:
    """The second time under one key finds what the first time made."""
    first = upload(database, person, None, "again")
    assert upload(database, person, None, "again", days=1) == first
    assert upload(database, person, None, None).id != upload(database, person, None, None).id


def test_two_uploads_under_one_key_at_once(database: Database, person: int) -> None:
    """Whoever comes second, while the first is not stored yet, waits and finds it."""
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: upload(database, person, None, "again").id, range(8)))
    assert set(made) == {"again"}


def test_what_was_uploaded_since(database: Database, person: int, other: int) -> None:
    """A person sees the own uploads for one application, from a moment on, in order."""
    with database.write() as session:
        application = applications.create(session, "hebei-clusters/2024", person, NOW).id
    upload(database, person, application, "before", days=-1)
    upload(database, person, application, "b", days=1)
    upload(database, person, application, "a")
    upload(database, person, None, "elsewhere")
    upload(database, other, application, "theirs")
    with database.read() as session:
        assert [each.id for each in attachments.uploaded(session, person, application, NOW)] == ["a", "b"]
        assert [each.id for each in attachments.uploaded(session, person, None, NOW)] == ["elsewhere"]
