"""Updates are kept once, handled one at a time of each sender, leased, set aside when they are poison, and pruned."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage import telegram_updates
from storage.database import Database, Session
from storage.errors import Lost
from storage.telegram_updates import Arrival
from tests.storage.conftest import NOW

LATER = NOW + timedelta(seconds=15)


def keep(session: Session, *numbers: int, sender: str = "7", body: str = "{}") -> list[bool]:
    """Keep updates of these numbers."""
    return [telegram_updates.keep(session, Arrival(number, sender, body), NOW) for number in numbers]


def settle(session: Session, number: int, *, forget: bool = False) -> None:
    """Take an update and settle it."""
    telegram_updates.take(session, number, "a", NOW)
    telegram_updates.settle(session, (number,), "a", forget=forget)


def fail(session: Session, number: int, tries: int = telegram_updates.TRIES) -> bool:
    """Take an update whose time has come, and fail; whether it is poison."""
    assert telegram_updates.take(session, number, "a", LATER)
    return telegram_updates.fail(session, number, "a", LATER, tries)


def waiting(session: Session, sender: str = "7", after: timedelta = timedelta()) -> list[int]:
    """The numbers of what waits of a sender."""
    return [each.update_id for each in telegram_updates.waiting(session, sender, NOW + after)]


def test_kept_once_and_in_order(database: Database) -> None:
    """The same number is kept once; what waits is in the order of the numbers, however it came."""
    with database.write() as session:
        assert keep(session, 12, 11, 12) == [True, True, False]
        assert waiting(session) == [11, 12]
        (first, _) = telegram_updates.waiting(session, "7", NOW)
        assert (first.sender, first.body, first.tries, first.at) == ("7", "{}", 0, NOW)
        assert telegram_updates.count_waiting(session, "7") == 2


def test_held_by_one_process(database: Database) -> None:
    """While the first is held nothing of its sender waits, and nobody else may settle it; put back, it waits again."""
    with database.write() as session:
        keep(session, 1, 2)
        keep(session, 3, sender="8")
        assert telegram_updates.senders(session, NOW) == ("7", "8")
        assert telegram_updates.take(session, 1, "a", NOW)
        assert not telegram_updates.take(session, 1, "b", NOW)
        assert waiting(session) == []
        assert telegram_updates.senders(session, NOW) == ("8",)
        with pytest.raises(Lost):
            telegram_updates.settle(session, (1,), "b")
        assert telegram_updates.held(session, "a") == {1}
        telegram_updates.give_back(session, (1,), "a")
        assert [(each.update_id, each.tries) for each in telegram_updates.waiting(session, "7", NOW)] == [
            (1, 0),
            (2, 0),
        ]


def test_settled_and_forgotten(database: Database) -> None:
    """What was handled waits no more; of a stranger nothing of what was said stays."""
    with database.write() as session:
        keep(session, 1, body='{"said": 1}')
        keep(session, 2, body='{"said": 2}')
        settle(session, 1)
        settle(session, 2, forget=True)
        assert waiting(session) == []
        assert [each.body for each in telegram_updates.earlier(session, "7", 9, "said")] == ['{"said": 1}']


def test_poison_after_some_failures(database: Database) -> None:
    """A failure lets the update wait; after enough of them it steps aside for those behind it."""
    with database.write() as session:
        keep(session, 1, 2)
        for last in (False, False, True):
            assert fail(session, 1) is last
            assert waiting(session) == ([2] if last else [])
        with pytest.raises(Lost):
            telegram_updates.fail(session, 1, "a", LATER)


def test_a_missing_number_is_noticed(database: Database) -> None:
    """Whether all numbers before one are there, whoever sent them."""
    with database.write() as session:
        keep(session, *range(10, 14))
        keep(session, 15, sender="8")
        assert telegram_updates.complete_before(session, 13, 3)
        assert not telegram_updates.complete_before(session, 15, 3)
        keep(session, 14, sender="9")
        assert telegram_updates.complete_before(session, 15, 3)


def test_what_was_said_before(database: Database) -> None:
    """Earlier updates of the same sender that hold some characters, in order; a percent sign means itself."""
    with database.write() as session:
        for number, body in ((1, "a%b"), (2, "axb"), (3, "a%b"), (5, "a%b")):
            keep(session, number, body=body)
        keep(session, 4, sender="8", body="a%b")
        settle(session, 1)
        assert [each.update_id for each in telegram_updates.earlier(session, "7", 5, "a%b")] == [1, 3]


def test_old_ones_are_removed_when_they_are_done(database: Database) -> None:
    """What is handled goes first, poison later, what waits never."""
    with database.write() as session:
        keep(session, 1, 2, 3)
        settle(session, 1)
        fail(session, 2, tries=1)
        assert telegram_updates.prune(session, NOW, NOW) == 0
        assert telegram_updates.prune(session, LATER, NOW) == 1
        assert telegram_updates.prune(session, LATER, LATER) == 1
        assert waiting(session) == [3]
