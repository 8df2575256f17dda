"""Reading YAML so that every mistake of an author is reported at once, with file and line.

A ``Record`` is one mapping of a file. Its accessors note what was asked for; ``finish`` reports what nobody asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import yaml

E = TypeVar("E", bound=StrEnum)
_REFERENCE = re.compile(r"\{#([^{}]*)\}")


class BadForm(Exception):
    """The form's definition has mistakes."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join([self.__doc__ or "", *mistakes]))
        self.mistakes = tuple(mistakes)


@dataclass
class Mistakes:
    """All that is wrong with a form, in the order found."""

    found: list[str] = field(default_factory=list)
    references: list[tuple[str, str]] = field(default_factory=list)  # place, and the field that a text there names

    def add(self, place: str, what: str) -> None:
        """Remember a mistake at a place (``file:line``)."""
        self.found.append(f"{place}: {what}")

    def stop_if_any(self) -> None:
        """Raise ``BadForm`` with every mistake, if there are any."""
        if self.found:
            raise BadForm(self.found)


class _Lined(dict[str, Any]):
    """A YAML mapping that remembers the line it starts on."""

    line: int = 0


class _Loader(yaml.CSafeLoader):
    """SafeLoader that keeps line numbers and refuses a key given twice."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> _Lined:
    loader.flatten_mapping(node)
    mapping = _Lined()
    mapping.line = node.start_mark.line + 1
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in mapping:
            raise yaml.constructor.ConstructorError(None, None, f"“{key}” is given twice", key_node.start_mark)
        mapping[key] = loader.construct_object(value_node, deep=True)
    return mapping


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


class Record:
    """One mapping of a form file; each accessor checks type and presence, and marks its key as understood."""

    def __init__(self, data: _Lined, file: str, mistakes: Mistakes) -> None:
        self._data = data
        self._file = file
        self._mistakes = mistakes
        self._asked: set[str] = set()

    @property
    def place(self) -> str:
        """``file:line`` of the record."""
        return f"{self._file}:{self._data.line}"

    def wrong(self, what: str) -> None:
        """Report a mistake of this record."""
        name = self._data.get("id") or self._data.get("name")
        self._mistakes.add(self.place, f"{name}: {what}" if name else what)

    def has(self, key: str) -> bool:
        """Whether the author gave this key."""
        return key in self._data

    def text(self, key: str, default: str = "") -> str:
        """A required text (or the default, when one is named)."""
        value = self.maybe_text(key)
        if value is None and not default:
            self.wrong(f"“{key}” is missing")
        return default if value is None else value

    def maybe_text(self, key: str) -> str | None:
        """An optional text; it does not refer to questions, for nothing would put their numbers in."""
        value = self._take(key, str, "text (quote it if it is a number)")
        if value is not None and _REFERENCE.search(value):
            self.wrong(f"“{key}” cannot refer to a question by name")
        return None if value is None else str(value)

    def prose(self, key: str) -> str:
        """A required text that may refer to questions by name (``{#smes}``): their numbers are put in as it is said."""
        return self.maybe_prose(key) or self.text(key)

    def maybe_prose(self, key: str) -> str | None:
        """An optional text that may refer to questions by name."""
        value = self._take(key, str, "text (quote it if it is a number)")
        if value is None:
            return None
        self._mistakes.references += [(self.place, name) for name in _REFERENCE.findall(value)]
        return str(value)

    def integer(self, key: str) -> int | None:
        """An optional whole number."""
        value = self._take(key, int, "a whole number")
        return None if value is None else int(value)

    def decimal(self, key: str) -> Decimal | None:
        """An optional number; ``null`` where nobody knows it."""
        value = self._take(key, (int, float, str), "a number")
        if value is None:
            return None
        try:
            return Decimal(str(value))
        except InvalidOperation:
            self.wrong(f"“{key}” is not a number: {value}")
            return None

    def flag(self, key: str) -> bool:
        """An optional yes or no."""
        return bool(self._take(key, bool, "true or false"))

    def texts(self, key: str) -> tuple[str, ...]:
        """An optional list of texts."""
        values = self._take(key, list, "a list") or []
        for value in values:
            if not isinstance(value, str):
                self.wrong(f"“{key}” holds {value!r}: quote it")
        return tuple(str(value) for value in values)

    def numbers(self, key: str) -> tuple[int, ...]:
        """A required list of whole numbers."""
        return tuple(int(value) for value in self._take(key, list, "a list") or [])

    def one_of(self, key: str, kinds: type[E], default: E) -> E:
        """One word of an enumeration."""
        value = self.maybe_text(key)
        if value is None:
            return default
        if value not in {kind.value for kind in kinds}:
            self.wrong(f"“{key}: {value}” is not one of {', '.join(kinds)}")
            return default
        return kinds(value)

    def lists(self, key: str) -> tuple[tuple[str, ...], ...]:
        """An optional list of lists of texts."""
        return tuple(tuple(map(str, group)) for group in self._take(key, list, "a list") or [])

    def mapping(self, key: str) -> dict[str, Any]:
        """An optional mapping of texts to texts."""
        return dict(self._take(key, dict, "a mapping") or {})

    def record(self, key: str) -> Record | None:
        """An optional nested record."""
        value = self._take(key, _Lined, "a mapping")
        return None if value is None else Record(value, self._file, self._mistakes)

    def records(self, key: str) -> Iterator[Record]:
        """An optional list of nested records."""
        for value in self._take(key, list, "a list") or []:
            if isinstance(value, _Lined):
                yield Record(value, self._file, self._mistakes)
            else:
                self.wrong(f"“{key}” holds {value!r}, which is not a mapping")

    def finish(self) -> None:
        """Report the keys that nothing asked for."""
        for key in self._data:
            if key not in self._asked:
                self.wrong(f"unknown key “{key}”")

    def _take(self, key: str, kind: type | tuple[type, ...], called: str) -> Any:
        self._asked.add(key)
        value = self._data.get(key)
        boolean = isinstance(value, bool) and kind is not bool
        if value is not None and (boolean or not isinstance(value, kind)):
            self.wrong(f"“{key}: {value}” is not {called}")
            return None
        return value


def read_file(folder: Path, name: str, mistakes: Mistakes) -> Any:
    """The content of one YAML file; a file that cannot be read or parsed is a mistake, and gives nothing."""
    try:
        return yaml.load((folder / name).read_text("utf-8"), _Loader)  # noqa: S506 a SafeLoader with lines
    except FileNotFoundError:
        mistakes.add(name, "the file is missing")
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        mistakes.add(f"{name}:{line}", error.problem or "is not YAML")
    return None


def read_record(folder: Path, name: str, mistakes: Mistakes) -> Record:
    """The one mapping that a file holds."""
    data = read_file(folder, name, mistakes)
    if not isinstance(data, _Lined):
        mistakes.add(name, "must hold a mapping")
        data = _Lined()
    return Record(data, name, mistakes)


def read_records(folder: Path, name: str, mistakes: Mistakes) -> list[Record]:
    """The list of mappings that a file holds."""
    data = read_file(folder, name, mistakes)
    wrapped = _Lined(items=data if isinstance(data, list) else [])
    if data is not None and not isinstance(data, list):
        mistakes.add(name, "must hold a list")
    return list(Record(wrapped, name, mistakes).records("items"))
