"""JSON for conversations, events and replies: what a turn needs must survive a restart between any two turns.

Classes marked ``@wire`` are written with their name; tuples become lists and come back as tuples, decimals and
enumerations keep their exact text. Nothing else is allowed in, so a new kind of value is noticed at once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

C = TypeVar("C", bound=type)

_CLASSES: dict[str, type] = {}
_FIELDS: dict[str, tuple[tuple[str, Any], ...]] = {}
"""Name and default of each field of a registered dataclass; a field that holds its default is not written."""


def wire(cls: C) -> C:
    """Register a dataclass or enumeration under its name."""
    _CLASSES[cls.__name__] = cls
    if is_dataclass(cls):
        _FIELDS[cls.__name__] = tuple((each.name, _default(each)) for each in fields(cls))
    return cls


def _default(field: Field[Any]) -> Any:
    return field.default_factory() if field.default_factory is not MISSING else field.default


def dumps(value: Any) -> str:
    """The value as JSON text."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def loads(text: str) -> Any:
    """The value that was written; raises ``KeyError`` for a class that nobody registered."""
    return _value(json.loads(text))


def _plain(value: Any) -> Any:
    match value:
        case StrEnum():
            return {"_": type(value).__name__, "is": value.value}
        case None | bool() | int() | str():
            return value
        case Decimal():
            return {"_": "Decimal", "is": str(value)}
        case tuple():
            return [_plain(each) for each in value]
        case Mapping():
            return {"_": "Mapping", "is": {str(key): _plain(each) for key, each in value.items()}}
        case _ if type(value).__name__ in _FIELDS:
            return _plain_dataclass(value)
        case _:
            raise TypeError(f"{type(value).__name__} is not registered for the wire")


def _plain_dataclass(value: Any) -> dict[str, Any]:
    name = type(value).__name__
    plain = {"_": name}
    for key, default in _FIELDS[name]:
        held = getattr(value, key)
        if held is not default and held != default:
            plain[key] = _plain(held)
    return plain


def _value(plain: Any) -> Any:
    match plain:
        case list():
            return tuple(_value(each) for each in plain)
        case {"_": "Decimal", "is": text}:
            return Decimal(text)
        case {"_": "Mapping", "is": items}:
            return {key: _value(each) for key, each in items.items()}
        case {"_": name, "is": text}:
            return _CLASSES[name](text)
        case {"_": name}:
            return _CLASSES[name](**{key: _value(each) for key, each in plain.items() if key != "_"})
        case _:
            return plain
