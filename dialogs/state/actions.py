"""What the numbered buttons of a conversation do: plain data, kept with the keyboard and carried out when pressed."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.reading.results import Entry
from dialogs.record.codec import wire
from dialogs.record.options import Option
from dialogs.state.desk_states import Do
from dialogs.state.file_actions import FileAction
from dialogs.state.proof_actions import ProofAction


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
class NoteDown:
    """Keep words with a question: what is open of it waits for later, and they are shown when it is put again."""

    field: str
    words: str


@wire
@dataclass(frozen=True, slots=True)
class PutOff:
    """Let these questions wait for later, as far as nothing was said of them."""

    fields: tuple[str, ...]


@wire
@dataclass(frozen=True, slots=True)
class Decline:
    """Give up applying, for this reason."""

    reason: str


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
class Tell:
    """Say what is known of a matter (see ``dialogs.commands.telling``)."""

    matter: str


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
class Justify:
    """Explain what reviewers asked about (comments by id): the answer stands. Without words they are asked for."""

    comments: tuple[str, ...]
    words: str = ""


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


Action = (
    Store
    | Compose
    | Change
    | Keep
    | Decline
    | Leave
    | Run
    | Visit
    | Review
    | Switch
    | (ForDepartment | TakeFormer | Justify | NoteDown | PutOff | Tell)
    | FileAction
    | ProofAction
    | Do
)
Way = tuple[Option, Action]
"""A button: what it says and what it does."""
