"""The functions that rules and calculations may call: the vocabulary of the trade, in decimals.

A function sees decimals, texts, tuples of box names, and ``NIL`` for 无. Strict functions (nearly all) are not called
with an unanswered operand (the result is unknown) nor with 无 (the result is 无); lenient ones see both themselves.
Each function says how the units of its operands make the unit of its result, so that a rule which compares 亿元 with
万元 is refused when the form is loaded.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import Any

from dialogs.counting import character_count, listed_count, names_of, numerals, word_count

Unit = str | None
PERCENT = "%"


class NilType:
    """The answer 无: a value of its own, neither zero nor missing."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "NIL"


NIL = NilType()


class UnitMismatch(ValueError):
    """The units of the operands do not go together."""


@dataclass(frozen=True, slots=True)
class Function:
    """A registered function: how it computes, how units go through it, and whether it sees missing operands."""

    name: str
    call: Callable[..., Any]
    unit: Callable[[tuple[Unit, ...]], Unit]
    strict: bool = True


FUNCTIONS: dict[str, Function] = {}


def _plain(units: tuple[Unit, ...]) -> Unit:
    return None


def _percent(units: tuple[Unit, ...]) -> Unit:
    _same(units)
    return PERCENT


def _same(units: tuple[Unit, ...]) -> Unit:
    known = {unit for unit in units if unit is not None}
    if len(known) > 1:
        raise UnitMismatch(f"units {' and '.join(sorted(known))} do not go together")
    return known.pop() if known else None


def _first(units: tuple[Unit, ...]) -> Unit:
    return units[0]


def _growth_units(units: tuple[Unit, ...]) -> Unit:
    return _percent(units[:2])


def _part_units(units: tuple[Unit, ...]) -> Unit:
    if len(units) == 2 and units[1] not in (PERCENT, None):
        raise UnitMismatch(f"part() takes a percentage second, not {units[1]}")
    return units[0]


def _converts(source: str, target: str) -> Callable[[tuple[Unit, ...]], Unit]:
    def unit(units: tuple[Unit, ...]) -> Unit:
        if units != (source,):
            raise UnitMismatch(f"takes {source}, not {units[0]}")
        return target

    return unit


