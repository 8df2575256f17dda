"""Which department holds which figures in a county: one row for each question where that is not the usual one."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, delete, insert, select

from storage.errors import Stale
from storage.tables import METADATA
from storage.tables.columns import storable

HOLDER = METADATA.tables["holder"]
_ALL = select(HOLDER.c.field, HOLDER.c.department).where(HOLDER.c.application_id == bindparam("application"))


def load(connection: Connection, application: str) -> dict[str, str]:
    """The departments by question."""
    rows = connection.execute(_ALL, {"application": application})
    return {row.field: row.department for row in rows}


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    """The questions that another department holds now."""
    return tuple(sorted(name for name in {*before, *after} if before.get(name) != after.get(name)))


def save(
    connection: Connection,
    application: str,
    before: Mapping[str, str],
    after: Mapping[str, str],
    names: tuple[str, ...],
) -> None:
    """Write these changes; ``Stale`` where somebody else changed one of them since ``before`` was loaded."""
    present = load(connection, application)
    conflicts = [name for name in names if present.get(name) != before.get(name)]
    if conflicts:
        raise Stale(*conflicts)
    for name in names:
        connection.execute(delete(HOLDER).where(HOLDER.c.application_id == application, HOLDER.c.field == name))
        if name in after:
            row = {"application_id": application, "field": name, "department": storable(after[name])}
            connection.execute(insert(HOLDER), row)
