"""Writers on SQLite: one at a time, and those who wait for their turn share one commit.

To flush a commit to the disk takes as long as several turns, and nobody else can write meanwhile. So whoever is done
while others wait leaves the transaction open to the next one, behind a savepoint; the last one commits for all, and
nobody goes on before that. What one of them undoes is undone alone; where the commit fails, it fails for all.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine

from storage.errors import Busy, Uncommitted
from storage.sqlite import raw

MOST = 16
"""Writers that share a commit at most: the first of them waits for all."""


@dataclass(slots=True)
class _Batch:
    """A transaction that several writers share; ``members`` are those who were done with theirs."""

    connection: Connection
    members: int = 0
    over: threading.Event = field(default_factory=threading.Event)
    failure: Exception | None = None

    @property
    def broken(self) -> bool:
        """Whether SQLite gave the whole transaction up, as it does where the disk is full."""
        return not raw(self.connection).in_transaction

    @contextmanager
    def part(self) -> Iterator[Connection]:
        """One writer's part, which an exception undoes; ``Uncommitted`` where the whole is given up already."""
        driver = raw(self.connection)
        if self.broken:
            raise Uncommitted
        driver.execute("SAVEPOINT part")
        try:
            yield self.connection
        except BaseException:
            if not self.broken:
                driver.execute("ROLLBACK TO part")
            raise
        driver.execute("RELEASE part")
        self.members += 1

    def finish(self) -> None:
        """Commit what the members wrote, and let them go on."""
        try:
            if self.members and self.broken:
                raise Uncommitted
            self._commit()
        except Exception as failure:  # noqa: BLE001 - raised again by everybody who waits for it
            self.failure = failure
        finally:
            self.over.set()

    def _commit(self) -> None:
        with self.connection as connection:
            try:
                if self.members:
                    connection.commit()
            finally:
                raw(connection).rollback()  # a commit that failed leaves the transaction open

    def wait(self) -> None:
        """Wait until all is committed; ``Uncommitted`` where it could not be."""
        self.over.wait()
        if self.failure is not None:
            raise Uncommitted from self.failure


class Together:
    """The writers of this process on one SQLite file; ``patience`` is how many seconds one waits for its turn.

    ``waiting`` is how many of them wait for their turn now.
    """

    def __init__(self, engine: Engine, patience: float) -> None:
        self.engine = engine
        self._patience = patience
        self._changed = threading.Condition()
        self._busy = False
        self.waiting = 0
        self._batch: _Batch | None = None

    @contextmanager
    def turn(self) -> Iterator[Connection]:
        """A connection to write with, alone; what was written is committed when this is over, or undone."""
        with self.turns() as part, part() as connection:
            yield connection

    @contextmanager
    def turns(self) -> Iterator[Callable[[], AbstractContextManager[Connection]]]:
        """Several parts by one writer, each undone by itself; what was written is committed when all are over."""
        self._take()
        try:
            batch = self._batch = self._batch or self._begun()
            yield batch.part
        finally:
            self._pass_on()
        batch.wait()

    def _take(self) -> None:
        with self._changed:
            self.waiting += 1
            try:
                if not self._changed.wait_for(lambda: not self._busy, self._patience):
                    raise Busy
                self._busy = True
            finally:
                self.waiting -= 1

    def _begun(self) -> _Batch:
        connection = self.engine.connect()
        try:
            connection.begin()
        except BaseException:
            connection.close()
            raise
        return _Batch(connection)

    def _pass_on(self) -> None:
        """Let the next one write; finish the batch first, unless that one is already waiting to join it."""
        batch = self._batch
        with self._changed:
            if batch is None or (self.waiting and batch.members < MOST and not batch.broken):
                return self._free()
        self._batch = None
        batch.finish()
        with self._changed:
            return self._free()

    def _free(self) -> None:
        self._busy = False
        self._changed.notify()
