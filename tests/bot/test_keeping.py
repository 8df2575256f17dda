"""A backup is whole, taken while others work, and comes back as it was; what stands in its way is said by name."""

from __future__ import annotations

import sqlite3
import stat
import threading
from contextlib import closing
from pathlib import Path

import pytest

from bot.entering.inviting import first_link
from bot.house import House
from bot.keeping.backing import back_up
from bot.keeping.bundle import Unusable
from bot.keeping.restoring import restore
from bot.settings import Settings
from bot.turns.links import links_of
from dialogs.record.application import Answer, Application
from storage import applications, attachments, people
from storage.attachments import Stored
from storage.database import Database
from tests.bot.conftest import NOON
from tests.bot.test_command_line import run

ANSWERS = 1000
FILES = 50


@pytest.fixture
def kind() -> str:
    """The embedded database: of a PostgreSQL its own tools take copies."""
    return "sqlite"


def answers(number: int, slots: int = 200) -> list[Answer]:
    """So many answers, all different."""
    at = "2024-04-11T09:30:00+08:00"
    return [Answer(f"slot{slot}", f"{number}-{slot}", words="说", by="1", at=at, door="web") for slot in range(slots)]


def filled(house: House, number: int = 0, slots: int = 200) -> Application:
    """An application with answers, of a person of its own."""
    with house.database.write() as session:
        owner = people.register(session, f"县{number}", "county", "", NOON)
        made = applications.create(session, house.form.edition, owner.id, NOON)
        after = made.with_answers(answers(number, slots))
        return applications.save(session, made, after, NOON, by="1", door="web")


def proof(house: House, owner: int, number: int) -> Stored:
    """A file that somebody sent, with a row for it."""
    stored = attachments.store(f"proof {number}".encode(), house.documents.folder)
    with house.database.write() as session:
        attachments.add(
            session,
            stored,
            NOON,
            person_id=owner,
            application_id=None,
            name=f"佐证{number}.pdf",
            media_type="application/pdf",
            kind="upload",
            state="unsorted",
        )
    return stored


