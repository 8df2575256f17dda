"""Inserting a row that may be there already, which both databases say in the same words but SQLAlchemy in two."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, Insert, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_once(connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
    """Insert a row unless a unique constraint says that it is there; whether it was inserted."""
    return connection.execute(_statement(connection.dialect.name, table), row).first() is not None


@cache
def _statement(dialect: str, table: Table) -> Insert:
    """The statement of a table, made once: making it takes longer than executing it."""
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    return insert(table).on_conflict_do_nothing().returning(*table.primary_key)
