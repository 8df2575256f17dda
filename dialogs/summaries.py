"""Replies that sum up: what stands section by section, what is wrong, what is needed, who did what, what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dialogs.codec import wire
from dialogs.options import Option


@wire
@dataclass(frozen=True, slots=True)
class SectionLine:
    """One line of the task list: a section and how far it is."""

    section: str
    state: str
    open: int
    waiting: int
    errors: int
    warnings: int


@wire
@dataclass(frozen=True, slots=True)
class Progress:
    """The task list and what can be done now: open questions, and what waits for whom; ``proofs`` are missing."""

    sections: tuple[SectionLine, ...]
    now: int
    later: int
    waiting: tuple[tuple[str, int], ...]
    errors: int
    options: tuple[Option, ...] = ()
    revision: int = 0
    proofs: int = 0


@wire
@dataclass(frozen=True, slots=True)
class Noted:
    """One finding in a report."""

    rule: str
    severity: str
    message: str
    figures: Mapping[str, str]
    field: str
    reason: str | None = None


@wire
@dataclass(frozen=True, slots=True)
class SectionReport:
    """What a section still lacks, in printing order."""

    section: str
    blanks: tuple[str, ...]
    findings: tuple[Noted, ...]
    doubtful: tuple[str, ...]
    unknown: tuple[Noted, ...]


@wire
@dataclass(frozen=True, slots=True)
class Report:
    """The result of 检查, section by section without those that have nothing; ``missing`` proofs of ``evidence``."""

    sections: tuple[SectionReport, ...]
    blanks: int
    errors: int
    warnings: int
    unknown: int
    evidence: int
    options: tuple[Option, ...] = ()
    revision: int = 0
    missing: int = 0


@wire
@dataclass(frozen=True, slots=True)
class Needs:
    """What the application will need, and from which department (shown before the first question)."""

    departments: tuple[tuple[str, tuple[str, ...]], ...]
    options: tuple[Option, ...] = ()
    revision: int = 0


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
class Completed:
    """Everything that the county can fill is filled: not yet submitted, and what comes next; ``missing`` proofs."""

    evidence: int
    warnings: int
    options: tuple[Option, ...] = ()
    revision: int = 0
    missing: int = 0


@wire
@dataclass(frozen=True, slots=True)
class Share:
    """So many questions of a section were answered by one person, the last of them ``at`` this time."""

    section: str
    by: str
    count: int
    at: str


@wire
@dataclass(frozen=True, slots=True)
class Shares:
    """Who filled what, section by section."""

    lines: tuple[Share, ...]
