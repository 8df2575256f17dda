"""One transaction a write, nothing lost between writers, nothing lost by a kill, and promises that are checked."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import psycopg
import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError, StatementError

from storage import applications, conversations, people, sqlite
from storage.database import Database, Session
from storage.errors import Away, Busy, NaiveTime, Stale, UnsuitableDatabase
from tests.storage import killed
from tests.storage.conftest import NOW

WRITERS, INCREMENTS = 8, 50


def count(database: Database, address: int) -> int:
    """The number that the conversation's state holds."""
    with database.read() as session:
        return int(conversations.load(session, address).state or 0)


def increment(database: Database, address: int) -> None:
    """Add one to the number in the conversation's state, again until nobody was faster."""
    while True:
        try:
            with database.write() as session:
                state, sequence, version = conversations.load(session, address)
                conversations.save(session, address, str(int(state or 0) + 1), sequence, version)
        except Stale:
            continue
        return


def test_concurrent_increments_all_survive(database: Database, address: int) -> None:
    """Of 400 increments by eight threads none is lost."""
    with ThreadPoolExecutor(WRITERS) as pool:
        for done in [pool.submit(increment, database, address) for _ in range(WRITERS * INCREMENTS)]:
            done.result()
    assert count(database, address) == WRITERS * INCREMENTS


def test_each_of_several_works_is_undone_by_itself(database: Database, address: int, second_address: int) -> None:
    """One that fails leaves nothing, and the others as they are; each hears what came of its own."""

    def saving(where: int, state: str) -> Callable[[Session], str]:
        def save(session: Session) -> str:
            _, sequence, version = conversations.load(session, where)
            conversations.save(session, where, state, sequence, version)
            if state == "2":
                raise ZeroDivisionError
            return state

        return save

    first, second, third = database.write_each(
        [saving(address, "1"), saving(second_address, "2"), saving(address, "3")]
    )
    assert (first, third) == ("1", "3")
    assert isinstance(second, ZeroDivisionError)
    assert (count(database, address), count(database, second_address)) == (3, 0)


def save_and_stumble(database: Database, address: int) -> None:
    """Save, and fail before the transaction ends."""
    with database.write() as session:
        conversations.save(session, address, "1", 1, 0)
        raise ZeroDivisionError


def test_an_exception_undoes_the_transaction(database: Database, address: int) -> None:
    """Whatever goes wrong inside a write, nothing of it stays."""
    with pytest.raises(ZeroDivisionError):
        save_and_stumble(database, address)
    assert count(database, address) == 0


def test_a_reader_cannot_write(database: Database, address: int) -> None:
    """A write inside a reading session is refused instead of being lost."""
    with pytest.raises(DBAPIError), database.read() as session:
        conversations.save(session, address, "1", 1, 0)
    increment(database, address)
    assert count(database, address) == 1


def test_one_connection_reads_and_writes_in_turns(tmp_path: Path) -> None:
    """A connection is told when it may write, and again when it may not: SQLite forgets what it compiled each time."""
    engine, told = sqlite.make_engine(make_url(f"sqlite:///{tmp_path / 'app.db'}"), 1.0), list[str]()
    with closing(engine.raw_connection()) as connection:
        driver = connection.driver_connection
        assert driver is not None
        driver.set_trace_callback(told.append)
    writing = engine.execution_options(writing=True)
    for _ in range(2):
        with writing.begin() as changed:
            changed.execute(text("CREATE TABLE IF NOT EXISTS t (n)"))
        for _ in range(2):
            with pytest.raises(DBAPIError), engine.begin() as reader:
                reader.execute(text("INSERT INTO t VALUES (1)"))
    engine.dispose()
    switched = [each.rpartition(" ")[2] for each in told if "query_only" in each]
    assert switched == ["OFF", "ON", "OFF", "ON"]


def test_a_reader_sees_one_state(database: Database, address: int) -> None:
    """What is committed meanwhile does not show in a session that reads already."""
    increment(database, address)
    with database.read() as session:
        assert conversations.load(session, address).state == "1"
        increment(database, address)
        assert conversations.load(session, address).state == "1"
    assert count(database, address) == 2


def test_times_need_a_zone(database: Database) -> None:
    """A time without a zone is a mistake of the program and is not stored."""
    naive = NOW.replace(tzinfo=None)
    with pytest.raises(StatementError) as refused, database.write() as session:
        people.register(session, "李娜", "county", "130132", naive)
    assert isinstance(refused.value.orig, NaiveTime)


def test_check_passes(database: Database) -> None:
    """A healthy database passes its own check."""
    database.check()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://localhost/app"])
def test_unsuitable_databases(url: str) -> None:
    """A database in memory, or of another make, is refused at once."""
    with pytest.raises(UnsuitableDatabase):
        Database(url)


