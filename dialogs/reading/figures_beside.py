"""Figures beside 是 or 否 that a question behind it asks for: 是，三年应用率分别是31% 35.5% 42%; 是，行业平均85%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dialogs.definition.form import Field
from dialogs.reading.choices import read_choice
from dialogs.reading.cleaning import narrow
from dialogs.reading.question import Question
from dialogs.reading.results import Entry, Read, Reading, Unsure, Why
from dialogs.reading.rows import read_row

_FIRST = re.compile(r"^[^,，;；。:：0-9]{1,8}[,，;；。:： ]+")
_LONGEST = 80
_WORD = 3
_ONE_WAY = 2
"""One reading, and that it is none of these."""


def read_choice_and_figures(question: Question, text: str) -> Reading:
    """One box, and the figures by which it is checked where the words tell all of them and call them so."""
    chosen, plain = read_choice(question, text), narrow(text).strip()
    if (
        not isinstance(chosen, Read)
        or len(plain) > _LONGEST
        or not any(map(str.isdigit, plain))
        or _FIRST.match(plain) is None
    ):
        return chosen
    told = [row for field in _checked_by(question) if (row := _row(question, field, _FIRST.sub("", plain)))]
    return Read((*chosen.entries, *told[0])) if len(told) == 1 else chosen


def _checked_by(question: Question) -> Iterator[Field]:
    """The open questions for figures that are asked only to check this one."""
    names = {
        question.form.field_of(slot).name
        for check in question.form.checks_by_field[question.field.name]
        for slot in check.slots
    }
    for name in sorted(names):
        field = question.form.by_name[name]
        if field.auxiliary and field.numeric and all(question.answer(path) is None for path in field.paths):
            yield field


def _row(question: Question, field: Field, said: str) -> tuple[Entry, ...]:
    """All figures of a field that is called by a word of its label; nothing where any is missing or in doubt."""
    label = field.label
    called = any(label[at : at + _WORD] in said for at in range(len(label) - _WORD + 1))
    reading = read_row(replace(question, field=field, slots=field.slots), said) if called else None
    entries = reading.entries if isinstance(reading, Read) else ()
    if isinstance(reading, Unsure) and reading.why is Why.CLOSEST and len(reading.alternatives) == _ONE_WAY:
        entries = reading.alternatives[0].entries
    whole = len(entries) == len(field.slots) and all(entry.value is not None for entry in entries)
    return entries if whole else ()
