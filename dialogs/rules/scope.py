"""The names that an expression may use: fields with their slots, parameters, years, units, regions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from dialogs.rules.functions import Unit


class BadExpression(ValueError):
    """The expression cannot be understood; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Known:
    """What an expression may know of a slot."""

    path: str
    part: tuple[str, ...]
    unit: Unit
    choices: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Scope:
    """The names that an expression may use, and the year it speaks of (inside ``each: year``)."""

    fields: Mapping[str, tuple[Known, ...]]
    parameters: Mapping[str, tuple[Decimal | None, Unit]]
    years: tuple[str, ...]
    year: str | None = None
    same_units: Mapping[str, str] = field(default_factory=dict)
    cities: Mapping[str, frozenset[str]] = field(default_factory=dict)  # county → the cities it may be filed under

    def index(self, word: str) -> str:
        """The year that ``first``, ``second``, ``last`` or ``previous`` stands for."""
        named = dict(zip(("first", "second", "last"), self.years, strict=False))
        if self.year is not None:
            place = self.years.index(self.year)
            named["year"] = self.year
            named["previous"] = self.years[place - 1] if place else ""
        if word not in named:
            raise BadExpression(f"[{word}] is not first, second, last, or (inside each: year) previous")
        return named[word]
