"""What coordinators put down beside the applications: calls and reminders, working days, who looks a second time."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from storage.tables.columns import Moment, Row, Words, one_of, reference


class FollowUpRow(Row, table=True):
    """A call that a coordinator made, or a reminder to oneself; ``due_at`` is when it is said again, if it is."""

    __table_args__ = (one_of("kind", "call", "reminder"), Index(None, "due_at"))
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = reference("person.id", index=True)
    county: str
    kind: str
    words: str = Field(sa_type=Words)
    at: datetime = Field(sa_type=Moment)
    due_at: datetime | None = Field(default=None, sa_type=Moment)
    told_at: datetime | None = Field(default=None, sa_type=Moment)
    done_at: datetime | None = Field(default=None, sa_type=Moment)


class KnownYearRow(Row, table=True):
    """The working days of a year, from a notice that a coordinator pasted; ``days`` is JSON, ``words`` the notice."""

    edition: str = Field(primary_key=True)
    year: int = Field(primary_key=True)
    days: str = Field(sa_type=Words)
    words: str = Field(sa_type=Words)
    by: int = reference("person.id")
    at: datetime = Field(sa_type=Moment)


class SecondLookRow(Row, table=True):
    """A region whose broadcasts a second person confirms."""

    region: str = Field(primary_key=True)
    by: int = reference("person.id")
    at: datetime = Field(sa_type=Moment)


class ApprovalRow(Row, table=True):
    """A broadcast that waits for a second person, who comes by a link. ``body`` is the JSON of what was asked for.

    Only the hash of the link's token is known. ``answer`` is ``yes`` or ``no`` once somebody else, ``by``, decided,
    ``withdrawn`` where the author did.
    """

    __table_args__ = (one_of("answer", "", "yes", "no", "withdrawn"),)
    token_hash: str = Field(primary_key=True)
    request_id: int = Field(unique=True)
    person_id: int = reference("person.id")
    address_id: int = reference("address.id")
    attachment_id: str | None = reference("attachment.id", default=None)
    body: str = Field(sa_type=Words)
    at: datetime = Field(sa_type=Moment)
    expires_at: datetime = Field(sa_type=Moment)
    answer: str
    by: int | None = reference("person.id", default=None)
    decided_at: datetime | None = Field(default=None, sa_type=Moment)
