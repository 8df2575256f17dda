"""What coordinators want to come back to is said once at its time, to whom it belongs, and not after it is done."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from storage import follow_ups
from storage.database import Database
from storage.follow_ups import Kept
from tests.storage.conftest import NOW

LATER = NOW + timedelta(days=2)


def reminder(database: Database, person: int, county: str = "130125", in_days: int | None = 0) -> Kept:
    """A reminder that was put down; ``in_days`` None has no time."""
    due = None if in_days is None else NOW + timedelta(days=in_days)
    with database.write() as session:
        return follow_ups.keep(session, person, "reminder", county, "催一催", NOW, due)


def due(database: Database) -> list[int]:
    """What is to be said now."""
    with database.read() as session:
        return [each.id for each in follow_ups.due(session, NOW)]


def test_said_by_one_of_two_who_look_at_once(database: Database, person: int) -> None:
    """However many processes found it due, one says it."""
    kept = reminder(database, person)

    def say(_: int) -> bool:
        with database.write() as session:
            return follow_ups.told(session, kept, NOW)

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(say, range(4))) == [False, False, False, True]
    assert due(database) == []


def test_moved_meanwhile_it_is_not_said_at_the_old_time(database: Database, person: int) -> None:
    """Whoever found it due before it was moved says nothing; at its new time it is said once more."""
    kept = reminder(database, person)
    with database.write() as session:
        moved = follow_ups.move(session, person, kept.id, LATER, NOW)
        assert not follow_ups.told(session, kept, NOW)
    assert due(database) == []
    assert moved is not None
    with database.write() as session:
        assert follow_ups.told(session, moved, LATER)


def test_what_was_said_is_said_again_when_it_is_put_off(database: Database, person: int) -> None:
    """Put off after it was said, it has a new time of its own."""
    kept = reminder(database, person)
    with database.write() as session:
        assert follow_ups.told(session, kept, NOW)
        follow_ups.move(session, person, kept.id, NOW, NOW)
    assert due(database) == [kept.id]


def test_nobody_moves_what_is_somebody_elses(database: Database, person: int, other: int) -> None:
    """Another coordinator's number changes nothing, nor does one that never was."""
    kept = reminder(database, person)
    with database.write() as session:
        assert follow_ups.move(session, other, kept.id, None, NOW) is None
        assert follow_ups.move(session, person, kept.id + 1, None, NOW) is None
        assert follow_ups.of_person(session, other) == ()
    assert due(database) == [kept.id]


def test_listed_by_time_and_gone_when_done(database: Database, person: int) -> None:
    """The earliest first, what has no time last; what is done is neither listed nor said."""
    without, late, soon = (reminder(database, person, in_days=days) for days in (None, 2, 0))
    with database.write() as session:
        assert [each.id for each in follow_ups.of_person(session, person)] == [soon.id, late.id, without.id]
        follow_ups.move(session, person, soon.id, None, NOW)
        assert [each.id for each in follow_ups.of_person(session, person)] == [late.id, without.id]
        assert not follow_ups.told(session, soon, NOW)
    assert due(database) == []
