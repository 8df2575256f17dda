"""Cells on their way to entries: converted into the field's unit, while it is still open which slot they go to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from dialogs.definition.form import Kind, Slot
from dialogs.reading.blanks import Missing
from dialogs.reading.cells import Cell
from dialogs.reading.cleaning import excerpt
from dialogs.reading.conversion import converted
from dialogs.reading.numbers import Figure
from dialogs.reading.question import Question
from dialogs.reading.results import Entry, Unreadable, Why
from dialogs.reading.units import SCALES, Unit, times, unit_of
from dialogs.record.application import Source

ALIKE = 10
"""Up to how many times the smallest of three years the largest may be, to be the same quantity."""
_MULTIPLIERS = frozenset("十百千万亿")


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry whose slot is not settled.

    ``bare`` figures were typed without a unit, ``scaled`` ones with a multiplier alone (一万五), ``bound`` ones with
    不低于.
    """

    entry: Entry
    bare: bool = False
    bound: bool = False
    scaled: bool = False

    @property
    def number(self) -> Decimal | None:
        """The figure, if it is one."""
        return self.entry.value if isinstance(self.entry.value, Decimal) else None

    def at(self, slot: Slot) -> Entry:
        """The entry in this slot. A target of 不低于10% is exact; a statistic of 不低于10 is doubtful."""
        doubtful = self.entry.doubtful or (self.bound and slot.part != ("target",))
        return replace(self.entry, slot=slot.path, doubtful=doubtful)


Row = Sequence[Draft | None]
"""Drafts in the order typed; ``None`` is a place left out."""


@dataclass(frozen=True, slots=True)
class Drafts:
    """A row as it was typed. ``shared`` is the row in which the one ``unit`` that was typed holds for all figures."""

    typed: Row | Unreadable
    shared: Row | None = None
    unit: str = ""


def drafts_of(question: Question, cells: Sequence[Cell], row_unit: str | None, source: Source | None) -> Drafts:
    """The cells in the field's unit; refused with the first one that is not a figure of this field."""
    typed = _row(question, cells, row_unit, source)
    one = _one_unit(cells) if row_unit is None else None
    shared = _row(question, [_in_unit_of(cell, one) for cell in cells], None, source) if one is not None else None
    if one is None or shared is None or isinstance(shared, Unreadable) or _values(shared) == _values(typed):
        return Drafts(typed)
    if _spread(_values(typed)) <= ALIKE < _spread(_values(shared)):
        return Drafts(typed)  # 4.1万 40200 41500: the unit holds for its own figure
    return Drafts(typed, shared, one.typed_unit)


def _spread(values: Sequence[Decimal | None]) -> Decimal:
    """How many times the smallest of these the largest is."""
    sizes = [abs(value) for value in values if value]
    return max(sizes) / min(sizes) if sizes else Decimal(1)


def _values(row: Row | Unreadable) -> list[Decimal | None]:
    return [] if isinstance(row, Unreadable) else [draft.number if draft is not None else None for draft in row]


def _one_unit(cells: Sequence[Cell]) -> Figure | None:
    """A figure with the unit that some figures of the row carry, if it is one and others carry none."""
    figures = [cell.figure for cell in cells if cell.figure is not None and cell.figure.value]
    named = {figure.typed_unit: figure for figure in figures if not figure.bare}
    return next(iter(named.values())) if len(named) == 1 and any(map(_plain, cells)) else None


def _plain(cell: Cell) -> bool:
    """A figure with neither unit nor multiplier; 8千 has one, although it is a figure of the field's unit."""
    figure = cell.figure
    return figure is not None and figure.bare and not figure.large and not set(cell.words) & _MULTIPLIERS


def shared_scale(figures: Sequence[Figure]) -> Figure | None:
    """A figure with the one unit that some figures carry, if others carry none."""
    named = {figure.typed_unit: figure for figure in figures if not figure.bare}
    return next(iter(named.values())) if len(named) == 1 and any(each.bare and each.value for each in figures) else None


def in_scale_of(figure: Figure, other: Figure) -> Figure:
    """A bare figure in the unit of another one."""
    if not figure.bare:
        return figure
    return replace(figure, value=times(figure.value, SCALES[other.scale]), scale=other.scale, unit=other.unit)


def _in_unit_of(cell: Cell, other: Figure) -> Cell:
    figure = cell.figure
    if figure is None or not _plain(cell):
        return cell
    return replace(cell, content=in_scale_of(figure, other))


def _row(question: Question, cells: Sequence[Cell], row_unit: str | None, source: Source | None) -> Row | Unreadable:
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
    figure, bare = _headed(cell.content, row_unit, unit_of(slot.unit))
    value = converted(figure, question.field, slot)
    if isinstance(value, Why):
        figures = {"words": excerpt(cell.words), "typed": figure.typed_unit, "unit": slot.unit or ""}
        return Unreadable(value, figures)
    entry = Entry("", value.value, doubtful=cell.doubtful, source=source, typed_unit=value.typed_unit)
    return Draft(entry, bare, cell.content.bound, figure.unit is None and bool(figure.scale))


def _headed(figure: Figure, row_unit: Unit | None, own: Unit | None) -> tuple[Figure, bool]:
    """A figure below a unit of the row; the field's own unit says nothing new, since the form prints it anyway."""
    if figure.unit is None and figure.scale and row_unit is not None and row_unit.text[0] not in _MULTIPLIERS:
        return replace(figure, unit=row_unit), False  # 美元：500万
    if not figure.bare:
        return figure, False
    if row_unit is None or (own is not None and row_unit.size == own.size and row_unit.fits(own)):
        return figure, True
    return replace(figure, unit=row_unit), False
