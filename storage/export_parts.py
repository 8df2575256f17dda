"""The parts of a large export, one for each application: made one by one, by whichever process is free, each once.

A process holds the part that it makes (see ``storage.work``). What it made lies among the files before the row says so:
a kill in between leaves files that no row speaks of, and the part is made again by another process.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, bindparam, func, insert, select
from sqlmodel import Session

from storage.tables import METADATA
from storage.work import Queue

PART = METADATA.tables["export_part"]
QUEUE = Queue(PART, lane="export_id", spoilt="failed")
_SETTLE = QUEUE.settling(state=bindparam("became"), files=bindparam("came"))


@dataclass(frozen=True, slots=True)
class File:
    """One file of a part: its name in the archive, and the bytes' sha256 and size."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Part:
    """One application of an export: what the names of its files begin with (``stem``), the moment of its version.

    ``until`` is ISO; empty means today's.
    """

    id: str
    export_id: str
    number: int
    application_id: str
    stem: str
    until: str = ""
    state: str = "todo"
    tries: int = 0
    holder: str | None = None
    files: tuple[File, ...] = ()


def order(session: Session, parts: Sequence[Part]) -> None:
    """Keep what an export is made of."""
    names = ("id", "export_id", "number", "application_id", "stem", "until")
    rows = [{name: getattr(part, name) for name in names} for part in parts]
    more = {"state": "todo", "tries": 0, "files": "[]"}
    session.connection().execute(insert(PART), [row | more for row in rows])


def of_export(session: Session, export: str) -> tuple[Part, ...]:
    """The parts of an export in order."""
    return _parts(session, PART.c.export_id == export)


def _parts(session: Session, which: ColumnElement[bool]) -> tuple[Part, ...]:
    columns = [PART.c[name] for name in Part.__dataclass_fields__]
    rows = session.connection().execute(select(*columns).where(which).order_by(PART.c.number))
    return tuple(Part(**{**row._mapping, "files": _files(row.files)}) for row in rows)


def _files(text: str) -> tuple[File, ...]:
    return tuple(File(**each) for each in json.loads(text))


def take(session: Session, export: str, holder: str, most: int) -> tuple[Part, ...]:
    """Let this process make the next parts that nobody makes, so many at most; none where there are none.

    One that was taken up before is taken alone: where it is what ended its process, it takes no others with it.
    """
    free = select(PART.c.id, PART.c.tries).where(PART.c.export_id == export, QUEUE.free).order_by(PART.c.number)
    rows = session.connection().execute(free.limit(most).with_for_update(skip_locked=True)).all()
    wanted = rows[:1] if rows and rows[0].tries else [row for row in rows if not row.tries]
    mine = [row.id for row in wanted if QUEUE.take(session, row.id, holder)]
    return _parts(session, PART.c.id.in_(mine))


def free(session: Session, export: str) -> int:
    """How many parts of an export wait for somebody to make them."""
    wanted = select(func.count()).where(PART.c.export_id == export, QUEUE.free)
    return session.connection().execute(wanted).scalar_one()


def settle(session: Session, part: str, holder: str, files: Sequence[File] | None) -> None:
    """Say what came of a part; None where it could not be made. ``Lost`` where it is another process's by now."""
    came = [{"name": each.name, "sha256": each.sha256, "size": each.size} for each in files or ()]
    became = {"became": "failed" if files is None else "ready", "came": json.dumps(came, ensure_ascii=False)}
    _SETTLE(session, part, holder, became)


def give_back(session: Session, export: str, holder: str) -> None:
    """Let others make what this process holds of an export: it stops, or a fault kept it from going on."""
    held = select(PART.c.id).where(PART.c.export_id == export, PART.c.state == "todo", PART.c.holder == holder)
    for part in session.connection().execute(held).scalars().all():
        QUEUE.again(session, part, holder, counts=False)


def counts(session: Session, export: str) -> tuple[int, int]:
    """How many parts of an export are settled, and how many there are."""
    wanted = select(func.count().filter(PART.c.state != "todo"), func.count()).where(PART.c.export_id == export)
    done, every = session.connection().execute(wanted).one()
    return done, every