def everything(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables of a database."""
    with closing(sqlite3.connect(file)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        select = "SELECT * FROM {}".format
        return {name: sorted(connection.execute(select(name)).fetchall(), key=repr) for name in tables}


def taken(house: House, folder: Path) -> Path:
    """A backup of a house."""
    list(back_up(house.settings, folder))
    return folder


def test_a_drill_brings_every_answer_and_every_file_back(house: House, tmp_path: Path) -> None:
    """1,000 answers and 50 files: all rows, all bytes and the key are after it what they were before it."""
    for number in range(ANSWERS // 200):
        filled(house, number)
    stored = [proof(house, 1, number) for number in range(FILES)]
    before = everything(house.settings.data / "app.db")
    assert len(before["answer"]) == ANSWERS
    backup, new = taken(house, tmp_path / "backup"), Settings(data=tmp_path / "new", now=NOON)
    assert f"with {FILES} files" in "".join(restore(new, backup))
    after = everything(new.data / "app.db")
    assert [row[4] for row in after.pop("audit")] == [*(row[4] for row in before.pop("audit")), "backed up"]
    assert after == before
    for each in stored:
        assert (new.data / "files" / each.sha256).read_bytes() == (house.documents.folder / each.sha256).read_bytes()
    assert links_of(new.data, "") == links_of(house.settings.data, "")
    modes = {path.is_dir(): stat.S_IMODE(path.stat().st_mode) for path in new.data.rglob("*")}
    assert modes == {True: 0o700, False: 0o600}


def test_a_backup_under_load_is_of_one_moment(house: House, tmp_path: Path) -> None:
    """While files and answers go on coming, every row of the backup has its file in it."""
    owner, stop = filled(house, 0, 1), threading.Event()

    def _go_on() -> None:
        number = 0
        while not stop.is_set():
            proof(house, 1, number)
            filled(house, number := number + 1, 3)

    busy = threading.Thread(target=_go_on)
    busy.start()
    backups = [taken(house, tmp_path / f"backup{number}") for number in range(3)]
    stop.set()
    busy.join()
    assert owner.id
    for number, backup in enumerate(backups):
        settings = Settings(data=tmp_path / f"new{number}", now=NOON)
        list(restore(settings, backup))
        rows = everything(settings.data / "app.db")
        assert {row[3] for row in rows["attachment"]} == {path.name for path in (settings.data / "files").iterdir()}
        assert len(rows["answer"]) % 3 == 1


def test_what_is_missing_is_named(house: House, tmp_path: Path) -> None:
    """A file that was lost before, one lost from the backup, one damaged in it; on demand the rest comes back."""
    filled(house, 0, 1)
    lost, gone, bent, whole = (proof(house, 1, number) for number in range(4))
    (house.documents.folder / lost.sha256).unlink()
    assert lost.sha256 in "".join(back_up(house.settings, tmp_path / "backup"))
    files = tmp_path / "backup" / "files"
    (files / gone.sha256).unlink()
    (files / bent.sha256).write_bytes(b"other")
    new = Settings(data=tmp_path / "new")
    with pytest.raises(Unusable, match="not complete") as refused:
        restore(new, tmp_path / "backup")
    for name in ("佐证0.pdf': was missing", "佐证1.pdf': not there", "佐证2.pdf': damaged"):
        assert name in str(refused.value)
    assert not new.data.exists()
    told = list(restore(new, tmp_path / "backup", incomplete=True))
    assert len(told) == 4
    assert (new.data / "files" / whole.sha256).is_file()
    assert not (new.data / "files" / bent.sha256).exists()


@pytest.mark.parametrize("left", ["app.db-wal", "app.db", "engine.db", "links.key", "files/0123"])
def test_a_folder_with_leftovers_is_refused(house: House, tmp_path: Path, left: str) -> None:
    """What would mix with the backup is named, nothing is touched, and the way on is said."""
    backup, new = taken(house, tmp_path / "backup"), Settings(data=tmp_path / "new")
    (new.data / "files").mkdir(parents=True)
    (new.data / left).write_bytes(b"old")
    with pytest.raises(Unusable, match=f"mv(?s:.*)In it:\n{left}$"):
        restore(new, backup)
    assert [path for path in new.data.rglob("*") if path.is_file()] == [new.data / left]


def test_a_restore_that_was_killed_is_repeated(house: House, tmp_path: Path) -> None:
    """What the first one put in place, whole or half, is no leftover."""
    filled(house, 0, 1)
    stored = proof(house, 1, 1)
    backup, new = taken(house, tmp_path / "backup"), Settings(data=tmp_path / "new")
    (new.data / "files").mkdir(parents=True)
    (new.data / "files" / f"{stored.sha256}.part").write_bytes(b"pr")
    (new.data / "links.key").write_bytes((backup / "links.key").read_bytes())
    list(restore(new, backup))
    assert (new.data / "files" / stored.sha256).read_bytes() == b"proof 1"
    assert {path.name for path in new.data.rglob("*")} == {"app.db", "links.key", "files", stored.sha256}


@pytest.mark.parametrize("harm", ["backup.json", "app.db", "links.key"])
def test_a_damaged_backup_is_refused(house: House, tmp_path: Path, harm: str) -> None:
    """Before anything is written."""
    backup, new = taken(house, tmp_path / "backup"), Settings(data=tmp_path / "new")
    (backup / harm).write_bytes((backup / harm).read_bytes()[:-1])
    with pytest.raises(Unusable, match=r"[Cc]hoose another"):
        restore(new, backup)
    assert not new.data.exists()


def test_a_backup_never_replaces_another_one(house: House, tmp_path: Path) -> None:
    """The folder must be new; half of one that was interrupted is begun anew."""
    (tmp_path / "backup.part").mkdir()
    (tmp_path / "backup.part" / "half").touch()
    backup = taken(house, tmp_path / "backup")
    assert {path.name for path in backup.iterdir()} == {"app.db", "links.key", "files", "backup.json"}
    with pytest.raises(Unusable, match="is there already"):
        back_up(house.settings, backup)
    with pytest.raises(Unusable, match="SHENBAO_DATA"):
        back_up(Settings(data=tmp_path / "nothing"), tmp_path / "other")


def test_a_folder_in_use_is_refused(house: House, tmp_path: Path) -> None:
    """Another process has the database open: the command says so, in a sentence."""
    backup = tmp_path / "backup"
    run(house.settings.data, "backup", str(backup))
    refused = run(house.settings.data, "restore", str(backup))
    assert refused.returncode == 2
    assert "is in use. Stop the service first." in refused.stderr


def test_the_commands_say_what_they_did(tmp_path: Path) -> None:
    """`backup` and `restore` as an operator uses them; the restored house goes on where the old one was."""
    run(tmp_path / "data", "chat", typed="开始\n")
    made = run(tmp_path / "data", "backup", str(tmp_path / "backup"))
    assert made.stdout.endswith("backup: app.db, links.key, 0 files.\n")
    assert run(tmp_path / "new", "restore", str(tmp_path / "backup")).returncode == 0
    database = Database(Settings(data=tmp_path / "new").database)
    with database.read() as session:
        assert people.named(session, "local") == (1,)
    database.close()


def test_the_first_link_is_the_same_at_each_start(house: House) -> None:
    """One is enough; a new one where the old one no longer holds."""
    first = first_link(house, days=7)
    assert first_link(house, days=7) == first
    house.settings.now = NOON.replace(day=20)
    assert first_link(house, days=7) != first
