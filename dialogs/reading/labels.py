"""Figures as the alternatives of a doubt show them. Rounding half up happens here and nowhere else in reading."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal

from dialogs.definition.form import Field, Kind, Slot
from dialogs.reading.results import Entry
from dialogs.record.application import Blank

_WIDE = Context(prec=60)
_DECIMALS = 2


def figure_label(value: Decimal, places: int) -> str:
    """The value with so many decimals; with more where it would be shown as zero."""
    while places < -value.adjusted() and value:
        places += 1
    return f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _WIDE):f}"


def percent_label(value: Decimal) -> str:
    """At most two decimals and the sign: 0.41%, 41.3%."""
    text = figure_label(value, _DECIMALS)
    return (text.rstrip("0").rstrip(".") if "." in text else text) + "%"


def values_label(field: Field, entries: Sequence[Entry]) -> str:
    """The values of a row without their unit: 118.40、131.62、146.90."""
    values = [entry.value for entry in entries if isinstance(entry.value, Decimal)]
    if field.kind is Kind.PERCENT:
        return "、".join(_entry_label(entry, 0, percent=True) for entry in entries)
    places = 0 if all(value % 1 == 0 for value in values) else _DECIMALS
    return "、".join(_entry_label(entry, places) for entry in entries)


def row_label(field: Field, slots: Sequence[Slot], entries: Sequence[Entry]) -> str:
    """The values of a row with the unit; with the years, where the row is not the whole of the field."""
    unit = "" if slots[0].unit in (None, "%") else f" {slots[0].unit}"
    by_path = {entry.slot: entry for entry in entries}
    if len(field.slots) == 1 or len(entries) == len(field.slots):
        return values_label(field, entries) + unit
    named = (f"{slot.label} {values_label(field, [by_path[slot.path]])}" for slot in slots if slot.path in by_path)
    return "、".join(named) + unit


def marked_label(field: Field, slots: Sequence[Slot], entries: Sequence[Entry]) -> str:
    """The row with its unit, and which of its values are uncertain."""
    valued = [entry for entry in entries if entry.value is not None]
    doubtful = {entry.slot for entry in valued if entry.doubtful}
    which = "" if len(doubtful) == len(valued) else "、".join(slot.label for slot in slots if slot.path in doubtful)
    return row_label(field, slots, entries) + (f"（{which}待核实）" if doubtful else "")


def _entry_label(entry: Entry, places: int, *, percent: bool = False) -> str:
    if isinstance(entry.value, Decimal):
        return percent_label(entry.value) if percent else figure_label(entry.value, places)
    match entry.blank:
        case Blank.NONE:
            return "无"
        case Blank.WAITING:
            return f"等{entry.department or ''}"
        case _:
            return "待定" if entry.blank is Blank.LATER else "—"
