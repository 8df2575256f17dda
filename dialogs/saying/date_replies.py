"""What is said of dates: until when, to whom, and what a draft lacks by then."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.derived.deadlines import DateLine
from dialogs.record.codec import wire
from dialogs.record.options import Option


@wire
@dataclass(frozen=True, slots=True)
class Dates:
    """Say to whom and by when the papers go, in which form and how many; ``group`` recommends the application."""

    lines: tuple[DateLine, ...]
    group: str | None = None


@wire
@dataclass(frozen=True, slots=True)
class Lacks:
    """What a draft lacks: so many sections, questions that can be answered, proofs; what waits for whom; errors."""

    sections: int = 0
    questions: int = 0
    proofs: int = 0
    waiting: tuple[tuple[str, int], ...] = ()
    errors: int = 0
    untouched: bool = False


@wire
@dataclass(frozen=True, slots=True)
class Reminder:
    """Remind of the dates and of what the own draft lacks.

    ``points`` are the dates that it is about, each with the kind of point (``schedule.kind_of``); none where it was
    asked for. ``ended`` says that the open application needs nothing more (``declined``, ``submitted``). ``back`` are
    the points of a return that are still to be mended, by the numbers of their questions.
    """

    lines: tuple[DateLine, ...]
    points: tuple[tuple[str, str], ...]
    lacks: Lacks
    ended: str = ""
    back: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    revision: int = 0
