"""People have one role and region, and each address on a channel belongs to one of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from storage import people
from storage.database import Database
from storage.errors import AddressTaken, NoSuchPerson
from tests.storage.conftest import NOW


def test_a_person_comes_back(database: Database) -> None:
    """A registered person is found as registered, speaks Chinese, and may choose another language."""
    with database.write() as session:
        made = people.register(session, "李娜", "county", "130132", NOW)
        assert people.person(session, made.id) == made
        assert (made.name, made.role, made.region, made.locale, made.created_at) == (
            "李娜",
            "county",
            "130132",
            "zh",
            NOW,
        )
        people.set_locale(session, made.id, "en")
        assert people.person(session, made.id).locale == "en"
        people.disable(session, made.id, NOW)
        assert people.person(session, made.id).disabled_at == NOW


def test_nobody_of_this_id(database: Database) -> None:
    """An unknown id is an error of its own."""
    with database.read() as session, pytest.raises(NoSuchPerson):
        people.person(session, 4711)


def test_roles_are_closed(database: Database) -> None:
    """A role that nobody knows is refused by the database itself."""
    role: Any = "emperor"
    with pytest.raises(IntegrityError), database.write() as session:
        people.register(session, "李娜", role, "", NOW)


def test_addresses_are_made_once(database: Database, person: int, other: int) -> None:
    """The same person on the same channel has one address; it is nobody else's."""
    with database.write() as session:
        first = people.ensure(session, person, "console", "local")
        assert people.ensure(session, person, "console", "local") == first
        assert people.find(session, "console", "local") == people.address(session, first.id) == first
        assert people.addresses_of(session, person) == (first,)
        with pytest.raises(AddressTaken):
            people.ensure(session, other, "console", "local")


def test_unknown_addresses(database: Database) -> None:
    """Nobody is found at an address that nobody has."""
    with database.read() as session:
        assert people.find(session, "web", "nobody") is None
        assert people.address(session, 4711) is None


def test_reach(database: Database, person: int) -> None:
    """An address remembers that its person shut the machine out."""
    with database.write() as session:
        made = people.ensure(session, person, "telegram", "123456789012")
        people.set_reach(session, made.id, "blocked")
        found = people.address(session, made.id)
    assert found is not None
    assert found.state == "blocked"


def test_audit(database: Database, person: int) -> None:
    """What is done is noted with person, action, subject and details."""
    with database.write() as session:
        people.audit(session, NOW, "invited", "130132", person_id=person, detail={"name": "李娜"})
    with database.read() as session:
        rows = session.connection().execute(text("SELECT person_id, action, subject, detail FROM audit")).all()
    assert [tuple(row) for row in rows] == [(person, "invited", "130132", '{"name": "李娜"}')]


def test_the_audit_is_read_back(database: Database, person: int) -> None:
    """From a day on, in order, with names where somebody is meant."""
    with database.write() as session:
        people.audit(session, NOW - timedelta(days=2), "signed in", "web", person_id=person, detail={})
        people.audit(session, NOW, "link refused", "unknown", detail={"device": "iPhone"})
        people.audit(session, NOW, "signed out", "web", person_id=person, detail={"others": 2})
    with database.read() as session:
        lines = people.audited(session, NOW - timedelta(days=1))
    assert [(line.person, line.action, line.subject, line.detail) for line in lines] == [
        (None, "link refused", "unknown", {"device": "iPhone"}),
        ("李娜", "signed out", "web", {"others": 2}),
    ]
    assert (lines[1].at, lines[1].person_id) == (NOW, person)
