"""A city's list of clusters to recommend, what it handed up, and what the province registered and decided.

The list is private to its group until it is handed up. A hand-up is a fact with date, person and checksum; what the
province says of it stands beside it and never changes it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Row, func, insert, select, update
from sqlmodel import Session

from storage.encoding import decode_list, encode_list
from storage.errors import Stale
from storage.once import insert_once
from storage.tables import METADATA

RECOMMENDATION = METADATA.tables["recommendation"]
HAND_UP = METADATA.tables["hand_up"]
ITEM = METADATA.tables["hand_up_item"]

Decision = Literal["", "accepted", "returned", "refused"]
Form = Literal["electronic", "paper"]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A group's list for an edition: applications in order, reserves in order, who stands on 附件4.

    Version 0 is not kept yet.
    """

    place: str
    edition: str
    chosen: tuple[str, ...] = ()
    reserves: tuple[str, ...] = ()
    contact: str = ""
    phone: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """One application of a hand-up, with what the province decided about it."""

    application_id: str
    place: int
    version: int
    checksum: str
    decision: Decision = ""
    reason: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None
    passed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class HandUp:
    """What a group handed up, for the ``number``-th time, with the province's receipts."""

    id: str
    place: str
    edition: str
    number: int
    person_id: int
    by: str
    at: datetime
    checksum: str
    contact: str
    phone: str
    withdrawn_at: datetime | None = None
    electronic_at: datetime | None = None
    electronic_by: str = ""
    paper_at: datetime | None = None
    paper_by: str = ""
    items: tuple[Item, ...] = ()


_FIELDS = tuple(name for name in HandUp.__dataclass_fields__ if name != "items")


def find(session: Session, place: str, edition: str) -> Recommendation:
    """The list of a group; an empty one where none was begun."""
    row = session.connection().execute(select(RECOMMENDATION).where(*_this(place, edition))).one_or_none()
    if row is None:
        return Recommendation(place, edition)
    chosen, reserves = decode_list(row.chosen), decode_list(row.reserves)
    return Recommendation(place, edition, chosen, reserves, row.contact, row.phone, row.version)


def _this(place: str, edition: str) -> tuple[ColumnElement[bool], ...]:
    return RECOMMENDATION.c.place == place, RECOMMENDATION.c.edition == edition


def save(session: Session, wanted: Recommendation, person_id: int, now: datetime) -> None:
    """Keep a list in place of the one whose version it carries; ``Stale`` where somebody changed that meanwhile."""
    row: dict[str, object] = {
        "chosen": encode_list(wanted.chosen),
        "reserves": encode_list(wanted.reserves),
        "contact": wanted.contact,
        "phone": wanted.phone,
        "person_id": person_id,
        "at": now,
        "version": wanted.version + 1,
    }
    if wanted.version == 0:
        kept = insert_once(
            session.connection(), RECOMMENDATION, {"place": wanted.place, "edition": wanted.edition, **row}
        )
    else:
        this = (*_this(wanted.place, wanted.edition), RECOMMENDATION.c.version == wanted.version)
        kept = session.connection().execute(update(RECOMMENDATION).where(*this).values(row)).rowcount == 1
    if not kept:
        raise Stale(wanted.place)


def hand_up(session: Session, handed: HandUp) -> bool:
    """Put on record that a group handed up; False where this id did already."""
    row = {name: getattr(handed, name) for name in _FIELDS}
    if not insert_once(session.connection(), HAND_UP, row):
        return False
    rows = [
        {"hand_up_id": handed.id, **{name: getattr(item, name) for name in Item.__dataclass_fields__}}
        for item in handed.items
    ]
    session.connection().execute(insert(ITEM), rows)
    return True


def next_number(session: Session, place: str, edition: str) -> int:
    """Which time it is that a group hands up."""
    wanted = select(func.max(HAND_UP.c.number)).where(HAND_UP.c.place == place, HAND_UP.c.edition == edition)
    return (session.connection().execute(wanted).scalar_one() or 0) + 1


def standing(session: Session, edition: str, place: str | None = None) -> tuple[HandUp, ...]:
    """What is handed up of an edition and not withdrawn, of one group or all: the last of each, by its time."""
    standing_so = HAND_UP.c.withdrawn_at.is_(None) & (HAND_UP.c.edition == edition)
    wanted = select(*(HAND_UP.c[name] for name in _FIELDS)).where(standing_so)
    if place is not None:
        wanted = wanted.where(HAND_UP.c.place == place)
    rows = session.connection().execute(wanted.order_by(HAND_UP.c.number)).all()
    newest = {row.place: row for row in rows}
    items = _items(session, [row.id for row in newest.values()])
    found = (_hand_up(row, tuple(items.get(row.id, ()))) for row in newest.values())
    return tuple(sorted(found, key=lambda each: each.at))


def _hand_up(row: Row[Any], items: tuple[Item, ...]) -> HandUp:
    return HandUp(**row._mapping, items=items)


def _items(session: Session, hand_ups: Sequence[str]) -> Mapping[str, list[Item]]:
    columns = [ITEM.c[name] for name in Item.__dataclass_fields__]
    wanted = select(ITEM.c.hand_up_id, *columns).where(ITEM.c.hand_up_id.in_(hand_ups)).order_by(ITEM.c.place)
    found: dict[str, list[Item]] = {}
    for hand_up_id, *rest in session.connection().execute(wanted):
        found.setdefault(hand_up_id, []).append(Item(*rest))
    return found


def withdraw(session: Session, hand_up_id: str, now: datetime) -> bool:
    """Take a hand-up back; False where the province has registered something of it, or it was taken back before."""
    untouched = HAND_UP.c.withdrawn_at.is_(None) & HAND_UP.c.electronic_at.is_(None) & HAND_UP.c.paper_at.is_(None)
    decided = select(ITEM.c.hand_up_id).where(ITEM.c.hand_up_id == hand_up_id, ITEM.c.decision != "")
    this = (HAND_UP.c.id == hand_up_id) & untouched & ~decided.exists()
    return session.connection().execute(update(HAND_UP).where(this).values(withdrawn_at=now)).rowcount == 1


def register(session: Session, hand_up_id: str, form: Form, by: str, now: datetime) -> bool:
    """The province has got it, by mail or on paper; False where that was registered before."""
    at = HAND_UP.c[f"{form}_at"]
    this = update(HAND_UP).where(HAND_UP.c.id == hand_up_id, HAND_UP.c.withdrawn_at.is_(None), at.is_(None))
    return session.connection().execute(this.values({f"{form}_at": now, f"{form}_by": by})).rowcount == 1


def decide(
    session: Session, hand_up_id: str, application: str, decision: Decision, reason: str, by: str, now: datetime
) -> None:
    """What the province decided about one application; a later decision takes the place of an earlier one."""
    this = update(ITEM).where(ITEM.c.hand_up_id == hand_up_id, ITEM.c.application_id == application)
    values = {"decision": decision, "reason": reason, "decided_by": by, "decided_at": now, "passed_at": None}
    session.connection().execute(this.values(values))


def pass_on(session: Session, hand_up_id: str, application: str, now: datetime) -> bool:
    """The city passed a 补正 on to the county; False where it did before, or there is nothing to pass on."""
    this = (ITEM.c.hand_up_id == hand_up_id) & (ITEM.c.application_id == application)
    waits = ITEM.c.decision.in_(("returned",)) & ITEM.c.passed_at.is_(None)
    return session.connection().execute(update(ITEM).where(this, waits).values(passed_at=now)).rowcount == 1
