"""A browser stays signed in until its time is over, it signs out, or its person is shut out."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import text

from storage import people, web_sessions
from storage.database import Database
from storage.invitations import hash_of
from tests.storage.conftest import NOW

MONTH = timedelta(days=30)


def issue(database: Database, person: int) -> str:
    """The cookie's token of a session of a month."""
    with database.write() as session:
        return web_sessions.issue(session, person, NOW, NOW + MONTH, "Mozilla/5.0 \udcff")


def holds(database: Database, token: str, after: timedelta = timedelta()) -> bool:
    """Whether the cookie is good."""
    with database.read() as session:
        return web_sessions.find(session, token, NOW + after) is not None


def test_a_session_holds_until_it_ends(database: Database, person: int) -> None:
    """A cookie is good up to its last moment; a guessed one never is."""
    token = issue(database, person)
    assert holds(database, token, MONTH - timedelta(seconds=1))
    assert not holds(database, token, MONTH)
    assert not holds(database, "guess")


def test_whose_it_is(database: Database, person: int) -> None:
    """The session names its person, and remembers when it was seen last."""
    token = issue(database, person)
    later = NOW + timedelta(hours=1)
    with database.write() as session:
        found = web_sessions.find(session, token, NOW)
        assert found is not None
        web_sessions.seen(session, found.token_hash, later)
    with database.read() as session:
        found = web_sessions.find(session, token, NOW)
    assert found is not None
    assert (found.person_id, found.last_seen_at) == (person, later)


def test_the_token_is_not_stored(database: Database, person: int) -> None:
    """Whoever reads the database cannot make a cookie of it."""
    token = issue(database, person)
    with database.read() as session:
        rows = [tuple(row) for row in session.connection().execute(text("SELECT * FROM web_session"))]
    assert token not in str(rows)


def test_signing_out(database: Database, person: int) -> None:
    """One session ends, or all of a person at once."""
    first, second, third = (issue(database, person) for _ in range(3))
    with database.write() as session:
        found = web_sessions.find(session, first, NOW)
        assert found is not None
        assert web_sessions.revoke(session, found.token_hash, NOW)
        assert not web_sessions.revoke(session, found.token_hash, NOW)
        assert web_sessions.revoke_all(session, person, NOW) == 2
    assert not any(holds(database, token) for token in (first, second, third))


def test_shut_out(database: Database, person: int) -> None:
    """No cookie of a person who was shut out is good."""
    token = issue(database, person)
    with database.write() as session:
        people.disable(session, person, NOW)
    assert not holds(database, token)


def hashes(database: Database, person: int, after: timedelta = timedelta()) -> list[str]:
    """The browsers in which a person is signed in."""
    with database.read() as session:
        return [each.token_hash for each in web_sessions.of_person(session, person, NOW + after)]


def test_the_browsers_of_a_person(database: Database, person: int, other: int) -> None:
    """Listed by when they were seen last; those that ended, and other people's, are not among them."""
    first, second, gone = (hash_of(issue(database, person)) for _ in range(3))
    issue(database, other)
    with database.write() as session:
        web_sessions.seen(session, first, NOW + timedelta(hours=1))
        web_sessions.revoke(session, gone, NOW)
    assert hashes(database, person) == [first, second]
    assert hashes(database, person, MONTH) == []


def test_the_others_sign_out(database: Database, person: int, other: int) -> None:
    """All browsers of a person but one are signed out, and nobody else's."""
    kept, lost, foreign = issue(database, person), issue(database, person), issue(database, other)
    with database.write() as session:
        assert web_sessions.revoke_all(session, person, NOW, but=hash_of(kept)) == 1
    assert [holds(database, each) for each in (kept, lost, foreign)] == [True, False, True]


def test_which_of_many_stand(database: Database, person: int, other: int) -> None:
    """One question tells for all open pages whose session still holds: not revoked, not over, nobody shut out."""
    here, revoked, shut_out = issue(database, person), issue(database, person), issue(database, other)
    asked = [hash_of(each) for each in (here, revoked, shut_out, "guess")]
    with database.write() as session:
        web_sessions.revoke(session, hash_of(revoked), NOW)
        people.disable(session, other, NOW)
        assert web_sessions.standing(session, asked, NOW) == {hash_of(here)}
        assert web_sessions.standing(session, asked, NOW + MONTH) == frozenset()
        assert web_sessions.standing(session, [], NOW) == frozenset()


def test_a_browser_is_recognised_after_its_time(database: Database, person: int) -> None:
    """Its own link lets it in again, so it has to be known; not once it was signed out, or its person shut out."""
    over, revoked = issue(database, person), issue(database, person)
    with database.write() as session:
        web_sessions.revoke(session, hash_of(revoked), NOW)
        found = web_sessions.recognise(session, over)
        assert found is not None
        assert found.person_id == person
        assert web_sessions.recognise(session, revoked) is web_sessions.recognise(session, "guess") is None
        people.disable(session, person, NOW)
        assert web_sessions.recognise(session, over) is None
