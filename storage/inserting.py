"""Rows that come with every message, several by one statement: each is a way to the server and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table, bindparam
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from storage.prepared import Prepared, Values

_MOST = 8
"""Rows of one statement: it is compiled for each number of rows once."""


def insert_into(dialect: str, table: Table) -> Any:
    """An insertion that may say what becomes of a row that is there: SQLAlchemy has one for each kind of database."""
    return (sqlite.insert if dialect == "sqlite" else postgresql.insert)(table)


class Inserting:
    """Rows of a table, of which the columns ``given`` are filled.

    A row whose key ``over`` is there already is written over; without ``over`` that is an error of the database.
    """

    def __init__(self, table: Table, given: Sequence[str], over: Sequence[str] = ()) -> None:
        self._table = table
        self._given = tuple(given)
        self._over = tuple(over)
        self._ready: dict[tuple[str, int], Prepared] = {}

    def all(self, connection: Connection, rows: Sequence[Values]) -> None:
        """Insert these rows, in their order."""
        for start in range(0, len(rows), _MOST):
            some = rows[start : start + _MOST]
            values = {_place(name, number): row[name] for number, row in enumerate(some) for name in self._given}
            self._for(connection.dialect.name, len(some)).count(connection, values)

    def _for(self, dialect: str, size: int) -> Prepared:
        ready = self._ready.get((dialect, size))
        if ready is None:
            ready = self._ready[dialect, size] = Prepared(self._statement(dialect, size))
        return ready

    def _statement(self, dialect: str, size: int) -> Any:
        columns = self._table.c
        rows = [
            {name: bindparam(_place(name, number), type_=columns[name].type) for name in self._given}
            for number in range(size)
        ]
        statement = insert_into(dialect, self._table).values(rows)
        if not self._over:
            return statement
        changed = {name: statement.excluded[name] for name in self._given if name not in self._over}
        return statement.on_conflict_do_update(index_elements=list(self._over), set_=changed)


def _place(column: str, number: int) -> str:
    return f"{column}_{number}"
