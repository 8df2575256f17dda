"""What is asked rather than guessed about figures: their unit, a share below one, 无 or 0, and which years are meant.

At most one doubt is raised for a message. Alternatives come in order of likelihood, and the last one is to type again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from dialogs.application import Application, Blank, Source
from dialogs.form import Field, Form, Kind, Slot
from dialogs.reading.blanks import Missing
from dialogs.reading.cells import Cell
from dialogs.reading.cleaning import excerpt
from dialogs.reading.conversion import converted
from dialogs.reading.labels import row_label, values_label
from dialogs.reading.numbers import Figure
from dialogs.reading.question import Question
from dialogs.reading.results import Alternative, Entry, Read, Reading, Unreadable, Unsure, Why
from dialogs.reading.units import Unit, times, unit_of

_COUNTED = frozenset({Kind.INTEGER, Kind.DECIMAL})
NONE_OF_THESE = Alternative("")
"""The last alternative of every doubt: type it again."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry whose slot is not settled. ``bare`` figures were typed without a unit; ``bound`` ones with 不低于."""

    entry: Entry
    bare: bool = False
    bound: bool = False

    @property
    def number(self) -> Decimal | None:
        """The figure, if it is one."""
        return self.entry.value if isinstance(self.entry.value, Decimal) else None

    def at(self, slot: Slot) -> Entry:
        """The entry in this slot. A target of 不低于10% is exact; a statistic of 不低于10 is doubtful."""
        doubtful = self.entry.doubtful or (self.bound and slot.part != ("target",))
        return replace(self.entry, slot=slot.path, doubtful=doubtful)


Row = Sequence[Draft | None]
Placement = tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class _Doubt:
    """The ways to understand a row, the likeliest first; a single one is no doubt."""

    rows: tuple[Row, ...]
    why: Why | None = None
    mistaken_for: str = ""


def drafts_of(
    question: Question, cells: Sequence[Cell], row_unit: str | None, source: Source | None
) -> list[Draft | None] | Unreadable:
    """The cells in the field's unit; refused with the first one that is not a figure of this field."""
    found: list[Draft | None] = []
    for cell in cells:
        draft = _draft(question, cell, unit_of(row_unit), source)
        if isinstance(draft, Unreadable):
            return draft
        found.append(draft)
    return found


def _draft(question: Question, cell: Cell, row_unit: Unit | None, source: Source | None) -> Draft | Unreadable | None:
    if cell.content is None:
        return None
    if isinstance(cell.content, Missing):
        missing = cell.content
        return Draft(Entry("", None, missing.blank, missing.department, cell.doubtful, source))
    slot = next(slot for slot in question.field.slots if slot.kind is not Kind.NAMES)
    figure, own = _headed(cell.content, row_unit, unit_of(slot.unit))
    value = converted(figure, question.field, slot)
    if isinstance(value, Why):
        figures = {"words": excerpt(cell.words), "typed": figure.typed_unit, "unit": slot.unit or ""}
        return Unreadable(value, figures)
    entry = Entry("", value.value, doubtful=cell.doubtful, source=source, typed_unit=value.typed_unit)
    return Draft(entry, own, cell.content.bound)


def _headed(figure: Figure, row_unit: Unit | None, own: Unit | None) -> tuple[Figure, bool]:
    """A figure below a unit of the row; the field's own unit says nothing new, since the form prints it anyway."""
    if not figure.bare:
        return figure, False
    if row_unit is None or (own is not None and row_unit.size == own.size and row_unit.fits(own)):
        return figure, True
    return replace(figure, unit=row_unit), False


def settle(question: Question, row: Row, placements: Sequence[Placement]) -> Reading:
    """The reading of a row that may go into these slots: entries, or one doubt with its alternatives."""
    doubt = _doubt_about(question, row, asked=len(placements) == 1)
    if len(placements) == 1 and doubt.why is None:
        return Read(_entries(row, placements[0]))
    rows = doubt.rows[:1] if doubt.why is Why.UNIT and len(placements) > 1 else doubt.rows
    made = [(slots, _entries(row, slots)) for row in rows for slots in placements]
    alternatives = [Alternative(_label(question, slots, entries), entries) for slots, entries in made]
    why = doubt.why if doubt.why and len(placements) == 1 else _which(row)
    shown = doubt.rows[0] if why is not Why.ONE_OF_THREE else row
    figures = _figures(question, doubt, alternatives, (placements[0], _entries(shown, placements[0])), why)
    return Unsure(why, (*alternatives, NONE_OF_THESE), figures)


def _which(row: Row) -> Why:
    return Why.ONE_OF_THREE if len(row) == 1 else Why.YEARS_OF_TWO


def _entries(row: Row, slots: Placement) -> tuple[Entry, ...]:
    """One draft for each slot, or one for all."""
    drafts = list(row) * len(slots) if len(row) == 1 else list(row)
    return tuple(draft.at(slot) for draft, slot in zip(drafts, slots, strict=True) if draft is not None)


def _label(question: Question, slots: Placement, entries: Sequence[Entry]) -> str:
    if all(entry.blank is Blank.NONE for entry in entries):
        return "无"
    return row_label(question.field, slots, entries)


def _figures(
    question: Question,
    doubt: _Doubt,
    alternatives: Sequence[Alternative],
    first: tuple[Placement, tuple[Entry, ...]],
    why: Why,
) -> dict[str, str]:
    values = values_label(question.field, first[1])
    match why:
        case Why.UNIT:
            return {"values": values, "unit": first[0][0].unit or "", "mistaken_for": doubt.mistaken_for}
        case Why.SHARE:
            return {"low": alternatives[0].label, "high": alternatives[1].label}
        case Why.ONE_OF_THREE:
            return {"value": row_label(question.field, first[0], first[1]).split("、")[0]}
        case _:
            return {"values": values}


def _doubt_about(question: Question, row: Row, *, asked: bool) -> _Doubt:
    for doubt in (_share, _mixed_units, _unit):
        found = doubt(question.field, row)
        if found is not None:
            return found
    none = asked and any(draft is not None and draft.entry.blank is Blank.NONE for draft in row)
    if none and not _told_apart(question.form, question.field, question.application):
        return _Doubt((row, [_zero(draft) for draft in row]), Why.NONE_OR_ZERO)
    return _Doubt((row,))


def _share(field: Field, row: Row) -> _Doubt | None:
    """V-5: is 0.413 for a share 0.41% or 41.3%?"""
    if not field.share or not any(_fraction(draft) for draft in row):
        return None
    high = [_times(draft, 100) if draft is not None and _fraction(draft) else draft for draft in row]
    return _Doubt((row, high), Why.SHARE)


def _fraction(draft: Draft | None) -> bool:
    return draft is not None and draft.bare and draft.number is not None and 0 < draft.number < 1


def _mixed_units(field: Field, row: Row) -> _Doubt | None:
    """12、13、14万元 in a field of 亿元: does 万元 hold for the first two as well?"""
    typed = {draft.entry.typed_unit for draft in row if draft is not None and draft.entry.typed_unit}
    bare = [draft for draft in row if draft is not None and draft.bare and draft.number]
    if len(typed) != 1 or not bare:
        return None
    unit = typed.pop()
    shared = _in(field, row, unit)
    if shared is None:
        return _Doubt((row,), Why.UNIT, unit) if field.unit is None else None
    return _Doubt((shared, row), Why.UNIT, unit)


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


def _times(draft: Draft, factor: int) -> Draft:
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
