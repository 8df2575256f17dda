"""What is said of a file with answers that was read: what it would change, line by line, where it differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as having

from dialogs.gathering.documents import Spot
from dialogs.reading.results import Entry
from dialogs.record.application import Answer
from dialogs.record.codec import wire
from dialogs.record.options import Option
from dialogs.saying.summaries import (
    Noted,
)


@wire
@dataclass(frozen=True, slots=True)
class FileRead:
    """Say what a file that was read would change: how many questions of each ``Weighed`` standing.

    ``changes`` of the table style, ``notes`` on the file and its ``years`` as in ``Gathered``; ``others`` are questions
    that tell one application from another, with what the file and what the table says.
    """

    name: str
    counts: tuple[tuple[str, int], ...]
    changes: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    others: tuple[tuple[str, str, str], ...] = ()
    options: tuple[Option, ...] = ()
    revision: int = 0


@wire
@dataclass(frozen=True, slots=True)
class FileLine:
    """One line of what was read: the question (none where nobody knows it), what the file says, where, and why not.

    ``standing`` is what the table says instead.
    """

    field: str
    entries: tuple[Entry, ...] = ()
    words: str = ""
    why: str = ""
    spot: Spot = having(default_factory=Spot)
    figures: Mapping[str, str] = having(default_factory=dict)
    standing: tuple[Answer, ...] = ()


@wire
@dataclass(frozen=True, slots=True)
class FileLines:
    """A page (from 1) of what was read of one kind (``new``, ``differs``, ``unread``, ``cleared``), of ``count``."""

    name: str
    what: str
    lines: tuple[FileLine, ...]
    count: int
    section: str = ""
    options: tuple[Option, ...] = ()
    page: int = 1
    pages: int = 1
    revision: int = 0


@wire
@dataclass(frozen=True, slots=True)
class FileTaken:
    """Say that so many questions were filled from a file, and what does not hold now."""

    name: str
    count: int
    evidence: int = 0
    findings: tuple[Noted, ...] = ()
    more: int = 0


@wire
@dataclass(frozen=True, slots=True)
class FileDiffers:
    """Ask which holds: what stands, or what a file says; ``why`` is a doubt about the file's words (``Confirm``).

    ``number`` of ``count`` differences.
    """

    field: str
    name: str
    spot: Spot
    standing: tuple[Answer, ...]
    entries: tuple[Entry, ...]
    words: str = ""
    doubt: str = ""
    why: str = ""
    figures: Mapping[str, str] = having(default_factory=dict)
    number: int = 1
    count: int = 1
    options: tuple[Option, ...] = ()
    revision: int = 0
