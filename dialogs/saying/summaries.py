"""Replies that sum up: what stands section by section, what is wrong, what is needed, who did what, what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dialogs.derived.departments import Owed
from dialogs.derived.findings import Finding
from dialogs.derived.sources import Sourced
from dialogs.record.codec import wire
from dialogs.record.options import Option
from dialogs.record.standing import NO_QUESTIONS, Tally

# Replies are kept, and shown again by later versions: what is added has a default.


@wire
@dataclass(frozen=True, slots=True)
class SectionLine:
    """One line of the task list: a section and how its questions stand."""

    section: str
    tally: Tally = NO_QUESTIONS


@wire
@dataclass(frozen=True, slots=True)
class Progress:
    """The task list, how all questions stand, how many wait for whom, ``since`` when (ISO); missing ``proofs``.

    ``minutes`` are those that what is open takes, 0 where nobody knows.
    """

    sections: tuple[SectionLine, ...]
    waiting: tuple[tuple[str, int], ...]
    tally: Tally = NO_QUESTIONS
    options: tuple[Option, ...] = ()
    revision: int = 0
    proofs: int = 0
    since: tuple[str, ...] = ()
    minutes: int = 0


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


def noted(finding: Finding) -> Noted:
    """A finding as a report names it."""
    rule = finding.rule
    reason = rule.uncheckable if finding.unknown else finding.reason
    return Noted(rule.id, rule.severity.value, rule.message, finding.figures, finding.field, reason)


@wire
@dataclass(frozen=True, slots=True)
class SectionReport:
    """What was kept with a reason in a section, and what nobody can check there."""

    section: str
    findings: tuple[Noted, ...]
    unknown: tuple[Noted, ...]


@wire
@dataclass(frozen=True, slots=True)
class Report:
    """The result of 检查: its rows are the options; ``missing`` proofs of ``evidence``."""

    unknown: int
    evidence: int
    tally: Tally = NO_QUESTIONS
    options: tuple[Option, ...] = ()
    revision: int = 0
    missing: int = 0


@wire
@dataclass(frozen=True, slots=True)
class Unchecked:
    """What wants nothing from anybody, section by section."""

    sections: tuple[SectionReport, ...]
    options: tuple[Option, ...] = ()
    revision: int = 0


@wire
@dataclass(frozen=True, slots=True)
class Needs:
    """What the application will need, and from which department (shown before the first question)."""

    departments: tuple[tuple[str, tuple[str, ...]], ...]
    options: tuple[Option, ...] = ()
    revision: int = 0


@wire
@dataclass(frozen=True, slots=True)
class ActLine:
    """Something that happened on the way to the city, with the number of its receipt and what it was about."""

    kind: str
    by: str
    at: str
    number: int
    version: str
    checksum: str


@wire
@dataclass(frozen=True, slots=True)
class Submission:
    """How far an application is on its way: what follows from the answers, and what people say that they did."""

    filled: bool
    open: int
    errors: int
    missing: int
    lines: tuple[ActLine, ...]
    scans: int = 0
    options: tuple[Option, ...] = ()
    revision: int = 0


@wire
@dataclass(frozen=True, slots=True)
class Completed:
    """Everything that the county can fill is filled: not yet submitted, and what comes next; ``missing`` proofs."""

    evidence: int
    tally: Tally = NO_QUESTIONS
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


@wire
@dataclass(frozen=True, slots=True)
class Sources:
    """Where figures come from; ``bare`` are questions for figures without a word of it. ``kept``: just said.

    ``pins`` are questions with the names of the files that are pinned to them.
    """

    lines: tuple[Sourced, ...]
    bare: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    revision: int = 0
    kept: bool = False
    pins: tuple[tuple[str, tuple[str, ...]], ...] = ()


@wire
@dataclass(frozen=True, slots=True)
class Departments:
    """Every department that holds figures, with what is missing."""

    lines: tuple[Owed, ...]
    options: tuple[Option, ...] = ()
    revision: int = 0


@wire
@dataclass(frozen=True, slots=True)
class DepartmentCard:
    """What one department holds, and the ways to ask it."""

    line: Owed
    options: tuple[Option, ...] = ()
    revision: int = 0


@wire
@dataclass(frozen=True, slots=True)
class Forward:
    """A text to be copied and forwarded to a department; ``nudge`` where it was asked before."""

    line: Owed
    cluster: str = ""
    nudge: bool = False
