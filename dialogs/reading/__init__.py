"""Reading what a person typed in answer to a question.

``read`` is total: every text gets a reading, nothing raises, and nothing is guessed. It understands the message
(entries), has a doubt that only the person can settle (alternatives), or refuses it and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from dialogs.definition.form import FREE, NUMERIC, Field, Form, Kind, Shape, Slot
from dialogs.reading.choices import read_boxes
from dialogs.reading.cleaning import LONGEST, excerpt, printable, silent
from dialogs.reading.copying import copies, read_copy
from dialogs.reading.counters import doubted
from dialogs.reading.dates import read_date
from dialogs.reading.english import from_english, without_and
from dialogs.reading.extra_rows import read_extra_rows
from dialogs.reading.figures_beside import read_choice_and_figures
from dialogs.reading.figures_replaced import as_it_holds
from dialogs.reading.marks import with_a_mark
from dialogs.reading.matrix import read_matrix
from dialogs.reading.measured import measured
from dialogs.reading.names import read_count_and_names, read_names
from dialogs.reading.names_later import without_names_later
from dialogs.reading.phones import read_phone
from dialogs.reading.pictures import read_beside_pictures, read_without_pictures
from dialogs.reading.places import is_place, read_place
from dialogs.reading.question import Question, question
from dialogs.reading.remarks import remark
from dialogs.reading.results import Read, Reading, Unreadable, Unsure, Why
from dialogs.reading.rows import read_row
from dialogs.reading.texts import read_text
from dialogs.reading.wrapping import unwrapped
from dialogs.record.application import Application
from dialogs.words.spelling import all_in_characters, in_characters

__all__ = ["Read", "Reading", "Unreadable", "Unsure", "Why", "read"]

_BY_KIND: dict[Kind, tuple[Callable[[Question, str], Reading], Why]] = {
    Kind.CHOICE: (read_choice_and_figures, Why.NOT_A_CHOICE),
    Kind.MULTI: (read_boxes, Why.NOT_A_CHOICE),
    Kind.DATE: (read_date, Why.NOT_A_DATE),
    Kind.PHONE: (read_phone, Why.NOT_A_PHONE),
    Kind.ROWS: (read_extra_rows, Why.NOT_ROWS),
    **dict.fromkeys(NUMERIC, (read_row, Why.NOT_A_NUMBER)),
}
_ANY_LENGTH: dict[Kind, Callable[[Question, str], Reading]] = {
    Kind.TEXT: read_text,
    Kind.PARAGRAPH: read_text,
    Kind.NAMES: read_names,
}

_NOT_UNDERSTOOD = frozenset(
    (Why.EMPTY, Why.NOT_A_NUMBER, Why.NOT_A_CHOICE, Why.NOT_A_DATE, Why.NOT_A_PHONE, Why.NOT_A_MATRIX, Why.NOT_ROWS)
)
"""Refusals after which a message is read once more, as it was typed."""


def read(
    form: Form,
    field: Field,
    words: str,
    *,
    slots: Sequence[Slot] | None = None,
    application: Application | None = None,
    today: date | None = None,
) -> Reading:
    """What these words say in answer to a field.

    ``slots`` are the ones being asked (by default those still open); words that name another year of the field, or
    fill the whole of it, are taken for what they say. ``application`` tells which city the county must lie in, which
    slots are open, and whether 无 was told from 0 before; ``today`` is what 今天 names. Texts are looked at up to
    20,000 characters; a longer message for anything but a text is refused.
    """
    text = printable(words)
    if silent(text):
        return Unreadable(Why.CONTROL_CHARACTERS if words.strip() else Why.EMPTY)
    text = as_it_holds(with_a_mark(text)) if field.kind in NUMERIC else text
    asked = question(form, field, slots, application, today)
    meant = from_english(asked, text)
    spoken = _read(asked, meant, meant) if meant is not None and (field.kind not in FREE or _is_blank(meant)) else None
    if spoken is not None and (not isinstance(spoken, Unreadable) or spoken.why not in _NOT_UNDERSTOOD):
        return _quoting(spoken, text)
    return _read(asked, without_and(text) if field.shape is Shape.COUNT_NAMES else text, words)


def _is_blank(meant: str) -> bool:
    return meant in ("无", "待定") or meant.startswith("等")


def _quoting(reading: Reading, text: str) -> Reading:
    """The reading of words that were rewritten, with the person's own words where it quotes them."""
    if not isinstance(reading, Read) and "words" in reading.figures:
        return replace(reading, figures={**reading.figures, "words": excerpt(text)})
    return reading


def _read(asked: Question, text: str, words: str) -> Reading:
    field = asked.field
    if copies(asked, text):
        return read_copy(asked, text)
    otherwise = measured(asked, text)
    if otherwise is not None:
        return otherwise
    spelt = in_characters(text, asked.form.speech.sounds, asked.form.speech.words)
    if field.shape is Shape.COUNT_NAMES and without_names_later(text) is not None:
        return read_count_and_names(asked, text)
    instead = remark(text) or (remark(spelt) if spelt != text else None)
    if instead is not None and not (field.kind is Kind.PARAGRAPH and _stands_beside(text)):
        return instead
    if field.shape is Shape.COUNT_NAMES:
        return read_without_pictures(asked, text, read_count_and_names)
    reader, refusal = _reader(field)
    if refusal is not None and len(words) > LONGEST:
        return Unreadable(refusal, {"words": excerpt(text[:LONGEST])})
    if refusal is None:
        return read_without_pictures(asked, text, reader)
    reading = doubted(asked, text, read_beside_pictures(asked, text, reader))
    answer = all_in_characters(text, asked.form.speech.answers) if isinstance(reading, Unreadable) else None
    return reading if answer is None else reader(asked, answer)


def _stands_beside(text: str) -> bool:
    """二是融资难。这样写行吗: whether what is asked stands beside a text."""
    bare = unwrapped(text)
    return bare is not None and remark(bare) is None


def _reader(field: Field) -> tuple[Callable[[Question, str], Reading], Why | None]:
    """The reader of a field, and what it refuses a text of boundless length with."""
    if is_place(field.name):
        return read_place, Why.NO_SUCH_PLACE
    if field.shape is Shape.MATRIX:
        return read_matrix, Why.NOT_A_MATRIX
    if field.kind in _BY_KIND:
        return _BY_KIND[field.kind]
    return _ANY_LENGTH[field.kind], None
