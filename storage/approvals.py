"""A second look at broadcasts: which regions ask for it, and what waits for another coordinator. Decided once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Select, and_, delete, or_, select, update
from sqlmodel import Session

from storage.once import insert_once
from storage.people import Person
from storage.tables import METADATA

APPROVAL = METADATA.tables["approval"]
LOOK = METADATA.tables["second_look"]
PERSON = METADATA.tables["person"]

Answer = Literal["yes", "no", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Approval:
    """A broadcast that waits, or was decided; ``body`` is the JSON of the request ``request_id`` that asked for it.

    ``person_id`` wrote it at ``address_id``; ``answer`` is empty until ``by`` decided.
    """

    token_hash: str
    request_id: int
    person_id: int
    address_id: int
    attachment_id: str | None
    body: str
    at: datetime
    expires_at: datetime
    answer: str = ""
    by: int | None = None
    decided_at: datetime | None = None


_COLUMNS = tuple(APPROVAL.c[name] for name in Approval.__dataclass_fields__)


def wanted(session: Session, region: str) -> bool:
    """Whether a region's broadcasts are confirmed by a second person."""
    return session.connection().execute(select(LOOK.c.region).where(LOOK.c.region == region)).first() is not None


def want(session: Session, region: str, by: int, now: datetime) -> None:
    """From now on they are."""
    insert_once(session.connection(), LOOK, {"region": region, "by": by, "at": now})


def want_no_more(session: Session, region: str) -> None:
    """From now on they are not; what waits goes on waiting."""
    session.connection().execute(delete(LOOK).where(LOOK.c.region == region))


def wait(session: Session, approval: Approval) -> None:
    """Let a broadcast wait for a second person."""
    row = {name: getattr(approval, name) for name in Approval.__dataclass_fields__}
    insert_once(session.connection(), APPROVAL, row)


def find(session: Session, token_hash: str) -> Approval | None:
    """The one of this link."""
    found = session.connection().execute(select(*_COLUMNS).where(APPROVAL.c.token_hash == token_hash)).one_or_none()
    return None if found is None else Approval(*found)


def waiting(session: Session, person: Person, now: datetime) -> tuple[Approval, ...]:
    """What waits for this coordinator, and what this one wrote and nobody decided, the oldest first."""
    for_others = and_(APPROVAL.c.expires_at > now, APPROVAL.c.person_id.in_(_beside(person)))
    these = select(*_COLUMNS).where(APPROVAL.c.answer == "", or_(APPROVAL.c.person_id == person.id, for_others))
    rows = session.connection().execute(these.order_by(APPROVAL.c.at, APPROVAL.c.request_id))
    return tuple(Approval(*row) for row in rows)


def _beside(person: Person) -> Select[Any]:
    """Everybody of the same role and region."""
    same = (PERSON.c.role == person.role, PERSON.c.region == person.region, PERSON.c.disabled_at.is_(None))
    return select(PERSON.c.id).where(*same)


def decide(session: Session, token_hash: str, answer: Answer, by: int, now: datetime) -> bool:
    """Decide, in one statement; False where it was decided before, or nobody can agree any more."""
    this = [APPROVAL.c.token_hash == token_hash, APPROVAL.c.answer == ""]
    if answer != "withdrawn":  # what nobody looked at in time can still be taken back
        this.append(APPROVAL.c.expires_at > now)
    decided = update(APPROVAL).where(*this).values(answer=answer, by=by, decided_at=now)
    return session.connection().execute(decided).rowcount == 1


def comes_with(session: Session, attachment: str, person_id: int) -> bool:
    """Whether a file goes along with a broadcast that this coordinator is asked to look at, or was."""
    author = PERSON.alias()
    these = (
        select(APPROVAL.c.token_hash)
        .join(author, author.c.id == APPROVAL.c.person_id)
        .join(PERSON, and_(PERSON.c.role == author.c.role, PERSON.c.region == author.c.region))
        .where(
            APPROVAL.c.attachment_id == attachment, PERSON.c.id == person_id, PERSON.c.role.in_(("city", "province"))
        )
        .limit(1)
    )
    return session.connection().execute(these).first() is not None
