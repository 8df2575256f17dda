"""One year of a row that is written ten or a hundred times too large or too small: the cause behind other findings.

Only where the mend is plain: with it the three years are near one another, without it one is far from its neighbour. A
title that began in a year, a count of a few firms, a rate are no slips.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from dialogs.definition.form import Field, Kind, Shape

_FAR, _NEAR = 5, Decimal("2.5")
_FACTORS = (Decimal(10), Decimal("0.1"), Decimal(100), Decimal("0.01"))
_FEW = 20
"""A count below this may well be ten times its neighbour."""


@dataclass(frozen=True, slots=True)
class Slip:
    """The slot, its year and value; the neighbouring year and its value; what was likely meant."""

    slot: str
    year: str
    value: Decimal
    other: str
    reference: Decimal
    likely: Decimal


def slip_in(field: Field, values: Mapping[str, Any], changed: Collection[str]) -> Slip | None:
    """The one changed year of a field that is far from the others, where a moved point brings it near."""
    row = [values.get(path) for path in field.paths]
    figures = [each for each in row if isinstance(each, Decimal) and each > 0]
    level = field.shape is Shape.YEARLY and field.unit != "%" and field.kind is not Kind.PERCENT
    counted = field.kind is not Kind.INTEGER or max(figures, default=Decimal(0)) >= _FEW
    if not level or not counted or len(figures) < len(row) or _steady(figures, _FAR):
        return None
    for place in (each for each in reversed(range(len(row))) if field.paths[each] in changed):
        for factor in _FACTORS:
            likely = figures[place] * factor
            whole = field.kind is not Kind.INTEGER or likely == likely.to_integral_value()
            if whole and _steady([*figures[:place], likely, *figures[place + 1 :]], _NEAR):
                return _slip(field, figures, place, likely)
    return None


def _slip(field: Field, figures: list[Decimal], place: int, likely: Decimal) -> Slip:
    other = place - 1 if place else 1
    years = [slot.part[0] for slot in field.slots]
    return Slip(field.paths[place], years[place], figures[place], years[other], figures[other], likely)


def _steady(figures: list[Decimal], most: Decimal | int) -> bool:
    return all(max(pair) <= most * min(pair) for pair in pairwise(figures))
