"""A notice of our own, between the turns: owed once to an address, in its order, and part of what was said."""

from __future__ import annotations

from typing import Protocol

from bot.records import Records
from bot.turns.wakeup import News
from dialogs.record import codec
from dialogs.saying.replies import Told
from dialogs.turn.messages import Happened
from storage import conversations, inbox, outbox, people
from storage.database import Session
from storage.errors import Stale

_ATTEMPTS = 5


class Telling(Records, Protocol):
    """What it takes to tell somebody something: where it is kept, and word to whoever waits for it."""

    @property
    def news(self) -> News:
        """Word to open pages."""


def tell(house: Telling, address: int, external_id: str, notice: Told) -> bool:
    """Tell an address something; False where this id was told before, or no conversation was opened there."""
    for _ in range(_ATTEMPTS):
        try:
            with house.database.write() as session:
                told = _owe(session, house, address, external_id, notice)
        except Stale:
            continue
        house.news.tell(address)
        return told
    raise Stale(f"address {address}")


def _owe(session: Session, house: Telling, address: int, external_id: str, notice: Told) -> bool:
    now = house.settings.clock()
    state, sequence, version = conversations.load(session, address)
    event = codec.dumps(Happened("told"))
    if state is None or not inbox.accept(session, address, external_id, event, now):
        return False
    (kept,) = (each for each in inbox.todo(session, address) if each.external_id == external_id)
    inbox.settle(session, kept.id, None)
    conversations.save(session, address, state, sequence + 1, version)
    outbox.owe(session, address, sequence + 1, "reply", codec.dumps(notice), now)
    return True


def tell_administrators(house: Telling, external_id: str, notice: Told) -> int:
    """Tell everybody who looks after the machine, wherever they talk with it; returns how many were told."""
    with house.database.read() as session:
        found = [
            *people.reach(session, "web", "administrator"),
            *people.reach(session, "telegram", "administrator"),
        ]
    return sum(tell(house, each.id, external_id, notice) for each in found)
