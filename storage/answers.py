"""The answers of an application as rows: one a slot with its version, and one event a change, never rewritten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain, islice, repeat
from typing import Any

from sqlalchemy import (
    Connection,
    Integer,
    Select,
    String,
    bindparam,
    delete,
    func,
    literal_column,
    select,
    union_all,
)

from dialogs.record.application import Answer, Blank
from storage.encoding import decode, decode_source, encode, encode_source
from storage.errors import Stale
from storage.inserting import Inserting
from storage.prepared import Prepared
from storage.tables import METADATA
from storage.tables.columns import storable

ANSWER = METADATA.tables["answer"]
EVENT = METADATA.tables["answer_event"]
COLUMNS = ("slot", "value", "blank", "words", "by", "at", "door", "department", "doubtful", "source", "version")

# Columns, not objects: two hundred answers are read at every message.
_ALL = Prepared(
    select(*(ANSWER.c[name] for name in COLUMNS)).where(ANSWER.c.application_id == bindparam("application"))
)
_EVENTS = (
    select(EVENT.c.id, EVENT.c.previous, *(EVENT.c[name] for name in COLUMNS))
    .where(EVENT.c.application_id == bindparam("application"))
    .order_by(EVENT.c.id)
)
_PUT = Inserting(ANSWER, ("application_id", *COLUMNS), over=("application_id", "slot"))
_ADD_EVENTS = Inserting(EVENT, ("application_id", *COLUMNS, "previous"))
_EIGHT = tuple(f"slot{number}" for number in range(8))
"""Slots are asked for in eights, or few of them by themselves, so that the statements are always the same ones."""
_FEW = (1, 3)
"""How many are asked for by themselves: a figure, or one for each year."""


def _highest(slot: str) -> Select[int | None, int | None]:
    """The last version that a slot ever had, and the one that it has: each a look into an index, however many were."""
    application, wanted = bindparam("application", type_=String()), bindparam(slot, type_=String())
    ever = select(func.max(EVENT.c.version)).where(EVENT.c.application_id == application, EVENT.c.slot == wanted)
    now = select(ANSWER.c.version).where(ANSWER.c.application_id == application, ANSWER.c.slot == wanted)
    place = literal_column(str(_EIGHT.index(slot)), Integer())
    return select(place, ever.scalar_subquery(), now.scalar_subquery())


_VERSIONS = {size: Prepared(union_all(*map(_highest, _EIGHT[:size]))) for size in (*_FEW, len(_EIGHT))}
_REMOVE = Prepared(
    delete(ANSWER).where(
        ANSWER.c.application_id == bindparam("application"), ANSWER.c.slot.in_(list(map(bindparam, _EIGHT)))
    )
)


@dataclass(frozen=True, slots=True)
class AnswerEvent:
    """One change of one slot. An ``answer`` with neither value nor blank says that it was taken away.

    ``previous`` is the version before, 0 for the first answer of a slot.
    """

    id: int
    answer: Answer
    previous: int


def load(connection: Connection, application: str) -> dict[str, Answer]:
    """The present answers by slot."""
    rows = _ALL.all(connection, {"application": application})
    return {row[0]: _answer(row) for row in rows}


def events(connection: Connection, application: str) -> tuple[AnswerEvent, ...]:
    """Every change ever made, in order."""
    rows = connection.execute(_EVENTS, {"application": application})
    return tuple(AnswerEvent(key, _answer(columns), previous) for key, previous, *columns in rows)


def _answer(columns: Sequence[Any]) -> Answer:
    slot, value, blank, words, by, at, door, department, doubtful, source, version = columns
    return Answer(
        slot,
        None if value is None else decode(value),
        None if blank is None else Blank(blank),
        words,
        by,
        at,
        door,
        department,
        doubtful,
        None if source is None else decode_source(source),
        version,
    )


def changed(before: Mapping[str, Answer], after: Mapping[str, Answer]) -> tuple[Answer, ...]:
    """The answers that are new or say something else than before, whatever their version.

    An empty one counts as not being there.
    """
    new = (answer for slot, answer in after.items() if answer is not before.get(slot))
    return tuple(answer for answer in new if not _same(before.get(answer.slot), answer))


def _same(old: Answer | None, new: Answer) -> bool:
    if old is None:
        return empty(new)
    return replace(new, version=old.version) == old


def save(
    connection: Connection, application: str, before: Mapping[str, Answer], new: Iterable[Answer], *, alone: bool
) -> dict[str, Answer]:
    """Write these changes of slots and their events; an empty answer takes the slot away.

    Returns the changes as they now stand, with their versions. ``Stale`` where a slot is no longer as it was in
    ``before``. The caller holds the lock on the application, so nothing moves between looking and writing; ``alone``
    says that nobody saved since ``before`` was loaded: those slots stand as they stood.
    """
    wanted = {answer.slot: answer for answer in new}
    last = {slot: before[slot].version for slot in wanted if alone and slot in before}
    last |= _last_versions(connection, application, before, [slot for slot in wanted if slot not in last])
    rows = [_row(application, answer, last[slot] + 1) for slot, answer in wanted.items()]
    gone = [slot for slot, answer in wanted.items() if slot in before and empty(answer)]
    _REMOVE.many(connection, _eights(application, gone))
    _PUT.all(connection, [row for row in rows if not empty(wanted[row["slot"]])])
    _ADD_EVENTS.all(connection, [row | {"previous": last[row["slot"]]} for row in rows])
    return {row["slot"]: _as_it_stands(wanted[row["slot"]], row) for row in rows}


def _as_it_stands(answer: Answer, row: Mapping[str, Any]) -> Answer:
    """The answer that a row holds now: as it was given, unless something of it could not be stored so."""
    texts = (answer.words, answer.by, answer.department, answer.value if isinstance(answer.value, str) else None)
    told = answer.source is None and (answer.value is None or isinstance(answer.value, Decimal | str))
    if told and all(text is None or storable(text) == text for text in texts):
        return replace(answer, version=row["version"])
    return _answer([row[name] for name in COLUMNS])


def _eights(application: str, slots: Sequence[str]) -> Iterator[Mapping[str, str]]:
    """These slots in eights; the last eight is filled up with the last slot."""
    for start in range(0, len(slots), len(_EIGHT)):
        eight = islice(chain(slots[start:], repeat(slots[-1])), len(_EIGHT))
        yield {"application": application, **dict(zip(_EIGHT, eight, strict=True))}


def merged(before: Mapping[str, Answer], written: Mapping[str, Answer]) -> dict[str, Answer]:
    """The answers after a save."""
    found = {**before, **written}
    for slot, answer in written.items():
        if empty(answer):
            del found[slot]
    return found


def empty(answer: Answer) -> bool:
    """Whether nothing was answered at all, not even 无 or later."""
    return answer.value is None and answer.blank is None


def _last_versions(
    connection: Connection, application: str, before: Mapping[str, Answer], slots: list[str]
) -> dict[str, int]:
    last, present = dict[str, int](), dict[str, int | None]()
    looking_up = _VERSIONS[next((size for size in _FEW if len(slots) <= size), len(_EIGHT))]
    for eight in _eights(application, slots):
        for place, highest, version in looking_up.all(connection, eight):
            slot = eight[_EIGHT[place]]
            last[slot], present[slot] = highest or 0, version
    conflicts = [slot for slot in slots if present.get(slot) != _version(before.get(slot))]
    if conflicts:
        raise Stale(*conflicts)
    return last


def _version(answer: Answer | None) -> int | None:
    return None if answer is None else answer.version


def _row(application: str, answer: Answer, version: int) -> dict[str, Any]:
    return {
        "application_id": application,
        "slot": answer.slot,
        "value": None if answer.value is None else storable(encode(answer.value)),
        "blank": None if answer.blank is None else answer.blank.value,
        "words": storable(answer.words),
        "by": storable(answer.by),
        "at": answer.at,
        "door": answer.door,
        "department": None if answer.department is None else storable(answer.department),
        "doubtful": answer.doubtful,
        "source": None if answer.source is None else storable(encode_source(answer.source)),
        "version": version,
    }
