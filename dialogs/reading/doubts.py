"""What is asked rather than guessed about figures: their unit, a share below one, 无 or 0, and which years are meant.

At most one doubt is raised for a message. Alternatives come in order of likelihood, and the last one is to type again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from dialogs.definition.form import Field, Form, Kind, Slot
from dialogs.reading.cleaning import excerpt
from dialogs.reading.drafts import Draft, Drafts, Row
from dialogs.reading.labels import row_label, values_label
from dialogs.reading.question import Question
from dialogs.reading.results import Alternative, Entry, Read, Reading, Unreadable, Unsure, Why
from dialogs.reading.units import Unit, times, unit_of
from dialogs.record.application import Application, Blank

_COUNTED = frozenset({Kind.INTEGER, Kind.DECIMAL})
NONE_OF_THESE = Alternative("")
"""The last alternative of every doubt: type it again."""

_SHOWN = 6
Placement = tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class _Doubt:
    """The ways to understand a row, the likeliest first; a single one without a reason is no doubt."""

    rows: tuple[Row, ...]
    why: Why | None = None
    mistaken_for: str = ""


def which_of(options: Sequence[tuple[str, tuple[Entry, ...]]], words: str) -> Unsure:
    """Several meanings of some words, by their labels, the likeliest first."""
    alternatives = [Alternative(label, entries) for label, entries in options[:_SHOWN]]
    return Unsure(Why.CLOSEST, (*alternatives, NONE_OF_THESE), {"words": excerpt(words)})


def settle(question: Question, drafts: Drafts, placements: Sequence[Placement]) -> Reading:
    """The reading of a row that may go into these slots: entries, or one doubt with its alternatives."""
    doubt = _doubt_about(question, drafts, alone=len(placements) == 1)
    if isinstance(doubt, Unreadable):
        return doubt
    if len(placements) == 1 and doubt.why is None:
        return Read(_entries(doubt.rows[0], placements[0]))
    if len(placements) > 1 and _waits_alike(doubt.rows[0]):
        return Read(_entries(doubt.rows[0][:1], question.slots))
    rows = doubt.rows[:1] if doubt.why is Why.UNIT and len(placements) > 1 else doubt.rows
    made = [(slots, _entries(row, slots)) for row in rows for slots in placements]
    alternatives = tuple(Alternative(_label(question, slots, entries), entries) for slots, entries in made)
    why = doubt.why if doubt.why and len(placements) == 1 else _which(rows[0])
    return Unsure(why, (*alternatives, NONE_OF_THESE), _figures(question, doubt, alternatives, why))


def _waits_alike(row: Row) -> bool:
    """先跳过，回头填: said twice, it is about all that is asked."""
    said = {(draft.entry.blank, draft.entry.department) for draft in row if draft is not None}
    waits = all(blank in (Blank.LATER, Blank.WAITING) for blank, _ in said)
    return len(row) > 1 and None not in row and waits and len(said) == 1


def _which(row: Row) -> Why:
    return Why.ONE_OF_THREE if len(row) == 1 else Why.YEARS_OF_TWO


def _entries(row: Row, slots: Placement) -> tuple[Entry, ...]:
    """One draft for each slot, or one for all."""
    drafts = list(row) * len(slots) if len(row) == 1 else list(row)
    return tuple(draft.at(slot) for draft, slot in zip(drafts, slots, strict=True) if draft is not None)


def _label(question: Question, slots: Placement, entries: Sequence[Entry]) -> str:
    if len(slots) in (1, len(question.field.slots)) and all(entry.blank is Blank.NONE for entry in entries):
        return "无"
    label = row_label(question.field, slots, entries)
    mark = "（待核实）" if any(entry.doubtful and entry.value is not None for entry in entries) else ""
    first = entries[0].value if len(slots) == len(question.field.slots) > 1 else None
    alike = bool(first) and all(entry.value == first for entry in entries)
    return (
        f"每年都是 {row_label(question.field, slots, entries[:1]).partition(' ')[2]}{mark}" if alike else label + mark
    )


def _figures(question: Question, doubt: _Doubt, alternatives: Sequence[Alternative], why: Why) -> dict[str, str]:
    values = values_label(question.field, alternatives[0].entries)
    match why:
        case Why.UNIT:
            return {"values": values, "unit": question.field.unit or "", "mistaken_for": doubt.mistaken_for}
        case Why.SHARE:
            return {"low": alternatives[0].label, "high": alternatives[1].label}
        case Why.ONE_OF_THREE:
            typed = [draft.entry for draft in doubt.rows[-1] if draft is not None]
            return {"value": values_label(question.field, typed)}
        case _:
            return {"values": values}


def _doubt_about(question: Question, drafts: Drafts, *, alone: bool) -> _Doubt | Unreadable:
    row = drafts.typed
    if drafts.shared is not None:
        both = (drafts.shared,) if isinstance(row, Unreadable) else (drafts.shared, row)
        return _Doubt(both, Why.UNIT, drafts.unit)
    if isinstance(row, Unreadable):
        return row
    found = _share(question.field, row) or _unit(question.field, row) or _multiplied(question.field, row)
    if found is not None:
        return found
    none = alone and any(draft is not None and draft.entry.blank is Blank.NONE for draft in row)
    if none and not _told_apart(question.form, question.field, question.application):
        return _Doubt((row, [_zero(draft) for draft in row]), Why.NONE_OR_ZERO)
    return _Doubt((row,))


def _share(field: Field, row: Row) -> _Doubt | None:
    """V-5: is 0.413 for a share 0.41% or 41.3%?"""
    if not field.share and not _fractions_only(field, row):
        return None
    if not any(_fraction(draft) for draft in row):
        return None
    high = [_times(draft, 100) if draft is not None and _fraction(draft) else draft for draft in row]
    return _Doubt((row, high), Why.SHARE)


def _fraction(draft: Draft | None) -> bool:
    return draft is not None and draft.bare and draft.number is not None and 0 < abs(draft.number) < 1


def _fractions_only(field: Field, row: Row) -> bool:
    """0.125 for a rate of growth: it may be 12.5%, if every figure beside it is as small."""
    said = [draft for draft in row if draft is not None and draft.number]
    return field.kind is Kind.PERCENT and bool(said) and all(_fraction(draft) for draft in said)


def _unit(field: Field, row: Row) -> _Doubt | None:
    """1184000 in a field of 亿元, where the trade has 1 to 3000: 像是万元."""
    typical = field.typical
    bare = [draft.number for draft in row if draft is not None and draft.bare and draft.number]
    if typical is None or not bare or any(typical.low <= abs(value) <= typical.high for value in bare):
        return None
    other = _in(field, row, typical.mistaken_for)
    inside = other is not None and all(
        typical.low <= abs(draft.number) <= typical.high
        for draft, before in zip(other, row, strict=True)
        if draft is not None and before is not None and before.bare and draft.number
    )
    return _Doubt((other, row), Why.UNIT, typical.mistaken_for) if other is not None and inside else None


def _multiplied(field: Field, row: Row) -> _Doubt | None:
    """一万五 in a field of 万元, where the trade has 50 and more: 15000万元 rather than 1.5万元."""
    typical, own = field.typical, unit_of(field.unit)
    figures = [draft for draft in row if draft is not None and draft.number]
    said = [draft.number for draft in figures if draft.number and draft.scaled]
    if typical is None or own is None or own.size == 1 or not said or len(said) < len(figures):
        return None
    meant = [times(abs(value), own.size) for value in said]
    small = all(abs(value) < typical.low <= large <= typical.high for value, large in zip(said, meant, strict=True))
    larger = [_times(draft, own.size) if draft is not None and draft.scaled else draft for draft in row]
    return _Doubt((larger, row), Why.UNIT, field.unit or "") if small else None


def _in(field: Field, row: Row, unit: str | None) -> list[Draft | None] | None:
    """The row with its bare figures read in another unit."""
    one, own = unit_of(unit), unit_of(field.unit)
    if one is None or own is None or not one.fits(own):
        return None
    return [_converted(draft, one, own, unit) if draft is not None and draft.bare else draft for draft in row]


def _converted(draft: Draft, one: Unit, own: Unit, unit: str | None) -> Draft:
    if draft.number is None:
        return draft
    value = times(draft.number, one.size / own.size)
    return replace(draft, entry=replace(draft.entry, value=value, typed_unit=unit))


def _times(draft: Draft, factor: Fraction | int) -> Draft:
    value = draft.number
    return draft if value is None else replace(draft, entry=replace(draft.entry, value=times(value, factor)))


def _zero(draft: Draft | None) -> Draft | None:
    if draft is None or draft.entry.blank is not Blank.NONE:
        return draft
    return replace(draft, entry=replace(draft.entry, value=Decimal(0), blank=None))


def _told_apart(form: Form, field: Field, application: Application | None) -> bool:
    """Whether the person has told 无 from 0 before; it is asked once, and never about rates or without answers."""
    if field.kind not in _COUNTED or application is None:
        return True
    return any(
        (answer.blank is Blank.NONE or answer.value == 0) and form.field_of(slot).kind in _COUNTED
        for slot, answer in application.answers.items()
        if slot in form.slots
    )
