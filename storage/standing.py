"""What a turn begins with, in one query: where the conversation with an address stands, and who speaks there."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import bindparam, exists, select
from sqlmodel import Session

from storage.conversations import CONVERSATION, Stored
from storage.errors import NoSuchPerson
from storage.inbox import INBOX
from storage.people import ADDRESS, PERSON, SPEAKER, Speaker
from storage.prepared import Prepared

_WAITS = exists().where(
    INBOX.c.address_id == ADDRESS.c.id, INBOX.c.state == "todo", INBOX.c.id < bindparam("before_this")
)
_STANDING = Prepared(
    select(_WAITS, CONVERSATION.c.state, CONVERSATION.c.sequence, CONVERSATION.c.version, *SPEAKER)
    .select_from(ADDRESS)
    .join(PERSON, PERSON.c.id == ADDRESS.c.person_id)
    .outerjoin(CONVERSATION, CONVERSATION.c.address_id == ADDRESS.c.id)
    .where(ADDRESS.c.id == bindparam("address"))
)


class Standing(NamedTuple):
    """Where an address stands at an event; ``waits``: whether something that arrived before it is not handled yet."""

    address: int
    conversation: Stored
    speaker: Speaker
    waits: bool


def at(session: Session, address_id: int, event_id: int) -> Standing:
    """Where an address stands at an event of its inbox; ``NoSuchPerson`` where there is nobody."""
    found = _STANDING.one(session.connection(), {"address": address_id, "before_this": event_id})
    if found is None:
        raise NoSuchPerson(f"address {address_id}")
    waits, state, sequence, version, *speaker = found
    stored = Stored(None, 0, 0) if version is None else Stored(state, sequence, version)
    return Standing(address_id, stored, Speaker(*speaker), bool(waits))
