"""What arrives at a conversation, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from bot.turns.colleagues import Nudge
from dialogs.saying.replies import Reply
from dialogs.turn.messages import Event
from storage.database import Session


class Refused(Exception):
    """What arrived may not be taken in (any more)."""


class Outcome(Enum):
    """What became of an event that was not answered at once."""

    SEEN = "seen"  # it had come before
    LEFT = "left"  # it had come before, and something still waits: perhaps this
    KEPT = "kept"  # something waits before it


@dataclass(frozen=True, slots=True)
class Arrival:
    """What somebody said at an address. ``check``, in the transaction that takes it in, raises ``Refused``."""

    address: int
    external_id: str
    event: Event
    check: Callable[[Session], None] | None = None


@dataclass(frozen=True, slots=True)
class Spoken:
    """The lines of one turn: the event under ``first``, where it is shown, and the replies behind it."""

    first: int
    event: Event | None
    replies: tuple[Reply, ...]
    locale: str

    @property
    def last(self) -> int:
        """The number of the last line."""
        return self.first + len(self.replies) - (self.event is None)


@dataclass(frozen=True, slots=True)
class Received:
    """What came of an arrival: ``new`` unless it came before.

    ``finish`` has to be called, and then ``tell``: the first answers what still waits and tells others what concerns
    them, the second tells those who wait for news here. ``spoken`` is the whole answer where nothing is to be finished.
    """

    new: bool
    finish: Callable[[], None]
    tell: Callable[[], None]
    spoken: Spoken | None = None


@dataclass(frozen=True, slots=True)
class Turned:
    """What a stored turn leaves to do: ``more`` at its own address, and others to be told."""

    more: bool
    nudges: tuple[Nudge, ...] = ()
    spoken: Spoken = field(default_factory=lambda: Spoken(0, None, (), ""))


def nothing() -> None:
    """Nothing is left to do."""
