"""Figures to be worked out: 97减1, 3.2+9.3, 61/152 where a share is asked, 香港1个 意大利1个.

What comes out is offered with its working, never taken: parts may overlap, and the person may have meant one of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from dialogs.form import Kind
from dialogs.reading.labels import row_label
from dialogs.reading.question import Question
from dialogs.reading.results import Alternative, Entry
from dialogs.reading.units import times

_NUMBER = r"[0-9]{1,12}(?:\.[0-9]{1,6})?"
_SIGN = r"(?:[+]|[ ][+][ ]|[ ]?(?:再|又)?(?:加|减|去掉|扣除)(?![到至少])[上去]?[ ]?)"
_UNIT = r"[^\W\d_加减再又增参去扣]{0,4}"
_SUM = re.compile(rf"(?<![0-9.]){_NUMBER}{_UNIT}(?:{_SIGN}[^\d\s+加减]{{0,8}}{_NUMBER}{_UNIT}){{1,8}}")
_TERM = re.compile(rf"(?P<sign>[+加减掉除])?(?:[^\d+加减掉除]*?)(?P<number>{_NUMBER})(?P<unit>{_UNIT})")
_QUOTIENT = re.compile(rf"[(]?(?P<above>{_NUMBER})[ ]?(?:/|÷|除以)[ ]?(?P<below>{_NUMBER})[)]?")
_TAKEN_AWAY = frozenset("减掉除")


def worked_out(question: Question, plain: str) -> tuple[str, str] | None:
    """A (narrow) message with its sums done, and the working; None where nothing is to be worked out."""
    workings: list[str] = []

    def done(match: re.Match[str]) -> str:
        value = _summed(match[0])
        if value is None:
            return match[0]
        workings.append(match[0])
        return value

    meant = _SUM.sub(done, plain)
    return (meant, "，".join(workings)) if workings else _divided(question, plain)


def total_of(question: Question, parts: Sequence[Entry]) -> Alternative | None:
    """The sum of parts that were named one by one: 香港1个 意大利1个; None where sums say nothing, as of rates."""
    slot = question.slots[0]
    values = [entry.value for entry in parts if isinstance(entry.value, Decimal)]
    if question.field.kind not in (Kind.INTEGER, Kind.DECIMAL) or len(values) != len(parts) or len(parts) < 2:
        return None
    whole = replace(parts[0], slot=slot.path, value=sum(values, Decimal(0)), doubtful=any(e.doubtful for e in parts))
    working = "+".join(f"{value:f}" for value in values)
    return Alternative(f"{working} = {row_label(question.field, [slot], [whole])}", (whole,))


def _summed(words: str) -> str | None:
    """The sum of terms of one unit, in that unit; None where the units differ or nothing is left."""
    total, units = Decimal(0), dict[str, None]()
    for term in _TERM.finditer(words):
        value = Decimal(term["number"])
        total += -value if term["sign"] in _TAKEN_AWAY else value
        units[term["unit"]] = None
    units.pop("", None)
    return f"{total:f}{''.join(units)}" if len(units) <= 1 and total >= 0 else None


def _divided(question: Question, plain: str) -> tuple[str, str] | None:
    """61/152 as the share that it is, 318/3.5 as a figure: where one alone is asked."""
    found = _QUOTIENT.fullmatch(plain.strip())
    if found is None or len(question.field.slots) > 1 or not Decimal(found["below"]):
        return None
    value, percent = Decimal(found["above"]) / Decimal(found["below"]), question.field.unit == "%"
    if question.field.kind is Kind.INTEGER or (percent and value > 1):
        return None
    return (f"{times(value, 100):f}%" if percent else f"{value:f}"), found[0]
