"""Links that let people in. The link's token is random and told once; the database knows only its hash."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from storage import participants, people
from storage.encoding import decode_list, encode_list
from storage.errors import ExpiredInvitation, RevokedInvitation, SpentInvitation, UnknownInvitation
from storage.people import Person
from storage.tables import InvitationRow
from storage.tables.people import Role


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link, given out or redeemed. ``person_id`` is set where it lets a known person in again.

    ``application_id`` is set where it lets somebody work on an application of another; ``sections`` name the parts,
    none of them all. ``device`` is the browser in which it was made, if it was made in one.
    """

    token_hash: str
    role: Role
    region: str
    name: str
    person_id: int | None
    created_by: int | None
    created_at: datetime
    expires_at: datetime
    redeemed_at: datetime | None
    redeemed_by: int | None
    revoked_at: datetime | None
    application_id: str | None
    sections: tuple[str, ...]
    device: str | None = None


def new_token() -> str:
    """A token that nobody can guess: 24 random bytes as 32 characters of an address."""
    return secrets.token_urlsafe(24)


def hash_of(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def invite(
    session: Session,
    *,
    role: Role,
    region: str,
    name: str,
    now: datetime,
    expires_at: datetime,
    created_by: int | None = None,
    person_id: int | None = None,
    application_id: str | None = None,
    sections: tuple[str, ...] = (),
    token: str | None = None,
    device: str | None = None,
) -> str:
    """A new invitation; returns its token, which cannot be found out again.

    ``created_by`` is None for the operator of the machine. ``person_id`` makes a link for somebody known already, who
    changed phones or lost the first one; role, region and name are then that person's. With an ``application_id`` the
    holder takes part in that application, on these sections or on all. ``token`` is one that the caller made, as hard
    to guess as ours.
    """
    token = token or new_token()
    session.add(
        InvitationRow(
            token_hash=hash_of(token),
            role=role,
            region=region,
            name=name,
            person_id=person_id,
            created_by=created_by,
            created_at=now,
            expires_at=expires_at,
            application_id=application_id,
            sections=encode_list(sections),
            device=device,
        )
    )
    session.flush()
    return token


def invite_known(
    session: Session,
    person: Person,
    now: datetime,
    expires_at: datetime,
    created_by: int | None = None,
    device: str | None = None,
) -> str:
    """A link that lets somebody known in again, on another device or after a lost one; returns its token."""
    return invite(
        session,
        role=person.role,
        region=person.region,
        name=person.name,
        now=now,
        expires_at=expires_at,
        created_by=created_by,
        person_id=person.id,
        device=device,
    )


def look(session: Session, token: str) -> Invitation | None:
    """The invitation of a token, as it stands, without using it up; None where there is none."""
    row = session.get(InvitationRow, hash_of(token))
    return None if row is None else _invitation(row)


def _invitation(row: InvitationRow) -> Invitation:
    sections = decode_list(row.sections) if row.sections else ()
    return Invitation(**row.model_dump(exclude={"sections"}), sections=sections)


def redeem(session: Session, token: str, now: datetime, person_id: int | None) -> Person:
    """Let the holder of a link in; ``person_id`` is whom the browser's session already belongs to, if anybody.

    The first time makes the person, except where somebody known is asked to help another. Afterwards the link works
    only in a session of that same person, and then for ever.
    ``UnknownInvitation``, ``RevokedInvitation`` (or the person is shut out), ``SpentInvitation`` (somebody else's now),
    ``ExpiredInvitation``.
    """
    wanted = select(InvitationRow).where(InvitationRow.token_hash == hash_of(token)).with_for_update()
    row = session.exec(wanted).one_or_none()
    if row is None:
        raise UnknownInvitation
    if row.revoked_at is not None:
        raise RevokedInvitation
    if row.redeemed_by is not None:
        return _again(session, row.redeemed_by, person_id)
    if row.expires_at <= now:
        raise ExpiredInvitation
    return _first_time(session, row, now, person_id)


def _again(session: Session, redeemed_by: int, person_id: int | None) -> Person:
    if redeemed_by != person_id:
        raise SpentInvitation
    return _not_shut_out(people.person(session, redeemed_by))


def _not_shut_out(person: Person) -> Person:
    if person.disabled_at is not None:
        raise RevokedInvitation
    return person


def _first_time(session: Session, row: InvitationRow, now: datetime, person_id: int | None) -> Person:
    found = _invited(session, row, now, person_id)
    if _is_a_try(session, row, found.id, person_id):
        return found
    if row.application_id is not None:
        participants.add(session, row.application_id, found.id, _invitation(row).sections)
        participants.inherit(session, row.application_id, found.id)
    row.redeemed_at, row.redeemed_by = now, found.id
    session.add(row)
    session.flush()
    return found


def _is_a_try(session: Session, row: InvitationRow, found: int, person_id: int | None) -> bool:
    """Whether who made the link for a colleague, or for another own device, tapped it where it was made."""
    if row.application_id is None:
        return found == person_id
    return participants.owns(session, row.application_id, found)


def _invited(session: Session, row: InvitationRow, now: datetime, person_id: int | None) -> Person:
    """Whom the link is for; a request to help somebody does not make a second person of one who is known."""
    known = row.person_id if row.application_id is None else row.person_id or person_id
    if known is not None:
        return _not_shut_out(people.person(session, known))
    return people.register(session, row.name, row.role, row.region, now)


def revoke(session: Session, token_hash: str, now: datetime) -> bool:
    """Withdraw an invitation; False where there is none, or it was withdrawn before. Who is in stays in."""
    standing = (col(InvitationRow.token_hash) == token_hash, col(InvitationRow.revoked_at).is_(None))
    return session.exec(update(InvitationRow).where(*standing).values(revoked_at=now)).rowcount == 1


def listed(session: Session) -> tuple[Invitation, ...]:
    """All invitations, the oldest first."""
    rows = session.exec(select(InvitationRow).order_by(col(InvitationRow.created_at), col(InvitationRow.token_hash)))
    return tuple(_invitation(row) for row in rows)
