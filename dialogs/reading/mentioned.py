"""What a sentence of figures may mention, and what it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from dialogs.reading.numbers import Figure

BEFORE = "before"
"""Stands for the year before: 比上年, 同比."""

OTHERS, EARLIER, LATER = "others", "earlier", "later"
"""Stand for the years that are not named, or those of them before and after the named ones."""

Reads = Callable[[Figure], Decimal | None]
"""A figure in the unit that is asked; None where it is of something else."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One thing that a sentence says of some years (none named: ``years`` is empty).

    ``what`` is ``figure``, ``none``, ``written`` (无, as it is to stand there), ``later``, ``same``, ``step`` (so much
    more or less) or ``rate`` (per cent);
    ``against`` is the year that it is measured by.
    """

    what: str
    value: Decimal = Decimal(0)
    years: tuple[str, ...] = ()
    against: str = ""
    rough: bool = False
    whole: bool = False  # said to be the sum of all
    words: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: the years, how a figure is read, and whether per cent, or rates whose sign words say."""

    years: Sequence[str]
    read: Reads
    percent: bool
    signed: bool


@dataclass(slots=True)
class Said:
    """What a sentence mentions, in order; ``beside`` counts figures that are of something else."""

    mentions: list[Mention] = field(default_factory=list)
    rough_years: set[str] = field(default_factory=set)
    negative_years: set[str] = field(default_factory=set)
    all_rough: bool = False
    began: str = ""  # the year from which on there is what is counted
    began_named: str = ""  # the same, where the figure stands beside it: 去年刚评上1家
    only: str = ""  # the only year in which there is any
    foreign: dict[str, str] = field(default_factory=dict)  # sums in another money, by year
    beside: int = 0
    flows: bool = False  # 从141涨到150再到160


@dataclass(slots=True)
class Clause:
    """A clause on its way: years that wait for their figure, and what was found."""

    waiting: list[str] = field(default_factory=list)
    against: str | None = None  # "" is the year before
    found: list[Mention] = field(default_factory=list)
    every: bool = False
    only: bool = False
    talk: str = ""
