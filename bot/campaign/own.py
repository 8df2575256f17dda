"""A coordinator's reminders to oneself, said when they are due: once, in every conversation of that person."""

from __future__ import annotations

from datetime import datetime

from dialogs.definition.workdays import in_china
from dialogs.record import codec
from dialogs.record.region import FollowUp
from dialogs.turn.messages import Happened
from storage import conversations, follow_ups, inbox, people
from storage.database import Database, Session
from storage.follow_ups import Kept


def follow_up_of(kept: Kept) -> FollowUp:
    """One as the desk sees it, in China's time."""
    return FollowUp(kept.id, kept.kind, kept.county, kept.words, in_china(kept.at), in_china(kept.due_at))


def say_due(database: Database, now: datetime) -> frozenset[int]:
    """Put what is due into its coordinator's conversations; returns the addresses at which something waits now.

    Taken up and put there in one transaction: whatever is killed, it is said once.
    """
    with database.read() as session:
        due = follow_ups.due(session, now)
    found: set[int] = set()
    for each in due:
        with database.write() as session:
            if follow_ups.told(session, each, now):
                found |= _put(session, each, now)
    return frozenset(found)


def _put(session: Session, kept: Kept, now: datetime) -> set[int]:
    event = codec.dumps(Happened("follow-up due", {"follow": codec.dumps(follow_up_of(kept))}))
    key = f"follow-up:{kept.id}:{in_china(kept.due_at or now)}"
    told = [
        each.id
        for each in people.addresses_of(session, kept.person_id)
        if conversations.load(session, each.id).state is not None
        and inbox.accept(session, each.id, key, event, now) is not None
    ]
    return set(told)
