"""Inserting a row that may be there already, which both databases say in the same words but SQLAlchemy in two."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_once(connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
    """Insert a row unless a unique constraint says that it is there; whether it was inserted."""
    if connection.dialect.name == "sqlite":
        return connection.execute(sqlite.insert(table).on_conflict_do_nothing(), row).rowcount == 1
    return connection.execute(postgresql.insert(table).on_conflict_do_nothing(), row).rowcount == 1
