"""Signed-in browsers. The cookie's token is random; the database knows only its hash."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, update
from sqlalchemy import select as core_select
from sqlmodel import Session, col

from storage.invitations import hash_of, new_token
from storage.prepared import Prepared
from storage.tables import METADATA, WebSessionRow

_PERSON, _SESSION = METADATA.tables["person"], METADATA.tables["web_session"]
_WITH_PERSON = _SESSION.join(_PERSON, _PERSON.c.id == _SESSION.c.person_id)
_COLUMNS = (
    _SESSION.c.token_hash,
    _SESSION.c.person_id,
    _SESSION.c.created_at,
    _SESSION.c.last_seen_at,
    _SESSION.c.expires_at,
    _SESSION.c.user_agent,
    _SESSION.c.device,
    _SESSION.c.opened_by,
)
_THIS = (
    core_select(*_COLUMNS)
    .select_from(_WITH_PERSON)
    .where(
        _SESSION.c.token_hash == bindparam("token_hash"),
        _SESSION.c.revoked_at.is_(None),
        _PERSON.c.disabled_at.is_(None),
    )
)
_FIND = Prepared(_THIS.where(_SESSION.c.expires_at > bindparam("now")))
_HOLDS = Prepared(_THIS.where(_SESSION.c.expires_at > bindparam("now")).with_only_columns(_SESSION.c.person_id))


def _holds(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return _SESSION.c.expires_at > now, _SESSION.c.revoked_at.is_(None), _PERSON.c.disabled_at.is_(None)


@dataclass(frozen=True, slots=True)
class WebSession:
    """A browser's session that holds; times are in UTC.

    ``device`` names the browser, through all its sessions; ``opened_by`` the one that made the link which let it in.
    """

    token_hash: str
    person_id: int
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    user_agent: str
    device: str | None
    opened_by: str | None


def issue(
    session: Session,
    person_id: int,
    now: datetime,
    expires_at: datetime,
    user_agent: str,
    device: str | None = None,
    opened_by: str | None = None,
) -> str:
    """A new session; returns the cookie's token, which cannot be found out again.

    Without a ``device`` it is a browser that was not here before.
    """
    token = new_token()
    session.add(
        WebSessionRow(
            token_hash=hash_of(token),
            person_id=person_id,
            created_at=now,
            last_seen_at=now,
            expires_at=expires_at,
            user_agent=user_agent,
            device=device or hash_of(new_token()),
            opened_by=opened_by,
        )
    )
    session.flush()
    return token


def find(session: Session, token: str, now: datetime) -> WebSession | None:
    """The session of a cookie; None where it is unknown, over, revoked, or its person shut out."""
    found = _FIND.one(session.connection(), {"token_hash": hash_of(token), "now": now})
    return None if found is None else WebSession(*found)


def holds(session: Session, token_hash: str, now: datetime) -> bool:
    """Whether a session still holds, asked in the transaction of what its holder does."""
    return _HOLDS.one(session.connection(), {"token_hash": token_hash, "now": now}) is not None


def recognise(session: Session, token: str) -> WebSession | None:
    """The session of a cookie also when its time is over: the browser is the same. None where it was revoked."""
    found = session.connection().execute(_THIS, {"token_hash": hash_of(token)}).one_or_none()
    return None if found is None else WebSession(*found)


def standing(session: Session, token_hashes: Collection[str], now: datetime) -> frozenset[str]:
    """Which of these sessions still hold: one question for everybody who has a page open."""
    wanted = core_select(_SESSION.c.token_hash).select_from(_WITH_PERSON)
    found = session.connection().execute(wanted.where(_SESSION.c.token_hash.in_(token_hashes), *_holds(now)))
    return frozenset(found.scalars())


def of_person(session: Session, person_id: int, now: datetime) -> tuple[WebSession, ...]:
    """The browsers in which a person is signed in, the one seen last first."""
    wanted = core_select(*_COLUMNS).select_from(_WITH_PERSON).where(_SESSION.c.person_id == person_id, *_holds(now))
    latest_first = wanted.order_by(_SESSION.c.last_seen_at.desc(), _SESSION.c.token_hash)
    return tuple(WebSession(*row) for row in session.connection().execute(latest_first))


def seen(session: Session, token_hash: str, now: datetime) -> None:
    """Note that the browser came again. A write to the disk: not at every request."""
    this = update(WebSessionRow).where(col(WebSessionRow.token_hash) == token_hash)
    session.exec(this.values(last_seen_at=now))


def device_of(session: Session, token_hash: str) -> str:
    """The browser of a session, by its name."""
    row = session.get(WebSessionRow, token_hash)
    return (row.device if row is not None else None) or token_hash


def ever_of(session: Session, person_id: int) -> tuple[tuple[str, str | None, str | None], ...]:
    """All sessions that a person ever had: name, browser, and the browser that brought it in."""
    wanted = core_select(_SESSION.c.token_hash, _SESSION.c.device, _SESSION.c.opened_by)
    found = session.connection().execute(wanted.where(_SESSION.c.person_id == person_id))
    return tuple((row[0], row[1], row[2]) for row in found)


def revoke(session: Session, token_hash: str, now: datetime) -> bool:
    """End one session; False where it does not exist or ended before."""
    return _end(session, col(WebSessionRow.token_hash) == token_hash, now) == 1


def revoke_all(session: Session, person_id: int, now: datetime, but: str = "") -> int:
    """End all sessions of a person, except perhaps one; returns how many."""
    others = (col(WebSessionRow.person_id) == person_id) & (col(WebSessionRow.token_hash) != but)
    return _end(session, others, now)


def _end(session: Session, which: ColumnElement[bool], now: datetime) -> int:
    standing = update(WebSessionRow).where(which, col(WebSessionRow.revoked_at).is_(None))
    return session.exec(standing.values(revoked_at=now)).rowcount
