"""Where a conversation stands is kept, and never overwritten by somebody who saw an older state."""

from __future__ import annotations

import pytest

from storage import conversations
from storage.database import Database
from storage.errors import Stale


def save(database: Database, address: int, state: str, sequence: int, version: int) -> None:
    """Save in a transaction of its own."""
    with database.write() as session:
        conversations.save(session, address, state, sequence, version)


def load(database: Database, address: int) -> conversations.Stored:
    """What the database has."""
    with database.read() as session:
        return conversations.load(session, address)


def test_before_the_first_turn(database: Database, address: int) -> None:
    """A conversation that never began has no state and counts from nothing."""
    assert load(database, address) == (None, 0, 0)


def test_turn_after_turn(database: Database, address: int) -> None:
    """Every save is found by the next load, under the next version."""
    save(database, address, '{"asking": "output"}', 3, 0)
    assert load(database, address) == ('{"asking": "output"}', 3, 1)
    save(database, address, '{"asking": "companies"}', 5, 1)
    assert load(database, address) == ('{"asking": "companies"}', 5, 2)


@pytest.mark.parametrize("seen", [0, 1])
def test_an_older_picture_is_stale(database: Database, address: int, seen: int) -> None:
    """Who saw the conversation before its last turn, or before its first, cannot save."""
    save(database, address, "1", 1, 0)
    save(database, address, "2", 2, 1)
    with pytest.raises(Stale):
        save(database, address, "mine", 9, seen)
    assert load(database, address) == ("2", 2, 2)


def test_the_latest_numbers_of_many(database: Database, address: int, second_address: int) -> None:
    """One question tells for many addresses where each stands; those without a conversation are left out."""
    save(database, address, "1", 7, 0)
    with database.read() as session:
        assert conversations.latest(session, [address, second_address, 4711]) == {address: 7}
        assert conversations.latest(session, []) == {}
