"""Who files for which county, which links wait, and what a coordinator keeps for oneself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select
from sqlmodel import Session

from storage.encoding import encode_list
from storage.once import insert_once
from storage.tables import METADATA

PERSON = METADATA.tables["person"]
ADDRESS = METADATA.tables["address"]
INVITATION = METADATA.tables["invitation"]
INVITEE = METADATA.tables["invitee"]
SESSION = METADATA.tables["web_session"]
REMARK = METADATA.tables["remark"]
FILTER = METADATA.tables["saved_filter"]
APPLICATION = METADATA.tables["application"]
PARTICIPANT = METADATA.tables["participant"]


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who files: ``channels`` are those where messages arrive, ``seen_at`` the last visit on the web."""

    person_id: int
    name: str
    region: str
    channels: tuple[str, ...]
    phone: str
    seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class Unused:
    """A link that a coordinator handed out and nobody used."""

    token_hash: str
    name: str
    region: str
    phone: str
    expires_at: datetime


def contacts(session: Session) -> tuple[Known, ...]:
    """Everybody who files for a county and is not shut out, by id; colleagues who fill a part of it are left out."""
    connection = session.connection()
    wanted = (
        select(PERSON.c.id, PERSON.c.name, PERSON.c.region)
        .where(PERSON.c.role == "county", PERSON.c.disabled_at.is_(None))
        .where(PERSON.c.id.not_in(select(PARTICIPANT.c.person_id).where(PARTICIPANT.c.sections != encode_list(()))))
        .order_by(PERSON.c.id)
    )
    channels: dict[int, list[str]] = {}
    for person, channel in connection.execute(
        select(ADDRESS.c.person_id, ADDRESS.c.channel).where(ADDRESS.c.state == "open").order_by(ADDRESS.c.id)
    ):
        channels.setdefault(person, []).append(channel)
    seen = {
        row[0]: row[1]
        for row in connection.execute(
            select(SESSION.c.person_id, func.max(SESSION.c.last_seen_at, type_=SESSION.c.last_seen_at.type)).group_by(
                SESSION.c.person_id
            )
        )
    }
    phones = {
        row[0]: row[1]
        for row in connection.execute(
            select(INVITATION.c.redeemed_by, INVITEE.c.phone)
            .join(INVITEE, INVITEE.c.token_hash == INVITATION.c.token_hash)
            .where(INVITATION.c.redeemed_by.is_not(None), INVITEE.c.phone != "")
        )
    }
    return tuple(
        Known(row.id, row.name, row.region, tuple(channels.get(row.id, ())), phones.get(row.id, ""), seen.get(row.id))
        for row in connection.execute(wanted)
    )


def unused(session: Session) -> tuple[Unused, ...]:
    """Links that coordinators handed out and nobody used or withdrew, the oldest first."""
    wanted = (
        select(
            INVITATION.c.token_hash,
            INVITATION.c.name,
            INVITATION.c.region,
            INVITEE.c.phone,
            INVITATION.c.expires_at,
        )
        .join(INVITEE, INVITEE.c.token_hash == INVITATION.c.token_hash)
        .where(INVITATION.c.redeemed_at.is_(None), INVITATION.c.revoked_at.is_(None))
        .where(INVITATION.c.role == "county", INVITATION.c.person_id.is_(None))
        .order_by(INVITATION.c.created_at, INVITATION.c.token_hash)
    )
    return tuple(Unused(*row) for row in session.connection().execute(wanted))


def note_invitee(session: Session, token_hash: str, seed: str, phone: str) -> None:
    """Keep the telephone number of whom an invitation is for, and the seed of its link."""
    session.connection().execute(insert(INVITEE), {"token_hash": token_hash, "seed": seed, "phone": phone})


def newest_of(session: Session, edition: str, county: str, of: int | None = None) -> str | None:
    """The application that somebody of this county began first under an edition, for others to join.

    Of these who are not shut out; where all are, it is taken over; with ``of`` that of this person.
    """
    wanted = (
        select(APPLICATION.c.id)
        .join(PERSON, PERSON.c.id == APPLICATION.c.owner_id)
        .where(PERSON.c.region == county, PERSON.c.role == "county", APPLICATION.c.edition == edition)
        .order_by(PERSON.c.disabled_at.is_not(None), APPLICATION.c.created_at, APPLICATION.c.id)
        .limit(1)
    )
    if of is not None:
        wanted = wanted.where(PERSON.c.id == of)
    found: str | None = session.connection().execute(wanted).scalar()
    return found


def owner_of(session: Session, application: str) -> tuple[int, str] | None:
    """The owner of an application and the region that this person was invited for; None where there is none."""
    wanted = (
        select(PERSON.c.id, PERSON.c.region)
        .join(APPLICATION, APPLICATION.c.owner_id == PERSON.c.id)
        .where(APPLICATION.c.id == application)
    )
    found = session.connection().execute(wanted).one_or_none()
    return None if found is None else (found[0], found[1])


def remarks(session: Session, person_id: int) -> dict[str, tuple[bool, str]]:
    """Flag and note of a coordinator by county."""
    wanted = select(REMARK.c.county, REMARK.c.flagged, REMARK.c.note).where(REMARK.c.person_id == person_id)
    return {row[0]: (bool(row[1]), row[2]) for row in session.connection().execute(wanted)}


def remark(session: Session, person_id: int, county: str, *, flagged: bool, note: str) -> None:
    """Keep flag and note of a county."""
    connection = session.connection()
    connection.execute(delete(REMARK).where(REMARK.c.person_id == person_id, REMARK.c.county == county))
    if flagged or note:
        row = {"person_id": person_id, "county": county, "flagged": flagged, "note": note}
        insert_once(connection, REMARK, row)


def filters(session: Session, person_id: int) -> dict[str, str]:
    """The saved choices of a coordinator, by name."""
    wanted = select(FILTER.c.name, FILTER.c.words).where(FILTER.c.person_id == person_id).order_by(FILTER.c.name)
    return {row[0]: row[1] for row in session.connection().execute(wanted)}


def save_filter(session: Session, person_id: int, name: str, words: str) -> None:
    """Keep a choice under a name; without words it is forgotten."""
    connection = session.connection()
    connection.execute(delete(FILTER).where(FILTER.c.person_id == person_id, FILTER.c.name == name))
    if words:
        insert_once(connection, FILTER, {"person_id": person_id, "name": name, "words": words})
