"""A count of something else: 2场展会 where 境外分支机构 are asked, 派出3人. It is offered, never taken for the answer.

A matrix has words of its own between its figures.
"""

from __future__ import annotations

import re

from dialogs.definition.form import Kind, Shape
from dialogs.reading.cleaning import narrow
from dialogs.reading.doubts import which_of
from dialogs.reading.question import Question
from dialogs.reading.results import Read, Reading

_BODIES = frozenset("个家项件户")
"""Units of what the form counts; people say one for the other."""
_OTHERS = re.compile(
    r"(?<![0-9.第])(?:[0-9]{1,6}|[一二两三四五六七八九十百千]{1,4})[多余来]?[ ]?"
    r"(?P<counter>场|次|人次?|名|位|天|亩|套|台|份|层|座|辆|届|小时|周|个(?:国家|月|人|县|乡镇?|村)|条(?!款)|种)"
)


def doubted(question: Question, text: str, reading: Reading) -> Reading:
    """The reading, asked about first where the figure counts what the form does not ask for."""
    field = question.field
    if field.kind is not Kind.INTEGER or field.shape is Shape.MATRIX:
        return reading
    if not isinstance(reading, Read) or field.unit not in _BODIES:
        return reading
    found = _OTHERS.search(narrow(text))
    if found is None or any(entry.value is None for entry in reading.entries):
        return reading
    label = "、".join(f"{entry.value}" for entry in reading.entries) + f" {field.unit}"
    return which_of([(label, reading.entries)], text)
