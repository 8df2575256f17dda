"""People and their addresses on the channels, and the audit of what is done to them and in their name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import bindparam, update
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from storage.errors import AddressTaken, NoSuchPerson
from storage.once import insert_once
from storage.prepared import Prepared
from storage.tables import METADATA, AddressRow, AuditRow, InvitationRow, PersonRow
from storage.tables.columns import LARGEST, storable
from storage.tables.people import Role

Channel = Literal["web", "console", "telegram"]
Reach = Literal["open", "blocked"]

DEFAULT_LOCALE = "zh"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who takes part. ``region`` is a county's code, a reporting group, or empty for the whole province."""

    id: int
    name: str
    role: Role
    region: str
    locale: str
    created_at: datetime
    disabled_at: datetime | None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """A person on a channel; ``blocked`` once the person shut the machine out there."""

    id: int
    person_id: int
    channel: Channel
    external_id: str
    state: Reach


@dataclass(frozen=True, slots=True)
class Speaker:
    """The person at an address, as far as a conversation needs to know."""

    person_id: int
    name: str
    role: Role
    region: str
    locale: str
    channel: Channel


@dataclass(frozen=True, slots=True)
class Audited:
    """A line of the audit; ``person`` is the name of who did it or had it done to them, if anybody did."""

    at: datetime
    person_id: int | None
    person: str | None
    action: str
    subject: str
    detail: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who is known on a channel and not shut out: the address, whose it is, whether messages arrive there."""

    address_id: int
    person_id: int
    locale: str
    state: Reach


PERSON, ADDRESS = METADATA.tables["person"], METADATA.tables["address"]
_ADDRESSES = core_select(ADDRESS.c.id, ADDRESS.c.person_id, ADDRESS.c.channel, ADDRESS.c.external_id, ADDRESS.c.state)
_BY_ID = Prepared(_ADDRESSES.where(ADDRESS.c.id == bindparam("address")))
_FIND = Prepared(
    _ADDRESSES.where(ADDRESS.c.channel == bindparam("channel"), ADDRESS.c.external_id == bindparam("external_id"))
)
SPEAKER = (PERSON.c.id, PERSON.c.name, PERSON.c.role, PERSON.c.region, PERSON.c.locale, ADDRESS.c.channel)
"""The columns of a ``Speaker``."""
_SPEAKING = Prepared(
    core_select(*SPEAKER).join(ADDRESS, ADDRESS.c.person_id == PERSON.c.id).where(ADDRESS.c.id == bindparam("address"))
)

_KNOWN = Prepared(
    core_select(ADDRESS.c.id, PERSON.c.id, PERSON.c.locale, ADDRESS.c.state)
    .join(PERSON, ADDRESS.c.person_id == PERSON.c.id)
    .where(ADDRESS.c.channel == bindparam("channel"), ADDRESS.c.external_id == bindparam("called"))
    .where(PERSON.c.disabled_at.is_(None))
)


def register(session: Session, name: str, role: Role, region: str, now: datetime) -> Person:
    """A new person, without any address yet."""
    row = PersonRow(name=name, role=role, region=region, locale=DEFAULT_LOCALE, created_at=now)
    session.add(row)
    session.flush()
    return _person(row)


def person(session: Session, person_id: int) -> Person:
    """The person of this id; ``NoSuchPerson`` where there is none."""
    row = session.get(PersonRow, person_id) if person_id <= LARGEST else None
    if row is None:
        raise NoSuchPerson(str(person_id))
    return _person(row)


def _person(row: PersonRow) -> Person:
    return Person(**row.model_dump())


def named(session: Session, name: str) -> tuple[int, ...]:
    """The ids of the people of this name, the oldest first."""
    wanted = select(PersonRow.id).where(PersonRow.name == name).order_by(col(PersonRow.id))
    return tuple(each for each in session.exec(wanted) if each is not None)


def set_locale(session: Session, person_id: int, locale: str) -> None:
    """The language that a person talks in: mails and new conversations speak it."""
    session.exec(update(PersonRow).where(col(PersonRow.id) == person_id).values(locale=locale))


def set_email(session: Session, person_id: int, email: str | None) -> None:
    """Where a person is written to who is reached on no channel."""
    session.exec(update(PersonRow).where(col(PersonRow.id) == person_id).values(email=email))


def disable(session: Session, person_id: int, now: datetime) -> None:
    """Shut a person out: sessions no longer hold, answers and history stay."""
    session.exec(update(PersonRow).where(col(PersonRow.id) == person_id).values(disabled_at=now))


def readmit(session: Session, person_id: int) -> None:
    """Let somebody who was shut out come in again, by links that are made from now on."""
    session.exec(update(PersonRow).where(col(PersonRow.id) == person_id).values(disabled_at=None))


def anyone_registered(session: Session) -> bool:
    """Whether anybody ever came in by an invitation; people of the console do not count."""
    wanted = select(InvitationRow.token_hash).where(col(InvitationRow.redeemed_at).is_not(None)).limit(1)
    return session.exec(wanted).first() is not None


def ensure(
    session: Session, person_id: int, channel: Channel, external_id: str, opened_by: str | None = None
) -> Address:
    """The person's address on a channel, made where it is missing; ``AddressTaken`` where it is somebody else's.

    ``opened_by`` is the browser that made the link by which the person comes there.
    """
    row = {"person_id": person_id, "channel": channel, "external_id": external_id, "state": "open"}
    insert_once(session.connection(), METADATA.tables["address"], row | {"opened_by": opened_by})
    found = find(session, channel, external_id)
    if found is None or found.person_id != person_id:
        raise AddressTaken(f"{channel} {external_id}")
    return found


def find(session: Session, channel: Channel, external_id: str) -> Address | None:
    """The address that the channel calls so, if it is known."""
    found = _FIND.one(session.connection(), {"channel": channel, "external_id": external_id})
    return None if found is None else Address(*found)


def address(session: Session, address_id: int) -> Address | None:
    """The address of this id, if there is one."""
    found = _BY_ID.one(session.connection(), {"address": address_id})
    return None if found is None else Address(*found)


def speaking(session: Session, address_id: int) -> Speaker:
    """Who speaks at an address; ``NoSuchPerson`` where there is nobody."""
    found = _SPEAKING.one(session.connection(), {"address": address_id})
    if found is None:
        raise NoSuchPerson(f"address {address_id}")
    return Speaker(*found)


def known(session: Session, channel: Channel, external_id: str) -> Known | None:
    """Who is called so on a channel, unless shut out. Asked at every message: one plain query."""
    found = _KNOWN.one(session.connection(), {"channel": channel, "called": external_id})
    return None if found is None else Known(*found)


def addresses_of(session: Session, person_id: int) -> tuple[Address, ...]:
    """Where a person can be reached."""
    wanted = select(AddressRow).where(AddressRow.person_id == person_id).order_by(col(AddressRow.id))
    return tuple(_address(row) for row in session.exec(wanted))


def _address(row: AddressRow) -> Address:
    return Address(**row.model_dump(exclude={"opened_by"}))


def set_reach(session: Session, address_id: int, state: Reach) -> None:
    """Whether messages still arrive at an address."""
    session.exec(update(AddressRow).where(col(AddressRow.id) == address_id).values(state=state))


def reach(session: Session, channel: Channel, role: Role) -> tuple[Address, ...]:
    """The open addresses, on a channel, of the people in a role who are not shut out."""
    wanted = (
        select(AddressRow)
        .join(PersonRow, col(PersonRow.id) == col(AddressRow.person_id))
        .where(AddressRow.channel == channel, AddressRow.state == "open")
        .where(PersonRow.role == role, col(PersonRow.disabled_at).is_(None))
    )
    return tuple(_address(row) for row in session.exec(wanted.order_by(col(AddressRow.id))))


def in_role(session: Session, role: Role) -> tuple[Person, ...]:
    """The people in a role who are not shut out, by id."""
    wanted = select(PersonRow).where(PersonRow.role == role, col(PersonRow.disabled_at).is_(None))
    return tuple(_person(row) for row in session.exec(wanted.order_by(col(PersonRow.id))))


def rename(session: Session, address_id: int, external_id: str) -> None:
    """The channel calls this address something else from now on."""
    session.exec(update(AddressRow).where(col(AddressRow.id) == address_id).values(external_id=external_id))


def unbind(session: Session, address_id: int) -> None:
    """Part an address from what the channel calls it; what was said there stays. It can be bound anew, to anybody."""
    nobody = {"external_id": f"unbound:{address_id}", "state": "blocked"}
    session.exec(update(AddressRow).where(col(AddressRow.id) == address_id).values(**nobody))


def audit(
    session: Session,
    now: datetime,
    action: str,
    subject: str,
    *,
    person_id: int | None = None,
    address_id: int | None = None,
    detail: Mapping[str, object],
) -> None:
    """Note who did what to whom. Never changed, never removed; ``detail`` holds no secrets."""
    text, about = json.dumps(detail, ensure_ascii=False), storable(subject)
    session.add(AuditRow(at=now, person_id=person_id, address_id=address_id, action=action, subject=about, detail=text))


def audited(session: Session, since: datetime) -> tuple[Audited, ...]:
    """The audit from then on, in order."""
    wanted = (
        select(AuditRow, PersonRow.name)
        .outerjoin(PersonRow, col(PersonRow.id) == col(AuditRow.person_id))
        .where(AuditRow.at >= since)
        .order_by(col(AuditRow.id))
    )
    return tuple(
        Audited(row.at, row.person_id, name, row.action, row.subject, json.loads(row.detail))
        for row, name in session.exec(wanted)
    )
