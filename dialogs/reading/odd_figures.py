"""Figures that were read and are odd: one year a thousand times another, next to nothing, the last year first."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from dialogs.definition.form import Kind, Shape
from dialogs.reading.cleaning import excerpt, narrow
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.labels import marked_label, row_label
from dialogs.reading.question import Question
from dialogs.reading.results import Alternative, Entry, Read, Reading, Unsure, Why

_THOUSANDFOLD = 500
_FAR = 10
_SMALLEST = Decimal("0.005")
_SOME_MORE = re.compile("[成十百千万0-9][多来余几](?!年)|几[成十百家]")
_SQUARE = re.compile("个?平方(?!公里|千米|米)|(?<=[0-9])个?平(?![方米])")
_LAST = r"(?:20)?2[0-9]年?"
_BACKWARDS = re.compile(
    r"从近到远|由近及远|由近到远|倒[着序]|逆序|从[后下](?:往|向)[前上]|从新到旧|先(?:是|写)?(?:今年|去年|2023)"
    rf"|从(?:最近一?年|去年|{_LAST})(?:的|这年)?(?:开始|起)?(?:[往向倒](?:着|回|前|后)?|写)"
    rf"|{_LAST}(?:开始|起)(?:[往向倒](?:着|回|前|后)?)|(?:{_LAST}|最近一?年|去年|最新)的?在(?:最)?前"
    rf"|[往向]回(?=[写排填报数列])"
)
"""36.9 33.2 30.6（从近到远）: the last year first."""

_SAID_NEGATIVE = re.compile(
    r"(?<!不)(?:是|为|成了?|呈)负(?:的|数|值|增长)|负增长|不[升增涨]反[降减跌]|"
    r"(?:^|[,，。 ])[^0-9,，。]{0,8}(?:下降|下滑|下跌|降|跌|回落)(?:[了的着]|趋势|状态)*[,，。 ]+[^0-9升增涨]{0,4}[0-9]"
)
"""是负的，1.8: the sign of a rate, said apart from it."""
_ORDER_SAID = re.compile(
    rf"[ ,，;；。(（]*(?:我|这|是|都|按|数据?|顺序|次序|排列|的|三年|三个)*(?:{_BACKWARDS.pattern})"
    r"(?:[往向]?[回前后]|着|写|排|填|报|数|来|列|面|头|的|顺序|给|了|吧|开始|起)*[ )）,，;；。:：]*"
)
"""What says the order, beside the figures."""

_QUESTIONED = re.compile(
    "(?:有人|谁|他们?|前面)(?:给)?[填报写]了?个?|(?:觉得|感觉|怀疑)[^0-9]{0,6}(?:高|低|大|小|多|少|不对|不准)|数对[吗么不]"
)
"""前面有人填了个96，我觉得太高了，这数对吗: a figure that is doubted is none that is given."""

Looks = Callable[[Question, str], Reading]


def doubted_as_odd(question: Question, text: str, reading: Reading, again: Looks) -> Reading:
    """The reading, asked about where its figures are odd, or stand in another order than the form's."""
    row = again(question, _ORDER_SAID.sub(" ", narrow(text)).strip()) if says_last_first(text) else reading
    reading = row if isinstance(row, Read) else reading
    if not isinstance(reading, Read):
        return reading
    words = {"words": excerpt(text)}
    if _QUESTIONED.search(narrow(text)):
        return Unsure(Why.CLOSEST, (alternative_of(question, reading), NONE_OF_THESE), words)
    if says_last_first(text) and len(reading.entries) > 1:
        values = [entry.value for entry in reversed(reading.entries)]
        turned = Read(tuple(replace(entry, value=value) for entry, value in zip(reading.entries, values, strict=True)))
        offered = (alternative_of(question, turned), alternative_of(question, reading))
        return Unsure(Why.CLOSEST, (*offered, NONE_OF_THESE), words)
    return _odd_in_itself(question, text, reading, again)


