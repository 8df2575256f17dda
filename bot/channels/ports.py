"""What the web chat needs from the rest of the bot. ``bot.house`` hands it over; the tests hand over fakes.

Everything here is synchronous and may wait for the disk: the web chat calls it in worker threads.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from aiohttp import web

from bot.desk.page import DeskPage
from bot.entering.visitor import Device, InvitationState, OtherWays, Visitor
from bot.evidence.incoming import Incoming, Kept, Reached, Sender, Whole
from bot.turns.arrivals import Refused
from bot.views.message import Look, Message
from dialogs.turn.messages import Event
from storage.attachments import Arriving

MACHINES = web.AppKey("machines", frozenset[str])
"""Paths that other machines post to; they prove themselves by a secret of their own."""

Listener = Callable[[int, str, Mapping[str, str]], None]
"""Hears address, kind and figures of a piece of news (see ``bot.turns.wakeup``)."""


class SignedOut(Refused):
    """The session does not hold any more."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What a visitor said, from a network address.

    ``external_id`` recognises a repetition, ``after`` is the last message that the page has.
    """

    visitor: Visitor
    external_id: str
    event: Event
    after: int
    whence: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is new to a page after its visitor said something.

    ``show`` returns it at once, or None: then ``finish`` takes its time and returns it. Afterwards ``tell`` tells, at
    once, those who wait for news.
    """

    show: Callable[[], tuple[Message, ...] | None]
    finish: Callable[[], tuple[Message, ...]]
    tell: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Download:
    """A file that this person may have: where its bytes lie, what it is called, what it is."""

    path: Path
    name: str
    media_type: str


class Conversations(Protocol):
    """What was said and what is said next."""

    def receive(self, address: int, external_id: str, event: Event) -> bool:
        """Keep an event, then handle it; False where one of this id came from this address before."""

    @property
    def writers(self) -> int:
        """How many threads may answer at the same time; with one, what waits together is answered together."""

    def answer_each(self, sayings: Sequence[Saying]) -> Sequence[Answer | Exception]:
        """Take in what several people said at the same moment, and answer them.

        ``SignedOut`` for whoever said it in a session that does not hold any more.
        """

    def history(self, address: int, after: int, limit: int = 200, before: int | None = None) -> tuple[Message, ...]:
        """What was said, in order, in the person's language; sequences begin at 1.

        The first messages after a sequence; after 0 the latest ones; with ``before`` the last ones before that.
        """

    def visited(self, address: int) -> None:
        """The person opened the conversation: what waits there is seen."""

    def locale(self, address: int) -> str:
        """The language of the person's interface: ``zh`` or ``en``."""

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call this, from whatever thread, whenever something is new at an address; returns how to stop."""

    def latest(self, addresses: Collection[int]) -> Mapping[int, int]:
        """The last sequence at each of these addresses, as far as there is any."""


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

    def standing(self, sessions: Collection[str]) -> frozenset[str]:
        """Which of these sessions, by their names, still hold."""


class Devices(Protocol):
    """The browsers in which a person is signed in."""

    def of(self, person: int) -> tuple[Device, ...]:
        """All of them, the one seen last first."""

    def others(self, person: int) -> OtherWays:
        """What works besides them."""

    def sign_out(self, visitor: Visitor, session: str, *, alone: bool = False) -> Collection[str]:
        """End one of them and, unless ``alone``, what was opened from it, but not the visitor's own, unless meant.

        Returns the names of the sessions that ended, none where this person has none of that name.
        """

    def sign_out_others(self, visitor: Visitor) -> int:
        """End all but this one, and every other way in of this person; returns how many browsers that were."""

    def link(self, visitor: Visitor) -> str:
        """The path, below the public address, of a link that lets the same person in on one other device, and soon."""


class Uploads(Protocol):
    """Files that people send: first room for the bytes, then whose they are, then the conversation is told."""

    @property
    def largest(self) -> int:
        """How many bytes one file may have."""

    def begin(self, size: int | None = None) -> Arriving:
        """Make room for a file, of at most ``size`` bytes where that is known.

        ``bot.evidence.incoming.UploadRefused`` where there is none.
        """

    def take(self, visitor: Visitor, upload: str, file: Incoming) -> Kept:
        """Keep a file for the application open on the page, once under the upload's id, and tell the conversation.

        ``UploadRefused`` for what is not taken.
        """

    def take_by_link(self, sender: Sender, file: Incoming) -> Kept:
        """Keep a file that came by an upload link, the same one once, and tell the sender's conversations."""

    def find(self, token: str) -> Sender | None:
        """Whose upload link this is, expired or not; None where there is none."""

    def sent(self, sender: Sender) -> tuple[Kept, ...]:
        """What came by a link so far."""


