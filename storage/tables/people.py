"""Who takes part: people, their addresses on the channels, invitations, sessions of the web page, and the audit."""

from datetime import datetime
from typing import Literal, get_args

from sqlalchemy import String, UniqueConstraint
from sqlmodel import Field

from storage.tables.columns import Moment, Row, Words, one_of, reference

Role = Literal["county", "city", "province", "administrator"]
ROLES = get_args(Role)


class PersonRow(Row, table=True):
    """A person. ``region`` is a county's code, a reporting group, or empty for the whole province.

    ``email`` is used where nobody is reached on a channel.
    """

    __table_args__ = (one_of("role", *ROLES),)
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(sa_type=Words)
    role: Role = Field(sa_type=String)
    region: str
    locale: str
    created_at: datetime = Field(sa_type=Moment)
    disabled_at: datetime | None = Field(default=None, sa_type=Moment)
    email: str | None = Field(default=None, sa_type=Words)


class AddressRow(Row, table=True):
    """A person on a channel; ``external_id`` is what the channel calls the person.

    ``opened_by`` is the browser in which the link was made by which the person came here, if it was made in one.
    """

    __table_args__ = (UniqueConstraint("channel", "external_id"), one_of("state", "open", "blocked"))
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = reference("person.id", index=True)
    channel: str
    external_id: str = Field(sa_type=Words)
    state: str
    opened_by: str | None = None


class InvitationRow(Row, table=True):
    """A link that lets somebody in. Only the hash of its token is known; ``person_id`` lets a known person in again.

    ``application_id`` lets the holder work on an application of another, on ``sections`` (a JSON list, empty for all);
    ``device`` is the browser in which a link for a further device was made.
    """

    __table_args__ = (one_of("role", *ROLES),)
    token_hash: str = Field(primary_key=True)
    role: Role = Field(sa_type=String)
    region: str
    name: str = Field(sa_type=Words)
    person_id: int | None = reference("person.id", default=None)
    created_by: int | None = reference("person.id", default=None)
    created_at: datetime = Field(sa_type=Moment)
    expires_at: datetime = Field(sa_type=Moment)
    redeemed_at: datetime | None = Field(default=None, sa_type=Moment)
    redeemed_by: int | None = reference("person.id", default=None)
    revoked_at: datetime | None = Field(default=None, sa_type=Moment)
    application_id: str | None = reference("application.id", default=None)
    sections: str | None = None
    device: str | None = None


class WebSessionRow(Row, table=True):
    """A signed-in browser. Only the hash of its cookie is known.

    ``device`` names the browser, and stays when a session takes the place of another in it; ``opened_by`` is the
    browser in which the link was made that brought this one in.
    """

    token_hash: str = Field(primary_key=True)
    person_id: int = reference("person.id", index=True)
    created_at: datetime = Field(sa_type=Moment)
    last_seen_at: datetime = Field(sa_type=Moment)
    expires_at: datetime = Field(sa_type=Moment)
    revoked_at: datetime | None = Field(default=None, sa_type=Moment)
    user_agent: str = Field(sa_type=Words)
    device: str | None = None
    opened_by: str | None = None


class UploadLinkRow(Row, table=True):
    """A link by which one person may send large files for one application. Only the hash of its token is known."""

    token_hash: str = Field(primary_key=True)
    person_id: int = reference("person.id", index=True)
    application_id: str | None = reference("application.id", default=None)
    created_at: datetime = Field(sa_type=Moment)
    expires_at: datetime = Field(sa_type=Moment)


class AuditRow(Row, table=True):
    """Append-only: who did what to whom, beyond the answers (which keep their own events). ``detail`` is JSON."""

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=Moment)
    person_id: int | None = reference("person.id", default=None, index=True)
    address_id: int | None = reference("address.id", default=None)
    action: str
    subject: str
    detail: str = Field(sa_type=Words)
