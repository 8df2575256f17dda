"""One database behind one URL: an SQLite file (the default) or PostgreSQL.

Sessions are synchronous and short; call them from a worker thread. ``write`` is one transaction that commits at its end
or not at all. On SQLite writers of this process queue for turns of their own, because SQLite's waiting is polling.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, make_url, text
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError
from sqlmodel import Session

from storage import migrations, postgresql, sqlite
from storage.errors import Away, Busy, StorageError, UnsuitableDatabase
from storage.memory import Memory, Sight
from storage.together import Together

__all__ = ["Database", "Session"]

T = TypeVar("T")
_READING: dict[str, str | bool] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
"""Of a transaction on PostgreSQL; on SQLite those that do not say otherwise only read."""


class _Joined(Session):
    """A session in a transaction that others begin and end, cheap where it is only asked for the connection."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, expire_on_commit=False, join_transaction_mode="rollback_only")
        self._connection = connection

    def connection(self, *_arguments: Any, **_options: Any) -> Connection:
        """The connection of the transaction."""
        return self._connection


@contextmanager
def _reached() -> Iterator[None]:
    """What is nobody's fault, in words of ours: a server that is away or restarts, writers that met each other."""
    try:
        yield
    except DBAPIError as error:
        if postgresql.is_busy(error):
            raise Busy from error
        if error.connection_invalidated or postgresql.is_away(error):
            raise Away from error
        raise


class _Parts:
    """Several pieces of work in one turn, in one session as long as none fails: to make one costs time."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._sights: list[Sight] = []
        self._session: _Joined | None = None

    def do(self, part: Callable[[], AbstractContextManager[Connection]], work: Callable[[Session], T]) -> T | Exception:
        """One piece; the exception that undid it."""
        sight = Sight(self._memory)
        try:
            with _reached(), part() as connection:
                session = self._session = self._session or _Joined(connection)
                sight.attach(session)
                outcome = work(session)
                session.flush()
        except Exception as error:  # noqa: BLE001 it is returned
            self._session = None  # it may hold what is not there
            return error
        self._sights.append(sight)
        return outcome

    def keep(self) -> None:
        """All is committed: remember what was seen."""
        for sight in self._sights:
            sight.keep()


class Database:
    """The application's database, opened by URL: ``sqlite:////folder/app.db`` or ``postgresql://user@host/name``.

    A missing SQLite file is made (for its owner only); tables are made by ``migrate``. ``patience`` is how many seconds
    a writer waits for its turn on SQLite.
    """

    def __init__(self, url: str, patience: float = 10.0) -> None:
        try:
            parsed = make_url(url)
        except ArgumentError:
            raise UnsuitableDatabase("SHENBAO_DATABASE_URL is no address of a database") from None
        self.embedded = parsed.get_backend_name() == "sqlite"
        if not self.embedded and parsed.get_backend_name() != "postgresql":
            raise UnsuitableDatabase(f"{parsed.get_backend_name()} is neither SQLite nor PostgreSQL")
        self.engine = sqlite.make_engine(parsed, patience) if self.embedded else postgresql.make_engine(parsed)
        writer = sqlite.make_engine(parsed, patience, one_writer=True) if self.embedded else self.engine
        self._writing = writer.execution_options(writing=True)
        self._reading = self.engine if self.embedded else self.engine.execution_options(**_READING)
        self._memory = Memory()
        self._together = Together(self._writing, patience) if self.embedded else None

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session that writes: one transaction, committed at the end, undone by any exception.

        ``Busy`` where the turn does not come: another process is writing, or this thread itself, further out. ``Away``
        where PostgreSQL does not answer: whether the transaction was committed is then not known. On SQLite
        several of these may share one commit (see ``together``): nothing inside may wait for another thread's write.
        """
        sight = Sight(self._memory)
        with _reached(), self._turn() as connection, _Joined(connection) as session:
            sight.attach(session)
            yield session
            session.flush()
        sight.keep()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one unchanging state of the database and cannot write."""
        sight = Sight(self._memory)
        with _reached(), self._reading.begin() as connection, _Joined(connection) as session:
            sight.attach(session)
            yield session
        sight.keep()

    def write_each(self, works: Sequence[Callable[[Session], T]]) -> list[T | Exception]:
        """Do each of these as ``write`` does, and return what it returned or what undid it.

        On SQLite they share one turn and one commit.
        """
        if self._together is None or not works:
            return [self._alone(work) for work in works]
        parts = _Parts(self._memory)
        try:
            with self._together.turns() as part:
                outcomes = [parts.do(part, work) for work in works]
        except StorageError as error:
            return [error] * len(works)
        parts.keep()
        return outcomes

    def _alone(self, work: Callable[[Session], T]) -> T | Exception:
        try:
            with self.write() as session:
                return work(session)
        except Exception as error:  # noqa: BLE001 it is returned
            return error

    def _turn(self) -> AbstractContextManager[Connection]:
        return self._writing.begin() if self._together is None else self._together.turn()

    @property
    def writers(self) -> int:
        """How many threads may write at once; an SQLite file has one writer, whose commit all share that wait."""
        return 1 if self.embedded else postgresql.WRITERS

    @property
    def file(self) -> Path:
        """The SQLite file; ``UnsuitableDatabase`` on PostgreSQL."""
        if not self.embedded:
            raise UnsuitableDatabase("PostgreSQL has no file of its own; use pg_dump")
        return sqlite.file_of(self.engine.url)

    def migrate(self) -> None:
        """Bring the tables up to this version of the program; see ``migrations.upgrade``."""
        migrations.upgrade(self.engine)

    def behind(self) -> bool:
        """Whether ``migrate`` has something to do."""
        return migrations.behind(self.engine)

    def check(self) -> None:
        """Whether the database answers and keeps its promises; ``UnsuitableDatabase`` says what is wrong."""
        try:
            with self.engine.connect() as connection:
                connection.execute(text("SELECT 1"))
                if self.embedded:
                    sqlite.check(connection)
        except (DatabaseError, sqlite3.DatabaseError) as error:
            raise UnsuitableDatabase(str(getattr(error, "orig", error)).strip().partition("\n")[0]) from error

    def ahead(self) -> float:
        """By how many seconds PostgreSQL's clock is ahead of this machine's; less than nothing: behind it."""
        with _reached(), self.engine.connect() as connection:
            theirs: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
        return (theirs - datetime.now(UTC)).total_seconds()

    def backup(self, path: Path) -> None:
        """A copy of the SQLite file at ``path``, taken while others work; PostgreSQL has its own tools for that."""
        sqlite.backup(self.file, path)

    def shrink(self) -> None:
        """Give back what deleted rows held, so that nothing of them stays in the file."""
        if self.engine.dialect.name == "sqlite":
            sqlite.shrink(self.file)
            return
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM FULL")

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()
        self._writing.dispose()
