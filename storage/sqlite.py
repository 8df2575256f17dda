"""The embedded database: one file, opened so that a kill or a power cut loses nothing that was committed.

Python's driver begins transactions late and of the weak kind, which loses updates; here it is told to leave that to us:
every transaction begins explicitly, a writer's with BEGIN IMMEDIATE, in turn with those of other processes. A reader's
connection refuses to write.
"""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import cast

from sqlalchemy import URL, Connection, Engine, create_engine, event

from storage.errors import BrokenReferences, Busy, UnsuitableDatabase
from storage.files import put_in_place
from storage.turnstile import turnstile

BACKUP_PATIENCE = 10.0
"""Seconds that a backup waits for a moment to begin."""

CONNECTIONS = 32
"""Connections that stay open, at least one for every worker thread: to open one costs more than a whole turn."""

WRITERS_PRAGMAS = ("cache_size = -16384", "wal_autocheckpoint = 10000")
"""The one connection that writes finds its pages in 16 MB of its own: those of others go stale at every commit. It
moves the journal into the file at every 40 MB; ten times as often, one answer in a hundred would wait for that."""

_WRITES = "writes"
"""Of a connection: whether it may write now."""

PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON")


def make_engine(url: URL, patience: float, *, one_writer: bool = False) -> Engine:
    """An engine on the file of this URL; the file is made, for its owner only, where it is missing.

    ``patience`` is how many seconds a writer waits for another process. ``one_writer``: always the same connection.
    """
    _make_file(file_of(url))
    engine = create_engine(
        url,
        pool_size=1 if one_writer else CONNECTIONS,
        max_overflow=0 if one_writer else 10,
        pool_use_lifo=True,
        hide_parameters=True,
        connect_args={"isolation_level": None, "timeout": patience},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", partial(_begin, file_of(url).parent, patience))
    if one_writer:
        event.listen(engine, "connect", _equip)
    return engine


def file_of(url: URL) -> Path:
    """The database's file; ``UnsuitableDatabase`` for one in memory, which no second connection could see."""
    if not url.database or url.database == ":memory:":
        raise UnsuitableDatabase("SQLite needs a file")
    return Path(url.database).absolute()


def _make_file(file: Path) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _equip(connection: sqlite3.Connection, _record: object) -> None:
    for pragma in WRITERS_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(folder: Path, patience: float, connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    driver = raw(connection)
    if connection.info.get(_WRITES) is not writing:  # the pragma makes SQLite compile every statement anew
        driver.execute(f"PRAGMA query_only = {'OFF' if writing else 'ON'}")
        connection.info[_WRITES] = writing
    try:
        if not writing:
            driver.execute("BEGIN")
            return
        with turnstile(folder, patience):
            driver.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        raise Busy(str(error)) from error


def raw(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection under SQLAlchemy's."""
    return cast(sqlite3.Connection, connection.connection.dbapi_connection)


def trouble(python: tuple[int, ...], library: tuple[int, ...]) -> str | None:
    """Why this pair of Python and SQLite cannot be relied on, if so.

    Before 3.35 SQLite cannot return what it wrote; under Python 3.12 one older than 3.42 fails on every write of the
    durable queue.
    """
    if library < (3, 35):
        return f"SQLite {_dotted(library)} is older than 3.35"
    if python >= (3, 12) and library < (3, 42):
        return f"Python {_dotted(python)} needs SQLite 3.42 or newer, here is {_dotted(library)}"
    return None


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(str(part) for part in version[:3])


def check(connection: Connection) -> None:
    """``UnsuitableDatabase`` unless runtime, journal, flushing and references are as they must be."""
    reason = trouble(sys.version_info[:3], sqlite3.sqlite_version_info)
    if reason is not None:
        raise UnsuitableDatabase(reason)
    damage = raw(connection).execute("PRAGMA quick_check(1)").fetchone()[0]
    if damage != "ok":
        raise UnsuitableDatabase(f"the file is damaged, restore a backup: {damage.strip().splitlines()[-1]}")
    for pragma, wanted in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)):
        found = raw(connection).execute(f"PRAGMA {pragma}").fetchone()[0]
        if found != wanted:  # WAL is refused on network file systems, without a word
            raise UnsuitableDatabase(f"{pragma} is {found}, not {wanted}")


def backup(source: Path, target: Path) -> None:
    """A compact copy of the database as it is now, made while others read and write; replaces an older copy."""
    unfinished = target.with_name(f"{target.name}.part")
    unfinished.unlink(missing_ok=True)
    os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL, 0o600))
    with closing(sqlite3.connect(source, isolation_level=None, timeout=BACKUP_PATIENCE)) as connection:
        connection.execute("VACUUM INTO ?", (str(unfinished),))
    put_in_place(unfinished, target)


@contextmanager
def without_references(connection: Connection) -> Iterator[None]:
    """Foreign keys off for a migration; the switch works outside a transaction only, so this surrounds it.

    Batch mode drops and renames whole tables, and ON DELETE CASCADE would silently empty their children.
    """
    raw(connection).execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        raw(connection).execute("PRAGMA foreign_keys = ON")


def check_references(connection: Connection) -> None:
    """``BrokenReferences`` where a row refers to one that is not there."""
    broken = raw(connection).execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise BrokenReferences(", ".join(sorted({f"{table} → {target}" for table, _, target, _ in broken})))


def shrink(file: Path) -> None:
    """Write the file anew without what deleted rows held, and empty its log."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
