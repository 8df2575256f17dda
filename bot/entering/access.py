"""What the operator of the machine may see and do about access: the links given out, withdrawing one, the audit."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.records import Records
from bot.settings import ZONE
from storage import ending, invitations, people, upload_links
from storage.database import Session
from storage.ending import Ways
from storage.invitations import Invitation
from storage.people import Audited
from storage.upload_links import UploadLink

_SHORT = 12
_UNPRINTED = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_SHORTEST = 4


class NoSuchLink(Exception):
    """No link has an id that begins so."""


class SeveralLinks(Exception):
    """Several links have an id that begins so; give more of it."""


@dataclass(frozen=True, slots=True)
class _Link:
    id: str
    state: str
    until: datetime
    kind: str
    name: str
    person: int | None

    @property
    def line(self) -> str:
        who = self.name if self.person is None else f"{self.name} ({self.person})"
        return _plain(f"{self.id[:_SHORT]}  {self.state:<8}  until {_minute(self.until)}  {self.kind:<9}  {who}")


def links(records: Records) -> tuple[str, ...]:
    """Every link that was given out, the oldest first: its short id, how it stands, until when, for what and whom.

    A number after the name is the person's who came in by it.
    """
    with records.database.read() as session:
        return tuple(link.line for link in _links(session, records.settings.clock()))


def _links(session: Session, now: datetime) -> tuple[_Link, ...]:
    personal = (_personal(each, now) for each in invitations.listed(session))
    uploads = (_upload(session, each, now) for each in upload_links.listed(session))
    return (*personal, *uploads)


def _personal(link: Invitation, now: datetime) -> _Link:
    kind = "device" if link.person_id is not None else "colleague" if link.application_id is not None else link.role
    return _Link(link.token_hash, _state(link, now), link.expires_at, kind, link.name, link.redeemed_by)


def _state(link: Invitation, now: datetime) -> str:
    if link.revoked_at is not None:
        return "revoked"
    if link.redeemed_at is not None:
        return "used"
    return "expired" if link.expires_at <= now else "valid"


def _upload(session: Session, link: UploadLink, now: datetime) -> _Link:
    state = "expired" if link.expires_at <= now else "valid"
    return _Link(
        link.token_hash, state, link.expires_at, "upload", people.person(session, link.person_id).name, link.person_id
    )


def revoke(records: Records, short: str) -> tuple[str, ...]:
    """Withdraw the link whose id begins so, and end what came of it.

    A colleague leaves the application; whoever came in by it and has no other link loses every way in. Returns the
    link's line as it stands now, what was ended, and what still works. ``NoSuchLink``, ``SeveralLinks``.
    """
    now = records.settings.clock()
    with records.database.write() as session:
        link = _one(_links(session, now), short)
        ended = Ways()
        if not upload_links.revoke(session, link.id, now) and link.kind != "upload":
            ended = ending.end_link(session, link.id, now)
        detail = {"link": link.id[:_SHORT], **ended.said}
        people.audit(session, now, "link revoked", link.kind, person_id=link.person, detail=detail)
        line = _one(_links(session, now), link.id).line
        return (line, *_ended(ended), *(_standing(session, link.person, now) if link.person is not None else ()))


def shut_out(records: Records, person: int) -> tuple[str, ...]:
    """Shut a person out: every way in ends at once, and no old link lets this person in again. Answers stay.

    Returns what was ended, and what still works: ways in, and who was let in by this person. ``NoSuchPerson``.
    """
    now = records.settings.clock()
    with records.database.write() as session:
        known = people.person(session, person)
        people.disable(session, person, now)
        ended = ending.end(session, person, now)
        people.audit(session, now, "shut out", known.role, person_id=person, detail=ended.said)
        return (_plain(f"{known.name} ({person})  shut out"), *_ended(ended), *_standing(session, person, now))


def _ended(ended: Ways) -> tuple[str, ...]:
    words = ", ".join(f"{name} {number}" for name, number in ended.said.items())
    return (f"ended: {words or 'nothing'}",)


def _standing(session: Session, person: int, now: datetime) -> Iterator[str]:
    left = Ways() if people.person(session, person).disabled_at else ending.standing(session, person, now)
    words = ", ".join(f"{name} {number}" for name, number in left.said.items())
    yield f"still works: {words or 'nothing'}"
    for number, name in ending.let_in(session, person):
        yield _plain(f"still in, by a link of this person: {name} ({number})")


def _one(found: tuple[_Link, ...], short: str) -> _Link:
    fitting = [link for link in found if len(short) >= _SHORTEST and link.id.startswith(short)]
    if not fitting:
        raise NoSuchLink(short)
    if len(fitting) > 1:
        raise SeveralLinks(short)
    return fitting[0]


def audit(records: Records, days: int) -> Iterator[str]:
    """The audit of the last days, a line each."""
    with records.database.read() as session:
        found = people.audited(session, records.settings.clock() - timedelta(days=days))
    return (_audited(each) for each in found)


def note_look(records: Records, action: str, subject: str = "command line", person: int | None = None) -> None:
    """A line in the audit: whoever runs the service looked at what is others', or spoke in somebody's place."""
    with records.database.write() as session:
        people.audit(session, records.settings.clock(), action, subject, person_id=person, detail={})


def _audited(line: Audited) -> str:
    who = f"{line.person} ({line.person_id})" if line.person is not None else "-"
    detail = " ".join(f"{name}={value}" for name, value in line.detail.items())
    when = line.at.astimezone(ZONE).strftime("%Y-%m-%d %H:%M:%S")
    return _plain(f"{when}  {line.action:<16}  {line.subject}  {who}  {detail}".rstrip())


def _plain(line: str) -> str:
    """A line that does nothing to the screen it is printed on: people and proxies write parts of it."""
    return "".join("�" if unicodedata.category(each) in _UNPRINTED else each for each in line)


def _minute(moment: datetime) -> str:
    return moment.astimezone(ZONE).strftime("%Y-%m-%d %H:%M")
