"""What is typed while something is awaited: a wish, a change of what is written, other people for a broadcast."""

from __future__ import annotations

from collections.abc import Callable

from dialogs.desk import (
    addressing,
    amending,
    awaited,
    comment_reworded,
    ordering,
    rewording,
    sending_later,
    wishing,
    wording_wished,
)
from dialogs.desk.step import DeskStep


def wished(step: DeskStep, words: str, hear: Callable[[DeskStep, str], None]) -> bool:
    """A wish, or other people for a broadcast, where something is awaited; a review knows its own words."""
    return not step.awaits_no_words and (
        amending.amended(step, words)
        or comment_reworded.put_right(step, words)
        or wording_wished.wished(step, words)
        or sending_later.put_off(step, words)
        or rewording.reworded(step, words)
        or ordering.completed(step, words)
        or awaited.left_off(step, words, hear)
        or addressing.whether(step, words)
        or addressing.of_cities(step, words)
        or wishing.wished(step, words)
        or addressing.addressed(step, words)
    )
