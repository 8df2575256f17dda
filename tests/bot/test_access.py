"""The operator's view: links, withdrawing them, the audit."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.entering.access import NoSuchLink, SeveralLinks, audit, links, revoke, shut_out
from bot.entering.inviting import invite_again, invite_person
from bot.entering.visiting import Devices, People
from bot.evidence.receiving import upload_link
from bot.house import House
from bot.serving import services
from storage import applications, invitations, participants, people
from storage.database import Session
from storage.errors import NoSuchPerson, NotYours, RevokedInvitation
from tests.bot.conftest import NOON


def invited(house: House, name: str = "张三") -> str:
    """The token of a fresh link."""
    return invite_person(house, name=name, role="county", region="", days=7).rpartition("/")[2]


def entered(house: House, token: str) -> str:
    """Use a link; returns the cookie."""
    return People(house).redeem(token, "phone", NOON, None)


def test_links_are_listed_without_their_secrets(house: House) -> None:
    """Personal, device and upload links, each with its state; no token among it."""
    used = invited(house)
    house.settings.now = NOON + timedelta(minutes=1)
    fresh = invited(house, "李四")
    visitor = People(house).find(entered(house, used))
    assert visitor is not None
    upload = upload_link(house, visitor.person, None)
    lines = links(house)
    assert [line.split()[1] for line in lines] == ["used", "valid", "valid"]
    assert lines[0].startswith(invitations.hash_of(used)[:12])
    assert lines[0].endswith("county     张三 (1)")
    assert lines[1].endswith("county     李四")
    assert lines[2].endswith("upload     张三 (1)")
    assert not any(token in "\n".join(lines) for token in (used, fresh, upload.rpartition("/")[2]))


def test_a_link_is_withdrawn_by_the_beginning_of_its_id(house: House) -> None:
    """Nobody comes in by it any more; too short, unknown and ambiguous beginnings do nothing."""
    token = invited(house)
    short = links(house)[0][:6]
    assert "revoked" in revoke(house, short)[0]
    with pytest.raises(RevokedInvitation):
        entered(house, token)
    for wrong in ("", short[:3], "ffffffffffff0", "%"):
        with pytest.raises(NoSuchLink):
            revoke(house, wrong)


def test_an_ambiguous_id_is_refused(house: House) -> None:
    """Where two ids begin alike, more has to be said."""
    with house.database.write() as session:
        for number in range(2):
            token = invitations.invite(session, role="county", region="", name="", now=NOON, expires_at=NOON)
            statement = text("UPDATE invitation SET token_hash = :new WHERE token_hash = :old")
            session.connection().execute(statement, {"new": f"abcd{number}", "old": invitations.hash_of(token)})
    with pytest.raises(SeveralLinks):
        revoke(house, "abcd")
    assert "revoked" in revoke(house, "abcd1")[0]


def test_an_upload_link_is_withdrawn(house: House) -> None:
    """It counts as expired from then on."""
    visitor = People(house).find(entered(house, invited(house)))
    assert visitor is not None
    upload_link(house, visitor.person, None)
    assert links(house)[1].split()[1] == "valid"
    assert revoke(house, links(house)[1][:12])[0].split()[1] == "expired"


def everywhere(house: House) -> tuple[str, int]:
    """Somebody who is in by every way: returns the session and the number of the person."""
    cookie = entered(house, invited(house))
    visitor = People(house).find(cookie)
    assert visitor is not None
    Devices(house).link(visitor)
    upload_link(house, visitor.person, None)
    with house.database.write() as session:
        people.ensure(session, visitor.person, "telegram", "4711")
        opened = applications.create(session, house.form.edition, visitor.person, NOON)
        for name in ("园区", "统计局"):
            colleague(session, name, visitor.person, opened.id)
    return cookie, visitor.person


def colleague(session: Session, name: str, maker: int, application: str) -> str:
    """A link for a colleague's help with an application."""
    return invitations.invite(
        session,
        role="county",
        region="",
        name=name,
        now=NOON,
        expires_at=NOON + timedelta(days=7),
        created_by=maker,
        application_id=application,
        sections=("basics",),
    )


def still_works(house: House, cookie: str) -> list[str]:
    """Which ways in work, out of all there are."""
    with house.database.read() as session:
        listed = invitations.listed(session)
        telegram = people.known(session, "telegram", "4711") is not None
        unused = [each for each in listed if each.redeemed_at is None and each.revoked_at is None]
    found = {
        "session": People(house).find(cookie) is not None,
        "device": any(each.person_id is not None for each in unused),
        "colleague": any(each.application_id is not None for each in unused),
        "upload": any("upload" in line and "valid" in line for line in links(house)),
        "telegram": telegram,
    }
    return [name for name, works in found.items() if works]


EVERY_WAY = "sessions 1, devices 1, colleagues 2, uploads 1, telegram 1"


