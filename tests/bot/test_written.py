"""A conversation is known by its JSON alone, and says the same whether it is known or read."""

from __future__ import annotations

from bot.turns.written import Written
from dialogs.definition.form import Form
from dialogs.record import codec
from tests.crowd import places

_SIZE = 3


def test_what_is_known_says_what_would_be_read(form: Form) -> None:
    """At every place of the form: nothing of a conversation is lost or gained by not being read from its JSON."""
    written = Written()
    for place in places(form):
        text = written.dumps(place.conversation)
        assert text == codec.dumps(place.conversation)
        assert written.loads(text) is place.conversation
        assert written.loads(text) == place.conversation


def test_few_are_known(form: Form) -> None:
    """The one written longest ago is forgotten first, and then read."""
    written, found = Written(_SIZE), [place.conversation for place in places(form)[: _SIZE + 1]]
    texts = [written.dumps(each) for each in found]
    again = [written.loads(text) for text in texts]
    assert again == found
    assert [one is other for one, other in zip(again, found, strict=True)] == [False, *[True] * _SIZE]
