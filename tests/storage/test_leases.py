"""One process at a time does what only one may do."""

from __future__ import annotations

from datetime import timedelta

from storage import leases
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


def test_freed_where_nobody_else_can_be_alive(database: Database) -> None:
    """At a start that knows itself alone the leases of the dead end."""
    with database.write() as session:
        leases.take(session, "poller", "dead", NOW, SOON)
        leases.free(session, ("poller", "sender"))
        assert leases.take(session, "poller", "alive", NOW, SOON)
