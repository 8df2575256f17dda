"""What goes in and out: conversations, the inbox, the outbox, requests to the outside, broadcasts, reminders.

``sequence`` numbers what one address and the machine said to each other, in and out together.
"""

from datetime import datetime

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field

from storage.tables.columns import Moment, Row, Words, one_of, reference


class ConversationRow(Row, table=True):
    """Where the conversation with an address stands: JSON of the engine, the last number used, a version."""

    address_id: int = reference("address.id", primary_key=True)
    state: str = Field(sa_type=Words)
    sequence: int
    version: int


class InboxRow(Row, table=True):
    """Something that arrived, kept before it was acknowledged; ``sequence`` is given when it is handled."""

    __table_args__ = (
        UniqueConstraint("address_id", "external_id"),
        UniqueConstraint("address_id", "sequence"),
        Index(None, "state", "address_id", "id"),
        one_of("state", "todo", "done", "poison"),
    )
    id: int | None = Field(default=None, primary_key=True)
    address_id: int = reference("address.id")
    external_id: str = Field(sa_type=Words)
    event: str = Field(sa_type=Words)
    state: str
    tries: int
    leased_until: datetime | None = Field(default=None, sa_type=Moment)
    sequence: int | None = None
    at: datetime = Field(sa_type=Moment)


class OutboxRow(Row, table=True):
    """A message owed to an address; ``kind`` is its class (reply, bulk, reminder), ``reply`` is JSON."""

    __table_args__ = (
        UniqueConstraint("address_id", "sequence"),
        Index(None, "state", "address_id", "sequence"),
        one_of("state", "todo", "sending", "sent", "failed", "blocked"),
    )
    id: int | None = Field(default=None, primary_key=True)
    address_id: int = reference("address.id")
    sequence: int
    kind: str
    reply: str = Field(sa_type=Words)
    state: str
    tries: int
    at: datetime = Field(sa_type=Moment)
    settled_at: datetime | None = Field(default=None, sa_type=Moment)
    external_message_id: str | None = None


class RequestRow(Row, table=True):
    """Something the machine asked the outside to do (render, bind, …); ``payload`` is JSON."""

    __table_args__ = (one_of("state", "todo", "doing", "done", "failed"), Index(None, "state", "id"))
    id: int | None = Field(default=None, primary_key=True)
    address_id: int = reference("address.id")
    kind: str
    payload: str = Field(sa_type=Words)
    state: str
    tries: int
    at: datetime = Field(sa_type=Moment)


class TelegramUpdateRow(Row, table=True):
    """What Telegram delivered, under its own number, kept before it is acknowledged; ``body`` is its JSON.

    ``sender`` is Telegram's number of the person, as text; one person's updates are handled one at a time.
    """

    __table_args__ = (one_of("state", "todo", "done", "poison"), Index(None, "state", "sender", "update_id"))
    update_id: int = Field(primary_key=True, sa_type=BigInteger)
    sender: str
    body: str = Field(sa_type=Words)
    state: str
    tries: int
    leased_until: datetime | None = Field(default=None, sa_type=Moment)
    at: datetime = Field(sa_type=Moment)


class LeaseRow(Row, table=True):
    """Something that one process does at a time, such as polling: who does it, and until when without news."""

    name: str = Field(primary_key=True)
    holder: str
    until: datetime = Field(sa_type=Moment)


class BroadcastRow(Row, table=True):
    """One message to many; ``audience`` and ``body`` are JSON."""

    __table_args__ = (one_of("state", "draft", "sending", "paused", "done", "cancelled"),)
    id: int | None = Field(default=None, primary_key=True)
    created_by: int = reference("person.id")
    audience: str = Field(sa_type=Words)
    body: str = Field(sa_type=Words)
    state: str
    at: datetime = Field(sa_type=Moment)


class BroadcastRecipientRow(Row, table=True):
    """The ledger of a broadcast: one row a recipient, whatever happens."""

    __table_args__ = (
        one_of("state", "todo", "sending", "sent", "failed", "blocked"),
        Index(None, "broadcast_id", "state"),
    )
    broadcast_id: int = reference("broadcast.id", primary_key=True)
    address_id: int = reference("address.id", primary_key=True)
    state: str
    tries: int
    settled_at: datetime | None = Field(default=None, sa_type=Moment)
    external_message_id: str | None = None


class ReminderRow(Row, table=True):
    """A reminder of a deadline, ``days_before`` it; never twice the same."""

    __table_args__ = (
        UniqueConstraint("person_id", "application_id", "deadline", "days_before"),
        one_of("state", "todo", "sent", "dropped"),
    )
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = reference("person.id")
    application_id: str = reference("application.id")
    deadline: str
    days_before: int
    state: str
    at: datetime = Field(sa_type=Moment)
