"""Forgetting people and whole campaigns: what is theirs goes or loses its name, what happened stays as a number.

Acts, receipts of hand-ups and lines of the audit are records of an office and stay: of a person under the number, of a
campaign without any content. Backups are not reached from here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Table, delete, func, select, update
from sqlmodel import Session

from storage.tables import METADATA

GONE = "（已抹去）"
_T = METADATA.tables
_OWN = ("web_session", "upload_link", "remark", "saved_filter", "follow_up", "approval")
"""Tables whose rows are one person's and nobody else's."""
_SIGNED = ("answer", "answer_event", "kept_reason", "proof", "review_event")
"""Tables that say by name who did something."""
_STAYS = frozenset({"person", "audit", "deadline_change", "hand_up", "process", "known_year"})


def erase_person(session: Session, person_id: int, now: datetime) -> dict[str, int]:
    """Forget a person: name, mail, channels, conversation, links, notes; returns how many rows of each went.

    Answers, files and acts stay; where an answer, reason or file says who gave it, the name goes.
    """
    connection, person = session.connection(), _T["person"]
    name = connection.execute(select(person.c.name).where(person.c.id == person_id)).scalar_one()
    addresses = tuple(
        connection.execute(select(_T["address"].c.id).where(_T["address"].c.person_id == person_id)).scalars()
    )
    counts = _talk(session, addresses)
    for each in (_T[table] for table in _OWN if table in _T):
        counts[each.name] = connection.execute(delete(each).where(each.c.person_id == person_id)).rowcount
    _links(session, person_id)
    for table in _SIGNED:
        signed = _T[table]
        theirs = (signed.c.by == name) & signed.c.application_id.in_(_applications(person_id))
        counts[f"{table}.by"] = connection.execute(update(signed).where(theirs).values(by=GONE)).rowcount
    application = _T["application"]  # a new version, so that no process goes on with what it remembers of the old one
    theirs = application.c.id.in_(_applications(person_id))
    connection.execute(update(application).where(theirs).values(version=application.c.version + 1))
    values = {"name": GONE, "email": None, "disabled_at": now}
    connection.execute(update(person).where(person.c.id == person_id).values(values))
    return {table: count for table, count in counts.items() if count}


def _applications(person_id: int) -> Select[Any]:
    application, participant = _T["application"], _T["participant"]
    shared = select(participant.c.application_id).where(participant.c.person_id == person_id)
    return select(application.c.id).where((application.c.owner_id == person_id) | application.c.id.in_(shared))


def _talk(session: Session, addresses: Sequence[int]) -> dict[str, int]:
    """Everything that was said at these addresses, and the addresses' own names."""
    connection, address, outbox = session.connection(), _T["address"], _T["outbox"]
    recipient, telegram = _T["broadcast_recipient"], _T["telegram_update"]
    said = select(outbox.c.id).where(outbox.c.address_id.in_(addresses))
    connection.execute(update(recipient).where(recipient.c.outbox_id.in_(said)).values(outbox_id=None))
    senders = select(address.c.external_id).where(address.c.id.in_(addresses), address.c.channel == "telegram")
    counts = {"telegram_update": connection.execute(delete(telegram).where(telegram.c.sender.in_(senders))).rowcount}
    for each in (outbox, _T["inbox"], _T["conversation"], _T["request"]):
        counts[each.name] = connection.execute(delete(each).where(each.c.address_id.in_(addresses))).rowcount
    for one in addresses:
        values = {"external_id": f"erased:{one}", "state": "blocked", "opened_by": None}
        connection.execute(update(address).where(address.c.id == one).values(values))
    counts["address"] = len(addresses)
    return counts


def _links(session: Session, person_id: int) -> None:
    """The name and number that stand with the links by which the person came."""
    connection, invitation, invitee = session.connection(), _T["invitation"], _T["invitee"]
    theirs = (invitation.c.person_id == person_id) | (invitation.c.redeemed_by == person_id)
    hashes = select(invitation.c.token_hash).where(theirs)
    connection.execute(update(invitee).where(invitee.c.token_hash.in_(hashes)).values(phone="", seed=""))
    connection.execute(update(invitation).where(theirs).values(name=GONE))


def erase_campaign(session: Session) -> dict[str, int]:
    """Forget all content: every table but people (without names), the audit, dates, and that lists were handed up."""
    connection = session.connection()
    counts: dict[str, int] = {}
    connection.execute(update(_T["audit"]).values(address_id=None, detail="{}"))
    connection.execute(update(_T["person"]).values(name=GONE, email=None))
    blank = {"by": GONE, "contact": "", "phone": "", "electronic_by": "", "paper_by": ""}
    connection.execute(update(_T["hand_up"]).values(blank))
    for table in reversed(METADATA.sorted_tables):
        if table.name not in _STAYS:
            counts[table.name] = connection.execute(delete(table)).rowcount
    return {table: count for table, count in counts.items() if count}


def rows(session: Session) -> dict[str, int]:
    """How many rows each table has that goes with a campaign, without those that have none."""
    found = {each.name: _count(session, each) for each in METADATA.sorted_tables if each.name not in _STAYS}
    return {name: count for name, count in found.items() if count}


def _count(session: Session, table: Table) -> int:
    return int(session.connection().execute(select(func.count()).select_from(table)).scalar_one())
