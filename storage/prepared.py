"""Statements that are executed at every message: compiled once for each kind of database, then given to its driver.

SQLAlchemy takes many times as long to execute a statement as SQLite does, and a message takes fifteen of them. What
must not differ stays SQLAlchemy's: the SQL, the types on their way in and out, the transaction, the errors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Dialect
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import ClauseElement

T = TypeVar("T")
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

        def fetch(cursor: DBAPICursor) -> list[Row]:
            cursor.execute(ready.text, ready.bound(values))
            return ready.converted(cursor.fetchall())

        return _with_cursor(connection, ready.text, fetch)

    def one(self, connection: Connection, values: Values) -> Row | None:
        """The only row, if there is one."""
        rows = self.all(connection, values)
        return rows[0] if rows else None

    def count(self, connection: Connection, values: Values) -> int:
        """Execute a change; returns how many rows it met."""
        ready = self._for(connection.dialect)

        def change(cursor: DBAPICursor) -> int:
            cursor.execute(ready.text, ready.bound(values))
            return cursor.rowcount

        return _with_cursor(connection, ready.text, change)

    def many(self, connection: Connection, rows: Iterable[Values]) -> None:
        """Execute a change for each of these."""
        ready = self._for(connection.dialect)
        bound: Any = [ready.bound(values) for values in rows]
        if bound:
            _with_cursor(connection, ready.text, lambda cursor: cursor.executemany(ready.text, bound))

    def _for(self, dialect: Dialect) -> _Ready:
        ready = self._ready.get(dialect.name)
        if ready is None:
            ready = self._ready[dialect.name] = _compiled(self._statement, self._given, dialect)
        return ready


def _with_cursor(connection: Connection, text: str, work: Callable[[DBAPICursor], T]) -> T:
    """What comes of working with a cursor of the driver; what that raises, is raised as SQLAlchemy's."""
    cursor = connection.connection.cursor()
    try:
        return work(cursor)
    except connection.dialect.loaded_dbapi.Error as error:
        raise DBAPIError.instance(text, None, error, connection.dialect.loaded_dbapi.Error) from error
    finally:
        cursor.close()


@dataclass(frozen=True, slots=True)
class _Ready:
    """A statement for one kind of database.

    ``inward`` are the values that it takes, in the order of their places where places are counted, each with what
    converts it for the driver; ``fixed`` are those that the statement brings itself. ``outward`` converts what the
    driver does not know, by column.
    """

    text: str
    counted: bool
    fixed: Values
    inward: Sequence[tuple[str, _Convert | None]]
    outward: Sequence[tuple[int, _Convert]]

    def bound(self, values: Values) -> Sequence[Any] | Values:
        """The values as the driver takes them: in order, or by name."""
        every = {**self.fixed, **values} if self.fixed else values
        given = [every[name] if convert is None else convert(every[name]) for name, convert in self.inward]
        return given if self.counted else {name: value for (name, _), value in zip(self.inward, given, strict=True)}

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
        compiled.positiontup is not None,
        {name: bind.effective_value for name, bind in binds.items() if not bind.required},
        [(name, inward[name]) for name in (inward if compiled.positiontup is None else compiled.positiontup)],
        [(place, convert) for place, convert in outward if convert is not None],
    )
