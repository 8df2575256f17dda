"""Words behind a question's number: C6 四月十八号, 7.3 还有4, 3.8 甲中心 are that question's, whichever is open."""

from __future__ import annotations

import re
import unicodedata

from dialogs.answers.answering import understand
from dialogs.correcting.correction import ID, Correction
from dialogs.correcting.editing import edited
from dialogs.definition.form import Field, Kind
from dialogs.reading.results import Read, Unreadable, Unsure
from dialogs.state.conversation import Asking, Composing
from dialogs.turn.step import Step

_LONGEST, _SHORT = 200, 12
_CHOSEN = (Kind.CHOICE, Kind.MULTI, Kind.DATE, Kind.PHONE)
_SAID = re.compile(rf"{ID}(?:题|[ :：])[ ]*(?P<value>\S.*)")
_DECIMAL = re.compile(r"[0-9]+\.[0-9]+")
_ADDS = re.compile("(?:还有|再?加上?|漏了|少写?了|另有|补充)(?:一?个)?[:：]?[ ]?(?P<name>.*)")
_EDITS = re.compile(f"{_ADDS.pattern}|(?:去掉|删掉?|不要|剔除|划掉).*")


def said_of(step: Step, words: str) -> Correction | None:
    """C6 四月十八号, 7.3 还有4, 3.8 甲中心: words behind the number of a question are its own, done or asked there."""
    plain = unicodedata.normalize("NFKC", words).strip()
    match = _SAID.fullmatch(plain) if len(plain) <= _LONGEST and "\n" not in plain else None
    field = step.form.by_id.get(match["id"].upper()) if match is not None else None
    if match is None or field is None or not field.answerable or _is_text_here(step, field, match["value"]):
        return None
    if _is_row_here(step, plain):
        return None
    value = match["value"]
    first = _ADDS.fullmatch(value) if field is step.here and _lists(field) else None
    if first is not None and step.journey.untouched_slots(field):
        return _read_of(step, field, first["name"], own=True)
    if value[0].isdigit() and field.numeric:
        return None  # a row of figures
    if all(path in step.application.answers for path in field.paths) and (entries := edited(step, field, value)):
        return Correction(field, entries, named=True)
    if _lists(field) and _EDITS.match(value):
        return Correction(field)
    return _read_of(step, field, value)


def _is_row_here(step: Step, plain: str) -> bool:
    """6.2 8.1 3.4 where three years are asked: figures, although the first could be a question's number."""
    here, state = step.here, step.state
    if (
        here is None
        or not here.numeric
        or not isinstance(state, Asking)
        or len(_DECIMAL.findall(plain)) < len(state.slots)
    ):
        return False
    return len(state.slots) > 1 and not isinstance(understand(step, here, state.slots, plain), Unreadable)


def _read_of(step: Step, field: Field, value: str, *, own: bool = False) -> Correction | None:
    if field is step.here and isinstance(step.state, Asking) and not own:
        return None  # its own reader knows the number
    reading = understand(step, field, field.paths, value)
    if isinstance(reading, Read):
        return Correction(field, reading.entries, named=True)
    asked = isinstance(reading, Unsure) or not field.numeric
    return Correction(field, named=True, said=value) if asked else None


def _is_text_here(step: Step, field: Field, value: str) -> bool:
    """2.1 完善机制 in a long text is its own numbering; 4.9 都有 before one is begun is not."""
    here, state = step.here, step.state
    begun = isinstance(state, Composing) and bool(state.text)
    writing = isinstance(state, Composing) or (here is not None and here.kind is Kind.PARAGRAPH)
    short = not begun and len(value) <= _SHORT and field.kind in _CHOSEN
    return field.kind is Kind.PARAGRAPH or (writing and not short)


def _lists(field: Field) -> bool:
    return field.kind is Kind.NAMES or any(slot.kind is Kind.NAMES for slot in field.slots)
