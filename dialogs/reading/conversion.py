"""A figure in the unit of its slot, or the reason why it cannot be had."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from dialogs.definition.form import Field, Kind, Slot
from dialogs.reading.numbers import WHOLE_DIGITS, Figure
from dialogs.reading.results import Why
from dialogs.reading.units import MONEY, SCALES, Unit, times, unit_of

_PERCENT = ("percent",)


@dataclass(frozen=True, slots=True)
class Converted:
    """A value in its slot's unit; ``typed_unit`` is the unit that it was typed in, where that was another."""

    value: Decimal
    typed_unit: str | None = None


def converted(figure: Figure, field: Field, slot: Slot) -> Converted | Why:
    """The figure in its slot's unit; otherwise ``TOO_LARGE``, ``WRONG_UNIT``, ``NOT_WHOLE`` or ``NOT_A_NUMBER``."""
    if figure.large:
        return Why.TOO_LARGE
    if figure.trend and (not _may_fall(field) or figure.value < 0):
        return Why.NOT_A_NUMBER
    found = _in_unit(_directed(figure, field), unit_of(slot.unit), slot.unit)
    if found is None:
        return Why.WRONG_UNIT
    if abs(found.value) >= 10**WHOLE_DIGITS:
        return Why.TOO_LARGE
    if slot.kind is Kind.INTEGER:
        return replace(found, value=found.value.to_integral_value()) if found.value % 1 == 0 else Why.NOT_WHOLE
    return found


def _may_fall(field: Field) -> bool:
    return field.kind is Kind.PERCENT and not field.share


def _directed(figure: Figure, field: Field) -> Figure:
    """下降5% is -5 as a rate of growth, and 5 as a rate of reduction."""
    against = 1 if "降" in field.label and "增" not in field.label else -1
    return replace(figure, value=figure.value.copy_negate()) if figure.trend == against and figure.value else figure


def _in_unit(figure: Figure, own: Unit | None, name: str | None) -> Converted | None:
    if figure.bare:
        return Converted(figure.value)
    if figure.scale and own is not None and own.measures == _PERCENT:
        return None  # 118.4亿 is an amount, and no percentage
    if figure.unit is None:
        return _multiplied(figure, own)
    if name is None:
        return Converted(figure.value, figure.typed_unit if figure.scale else None)
    if own is None or not figure.unit.fits(own):
        return None
    factor = figure.unit.size / own.size
    same = factor * SCALES[figure.scale] == 1
    return Converted(times(figure.value, factor), None if same else figure.typed_unit)


def _multiplied(figure: Figure, own: Unit | None) -> Converted:
    """118万 speaks of 元 where the field is about money, otherwise of the field's own unit."""
    if own is None or len(own.measures) > 1 or own.measures[0] not in MONEY:
        return Converted(figure.value)
    other = figure.scale + own.text.lstrip("十百千万亿")
    return Converted(times(figure.value, 1 / own.size), None if own.size == SCALES[figure.scale] else other)
