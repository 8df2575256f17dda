"""The operator's view: links, withdrawing them, the audit."""

from __future__ import annotations

import pytest

from bot.app import House
from bot.entering.access import NoSuchLink, SeveralLinks, audit, links, revoke
from bot.entering.inviting import invite_again, invite_person
from bot.entering.visiting import People
from bot.uploads.uploading import upload_link
from storage import invitations, people
from storage.errors import NoSuchPerson, RevokedInvitation
from tests.bot.conftest import NOON


def invited(house: House, name: str = "张三") -> str:
    """The token of a fresh link."""
    return invite_person(house, name=name, role="county", region="", days=7).rpartition("/")[2]


def entered(house: House, token: str) -> str:
    """Use a link; returns the cookie."""
    return People(house).redeem(token, "phone", NOON, None)


def test_links_are_listed_without_their_secrets(house: House) -> None:
    """Personal, device and upload links, each with its state; no token among it."""
    used, fresh = invited(house), invited(house, "李四")
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
    assert "revoked" in revoke(house, short)
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
            statement = "UPDATE invitation SET token_hash = ? WHERE token_hash = ?"
            session.connection().exec_driver_sql(statement, (f"abcd{number}", invitations.hash_of(token)))
    with pytest.raises(SeveralLinks):
        revoke(house, "abcd")
    assert "revoked" in revoke(house, "abcd1")


def test_an_upload_link_is_withdrawn(house: House) -> None:
    """It counts as expired from then on."""
    visitor = People(house).find(entered(house, invited(house)))
    assert visitor is not None
    upload_link(house, visitor.person, None)
    assert links(house)[1].split()[1] == "valid"
    assert revoke(house, links(house)[1][:12]).split()[1] == "expired"


def test_whoever_came_in_by_a_link_is_signed_out_with_it(house: House) -> None:
    """Only where the operator says so."""
    token = invited(house)
    cookie = entered(house, token)
    revoke(house, links(house)[0][:12])
    assert People(house).find(cookie) is not None
    revoke(house, links(house)[0][:12], sign_out=True)
    assert People(house).find(cookie) is None


def test_the_audit_tells_who_and_when(house: House) -> None:
    """In order, in China's time, with names and without secrets."""
    token = invited(house)
    cookie = entered(house, token)
    revoke(house, links(house)[0][:12], sign_out=True)
    with house.database.write() as session:
        people.audit(session, NOON.replace(year=2023), "signed in", "long ago", detail={})
    lines = list(audit(house, days=30))
    assert [line[21:37].strip() for line in lines] == ["invited", "signed in", "link revoked", "signed out"]
    assert lines[1] == "2024-04-11 09:30:00  signed in         web  张三 (1)"
    assert lines[3].endswith("web  张三 (1)  sessions=1")
    assert not any(secret in "\n".join(lines) for secret in (token, cookie))
    assert len(list(audit(house, days=400))) == 5


def test_somebody_who_lost_the_link_comes_back_as_the_same_person(house: House) -> None:
    """A new link by the person's number, which the list shows; a number of nobody is refused."""
    entered(house, invited(house))
    cookie = entered(house, invite_again(house, 1, days=3).rpartition("/")[2])
    visitor = People(house).find(cookie)
    assert visitor is not None
    assert visitor.person == 1
    assert links(house)[1].endswith("device     张三 (1)")
    with pytest.raises(NoSuchPerson):
        invite_again(house, 99, days=3)
