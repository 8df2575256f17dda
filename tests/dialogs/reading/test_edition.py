"""The edition's own examples, and what its county types, are read without a doubt."""

from __future__ import annotations

from dialogs.definition.form import Form
from dialogs.reading import read
from dialogs.reading.results import Read


def test_every_example_of_the_form_can_be_typed(form: Form) -> None:
    """The example under a question is an answer to it: read at once, for the whole question."""
    unread = [
        (field.id, field.example)
        for field in form.fields
        if field.answerable and field.example and not isinstance(read(form, field, field.example), Read)
    ]
    assert unread == []


def test_every_box_can_be_ticked_by_its_own_label_and_number(form: Form) -> None:
    """The official text of a box, copied from the form, means that box."""
    for field in form.fields:
        for number, choice in enumerate(field.choices, 1):
            for words in (choice.label, str(number)):
                reading = read(form, field, words)
                assert isinstance(reading, Read), (field.id, words)
                assert reading.entries[0].value in (choice.name, (choice.name,)), (field.id, words)


def test_every_county_can_be_named_by_its_code(form: Form) -> None:
    """167 county units, each by the code of GB/T 2260."""
    field = form.by_name["county"]
    for county in form.counties:
        reading = read(form, field, county.code)
        assert isinstance(reading, Read)
        assert reading.entries[0].value == county.name
