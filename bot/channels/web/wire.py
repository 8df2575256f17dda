"""The page's JSON: messages out, what was said or pressed in. Whatever comes in is checked before anybody sees it."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any

from bot.views.message import Button, Cell, File, Message
from dialogs.turn.messages import UNSAID, Chose, Event, Said

PAGE = 200
"""Messages in one answer; the page asks for the next ones."""
LONGEST_TEXT = 60_000
"""Characters in one message: several times the longest text of the form, and within the body's limit in UTF-8."""
_MOST_BOXES = 100
_LARGEST = 2**31
_LONGEST_FIELD = 64
_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")


class BadSaying(ValueError):
    """The page sent something that no page of ours sends."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What the person said. ``external_id`` recognises a repetition, ``after`` is the last message the page has."""

    external_id: str
    event: Event
    after: int


def saying(body: object) -> Saying:
    """Read a request: ``{id, after, text}`` or ``{id, after, revision, numbers, field}``; ``BadSaying`` otherwise.

    With words goes ``seen``: the last message on the page when they were typed, which may be older than ``after``.
    """
    match body:
        case {"id": str() as key, "after": after, "seen": seen, "text": str() as text, **rest} if not rest:
            return Saying(_external_id(key), Said(_text(text), whole(seen)), whole(after))
        case {"id": str() as key, "after": after, "text": str() as text, **rest} if not rest:
            return Saying(_external_id(key), Said(_text(text), UNSAID), whole(after))
        case {"id": str() as key, "after": after, "revision": turn, "numbers": numbers, "field": field, **rest} if (
            not rest
        ):
            return Saying(_external_id(key), _choice(turn, numbers, field), whole(after))
    raise BadSaying("neither words nor buttons")


def typed_card(body: object) -> tuple[str, dict[str, str]]:
    """Read a request: ``{section, rows}``, words by field; ``BadSaying`` otherwise."""
    match body:
        case {"section": str() as section, "rows": dict() as rows, **rest} if not rest and len(rows) <= _MOST_BOXES:
            return section, {_field(name): _text(words) for name, words in rows.items()}
    raise BadSaying("no card")


def _field(name: object) -> str:
    if not isinstance(name, str) or len(name) > _LONGEST_FIELD:
        raise BadSaying("field")
    return name


def _external_id(key: str) -> str:
    return f"say:{external_id(key)}"


def external_id(key: str) -> str:
    """An id that a page gave to what it sends; ``BadSaying`` for what is none."""
    if _ID.fullmatch(key) is None:
        raise BadSaying("id")
    return key


def _text(text: object) -> str:
    if not isinstance(text, str) or len(text) > LONGEST_TEXT:
        raise BadSaying("text")
    return text


def _choice(revision: object, numbers: object, field: object) -> Chose:
    if not isinstance(numbers, list) or len(numbers) > _MOST_BOXES:
        raise BadSaying("numbers")
    about = None if field is None else _field(field)
    return Chose(whole(revision), tuple(whole(number) for number in numbers), about)


def whole(value: object) -> int:
    """A whole number from zero on; ``BadSaying`` for everything else, JSON's true and false among it."""
    if type(value) is not int or not 0 <= value < _LARGEST:
        raise BadSaying("number")
    return value


def messages_out(messages: tuple[Message, ...]) -> dict[str, Any]:
    """An answer to the page; ``more`` says that it did not hold all."""
    return {"messages": [_message(message) for message in messages], "more": len(messages) >= PAGE}


def _message(message: Message) -> dict[str, Any]:
    return {
        "sequence": message.sequence,
        "text": message.text,
        "mine": message.mine,
        "buttons": [_button(button) for button in message.buttons],
        "multiple": message.multiple,
        "commands": list(message.commands),
        "file": None if message.file is None else _file(message.file),
        "field": message.field,
        "cells": [_cell(cell) for cell in message.cells],
        "card": [asdict(line) for line in message.card],
        "section": message.section,
        "pictures": [_file(picture) for picture in message.pictures],
        "took": message.took,
        "ticked": list(message.ticked),
        "line": None if message.line is None else asdict(message.line),
        "revision": message.revision,
        "place": message.place,
        "ways": list(message.ways),
        "locale": message.locale,
    }


def _button(button: Button) -> dict[str, Any]:
    revision, number, field = button.press.split(":", 2)
    about = {"label": button.label, "group": button.group}
    return {**about, "revision": int(revision), "number": int(number), "field": field or None}


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "slot": cell.slot,
        "column": cell.column,
        "row": cell.row,
        "unit": cell.unit,
        "value": cell.value,
        "numeric": cell.numeric,
    }


def _file(file: File) -> dict[str, Any]:
    return {"name": file.name, "id": file.attachment, "size": file.size}