def _odd_in_itself(question: Question, text: str, reading: Read, again: Looks) -> Reading:
    words = {"words": excerpt(text)}
    if _loses_its_sign(question, text, reading.entries):
        fallen = Read(
            tuple(replace(entry, value=-entry.value) for entry in reading.entries if isinstance(entry.value, Decimal))
        )
        return Unsure(
            Why.CLOSEST, (alternative_of(question, fallen), alternative_of(question, reading), NONE_OF_THESE), words
        )
    if _some_more_each_year(question, text, reading.entries):
        label = f"每年都是 {row_label(question.field, question.field.slots[:1], reading.entries[:1]).partition(' ')[2]}"
        way = Alternative(f"{label}（待核实）", reading.entries)
        return Unsure(Why.CLOSEST, (way, NONE_OF_THESE), words)
    if _stands_out(question, reading.entries):
        return Unsure(Why.OUTLIER, (alternative_of(question, reading), NONE_OF_THESE), words)
    square = _squares(question, narrow(text).strip(), reading, again)
    if square is not None:
        return square
    if _prints_as_nothing(reading.entries) or _far_below(question, reading.entries):
        return Unsure(Why.TINY, (alternative_of(question, reading), NONE_OF_THESE), words)
    return reading


def _loses_its_sign(question: Question, text: str, entries: Sequence[Entry]) -> bool:
    """Whether words call one rate negative, and its figure alone does not say so."""
    rate = (
        question.field.kind is Kind.PERCENT
        and "降" not in question.field.label
        and not question.field.share
        and len(entries) == 1
    )
    value = entries[0].value if rate else None
    return isinstance(value, Decimal) and value > 0 and _SAID_NEGATIVE.search(text) is not None


def says_last_first(text: str) -> bool:
    """Whether words say that the last year stands first."""
    return _BACKWARDS.search(text) is not None


def _squares(question: Question, plain: str, reading: Read, again: Looks) -> Unsure | None:
    """十八点六个平方: said for short where 平方公里 are asked, and a figure of 平方米 would be next to nothing."""
    own = question.field.unit == "平方公里" and _prints_as_nothing(reading.entries)
    meant = _SQUARE.sub("平方公里", plain) if own else plain
    found = again(question, meant) if meant != plain else None
    if not isinstance(found, Read):
        return None
    offered = (alternative_of(question, found), alternative_of(question, reading))
    return Unsure(Why.CLOSEST, (*offered, NONE_OF_THESE), {"words": excerpt(plain)})


def _some_more_each_year(question: Question, text: str, entries: Sequence[Entry]) -> bool:
    """三年都是四成多: no figure of any of the years."""
    alike = len({entry.value for entry in entries}) == 1 and all(entry.doubtful for entry in entries)
    return question.field.shape is Shape.YEARLY and len(entries) > 1 and alike and _SOME_MORE.search(text) is not None


def _stands_out(question: Question, entries: Sequence[Entry]) -> bool:
    """Whether one year is a thousand times another: a slip, or another unit."""
    values = [abs(entry.value) for entry in entries if isinstance(entry.value, Decimal) and entry.value]
    level = question.field.shape is Shape.YEARLY and question.field.unit != "%"
    return level and len(values) > 1 and max(values) > _THOUSANDFOLD * min(values)


def _prints_as_nothing(entries: Sequence[Entry]) -> bool:
    """Whether a figure that is not 0 would stand on paper as 0.00 (附件2-2: two places): another unit, most likely."""
    values = [abs(entry.value) for entry in entries if isinstance(entry.value, Decimal)]
    return any(0 < value < _SMALLEST for value in values)


def _far_below(question: Question, entries: Sequence[Entry]) -> bool:
    """Whether figures of another unit come out a hundred times below anything usual: 118万 where 亿元 are asked."""
    typical = question.field.typical
    values = [abs(entry.value) for entry in entries if isinstance(entry.value, Decimal) and entry.value]
    other = any(entry.typed_unit for entry in entries)
    return typical is not None and other and bool(values) and max(values) * _FAR < typical.low


def alternative_of(question: Question, reading: Read) -> Alternative:
    """What was read, as a button shows it."""
    field = question.field
    slots = {slot.path: slot for slot in field.slots}
    label = marked_label(field, [slots[entry.slot] for entry in reading.entries], reading.entries)
    return Alternative(label, reading.entries)
