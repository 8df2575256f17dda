"""Where the conversation with each address stands: the engine's JSON, opaque here, and the last number used in it."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import bindparam, select, update
from sqlmodel import Session

from storage.errors import Stale
from storage.once import insert_once
from storage.prepared import Prepared
from storage.tables import METADATA

CONVERSATION = METADATA.tables["conversation"]
_ONE = Prepared(
    select(CONVERSATION.c.state, CONVERSATION.c.sequence, CONVERSATION.c.version).where(
        CONVERSATION.c.address_id == bindparam("address")
    )
)
_SAVE = Prepared(
    update(CONVERSATION)
    .where(CONVERSATION.c.address_id == bindparam("address"), CONVERSATION.c.version == bindparam("known"))
    .values(state=bindparam("new_state"), sequence=bindparam("last"), version=CONVERSATION.c.version + 1)
)


class Stored(NamedTuple):
    """A conversation as it was loaded. ``state`` is None and the numbers are 0 before its first turn.

    ``sequence`` is the last number given to a message in or out; ``version`` guards against lost updates.
    """

    state: str | None
    sequence: int
    version: int


def load(session: Session, address_id: int) -> Stored:
    """The conversation with an address."""
    found = _ONE.one(session.connection(), {"address": address_id})
    return Stored(None, 0, 0) if found is None else Stored(*found)


def latest(session: Session, addresses: Collection[int]) -> dict[int, int]:
    """The last number used at each of these addresses; none for those that nothing was ever said to."""
    wanted = select(CONVERSATION.c.address_id, CONVERSATION.c.sequence).where(CONVERSATION.c.address_id.in_(addresses))
    return {row.address_id: row.sequence for row in session.connection().execute(wanted)}


def advance(session: Session, addresses: Collection[int]) -> dict[int, int]:
    """One more number in each of these conversations, for something that is said beside their turns; by address.

    Whoever loaded one of them before finds it ``Stale``.
    """
    these = update(CONVERSATION).where(CONVERSATION.c.address_id.in_(addresses))
    more = these.values(sequence=CONVERSATION.c.sequence + 1, version=CONVERSATION.c.version + 1)
    rows = session.connection().execute(more.returning(CONVERSATION.c.address_id, CONVERSATION.c.sequence))
    return {row.address_id: row.sequence for row in rows}


def save(session: Session, address_id: int, state: str, sequence: int, version: int) -> None:
    """Keep the conversation over the ``version`` that was loaded; ``Stale`` where it is no longer that one."""
    connection = session.connection()
    if version == 0:
        row = {"address_id": address_id, "state": state, "sequence": sequence, "version": 1}
        saved = insert_once(connection, CONVERSATION, row)
    else:
        values = {"address": address_id, "known": version, "new_state": state, "last": sequence}
        saved = _SAVE.count(connection, values) == 1
    if not saved:
        raise Stale(f"conversation {address_id}")
