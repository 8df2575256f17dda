"""Statements that are executed at every message: compiled once for each kind of database, then given to its driver.

SQLAlchemy takes many times as long to execute a statement as SQLite does, and a message takes fifteen of them. What
must not differ stays SQLAlchemy's: the SQL, the types on their way in and out, the transaction, the errors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Connection, Dialect
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import ClauseElement

Values = Mapping[str, Any]
Row = tuple[Any, ...]
_Convert = Callable[[Any], Any]


class Prepared:
    """A statement without lists of unknown length; ``given`` names the columns that a bare INSERT fills."""

    def __init__(self, statement: ClauseElement, given: Iterable[str] = ()) -> None:
        self._statement = statement
        self._given = list(given) or None
        self._ready: dict[str, _Ready] = {}

    def all(self, connection: Connection, values: Values) -> list[Row]:
        """Every row."""
        ready = self._for(connection.dialect)
        with _cursor(connection, ready.text) as cursor:
            cursor.execute(ready.text, ready.bound(values))
            return ready.converted(cursor.fetchall())

    def one(self, connection: Connection, values: Values) -> Row | None:
        """The only row, if there is one."""
        rows = self.all(connection, values)
        return rows[0] if rows else None

    def count(self, connection: Connection, values: Values) -> int:
        """Execute a change; returns how many rows it met."""
        ready = self._for(connection.dialect)
        with _cursor(connection, ready.text) as cursor:
            cursor.execute(ready.text, ready.bound(values))
            return cursor.rowcount

    def many(self, connection: Connection, rows: Iterable[Values]) -> None:
        """Execute a change for each of these."""
        ready = self._for(connection.dialect)
        bound: Any = [ready.bound(values) for values in rows]
        if bound:
            with _cursor(connection, ready.text) as cursor:
                cursor.executemany(ready.text, bound)

    def _for(self, dialect: Dialect) -> _Ready:
        ready = self._ready.get(dialect.name)
        if ready is None:
            ready = self._ready[dialect.name] = _compiled(self._statement, self._given, dialect)
        return ready


@contextmanager
def _cursor(connection: Connection, text: str) -> Iterator[DBAPICursor]:
    """A cursor of the driver; what it raises, it raises as SQLAlchemy's."""
    cursor = connection.connection.cursor()
    try:
        yield cursor
    except connection.dialect.loaded_dbapi.Error as error:
        raise DBAPIError.instance(text, None, error, connection.dialect.loaded_dbapi.Error) from error
    finally:
        cursor.close()


@dataclass(frozen=True, slots=True)
class _Ready:
    """A statement for one kind of database.

    ``names`` are the places in their order, where places are counted; ``fixed`` fills those that the statement fills
    itself. ``inward`` and ``outward`` convert what the driver does not know, by place and by column.
    """

    text: str
    names: tuple[str, ...] | None
    fixed: Values
    inward: Mapping[str, _Convert]
    outward: Sequence[tuple[int, _Convert]]

    def bound(self, values: Values) -> Sequence[Any] | Values:
        """The values as the driver takes them: in order, or by name."""
        every = {**self.fixed, **values}
        for name, convert in self.inward.items():
            every[name] = convert(every[name])
        return every if self.names is None else [every[name] for name in self.names]

    def converted(self, rows: Sequence[Row]) -> list[Row]:
        """The rows as the rest of the program takes them."""
        return [self._converted(row) for row in rows] if self.outward else list(rows)

    def _converted(self, row: Row) -> Row:
        columns = list(row)
        for place, convert in self.outward:
            columns[place] = convert(columns[place])
        return tuple(columns)


def _compiled(statement: ClauseElement, given: list[str] | None, dialect: Dialect) -> _Ready:
    compiled = cast(SQLCompiler, statement.compile(dialect=dialect, column_keys=given))
    binds = {name: bind for bind, name in compiled.bind_names.items()}
    inward = {name: bind.type.dialect_impl(dialect).bind_processor(dialect) for name, bind in binds.items()}
    columns = enumerate(getattr(statement, "exported_columns", ()))
    outward = [(place, column.type.dialect_impl(dialect).result_processor(dialect, None)) for place, column in columns]
    return _Ready(
        compiled.string,
        None if compiled.positiontup is None else tuple(compiled.positiontup),
        {name: bind.effective_value for name, bind in binds.items() if not bind.required},
        {name: convert for name, convert in inward.items() if convert is not None},
        [(place, convert) for place, convert in outward if convert is not None],
    )
