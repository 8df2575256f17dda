"""What reviews say, as values without wording: what was returned to the county, the history for both sides."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.derived.rounds import Comment
from dialogs.record.codec import wire
from dialogs.record.options import Option


@wire
@dataclass(frozen=True, slots=True)
class Returned:
    """What was returned to the county and how each comment stands.

    ``papers`` are those that have to be printed and sealed again once something is changed, where the paper is sealed
    (``sealed`` is the day); ``fresh``: it came just now. ``level`` is whose comments they are, ``due`` an ISO date.
    """

    round: int
    by: str
    level: str
    at: str
    due: str
    comments: tuple[Comment, ...]
    sealed: str = ""
    papers: str = ""
    fresh: bool = False
    options: tuple[Option, ...] = ()
    revision: int = 0


@wire
@dataclass(frozen=True, slots=True)
class Passage:
    """One thing that happened in a review: sent, returned with its comments, sent back, passed."""

    kind: str
    by: str
    at: str
    round: int = 0
    due: str = ""
    level: str = ""
    note: str = ""
    comments: tuple[Comment, ...] = ()


@wire
@dataclass(frozen=True, slots=True)
class ReviewHistory:
    """The whole review, the oldest first; ``called`` names the application where several may be meant."""

    passages: tuple[Passage, ...]
    called: str = ""
    options: tuple[Option, ...] = ()
    revision: int = 0
