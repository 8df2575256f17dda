"""What goes in and out: conversations, the inbox, the outbox, requests to the outside.

``sequence`` numbers what one address and the machine said to each other, in and out together.
"""

from datetime import datetime

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field

from storage.tables.columns import Moment, Row, Words, few, one_of, reference


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
    sequence: int | None = None
    at: datetime = Field(sa_type=Moment)


class OutboxRow(Row, table=True):
    """A message owed to an address; ``kind`` is its class (reply, bulk, reminder), ``reply`` is JSON."""

    __table_args__ = (
        UniqueConstraint("address_id", "sequence"),
        Index(None, "state", "address_id", "sequence"),
        few("holder"),
        one_of("state", "todo", "sending", "sent", "failed", "blocked"),
    )
    id: int | None = Field(default=None, primary_key=True)
    address_id: int = reference("address.id")
    sequence: int
    kind: str
    reply: str = Field(sa_type=Words)
    state: str
    holder: str | None = None
    tries: int
    at: datetime = Field(sa_type=Moment)
    settled_at: datetime | None = Field(default=None, sa_type=Moment)
    external_message_id: str | None = None


class RequestRow(Row, table=True):
    """Something the machine asked the outside to do (render, bind, …); ``payload`` is JSON.

    ``document`` is the key of the one that it waits for.
    """

    __table_args__ = (
        one_of("state", "todo", "doing", "done", "failed"),
        Index(None, "state", "address_id", "id"),
        few("document"),
    )
    id: int | None = Field(default=None, primary_key=True)
    address_id: int = reference("address.id")
    kind: str
    payload: str = Field(sa_type=Words)
    state: str
    document: str | None = reference("document.key", default=None)
    tries: int
    at: datetime = Field(sa_type=Moment)


class TelegramUpdateRow(Row, table=True):
    """What Telegram delivered, under its own number, kept before it is acknowledged; ``body`` is its JSON.

    ``sender`` is Telegram's number of the person, as text; one person's updates are handled one at a time.
    """

    __table_args__ = (
        one_of("state", "todo", "done", "poison"),
        Index(None, "state", "sender", "update_id"),
        few("holder"),
    )
    update_id: int = Field(primary_key=True, sa_type=BigInteger)
    sender: str
    body: str = Field(sa_type=Words)
    state: str
    holder: str | None = None
    tries: int
    due: datetime | None = Field(default=None, sa_type=Moment)
    at: datetime = Field(sa_type=Moment)


class LeaseRow(Row, table=True):
    """Something that one process does at a time, such as polling: who does it, and until when without news."""

    name: str = Field(primary_key=True)
    holder: str
    until: datetime = Field(sa_type=Moment)


class ProcessRow(Row, table=True):
    """A process that works on this database, and when it was heard of last."""

    id: str = Field(primary_key=True)
    seen_at: datetime = Field(sa_type=Moment)
