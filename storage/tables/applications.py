"""What a county has said: applications with answers and their history, reasons, acts, attachments, documents."""

from datetime import datetime

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import Field

from storage.tables.columns import Moment, Row, Words, few, one_of, reference


class ApplicationRow(Row, table=True):
    """One cluster's filing under one edition; ``version`` grows with every save."""

    id: str = Field(primary_key=True)
    edition: str
    owner_id: int = reference("person.id", index=True)
    version: int
    created_at: datetime = Field(sa_type=Moment)
    updated_at: datetime = Field(sa_type=Moment)


class ParticipantRow(Row, table=True):
    """A person who works on an application of another; ``sections`` is a JSON list, empty for all of them."""

    application_id: str = reference("application.id", primary_key=True)
    person_id: int = reference("person.id", primary_key=True, index=True)
    sections: str


class Said(Row):
    """The columns that an answer and its event share. ``value`` and ``source`` are JSON, ``at`` is the answer's own."""

    value: str | None = Field(default=None, sa_type=Words)
    blank: str | None = None
    words: str = Field(sa_type=Words)
    by: str = Field(sa_type=Words)
    at: str
    door: str
    department: str | None = Field(default=None, sa_type=Words)
    doubtful: bool
    source: str | None = Field(default=None, sa_type=Words)
    version: int


class AnswerRow(Said, table=True):
    """The present answer of a slot."""

    application_id: str = reference("application.id", primary_key=True)
    slot: str = Field(primary_key=True)


class AnswerEventRow(Said, table=True):
    """Append-only: every change of a slot. Neither value nor blank: the answer was taken away."""

    __table_args__ = (UniqueConstraint("application_id", "slot", "version"),)
    id: int | None = Field(default=None, primary_key=True)
    application_id: str = reference("application.id")
    slot: str
    previous: int


class KeptReasonRow(Row, table=True):
    """A warning that was answered with a reason; ``figures`` is a JSON list."""

    application_id: str = reference("application.id", primary_key=True)
    finding: str = Field(primary_key=True)
    reason: str = Field(sa_type=Words)
    figures: str = Field(sa_type=Words)
    by: str = Field(sa_type=Words)
    at: str


class HolderRow(Row, table=True):
    """Which department holds the figures of a question in this county, where that is another one than usual."""

    application_id: str = reference("application.id", primary_key=True)
    field: str = Field(primary_key=True)
    department: str = Field(sa_type=Words)


class ActRow(Row, table=True):
    """Append-only: something that happened to the application."""

    id: int | None = Field(default=None, primary_key=True)
    application_id: str = reference("application.id", index=True)
    kind: str
    by: str = Field(sa_type=Words)
    at: str
    note: str = Field(sa_type=Words)


class AttachmentRow(Row, table=True):
    """A file that came or went; its bytes lie in the attachments folder under ``sha256``, ``size`` in bytes."""

    __table_args__ = (one_of("kind", "document", "evidence", "upload"),)
    id: str = Field(primary_key=True)
    application_id: str | None = reference("application.id", default=None, index=True)
    person_id: int = reference("person.id", index=True)
    sha256: str = Field(index=True)
    name: str = Field(sa_type=Words)
    media_type: str
    size: int = Field(sa_type=BigInteger)
    kind: str
    evidence_id: str | None = None
    state: str
    at: datetime = Field(sa_type=Moment)


class ProofRow(Row, table=True):
    """A file at one item of the evidence list; ``item`` is empty for what waits for a place, ``-`` for what is removed.

    ``place`` is its order among the files of the item, ``turned`` the degrees by which a picture is to be turned,
    ``listed`` JSON: what a sheet counts. ``pages`` is 0 where nobody counted, ``read`` JSON: what was read on it.
    """

    __table_args__ = (one_of("kind", "", "department", "third_party", "declaration"),)
    application_id: str = reference("application.id", primary_key=True)
    attachment_id: str = reference("attachment.id", primary_key=True)
    item: str = Field(primary_key=True)
    name: str = Field(sa_type=Words)
    place: int
    kind: str
    trouble: str
    turned: int
    by: str = Field(sa_type=Words)
    at: str
    listed: str | None = Field(default=None, sa_type=Words)
    pages: int = 0
    read: str | None = Field(default=None, sa_type=Words)


class DocumentRow(Row, table=True):
    """A document made, or being made, of an application: the same key is the same document, made once.

    ``attachments`` is a JSON list of what came of it, in order.
    """

    __table_args__ = (one_of("state", "todo", "ready", "failed"), few("holder"))
    key: str = Field(primary_key=True)
    application_id: str = reference("application.id", index=True)
    kind: str
    state: str
    holder: str | None = None
    tries: int
    attachments: str = Field(sa_type=Words)
    at: datetime = Field(sa_type=Moment)
