"""Last year's application as what a file would say: its answers as words for the questions of this year's form.

A figure stays with the calendar year that it is of: 2023 fills 2023 where the new form asks it, and nothing otherwise.
Everything is confirmed by the person; whether it still reads, and what it would change, is asked as of any file.
"""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.definition.form import Asking, Field, Form, Kind, Shape, Slot
from dialogs.gathering.documents import Gathered, Gleaned, Spot, Unread, Worded
from dialogs.gathering.sheets import value
from dialogs.record.application import Answer, Application


def carried(form: Form, former: Form, application: Application) -> Gathered:
    """What the ``application`` of the ``former`` edition says to the questions of ``form``."""
    found: list[Gleaned] = []
    unread: list[Unread] = []
    for field in former.fields:
        if not field.answerable or (field.auxiliary and field.asking is Asking.OPTIONAL):
            continue
        for each in _carried(form, former, field, application):
            if isinstance(each, Gleaned):
                found.append(each)
            else:
                unread.append(each)
    return Gathered(found=tuple(found), unread=tuple(unread), years=(str(former.base_year),))


def _carried(form: Form, former: Form, old: Field, application: Application) -> Iterator[Gleaned | Unread]:
    answers = {path: answer for path in old.paths if (answer := application.answer(path)) is not None and answer.given}
    field = form.by_name.get(old.name)
    spot = Spot(label=f"{old.id} {old.label}")
    if not answers or _of_its_year_only(form, former, old):
        return
    if field is None or not field.answerable or field.kind is not old.kind or field.shape is not old.shape:
        words = " ".join(value(old, answer) for answer in answers.values())
        yield Unread(words, "label", spot)
        return
    said = []
    for slot in field.slots:
        answer = answers.get(slot.path)
        if answer is None or not _of_the_same_year(form, former, field, slot):
            continue
        typed = _words(field, old, slot, answer)
        if typed is None:
            yield Unread(_labels(old, answer), "boxes", spot, field.name)
        else:
            said.append(Worded("" if len(field.slots) == 1 else slot.path, typed))
    if said:
        yield Gleaned(field.name, tuple(said), spot)


def _of_its_year_only(form: Form, former: Form, field: Field) -> bool:
    """A figure beside the paper that belongs to the former edition's first year, and days of signing."""
    aside = field.auxiliary and field.shape is Shape.SINGLE and field.numeric
    return (aside or field.kind is Kind.ROWS) and form.years != former.years


def _of_the_same_year(form: Form, former: Form, field: Field, slot: Slot) -> bool:
    """Whether a half of a pair is of the same year in both editions; years of rows have their own slots."""
    if field.shape is not Shape.PAIR:
        return True
    return form.base_year == former.base_year if slot.part == ("base",) else form.target_year == former.target_year


def _words(field: Field, old: Field, slot: Slot, answer: Answer) -> str | None:
    """What one would type for this; None where an option of then is none of today's."""
    if answer.value is not None and field.kind in (Kind.CHOICE, Kind.MULTI) and field.choices:
        names = answer.value if isinstance(answer.value, tuple) else (answer.value,)
        labels = {choice.name: choice.label for choice in old.choices}
        numbers = {choice.label: str(place) for place, choice in enumerate(field.choices, 1)}
        found = [numbers.get(labels.get(str(name), "")) for name in names]
        return None if None in found else " ".join(filter(None, found))
    words = value(old, answer)
    other = old.unit if old.unit != field.unit and answer.value is not None and field.numeric else None
    return f"{words}{other}" if other and slot.unit is not None else words


def _labels(old: Field, answer: Answer) -> str:
    names = answer.value if isinstance(answer.value, tuple) else (answer.value,)
    labels = {choice.name: choice.label for choice in old.choices}
    return "；".join(labels.get(str(name), str(name)) for name in names)
