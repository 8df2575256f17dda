"""What the notice says beside the questions: evidence, dates, regions, numbers of the law, inconsistencies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as having
from datetime import date
from decimal import Decimal

from dialogs.rules.expressions import Expression


@dataclass(frozen=True, slots=True)
class EvidenceRequirement:
    """One proof that the notice asks for (附件3 and the form's own 需提供…).

    ``when`` is true while the answers call for it; ``None`` means always. ``literal`` marks the class that only the
    literal reading of 附件3 demands (I-27) and that can be switched off. ``section`` is where it belongs when no
    question says so. ``counts`` are the figures that a list of rows counts, each with the word that
    its rows have in the column of kinds (empty: every row). ``within`` is the question whose list holds every firm of
    this one.
    """

    id: str
    what: str
    fields: tuple[str, ...]
    source: str
    when: Expression | None = None
    literal: bool = False
    section: str | None = None
    counts: tuple[tuple[str, str], ...] = ()
    within: str | None = None


@dataclass(frozen=True, slots=True)
class KnownPaper:
    """A kind of paper that proves something: what it is called, words of its heading, the items that it may be for."""

    name: str
    words: tuple[str, ...]
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deadline:
    """One date of the notice: until the end of ``on``, the papers must be with ``recipient``.

    ``groups`` are the reporting groups that it binds (empty: all); ``copies`` counts paper sets.
    """

    name: str
    on: date
    recipient: str
    address: str | None
    email: str | None
    subject: str | None
    copies: int
    papers: tuple[str, ...]
    contacts: tuple[str, ...]
    source: str
    groups: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ReportingGroup:
    """A city (or 定州, 辛集, 雄安新区) that recommends at most ``quota`` clusters."""

    name: str
    quota: int
    receiver: str


@dataclass(frozen=True, slots=True)
class QuotaRule:
    """What the notice says of the quotas, word for word, and where."""

    sentence: str
    source: str


@dataclass(frozen=True, slots=True)
class County:
    """A county-level unit by its GB/T 2260 code; ``city`` is the one printed on the cover."""

    code: str
    name: str
    city: str
    group: str
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number of the law or of experience, with unit and source; ``None`` where nobody knows it."""

    name: str
    value: Decimal | None
    unit: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Remark:
    """An inconsistency of the notice (I-…) and how this edition handles it."""

    id: str
    what: str
    handling: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """What the notice says about the procedure, and where; ``silent`` names what it says nothing about."""

    name: str
    says: str = ""
    source: str = ""
    silent: str = ""


@dataclass(frozen=True, slots=True)
class ReviewReason:
    """Why something is sent back, in the notice's words. ``fatal``: the county cannot mend it by itself.

    ``wants_note``: the reviewer has to say in own words what is meant.
    """

    name: str
    words: str
    fatal: bool
    wants_note: bool
    source: str


@dataclass(frozen=True, slots=True)
class ReviewStep:
    """Something to do before a decision; putting ``verification`` on record (by name) does it too."""

    name: str
    words: str
    source: str
    verification: str = ""


@dataclass(frozen=True, slots=True)
class ReviewRules:
    """How an edition is reviewed: reasons, steps, and the kinds of verification (name → words)."""

    reasons: tuple[ReviewReason, ...] = ()
    steps: tuple[ReviewStep, ...] = ()
    verifications: Mapping[str, str] = having(default_factory=dict)

    def reason(self, name: str) -> ReviewReason:
        """A reason by name; one that an edition has no more is called by its name."""
        return next((each for each in self.reasons if each.name == name), ReviewReason(name, name, False, False, ""))
