"""Who works on an application besides its owner, on which sections, and where they can be told of a change."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, delete, exists, literal, null, select, union_all, update
from sqlmodel import Session

from storage.encoding import decode_list, encode_list
from storage.once import insert_once
from storage.prepared import Prepared
from storage.tables import METADATA

APPLICATION = METADATA.tables["application"]
PARTICIPANT = METADATA.tables["participant"]
ADDRESS = METADATA.tables["address"]
PERSON = METADATA.tables["person"]

_OWNED = select(APPLICATION.c.id).where(
    APPLICATION.c.id == bindparam("application_id"), APPLICATION.c.owner_id == bindparam("person_id")
)
_THIS = (PARTICIPANT.c.application_id == bindparam("application_id"), PARTICIPANT.c.person_id == bindparam("person_id"))
_SECTIONS = select(PARTICIPANT.c.sections).where(*_THIS)
_EXTEND = (
    update(PARTICIPANT)
    .where(PARTICIPANT.c.application_id == bindparam("application"), PARTICIPANT.c.person_id == bindparam("person"))
    .values(sections=bindparam("together"))
)
_PART = Prepared(
    select(PARTICIPANT.c.sections, PERSON.c.name)
    .join(APPLICATION, APPLICATION.c.id == PARTICIPANT.c.application_id)
    .join(PERSON, PERSON.c.id == APPLICATION.c.owner_id)
    .where(*_THIS)
)
# From the application to its people, never from all people to the application: asked at every answer.
_TOGETHER = union_all(
    select(APPLICATION.c.owner_id.label("person_id"), literal(0).label("rank"), null().label("sections")).where(
        APPLICATION.c.id == bindparam("application_id")
    ),
    select(PARTICIPANT.c.person_id, literal(1), PARTICIPANT.c.sections).where(
        PARTICIPANT.c.application_id == bindparam("application_id")
    ),
).subquery()
_COMPANIONS = Prepared(
    select(ADDRESS.c.id, PERSON.c.id, PERSON.c.name, _TOGETHER.c.sections)
    .join(PERSON, PERSON.c.id == ADDRESS.c.person_id)
    .join(_TOGETHER, _TOGETHER.c.person_id == PERSON.c.id)
    .where(ADDRESS.c.id != bindparam("address_id"), PERSON.c.disabled_at.is_(None))
    .order_by(_TOGETHER.c.rank, PERSON.c.id, ADDRESS.c.id)
)


_OWNER = (
    select(PERSON.c.id, PERSON.c.name)
    .join(APPLICATION, APPLICATION.c.owner_id == PERSON.c.id)
    .where(APPLICATION.c.id == bindparam("application_id"))
)
_PARTICIPANTS = (
    select(PERSON.c.id, PERSON.c.name, PARTICIPANT.c.sections)
    .join(PARTICIPANT, PARTICIPANT.c.person_id == PERSON.c.id)
    .where(PARTICIPANT.c.application_id == bindparam("application_id"))
    .order_by(PERSON.c.name, PERSON.c.id)
)


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who works on an application, on these sections or, where none is named, on all of them."""

    person_id: int
    name: str
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """What a colleague was asked to fill (no section: all of them), and by whom."""

    sections: tuple[str, ...]
    owner: str


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody who works on the same application, at one address: on these sections, or on all where none is named."""

    address_id: int
    person_id: int
    name: str
    sections: tuple[str, ...] = ()


def add(session: Session, application: str, person_id: int, sections: tuple[str, ...]) -> None:
    """Let another person work on an application, on these sections or, where none is named, on all.

    Somebody who takes part already keeps what there was and gets these besides. Nothing changes for its owner.
    """
    connection, this = session.connection(), {"application_id": application, "person_id": person_id}
    if owns(session, application, person_id):
        return
    if insert_once(connection, PARTICIPANT, this | {"sections": encode_list(sections)}):
        return
    present = decode_list(connection.execute(_SECTIONS, this).scalar_one())
    together = tuple(dict.fromkeys((*present, *sections))) if present and sections else ()
    connection.execute(_EXTEND, {"application": application, "person": person_id, "together": encode_list(together)})


def inherit(session: Session, application: str, person_id: int) -> bool:
    """Make who takes part in all of an application its owner, where the owner was shut out; whether that was so."""
    connection = session.connection()
    out = select(PERSON.c.id).where(PERSON.c.disabled_at.is_not(None))
    this = update(APPLICATION).where(APPLICATION.c.id == application, APPLICATION.c.owner_id.in_(out))
    whole = exists().where(
        PARTICIPANT.c.application_id == application,
        PARTICIPANT.c.person_id == person_id,
        PARTICIPANT.c.sections == encode_list(()),
    )
    changed = connection.execute(
        this.where(whole).values(owner_id=person_id, version=APPLICATION.c.version + 1)
    ).rowcount
    if changed:
        remove(session, application, person_id)
        desks = select(PERSON.c.id).where(PERSON.c.role.in_(("city", "province")))
        others = (PARTICIPANT.c.application_id == application, PARTICIPANT.c.person_id.in_(desks))
        connection.execute(delete(PARTICIPANT).where(*others))  # who filled in meanwhile
    return changed == 1


def remove(session: Session, application: str, person_id: int) -> None:
    """Let somebody no longer work on an application; what this person answered stays."""
    gone = delete(PARTICIPANT).where(PARTICIPANT.c.application_id == application, PARTICIPANT.c.person_id == person_id)
    session.connection().execute(gone)


def owns(session: Session, application: str, person_id: int) -> bool:
    """Whether the application is this person's own."""
    this = {"application_id": application, "person_id": person_id}
    return session.connection().execute(_OWNED, this).first() is not None


def sees_all(session: Session, application: str, person_id: int) -> bool:
    """Whether a person owns the application or was asked to fill all of it."""
    if owns(session, application, person_id):
        return True
    part = part_of(session, application, person_id)
    return part is not None and not part.sections


def part_of(session: Session, application: str, person_id: int) -> Part | None:
    """The part that a colleague was asked to fill in an application; None for its owner and for strangers."""
    this = {"application_id": application, "person_id": person_id}
    found = _PART.one(session.connection(), this)
    return None if found is None else Part(decode_list(found[0]), found[1])


def companions(session: Session, application: str, address_id: int) -> tuple[Companion, ...]:
    """The other addresses at which people who work on an application can be told of what changed in it."""
    found = _COMPANIONS.all(session.connection(), {"application_id": application, "address_id": address_id})
    return tuple(Companion(row[0], row[1], row[2], decode_list(row[3]) if row[3] else ()) for row in found)


def everybody(session: Session, application: str) -> tuple[Participant, ...]:
    """The people who work on an application, each once with the own sections: the owner first, then by name."""
    connection, this = session.connection(), {"application_id": application}
    owner = connection.execute(_OWNER, this).all()
    others = connection.execute(_PARTICIPANTS, this).all()
    return (
        *(Participant(row.id, row.name) for row in owner),
        *(Participant(row.id, row.name, decode_list(row.sections)) for row in others),
    )
