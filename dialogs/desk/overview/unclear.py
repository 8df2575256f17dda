"""Words of which nothing is known: that is said, with what can be done."""

from __future__ import annotations

from dialogs.desk.ground.step import DeskStep
from dialogs.desk.ground.words import command_of
from dialogs.desk.overview import looking
from dialogs.saying.briefs import Note
from dialogs.state.conversation import Resting


def unclear(step: DeskStep, words: str = "") -> None:
    """Nothing was understood, or a command without anything known behind it."""
    found = command_of(words)
    if found is not None:
        step.say(Note("nothing called so", {"words": found[1][:40], "region": step.region.name}))
        return
    step.say(Note("unclear", {"words": words[:40]}))
    if isinstance(step.state, Resting):
        looking.today(step)


def never_silent(step: DeskStep, words: str) -> None:
    """Whatever was heard is answered, or something is asked of the outside."""
    if not step.answered:
        unclear(step, words)
