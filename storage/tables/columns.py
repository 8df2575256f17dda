"""What all tables share: their base class, the names of constraints, the column types for moments and free text."""

import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import CheckConstraint, Dialect, ForeignKey, Index, MetaData, String, Text, text
from sqlalchemy.orm import declared_attr
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

from storage.errors import NaiveTime

# Every constraint has a name from the first day on: SQLite's batch migrations can only change what they can name.
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
METADATA = MetaData(naming_convention=NAMES)

LARGEST = 2**31 - 1
"""The largest number that an INTEGER column holds on either database; PostgreSQL refuses to look for a larger one."""

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Row(SQLModel):
    """A row of the table that its class is called after: ``AnswerEventRow`` lives in ``answer_event``."""

    metadata = METADATA

    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805 - SQLAlchemy hands over the class
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", cls.__name__.removesuffix("Row")).lower()


@lru_cache(maxsize=512)
def _in_utc(value: datetime) -> str:
    """The text of a time; kept, for a ledger has the same few times in thousands of rows."""
    if value.tzinfo is None:
        raise NaiveTime(value.isoformat())
    return value.astimezone(UTC).isoformat(timespec="microseconds")


class Moment(TypeDecorator[datetime]):
    """An aware time as ISO 8601 text in UTC, always of the same length, so that the order of texts is that of times."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """The text of a time; ``NaiveTime`` where it says no zone."""
        return None if value is None else _in_utc(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """The time of a text, in UTC."""
        return None if value is None else datetime.fromisoformat(value)


def storable(text: str) -> str:
    """The text with U+FFFD for what no database takes: NUL and half of a surrogate pair."""
    return text if _fits(text) else _UNSTORABLE.sub("�", text)


def _fits(text: str) -> bool:
    """Whether a database takes all of a text: almost always, and known much faster than what it would not take."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\x00" not in text


class Words(TypeDecorator[str]):
    """Free text from outside, made ``storable``."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The text without what cannot be stored."""
        return None if value is None else storable(value)


def reference(target: str, **options: Any) -> Any:
    """A column that names a row of another table."""
    return Field(sa_column_args=(ForeignKey(target),), **options)


def few(column: str) -> Index:
    """An index of the few rows in which a column holds something."""
    there = text(f"{column} IS NOT NULL")
    return Index(None, column, sqlite_where=there, postgresql_where=there)


def one_of(column: str, *values: str) -> CheckConstraint:
    """The closed set of words that a column may hold; named after the column."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)
