"""Recommending and handing up: a city's private list, what it handed up, what the province said; parts of exports."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from storage.tables.columns import Moment, Row, Words, few, one_of, reference


class RecommendationRow(Row, table=True):
    """The list that a reporting group (``place``) is drawing up for an edition, one row each.

    ``chosen`` and ``reserves`` are JSON lists of applications in order; ``contact`` and ``phone`` stand on 附件4.
    ``version`` guards against lost updates.
    """

    place: str = Field(primary_key=True)
    edition: str = Field(primary_key=True)
    version: int
    chosen: str
    reserves: str
    contact: str = Field(sa_type=Words)
    phone: str = Field(sa_type=Words)
    person_id: int = reference("person.id")
    at: datetime = Field(sa_type=Moment)


class HandUpRow(Row, table=True):
    """Append-only but for what becomes of it: a group handed its list up, for the ``number``-th time of an edition.

    ``by`` is the name of the person at that time; ``checksum`` stands for the list and its versions. ``electronic`` and
    ``paper`` are the province's receipts: when, and by whom.
    """

    __table_args__ = (UniqueConstraint("place", "edition", "number"),)
    id: str = Field(primary_key=True)
    place: str
    edition: str
    number: int
    person_id: int = reference("person.id")
    by: str = Field(sa_type=Words)
    at: datetime = Field(sa_type=Moment)
    checksum: str
    contact: str = Field(sa_type=Words)
    phone: str = Field(sa_type=Words)
    withdrawn_at: datetime | None = Field(default=None, sa_type=Moment)
    electronic_at: datetime | None = Field(default=None, sa_type=Moment)
    electronic_by: str = Field(sa_type=Words)
    paper_at: datetime | None = Field(default=None, sa_type=Moment)
    paper_by: str = Field(sa_type=Words)


class HandUpItemRow(Row, table=True):
    """One application that was handed up: its place in the list, the version and checksum, the province's decision.

    ``decision`` is empty while there is none; ``passed_at`` is when the city passed a 补正 on to the county.
    """

    __table_args__ = (one_of("decision", "", "accepted", "returned", "refused"),)
    hand_up_id: str = reference("hand_up.id", primary_key=True)
    application_id: str = reference("application.id", primary_key=True, index=True)
    place: int
    version: int
    checksum: str
    decision: str
    reason: str = Field(sa_type=Words)
    decided_by: str = Field(sa_type=Words)
    decided_at: datetime | None = Field(default=None, sa_type=Moment)
    passed_at: datetime | None = Field(default=None, sa_type=Moment)


class ExportPartRow(Row, table=True):
    """One application of a large export, made by whichever process is free; ``files`` is a JSON list of its files.

    ``until`` is the moment whose version is wanted, if it is not today's; the names of its files begin with ``stem``.
    """

    __table_args__ = (
        one_of("state", "todo", "ready", "failed"),
        few("holder"),
        Index(None, "export_id", "state"),
    )
    id: str = Field(primary_key=True)
    export_id: str = reference("export.id")
    number: int
    application_id: str = reference("application.id")
    stem: str = Field(sa_type=Words)
    until: str
    state: str
    holder: str | None = None
    tries: int
    files: str = Field(sa_type=Words)
