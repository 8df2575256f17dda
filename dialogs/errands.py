"""What the desk does and waits for: its buttons and states, and what it asks of the outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dialogs.codec import wire
from dialogs.examining import Examine

# --- what a button does ---------------------------------------------------------------------------------------------


@wire
@dataclass(frozen=True, slots=True)
class Do:
    """Do something at the desk, by its name, about these: counties, links, words."""

    verb: str
    about: tuple[str, ...] = ()


# --- states ---------------------------------------------------------------------------------------------------------


@wire
@dataclass(frozen=True, slots=True)
class Invitee:
    """Somebody to be invited: ``county`` is a code; ``together`` with who files there already, or by themselves."""

    county: str
    name: str
    phone: str = ""
    together: bool = True


@wire
@dataclass(frozen=True, slots=True)
class Doubt:
    """A line of a list that is not clear: as it was typed, why, and what can be chosen (codes of counties)."""

    words: str
    why: str
    name: str = ""
    phone: str = ""
    counties: tuple[str, ...] = ()


@wire
@dataclass(frozen=True, slots=True)
class Listing:
    """People are being named: those that are clear, the doubts that are still to be asked."""

    people: tuple[Invitee, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@wire
@dataclass(frozen=True, slots=True)
class Columns:
    """A list of people as a sheet: its rows, where its head stands (-1: it has none), the columns by what they hold.

    A column of -1 is still to be found, one of -2 is not there; ``asking`` names the one that is asked for.
    """

    rows: tuple[tuple[str, ...], ...]
    head: int
    chosen: Mapping[str, int]
    asking: str = ""


@wire
@dataclass(frozen=True, slots=True)
class Drafting:
    """A broadcast is being written: its text and file, whom it is for (``words`` as typed), before it is confirmed.

    ``stage`` is ``text``, ``audience`` or ``confirm``; ``people`` are who would get it.
    """

    stage: str = "text"
    text: str = ""
    attachment: str = ""
    file: str = ""
    size: int = 0
    words: str = ""
    people: tuple[int, ...] = ()


@wire
@dataclass(frozen=True, slots=True)
class Awaiting:
    """Words are awaited that complete something: a note on a county, the name of a filter."""

    verb: str
    about: tuple[str, ...] = ()


# --- requests -------------------------------------------------------------------------------------------------------


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
    among them that are meant, if not all. ``version`` is ``sent`` for what was sent, or empty for today's. Comes
    back as ``exported``.
    """

    kind: str
    counties: tuple[str, ...] = ()
    applications: tuple[str, ...] = ()
    version: str = ""


@wire
@dataclass(frozen=True, slots=True)
class CountExports:
    """How far this coordinator's exports are: comes back as ``exports counted``."""


@wire
@dataclass(frozen=True, slots=True)
class Recommend:
    """Keep this list in place of the one of that ``version``: comes back as ``recommended``, with ``said``.

    As ``list changed`` where somebody else changed it meanwhile.
    """

    place: str
    version: int
    chosen: tuple[str, ...]
    reserves: tuple[str, ...]
    contact: str
    phone: str
    said: str


@wire
@dataclass(frozen=True, slots=True)
class HandUp:
    """Hand the list of that version up to the province: comes back as ``handed up``, or ``hand-up refused``."""

    place: str
    version: int


@wire
@dataclass(frozen=True, slots=True)
class TakeBack:
    """Take a hand-up back that the province has not touched: comes back as ``taken back``, or ``hand-up refused``."""

    hand_up: str


@wire
@dataclass(frozen=True, slots=True)
class Register:
    """The province has got a group's papers, ``electronic`` or ``paper``: comes back as ``registered``."""

    hand_up: str
    form: str


@wire
@dataclass(frozen=True, slots=True)
class Decide:
    """What the province decides about these applications of a hand-up: comes back as ``decided``."""

    hand_up: str
    applications: tuple[str, ...]
    decision: str
    reason: str = ""


@wire
@dataclass(frozen=True, slots=True)
class PassOn:
    """The city passes a 补正 on to the county, as its exact questions: comes back as ``passed on``."""

    hand_up: str
    application: str


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
