"""Fields: from YAML records to frozen definitions with their slots. Expressions are added by ``scopes``."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.definition.form import Asking, Choice, Field, Hand, Kind, Looks, Shape, Slot, Typical
from dialogs.definition.loader.records import Record


@dataclass(frozen=True, slots=True)
class Years:
    """The years of an edition, as its labels need them."""

    statistic: tuple[int, ...]
    base: int
    target: int


@dataclass(frozen=True)
class RawField:
    """A field whose expressions are not parsed yet, with the record they come from."""

    field: Field
    record: Record


def read_fields(head: Record, years: Years) -> list[RawField]:
    """The fields of one file (``section``, ``fields``), in asking order."""
    section = head.text("section")
    fields = [_field(record, section, years) for record in head.records("fields")]
    head.finish()
    return fields


def _field(record: Record, section: str, years: Years) -> RawField:
    name, kind = record.text("name"), record.one_of("kind", Kind, Kind.TEXT)
    if not name.isidentifier() or not name.isascii():
        record.wrong(f"the name “{name}” is not an ASCII identifier")
    shape, unit = record.one_of("shape", Shape, Shape.SINGLE), record.maybe_text("unit")
    if unit is None and kind is Kind.PERCENT:
        unit = "%"
    choices = tuple(_choice(each) for each in record.records("choices"))
    if choices and kind not in (Kind.CHOICE, Kind.MULTI):
        record.wrong("only a choice or a multi group has choices")
    field = Field(
        name=name,
        id=record.text("id"),
        label=record.text("label"),
        section=record.maybe_text("section") or section,
        kind=kind,
        shape=shape,
        group=record.maybe_text("group"),
        unit=unit,
        limit=record.integer("limit"),
        shared_limit=record.flag("shared_limit"),
        hint=record.maybe_prose("hint"),
        example=record.maybe_text("example"),
        unfilled=record.maybe_text("unfilled") or "",
        note=record.maybe_prose("note"),
        help=record.texts("help"),
        department=record.maybe_text("department"),
        choices=choices,
        by=record.one_of("by", Hand, Hand.COUNTY),
        copy_of=record.texts("copy_of"),
        auxiliary=record.flag("auxiliary"),
        asking=record.one_of("asking", Asking, Asking.ALWAYS),
        unit_from=record.maybe_text("unit_from"),
        suggest=record.maybe_text("suggest"),
        typical=_typical(record.record("typical")),
        share=record.flag("share"),
        looks=record.one_of("looks", Looks, Looks.ANYTHING),
        coarse=record.flag("coarse"),
        slots=_slots(record, name, kind, shape, unit, years),
    )
    return RawField(field, record)


def _choice(record: Record) -> Choice:
    unit, also = record.maybe_text("unit"), record.texts("also")
    choice = Choice(record.text("name"), record.text("label"), unit, also)
    record.finish()
    return choice


def _typical(record: Record | None) -> Typical | None:
    if record is None:
        return None
    low, high = record.decimal("low"), record.decimal("high")
    mistaken_for = record.text("mistaken_for")
    record.finish()
    if low is None or high is None:
        record.wrong("“typical” needs low and high")
        return None
    return Typical(low, high, mistaken_for)


def _slots(record: Record, name: str, kind: Kind, shape: Shape, unit: str | None, years: Years) -> tuple[Slot, ...]:
    match shape:
        case Shape.SINGLE:
            return (Slot(name, name, (), kind, "", unit),)
        case Shape.YEARLY:
            return tuple(Slot(f"{name}/{y}", name, (str(y),), kind, f"{y}年", unit) for y in years.statistic)
        case Shape.COUNT_NAMES:
            return (
                Slot(f"{name}/count", name, ("count",), Kind.INTEGER, "数量", unit),
                Slot(f"{name}/names", name, ("names",), Kind.NAMES, "名称"),
            )
        case Shape.PAIR:
            return (
                Slot(f"{name}/base", name, ("base",), kind, f"{years.base}年基准值", unit),
                Slot(f"{name}/target", name, ("target",), kind, f"{years.target}年目标值", unit),
            )
        case Shape.MATRIX:
            return _matrix(record, name, unit, years)


def _matrix(record: Record, name: str, unit: str | None, years: Years) -> tuple[Slot, ...]:
    levels = [_choice(each) for each in record.records("levels")]
    roles = [_choice(each) for each in record.records("roles")]
    return tuple(
        Slot(
            f"{name}/{year}/{level.name}/{role.name}",
            name,
            (str(year), level.name, role.name),
            Kind.INTEGER,
            f"{year}年 {level.label} {role.label}",
            unit,
        )
        for year in years.statistic
        for level in levels
        for role in roles
    )
