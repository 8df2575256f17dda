"""Applications: loaded whole, saved by their differences.

Two people collide only on the same answer: changes of different slots merge, the second change of one slot since it was
loaded is ``Stale``. Whoever saves holds the application's row until the transaction ends.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, bindparam, delete, insert, or_, select, update
from sqlmodel import Session

from dialogs.record.application import Act, Answer, Application, Kept
from dialogs.record.proofs import Proof
from storage import answers, holders, proofs, reviews
from storage.answers import ANSWER, AnswerEvent
from storage.encoding import decode, decode_list, encode_list
from storage.errors import NoSuchApplication, RewrittenAct, Stale
from storage.memory import sight_of
from storage.prepared import Prepared
from storage.tables import METADATA

APPLICATION = METADATA.tables["application"]
PARTICIPANT = METADATA.tables["participant"]
PERSON = METADATA.tables["person"]
KEPT = METADATA.tables["kept_reason"]
ACT = METADATA.tables["act"]

_ONE = Prepared(
    select(APPLICATION.c.edition, APPLICATION.c.version).where(APPLICATION.c.id == bindparam("application"))
)
_KEPT = select(KEPT.c.finding, KEPT.c.reason, KEPT.c.figures, KEPT.c.by, KEPT.c.at).where(
    KEPT.c.application_id == bindparam("application")
)
_ACTS = (
    select(ACT.c.kind, ACT.c.by, ACT.c.at, ACT.c.note)
    .where(ACT.c.application_id == bindparam("application"))
    .order_by(ACT.c.id)
)
_NEXT_VERSION = Prepared(
    update(APPLICATION)
    .where(APPLICATION.c.id == bindparam("application"))
    .values(version=APPLICATION.c.version + 1, updated_at=bindparam("now"))
    .returning(APPLICATION.c.version)
)


@dataclass(frozen=True, slots=True)
class Listed:
    """An application in somebody's list; ``cluster_name`` is empty until it is answered, ``updated_at`` is in UTC."""

    id: str
    edition: str
    cluster_name: str
    version: int
    updated_at: datetime


def create(session: Session, edition: str, person_id: int, now: datetime) -> Application:
    """A new, empty application that this person owns."""
    made = Application(id=secrets.token_urlsafe(12), edition=edition, version=1)
    row = {"id": made.id, "edition": edition, "owner_id": person_id, "version": 1, "created_at": now, "updated_at": now}
    session.connection().execute(insert(APPLICATION), row)
    return made


def load(session: Session, application: str) -> Application:
    """The whole application; ``NoSuchApplication`` where there is none."""
    connection, sight = session.connection(), sight_of(session)
    found = _ONE.one(connection, {"application": application})
    if found is None:
        raise NoSuchApplication(application)
    edition, version = found
    known = sight.recall(application, version)
    if known is not None:
        return known
    loaded = _read(connection, application, edition, version)
    sight.note(loaded)
    return loaded


def _read(connection: Connection, application: str, edition: str, version: int) -> Application:
    acts = connection.execute(_ACTS, {"application": application}).all()
    return Application(
        id=application,
        edition=edition,
        answers=answers.load(connection, application),
        kept=_load_kept(connection, application),
        acts=tuple(Act(*row) for row in acts),
        version=version,
        proofs=proofs.load(connection, application),
        holders=holders.load(connection, application),
        reviews=reviews.load(connection, application),
    )


def _load_kept(connection: Connection, application: str) -> dict[str, Kept]:
    rows = connection.execute(_KEPT, {"application": application}).all()
    return {row.finding: Kept(row.finding, row.reason, decode_list(row.figures), row.by, row.at) for row in rows}


def save(
    session: Session, before: Application, after: Application, now: datetime, *, by: str, door: str
) -> Application:
    """Write what differs between ``before``, as it was loaded, and ``after``; nothing where nothing does.

    ``by`` and ``door`` say who took answers away, where ``after`` lacks some; all others carry their own.
    Returns the application as it now stands: with new versions, and with what others changed meanwhile in other slots.
    ``Stale`` where somebody else changed one of the same slots, kept warnings, holders or files, or went on with the
    review; ``RewrittenAct`` where ``after`` lacks or alters an act or something of the review. Answers of ``after`` get
    their version here; the one they carry is not looked at, and one with neither value nor blank counts as taken away.
    """
    new = (*answers.changed(before.answers, after.answers), *_taken_away(before, after, now, by, door))
    reasons = {
        finding for finding in {*before.kept, *after.kept} if before.kept.get(finding) != after.kept.get(finding)
    }
    acts, files = _new_acts(before, after), proofs.changed(before.proofs, after.proofs)
    held, reviewed = holders.changed(before.holders, after.holders), reviews.new(before, after)
    if not (new or reasons or acts or files or held or reviewed):
        return before
    connection = session.connection()
    version = _next_version(connection, before.id, now)
    alone = version == before.version + 1
    written = answers.save(connection, before.id, before.answers, new, alone=alone) if new else {}
    _save_kept(connection, before, after, reasons)
    _add_acts(connection, before.id, acts)
    if files:
        proofs.save(connection, before.id, before.proofs, after.proofs, files)
    if held:
        holders.save(connection, before.id, before.holders, after.holders, held)
    if reviewed:
        reviews.add(connection, before.id, len(before.reviews), reviewed)
    if not alone:  # others saved in between: their changes belong to the picture
        return load(session, before.id)
    now_there = answers.merged(before.answers, written)
    saved = replace(before, answers=now_there, kept=after.kept, acts=after.acts, version=version)
    known = reviews.load(connection, before.id) if reviewed else before.reviews
    saved = replace(saved, proofs=after.proofs, holders=after.holders, reviews=known)
    as_said = not (reasons or acts or files or held or reviewed)
    if as_said:  # otherwise texts may have been stored without what no database takes
        sight_of(session).note(saved)
    return saved


