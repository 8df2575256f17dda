"""A link lets one person in, once; afterwards it works for that person only."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from storage import applications, invitations, participants, people
from storage.database import Database
from storage.errors import ExpiredInvitation, RevokedInvitation, SpentInvitation, UnknownInvitation
from storage.people import Person
from tests.storage.conftest import NOW

WEEK = timedelta(days=7)


def invite(database: Database, person_id: int | None = None) -> str:
    """The token of an invitation for a county contact, good for a week."""
    with database.write() as session:
        return invitations.invite(
            session, role="county", region="130132", name="李娜", now=NOW, expires_at=NOW + WEEK, person_id=person_id
        )


def redeem(database: Database, token: str, person_id: int | None = None, now: datetime = NOW) -> Person:
    """Redeem in a transaction of its own."""
    with database.write() as session:
        return invitations.redeem(session, token, now, person_id)


def test_the_first_time_makes_the_person(database: Database) -> None:
    """Who redeems the link becomes a person with the role, region and name of the invitation."""
    person = redeem(database, invite(database))
    assert (person.role, person.region, person.name) == ("county", "130132", "李娜")


def test_the_token_is_not_stored(database: Database) -> None:
    """Whoever reads the database learns no link: only the hash is there."""
    token = invite(database)
    with database.read() as session:
        rows = [tuple(row) for row in session.connection().execute(text("SELECT * FROM invitation"))]
    assert token not in str(rows)
    assert invitations.hash_of(token) in str(rows)


def test_looking_does_not_redeem(database: Database) -> None:
    """The preview of a messenger looks at the link and leaves it as it is."""
    token = invite(database)
    with database.read() as session:
        found = invitations.look(session, token)
        assert invitations.look(session, "guess") is None
    assert found is not None
    assert (found.redeemed_at, found.name) == (None, "李娜")
    redeem(database, token)


def test_the_same_person_again(database: Database) -> None:
    """The link keeps working in the session of the person whom it let in, also after it expired."""
    token = invite(database)
    person = redeem(database, token)
    assert redeem(database, token, person.id) == person
    assert redeem(database, token, person.id, NOW + 2 * WEEK) == person


@pytest.mark.parametrize("signed_in", [False, True])
def test_somebody_else_is_refused(database: Database, other: int, signed_in: bool) -> None:
    """A used link lets in neither a stranger nor another person who is signed in."""
    token = invite(database)
    redeem(database, token)
    with pytest.raises(SpentInvitation):
        redeem(database, token, other if signed_in else None)


def test_two_at_once(database: Database) -> None:
    """Of two browsers that redeem one link at the same moment, the second waits for the first and is refused."""
    token = invite(database)
    with ThreadPoolExecutor(1) as pool:
        with database.write() as session:
            invitations.redeem(session, token, NOW, None)
            second = pool.submit(redeem, database, token)
            with pytest.raises(TimeoutError):
                second.result(timeout=0.3)
        with pytest.raises(SpentInvitation):
            second.result()


def test_refusals_differ(database: Database) -> None:
    """An unknown, a withdrawn and an expired link each say so, and let nobody in."""
    withdrawn = invite(database)
    with database.write() as session:
        assert invitations.revoke(session, invitations.hash_of(withdrawn), NOW)
        assert not invitations.revoke(session, invitations.hash_of(withdrawn), NOW)
    with pytest.raises(RevokedInvitation):
        redeem(database, withdrawn)
    with pytest.raises(ExpiredInvitation):
        redeem(database, invite(database), now=NOW + WEEK)
    with pytest.raises(UnknownInvitation):
        redeem(database, "guess\ud800")
    with database.read() as session:
        assert not people.anyone_registered(session)


def test_withdrawn_after_use(database: Database) -> None:
    """A withdrawn link lets nobody in any more, not even the person who used it."""
    token = invite(database)
    person = redeem(database, token)
    with database.write() as session:
        invitations.revoke(session, invitations.hash_of(token), NOW)
    with pytest.raises(RevokedInvitation):
        redeem(database, token, person.id)


def test_a_known_person_comes_back(database: Database, person: int) -> None:
    """A link for somebody who lost the first one leads to the same person, whatever names it carries."""
    assert redeem(database, invite(database, person)).id == person


def test_anyone_registered(database: Database, person: int) -> None:
    """The first link is offered until somebody came in by one; people of the console do not count."""
    token = invite(database)
    with database.read() as session:
        assert not people.anyone_registered(session)
    redeem(database, token)
    with database.read() as session:
        assert people.anyone_registered(session)


def test_listed(database: Database) -> None:
    """An administrator sees what was given out and what became of it."""
    token = invite(database)
    person = redeem(database, token)
    with database.read() as session:
        (only,) = invitations.listed(session)
    assert (only.redeemed_by, only.redeemed_at, only.expires_at) == (person.id, NOW, NOW + WEEK)


def share(database: Database, owner: int) -> tuple[str, str]:
    """An application of this person, and the token of a link for a colleague to two of its sections."""
    with database.write() as session:
        application = applications.create(session, "hebei-clusters/2024", owner, NOW).id
        token = invitations.invite(
            session,
            role="county",
            region="130132",
            name="园区",
            now=NOW,
            expires_at=NOW + WEEK,
            created_by=owner,
            application_id=application,
            sections=("digital", "green"),
        )
    return application, token


def test_a_colleague_takes_part(database: Database, person: int) -> None:
    """Who redeems a link to an application works on the sections that it names, and comes in again by it."""
    application, token = share(database, person)
    colleague = redeem(database, token)
    with database.read() as session:
        assert applications.may_open(session, application, colleague.id)
        assert participants.everybody(session, application)[1].sections == ("digital", "green")
    assert redeem(database, token, colleague.id) == colleague


def test_a_colleague_who_is_known_stays_the_same_person(database: Database, person: int, other: int) -> None:
    """Somebody signed in takes part as whom the machine knows, and keeps an application of the own."""
    application, token = share(database, person)
    assert redeem(database, token, other).id == other
    with database.read() as session:
        assert applications.may_open(session, application, other)
    with pytest.raises(SpentInvitation):
        redeem(database, token)


def test_whoever_is_in_uses_nothing_up(database: Database, person: int, other: int) -> None:
    """Tapping the link that one made for a colleague, or for one's other device, leaves it for them."""
    _, shared = share(database, person)
    own = invite(database, person)
    assert redeem(database, shared, person).id == redeem(database, own, person).id == person
    assert redeem(database, shared, other).id == other
    assert redeem(database, own).id == person
