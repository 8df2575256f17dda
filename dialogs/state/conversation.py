"""Where one person on one channel stands: the states of the machine, and what each numbered button would do.

A conversation is JSON between turns. It holds nothing that can be derived from form and application: no position, no
progress. ``revision`` numbers the keyboard on screen, so that a button of an older one is recognised.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from dialogs.reading.results import Entry
from dialogs.record import codec
from dialogs.record.application import Answer
from dialogs.record.codec import wire
from dialogs.record.options import Option
from dialogs.record.proofs import Proof
from dialogs.state.actions import Action
from dialogs.state.desk_states import Awaiting, Columns, Drafting, Listing
from dialogs.state.examining import Examining

# --- states ---------------------------------------------------------------------------------------------------------


@wire
@dataclass(frozen=True, slots=True)
class Resting:
    """Nothing is being asked."""


@wire
@dataclass(frozen=True, slots=True)
class Asking:
    """A question is open. ``again`` means that its present answer is being changed."""

    field: str
    slots: tuple[str, ...]
    again: bool = False


@wire
@dataclass(frozen=True, slots=True)
class Deciding:
    """A choice of ours is open (two readings, or a ``finding``); the field it is about, and its open slots."""

    field: str
    slots: tuple[str, ...]
    finding: str | None = None


@wire
@dataclass(frozen=True, slots=True)
class Reasoning:
    """A reason is awaited: for keeping a finding, or (``None``) for not applying."""

    finding: str | None


@wire
@dataclass(frozen=True, slots=True)
class Justifying:
    """Words are awaited that explain why an answer stands, to reviewers who asked about it (comments by id)."""

    comments: tuple[str, ...]
    field: str = ""


@wire
@dataclass(frozen=True, slots=True)
class Composing:
    """A long text is arriving in several messages; ``dropped`` is what 重写 took away last.

    ``marks`` are the lengths of the text before each of its parts.
    """

    field: str
    slot: str
    text: str
    dropped: str = ""
    marks: tuple[int, ...] = ()


@wire
@dataclass(frozen=True, slots=True)
class Filing:
    """It is being asked where files belong (by attachment); ``back`` is the question to go back to."""

    files: tuple[str, ...]
    back: State = Resting()


@wire
@dataclass(frozen=True, slots=True)
class Proving:
    """An item of the evidence list is open: files go there, words are about its files.

    ``doing`` is what waits for a word or a file (replace, rename, also) with the ``file`` that is open.
    """

    item: str
    doing: str = ""
    file: str = ""
    back: State = Resting()


@wire
@dataclass(frozen=True, slots=True)
class TakingOver:
    """What a file says is being decided: its summary is on the screen, or the difference at ``field``."""

    file: str
    field: str = ""
    back: State = Resting()


DeskState = Resting | Listing | Columns | Drafting | Awaiting | Examining
"""The states of a coordinator's desk."""
State = Resting | Asking | Deciding | Reasoning | Justifying | Composing | Filing | Proving | TakingOver | DeskState


@wire
@dataclass(frozen=True, slots=True)
class Undo:
    """How one answer can be taken back: the answers that stood there, and the slots that were empty.

    ``file`` is the one that they were taken over from (by attachment, and its ``name``): all of it goes back at once.
    """

    field: str
    answers: tuple[Answer, ...]
    empty: tuple[str, ...]
    file: str = ""
    name: str = ""


@wire
@dataclass(frozen=True, slots=True)
class UndoProofs:
    """How one change of files can be taken back: how they lay before, and after."""

    before: tuple[Proof, ...]
    after: tuple[Proof, ...]


@wire
@dataclass(frozen=True, slots=True)
class UndoHolders:
    """How a change of who holds which figures can be taken back: the departments by question before, and after.

    ``answers`` waited for another department before.
    """

    before: Mapping[str, str]
    after: Mapping[str, str]
    answers: tuple[Answer, ...] = ()


@lru_cache(maxsize=512)  # looked at by several readings of every message
def change_of(written: str) -> Undo | UndoProofs | UndoHolders:
    """A change that can be taken back, as a conversation has it written down."""
    change: Undo | UndoProofs | UndoHolders = codec.loads(written)
    return change


@wire
@dataclass(frozen=True, slots=True)
class Lost:
    """Answers of this person that somebody else replaced; they are offered when the question is put again."""

    field: str
    entries: tuple[Entry, ...]


@wire
@dataclass(frozen=True, slots=True)
class Line:
    """A line of a filled section that could not be taken: what it says is heard when its question is put."""

    field: str
    words: str


@wire
@dataclass(frozen=True, slots=True)
class Pending:
    """A file that was read and is not decided yet: what it says (``Gathered``, written down once).

    ``settled`` are the questions at which the person chose; ``going``: the differences are being gone through.
    """

    file: str
    name: str
    gathered: str
    settled: tuple[str, ...] = ()
    going: bool = False


_CHINESE = "zh"


@wire
@dataclass(frozen=True, slots=True)
class Conversation:
    """One person on one channel.

    ``actions`` are what the numbered buttons of the current keyboard do, ``options`` what stands on them.
    ``queue`` are fields to visit before the form goes on; ``findings`` the keys of findings still to be shown.
    ``place`` is the field last asked. ``undo`` holds the last changes, each an ``Undo`` or ``UndoProofs`` written down
    once, since they are carried along at every turn. ``sections`` are those that a colleague was asked to fill (none:
    all of them), ``owner`` is who asked. ``seen`` are the slots of the question last put and their versions then, so
    that another person's answer since is noticed. ``declared`` are the items of the declaration printed last.
    ``draft`` is a coordinator's broadcast that was put aside. ``former``: there is
    an application of an earlier edition.
    ``pending`` are files whose values are not decided yet, ``lines`` what was said to questions of the queue.
    """

    person: str
    door: str
    locale: str = _CHINESE
    application: str | None = None
    state: State = Resting()
    revision: int = 0
    actions: tuple[Action, ...] = ()
    options: tuple[Option, ...] = ()
    queue: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    undo: tuple[str, ...] = ()
    welcomed: bool = False
    sections: tuple[str, ...] = ()
    owner: str = ""
    seen: tuple[tuple[str, int], ...] = ()
    lost: tuple[Lost, ...] = ()
    declared: tuple[str, ...] = ()
    draft: Drafting | None = None
    former: bool = False
    stands_for: str = ""
    """The county that a coordinator fills in for, where one does."""
    pending: tuple[Pending, ...] = ()
    lines: tuple[Line, ...] = ()
    heard: str = ""
    """What a coordinator said last that was understood; the next message may go on from it."""


def locale_in(written: str) -> str:
    """The language of a conversation that was written down, without reviving the rest of it."""
    locale: str = json.loads(written).get("locale", _CHINESE)
    return locale
