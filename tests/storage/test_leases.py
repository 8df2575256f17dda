"""One process at a time does what only one may do."""

from __future__ import annotations

from datetime import timedelta

from storage import leases, processes
from storage.database import Database
from tests.storage.conftest import NOW

SOON = NOW + timedelta(seconds=15)


def test_held_by_one_until_it_ends_or_is_given_back(database: Database) -> None:
    """Another holder gets it when its time is over or it was given back, and not before; its holder renews it."""
    with database.write() as session:
        assert leases.take(session, "poller", "one", NOW, SOON)
        assert not leases.take(session, "poller", "two", NOW, SOON)
        assert leases.take(session, "sender", "two", NOW, SOON)
        assert leases.take(session, "poller", "one", NOW + timedelta(seconds=10), NOW + timedelta(seconds=25))
        assert not leases.take(session, "poller", "two", SOON, NOW + timedelta(seconds=40))
        assert leases.take(session, "poller", "two", NOW + timedelta(seconds=25), NOW + timedelta(seconds=40))
        leases.give_back(session, "poller", "one")
        assert not leases.take(session, "poller", "one", NOW + timedelta(seconds=26), SOON)
        leases.give_back(session, "poller", "two")
        assert leases.take(session, "poller", "one", NOW, SOON)


def test_what_the_dead_held_is_free(database: Database) -> None:
    """The leases of those who are none of the living end at once; the others stay."""
    with database.write() as session:
        processes.beat(session, "alive", NOW)
        leases.take(session, "poller", "dead", NOW, SOON)
        leases.take(session, "sender", "alive", NOW, SOON)
        leases.free_abandoned(session)
        assert leases.take(session, "poller", "another", NOW, SOON)
        assert not leases.take(session, "sender", "another", NOW, SOON)