def _register(
    unit: Callable[[tuple[Unit, ...]], Unit] = _plain, *, strict: bool = True
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def keep(call: Callable[..., Any]) -> Callable[..., Any]:
        FUNCTIONS[call.__name__] = Function(call.__name__, call, unit, strict)
        return call

    return keep


@_register(_growth_units)
def growth(before: Decimal, after: Decimal, intervals: Decimal) -> Decimal | NilType:
    """Mean yearly growth in %, the geometric mean over ``intervals`` years (附件2-9); 无 from nothing."""
    if before <= 0 or after < 0 or intervals <= 0:
        return NIL
    ratio = after / before
    root = ratio.sqrt() if intervals == 2 else ratio ** (Decimal(1) / intervals)
    return (root - 1) * 100


@_register(_percent, strict=False)
def rate(before: Decimal | NilType | None, after: Decimal | NilType | None) -> Decimal | NilType | None:
    """Growth from one year to the next in %; 无 where there was nothing before, or is nothing now (X-10)."""
    if isinstance(before, NilType) or isinstance(after, NilType):
        return NIL
    if before is None or after is None:
        return None
    return NIL if before == 0 else (after - before) / before * 100


@_register(_percent)
def percent(part_: Decimal, whole: Decimal) -> Decimal | NilType:
    """Share of a part in its whole in %; 无 where the whole is zero."""
    return NIL if whole == 0 else part_ / whole * 100


@_register(_part_units)
def part(amount: Decimal, share: Decimal) -> Decimal:
    """The given percentage of an amount, in the amount's unit."""
    return amount * share / 100


@_register(_converts("亿元", "万元"))
def wan(amount: Decimal) -> Decimal:
    """亿元 in 万元."""
    return amount * 10000


@_register(_converts("万元", "亿元"))
def yi(amount: Decimal) -> Decimal:
    """万元 in 亿元."""
    return amount / 10000


@_register(_same, strict=False)
def total(*amounts: Decimal | NilType | None) -> Decimal | None:
    """Sum; 无 counts as zero, an unanswered amount leaves the sum unknown."""
    if any(amount is None for amount in amounts):
        return None
    return sum((amount for amount in amounts if isinstance(amount, Decimal)), Decimal(0))


@_register(_first, strict=False)
def number(amount: Decimal | NilType | None) -> Decimal | None:
    """The amount, 无 as zero."""
    return Decimal(0) if isinstance(amount, NilType) else amount


@_register(_same)
def larger(first: Decimal, second: Decimal) -> Decimal:
    """The larger of two amounts."""
    return max(first, second)


@_register(lambda units: _same(units[1:]), strict=False)
def choose(condition: bool | NilType | None, then: Decimal, otherwise: Decimal) -> Decimal | None:
    """One amount where the condition holds, the other where it does not or cannot be told."""
    return then if condition is True else otherwise


@_register(_same)
def close(first: Decimal, second: Decimal) -> bool:
    """Equal as far as two printed decimals can tell (shares that enter a rate are rounded themselves: X-8)."""
    return abs(first - second) <= max(Decimal("0.01"), abs(second) * Decimal("0.0005"))


@_register(_same)
def near(first: Decimal, second: Decimal, tolerance: Decimal) -> bool:
    """Equal to within a tolerance in the same unit (左右)."""
    return abs(first - second) <= tolerance


@_register(_first)
def round_up(amount: Decimal, places: Decimal) -> Decimal:
    """Rounded up to so many decimals: rounding a target down would break it."""
    return amount.quantize(Decimal(1).scaleb(-int(places)), rounding=ROUND_CEILING)


@_register(_same)
def increasing(*amounts: Decimal) -> bool:
    """Each amount is larger than the one before (逐年增加)."""
    return all(earlier < later for earlier, later in zip(amounts, amounts[1:], strict=False))


@_register(strict=False)
def nil(value: object) -> bool | None:
    """The answer is 无; unknown while there is none."""
    return None if value is None else value is NIL


@_register(strict=False)
def filled(value: object) -> bool | None:
    """The answer is something other than 无; unknown while there is none."""
    return None if value is None else value is not NIL


@_register(strict=False)
def answered(value: object) -> bool:
    """There is an answer, 无 included."""
    return value is not None


@_register(strict=False)
def ticked(boxes: tuple[str, ...] | NilType | None) -> Decimal | None:
    """How many boxes are ticked."""
    if boxes is None:
        return None
    return Decimal(len(boxes)) if isinstance(boxes, tuple) else Decimal(0)


@_register(strict=False)
def has(boxes: tuple[str, ...] | NilType | None, box: str) -> bool | None:
    """This box is ticked."""
    if boxes is None:
        return None
    return isinstance(boxes, tuple) and box in boxes


def _texts(values: tuple[object, ...]) -> list[str] | None:
    if any(value is None for value in values):
        return None
    return [value for value in values if isinstance(value, str)]


@_register(strict=False)
def words(*texts: object) -> Decimal | None:
    """Word's 字数 of these texts together."""
    given = _texts(texts)
    return None if given is None else Decimal(sum(word_count(text) for text in given))


@_register(strict=False)
def characters(*texts: object) -> Decimal | None:
    """Characters without white space of these texts together."""
    given = _texts(texts)
    return None if given is None else Decimal(sum(character_count(text) for text in given))


@_register(strict=False)
def listed(names: object) -> Decimal | None:
    """How many names a list stands for; 无 is none."""
    if names is None:
        return None
    return Decimal(listed_count(names)) if isinstance(names, str) else Decimal(0)


@_register()
def shared_names(first: str, second: str) -> Decimal:
    """How many names stand in both lists."""
    return Decimal(len(set(names_of(first)) & set(names_of(second))))


@_register()
def kinds_named(names: str, *kinds: str) -> bool:
    """Every name of the list carries one of these words."""
    return all(any(kind in name for kind in kinds) for name in names_of(names))


@_register()
def contains(text: str, *phrases: str) -> bool:
    """One of these phrases stands in the text."""
    return any(phrase in text for phrase in phrases)


@_register()
def mentions(text: str, *figures: Decimal) -> bool:
    """Every figure stands in the text, as it would be printed."""
    said = set(numerals(text))
    return all(abs(figure).quantize(Decimal("0.01")) in said or abs(figure) in said for figure in figures)


@_register()
def count_numerals(text: str) -> Decimal:
    """How many figures stand in the text."""
    return Decimal(len(numerals(text)))


FUNCTIONS["numerals"] = FUNCTIONS.pop("count_numerals")


_CLUSTER_NAME = re.compile(r".+?[县市区].*?产业(?:集群)?$")


@_register()
def pattern(name: str) -> bool:
    """The name follows XX(县、市、区)XX产业, with or without 集群 (V-7, I-29)."""
    return _CLUSTER_NAME.match(name) is not None


@_register()
def names_place(name: str, place: str) -> bool:
    """The cluster's name begins with its county (V-7)."""
    return name.startswith(place)


_PHONE = re.compile(r"(?:1\d{10}|0\d{2,3}-?\d{7,8}(?:-\d{1,6})?)")


@_register()
def is_phone(text: str) -> bool:
    """An 11-digit mobile number, or area code and 7 to 8 digits (V-9)."""
    return _PHONE.fullmatch(text.replace(" ", "")) is not None


@_register()
def year_of(day: str) -> Decimal:
    """The year of an ISO date."""
    return Decimal(day[:4])


@_register()
def on_or_before(day: str, limit: str) -> bool:
    """The day is no later than the limit; a date without day or month counts from its beginning."""
    filled_up = (day + "-01-01")[:10] if len(day) == 4 else (day + "-01")[:10]
    return date.fromisoformat(filled_up) <= date.fromisoformat(limit)
