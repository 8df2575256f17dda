"""A section as a card, for channels that can show an input for each of its questions."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bot.views.cells import brief, cells_for
from bot.views.message import Grave, Line, Look, Typed
from dialogs.answers.carding import CardRow
from dialogs.definition.form import Field, Form, Kind, Shape
from dialogs.gathering.sheets import COMPUTED, label, typed
from dialogs.reading.places import is_place
from dialogs.rules.rule import Severity
from dialogs.saying.replies import Ask, Object, Sheet, SheetRow, Told
from dialogs.words.counting import names_of
from renderers.chat import phrase
from renderers.chat.questions import title
from renderers.chat.values import figure
from renderers.i18n import Language

_TYPED: dict[Kind, Typed] = {
    Kind.PARAGRAPH: "text",
    Kind.ROWS: "text",
    Kind.NAMES: "names",
    Kind.CHOICE: "choice",
    Kind.MULTI: "boxes",
    Kind.INTEGER: "figure",
    Kind.DECIMAL: "figure",
    Kind.PERCENT: "figure",
}


def card_of(form: Form, sheet: Sheet, language: Language) -> tuple[Line, ...]:
    """One line for each question, as the same section in words has them."""
    return tuple(_line(form.by_name[row.field], row, language) for row in sheet.rows)


def line_of(form: Form, ask: Ask, language: Language) -> Line | None:
    """A text or a list that stands, to be edited in place; None where nothing stands or it is edited otherwise."""
    field = form.by_name[ask.field]
    words = typed(field, ask.answers)
    if not words or _typed(field) not in ("text", "names"):
        return None
    return _line(field, SheetRow(field.name, words, ask.answers), language)


def ticked_of(form: Form, ask: Ask) -> tuple[int, ...]:
    """The numbers of the boxes that stand as the answer."""
    field = form.by_name[ask.field]
    if not field.choices or is_place(field.name):
        return ()
    numbers = typed(field, ask.answers).split()
    return tuple(int(number) for number in numbers if number.isdigit())


def _line(field: Field, row: SheetRow, language: Language) -> Line:
    words = _words(field, row)
    heading = title(field, language)
    return Line(
        field=field.name,
        label=label(field),
        title=f"{heading}〔{field.group}〕" if field.group else heading,
        typed=_typed(field),
        words=words,
        given=bool(row.answers and words),
        computed=bool(field.calculations),
        cells=cells_for(field, row.answers, field.paths),
        choices=() if is_place(field.name) else tuple(language.say(each.label) for each in field.choices),
        limit=field.limit or 0,
        department=field.department or "",
    )


def _typed(field: Field) -> Typed:
    if cells_for(field, (), field.paths):
        return "cells"
    if field.shape is Shape.COUNT_NAMES:
        return "names"
    return "word" if is_place(field.name) else _TYPED.get(field.kind, "word")


def _words(field: Field, row: SheetRow) -> str:
    """What stands in the input: names one a line, nothing where the form computes the value."""
    if row.words == COMPUTED:
        return ""
    if len(row.answers) == 1 and isinstance(row.answers[0].value, Decimal):
        return brief(row.answers[0].value)
    return "\n".join(names_of(row.words)) if _typed(field) == "names" else row.words


def looks_of(form: Form, rows: Sequence[CardRow], language: Language) -> tuple[Look, ...]:
    """How the questions of a card stand, in a language."""
    return tuple(_look(form, each, language) for each in rows)


def _look(form: Form, card: CardRow, language: Language) -> Look:
    field = form.by_name[card.row.field]
    slots = {slot.path: slot for slot in field.slots}
    words = _words(field, card.row)
    return Look(
        field=field.name,
        words=words,
        given=bool(card.row.answers and words),
        values={cell.slot: cell.value for cell in cells_for(field, card.row.answers, field.paths)},
        computed={
            entry.slot: figure(slots[entry.slot], entry.value) if isinstance(entry.value, Decimal) else "无"
            for entry in card.computed
        },
        note=phrase(form, card.trouble, language).text if card.trouble is not None else "",
        grave=_grave(card),
    )


def _grave(card: CardRow) -> Grave:
    match card.trouble:
        case None:
            return ""
        case Object(refused=False, severity=severity):
            return "error" if severity == Severity.ERROR.value else "warning"
        case Told():
            return "warning"
        case _:
            return "unread"
