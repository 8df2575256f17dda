"""What the web chat needs from the rest of the bot. ``bot.app`` hands it over; the tests hand over fakes.

Everything here is synchronous and may wait for the disk: the web chat calls it in worker threads.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol

from bot.channel import Message
from dialogs.messages import Event

InvitationState = Literal["valid", "spent", "expired", "revoked", "unknown"]


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whom a browser's session belongs to: the person, and this person's address on the web."""

    person: int
    address: str


@dataclass(frozen=True, slots=True)
class Download:
    """A file that this person may have: where its bytes lie, what it is called, what it is."""

    path: Path
    name: str
    media_type: str


class Conversations(Protocol):
    """What was said and what is said next."""

    def receive(self, address: str, external_id: str, event: Event) -> bool:
        """Keep an event, then handle it; False where one of this id came from this address before."""

    def history(self, address: str, after: int, limit: int = 200, before: int | None = None) -> tuple[Message, ...]:
        """What was said, in order, in the person's language; sequences begin at 1.

        The first messages after a sequence; after 0 the latest ones; with ``before`` the last ones before that.
        """

    def locale(self, address: str) -> str:
        """The language of the person's interface: ``zh`` or ``en``."""


class People(Protocol):
    """Who may come in."""

    def peek(self, token: str) -> InvitationState:
        """How an invitation stands, without using it up."""

    def redeem(self, token: str, user_agent: str, now: datetime, session: str | None) -> str:
        """Let the holder of a link in; returns the session's token for the cookie.

        ``session`` is the cookie that the browser already has. An invitation that was used before works again for the
        same person only, recognised by it. ``storage.errors.InvitationRefused`` for everybody else.
        """

    def find(self, session: str) -> Visitor | None:
        """Whose session this is; None where it is unknown, over or revoked, or the person is shut out."""


class Attachments(Protocol):
    """Files that belong to somebody."""

    def open(self, attachment: str, person: int) -> Download:
        """The file, for those who may have it; ``storage.errors.NotYours`` for everybody else, and if there is none."""


class Settings(Protocol):
    """Where the page is reached from outside."""

    @property
    def public_url(self) -> str:
        """The address that people open, perhaps with a path; empty where it is the machine's own."""


@dataclass(frozen=True, slots=True)
class Services:
    """All of it together; ``clock`` tells the time with its zone."""

    conversations: Conversations
    people: People
    attachments: Attachments
    settings: Settings
    clock: Callable[[], datetime]
