"""JSON for conversations, events and replies: what a turn needs must survive a restart between any two turns.

Classes marked ``@wire`` are written with their name; tuples become lists and come back as tuples, decimals and
enumerations keep their exact text. Nothing else is allowed in, so a new kind of value is noticed at once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

C = TypeVar("C", bound=type)

_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


def wire(cls: C) -> C:
    """Register a dataclass or enumeration under its name."""
    name = cls.__name__
    if name in _REVIVED:
        raise TypeError(f"two classes are called {name} on the wire")
    if is_dataclass(cls):
        _PLAIN[cls] = _dataclass_writer(name, tuple((each.name, _default(each)) for each in fields(cls)))
        _REVIVED[name] = _dataclass_reader(cls)
    else:
        _REVIVED[name] = lambda plain: cls(plain["is"])
    return cls


def _default(field: Field[Any]) -> Any:
    return field.default_factory() if field.default_factory is not MISSING else field.default


def dumps(value: Any) -> str:
    """The value as JSON text."""
    return _encode(_plain(value))


def loads(text: str) -> Any:
    """The value that was written; raises ``KeyError`` for a class that nobody registered."""
    return _frozen(_decode(text))


def _plain(value: Any) -> Any:
    cls = type(value)
    if cls is str:
        return value
    return (_PLAIN.get(cls) or _writer_of_kin(value))(value)


def _writer_of_kin(value: Any) -> Callable[[Any], Any]:
    """How something is written whose class is not in the table: as the kind of thing that it is, if that is allowed."""
    for kind, write in _KINDS.items():
        if isinstance(value, kind):
            return write
    raise TypeError(f"{type(value).__name__} is not registered for the wire")


def _plain_mapping(value: Mapping[Any, Any]) -> dict[str, Any]:
    items = {str(key): _plain(each) for key, each in value.items()}
    if "_" in items:
        raise TypeError("the key _ names classes")
    return {"_": "Mapping", "is": items}


def _dataclass_writer(name: str, defaults: tuple[tuple[str, Any], ...]) -> Callable[[Any], Any]:
    """Writes a dataclass; a field that holds its default is not written."""

    def write(value: Any) -> dict[str, Any]:
        plain: dict[str, Any] = {"_": name}
        for key, default in defaults:
            held = getattr(value, key)
            if held is not default and held != default:
                plain[key] = _plain(held)
        return plain

    return write


def _dataclass_reader(cls: type) -> Callable[[dict[str, Any]], Any]:
    """Reads a dataclass; what an earlier version said in fields that are gone is left out."""
    known = {each.name for each in fields(cls)}

    def read(plain: dict[str, Any]) -> Any:
        held = plain if plain.keys() <= known else {key: plain[key] for key in plain.keys() & known}
        return cls(**_frozen_values(held))

    return read


def _revive(plain: dict[str, Any]) -> Any:
    """What one JSON object stands for; those inside it come first."""
    name = plain.pop("_", None)
    return plain if name is None else _REVIVED[name](plain)


def _frozen(value: Any) -> Any:
    """Lists as tuples, at any depth; objects were revived before."""
    return tuple(map(_frozen, value)) if type(value) is list else value


def _frozen_values(plain: dict[str, Any]) -> dict[str, Any]:
    return {key: _frozen(held) if type(held) is list else held for key, held in plain.items()}


def _same(value: Any) -> Any:
    return value


_KINDS: dict[type, Callable[[Any], Any]] = {
    StrEnum: lambda value: {"_": type(value).__name__, "is": value.value},
    type(None): _same,
    int: _same,
    str: _same,
    Decimal: lambda value: {"_": "Decimal", "is": str(value)},
    tuple: lambda value: [_plain(each) for each in value],
    Mapping: _plain_mapping,
}
"""How things of a kind are written, the narrower kinds first."""
_PLAIN: dict[type, Callable[[Any], Any]] = {bool: _same, dict: _plain_mapping, **_KINDS}
"""How the values of exactly this class are written."""
_REVIVED: dict[str, Callable[[dict[str, Any]], Any]] = {
    "Decimal": lambda plain: Decimal(plain["is"]),
    "Mapping": lambda plain: _frozen_values(plain["is"]),
}
"""How the values of a class are read, by its name."""
_decode = json.JSONDecoder(object_hook=_revive).decode