def test_whoever_is_shut_out_gets_nowhere(house: House) -> None:
    """All ways in end in one step, old links stay shut, and what was ended is said; a new link lets in again."""
    cookie, person = everywhere(house)
    assert still_works(house, cookie) == ["session", "device", "colleague", "upload", "telegram"]
    told = shut_out(house, person)
    assert told == ("张三 (1)  shut out", f"ended: {EVERY_WAY}", "still works: nothing")
    assert still_works(house, cookie) == []
    with house.database.write() as session:
        link = invitations.invite_known(session, people.person(session, person), NOON, NOON + timedelta(days=1))
    with pytest.raises(RevokedInvitation):
        entered(house, link)
    assert People(house).find(entered(house, invite_again(house, person, days=3).rpartition("/")[2])) is not None
    for nobody in (99, 2**40):
        with pytest.raises(NoSuchPerson):
            shut_out(house, nobody)


def test_a_link_withdrawn_ends_what_came_of_it(house: House) -> None:
    """Whoever came in by it loses every way in; it is said what was ended and what still works."""
    cookie, _ = everywhere(house)
    own = next(line for line in links(house) if line.endswith("county     张三 (1)"))
    told = revoke(house, own[:12])
    assert told[1:] == (f"ended: {EVERY_WAY}", "still works: nothing")
    assert still_works(house, cookie) == []


def test_a_colleague_whose_link_is_withdrawn_leaves_the_application(house: House) -> None:
    """Somebody with no other link loses every way in; a contact who only helped stays in with the own things."""
    _, owner = everywhere(house)
    with house.database.write() as session:
        opened = applications.of_person(session, owner)[0].id
        links_ = [colleague(session, name, owner, opened) for name in ("丙", "丁")]
    alone = entered(house, links_[0])
    contact = entered(house, invited(house, "李四"))
    People(house).redeem(links_[1], "phone", NOON, contact)
    _, told = (revoke(house, invitations.hash_of(token)[:12]) for token in links_)
    assert People(house).find(alone) is None
    with house.database.read() as session:
        assert [each.person_id for each in participants.everybody(session, opened)] == [owner]
    assert told[1] == "ended: nothing"
    assert told[2].startswith("still works: sessions 1")


def test_who_was_let_in_by_somebody_shut_out_is_named(house: House) -> None:
    """Colleagues stay in the application; the operator reads who they are."""
    _, owner = everywhere(house)
    with house.database.write() as session:
        token = colleague(session, "园区丙", owner, applications.of_person(session, owner)[0].id)
    entered(house, token)
    assert shut_out(house, owner)[-1] == "still in, by a link of this person: 园区丙 (2)"


def test_signing_out_the_others_ends_every_other_way(house: House) -> None:
    """This session stays; one device that is signed out takes the links for further devices along."""
    cookie, person = everywhere(house)
    visitor = People(house).find(cookie)
    assert visitor is not None
    Devices(house).sign_out_others(visitor)
    assert still_works(house, cookie) == ["session"]
    Devices(house).link(visitor)
    upload_link(house, person, None)
    assert Devices(house).sign_out(visitor, visitor.session) == {visitor.session}
    assert still_works(house, cookie) == ["upload"]


def test_the_audit_tells_who_and_when(house: House) -> None:
    """In order, in China's time, with names and without secrets."""
    token = invited(house)
    cookie = entered(house, token)
    revoke(house, links(house)[0][:12])
    with house.database.write() as session:
        people.audit(session, NOON.replace(year=2023), "signed in", "long ago", detail={})
    lines = list(audit(house, days=30))
    assert [line[21:37].strip() for line in lines] == ["invited", "signed in", "link revoked"]
    assert lines[1] == "2024-04-11 09:30:00  signed in         web  张三 (1)"
    assert lines[2].endswith(f"county  张三 (1)  link={links(house)[0][:12]} sessions=1")
    assert not any(secret in "\n".join(lines) for secret in (token, cookie))
    assert len(list(audit(house, days=400))) == 4


def test_somebody_who_lost_the_link_comes_back_as_the_same_person(house: House) -> None:
    """A new link by the person's number, which the list shows; a number of nobody is refused."""
    entered(house, invited(house))
    cookie = entered(house, invite_again(house, 1, days=3).rpartition("/")[2])
    visitor = People(house).find(cookie)
    assert visitor is not None
    assert visitor.person == 1
    assert any(line.endswith("device     张三 (1)") for line in links(house))
    with pytest.raises(NoSuchPerson):
        invite_again(house, 99, days=3)


def test_a_file_of_others_that_was_asked_for_stands_in_the_audit(house: House) -> None:
    """Who asked, and for what."""
    entered(house, invited(house))
    with pytest.raises(NotYours):
        services(house).attachments.open("not-mine", 1)
    assert list(audit(house, 1))[-1].endswith("file refused      not-mine  张三 (1)")
