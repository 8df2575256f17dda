"""PostgreSQL through psycopg 3, for several machines on one database."""

import time

import psycopg
from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

MIGRATION_LOCK = 5_243_027
"""Any number that nobody else uses for an advisory lock in this database."""
CONNECTIONS = 12
"""That a process keeps once they are made: for each new one the server starts a process of its own."""
WRITERS = 4
"""Threads of a process that write at once (measured: 6 are no faster, and on two cores two processes with 6 each get in
each other's way)."""
_REST = 1.0
"""Seconds that a connection rested before it is asked whether its server still is there: not at every message."""


def make_engine(url: URL) -> Engine:
    """An engine with psycopg 3; a connection that a restart of the server broke is noticed and replaced."""
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"), pool_size=CONNECTIONS, pool_use_lifo=True, hide_parameters=True
    )

    def returned(_connection: DBAPIConnection | None, entry: ConnectionPoolEntry) -> None:
        entry.info["since"] = time.monotonic()

    def taken(connection: DBAPIConnection, entry: ConnectionPoolEntry, _proxy: PoolProxiedConnection) -> None:
        if time.monotonic() - entry.info.get("since", time.monotonic()) > _REST:
            _ask(engine, connection)

    event.listen(engine, "checkin", returned)
    event.listen(engine, "checkout", taken)
    return engine


def _ask(engine: Engine, connection: DBAPIConnection) -> None:
    """Whether the server answers; else the pool makes another connection."""
    try:
        engine.dialect.do_ping(connection)
    except psycopg.Error as error:
        raise DisconnectionError from error


def is_busy(error: DBAPIError) -> bool:
    """Whether writers stood in each other's way, and this one was told to begin again."""
    return isinstance(error.orig, _IN_EACH_OTHERS_WAY)


def is_away(error: DBAPIError) -> bool:
    """Whether the server cannot be reached, stops, or does not take connections yet."""
    return isinstance(error.orig, psycopg.OperationalError) and not is_busy(error)


_IN_EACH_OTHERS_WAY = (
    psycopg.errors.DeadlockDetected,
    psycopg.errors.SerializationFailure,
    psycopg.errors.LockNotAvailable,
)
