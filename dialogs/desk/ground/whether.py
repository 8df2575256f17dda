"""What words alone do not do: it is asked whether it is meant, with a button for each way, and one for not now."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.desk.ground.step import DeskStep
from dialogs.reading.cleaning import excerpt
from dialogs.record.options import Option
from dialogs.saying.briefs import Note
from dialogs.state.actions import Way
from dialogs.state.desk_states import Do


def ask_whether(step: DeskStep, words: str, ways: Sequence[Way]) -> None:
    """Ask whether these words are meant in one of these ways."""
    every = (*ways, (Option("desk not now"), Do("stop")))
    options = tuple(option for option, _ in every)
    step.offer(Note("asked whether", {"words": excerpt(words)}, options), [action for _, action in every])


def say_so(typed: str) -> Way:
    """A button that is heard as if this had been typed."""
    return Option("desk say so", {"words": excerpt(typed)}), Do("say so", (typed,))
