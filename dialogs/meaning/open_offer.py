"""What is said of an offer that is open: more or less of it (4也有, 2不算), or that the names of a count come later."""

from __future__ import annotations

import re
from dataclasses import replace

from dialogs.answers.answering import answer, take, understand
from dialogs.answers.correcting import value_said
from dialogs.answers.editing import edited
from dialogs.definition.form import Field, Kind, Shape
from dialogs.meaning.behind_a_text import says_that_is_all
from dialogs.reading.box_labels import boxes_label
from dialogs.reading.cleaning import excerpt
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.results import Alternative, Entry, Read, Unsure, Why
from dialogs.record.application import Blank
from dialogs.state.actions import Store
from dialogs.state.conversation import Deciding
from dialogs.turn.step import Step

_AGREED = re.compile("^(?:对的?|是的?|嗯+|好的?|没错)[,，。 ]+")


def offer_agreed(step: Step, words: str) -> bool:
    """就这两个, 没了: what is on offer is all of it."""
    field = _asked(step)
    offered = _offered(step, field) if field is not None else None
    if field is None or offered is None or not says_that_is_all(words):
        return False
    take(step, field, offered.entries, f"{offered.words}，{words}")
    return True


def offer_changed(step: Step, words: str) -> bool:
    """What is on offer and what is said of it are one answer: offered anew, or kept where its names come later."""
    field, said = _asked(step), _AGREED.sub("", words)
    offered = _offered(step, field) if field is not None else None
    if field is None or offered is None:
        return False
    return (
        _names_later(step, field, offered, said)
        or _more_or_less(step, field, offered, said)
        or _another(step, field, words)
    )


def _asked(step: Step) -> Field | None:
    """The question for boxes or names of which a reading is offered."""
    field = step.form.by_name[step.state.field] if isinstance(step.state, Deciding) else None
    if field is None or not isinstance(step.state, Deciding) or step.state.finding is not None:
        return None
    return field if field.kind in (Kind.MULTI, Kind.NAMES) or field.shape is Shape.COUNT_NAMES else None


def _another(step: Step, field: Field, words: str) -> bool:
    """不对，是1和4: the answer to what is asked, and no correction of an earlier one."""
    value = value_said(words)
    reading = understand(step, field, field.paths, value) if value is not None else None
    if value is None or not isinstance(reading, Read) or any(each.value is None for each in reading.entries):
        return False
    answer(step, field, field.paths, value, reading)
    return True


def _offered(step: Step, field: Field) -> Store | None:
    """The reading that is offered for an open question; of several for names the likeliest, which is the first."""
    pairs = zip(step.conversation.options, step.conversation.actions, strict=False)
    stores = [each for option, each in pairs if option.verb == "reading" and isinstance(each, Store) and each.entries]
    sure = len(stores) == 1 or (stores and field.shape is Shape.COUNT_NAMES)
    return stores[0] if sure and stores[0].field == field.name else None


def _more_or_less(step: Step, field: Field, offered: Store, words: str) -> bool:
    entries = edited(step, field, words.strip(" 。.!！"))
    if entries is None or not any(entry.value for entry in entries):
        return False
    reading = Unsure(Why.CLOSEST, (Alternative(_label(field, entries), entries), NONE_OF_THESE), {"words": words})
    answer(step, field, field.paths, f"{offered.words}，{words}", reading)
    return True


def _label(field: Field, entries: tuple[Entry, ...]) -> str:
    """What would be kept, as a button shows it."""
    if field.kind is Kind.MULTI and isinstance(entries[0].value, tuple):
        return boxes_label(field.choices, [str(each) for each in entries[0].value])
    *count, names = entries
    number = f"{count[0].value} {field.unit or '个'}：" if count else ""
    return f"{number}{excerpt(str(names.value))}"


def _names_later(step: Step, field: Field, offered: Store, words: str) -> bool:
    """6个 on offer, and 名称后补: six, whose names come later."""
    if field.shape is not Shape.COUNT_NAMES or [each.slot for each in offered.entries] != [field.slots[0].path]:
        return False
    names = field.slots[1].path
    reading = understand(step, field, [names], words)
    if not isinstance(reading, Read) or any(each.blank not in (Blank.LATER, Blank.WAITING) for each in reading.entries):
        return False
    later = [replace(each, slot=names) for each in reading.entries[:1]]
    take(step, field, (*offered.entries, *later), f"{offered.words} {words}")
    return True
