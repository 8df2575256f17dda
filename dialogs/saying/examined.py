"""An application as its reviewers see it, as values without wording: read-only, with all that was said about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dialogs.derived.rounds import Comment
from dialogs.derived.sources import Sourced
from dialogs.record.application import Answer
from dialogs.record.codec import wire
from dialogs.record.options import Option
from dialogs.saying.comments import Passage

Said = tuple[str, str, Mapping[str, str]]
"""A rule that does not hold: its severity, or the reason for which it is kept; the sentence and its figures."""


@wire
@dataclass(frozen=True, slots=True)
class DraftLine:
    """A comment that the county has not got: drafted, or for the reviewers alone. ``number`` counts per application."""

    id: int
    about: str
    reason: str
    note: str
    internal: bool
    number: int = 0


@wire
@dataclass(frozen=True, slots=True)
class StepLine:
    """A step before a decision; who ticked it, if somebody did in this round."""

    name: str
    done: bool
    by: str = ""
    at: str = ""


@wire
@dataclass(frozen=True, slots=True)
class Verified:
    """A verification on record: its kind, the day (ISO), who, with which result."""

    kind: str
    day: str
    who: str
    words: str


@wire
@dataclass(frozen=True, slots=True)
class ProofLook:
    """An item of the evidence list beside a figure."""

    item: str
    files: tuple[str, ...]
    missing: bool


@wire
@dataclass(frozen=True, slots=True)
class FieldLook:
    """A question with its answers; ``before`` are those that the reviewers saw last, where it changed since.

    ``sources`` say where the answers come from, ``pins`` are files beside them. ``asked``: the change was asked for.
    ``findings`` are said with their severity, ``kept`` with their reason.
    """

    field: str
    answers: tuple[Answer, ...]
    findings: tuple[Said, ...] = ()
    kept: tuple[Said, ...] = ()
    proofs: tuple[ProofLook, ...] = ()
    comments: tuple[Comment, ...] = ()
    drafts: tuple[DraftLine, ...] = ()
    changed: bool = False
    before: tuple[Answer, ...] = ()
    by: str = ""
    at: str = ""
    asked: bool = True
    sources: tuple[Sourced, ...] = ()
    pins: tuple[str, ...] = ()


@wire
@dataclass(frozen=True, slots=True)
class PartLook:
    """A section in short: how many questions hold an error, a doubt, a change since."""

    name: str
    wrong: int
    doubted: int
    changed: int


@wire
@dataclass(frozen=True, slots=True)
class VersionLine:
    """The application as it was sent for the ``number``-th time: when (ISO) and by whom."""

    number: int
    at: str
    by: str


@wire
@dataclass(frozen=True, slots=True)
class Head:
    """What is known of the whole: how often it was sent and when, how it stands, which rules hold.

    ``state`` is ``sent``, ``returned``, ``passed``, or empty where it came by another way. ``decided`` names the last
    decision, so that a second one is noticed.
    """

    county: str
    application: str
    called: str
    cluster: str
    decided: str
    state: str
    version: int
    passes: int
    sends: int = 0
    at: str = ""
    by: str = ""
    due: str = ""
    held: int = 0
    errors: int = 0
    warnings: int = 0
    kept: int = 0
    unknown: int = 0
    sealed: str = ""
    papers: tuple[str, ...] = ()


@wire
@dataclass(frozen=True, slots=True)
class Examined:
    """A review at one ``spot``: the first screen (empty), ``section:…``, ``field:…``, ``new``, ``drafts``, ``steps``.

    Further places: ``sections``, ``history``, ``preview`` of a return until ``due``, ``unsure`` whether it passes.
    ``compare:1:3``: two of its ``versions``, or one and today's (``now``), with the questions that differ.
    ``dropped`` is the number of the draft that was taken away last; ``asked`` are all comments of the last notice.
    """

    head: Head
    spot: str = ""
    gravest: tuple[Said, ...] = ()
    lacking: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    sections: tuple[PartLook, ...] = ()
    fields: tuple[FieldLook, ...] = ()
    comments: tuple[Comment, ...] = ()
    drafts: tuple[DraftLine, ...] = ()
    steps: tuple[StepLine, ...] = ()
    verified: tuple[Verified, ...] = ()
    opinion: tuple[Answer, ...] = ()
    passages: tuple[Passage, ...] = ()
    versions: tuple[VersionLine, ...] = ()
    due: str = ""
    dropped: int = 0
    asked: tuple[tuple[str, str], ...] = ()
    options: tuple[Option, ...] = ()
    revision: int = 0
