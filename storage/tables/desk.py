"""The coordinators' side: how far each application is, links handed out, remarks, broadcasts, what was taken out."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from storage.tables.columns import Moment, Row, Words, one_of, reference


class ProgressRow(Row, table=True):
    """How far an application was at ``version``: made of it and its form, and made anew when that is older.

    ``county`` is the code of the one that its owner was invited for, else of the one that the answers name, else empty;
    ``sections`` has a letter for each printed section.
    """

    __table_args__ = (Index(None, "county", "stage"),)
    application_id: str = reference("application.id", primary_key=True)
    version: int
    owner_id: int = reference("person.id")
    county: str
    cluster: str = Field(sa_type=Words)
    stage: str
    act: str
    reason: str = Field(sa_type=Words)
    sections: str
    open: int
    waiting: int
    errors: int
    warnings: int
    proofs: int
    lacking: int
    updated_at: datetime = Field(sa_type=Moment)


class InviteeRow(Row, table=True):
    """What a coordinator knows of the holder of an invitation, and the seed that its link follows from."""

    token_hash: str = reference("invitation.token_hash", primary_key=True)
    seed: str
    phone: str = Field(sa_type=Words)


class RemarkRow(Row, table=True):
    """A coordinator's own flag and note on a county."""

    person_id: int = reference("person.id", primary_key=True)
    county: str = Field(primary_key=True)
    flagged: bool
    note: str = Field(sa_type=Words)


class SavedFilterRow(Row, table=True):
    """A choice of counties that a coordinator keeps under a name."""

    person_id: int = reference("person.id", primary_key=True)
    name: str = Field(primary_key=True, sa_type=Words)
    words: str = Field(sa_type=Words)


class BroadcastRow(Row, table=True):
    """One message to many. ``attachment_id`` is a file that goes with it, ``words`` whom it was for, as typed."""

    __table_args__ = (one_of("state", "sending", "paused", "done", "cancelled"),)
    id: str = Field(primary_key=True)
    person_id: int = reference("person.id", index=True)
    address_id: int = reference("address.id")
    text: str = Field(sa_type=Words)
    words: str = Field(sa_type=Words)
    attachment_id: str | None = reference("attachment.id", default=None, index=True)
    state: str
    round: int
    at: datetime = Field(sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)


class BroadcastRecipientRow(Row, table=True):
    """The ledger of a broadcast: one row a person, whatever happens.

    ``owed``: it stands in the person's conversation, and what became of it there is said by the row of the outbox.
    """

    __table_args__ = (
        one_of("state", "todo", "owed", "unreached", "cancelled"),
        Index(None, "broadcast_id", "state"),
    )
    broadcast_id: str = reference("broadcast.id", primary_key=True)
    person_id: int = reference("person.id", primary_key=True, index=True)
    county: str
    state: str
    outbox_id: int | None = reference("outbox.id", default=None, index=True)
    at: datetime = Field(sa_type=Moment)


class ExportRow(Row, table=True):
    """Something that a coordinator takes out, or is having made; ``body`` is the JSON of what was asked for."""

    __table_args__ = (one_of("state", "todo", "ready", "failed"),)
    id: str = Field(primary_key=True)
    person_id: int = reference("person.id")
    address_id: int = reference("address.id")
    body: str = Field(sa_type=Words)
    state: str
    attachment_id: str | None = reference("attachment.id", default=None)
    at: datetime = Field(sa_type=Moment)
