"""Every test of the storage runs on a real SQLite file and on a real PostgreSQL server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from storage import people
from storage.database import Database
from tests.databases import MakeUrl

NOW = datetime(2024, 4, 1, 9, 30, tzinfo=UTC)


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
