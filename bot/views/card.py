"""A section as a card, for channels that can show an input for each of its questions."""

from __future__ import annotations

from bot.views.message import Line
from dialogs.form import Form, Kind
from dialogs.replies import Sheet
from dialogs.sheets import label

_LONG = (Kind.PARAGRAPH, Kind.NAMES, Kind.ROWS)


def card_of(form: Form, sheet: Sheet) -> tuple[Line, ...]:
    """One line for each question, as the same section in words has them."""
    fields = ((form.by_name[row.field], row.words) for row in sheet.rows)
    return tuple(Line(label(field), words, field.kind in _LONG) for field, words in fields)
