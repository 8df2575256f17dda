"""What is said of proofs: how far the list is, an item of it, a file, its place."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.derived.lists import Compared
from dialogs.record.codec import wire
from dialogs.record.options import Option
from dialogs.record.proofs import Proof, Recognised


@wire
@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """How many proofs of a section are called for, and how many of these are missing."""

    section: str
    wanted: int
    missing: int


@wire
@dataclass(frozen=True, slots=True)
class Evidence:
    """The proofs that the answers call for so far, by requirement id, and how far each section is with them.

    ``unsorted`` counts the files that have no place yet.
    """

    required: tuple[str, ...]
    lines: tuple[EvidenceLine, ...] = ()
    unsorted: int = 0
    options: tuple[Option, ...] = ()
    revision: int = 0


@wire
@dataclass(frozen=True, slots=True)
class ProofRow:
    """One item of the evidence list: its state, and how many files it has."""

    item: str
    state: str
    files: int


@wire
@dataclass(frozen=True, slots=True)
class ProofRows:
    """The items of one section, or (``section`` is empty) everything that is missing."""

    section: str
    rows: tuple[ProofRow, ...]
    options: tuple[Option, ...] = ()
    revision: int = 0


@wire
@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of one page: ``page`` counts from 1, ``size`` is in bytes."""

    attachment: str
    name: str
    page: int
    size: int = 0


@wire
@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was looked at when it came: a small picture of it, and what may be wrong with it."""

    name: str
    picture: Picture | None = None
    hint: str = ""


@wire
@dataclass(frozen=True, slots=True)
class Sorting:
    """Ask where files (by name) belong; ``section`` is the one whose items are offered.

    ``read`` is what a program read on them, by name, as far as it did.
    """

    names: tuple[str, ...]
    options: tuple[Option, ...] = ()
    revision: int = 0
    section: str = ""
    seen: Seen | None = None
    read: tuple[tuple[str, Recognised], ...] = ()


@wire
@dataclass(frozen=True, slots=True)
class ProofCard:
    """One item of the evidence list with its files; more can be sent now. ``figures`` are what its lists count.

    ``paper`` are, of the scan, the pages of 附件1 and 附件4 as they were sealed, where they were counted.
    ``outside`` are firms on its lists that are not on the list of all firms, ``within`` the item of that one.
    """

    item: str
    state: str
    files: tuple[Proof, ...]
    figures: tuple[Compared, ...] = ()
    options: tuple[Option, ...] = ()
    revision: int = 0
    seen: Seen | None = None
    outside: tuple[str, ...] = ()
    within: str = ""
    paper: tuple[int, ...] = ()


@wire
@dataclass(frozen=True, slots=True)
class FileCard:
    """One file at an item, and what can be done with it; ``others`` are the other items that it is at."""

    item: str
    file: Proof
    others: tuple[str, ...]
    options: tuple[Option, ...] = ()
    revision: int = 0
