"""An answer that corrects itself: 甲集团，不是，是乙公司; 4月18，哦不对，4月19. The last one is offered first."""

from __future__ import annotations

import re

from dialogs.answers.answering import answer, understand
from dialogs.answers.asking import shown_entries
from dialogs.definition.form import Field, Kind
from dialogs.reading.cleaning import excerpt, narrow
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.results import Alternative, Entry, Read, Unsure, Why
from dialogs.state.conversation import Asking
from dialogs.turn.step import Step

_LONGEST = 80
_BETTER = re.compile(
    r"(?P<first>\S.*?)[,，。;；… ]+"
    r"(?:哦|噢|啊|呃|哎)?[,，]?(?:不对|不是|[说写打]?错了|口误)(?:不对|不是)?[了啊]?[,，。;；… ]+"
    r"(?:应该|其实)?(?:是|叫|为)?(?P<value>\S.*?)[。.]?"
)
_POINTS_BACK = re.compile("刚才|刚刚|上面|前面|上一?[个题条]|那个|这个|原来|之前")
"""刚才那个不对，是…: of what was answered before."""


def said_better(step: Step, words: str) -> bool:
    """Offer the second of two answers of which the first is taken back in the same message."""
    state, field = step.state, step.here
    if field is None or not isinstance(state, Asking) or state.again or len(words) > _LONGEST:
        return False
    said = _BETTER.fullmatch(narrow(words).strip())
    if said is None:
        return False
    if field.kind is Kind.PARAGRAPH or _POINTS_BACK.search(said["first"]):
        return False
    ways = [_way(step, field, state.slots, said[part].strip()) for part in ("value", "first")]
    if None in ways:
        return False
    offered = dict.fromkeys(way for way in ways if way is not None)
    answer(step, field, state.slots, words, Unsure(Why.CLOSEST, (*offered, NONE_OF_THESE), {"words": excerpt(words)}))
    return True


def _way(step: Step, field: Field, slots: tuple[str, ...], said: str) -> Alternative | None:
    """What these words answer; None where they answer nothing."""
    match understand(step, field, slots, said):
        case (
            Read(entries)
            | Unsure(why=Why.CLOSEST, alternatives=(Alternative(entries=entries), Alternative(entries=())))
        ):
            return Alternative(shown_entries(field, entries), entries) if _given(entries) else None
        case _:
            return None


def _given(entries: tuple[Entry, ...]) -> bool:
    return all(entry.value is not None for entry in entries)
