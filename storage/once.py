"""Inserting a row that may be there already, which both databases say in the same words but SQLAlchemy in two."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table

from storage.inserting import insert_into
from storage.prepared import Prepared


def insert_once(connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
    """Insert a row unless a unique constraint says that it is there; whether it was inserted."""
    return key_of_new(connection, table, row) is not None


def key_of_new(connection: Connection, table: Table, row: Mapping[str, Any]) -> Any:
    """The same; the key of the row, or None where it was there."""
    found = _statement(connection.dialect.name, table, tuple(row)).one(connection, row)
    return None if found is None else found[0]


@cache
def _statement(dialect: str, table: Table, given: tuple[str, ...]) -> Prepared:
    return Prepared(insert_into(dialect, table).on_conflict_do_nothing().returning(*table.primary_key), given)
