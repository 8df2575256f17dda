"""What the desk says of recommending and handing up, as values without wording."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.record.codec import wire
from dialogs.record.handups import HandedUp
from dialogs.record.options import Option


@wire
@dataclass(frozen=True, slots=True)
class Ranked:
    """One application of a list: what its county and cluster are called, and what is the matter with it.

    ``unfilled``: something is open or wrong; ``unsent``: the county has not sent it; ``mending``: it was returned, and
    the county is at it. ``errors`` and ``lacking`` count, ``act`` is the last one on the way.
    """

    called: str
    cluster: str
    unfilled: bool = False
    unsent: bool = False
    mending: bool = False
    errors: int = 0
    lacking: int = 0
    act: str = ""

    @property
    def blocked(self) -> bool:
        """Whether it cannot be handed up so."""
        return self.unfilled or self.unsent or self.mending


@wire
@dataclass(frozen=True, slots=True)
class RankedList:
    """The list of a group with its quota; ``handed`` where it is handed up, ``said`` what was just done (or empty)."""

    city: str
    quota: int
    chosen: tuple[Ranked, ...]
    reserves: tuple[Ranked, ...]
    contact: str = ""
    phone: str = ""
    said: str = ""
    handed: HandedUp | None = None
    options: tuple[Option, ...] = ()
    revision: int = 0


@wire
@dataclass(frozen=True, slots=True)
class OverQuota:
    """More than the quota: the notice's sentence, who does not fit, and the ways out."""

    city: str
    quota: int
    names: tuple[str, ...]
    options: tuple[Option, ...] = ()
    revision: int = 0


@wire
@dataclass(frozen=True, slots=True)
class HandUpCheck:
    """Before it is handed up: what goes, and what is the matter. ``blocked`` where something is not filled."""

    city: str
    quota: int
    rows: tuple[Ranked, ...]
    blocked: bool
    contact: str = ""
    phone: str = ""
    options: tuple[Option, ...] = ()
    revision: int = 0


@wire
@dataclass(frozen=True, slots=True)
class HandUps:
    """What was handed up to the province, and the groups that have not yet."""

    handed: tuple[HandedUp, ...]
    missing: tuple[str, ...]
    options: tuple[Option, ...] = ()
    revision: int = 0


@wire
@dataclass(frozen=True, slots=True)
class Decided:
    """The province decided about one application; ``questions`` are those of a 补正, number and comment."""

    called: str
    cluster: str
    decision: str
    reason: str
    by: str
    questions: tuple[tuple[str, str], ...] = ()
    options: tuple[Option, ...] = ()
    revision: int = 0


HandingBrief = RankedList | OverQuota | HandUpCheck | HandUps | Decided
