"""What is counted for whoever watches the machine: rows, and how long questions take. Nobody's words, nobody's name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session

from storage.tables import METADATA

_OPEN = {
    "inbox": ("todo",),
    "outbox": ("todo", "sending"),
    "request": ("todo", "doing"),
    "document": ("todo",),
    "telegram_update": ("todo",),
    "broadcast": ("sending",),
    "export": ("todo",),
}
"""The states in which a row waits for somebody."""
_LATEST = 20_000
_LONGEST_SECONDS = 600.0
"""Whoever took longer did something else meanwhile."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many answers by each door, rows that wait in each table, messages by class and state, living processes."""

    answers: Mapping[str, int]
    waiting: Mapping[str, int]
    deliveries: Mapping[tuple[str, str], int]
    processes: int


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a question was answered lately, and the seconds that half of these answers stayed below."""

    answers: int
    seconds: float


def counted(session: Session) -> Counted:
    """Count everything."""
    connection, tables = session.connection(), METADATA.tables
    event, outbox = tables["answer_event"].c, tables["outbox"].c
    doors = connection.execute(select(event.door, func.count()).group_by(event.door))
    answers = {each.door: each[1] for each in doors}
    sent = connection.execute(select(outbox.kind, outbox.state, func.count()).group_by(outbox.kind, outbox.state))
    deliveries = {(kind, state): number for kind, state, number in sent}
    waiting = {
        name: connection.execute(
            select(func.count()).select_from(tables[name]).where(tables[name].c.state.in_(states))
        ).scalar_one()
        for name, states in _OPEN.items()
    }
    processes = connection.execute(select(func.count()).select_from(tables["process"])).scalar_one()
    return Counted(answers, waiting, deliveries, processes)


def paces(session: Session, latest: int = _LATEST) -> dict[str, Pace]:
    """How long each field takes, by name: from somebody's answer before to the first one here, over the latest events.

    Copied and pasted figures of several fields come at one moment and say nothing, nor does whoever went to lunch.
    """
    event = METADATA.tables["answer_event"].c
    wanted = select(event.application_id, event.by, event.slot, event.at).order_by(event.id.desc()).limit(latest)
    taken: dict[str, list[float]] = defaultdict(list)
    for field, seconds in _gaps(reversed(session.connection().execute(wanted).all())):
        taken[field].append(seconds)
    return {field: Pace(len(each), median(each)) for field, each in taken.items()}


def _gaps(events: Iterable[Any]) -> Iterator[tuple[str, float]]:
    before: dict[tuple[str, str], tuple[str, datetime]] = {}
    for application, by, slot, said in events:
        field, at = slot.partition("/")[0], datetime.fromisoformat(said)
        earlier, begun = before.get((application, by), ("", at))
        before[application, by] = field, at
        seconds = (at - begun).total_seconds()
        if earlier and field != earlier and 0 < seconds <= _LONGEST_SECONDS:
            yield field, seconds
