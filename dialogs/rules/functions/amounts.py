"""Functions over amounts: growth, shares, sums, conversions, comparisons."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from itertools import pairwise

from dialogs.rules.functions.registry import (
    NIL,
    NilType,
    converts,
    first,
    growth_units,
    part_units,
    percentage,
    register,
    same,
)


@register(growth_units)
def growth(before: Decimal, after: Decimal, intervals: Decimal) -> Decimal | NilType:
    """Mean yearly growth in %, the geometric mean over ``intervals`` years (附件2-9); 无 from nothing."""
    if before <= 0 or after < 0 or intervals <= 0:
        return NIL
    ratio = after / before
    root = ratio.sqrt() if intervals == 2 else ratio ** (Decimal(1) / intervals)
    return (root - 1) * 100


@register(percentage, strict=False)
def rate(before: Decimal | NilType | None, after: Decimal | NilType | None) -> Decimal | NilType | None:
    """Growth from one year to the next in %; 无 where there was nothing before, or is nothing now (X-10)."""
    if isinstance(before, NilType) or isinstance(after, NilType):
        return NIL
    if before is None or after is None:
        return None
    return NIL if before == 0 else (after - before) / before * 100


@register(percentage)
def percent(part_: Decimal, whole: Decimal) -> Decimal | NilType:
    """Share of a part in its whole in %; 无 where the whole is zero."""
    return NIL if whole == 0 else part_ / whole * 100


@register(part_units)
def part(amount: Decimal, share: Decimal) -> Decimal:
    """The given percentage of an amount, in the amount's unit."""
    return amount * share / 100


@register(converts("亿元", "万元"))
def wan(amount: Decimal) -> Decimal:
    """亿元 in 万元."""
    return amount * 10000


@register(converts("万元", "亿元"))
def yi(amount: Decimal) -> Decimal:
    """万元 in 亿元."""
    return amount / 10000


@register(same, strict=False)
def total(*amounts: Decimal | NilType | None) -> Decimal | None:
    """Sum; 无 counts as zero, an unanswered amount leaves the sum unknown."""
    if any(amount is None for amount in amounts):
        return None
    return sum((amount for amount in amounts if isinstance(amount, Decimal)), Decimal(0))


@register(first, strict=False)
def number(amount: Decimal | NilType | None) -> Decimal | None:
    """The amount, 无 as zero."""
    return Decimal(0) if isinstance(amount, NilType) else amount


@register(same)
def larger(first: Decimal, second: Decimal) -> Decimal:
    """The larger of two amounts."""
    return max(first, second)


@register(lambda units: same(units[1:]), strict=False)
def choose(condition: bool | NilType | None, then: Decimal, otherwise: Decimal) -> Decimal | None:
    """One amount where the condition holds, the other where it does not or cannot be told."""
    return then if condition is True else otherwise


@register(same)
def close(first: Decimal, second: Decimal) -> bool:
    """Equal as far as two printed decimals can tell (shares that enter a rate are rounded themselves: X-8)."""
    return abs(first - second) <= max(Decimal("0.01"), abs(second) * Decimal("0.0005"))


@register(same)
def near(first: Decimal, second: Decimal, tolerance: Decimal) -> bool:
    """Equal to within a tolerance in the same unit (左右)."""
    return abs(first - second) <= tolerance


@register(first)
def round_up(amount: Decimal, places: Decimal) -> Decimal:
    """Rounded up to so many decimals: rounding a target down would break it."""
    return amount.quantize(Decimal(1).scaleb(-int(places)), rounding=ROUND_CEILING)


@register(same)
def increasing(*amounts: Decimal) -> bool:
    """Each amount is larger than the one before (逐年增加)."""
    return all(earlier < later for earlier, later in pairwise(amounts))
