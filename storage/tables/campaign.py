"""The campaign: dates that coordinators set, and the ledger of reminders."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from storage.tables.columns import Moment, Row, one_of, reference


class DeadlineChangeRow(Row, table=True):
    """Append-only: a date that was set for a reporting group (its name) or a county (its code). ``day`` is ISO."""

    __table_args__ = (Index(None, "edition"),)
    id: int | None = Field(default=None, primary_key=True)
    edition: str
    deadline: str
    place: str
    day: str
    by: int | None = reference("person.id", default=None)
    at: datetime = Field(sa_type=Moment)


class DueReminderRow(Row, table=True):
    """One reminder of one person: of a deadline that stands on ``day``, at a ``point`` before or after it.

    ``due_at`` is when it falls due; ``address_id`` and ``sequence`` say where in which conversation it stands.
    """

    __table_args__ = (
        UniqueConstraint("person_id", "deadline", "day", "point"),
        one_of("state", "planned", "sending", "sent", "seen", "unreached", "failed", "blocked", "superseded"),
        one_of("channel", "", "web", "telegram", "console", "mail"),
        Index(None, "state", "due_at"),
        Index(None, "address_id", "state"),
    )
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = reference("person.id")
    deadline: str
    day: str
    point: str
    due_at: datetime = Field(sa_type=Moment)
    state: str
    channel: str
    address_id: int | None = reference("address.id", default=None)
    sequence: int | None = None
    tries: int
    at: datetime = Field(sa_type=Moment)
    settled_at: datetime | None = Field(default=None, sa_type=Moment)
