"""A backup of a house on PostgreSQL: its own tools take the database, ours files and key; all comes back as it was."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.house import House, build
from bot.settings import Settings
from bot.turns.links import links_of
from dialogs.turn.messages import Said
from storage import people
from storage.database import Database
from storage.tables import METADATA
from tests.bot.conftest import NOON
from tests.bot.patience import until
from tests.bot.test_command_line import run
from tests.bot.test_keeping import filled, proof
from tests.storage import cluster


@pytest.fixture
def kind() -> str:
    """The server: the embedded database has a drill of its own."""
    return "postgresql"


@pytest.fixture
def restored(server: Path) -> Iterator[str]:
    """The URL of a database that a dump is put into."""
    url = cluster.make(server, "restored")
    yield url
    cluster.drop(server, "restored")


def everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, but those of who lives at the moment."""
    with database.read() as session:
        tables = [table for table in METADATA.sorted_tables if table.name != "process"]
        rows = {each.name: session.connection().execute(each.select()).all() for each in tables}
    return {name: sorted((tuple(row) for row in found), key=repr) for name, found in rows.items()}


def dumped(url: str, file: Path) -> None:
    """A dump, as README says."""
    program = cluster.programs() / "pg_dump"
    subprocess.run([program, "--no-owner", f"--file={file}", url], check=True, capture_output=True)


def put_back(file: Path, url: str) -> None:
    """The dump in another database."""
    program = cluster.programs() / "psql"
    subprocess.run(
        [program, "--quiet", "--set=ON_ERROR_STOP=1", f"--file={file}", url], check=True, capture_output=True
    )


def test_a_drill_on_a_server_brings_everything_back(
    house: House, database_url: str, restored: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """pg_dump, `backup`, `restore`, psql: all rows, all files and the key; the conversation goes on where it was."""
    filled(house)
    stored = [proof(house, 1, number) for number in range(3)]
    with house.database.write() as session:
        address = people.ensure(session, 1, "web", "1").id
    house.conversations.receive(address, "said before", Said("开始"))
    before = everything(house.database)
    dumped(database_url, tmp_path / "dump.sql")
    made = run(house.settings.data, "backup", str(tmp_path / "backup"))
    assert "run pg_dump" in made.stdout
    put_back(tmp_path / "dump.sql", restored)
    monkeypatch.setenv("SHENBAO_DATABASE_URL", restored)
    said = run(tmp_path / "new", "restore", str(tmp_path / "backup"))
    assert "with 3 files" in said.stdout
    again = build(Settings(data=tmp_path / "new", now=NOON))
    assert everything(again.database) == before
    for each in stored:
        assert (again.documents.folder / each.sha256).read_bytes() == (
            house.documents.folder / each.sha256
        ).read_bytes()
    assert links_of(again.settings.data, "") == links_of(house.settings.data, "")
    again.start()
    again.conversations.receive(address, "said after", Said("否"))
    assert until(lambda: again.history.messages(address))[-1].sequence > house.history.messages(address)[-1].sequence
    again.stop()
    again.database.close()
