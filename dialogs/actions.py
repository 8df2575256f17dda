"""What the numbered buttons of a conversation do: plain data, kept with the keyboard and carried out when pressed."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.codec import wire
from dialogs.desk_states import Do
from dialogs.reading.results import Entry


@wire
@dataclass(frozen=True, slots=True)
class Store:
    """Take these entries as the answer to a field; ``words`` are what was said, where a reading is offered.

    ``reopens`` means that the person accepts that a sealed paper is changed.
    """

    field: str
    entries: tuple[Entry, ...]
    words: str = ""
    reopens: bool = False


@wire
@dataclass(frozen=True, slots=True)
class Compose:
    """Go on writing a long text from this beginning (a draft that we made)."""

    field: str
    slot: str
    text: str


@wire
@dataclass(frozen=True, slots=True)
class Change:
    """Ask this field again, its present answer staying until a new one is given."""

    field: str


@wire
@dataclass(frozen=True, slots=True)
class Keep:
    """Keep a deviation: with the reason that the city will see, which is asked for where none was said."""

    finding: str
    reason: str = ""


@wire
@dataclass(frozen=True, slots=True)
class Leave:
    """Leave a finding open for now, and go on."""


@wire
@dataclass(frozen=True, slots=True)
class Run:
    """Do what a typed command does."""

    command: str


@wire
@dataclass(frozen=True, slots=True)
class Visit:
    """Ask these fields one after the other."""

    fields: tuple[str, ...]


@wire
@dataclass(frozen=True, slots=True)
class Review:
    """Show these findings one after the other, each with its ways to mend it."""

    findings: tuple[str, ...]


@wire
@dataclass(frozen=True, slots=True)
class Switch:
    """Open another application of this person, or a new one."""

    application: str | None


@wire
@dataclass(frozen=True, slots=True)
class ShowProofs:
    """Show the items of the evidence list of one section."""

    section: str


@wire
@dataclass(frozen=True, slots=True)
class ShowProof:
    """Show one item of the evidence list, which waits for files from then on."""

    item: str


@wire
@dataclass(frozen=True, slots=True)
class PutAt:
    """Put files (by attachment) at items of the evidence list."""

    files: tuple[str, ...]
    items: tuple[str, ...]


@wire
@dataclass(frozen=True, slots=True)
class PutEach:
    """Put each file (by attachment) at an item of its own, as a program proposed."""

    places: tuple[tuple[str, str], ...]


@wire
@dataclass(frozen=True, slots=True)
class OfferPlaces:
    """Offer every place for files: the sections, or the items of one."""

    files: tuple[str, ...]
    section: str = ""


@wire
@dataclass(frozen=True, slots=True)
class LeaveUnsorted:
    """Leave files without a place for now."""


@wire
@dataclass(frozen=True, slots=True)
class Handle:
    """Show what can be done with one file at an item."""

    file: str
    item: str


@wire
@dataclass(frozen=True, slots=True)
class Treat:
    """Do something with one file at an item."""

    file: str
    item: str
    verb: str


@wire
@dataclass(frozen=True, slots=True)
class GiveTemplate:
    """Hand out the sheet to be filled in for an item that is a list."""

    item: str


@wire
@dataclass(frozen=True, slots=True)
class Record:
    """Say that something happened on the way to the city (sealed, mailed)."""

    kind: str


@wire
@dataclass(frozen=True, slots=True)
class Justify:
    """Explain what reviewers asked about (comments by id): the answer stands. Without words they are asked for."""

    comments: tuple[str, ...]
    words: str = ""


@wire
@dataclass(frozen=True, slots=True)
class Declare:
    """Print a declaration of one's own (自我声明) for these items."""

    items: tuple[str, ...]


@wire
@dataclass(frozen=True, slots=True)
class TakeFormer:
    """Take over what an application of an earlier edition says."""

    application: str


@wire
@dataclass(frozen=True, slots=True)
class ForDepartment:
    """Do something about what a department holds: ``show``, ``text``, ``link``, ``sheet``, ``wait``, ``nudge``."""

    department: str
    how: str


@wire
@dataclass(frozen=True, slots=True)
class ReadIn:
    """Read a file into the form."""

    file: str
    name: str


@wire
@dataclass(frozen=True, slots=True)
class FileAway:
    """Treat files as evidence after all: ask where they belong."""

    files: tuple[str, ...]


@wire
@dataclass(frozen=True, slots=True)
class TakeOver:
    """Take over what a file says where nothing stands: everything, or one section.

    ``reopens``: the person heard what a change of the sealed or returned paper costs.
    """

    file: str
    section: str = ""
    reopens: bool = False


@wire
@dataclass(frozen=True, slots=True)
class GoThrough:
    """Show what a file says otherwise, or not clearly, one after the other."""

    file: str


@wire
@dataclass(frozen=True, slots=True)
class ShowFile:
    """Show what was read from a file: its summary, or a page (from 0) of the list of one kind.

    The kinds are ``new``, ``differs``, ``unread`` and ``cleared``.
    """

    file: str
    what: str = ""
    section: str = ""
    page: int = 0


@wire
@dataclass(frozen=True, slots=True)
class Settle:
    """Settle one difference: with these entries (of the file), or (none) with what stands; ``anew``: asked again."""

    file: str
    field: str
    entries: tuple[Entry, ...] = ()
    words: str = ""
    anew: bool = False
    reopens: bool = False


@wire
@dataclass(frozen=True, slots=True)
class SettleRest:
    """Settle every difference that is left: with what the ``file`` says, or with what stands."""

    file: str
    theirs: bool
    reopens: bool = False


@wire
@dataclass(frozen=True, slots=True)
class PutAside:
    """Leave a file that was read for later; ``gone``: for good, nothing more of it is taken."""

    file: str
    gone: bool = False


FileAction = ReadIn | TakeOver | GoThrough | ShowFile | Settle | SettleRest | PutAside
Action = (
    Store
    | Compose
    | Change
    | Keep
    | Leave
    | Run
    | Visit
    | Review
    | Switch
    | (ShowProofs | ShowProof | PutAt | OfferPlaces | LeaveUnsorted | Handle | Treat | Declare | Record | GiveTemplate)
    | (ForDepartment | TakeFormer | Justify)
    | FileAction
    | FileAway
    | PutEach
    | Do
)
