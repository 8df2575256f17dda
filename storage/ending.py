"""The end of somebody's access: all ways in at once, in one transaction; and what still stands afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, update
from sqlmodel import Session, col, select

from storage import participants, people, web_sessions
from storage.tables import AddressRow, InvitationRow, UploadLinkRow


@dataclass(frozen=True, slots=True)
class Ways:
    """How many ways in there are, or were ended: ``devices`` and ``colleagues`` are links that nobody used yet."""

    sessions: int = 0
    devices: int = 0
    colleagues: int = 0
    uploads: int = 0
    telegram: int = 0

    @property
    def said(self) -> dict[str, int]:
        """Those that are not none, by name."""
        return {name: number for name, number in asdict(self).items() if number}


def end(session: Session, person_id: int, now: datetime, but: str = "") -> Ways:
    """End every way in of a person, except perhaps one session: sessions, unused links, upload links, Telegram."""
    return Ways(
        web_sessions.revoke_all(session, person_id, now, but),
        end_devices(session, person_id, now),
        _revoke_unused(session, _for_colleagues(person_id), now),
        end_uploads(session, person_id, now),
        _unbind(session, person_id),
    )


@dataclass(frozen=True, slots=True)
class Ended:
    """What was ended with a browser: how many ways, and the names of the sessions among them."""

    ways: Ways
    sessions: frozenset[str]


def end_browser(
    session: Session, person_id: int, token_hash: str, now: datetime, but: str = "", *, alone: bool = False
) -> Ended:
    """Sign a person's browser out, and end what was opened by links made in it, and by links made in those.

    Only one session perhaps stays: the one that does this. Whoever signs out another browser has perhaps lost it, so
    that unused links to colleagues and for files, which stand in the conversation, end as well. ``alone`` leaves what
    the browser opened as it is.
    """
    devices = _opened_from(session, person_id, token_hash, but, alone=alone)
    standing_ = web_sessions.of_person(session, person_id, now)
    sessions = frozenset(each.token_hash for each in standing_ if (each.device or each.token_hash) in devices)
    for name in sessions:
        web_sessions.revoke(session, name, now)
    elsewhere = bool(but) and but not in sessions
    return Ended(
        Ways(
            len(sessions),
            end_devices(session, person_id, now),
            _revoke_unused(session, _for_colleagues(person_id), now) if elsewhere else 0,
            end_uploads(session, person_id, now) if elsewhere else 0,
            _unbind(session, person_id, col(AddressRow.opened_by).in_(devices)),
        ),
        sessions,
    )


def _opened_from(session: Session, person_id: int, token_hash: str, but: str, *, alone: bool) -> frozenset[str]:
    """The browser of a session, and all that were opened from it, through whatever came between and is gone."""
    known = [(name, device or name, by) for name, device, by in web_sessions.ever_of(session, person_id)]
    found = {device for name, device, _ in known if name == token_hash}
    spared = {device for name, device, _ in known if name == but} - found
    more = set() if alone else {device for _, device, by in known if by in found} - found - spared
    while more:
        found |= more
        more = {device for _, device, by in known if by in found} - found - spared
    return frozenset(found)


def end_devices(session: Session, person_id: int, now: datetime) -> int:
    """Withdraw the links for further devices of a person that nobody used yet; returns how many."""
    return _revoke_unused(session, _for_devices(person_id), now)


def end_link(session: Session, token_hash: str, now: datetime) -> Ways:
    """Withdraw a link, and end what came of it.

    A colleague leaves the application. Whoever has no other link to be here by loses every way in.
    """
    row = session.get_one(InvitationRow, token_hash)
    _revoke(session, col(InvitationRow.token_hash) == token_hash, now)
    if row.redeemed_by is None:
        return Ways()
    if row.application_id is not None:
        participants.remove(session, row.application_id, row.redeemed_by)
        if _still_invited(session, row.redeemed_by):
            return Ways()
    return end(session, row.redeemed_by, now)


def standing(session: Session, person_id: int, now: datetime) -> Ways:
    """The ways in that a person still has."""
    return Ways(
        len(web_sessions.of_person(session, person_id, now)),
        len(_unused(session, _for_devices(person_id), now)),
        len(_unused(session, _for_colleagues(person_id), now)),
        len(session.exec(select(UploadLinkRow.token_hash).where(*_uploads(person_id, now))).all()),
        len(session.exec(select(AddressRow.id).where(*_bound(person_id))).all()),
    )


def let_in(session: Session, person_id: int) -> Iterator[tuple[int, str]]:
    """The people who came in by a link of this person and may still come: number and name."""
    wanted = select(InvitationRow.redeemed_by).where(
        InvitationRow.created_by == person_id,
        InvitationRow.redeemed_by != person_id,
        col(InvitationRow.revoked_at).is_(None),
    )
    for number in sorted({each for each in session.exec(wanted) if each is not None}):
        found = people.person(session, number)
        if found.disabled_at is None:
            yield found.id, found.name


def _for_devices(person_id: int) -> ColumnElement[bool]:
    return col(InvitationRow.person_id) == person_id


def _for_colleagues(person_id: int) -> ColumnElement[bool]:
    return (col(InvitationRow.created_by) == person_id) & col(InvitationRow.application_id).is_not(None)


def _revoke(session: Session, which: ColumnElement[bool], now: datetime) -> int:
    this = update(InvitationRow).where(which, col(InvitationRow.revoked_at).is_(None))
    return session.exec(this.values(revoked_at=now)).rowcount


def _revoke_unused(session: Session, which: ColumnElement[bool], now: datetime) -> int:
    return _revoke(session, which & col(InvitationRow.redeemed_at).is_(None), now)


def _unused(session: Session, which: ColumnElement[bool], now: datetime) -> list[str]:
    wanted = select(InvitationRow.token_hash).where(which, col(InvitationRow.redeemed_at).is_(None))
    holds = (col(InvitationRow.revoked_at).is_(None), col(InvitationRow.expires_at) > now)
    return list(session.exec(wanted.where(*holds)))


def _still_invited(session: Session, person_id: int) -> bool:
    wanted = select(InvitationRow.token_hash).where(InvitationRow.redeemed_by == person_id)
    return session.exec(wanted.where(col(InvitationRow.revoked_at).is_(None)).limit(1)).first() is not None


def _uploads(person_id: int, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return col(UploadLinkRow.person_id) == person_id, col(UploadLinkRow.expires_at) > now


def end_uploads(session: Session, person_id: int, now: datetime) -> int:
    """Let the upload links of a person expire; returns how many."""
    return session.exec(update(UploadLinkRow).where(*_uploads(person_id, now)).values(expires_at=now)).rowcount


def _bound(person_id: int) -> tuple[ColumnElement[bool], ...]:
    bound = col(AddressRow.external_id).not_like("unbound:%")
    return col(AddressRow.person_id) == person_id, col(AddressRow.channel) == "telegram", bound


def _unbind(session: Session, person_id: int, *which: ColumnElement[bool]) -> int:
    wanted = select(AddressRow.id).where(*_bound(person_id), *which)
    found = [each for each in session.exec(wanted) if each is not None]
    for each in found:
        people.unbind(session, each)
    return len(found)
