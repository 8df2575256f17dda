"""A link for large files: any number of times, until it expires or is withdrawn."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import text

from storage import people, upload_links
from storage.database import Database
from storage.invitations import hash_of
from tests.storage.conftest import NOW

DAY = timedelta(days=1)


def make(database: Database, person: int) -> str:
    """The token of a link of a day."""
    with database.write() as session:
        return upload_links.make(session, person, None, NOW, NOW + DAY)


def test_a_link_leads_to_its_person(database: Database, person: int) -> None:
    """The token finds whose it is and how long it holds; a guess finds nothing."""
    token = make(database, person)
    with database.read() as session:
        found = upload_links.find(session, token)
        assert upload_links.find(session, "guess") is None
        assert upload_links.listed(session) == (found,)
    assert found is not None
    assert (found.person_id, found.application_id, found.expires_at) == (person, None, NOW + DAY)


def test_the_token_is_not_stored(database: Database, person: int) -> None:
    """Whoever reads the database learns no link."""
    token = make(database, person)
    with database.read() as session:
        assert token not in str(session.connection().execute(text("SELECT * FROM upload_link")).all())


def test_a_withdrawn_link_has_expired(database: Database, person: int) -> None:
    """Withdrawing ends it at once, one time."""
    token = make(database, person)
    with database.write() as session:
        assert upload_links.revoke(session, hash_of(token), NOW)
        assert not upload_links.revoke(session, hash_of(token), NOW)
        found = upload_links.find(session, token)
    assert found is not None
    assert found.expires_at == NOW


def test_shut_out(database: Database, person: int) -> None:
    """Somebody who was shut out sends no files either."""
    token = make(database, person)
    with database.write() as session:
        people.disable(session, person, NOW)
        assert upload_links.find(session, token) is None
