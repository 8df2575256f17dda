"""同1.3, 和2.6一样: the answer to another question of the same kind, taken over; the echo shows what it is."""

from __future__ import annotations

import re

from dialogs.application import Source
from dialogs.form import Field
from dialogs.reading.cleaning import excerpt, narrow, one_line
from dialogs.reading.question import Question
from dialogs.reading.results import Entry, Read, Reading, Unreadable, Why

_LONGEST = 30
_SAME_AS = re.compile(
    r"(?:同|和|与|跟|按|照)[ ]?(?P<id>[CcSs]?[0-9]{1,2}(?:\.[0-9]{1,2})?)[ ]?(?:题)?"
    r"(?:一模一样|一样|相同|一致|一个号|的?(?:电话|号码|号|联系人|人|内容))?[。.]?$"
)


def copies(text: str) -> bool:
    """Whether a message takes over the answer to another question."""
    return len(text) <= _LONGEST and _SAME_AS.fullmatch(narrow(one_line(text))) is not None


def read_copy(question: Question, text: str) -> Reading:
    """The values of the other question, slot for slot; ``REFERENCE`` where there are none, or of another kind."""
    plain = narrow(one_line(text))
    same = _SAME_AS.fullmatch(plain)
    other = question.form.by_id.get(same["id"].upper()) if same is not None else None
    if other is None or other.name == question.field.name or not _alike(question.field, other):
        return Unreadable(Why.REFERENCE, {"words": excerpt(plain)})
    values = {slot.part: question.answer(slot.path) for slot in other.slots}
    source = Source(document=f"同{other.id}")
    given = [(slot, values[slot.part]) for slot in question.slots if slot.part in values]
    found = [Entry(slot.path, answer.value, source=source) for slot, answer in given if answer is not None]
    if len(found) < len(question.slots) or any(entry.value is None for entry in found):
        return Unreadable(Why.REFERENCE, {"words": excerpt(plain)})
    return Read(tuple(found))


def _alike(field: Field, other: Field) -> bool:
    """Whether the two ask for the same: kind, shape and unit."""
    return (field.kind, field.shape, field.unit) == (other.kind, other.shape, other.unit) and not field.choices
