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
        _end_uploads(session, person_id, now),
        _unbind(session, person_id),
    )


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


def _end_uploads(session: Session, person_id: int, now: datetime) -> int:
    return session.exec(update(UploadLinkRow).where(*_uploads(person_id, now)).values(expires_at=now)).rowcount


def _bound(person_id: int) -> tuple[ColumnElement[bool], ...]:
    bound = col(AddressRow.external_id).not_like("unbound:%")
    return col(AddressRow.person_id) == person_id, col(AddressRow.channel) == "telegram", bound


def _unbind(session: Session, person_id: int) -> int:
    found = [each for each in session.exec(select(AddressRow.id).where(*_bound(person_id))) if each is not None]
    for each in found:
        people.unbind(session, each)
    return len(found)