@pytest.mark.parametrize(
    ("python", "library", "suitable"),
    [
        ((3, 11, 2), (3, 40, 1), True),  # Debian 12
        ((3, 12, 0), (3, 40, 1), False),
        ((3, 12, 3), (3, 45, 1), True),  # Ubuntu 24.04
        ((3, 13, 5), (3, 46, 1), True),  # Debian 13
        ((3, 11, 0), (3, 34, 1), False),
    ],
)
def test_pairs_of_python_and_sqlite(python: tuple[int, ...], library: tuple[int, ...], suitable: bool) -> None:
    """A Python that does not get on with its SQLite is named, one that does is not."""
    reason = sqlite.trouble(python, library)
    assert (reason is None) is suitable


def test_a_new_file_is_private(tmp_path: Path) -> None:
    """Folder and file of a new SQLite database are its owner's alone."""
    database = Database(f"sqlite:///{tmp_path}/data/app.db")
    database.migrate()
    assert stat.S_IMODE(database.file.parent.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in database.file.parent.iterdir()} == {0o600}


def test_backup_is_whole_and_private(tmp_path: Path, migrated_file: Path) -> None:
    """A backup holds what was committed, replaces an older one, and nobody else may read it."""
    (tmp_path / "app.db").write_bytes(migrated_file.read_bytes())
    database, copy = Database(f"sqlite:///{tmp_path}/app.db"), tmp_path / "copy.db"
    database.backup(copy)
    with database.write() as session:
        people.register(session, "李娜", "county", "130132", NOW)
    database.backup(copy)
    with closing(connect(copy)) as connection:
        assert connection.execute("SELECT name FROM person").fetchall() == [("李娜",)]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert {path.name for path in tmp_path.iterdir()} == {"app.db", "app.db-shm", "app.db-wal", "copy.db"}


def test_postgresql_has_its_own_backups(server: Path) -> None:
    """Asking for a copy of a PostgreSQL database says which tool makes one."""
    with pytest.raises(UnsuitableDatabase, match="pg_dump"):
        Database(f"postgresql://postgres@/migrated?host={server}").backup(Path("copy.db"))


def test_a_connection_that_broke_while_it_rested_is_replaced(server: Path) -> None:
    """After a rest the server is asked before a word is trusted to it; one that broke in use says so once, at most."""
    with closing(Database(f"postgresql://postgres@/migrated?host={server}")) as database:
        for rest in (1.2, 0.0):
            _end_others(database)
            time.sleep(rest)
            tries = [_answers(database) for _ in range(3)]
            assert tries[1:] == [True, True]
            assert tries[0] or not rest


def _answers(database: Database) -> bool:
    try:
        with database.read() as session:
            return bool(session.connection().execute(text("SELECT 1")).scalar_one() == 1)
    except Away:
        return False


def _end_others(database: Database) -> None:
    """The server ends every connection but this one, which is in the pool again afterwards."""
    assert _answers(database)
    with psycopg.connect(database.engine.url.set(drivername="postgresql").render_as_string(False)) as beside:
        ends = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> %s"
        beside.execute(ends, [beside.info.backend_pid])


def test_a_busy_file_says_so(tmp_path: Path, migrated_file: Path) -> None:
    """A writer that another process keeps waiting too long gives up with a clear word, and can write afterwards."""
    (tmp_path / "app.db").write_bytes(migrated_file.read_bytes())
    database = Database(f"sqlite:///{tmp_path}/app.db", patience=0.05)
    database.check()
    with closing(connect(database.file, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(Busy), database.write():
            pass
        holder.execute("ROLLBACK")
    with database.write() as session:
        people.register(session, "李娜", "county", "130132", NOW)


def test_a_write_within_a_write_says_so(tmp_path: Path, migrated_file: Path) -> None:
    """A thread that opens a second write inside its first is told, and does not hang for ever."""
    (tmp_path / "app.db").write_bytes(migrated_file.read_bytes())
    database = Database(f"sqlite:///{tmp_path}/app.db", patience=0.05)
    with database.write(), pytest.raises(Busy), database.write():
        pass


def writer(url: str, address: int, application: str) -> subprocess.Popen[str]:
    """A process that answers one question after the other and prints each number once it is committed."""
    command = [sys.executable, killed.__file__, url, str(address), application]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])


def lines_until_killed(process: subprocess.Popen[str], number: int) -> list[int]:
    """Kill the process once it printed this many numbers; every number that came out before it died."""
    assert process.stdout is not None
    seen = [int(process.stdout.readline()) for _ in range(number)]
    os.kill(process.pid, signal.SIGKILL)
    rest, _ = process.communicate()
    return seen + [int(line) for line in rest.splitlines()]


def test_kill_leaves_whole_answers(database: Database, address: int, person: int) -> None:
    """A writer that is killed again and again never leaves half a turn, and never loses one it had committed."""
    with database.write() as session:
        application = applications.create(session, "hebei-clusters/2024", person, NOW).id
    url, last = database.engine.url.render_as_string(hide_password=False), 0
    for number in (1, 7, 23):
        last = lines_until_killed(writer(url, address, application), number)[-1]
        with database.read() as session:
            kept = applications.load(session, application)
            events = applications.events(session, application)
            state = conversations.load(session, address).state
        assert len(kept.answers) == len(events) == int(state or 0) == kept.version - 1
        assert last <= len(events) <= last + 1
