"""What is owed goes out in order, once, and is found again in the history."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from storage import doubts, inbox, outbox, people, processes
from storage.database import Database
from storage.errors import Lost
from tests.storage.conftest import NOW


def owe(session: Session, address: int, *sequences: int) -> list[int]:
    """Owe replies with these numbers."""
    return [outbox.owe(session, address, number, "reply", f'{{"n": {number}}}', NOW) for number in sequences]


def due(session: Session) -> list[tuple[int, int]]:
    """Address and number of what is due on the web."""
    return [(message.address_id, message.sequence) for message in outbox.due(session, "web", 10)]


def test_in_order_per_address(database: Database, address: int, second_address: int) -> None:
    """Only the first message of an address is due until it is settled, however many others wait."""
    with database.write() as session:
        first, _ = owe(session, address, 1, 2)
        owe(session, second_address, 1)
        assert due(session) == [(address, 1), (second_address, 1)]
        outbox.take(session, (first,), "a")
        assert due(session) == [(second_address, 1)]
        outbox.settle(session, (first,), "a", state="sent", now=NOW, external_message_id="77")
        assert due(session) == [(address, 2), (second_address, 1)]


def test_taken_and_settled_once(database: Database, address: int) -> None:
    """One process takes a message up and settles it; all others are told."""
    with database.write() as session:
        (message,) = owe(session, address, 1)
        outbox.take(session, (message,), "a")
        for holder in ("a", "b"):
            with pytest.raises(Lost):
                outbox.take(session, (message,), holder)
        with pytest.raises(Lost):
            outbox.settle(session, (message,), "b", state="sent", now=NOW)
        outbox.settle(session, (message,), "a", state="sent", now=NOW)
        with pytest.raises(Lost):
            outbox.settle(session, (message,), "a", state="sent", now=NOW)


def test_left_in_doubt_by_a_crash(database: Database, address: int) -> None:
    """What others were sending is sent once more by whoever sends next, then given up; the own messages stay."""
    with database.write() as session:
        doubtful, own, undone = owe(session, address, 1, 2, 3)
        outbox.take(session, (doubtful,), "dead")
        outbox.take(session, (own, undone), "alive")
        outbox.again(session, (undone,), "alive", undone=True)
        assert doubts.left_by_others(session, "telegram", "alive") == ()
        assert doubts.recover(session, doubts.left_by_others(session, "web", "alive"), NOW) == (1, 0)
        tries = {each.id: each.tries for each in outbox.waiting(session, address, 10)}
        assert tries == {doubtful: 1}
        outbox.take(session, (doubtful,), "dead too")
        assert doubts.recover(session, doubts.left_by_others(session, "web", "alive"), NOW) == (0, 1)
        outbox.settle(session, (own,), "alive", state="sent", now=NOW)
        assert [(each.id, each.tries) for each in outbox.waiting(session, address, 10)] == [(undone, 0)]


def test_stranded(database: Database, address: int) -> None:
    """What this process holds and what the dead held may be carried by nobody; what another living one holds is."""
    with database.write() as session:
        own, dead, other = owe(session, address, 1, 2, 3)
        for name in ("me", "other"):
            processes.beat(session, name, NOW)
        for message, holder in ((own, "me"), (dead, "dead"), (other, "other")):
            outbox.take(session, (message,), holder)
        assert doubts.stranded(session, "web", "me") == (own, dead)
        assert doubts.recover(session, (own, dead), NOW) == (2, 0)
        assert doubts.stranded(session, "web", "me") == ()


def test_other_channels_and_blocked_addresses(database: Database, address: int, second_address: int) -> None:
    """A carrier is given only messages of its own channel, and none for people who shut the machine out."""
    with database.write() as session:
        owe(session, address, 1)
        owe(session, second_address, 1)
        people.set_reach(session, second_address, "blocked")
        assert outbox.due(session, "telegram", 10) == ()
        assert due(session) == [(address, 1)]


def test_limit(database: Database, address: int, second_address: int) -> None:
    """A carrier gets no more than it asks for, the longest waiting first."""
    with database.write() as session:
        owe(session, second_address, 1)
        owe(session, address, 1)
        assert [message.address_id for message in outbox.due(session, "web", 1)] == [second_address]


def test_numbers_are_unique(database: Database, address: int) -> None:
    """Two messages to one address never carry the same number."""
    with pytest.raises(IntegrityError), database.write() as session:
        owe(session, address, 1, 1)


def test_states_are_closed(database: Database, address: int) -> None:
    """A state that nobody knows is refused by the database itself."""
    unknown: Any = "perhaps"
    with pytest.raises(IntegrityError), database.write() as session:
        outbox.settle(session, owe(session, address, 1), state=unknown, now=NOW)


@pytest.fixture
def talk(database: Database, address: int, second_address: int) -> Database:
    """Two messages in, handled at once, with three replies between and after; elsewhere another conversation."""
    with database.write() as session:
        for number, said in enumerate(("甲", "乙", "丙")):
            inbox.accept(session, address, said, f'"{said}"', NOW + timedelta(seconds=number))
        arrived = [event.id for event in inbox.todo(session, address)]
        inbox.settle(session, arrived[0], 1)
        owe(session, address, 2, 3)
        inbox.settle(session, arrived[1], 4)
        owe(session, address, 5)
        owe(session, second_address, 1)
    return database


def test_history_in_order(talk: Database, address: int) -> None:
    """What came in and what went out stand in the order of the conversation, not of the tables or the clock."""
    with talk.read() as session:
        lines = outbox.history(session, address, limit=10)
    assert [(line.sequence, line.inbound, line.body) for line in lines] == [
        (1, True, '"甲"'),
        (2, False, '{"n": 2}'),
        (3, False, '{"n": 3}'),
        (4, True, '"乙"'),
        (5, False, '{"n": 5}'),
    ]
    assert [(line.state, line.at) for line in lines[-2:]] == [("done", NOW + timedelta(seconds=1)), ("todo", NOW)]


def test_history_in_pages(talk: Database, address: int) -> None:
    """A page asks for what is new since a number, or for the last lines before one."""
    with talk.read() as session:
        new = outbox.history(session, address, after=2, limit=2)
        latest = outbox.history(session, address, before=6, limit=2)
        earlier = outbox.history(session, address, before=4, limit=2)
        nothing = outbox.history(session, address, after=5, limit=2)
    assert [[line.sequence for line in page] for page in (new, latest, earlier, nothing)] == [
        [3, 4],
        [4, 5],
        [2, 3],
        [],
    ]
