"""What people type and what is understood: ``examples/*.yaml``, one sentence, one field and many messages each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from dialogs.reading import read
from dialogs.record.application import Application, Blank
from tests.dialogs.reading.forms import FORM, answered, field_of, told

_FILES = sorted(Path(__file__).with_name("examples").glob("*.yaml"))


def _examples() -> list[Any]:
    """The examples as parameters, each named after its file, field and words."""
    return list(_each_example())


def _each_example() -> Iterator[Any]:
    for file in _FILES:
        for group in yaml.safe_load(file.read_text("utf-8")):
            for words, expected in group["examples"]:
                yield pytest.param(group, words, expected, id=f"{file.stem}: {group['field']} {words!r}")


def _application(given: dict[str, Any] | None) -> Application | None:
    if given is None:
        return None
    return answered(**{slot: Blank.NONE if value == "NONE" else value for slot, value in given.items()})


@pytest.mark.parametrize(("group", "words", "expected"), _examples())
def test_words_are_understood_as_the_example_says(group: dict[str, Any], words: str, expected: str) -> None:
    """Each example's message is read as the sentence above it promises."""
    field = field_of(group["field"])
    slots = [slot for slot in field.slots if slot.path in group.get("slots", [])]
    reading = read(FORM, field, words, slots=slots or None, application=_application(group.get("given")))
    assert told(reading) == expected, group["says"]


def test_every_kind_and_shape_of_field_has_examples() -> None:
    """No kind of field is read without an example of how."""
    shown = {group["field"] for file in _FILES for group in yaml.safe_load(file.read_text("utf-8"))}
    kinds = {(FORM.by_name[name].kind, FORM.by_name[name].shape) for name in shown}
    assert kinds == {(field.kind, field.shape) for field in FORM.fields}
