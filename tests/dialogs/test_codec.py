"""JSON between turns: what goes in comes out, exactly, and nothing unknown goes in."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dialogs.reading.results import Entry
from dialogs.record import codec
from dialogs.record.application import Answer, Application, Blank, Source
from dialogs.state.actions import Store
from dialogs.state.conversation import Asking, Conversation, Lost, locale_in
from dialogs.turn.messages import Chose, Happened


@pytest.mark.parametrize(
    "value",
    [
        Conversation(
            "p",
            "web",
            state=Asking("smes", ("smes/2021",)),
            actions=(Store("smes", (Entry("smes/2021", Decimal("1.50")),)),),
        ),
        Application("a", "e", {"s": Answer("s", Decimal("118.40"), None, "118.4", source=Source("统计局"))}),
        Answer("s", blank=Blank.NONE),
        Answer("s", (("方向", "指标", "1", "2"),)),
        Chose(3, (1, 2), "smes"),
        Happened("rendered", {"name": "“A&B”.docx"}),
    ],
)
def test_values_survive_json_exactly(value: object) -> None:
    """Decimals keep their digits, tuples their type, enumerations their class."""
    assert codec.loads(codec.dumps(value)) == value


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_the_language_of_a_conversation_is_found_without_reading_the_rest(locale: str) -> None:
    """Also where other words in it look like it."""
    words = '"locale":"fr"'
    conversation = Conversation(words, "web", locale, history=(words,), lost=(Lost(words, ()),))
    assert locale_in(codec.dumps(conversation)) == locale


def test_an_unregistered_value_is_refused() -> None:
    """A value of a class that nobody meant for the wire is an error at once."""
    with pytest.raises(TypeError):
        codec.dumps(object())
