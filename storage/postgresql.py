"""PostgreSQL through psycopg 3, for several machines on one database."""

from sqlalchemy import URL, Engine, create_engine

MIGRATION_LOCK = 5_243_027
"""Any number that nobody else uses for an advisory lock in this database."""


def make_engine(url: URL) -> Engine:
    """An engine with psycopg 3; a connection that a restart of the server broke is noticed and replaced."""
    return create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
