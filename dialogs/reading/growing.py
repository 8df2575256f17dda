"""A rate told by what grew or fell: 21年底95件，23年底138件; 2021年0.21，2023年0.17，降了多少你替我算.

It is offered with its working.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal

from dialogs.definition.form import Kind, Shape
from dialogs.reading.aims import known_base
from dialogs.reading.cleaning import excerpt
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.labels import row_label
from dialogs.reading.mentioned import Asked, Mention
from dialogs.reading.mentions import said_in
from dialogs.reading.named_years import named_years
from dialogs.reading.numbers import Figure
from dialogs.reading.question import Question
from dialogs.reading.results import Alternative, Entry, Unsure, Why

_WIDE = Context(prec=28)
_RATES = re.compile("%|百分|个点|[涨增降跌升](?:了|幅|速|约)*[0-9]")
_UNIT = re.compile(r"[0-9][ ]?(?:[万亿]|[件个项家户亿万]元?)")
_IN_THREE = re.compile("[三3]年(?:以?后|之后|内)")
_WORK_OUT = re.compile("算(?!上|了|是)|多少|吨|降[低到至]|[涨升]到")
"""Words beside two figures of years that ask for the rate between them."""
_SCALES = (10**8, 10**4)
_LEVELS = 40
"""Bare figures of years, one of them as large as this, are hardly rates of growth."""


def growth_of_levels(question: Question, plain: str) -> Unsure | None:
    """The rate between the first and the last level of a (narrow) sentence; None where it tells none."""
    field = question.field
    falls = "降低率" in field.label and field.shape is Shape.SINGLE
    pair = field.shape is Shape.PAIR
    if field.kind is not Kind.PERCENT or not (
        falls or ("年均" in field.label and (pair or field.shape is Shape.SINGLE))
    ):
        return None
    levels = _levels(question, plain) if _RATES.search(plain) is None else ()
    if len(levels) < 2 or (pair and len(levels) > 2) or min(each.value for each in levels) <= 0:
        return None
    ends = sorted(levels, key=lambda each: each.years) if all(each.years for each in levels) else levels
    years = _between(question, ends)
    if falls:
        return _fallen(question, plain, ends, years)
    return _offered(question, plain, ends, years) if years > 0 else None


def _levels(question: Question, plain: str) -> Sequence[Mention]:
    """What stood or shall stand in some year; nothing where the sentence may speak of rates, or of several things."""
    last = question.form.target_year if question.field.shape is Shape.PAIR else question.form.base_year
    every = [str(year) for year in range(question.form.base_year - 2, last + 1)]
    plain = _IN_THREE.sub(f"{question.form.target_year}年", plain)
    said = said_in(named_years(plain, question.form.base_year), Asked(every, _level, percent=False, signed=False))
    found = said.mentions if said is not None and not said.beside else ()
    if any(each.what != "figure" or len(each.years) > 1 for each in found):
        return ()
    named = [each.years[0] for each in found if each.years]
    counted = len(_UNIT.findall(plain)) >= len(found)
    large = len(named) == len(found) and max((each.value for each in found), default=0) >= _LEVELS
    told = counted and (len(found) == 2 or len(named) == len(found))
    worked_out = len(named) == len(found) > 1 and _WORK_OUT.search(plain) is not None
    return found if (told or large or worked_out) and len(set(named)) == len(named) else ()


def _level(figure: Figure) -> Decimal | None:
    rate = figure.unit is not None and figure.unit.measures[0] in ("percent", "points")
    return None if rate or figure.large else figure.value


def _between(question: Question, ends: Sequence[Mention]) -> int:
    """The years from one end to the other, as named or as the form asks."""
    if all(each.years for each in ends):
        return int(ends[-1].years[0]) - int(ends[0].years[0])
    return question.form.target_year - question.form.base_year if question.field.shape is Shape.PAIR else 2


def _fallen(question: Question, plain: str, ends: Sequence[Mention], years: int) -> Unsure | None:
    """By how much it fell from the first to the last: in all, and in the mean of a year."""
    first, last = ends[0].value, ends[-1].value
    slot, rough = question.field.slots[0], any(each.rough for each in ends)
    whole = ((1 - last / first) * 100, f"1 - {last}÷{first}，累计")
    mean = ((1 - _WIDE.power(last / first, 1 / Decimal(max(years, 1)))) * 100, f"年均，{years} 次方根")
    ways = []
    for rate, why in (whole, mean)[: 1 + (years > 1)]:
        entries = (Entry(slot.path, rate.quantize(Decimal("0.01"), ROUND_HALF_UP), doubtful=rough),)
        ways.append(Alternative(f"{row_label(question.field, [slot], entries)}（{why}）", entries))
    return Unsure(Why.CLOSEST, (*ways, NONE_OF_THESE), {"words": excerpt(plain)})


def _offered(question: Question, plain: str, ends: Sequence[Mention], years: int) -> Unsure:
    first, last = ends[0].value, ends[-1].value
    rate = (_WIDE.power(last / first, 1 / Decimal(years)) - 1) * 100
    value = rate.quantize(Decimal("0.01"), ROUND_HALF_UP)
    slots = list(question.field.slots)
    rough = any(each.rough for each in ends)
    base = known_base(question) if len(slots) > 1 else None
    known = (Entry(slots[0].path, base),) if base is not None else ()
    entries = (*known, Entry(slots[-1].path, value, doubtful=rough))
    shown = [slot for slot in slots if slot.path in [entry.slot for entry in entries]]
    scale = next((each for each in _SCALES if first >= each and last >= each), 1)
    above, below = (f"{(value / scale).normalize(_WIDE):f}" for value in (last, first))
    label = f"{row_label(question.field, shown, entries)}（{above}÷{below} 开 {years} 次方 - 1）"
    return Unsure(Why.CLOSEST, (Alternative(label, entries), NONE_OF_THESE), {"words": excerpt(plain)})
