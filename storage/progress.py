"""How far each application is, kept beside it and made anew when it has changed.

A row is made of one version of its application. What changed since is found by comparing versions, so that an answer
costs nothing here, and nobody ever sees a figure that is behind: whoever looks brings the rows up to date first. The
row holds all that a page needs, so that a page is as fast with many applications as with few.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, delete, exists, func, or_, select
from sqlmodel import Session

from dialogs.definition.workdays import in_china
from dialogs.record.region import Entrant, Stage
from storage.once import insert_once
from storage.prepared import Prepared
from storage.tables import METADATA

PROGRESS = METADATA.tables["progress"]
APPLICATION = METADATA.tables["application"]
PERSON = METADATA.tables["person"]

_BEHIND = Prepared(
    select(APPLICATION.c.id, APPLICATION.c.updated_at, PERSON.c.id, PERSON.c.region)
    .join(PERSON, PERSON.c.id == APPLICATION.c.owner_id)
    .outerjoin(PROGRESS, PROGRESS.c.application_id == APPLICATION.c.id)
    .where(PERSON.c.role == "county", APPLICATION.c.edition == bindparam("edition"))
    .where(or_(PROGRESS.c.version.is_(None), PROGRESS.c.version != APPLICATION.c.version))
    .limit(bindparam("most"))
)
_DELETE = delete(PROGRESS).where(PROGRESS.c.application_id == bindparam("application"))
_ENTRANT = tuple(each.name for each in fields(Entrant))
_NAMED = {"application": "application_id", "updated": "updated_at"}
"""The columns that are called otherwise than what they hold of an entrant."""
_COLUMNS = [PROGRESS.c[_NAMED.get(name, name)] for name in (*_ENTRANT, "owner_id", "version")]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an application was at ``version``, as coordinators see it; ``owner`` is a person."""

    entrant: Entrant
    owner: int
    version: int

    @classmethod
    def of_row(cls, row: Sequence[Any]) -> Progress:
        """What a row of ``_COLUMNS`` says."""
        county, stage, *between, updated, owner, version = row
        held: list[Any] = [county, Stage(stage), *between, in_china(updated)]
        return cls(Entrant(*held), owner, version)

    def row(self) -> dict[str, Any]:
        """The columns that hold it."""
        held = {_NAMED.get(name, name): getattr(self.entrant, name) for name in _ENTRANT}
        moment = datetime.fromisoformat(self.entrant.updated)
        said = {"stage": self.entrant.stage.value, "updated_at": moment, "owner_id": self.owner}
        return held | said | {"version": self.version}


@dataclass(frozen=True, slots=True)
class Behind:
    """An application whose progress is to be made anew: its owner, and the region of the owner's invitation."""

    application_id: str
    updated_at: datetime
    owner: int
    region: str


@dataclass(frozen=True, slots=True)
class Wish:
    """Which entrants are wanted: of an edition, of these counties (None: of all) and states (empty: any).

    ``quiet_since`` leaves those that ought to do something and have not since then.
    """

    edition: str
    counties: Collection[str] | None = None
    stages: Collection[str] = ()
    quiet_since: datetime | None = None
    errors: bool = False
    lacking: bool = False


def behind(session: Session, edition: str, most: int) -> tuple[Behind, ...]:
    """Applications of an edition whose progress was never made, or of another version."""
    found = _BEHIND.all(session.connection(), {"edition": edition, "most": most})
    return tuple(Behind(*row) for row in found)


def write(session: Session, progress: Progress) -> None:
    """Keep how far an application is, in place of what was known before; where two do so at once, one of them."""
    connection = session.connection()
    connection.execute(_DELETE, {"application": progress.entrant.application})
    insert_once(connection, PROGRESS, progress.row())


def listed(session: Session, wish: Wish, *, start: int = 0, most: int | None = None) -> tuple[Progress, ...]:
    """The entrants that are wanted, by county; so many of them from a place on."""
    wanted = select(*_COLUMNS).where(*_conditions(wish)).order_by(PROGRESS.c.county, PROGRESS.c.application_id)
    return tuple(Progress.of_row(row) for row in session.connection().execute(wanted.offset(start).limit(most)))


def of_application(session: Session, edition: str, application: str) -> Progress | None:
    """How far one application of an edition is, if anybody knows yet."""
    wanted = select(*_COLUMNS).where(PROGRESS.c.application_id == application, _of_edition(edition))
    row = session.connection().execute(wanted).one_or_none()
    return None if row is None else Progress.of_row(row)


def named(session: Session, applications: Collection[str]) -> dict[str, tuple[str, str]]:
    """The county (code) and the cluster's name of these applications."""
    if not applications:
        return {}
    wanted = select(PROGRESS.c.application_id, PROGRESS.c.county, PROGRESS.c.cluster)
    rows = session.connection().execute(wanted.where(PROGRESS.c.application_id.in_(sorted(applications))))
    return {row[0]: (row[1], row[2]) for row in rows}


def counted(session: Session, wish: Wish) -> dict[str, int]:
    """How many of the wanted entrants stand how."""
    wanted = select(PROGRESS.c.stage, func.count()).where(*_conditions(wish)).group_by(PROGRESS.c.stage)
    return {row[0]: row[1] for row in session.connection().execute(wanted)}


def by_county(session: Session, wish: Wish) -> dict[tuple[str, str], int]:
    """How many of the wanted entrants of each county stand how: by county and state."""
    columns = (PROGRESS.c.county, PROGRESS.c.stage)
    wanted = select(*columns, func.count()).where(*_conditions(wish)).group_by(*columns)
    return {(row[0], row[1]): row[2] for row in session.connection().execute(wanted)}


def _of_edition(edition: str) -> ColumnElement[bool]:
    """Rows that were made in earlier years stay where they are, and count no more."""
    return exists().where(APPLICATION.c.id == PROGRESS.c.application_id, APPLICATION.c.edition == edition)


def _conditions(wish: Wish) -> list[ColumnElement[bool]]:
    found = [_of_edition(wish.edition)]
    if wish.counties is not None:
        found.append(PROGRESS.c.county.in_(sorted(wish.counties)))
    if wish.stages:
        found.append(PROGRESS.c.stage.in_(sorted(wish.stages)))
    if wish.quiet_since is not None:
        at_work = PROGRESS.c.stage.in_(("uncontacted", "considering", "filling"))
        found.append(and_(at_work, PROGRESS.c.updated_at <= wish.quiet_since))
    if wish.errors:
        found.append(PROGRESS.c.errors > 0)
    if wish.lacking:
        found.append(PROGRESS.c.lacking > 0)
    return found