class Pieces(Protocol):
    """Files that come in pieces, and go on where they were after whatever came between."""

    def reached(self, owner: Visitor | Sender, upload: str, size: int) -> Reached:
        """How far a file is."""

    def add(self, owner: Visitor | Sender, whole: Whole, offset: int, piece: bytes) -> Reached:
        """Put a piece where it belongs, if it follows what is there; the last one has the file kept and told.

        ``bot.evidence.incoming.UploadRefused`` for what is not taken; ``NotYours`` when the session ended.
        """


class Overviews(Protocol):
    """Where an application stands, and what helps with one question."""

    def overview(self, visitor: Visitor, here: Collection[int], known: str) -> tuple[str, Mapping[str, Any] | None]:
        """The state of the application that is open, under a tag; None where the tag is the one ``known`` already.

        ``here`` are the people who have a page open. ``storage.errors.NotYours`` where the person may not open it.
        """

    def card(self, visitor: Visitor, section: str, said: Mapping[str, str]) -> tuple[Look, ...] | None:
        """How a section's card stands with these words typed into it, by field; None where there is no such section.

        Nothing is stored. ``storage.errors.NotYours`` where the person may not open the application.
        """

    def note_reading(self, visitor: Visitor) -> None:
        """Somebody reads what was said about an application, which may be another's."""

    def explain(self, address: int, field: str) -> str | None:
        """The explanation of a question; None where there is no such question."""


class Desks(Protocol):
    """What coordinators see beside the conversation. ``storage.errors.NotYours`` for everybody else."""

    def is_desk(self, person: int) -> bool:
        """Whether this person is a coordinator."""

    def page(self, person: int, words: str, number: int, locale: str) -> DeskPage:
        """One page of the entrants of the region that these words choose; all of them without any."""

    def picture(self, person: int, locale: str, *, names: bool) -> tuple[str, bytes]:
        """The region as a picture: media type and bytes."""

    def table(self, person: int, locale: str) -> tuple[str, str, bytes]:
        """The region as a sheet: name, media type and bytes."""


class Audit(Protocol):
    """Who came in, was refused, left, took and sent what."""

    def note(self, action: str, subject: str, person: int | None = None, **detail: object) -> None:
        """Write a line; no secrets."""


class Attachments(Protocol):
    """Files that belong to somebody."""

    def open(self, attachment: str, person: int) -> Download:
        """The file, for those who may have it; ``storage.errors.NotYours`` for everybody else, and if there is none.

        ``storage.errors.LetGoOf`` for what was made once and can be made again.
        """


class Settings(Protocol):
    """Where the page is reached from outside."""

    @property
    def public_url(self) -> str:
        """The address that people open, perhaps with a path; empty where it is the machine's own."""

    @property
    def proxies(self) -> str:
        """Addresses and networks, between commas, whose word on who is asking counts."""

    @property
    def base_url(self) -> str:
        """Where links lead, without a slash at the end."""


@dataclass(frozen=True, slots=True)
class Services:
    """All of it together; ``clock`` tells the time with its zone."""

    conversations: Conversations
    people: People
    attachments: Attachments
    devices: Devices
    uploads: Uploads
    pieces: Pieces
    overviews: Overviews
    desks: Desks
    audit: Audit
    settings: Settings
    clock: Callable[[], datetime]
