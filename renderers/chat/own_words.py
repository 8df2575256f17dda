"""The words of a button, typed: which one of the newest keyboard it is that says just that."""

from __future__ import annotations

import re
from dataclasses import replace

from dialogs.state.conversation import Conversation
from dialogs.turn.messages import Event, Said
from dialogs.turn.naming import quiet_of
from renderers.chat.options import phrase_option
from renderers.i18n import Language

_ASIDE = re.compile(r"[（(][^（）()]*[）)]$")
_LONGEST = 80
"""Characters of a message up to which it may be what a button says."""


def labelled(event: Event, conversation: Conversation, language: Language) -> Event:
    """What was said, with the number of the one button of the newest keyboard whose label it is, if there is one."""
    if not isinstance(event, Said) or len(event.text) > _LONGEST or not (words := quiet_of(event.text)):
        return event
    labels = [phrase_option(each, language) for each in conversation.options]
    asks = _asks(event.text)
    for said in (labels, [_without_aside(label) for label in labels]):
        found = [at for at, label in enumerate(said, 1) if quiet_of(label) == words and _asks(label) == asks]
        if found:
            return replace(event, button=found[0]) if len(found) == 1 else event
    return event


def _without_aside(label: str) -> str:
    """统计局 of 统计局（缺 10 题，共 10 题）: what stands in brackets behind a label is not said."""
    return _ASIDE.sub("", label).strip() or label


def _asks(text: str) -> bool:
    """否？ is no 否."""
    return text.rstrip().endswith(("?", "？"))
