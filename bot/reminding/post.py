"""What reminders need of a mail server; ``bot.channels.mail`` is one. Nothing is said twice without a word of doubt."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class NotReached(Exception):
    """The mail server does not take anything now, or refuses the sign-in: nothing went out, try later."""


class Refused(Exception):
    """The server will never take this mail."""


class InDoubt(Exception):
    """The line broke after the mail was handed over and before the server said so."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail says, to whom, in the reader's language.

    ``key`` makes the same mail recognisable when it has to be sent once more.
    """

    key: str
    to: str
    name: str
    subject: str
    greeting: str
    text: str
    link: str
    calendar: bytes


class Line(Protocol):
    """An open line to a mail server."""

    async def send(self, letter: Letter, now: datetime) -> None:
        """Hand over a letter. ``Refused``, ``NotReached`` (it may be tried again) or ``InDoubt`` where that fails."""


class Post(Protocol):
    """A mail server."""

    @property
    def on(self) -> bool:
        """Whether one is set."""

    def open(self) -> AbstractAsyncContextManager[Line]:
        """A line to it, signed in; ``NotReached`` where it does not come about."""
