"""Values of answers as JSON text and back, without losing a digit.

A number is ``{"n": "118.40"}`` with its digits as text, because JSON's numbers are read as binary fractions elsewhere;
a text is a string, ticked boxes are a list, the rows of the target table a list of lists.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from decimal import Decimal, InvalidOperation

from dialogs.record.application import Source, Value
from storage.errors import BadValue

# ``json.loads`` takes four times as long, and two hundred values are read at every message.
_raw_decode: Callable[[str], tuple[object, int]] = json.JSONDecoder().raw_decode


def encode(value: Value) -> str:
    """The JSON text of a value; ``BadValue`` for a number that is not finite."""
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise BadValue(str(value))
        return f'{{"n": "{value}"}}'
    return json.dumps(value, ensure_ascii=False)


def decode(text: str) -> Value:
    """The value of a JSON text; ``BadValue`` where it is none."""
    found = _json(text)
    if isinstance(found, str):
        return found
    if isinstance(found, dict):
        return _number(found)
    if isinstance(found, list):
        return _parts(found)
    raise BadValue(text)


def _json(text: str) -> object:
    try:
        found, end = _raw_decode(text)
    except ValueError as error:
        raise BadValue(text) from error
    if end != len(text):
        raise BadValue(text)
    return found


def _number(found: dict[str, object]) -> Decimal:
    digits = found.get("n")
    if not isinstance(digits, str) or len(found) > 1:
        raise BadValue(str(found))
    try:
        return Decimal(digits)
    except InvalidOperation as error:
        raise BadValue(digits) from error


def _parts(parts: list[object]) -> Value:
    boxes = tuple(part for part in parts if isinstance(part, str))
    if len(boxes) == len(parts):
        return boxes
    return tuple(_row(part) for part in parts)


def _row(part: object) -> tuple[str, ...]:
    if not isinstance(part, list) or not all(isinstance(cell, str) for cell in part):
        raise BadValue(str(part))
    return tuple(part)


def encode_source(source: Source) -> str:
    """The JSON text of where a figure comes from, as far as it is known."""
    said = asdict(source)
    return json.dumps({name: words for name, words in said.items() if words is not None}, ensure_ascii=False)


def decode_source(text: str) -> Source:
    """Where a figure comes from."""
    return Source(**json.loads(text))


def encode_list(words: tuple[str, ...]) -> str:
    """The JSON text of a list of texts."""
    return json.dumps(words, ensure_ascii=False)


def decode_list(text: str) -> tuple[str, ...]:
    """A list of texts."""
    return tuple(json.loads(text))
