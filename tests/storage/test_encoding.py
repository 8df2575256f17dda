"""Values go to text and back without losing a digit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.record.application import Source, Value
from storage.encoding import decode, decode_list, decode_source, encode, encode_list, encode_source
from storage.errors import BadValue

NUMBERS = st.decimals(allow_nan=False, allow_infinity=False)
LISTS = st.lists(st.text()).map(tuple)
ROWS = st.lists(LISTS, min_size=1).map(tuple)
VALUES: st.SearchStrategy[Value] = st.one_of(NUMBERS, st.text(), LISTS, ROWS)


@settings(deadline=None)
@given(VALUES)
def test_values_come_back(value: Value) -> None:
    """Any value is the same after a round trip."""
    assert decode(encode(value)) == value


@settings(deadline=None)
@given(NUMBERS)
def test_numbers_keep_their_digits(number: Decimal) -> None:
    """118.40 does not become 118.4."""
    assert str(decode(encode(number))) == str(number)


def test_shape_of_the_text() -> None:
    """The text is what the documentation of the format says, readable by a person."""
    assert encode(Decimal("118.40")) == '{"n": "118.40"}'
    assert encode("羊绒") == '"羊绒"'
    assert encode(("primary", "tertiary")) == '["primary", "tertiary"]'
    assert encode((("产值", "10"),)) == '[["产值", "10"]]'


@pytest.mark.parametrize("text", ["", "{", "1", "null", "[1]", '{"n": 1}', '{"n": "x"}', '{"n": "1", "m": "2"}'])
def test_no_value(text: str) -> None:
    """A text that no value has is refused, never guessed."""
    with pytest.raises(BadValue):
        decode(text)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "sNaN"])
def test_infinite_numbers_are_refused(number: str) -> None:
    """A number that is none cannot be stored."""
    with pytest.raises(BadValue):
        encode(Decimal(number))


OPTIONAL = st.none() | st.text()


@settings(deadline=None)
@given(st.builds(Source, OPTIONAL, OPTIONAL, OPTIONAL))
def test_sources_come_back(source: Source) -> None:
    """Where a figure comes from survives, as far as it was said."""
    assert decode_source(encode_source(source)) == source


@settings(deadline=None)
@given(LISTS)
def test_lists_come_back(words: tuple[str, ...]) -> None:
    """A list of texts survives."""
    assert decode_list(encode_list(words)) == words
