"""A city's list of clusters to recommend, and what it handed up, as values: the desk sees them with its region."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.record.codec import wire


@wire
@dataclass(frozen=True, slots=True)
class Recommending:
    """The list of a group, private until it is handed up: applications in order, reserves in order.

    ``contact`` and ``phone`` stand on 附件4; ``version`` is the one that a change is made of.
    """

    place: str
    quota: int
    chosen: tuple[str, ...] = ()
    reserves: tuple[str, ...] = ()
    contact: str = ""
    phone: str = ""
    version: int = 0


@wire
@dataclass(frozen=True, slots=True)
class HandedItem:
    """One application that was handed up: its county (code), what that and the cluster are called, what was decided.

    ``decision`` is empty, ``accepted`` (受理), ``returned`` (补正) or ``refused`` (不予受理), with its ``reason``;
    ``passed`` says that the city passed a 补正 on.
    """

    application: str
    county: str
    called: str
    cluster: str
    version: int
    decision: str = ""
    reason: str = ""
    decided: str = ""
    passed: bool = False


@wire
@dataclass(frozen=True, slots=True)
class HandedUp:
    """What a group handed up, for the ``number``-th time: who, when, under which receipt.

    ``electronic`` and ``paper`` say when the province registered each (ISO, empty: not yet).
    """

    id: str
    place: str
    number: int
    by: str
    at: str
    receipt: str
    items: tuple[HandedItem, ...]
    electronic: str = ""
    paper: str = ""

    @property
    def reopened(self) -> bool:
        """Whether the province sent something back, so that the city may hand up again."""
        return any(each.decision in ("returned", "refused") for each in self.items)

    @property
    def untouched(self) -> bool:
        """Whether the province has registered and decided nothing yet."""
        return not (self.electronic or self.paper or any(each.decision for each in self.items))
