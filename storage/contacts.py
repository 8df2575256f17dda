"""The county contacts of a campaign, read in few queries: where each is reached, and how each application stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select, union_all
from sqlmodel import Session

from storage import reviews
from storage.encoding import decode
from storage.tables import METADATA

PERSON, ADDRESS = METADATA.tables["person"], METADATA.tables["address"]
CONVERSATION = METADATA.tables["conversation"]
APPLICATION, PARTICIPANT = METADATA.tables["application"], METADATA.tables["participant"]
ACT, ANSWER = METADATA.tables["act"], METADATA.tables["answer"]

_ENDING = ("declined", "offline", "posted", "received")
_OPENING = ("resumed", "reopened", "returned")


@dataclass(frozen=True, slots=True)
class Door:
    """Somewhere that a conversation stands."""

    address: int
    channel: str


@dataclass(frozen=True, slots=True)
class Filing:
    """An application of a person: the county it names, the act that ended it, and since when it is open again.

    ``due`` is the day (ISO) until which a return that is open is to be mended, ``returned`` when it was sent.
    """

    county: str = ""
    ended: str = ""
    reopened: str = ""
    application: str = ""
    due: str = ""
    returned: str = ""


@dataclass(frozen=True, slots=True)
class CountyContact:
    """Somebody who files for a county; ``region`` is its code where the invitation named one.

    ``doors`` are the open addresses with a conversation, the first of them the one where messages are carried to.
    """

    person: int
    name: str
    region: str
    locale: str
    since: datetime
    email: str | None
    doors: tuple[Door, ...] = ()
    filings: tuple[Filing, ...] = ()


def contacts(session: Session, edition: str, only: Collection[int] | None = None) -> tuple[CountyContact, ...]:
    """Every county contact who is not shut out, or those of these numbers; filings are those of the edition."""
    columns = (PERSON.c.id, PERSON.c.name, PERSON.c.region, PERSON.c.locale, PERSON.c.created_at, PERSON.c.email)
    wanted = select(*columns).where(PERSON.c.role == "county", PERSON.c.disabled_at.is_(None)).order_by(PERSON.c.id)
    doors, filings = _doors(session, only), _filings(session, edition, only)
    rows = session.connection().execute(_of(wanted, PERSON.c.id, only))
    return tuple(
        CountyContact(key, name, region, locale, since, email, doors.get(key, ()), filings.get(key, ()))
        for key, name, region, locale, since, email in rows
    )


def _of(wanted: Select[Any], column: Any, only: Collection[int] | None) -> Select[Any]:
    return wanted if only is None else wanted.where(column.in_(only))


def _doors(session: Session, only: Collection[int] | None) -> dict[int, tuple[Door, ...]]:
    wanted = (
        select(ADDRESS.c.person_id, ADDRESS.c.id, ADDRESS.c.channel)
        .join(CONVERSATION, CONVERSATION.c.address_id == ADDRESS.c.id)
        .where(ADDRESS.c.state == "open")
        .order_by(ADDRESS.c.channel != "telegram", ADDRESS.c.channel != "web", ADDRESS.c.id)
    )
    found = defaultdict[int, list[Door]](list)
    for person, address, channel in session.connection().execute(_of(wanted, ADDRESS.c.person_id, only)):
        found[person].append(Door(address, channel))
    return {person: tuple(doors) for person, doors in found.items()}


def _filings(session: Session, edition: str, only: Collection[int] | None) -> dict[int, tuple[Filing, ...]]:
    """By person, the applications of an edition that are the own or shared, with what was done to each."""
    owned = select(APPLICATION.c.owner_id.label("person"), APPLICATION.c.id.label("application"))
    shared = select(PARTICIPANT.c.person_id, PARTICIPANT.c.application_id)
    both = union_all(_of(owned, APPLICATION.c.owner_id, only), _of(shared, PARTICIPANT.c.person_id, only)).subquery()
    connection = session.connection()
    named = (ANSWER.c.application_id == both.c.application) & (ANSWER.c.slot == "county")
    this_edition = (APPLICATION.c.id == both.c.application) & (APPLICATION.c.edition == edition)
    wanted = select(both.c.person, both.c.application, ANSWER.c.value).join(APPLICATION, this_edition)
    rows = connection.execute(wanted.outerjoin(ANSWER, named)).all()
    kinds = select(ACT.c.application_id, ACT.c.kind, ACT.c.at).where(ACT.c.kind.in_((*_ENDING, *_OPENING)))
    last = {row[0]: (row[1], row[2]) for row in connection.execute(kinds.order_by(ACT.c.id))}
    back = reviews.open_returns(session)
    found = defaultdict[int, list[Filing]](list)
    for person, application, value in rows:
        kind, at = last.get(application, ("", ""))
        county = str(decode(value)) if value is not None else ""
        ended, reopened = (kind if kind in _ENDING else ""), (at if kind in _OPENING else "")
        found[person].append(Filing(county, ended, reopened, application, *back.get(application, ("", ""))))
    return {person: tuple(filings) for person, filings in found.items()}
