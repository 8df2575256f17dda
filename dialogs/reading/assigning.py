"""The last reading of a row of figures: what a sentence mentions, put into the years that are asked, and offered.

It runs where the other readings refuse, or understand less of the sentence. Years that are named get their figures;
one that is said by another (比22年涨了8%) is worked out, with its working in sight; figures without a year go in order
where there is one for each. Nothing is taken: the person sees every value first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from dialogs.definition.form import Shape, Slot
from dialogs.reading.cleaning import excerpt
from dialogs.reading.conversion import converted
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.drafts import ALIKE, in_scale_of, shared_scale
from dialogs.reading.growing import growth_of_levels
from dialogs.reading.labels import row_label
from dialogs.reading.mean_rates import mean_rate, of_years
from dialogs.reading.mentioned import Asked, Said
from dialogs.reading.mentions import said_in
from dialogs.reading.named_years import named_years
from dialogs.reading.numbers import Figure
from dialogs.reading.odd_figures import alternative_of, says_last_first
from dialogs.reading.pictures import without_pictures
from dialogs.reading.question import Question
from dialogs.reading.rephrasing import without_numerator
from dialogs.reading.results import Alternative, Entry, Read, Reading, Unreadable, Unsure, Why
from dialogs.reading.two_ends import two_ends
from dialogs.reading.years_filled import Row, other_money_in_its_year, rows_of
from dialogs.record.application import Blank

_LONGEST, _MOST_OFFERED = 200, 5
_REFUSED = frozenset(
    (Why.NOT_A_NUMBER, Why.TOO_MANY, Why.TOO_FEW, Why.REPEATED_YEAR, Why.WRONG_UNIT, Why.NOT_WHOLE, Why.ONE_FIGURE)
)
_GUESSED = frozenset((Why.YEARS_OF_TWO, Why.ONE_OF_THREE, Why.CLOSEST, Why.NO_ANSWER, Why.NONE_OR_ZERO))
_ASKS = re.compile(r"[?？]$|[吗么呢]$|(?<=[^,，;；。])还是|不是|改|应为")
_WHETHER = re.compile("[,， ]*(?:这样|这么)?(?:填|写)?(?:行|可以|成|好|中|对)(?:[吗么不]|不[行成对可])[?？]?$")
"""23年填100%行吗: what is said is offered all the same."""
_OTHER_MONEY_FIRST = re.compile(
    r"(?:美元|美金|欧元|日元|港[元币]|[$€])(?!折|约?合)[^0-9]{0,3}(?!(?:20)?2[0-9]年)[0-9]", re.IGNORECASE
)
_LEAVE = re.compile("(?:注销|关停|倒闭|退出|迁出|摘牌|到期)了?[ ]?[0-9]")
"""新增35家，注销6家: two ways at once, which nobody should add up for the person."""
_ODD = re.compile(r"[0-9][A-Za-z\u00b2\u00b3\u00b9\u2070-\u209f\u2460-\u24ff]|瓦")
"""Marks at a figure that nobody is sure of: 10², 118.4①."""
_YEARS_FOR_ONE = re.compile(
    r"(?<![0-9.])2[0-9][、,，和](?:20)?2[0-9][ ]?(?:[=:：]|都|均|没|无)|"
    r"20[0-9]{2}年?[到至]20[0-9]{2}|2[0-9]年?[到至]2[0-9]年"
)
"""21、23 = 0, 21年到23年都是141: years written as figures are."""


def assigned(question: Question, plain: str, reading: Reading) -> Reading:
    """The reading, or an offer of what the (narrow) sentence mentions where that says more."""
    if not _may_say_more(plain, reading):
        return reading
    if question.field.shape is Shape.PAIR:
        return two_ends(question, plain) or growth_of_levels(question, plain) or reading
    said = _said(question, plain)
    if said is None:
        return reading
    if question.field.shape is not Shape.YEARLY:
        grown = growth_of_levels(question, plain) or mean_rate(question, plain, said)
        return grown or of_years(question, plain, said) or reading
    ways = {way.label: way for way in _ways(question, said, reading)}
    if not ways:
        return reading
    return Unsure(Why.CLOSEST, (*list(ways.values())[:_MOST_OFFERED], NONE_OF_THESE), {"words": excerpt(plain)})


def _said(question: Question, plain: str) -> Said | None:
    text = named_years(without_numerator(question, plain), question.form.base_year)
    years = [slot.part[0] for slot in question.field.slots if slot.part]
    percent = question.field.unit == "%"
    signed = percent and not question.field.share
    figures: list[Figure] = []

    def mentioned(inside: Callable[[Figure], Figure]) -> Said | None:
        def value(figure: Figure) -> Decimal | None:
            figures.append(figure)
            return _value(question, inside(figure))

        return said_in(text, Asked(years, value, percent, signed))

    said = mentioned(lambda figure: figure)
    one = shared_scale(figures)
    together = mentioned(lambda figure: in_scale_of(figure, one)) if one is not None else None
    said = together if said is not None and together is not None and _alike(together) and not _alike(said) else said
    return other_money_in_its_year(years, said) if said is not None else None


def _alike(said: Said) -> bool:
    """Whether the figures may be of one quantity: 三千一百八十万，前年两千六百五 are, where 万 holds for both."""
    values = [abs(each.value) for each in said.mentions if each.what == "figure" and each.value]
    return not values or max(values) <= ALIKE * min(values)


def _ways(question: Question, said: Said, reading: Reading) -> list[Alternative]:
    """What the sentence may say, where that is more than what was read of it, beside what was read."""
    ways = [way for row in rows_of(question, said) if (way := _alternative(question, row, said)) is not None]
    if not ways or not isinstance(reading, Unsure | Read):
        return ways
    read = [alternative_of(question, reading)] if isinstance(reading, Read) else list(reading.alternatives[:-1])
    if isinstance(reading, Read):
        return [*ways, *read]
    least = 1 if reading.why is Why.ONE_OF_THREE else max((len(each.entries) for each in read), default=0)
    known = [_shown_by(each) for each in read]
    new = [way for way in ways if _shown_by(way) not in known]
    guessed = reading.why in (Why.YEARS_OF_TWO, Why.ONE_OF_THREE)
    longer = [way for way in (ways if guessed else new) if len(way.entries) > least]
    if guessed and all(_shown_by(way) in known for way in ways) and not any(each.years for each in said.mentions):
        return []
    same = [way for way in ways if len(way.entries) == least] if _named(said) else []
    if longer or guessed:
        return [*longer, *same] if guessed else longer
    if not new or len(new[0].entries) < least or not _named(said):
        return []
    agreed = all(_agree(way, new[0]) for way in read)
    return [*read, *new] if agreed and not any(_same_values(way, new[0]) for way in read) else [*new, *read]


def _shown_by(way: Alternative) -> list[tuple[str, object, bool]]:
    return [(entry.slot, entry.value, entry.doubtful) for entry in way.entries]


def _agree(one: Alternative, other: Alternative) -> bool:
    """Whether two ways have no different figures for a year; 无 and 0 are no different ones."""
    values = {entry.slot: entry.value for entry in other.entries}
    pairs = ((entry.value, values.get(entry.slot)) for entry in one.entries)
    return all(value is None or there is None or value == there for value, there in pairs)


def _same_values(one: Alternative, other: Alternative) -> bool:
    return {entry.slot: entry.value for entry in one.entries} == {entry.slot: entry.value for entry in other.entries}


def _may_say_more(plain: str, reading: Reading) -> bool:
    if len(plain) > _LONGEST or without_pictures(plain) != plain:
        return False
    if any(each.search(_WHETHER.sub("", plain)) for each in (_ASKS, _OTHER_MONEY_FIRST, _LEAVE, _ODD)):
        return False
    match reading:
        case Read():
            return _YEARS_FOR_ONE.search(plain) is not None
        case Unreadable(why):
            return why in _REFUSED
        case Unsure(why):
            return (why in _GUESSED and not says_last_first(plain)) or _YEARS_FOR_ONE.search(plain) is not None


def _named(said: Said) -> bool:
    """Whether the sentence says itself where its figures belong."""
    relative = any(each.what in ("rate", "step") for each in said.mentions)
    return (
        bool(said.began or said.only) or relative or any(each.years for each in said.mentions) or bool(said.rough_years)
    )


def _value(question: Question, figure: Figure) -> Decimal | None:
    number = converted(figure, question.field, question.field.slots[0])
    return None if isinstance(number, Why) else number.value


def _alternative(question: Question, row: Row, said: Said) -> Alternative | None:
    slots = [slot for slot in question.field.slots if slot.part[0] in row.values]
    entries = tuple(_entry(question, slot, row) for slot in slots)
    if not entries or any(isinstance(each.value, Decimal) and each.value < 0 for each in entries if _level(question)):
        return None
    label = row_label(question.field, slots, entries)
    notes = [f"{year}年 {working}" for year, working in sorted(row.workings.items())]
    rough = sorted(row.rough & row.values.keys())
    notes += ["待核实"] if len(rough) == len(row.values) else [f"{year}年待核实" for year in rough]
    notes += [f"{year}年 {money} 换算后再填" for year, money in sorted(said.foreign.items()) if year not in row.values]
    return Alternative(f"{label}（{'，'.join(notes)}）" if notes else label, entries)


def _level(question: Question) -> bool:
    return question.field.unit != "%" or question.field.share


def _entry(question: Question, slot: Slot, row: Row) -> Entry:
    year = slot.part[0]
    value = row.values[year]
    if value is Blank.NONE and question.field.unit != "%" and year not in row.written:
        return Entry(slot.path, Decimal(0))
    if isinstance(value, Blank):
        return Entry(slot.path, None, value)
    return Entry(slot.path, value, doubtful=year in row.rough)
