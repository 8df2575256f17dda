"""Every test of the storage runs on a real SQLite file and on a real PostgreSQL server."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage import people
from storage.database import Database
from tests.storage import cluster

NOW = datetime(2024, 4, 1, 9, 30, tzinfo=UTC)

KINDS = ("sqlite", "postgresql")
_numbers = itertools.count(1)

MakeUrl = Callable[[bool], str]


@pytest.fixture(scope="session")
def server() -> Iterator[Path]:
    """The folder of a running PostgreSQL; fails where none is installed."""
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(cluster.running())
        except cluster.MissingPrograms as missing:
            pytest.fail(str(missing))
        template = Database(cluster.make(folder, "migrated"))
        template.migrate()
        template.close()
        yield folder


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to be copied."""
    template = Database(f"sqlite:///{tmp_path_factory.mktemp('template')}/app.db")
    template.migrate()
    copy = template.file.with_name("copy.db")
    template.backup(copy)
    template.close()
    return copy


@pytest.fixture(params=KINDS)
def make_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MakeUrl]:
    """Makes databases of both kinds, empty or migrated, and returns their URLs."""
    with ExitStack() as stack:
        if request.param == "sqlite":
            yield lambda migrated: _sqlite(request, tmp_path, migrated)
        else:
            server: Path = request.getfixturevalue("server")
            yield lambda migrated: _postgresql(stack, server, migrated)


def _sqlite(request: pytest.FixtureRequest, folder: Path, migrated: bool) -> str:
    file = folder / f"{next(_numbers)}.db"
    if migrated:
        source: Path = request.getfixturevalue("migrated_file")
        file.write_bytes(source.read_bytes())
    return f"sqlite:///{file}"


def _postgresql(stack: ExitStack, server: Path, migrated: bool) -> str:
    name = f"test{next(_numbers)}"
    stack.callback(cluster.drop, server, name)
    return cluster.make(server, name, "migrated" if migrated else "template0")


@pytest.fixture
def empty(make_url: MakeUrl) -> Iterator[Database]:
    """A database without any table."""
    database = Database(make_url(False))
    yield database
    database.close()


@pytest.fixture
def database(make_url: MakeUrl) -> Iterator[Database]:
    """A database with all tables and no rows."""
    database = Database(make_url(True))
    yield database
    database.close()


@pytest.fixture
def person(database: Database) -> int:
    """The id of a county contact."""
    with database.write() as session:
        return people.register(session, "李娜", "county", "130132", NOW).id


@pytest.fixture
def other(database: Database) -> int:
    """The id of a contact of another county."""
    with database.write() as session:
        return people.register(session, "王强", "county", "130125", NOW).id


@pytest.fixture
def address(database: Database, person: int) -> int:
    """The id of the county contact's address on the web page."""
    with database.write() as session:
        return people.ensure(session, person, "web", str(person)).id


@pytest.fixture
def second_address(database: Database, other: int) -> int:
    """The id of the other contact's address on the web page."""
    with database.write() as session:
        return people.ensure(session, other, "web", str(other)).id
