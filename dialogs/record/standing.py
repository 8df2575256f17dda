"""How a question stands, in one word, and how many stand how: the one verdict of contents, progress, check and paper.

未填 open · 待定 put off · 等部门 waiting · 有疑 doubted · 有错 wrong · 已填 filled.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from dialogs.record.codec import wire


class Standing(StrEnum):
    """The gravest thing about a question; the members stand in this order, the gravest first."""

    WRONG = "wrong"  # an error is open
    OPEN = "open"  # a value is missing that somebody could give now
    LATER = "later"  # put off
    WAITING = "waiting"  # for a department
    DOUBTED = "doubted"  # a figure is 待核实, or a warning wants a decision
    FILLED = "filled"

    @property
    def unfinished(self) -> bool:
        """Whether a value is missing."""
        return self in (Standing.OPEN, Standing.LATER, Standing.WAITING)


@wire
@dataclass(frozen=True, slots=True)
class Tally:
    """So many questions, and how many of them stand how; the others are filled."""

    total: int = 0
    wrong: int = 0
    open: int = 0
    later: int = 0
    waiting: int = 0
    doubted: int = 0

    @property
    def unfinished(self) -> int:
        """The questions that want a value still."""
        return self.open + self.later + self.waiting

    @property
    def answered(self) -> int:
        """The questions that have their value, whatever is to be said about it."""
        return self.total - self.unfinished

    @property
    def complete(self) -> bool:
        """Nothing is missing and nothing is wrong."""
        return not (self.unfinished or self.wrong)

    @property
    def standing(self) -> Standing:
        """The gravest thing about all of them."""
        counts = (self.wrong, self.open, self.later, self.waiting, self.doubted)
        return next((each for each, count in zip(Standing, counts, strict=False) if count), Standing.FILLED)


NO_QUESTIONS = Tally()


@wire
@dataclass(frozen=True, slots=True)
class Place:
    """Where the conversation is: a section by name, and how its questions stand."""

    section: str
    tally: Tally

    @property
    def untouched(self) -> bool:
        """Nothing was said about this section yet."""
        return self.tally.open == self.tally.total


def tally_of(standings: Iterable[Standing]) -> Tally:
    """Count them."""
    every = list(standings)
    return Tally(len(every), *(every.count(each) for each in Standing if each is not Standing.FILLED))
