"""Who is dead holds nothing; who lives keeps what it has, and a holder that lost a row cannot settle it."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from storage import applications, documents, processes, telegram_updates
from storage.database import Database
from storage.errors import Lost
from storage.telegram_updates import Arrival
from tests.storage.conftest import NOW

LATER = NOW + timedelta(seconds=10)


def test_heard_of_again_and_again(database: Database) -> None:
    """A process is known from its first beat on, with the time of the last one, until it is struck off."""
    with database.write() as session:
        for name, at in (("a", NOW), ("b", NOW), ("a", LATER)):
            processes.beat(session, name, at)
        assert processes.living(session) == {"a": LATER, "b": NOW}
        processes.bury(session, ["b"])
        assert processes.living(session) == {"a": LATER}


def test_the_dead_hold_nothing_and_settle_nothing(database: Database, person: int) -> None:
    """What a dead process held waits again, also of one that never said that it lived; a living one keeps its rows."""
    with database.write() as session:
        for name in ("alive", "dead"):
            processes.beat(session, name, NOW)
        for number, holder in enumerate(("alive", "dead", "unknown"), 1):
            telegram_updates.keep(session, Arrival(number, f"{number}", "{}"), NOW)
            telegram_updates.take(session, number, holder, NOW)
        application = applications.create(session, "e", person, NOW).id
        documents.order(session, "k", application, "pages", NOW)
        documents.take(session, "k", "dead")
        assert processes.bury(session, ["dead"]) == 3
        assert telegram_updates.senders(session, NOW) == ("2", "3")
        with pytest.raises(Lost):
            telegram_updates.settle(session, (2,), "dead")
        with pytest.raises(Lost):
            documents.settle(session, "k", "dead", "ready", "[]", NOW)
        assert documents.take(session, "k", "alive")
        assert documents.hold(session, "k").tries == 2
        telegram_updates.settle(session, (1,), "alive")


def test_nobody_waits_for_a_row_that_is_being_taken(server: object, database: Database) -> None:
    """On PostgreSQL a row that another transaction is taking is passed over at once, and not waited for."""
    del server
    if database.embedded:
        pytest.skip("writers of SQLite take turns")
    with database.write() as session:
        telegram_updates.keep(session, Arrival(1, "7", "{}"), NOW)
    taken: list[bool] = []

    def take() -> None:
        with database.write() as session:
            taken.append(telegram_updates.take(session, 1, "b", NOW))

    with database.write() as session:
        assert telegram_updates.take(session, 1, "a", NOW)
        other = threading.Thread(target=take)
        other.start()
        other.join(5)
        assert taken == [False]
