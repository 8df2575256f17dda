"""What arrives is kept once, handled in order, and put aside when it cannot be handled."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from storage import inbox
from storage.database import Database
from storage.errors import Lost
from tests.storage.conftest import NOW


def accept(database: Database, address: int, external_id: str, event: str = "{}") -> bool:
    """Accept in a transaction of its own."""
    with database.write() as session:
        return inbox.accept(session, address, external_id, event, NOW) is not None


def waiting(database: Database, address: int | None = None) -> list[str]:
    """The ids of what waits."""
    with database.read() as session:
        return [event.external_id for event in inbox.todo(session, address)]


def key(database: Database, external_id: str) -> int:
    """The number of a waiting event's row."""
    with database.read() as session:
        return next(event.id for event in inbox.todo(session) if event.external_id == external_id)


def settle(database: Database, event_id: int, sequence: int | None = None) -> None:
    """Settle in a transaction of its own."""
    with database.write() as session:
        inbox.settle(session, event_id, sequence)


def test_in_the_order_of_arrival(database: Database, address: int, second_address: int) -> None:
    """Everything waits in the order it came, for one address or for all."""
    for each, external_id in ((address, "1"), (second_address, "2"), (address, "3")):
        assert accept(database, each, external_id, '{"said": "118.4"}')
    assert waiting(database) == ["1", "2", "3"]
    assert waiting(database, address) == ["1", "3"]
    with database.read() as session:
        first = inbox.todo(session, address)[0]
    assert (first.event, first.at, first.tries) == ('{"said": "118.4"}', NOW, 0)


def test_a_second_delivery_is_noticed(database: Database, address: int, second_address: int) -> None:
    """The same id from the same address is kept once, before and after it was handled; from another it is another."""
    assert accept(database, address, "1")
    assert not accept(database, address, "1")
    settle(database, key(database, "1"))
    assert not accept(database, address, "1")
    assert accept(database, second_address, "1")


def test_deliveries_at_once(database: Database, address: int) -> None:
    """Of sixteen deliveries of one event at the same time exactly one is kept."""
    with ThreadPoolExecutor(8) as pool:
        accepted = list(pool.map(lambda _: accept(database, address, "1"), range(16)))
    assert accepted.count(True) == 1
    assert waiting(database) == ["1"]


def test_handled_once(database: Database, address: int) -> None:
    """An event is settled once; who comes second hears that it is lost, and nothing of that transaction stays."""
    accept(database, address, "1")
    number = key(database, "1")
    settle(database, number, 1)

    def too_late() -> None:
        with database.write() as session:
            inbox.accept(session, address, "2", "{}", NOW)
            inbox.settle(session, number, 2)

    with pytest.raises(Lost):
        too_late()
    assert waiting(database) == []


def test_poison_steps_aside(database: Database, address: int) -> None:
    """An event that fails too often is put aside, and what came behind it goes on."""
    accept(database, address, "bad")
    accept(database, address, "good")
    number = key(database, "bad")
    with database.write() as session:
        assert [inbox.fail(session, number, tries=3) for _ in range(3)] == [False, False, True]
        with pytest.raises(Lost):
            inbox.fail(session, number, tries=3)
    assert waiting(database) == ["good"]
    with pytest.raises(Lost):
        settle(database, number)


def test_failures_are_counted(database: Database, address: int) -> None:
    """What failed once waits again, and says so."""
    accept(database, address, "1")
    with database.write() as session:
        inbox.fail(session, inbox.todo(session)[0].id)
        assert [event.tries for event in inbox.todo(session)] == [1]


def test_where_something_waits(database: Database, address: int, second_address: int) -> None:
    """Each address once, the longest waiting first; none where all is handled."""
    for each, external_id in ((second_address, "1"), (address, "2"), (second_address, "3")):
        accept(database, each, external_id)
    with database.read() as session:
        assert inbox.addresses(session) == (second_address, address)
    settle(database, key(database, "2"))
    with database.read() as session:
        assert inbox.addresses(session) == (second_address,)


def test_taken_by_one_transaction(database: Database, address: int) -> None:
    """Of eight transactions that want to handle one event one does; the others find that it is handled."""
    accept(database, address, "1")
    number = key(database, "1")

    def handle(_: int) -> bool:
        with database.write() as session:
            if not inbox.take(session, number):
                return False
            inbox.settle(session, number, None)
            return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(handle, range(8))) == 1
