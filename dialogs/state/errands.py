"""What the desk asks of the outside, and as what it comes back."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.record.codec import wire
from dialogs.state.desk_states import Invitee
from dialogs.state.examining import Examine
from dialogs.state.handing_errands import CountExports, Decide, HandUp, PassOn, Recommend, Register, TakeBack


@wire
@dataclass(frozen=True, slots=True)
class InvitePeople:
    """Make a personal link for each of these: comes back as ``links made``."""

    people: tuple[Invitee, ...]


@wire
@dataclass(frozen=True, slots=True)
class ReadPeople:
    """Read a list of people from a file that was sent: comes back as ``list read``, or ``list unread``."""

    attachment: str
    name: str


@wire
@dataclass(frozen=True, slots=True)
class HandOver:
    """Let somebody else file for a county in place of a contact, whose access ends: comes back as ``links made``."""

    person: int
    to: Invitee


@wire
@dataclass(frozen=True, slots=True)
class Reissue:
    """A new link in place of a county's unused ones, or for its contact who lost it: comes back as ``links made``."""

    county: str


@wire
@dataclass(frozen=True, slots=True)
class Withdraw:
    """Withdraw a link, and end what came of it: comes back as ``withdrawn``."""

    link: str


@wire
@dataclass(frozen=True, slots=True)
class Annotate:
    """Keep a flag or a note of one's own on a county; None leaves it as it is. Comes back as ``annotated``."""

    county: str
    flagged: bool | None = None
    note: str | None = None


@wire
@dataclass(frozen=True, slots=True)
class SaveFilter:
    """Keep a choice of counties under a name; without words it is forgotten. Comes back as ``filter kept``."""

    name: str
    words: str


@wire
@dataclass(frozen=True, slots=True)
class Look:
    """Read an application of the region: comes back as ``looked``."""

    application: str


@wire
@dataclass(frozen=True, slots=True)
class KeepFollowUp:
    """Put down a call, or a reminder to oneself, to be said again at ``due`` (ISO 8601; empty: not at all).

    Comes back as ``follow-up kept``.
    """

    kind: str
    county: str
    words: str
    due: str = ""


@wire
@dataclass(frozen=True, slots=True)
class MoveFollowUp:
    """Say it again at another time, or, without ``due``, no more: comes back as ``follow-up kept``."""

    key: int
    due: str = ""


@wire
@dataclass(frozen=True, slots=True)
class KeepYear:
    """Count working days of a further year by this notice: comes back as ``year kept``."""

    words: str


@wire
@dataclass(frozen=True, slots=True)
class StandIn:
    """Fill in for a county that stays offline: comes back as ``stand-in``."""

    county: str


@wire
@dataclass(frozen=True, slots=True)
class Receive:
    """Put on record that the city has got a county's papers: comes back as ``received``."""

    application: str


@wire
@dataclass(frozen=True, slots=True)
class SetDate:
    """Set until when counties hand in: ``place`` is a reporting group's name, a county's code, or empty for all.

    ``on`` is ISO. Unless it is ``really`` meant it comes back as ``date weighed``, with what it would change; else as
    ``date set``; as ``date refused`` where that date cannot be.
    """

    place: str
    on: str
    really: bool = False
    deadline: str = "to_city"


@wire
@dataclass(frozen=True, slots=True)
class Broadcast:
    """Send this to these people: comes back as ``broadcast begun``.

    Where a second coordinator is to confirm it, as ``second look asked``.
    """

    text: str
    people: tuple[int, ...]
    attachment: str = ""
    words: str = ""


@wire
@dataclass(frozen=True, slots=True)
class AskSecond:
    """Let a second coordinator of the region confirm broadcasts, or no more: comes back as ``second look set``."""

    on: bool


@wire
@dataclass(frozen=True, slots=True)
class LookSecond:
    """Look at a broadcast that waits for a second coordinator: comes back as ``second look``."""

    key: str


@wire
@dataclass(frozen=True, slots=True)
class AnswerSecond:
    """Agree (``yes``), return it (``no``), take back one's own (``withdrawn``): comes back as ``second answered``."""

    key: str
    answer: str


@wire
@dataclass(frozen=True, slots=True)
class Steer:
    """Pause, resume or cancel a broadcast, or send it again where it failed: comes back as ``broadcast steered``."""

    broadcast: str
    how: str


@wire
@dataclass(frozen=True, slots=True)
class Recount:
    """Who got a broadcast, by name: comes back as ``broadcast counted``."""

    broadcast: str


@wire
@dataclass(frozen=True, slots=True)
class Export:
    """Take out of the region: ``drafts``, ``data`` (.xlsx and JSON), ``table``, ``picture``, ``plain picture``.

    ``package``: all that the city hands up. ``counties`` are codes, none of them for all; ``applications`` are those
    among them that are meant, if not all. ``version`` is ``sent`` for what was sent, or empty for today's; ``only`` is
    ``word`` or ``pdf`` where one of these is meant. Comes back as ``exported``.
    """

    kind: str
    counties: tuple[str, ...] = ()
    applications: tuple[str, ...] = ()
    version: str = ""
    only: str = ""


Chore = (
    InvitePeople
    | ReadPeople
    | HandOver
    | Reissue
    | Withdraw
    | Annotate
    | SaveFilter
    | KeepFollowUp
    | MoveFollowUp
    | KeepYear
    | StandIn
    | Look
    | Receive
    | SetDate
    | Broadcast
    | AskSecond
    | LookSecond
    | AnswerSecond
    | Steer
    | Recount
    | Export
    | Examine
)
"""What a desk asks for day by day."""

Handing = CountExports | Recommend | HandUp | TakeBack | Register | Decide | PassOn
"""What it asks for about recommending and handing up."""

Errand = Chore | Handing
