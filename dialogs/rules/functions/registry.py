"""The functions that rules and calculations may call: the vocabulary of the trade, in decimals.

A function sees decimals, texts, tuples of box names, and ``NIL`` for 无. Strict functions (nearly all) are not called
with an unanswered operand (the result is unknown) nor with 无 (the result is 无); lenient ones see both themselves.
Each function says how the units of its operands make the unit of its result, so that a rule which compares 亿元 with
万元 is refused when the form is loaded.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

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


def plain(units: tuple[Unit, ...]) -> Unit:
    """A result without a unit."""
    return None


def percentage(units: tuple[Unit, ...]) -> Unit:
    """A percentage, of operands in one unit."""
    same(units)
    return PERCENT


def same(units: tuple[Unit, ...]) -> Unit:
    """The one unit that all operands have; plain numbers go with any."""
    known = {unit for unit in units if unit is not None}
    if len(known) > 1:
        raise UnitMismatch(f"units {' and '.join(sorted(known))} do not go together")
    return known.pop() if known else None


def first(units: tuple[Unit, ...]) -> Unit:
    """The first operand's unit."""
    return units[0]


def growth_units(units: tuple[Unit, ...]) -> Unit:
    """Two amounts in one unit, and a plain number of intervals."""
    return percentage(units[:2])


def part_units(units: tuple[Unit, ...]) -> Unit:
    """An amount and a percentage of it."""
    if len(units) == 2 and units[1] not in (PERCENT, None):
        raise UnitMismatch(f"part() takes a percentage second, not {units[1]}")
    return units[0]


def converts(source: str, target: str) -> Callable[[tuple[Unit, ...]], Unit]:
    """One unit in, another out."""

    def unit(units: tuple[Unit, ...]) -> Unit:
        if units != (source,):
            raise UnitMismatch(f"takes {source}, not {units[0]}")
        return target

    return unit


def register(
    unit: Callable[[tuple[Unit, ...]], Unit] = plain, *, strict: bool = True
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a function under its own name."""

    def keep(call: Callable[..., Any]) -> Callable[..., Any]:
        FUNCTIONS[call.__name__] = Function(call.__name__, call, unit, strict)
        return call

    return keep