def _taken_away(before: Application, after: Application, now: datetime, by: str, door: str) -> tuple[Answer, ...]:
    gone = before.answers.keys() - after.answers.keys()
    return tuple(Answer(slot, by=by, at=now.isoformat(), door=door) for slot in sorted(gone))


def _new_acts(before: Application, after: Application) -> tuple[Act, ...]:
    known = len(before.acts)
    if after.acts[:known] != before.acts:
        raise RewrittenAct(before.id)
    return after.acts[known:]


def _next_version(connection: Connection, application: str, now: datetime) -> int:
    found = _NEXT_VERSION.one(connection, {"application": application, "now": now})
    if found is None:
        raise NoSuchApplication(application)
    version: int = found[0]
    return version


def _save_kept(connection: Connection, before: Application, after: Application, findings: Iterable[str]) -> None:
    present = _load_kept(connection, before.id) if findings else {}
    conflicts = [finding for finding in findings if present.get(finding) != before.kept.get(finding)]
    if conflicts:
        raise Stale(*conflicts)
    for finding in findings:
        connection.execute(delete(KEPT).where(KEPT.c.application_id == before.id, KEPT.c.finding == finding))
        if finding in after.kept:
            connection.execute(insert(KEPT), _kept_row(before.id, after.kept[finding]))


def _kept_row(application: str, kept: Kept) -> dict[str, str]:
    return {
        "application_id": application,
        "finding": kept.finding,
        "reason": kept.reason,
        "figures": encode_list(kept.figures),
        "by": kept.by,
        "at": kept.at,
    }


def _add_acts(connection: Connection, application: str, acts: Iterable[Act]) -> None:
    for act in acts:
        row = {"application_id": application, "kind": act.kind, "by": act.by, "at": act.at, "note": act.note}
        connection.execute(insert(ACT), row)


def receive(session: Session, application: str, proof: Proof, now: datetime) -> None:
    """Lay a file that was sent among those of an application that wait for a place, once."""
    connection = session.connection()
    if proofs.arrive(connection, application, proof):
        _next_version(connection, application, now)


def events(session: Session, application: str) -> tuple[AnswerEvent, ...]:
    """Every change of every answer, in order."""
    return answers.events(session.connection(), application)


def may_open(session: Session, application: str, person_id: int) -> bool:
    """Whether the person owns the application or takes part in it."""
    wanted = select(APPLICATION.c.id).where(APPLICATION.c.id == application, _belongs_to(person_id))
    return session.connection().execute(wanted).first() is not None


def _belongs_to(person_id: int) -> ColumnElement[bool]:
    shared = select(PARTICIPANT.c.application_id).where(PARTICIPANT.c.person_id == person_id)
    return or_(APPLICATION.c.owner_id == person_id, APPLICATION.c.id.in_(shared))


def of_person(session: Session, person_id: int) -> tuple[Listed, ...]:
    """The applications that a person owns or takes part in, the oldest first."""
    named = (ANSWER.c.application_id == APPLICATION.c.id) & (ANSWER.c.slot == "cluster_name")
    wanted = (
        select(APPLICATION, ANSWER.c.value.label("cluster_name"))
        .outerjoin(ANSWER, named)
        .where(_belongs_to(person_id))
        .order_by(APPLICATION.c.created_at, APPLICATION.c.id)
    )
    return tuple(_listed(row) for row in session.connection().execute(wanted).mappings())


def earlier(session: Session, person_id: int, region: str) -> tuple[Listed, ...]:
    """The applications that a person or a contact of the same county (by its code) owns, the newest first."""
    county = select(PERSON.c.id).where(PERSON.c.region == region, PERSON.c.region != "", PERSON.c.role == "county")
    named = (ANSWER.c.application_id == APPLICATION.c.id) & (ANSWER.c.slot == "cluster_name")
    wanted = (
        select(APPLICATION, ANSWER.c.value.label("cluster_name"))
        .outerjoin(ANSWER, named)
        .where(or_(APPLICATION.c.owner_id == person_id, APPLICATION.c.owner_id.in_(county)))
        .order_by(APPLICATION.c.edition.desc(), APPLICATION.c.updated_at.desc(), APPLICATION.c.id)
    )
    return tuple(_listed(row) for row in session.connection().execute(wanted).mappings())


def _listed(row: RowMapping) -> Listed:
    name = "" if row["cluster_name"] is None else str(decode(row["cluster_name"]))
    return Listed(row["id"], row["edition"], name, row["version"], row["updated_at"])
