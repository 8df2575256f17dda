"""The words of a button, typed: which one of the newest keyboard it is that says just that."""

from __future__ import annotations

from dataclasses import replace

from dialogs.conversation import Conversation
from dialogs.messages import Event, Said
from dialogs.naming import quiet_of
from renderers.chat.options import phrase_option
from renderers.i18n import Language

_LONGEST = 80
"""Characters of a message up to which it may be what a button says."""


def labelled(event: Event, conversation: Conversation, language: Language) -> Event:
    """What was said, with the number of the one button of the newest keyboard whose label it is, if there is one."""
    if not isinstance(event, Said) or len(event.text) > _LONGEST or not (words := quiet_of(event.text)):
        return event
    labels = enumerate((phrase_option(each, language) for each in conversation.options), 1)
    found = [number for number, label in labels if quiet_of(label) == words and _asks(label) == _asks(event.text)]
    return replace(event, button=found[0]) if len(found) == 1 else event


def _asks(text: str) -> bool:
    """否？ is no 否."""
    return text.rstrip().endswith(("?", "？"))
