"""Figures of years where one is asked: 22年涨9.2，23年涨10.6 as a yearly rate, 21年1件 23年2件 as the last or the sum.

What comes out is offered with its working.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal

from dialogs.definition.form import Kind, Shape
from dialogs.reading.cleaning import excerpt
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.labels import row_label
from dialogs.reading.mentioned import Said
from dialogs.reading.question import Question
from dialogs.reading.results import Alternative, Entry, Unsure, Why

_WIDE = Context(prec=28)
_RATES = re.compile("[%涨增降跌升]|点")
_FEWEST, _MOST = 2, 3


def mean_rate(question: Question, plain: str, said: Said) -> Unsure | None:
    """The geometric mean of the years' rates, where one yearly rate is asked; of the last two as well as of three."""
    field = question.field
    if field.shape is not Shape.SINGLE or field.kind is not Kind.PERCENT or "年均" not in field.label:
        return None
    rates = [each.value for each in said.mentions if each.what == "figure"]
    named = {each.years[-1] for each in said.mentions if each.years}
    if not _FEWEST <= len(rates) <= _MOST or said.beside or (named and len(named) != len(rates)):
        return None
    if not named and _RATES.search(plain) is None:
        return None
    if any(rate <= -100 for rate in rates):
        return None
    runs = [rates] if len(rates) == _FEWEST else [rates[1:], rates]
    ways = tuple(_way(question, run) for run in runs)
    return Unsure(Why.CLOSEST, (*ways, NONE_OF_THESE), {"words": excerpt(plain)})


def of_years(question: Question, plain: str, said: Said) -> Unsure | None:
    """The figure of the last year that is named, and the sum of all, where one count is asked."""
    figures = [each for each in said.mentions if each.what in ("figure", "none")]
    named = [each.years[0] for each in figures if len(each.years) == 1]
    if question.field.shape is not Shape.SINGLE or question.field.kind not in (Kind.INTEGER, Kind.DECIMAL):
        return None
    if len(named) < _FEWEST or len(named) != len(set(named)) or len(named) != len(said.mentions) or said.beside:
        return None
    slot = question.field.slots[0]
    last = max(figures, key=lambda each: each.years[0])
    ways = []
    for value, why in ((last.value, f"{last.years[0]}年"), (sum((each.value for each in figures), Decimal(0)), "合计")):
        entries = (Entry(slot.path, value),)
        ways.append(Alternative(f"{row_label(question.field, [slot], entries)}（{why}）", entries))
    return Unsure(Why.CLOSEST, (*ways, NONE_OF_THESE), {"words": excerpt(plain)})


def _way(question: Question, rates: list[Decimal]) -> Alternative:
    slot = question.field.slots[0]
    factors = [1 + rate / 100 for rate in rates]
    product = Decimal(1)
    for factor in factors:
        product *= factor
    mean = (_WIDE.power(product, 1 / Decimal(len(rates))) - 1) * 100
    entries = (Entry(slot.path, mean.quantize(Decimal("0.01"), ROUND_HALF_UP)),)
    working = "×".join(f"{factor:f}" for factor in factors)
    return Alternative(f"{row_label(question.field, [slot], entries)}（{working} 开 {len(rates)} 次方 - 1）", entries)
