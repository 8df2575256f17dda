"""Links by which a person sends large files from any browser. The token is told once; the database knows its hash."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from storage.invitations import hash_of, new_token
from storage.tables import PersonRow, UploadLinkRow


@dataclass(frozen=True, slots=True)
class UploadLink:
    """A link of one person for one application; it may be used as often as one likes until it expires (in UTC)."""

    token_hash: str
    person_id: int
    application_id: str | None
    created_at: datetime
    expires_at: datetime


def make(session: Session, person_id: int, application_id: str | None, now: datetime, expires_at: datetime) -> str:
    """A new link; returns its token, which cannot be found out again."""
    token = new_token()
    session.add(
        UploadLinkRow(
            token_hash=hash_of(token),
            person_id=person_id,
            application_id=application_id,
            created_at=now,
            expires_at=expires_at,
        )
    )
    session.flush()
    return token


def find(session: Session, token: str) -> UploadLink | None:
    """The link of a token, expired or not; None where there is none, or its person is shut out."""
    wanted = (
        select(UploadLinkRow)
        .join(PersonRow, col(PersonRow.id) == col(UploadLinkRow.person_id))
        .where(col(UploadLinkRow.token_hash) == hash_of(token), col(PersonRow.disabled_at).is_(None))
    )
    row = session.exec(wanted).one_or_none()
    return None if row is None else UploadLink(**row.model_dump())


def holds(session: Session, token_hash: str, now: datetime) -> bool:
    """Whether a link still takes files."""
    wanted = (
        select(UploadLinkRow.token_hash)
        .join(PersonRow, col(PersonRow.id) == col(UploadLinkRow.person_id))
        .where(col(UploadLinkRow.token_hash) == token_hash, col(UploadLinkRow.expires_at) > now)
        .where(col(PersonRow.disabled_at).is_(None))
    )
    return session.exec(wanted).first() is not None


def revoke(session: Session, token_hash: str, now: datetime) -> bool:
    """Let a link expire now; False where there is none, or it had expired."""
    standing = (col(UploadLinkRow.token_hash) == token_hash, col(UploadLinkRow.expires_at) > now)
    return session.exec(update(UploadLinkRow).where(*standing).values(expires_at=now)).rowcount == 1


def listed(session: Session) -> tuple[UploadLink, ...]:
    """All links, the oldest first."""
    rows = session.exec(select(UploadLinkRow).order_by(col(UploadLinkRow.created_at), col(UploadLinkRow.token_hash)))
    return tuple(UploadLink(**row.model_dump()) for row in rows)
