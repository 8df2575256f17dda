"""Names for expressions, and the expressions of fields: what they may read, and in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from dialogs.definition.form import Calculation, Field
from dialogs.definition.loader.fields import RawField, Years
from dialogs.definition.loader.records import Record
from dialogs.definition.notice import County, Parameter
from dialogs.rules.compiler import compile_expression, compile_template
from dialogs.rules.expressions import Expression, Template
from dialogs.rules.functions import Unit
from dialogs.rules.scope import BadExpression, Known, Scope


@dataclass(frozen=True)
class Names:
    """Everything that an expression of this form may name."""

    fields: Mapping[str, tuple[Known, ...]]
    parameters: Mapping[str, tuple[Decimal | None, Unit]]
    years: tuple[str, ...]
    same_units: Mapping[str, str]
    cities: Mapping[str, frozenset[str]]

    def scope(self, year: str | None = None) -> Scope:
        """The names as one year sees them (or no year)."""
        parameters = dict(self.parameters)
        if year is not None:
            parameters["year"] = (Decimal(year), None)
        return Scope(self.fields, parameters, self.years, year, self.same_units, self.cities)


def names_of_form(
    fields: list[RawField],
    parameters: Mapping[str, Parameter],
    years: Years,
    same_units: Mapping[str, str],
    counties: Sequence[County],
) -> Names:
    """Fields, parameters and the edition's years, as expressions name them."""
    known = {raw.field.name: _known(raw.field) for raw in fields}
    figures: dict[str, tuple[Decimal | None, Unit]] = {
        each.name: (each.value, each.unit) for each in parameters.values()
    }
    figures |= {
        "first_year": (Decimal(years.statistic[0]), None),
        "last_year": (Decimal(years.statistic[-1]), None),
        "base_year": (Decimal(years.base), None),
        "target_year": (Decimal(years.target), None),
    }
    cities = {
        name: frozenset(each for county in counties if county.name == name for each in (county.city, county.group))
        for name in {county.name for county in counties}
    }
    return Names(known, figures, tuple(str(year) for year in years.statistic), same_units, cities)


def _known(field: Field) -> tuple[Known, ...]:
    choices = frozenset(choice.name for choice in field.choices)
    return tuple(Known(slot.path, slot.part, slot.unit, choices) for slot in field.slots)


def expression(record: Record, text: str, scope: Scope) -> Expression | None:
    """An expression of this record; a mistake in it is reported, and gives nothing."""
    try:
        return compile_expression(text, scope)
    except BadExpression as error:
        record.wrong(str(error))
        return None


def template(record: Record, text: str, scope: Scope) -> Template:
    """A sentence of this record; a mistake in it is reported."""
    try:
        return compile_template(text, scope)
    except BadExpression as error:
        record.wrong(str(error))
        return Template(text)


def with_expressions(fields: list[RawField], names: Names) -> tuple[Field, ...]:
    """The fields with their conditions and calculations; reading a later field is a mistake."""
    before: dict[str, int] = {slot.path: place for place, raw in enumerate(fields) for slot in raw.field.slots}
    return tuple(_with_expressions(raw, place, before, names) for place, raw in enumerate(fields))


def _with_expressions(raw: RawField, place: int, before: Mapping[str, int], names: Names) -> Field:
    record = raw.record
    condition = record.maybe_text("relevant")
    relevant = expression(record, condition, names.scope()) if condition else None
    text = record.maybe_text("draft")
    draft = template(record, text, names.scope()) if text else None
    calculations = {
        calculation.slot: calculation
        for each in record.records("calculation")
        for calculation in _calculations(each, raw.field, names)
    }
    record.finish()
    drafted = [part for _, part, _ in draft.parts] if draft else []
    for each in [relevant, *drafted, *(calculation.value for calculation in calculations.values())]:
        late = [slot for slot in each.reads if before[slot] > place] if each is not None else []
        if late:
            record.wrong(f"“{each.text if each else ''}” reads {', '.join(late)}, which is asked later")
    return replace(raw.field, relevant=relevant, draft=draft, calculations=calculations)


def _calculations(record: Record, field: Field, names: Names) -> list[Calculation]:
    every_year = record.maybe_text("each") == "year"
    part = record.text("slot", " ").strip()
    years: tuple[str | None, ...] = names.years if every_year else (None,)
    value, working = record.text("value"), record.prose("working")
    record.finish()
    found = []
    for year in years:
        slot = _slot(record, field, year if year is not None else part, names)
        scope = names.scope(year)
        computed = expression(record, value, scope)
        if slot is not None and computed is not None:
            found.append(Calculation(slot, computed, template(record, working, scope)))
    return found


def _slot(record: Record, field: Field, part: str, names: Names) -> str | None:
    by_word = dict(zip(("first", "second", "last"), names.years, strict=False))
    wanted = by_word.get(part, part)
    for slot in field.slots:
        if "/".join(slot.part) == wanted:
            return slot.path
    record.wrong(f"{field.name} has no slot “{part}”")
    return None
