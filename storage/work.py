"""One way to own work: rows that somebody must deal with, each by one at a time, in whichever process.

A row waits as ``todo``. Whoever deals with it in one transaction locks it there: the transaction is the holder, and
``holder`` is None. Whoever needs longer, because the network or a program is waited for, ``take``s it under the name
of its process: nobody else touches the row while that process lives (``storage.processes``), and what a dead one held
is free again. Either way a row is settled by its holder or not at all: ``Lost`` undoes what was done with one that is
somebody else's by now.

A table of such rows has ``state`` and ``tries``, how often a row was taken up, and a lane whose rows are dealt with in
order. ``holder`` and ``due``, before which a row is not tried again, are columns of those tables that need them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, bindparam, func, null, or_, select, true, update
from sqlmodel import Session

from storage.errors import Lost
from storage.prepared import Prepared
from storage.tables import METADATA
from storage.tables.columns import Moment

PROCESS = METADATA.tables["process"]


class Queue:
    """The rows of one table. A row that is held is in the state ``held``; one that fails too often becomes ``spoilt``.

    ``lane`` is the column of those that are dealt with one after the other, in the order of ``key``.
    """

    def __init__(
        self, table: Table, *, key: str = "id", lane: str = "address_id", held: str = "todo", spoilt: str = "poison"
    ) -> None:
        self.table = table
        self.name = table.name
        self.key = table.c[key]
        self.todo = table.c.state == "todo"
        self.open = or_(self.todo, table.c.state == held)
        self.free: ColumnElement[bool] = and_(self.todo, *self._conditions())
        self._mine = table.c.holder.is_not_distinct_from(bindparam("holder")) if "holder" in table.c else true()
        self._letting_go: dict[str, Any] = {name: null() for name in ("holder",) if name in table.c}
        this = self.key == bindparam("key")
        self._lock = Prepared(select(self.key).where(this, self.free).with_for_update())
        self._take = Prepared(self._taking(this, held))
        self._again = Prepared(self._returning(this))
        self._spoil = Prepared(update(table).where(this).values(state=spoilt))
        heads = select(func.min(self.key)).where(self.open).group_by(table.c[lane])
        self._lanes = select(table.c[lane]).where(self.key.in_(heads), self.free).order_by(self.key)

    def _conditions(self) -> list[ColumnElement[bool]]:
        """Beyond waiting: nobody has it, and its time has come."""
        columns = self.table.c
        found: list[ColumnElement[bool]] = []
        if "holder" in columns:
            found.append(columns.holder.is_(None))
        if "due" in columns:
            found.append(or_(columns.due.is_(None), columns.due <= bindparam("now", type_=Moment())))
        return found

    def _taking(self, this: ColumnElement[bool], held: str) -> Any:
        """PostgreSQL does not wait for a row that somebody is taking at this moment."""
        one = select(self.key).where(this, self.free).with_for_update(skip_locked=True)
        values: dict[str, Any] = {"state": held, "tries": self.table.c.tries + 1}
        if "holder" in self.table.c:
            values["holder"] = bindparam("holder")
        return update(self.table).where(self.key.in_(one)).values(values)

    def _returning(self, this: ColumnElement[bool]) -> Any:
        values: dict[str, Any] = {"state": "todo", "tries": self.table.c.tries + bindparam("more"), **self._letting_go}
        if "due" in self.table.c:
            values["due"] = bindparam("due", type_=Moment())
        return update(self.table).where(this, self.open, self._mine).values(values).returning(self.table.c.tries)

    def take(self, session: Session, key: object, holder: str | None = None, now: datetime | None = None) -> bool:
        """Become the holder of a row that waits; False where somebody else is, or it is settled, or not yet due.

        Without the name of a process this transaction is the holder: on PostgreSQL it waits for another one's end.
        """
        values = {"key": key, "holder": holder, "now": now}
        if holder is None:
            return self._lock.one(session.connection(), values) is not None
        return self._take.count(session.connection(), values) == 1

    def settling(self, **columns: Any) -> Settling:
        """A way to settle rows, by what is written into their columns: values, and parameters that come later."""
        written = {**self._letting_go, **columns}
        this = self.key == bindparam("key")
        return Settling(self, Prepared(update(self.table).where(this, self.open, self._mine).values(written)))

    def again(
        self,
        session: Session,
        key: object,
        holder: str | None = None,
        *,
        due: datetime | None = None,
        counts: bool = True,
        most: int | None = None,
    ) -> bool:
        """Put a row back, not to be tried before ``due``; whether it is spoilt, after ``most`` tries, instead.

        A try that does not count was none: nothing of it got out. ``Lost`` where the row is not the holder's.
        """
        more = int(holder is None) - int(not counts)
        values = {"key": key, "holder": holder, "due": due, "more": more}
        found = self._again.one(session.connection(), values)
        if found is None:
            raise Lost(f"{self.name} {key}")
        spoilt = most is not None and found[0] >= most
        if spoilt:
            self._spoil.count(session.connection(), {"key": key})
        return spoilt

    def lanes(self, session: Session, now: datetime | None = None) -> tuple[Any, ...]:
        """The lanes whose next row waits for somebody, the one that waits longest first."""
        return tuple(session.connection().execute(self._lanes, {"now": now}).scalars())

    def free_abandoned(self, session: Session) -> int:
        """What is held by a process that is none of the living waits again; returns how many rows."""
        living = select(PROCESS.c.id)
        left = self.table.c.holder.is_not(None) & self.table.c.holder.not_in(living)
        freed = update(self.table).where(self.open, left).values(state="todo", **self._letting_go)
        return session.connection().execute(freed).rowcount


class Settling:
    """One way in which rows of a queue are settled."""

    def __init__(self, queue: Queue, statement: Prepared) -> None:
        self._queue = queue
        self._statement = statement

    def __call__(
        self, session: Session, key: object, holder: str | None = None, values: Mapping[str, Any] | None = None
    ) -> None:
        """Settle a row, in the transaction of what came of it; ``Lost`` where it is not the holder's (any more)."""
        bound = {"key": key, "holder": holder, **(values or {})}
        if self._statement.count(session.connection(), bound) != 1:
            raise Lost(f"{self._queue.name} {key}")
