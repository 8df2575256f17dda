"""PostgreSQL through psycopg 3, for several machines on one database."""

import psycopg
from sqlalchemy import URL, Engine, create_engine
from sqlalchemy.exc import DBAPIError

MIGRATION_LOCK = 5_243_027
"""Any number that nobody else uses for an advisory lock in this database."""


def make_engine(url: URL) -> Engine:
    """An engine with psycopg 3; a connection that a restart of the server broke is noticed and replaced."""
    return create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True, hide_parameters=True)


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
