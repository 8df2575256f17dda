"""A coordinator's calls and reminders to oneself: put down, moved, done, as the desk sees them."""

from __future__ import annotations

from datetime import datetime

from bot.campaign.own import follow_up_of
from dialogs.record import codec
from dialogs.state.errands import KeepFollowUp, MoveFollowUp
from dialogs.turn.messages import Happened
from storage import follow_ups
from storage.database import Session
from storage.errors import NotYours
from storage.people import Person


def follow(session: Session, person: Person, errand: KeepFollowUp | MoveFollowUp, now: datetime) -> Happened:
    """Put it down, say it at another time, or no more; ``NotYours`` for what somebody else put down."""
    due = datetime.fromisoformat(errand.due) if errand.due else None
    if isinstance(errand, KeepFollowUp):
        kept = follow_ups.keep(session, person.id, errand.kind, errand.county, errand.words, now, due)
    else:
        moved = follow_ups.move(session, person.id, errand.key, due, now)
        if moved is None:
            raise NotYours(str(errand.key))
        kept = moved
    over = {"done": "yes"} if isinstance(errand, MoveFollowUp) and due is None else {}
    return Happened("follow-up kept", {"follow": codec.dumps(follow_up_of(kept))} | over)
