"""Writers who share a commit: each has the transaction to itself, and all is on the disk before any of them goes on."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest
from sqlalchemy import Connection, make_url
from sqlalchemy.exc import IntegrityError

from storage import sqlite
from storage.errors import Busy, Uncommitted
from storage.together import MOST, Together

Write = Callable[[Connection], object]
PATIENCE = 5.0


class Writers:
    """Writers in threads of their own on one table of numbers."""

    def __init__(self, file: Path, pool: ThreadPoolExecutor) -> None:
        self.file = file
        self.together = Together(
            sqlite.make_engine(make_url(f"sqlite:///{file}"), PATIENCE).execution_options(writing=True), PATIENCE
        )
        self._pool = pool

    def stored(self) -> set[int]:
        """The numbers that are on the disk."""
        with closing(connect(self.file)) as connection:
            return {number for (number,) in connection.execute("SELECT id FROM said")}

    def queue(self, *writes: Write) -> list[Future[set[int]]]:
        """Let these write one after the other, all the others waiting while the first one writes.

        Each returns what stood on the disk when it went on.
        """
        inside, go = threading.Event(), threading.Event()
        done = [self._pool.submit(self._write, writes[0], inside, go)]
        assert inside.wait(PATIENCE)
        for number, write in enumerate(writes[1:], 1):
            done.append(self._pool.submit(self._write, write))
            self.until_waiting(number)
        go.set()
        return done

    def until_waiting(self, number: int) -> None:
        """Wait until so many wait for their turn."""
        end = time.monotonic() + PATIENCE
        while self.together.waiting != number:
            assert time.monotonic() < end
            time.sleep(0.001)

    def _write(
        self, write: Write, inside: threading.Event | None = None, go: threading.Event | None = None
    ) -> set[int]:
        with self.together.turn() as connection:
            if inside is not None and go is not None:
                inside.set()
                assert go.wait(PATIENCE)
            write(connection)
        return self.stored()


def adding(number: int) -> Write:
    """Adds a number."""
    return lambda connection: connection.exec_driver_sql("INSERT INTO said VALUES (?)", (number,))


def stumbling(number: int) -> Write:
    """Adds a number and fails before its turn is over."""

    def write(connection: Connection) -> None:
        adding(number)(connection)
        raise ZeroDivisionError

    return write


@pytest.fixture
def writers(tmp_path: Path) -> Iterator[Writers]:
    """Writers on a new file."""
    file = tmp_path / "app.db"
    with ThreadPoolExecutor(3 * MOST) as pool:
        writers = Writers(file, pool)
        with writers.together.turn() as connection:
            connection.exec_driver_sql("CREATE TABLE said (id INTEGER PRIMARY KEY)")
            connection.exec_driver_sql("CREATE TABLE about (id INTEGER REFERENCES said (id))")
        yield writers


def test_those_who_wait_share_one_commit(writers: Writers) -> None:
    """While others wait nothing is on the disk and nobody goes on; the last one commits for all."""
    first: set[int] = set()
    seen = [first]

    def look(connection: Connection) -> None:
        seen.append(writers.stored())
        adding(3)(connection)

    done = writers.queue(adding(1), adding(2), look)
    assert [each.result(PATIENCE) for each in done] == [{1, 2, 3}] * 3
    assert seen == [first, first]


def test_what_one_undoes_is_undone_alone(writers: Writers) -> None:
    """An exception in one turn leaves the turns before and after it as they are."""
    one, two, three, four = writers.queue(adding(1), stumbling(2), adding(3), stumbling(4))
    assert one.result(PATIENCE) == three.result(PATIENCE) == {1, 3}
    for stumbled in (two, four):
        assert isinstance(stumbled.exception(PATIENCE), ZeroDivisionError)


def test_where_the_commit_fails_it_fails_for_all(writers: Writers) -> None:
    """Nobody is told that something stands which does not; the next ones can write."""

    def dangle(connection: Connection) -> None:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        connection.exec_driver_sql("INSERT INTO about VALUES (99)")

    for each in writers.queue(adding(1), dangle, adding(2)):
        assert isinstance(each.exception(PATIENCE), Uncommitted)
    assert writers.queue(adding(3))[0].result(PATIENCE) == {3}


def test_where_sqlite_gives_the_transaction_up_nobody_goes_on_in_it(writers: Writers) -> None:
    """As on a full disk: those who were done are told, those who come after write in a new transaction."""

    def give_up(connection: Connection) -> None:
        connection.exec_driver_sql("INSERT OR ROLLBACK INTO said VALUES (1)")

    one, two, three = writers.queue(adding(1), give_up, adding(3))
    assert isinstance(one.exception(PATIENCE), Uncommitted)
    assert isinstance(two.exception(PATIENCE), IntegrityError)
    assert three.result(PATIENCE) == {3}


def test_a_batch_ends(writers: Writers) -> None:
    """However many wait, the first of them waits for a limited number of others."""
    done = writers.queue(*(adding(number) for number in range(1, MOST + 3)))
    assert done[0].result(PATIENCE) >= set(range(1, MOST + 1))
    assert done[-1].result(PATIENCE) == set(range(1, MOST + 3))


def test_one_who_gives_up_waiting_keeps_nobody_back(writers: Writers) -> None:
    """Somebody who waited too long leaves, and who was writing goes on with a commit of its own."""
    hasty = Together(writers.together.engine, 0.01)

    def wait_in_vain(connection: Connection) -> None:
        with pytest.raises(Busy), hasty.turn():
            pass
        adding(1)(connection)

    with hasty.turn() as connection:
        wait_in_vain(connection)
    assert writers.stored() == {1}
    assert hasty.waiting == 0
