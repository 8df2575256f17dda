"""Reviews: what both sides see of them, and what stays with the reviewers: drafts of comments, ticks, verifications."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from storage.tables.columns import Moment, Row, Words, one_of, reference


class ReviewEventRow(Row, table=True):
    """Append-only: what both sides see. ``number`` counts an application's events; ``mark`` is the last answer event.

    ``due`` is an ISO date, ``at`` ISO 8601 as it was said.
    """

    __table_args__ = (one_of("kind", "sent", "returned", "asked", "answered", "accepted", "needs", "passed"),)
    application_id: str = reference("application.id", primary_key=True)
    number: int = Field(primary_key=True)
    kind: str
    by: str = Field(sa_type=Words)
    at: str
    round: int
    comment: str
    about: str
    reason: str
    note: str = Field(sa_type=Words)
    due: str
    level: str
    was: str
    mark: int


class ReviewDraftRow(Row, table=True):
    """A comment that the county does not see: drafted, or (``internal``) for the reviewers of one ``level`` alone.

    ``dropped_at``: it was taken away, and can be had back; ``round`` is the one that it was sent with, 0 before.
    """

    __table_args__ = (Index(None, "application_id", "level"),)
    id: int | None = Field(default=None, primary_key=True)
    application_id: str = reference("application.id")
    level: str
    about: str
    reason: str
    note: str = Field(sa_type=Words)
    internal: bool
    person_id: int = reference("person.id")
    at: datetime = Field(sa_type=Moment)
    dropped_at: datetime | None = Field(default=None, sa_type=Moment)
    round: int


class ReviewRecordRow(Row, table=True):
    """Append-only: what reviewers put on record for themselves.

    A step that is ``ticked`` or ``unticked``, something ``verified``: its kind in ``about``, on a ``day`` (ISO), by
    ``who``, with the result in ``words``.
    """

    __table_args__ = (one_of("kind", "ticked", "unticked", "verified"), Index(None, "application_id", "level"))
    id: int | None = Field(default=None, primary_key=True)
    application_id: str = reference("application.id")
    level: str
    kind: str
    about: str
    round: int
    day: str
    who: str = Field(sa_type=Words)
    words: str = Field(sa_type=Words)
    person_id: int = reference("person.id")
    at: datetime = Field(sa_type=Moment)
