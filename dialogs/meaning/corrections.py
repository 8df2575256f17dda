"""Readings that change an earlier answer: a correction that names its question or means the last one."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.answers import composing
from dialogs.answers.afterthoughts import afterthoughts
from dialogs.answers.answering import receive, take
from dialogs.answers.correcting import correction, starts_with_number
from dialogs.answers.fitting import reads_here
from dialogs.meaning import mistaken
from dialogs.meaning.mistaken import offer_corrections
from dialogs.meaning.numbered import said_of
from dialogs.meaning.offering import offer_correction
from dialogs.reading.results import Entry
from dialogs.state.conversation import Composing
from dialogs.turn.step import Step


def corrected(step: Step, words: str) -> bool:
    """A correction names its question, or means the last answer."""
    found = correction(step, words) or said_of(step, words)
    if found is None or (found.entries and not found.named and _stands(step, found.entries)):
        return False
    if found.named:
        composing.save(step)
    if found.named and found.entries:
        take(step, found.field, found.entries, words)
    elif found.named:
        receive(step, found.field, found.field.paths, found.said or words)
    else:
        offer_correction(step, found, words)
    return True


def _stands(step: Step, entries: Sequence[Entry]) -> bool:
    """Whether a change would change nothing."""
    standing = (step.application.answer(entry.slot) for entry in entries)
    pairs = zip(entries, standing, strict=True)
    return all(there is not None and (there.value, there.blank) == (new.value, new.blank) for new, there in pairs)


def called_wrong(step: Step, words: str) -> bool:
    """C8那电话换号了，现在是…: said of a question in words of one's own; offered, never done."""
    said = () if mistaken.beside_a_text(step, words) else mistaken.mistaken(step, words)
    standing = tuple(each for each in said if any(path in step.application.answers for path in each.field.paths))
    found = standing or (() if said and reads_here(step, words) else said)
    known = correction(step, words) if found else None
    better = known is not None and known.entries and not any(each.entries for each in found)
    if not found or better or (known is not None and known.named):
        return False
    offer_corrections(step, found, words)
    return True


def thought_again(step: Step, words: str) -> bool:
    """写早了，24号, 高企22年改成46: what the last answers, or those that are named, would become is offered."""
    if mistaken.beside_a_text(step, words):
        return False
    found = afterthoughts(step, words)
    if found:
        offer_corrections(step, found, words)
    return bool(found)


def corrected_by_number(step: Step, words: str) -> bool:
    """Beside a reason only a correction that names its question is one."""
    return starts_with_number(words) and corrected(step, words)


def corrected_beside_a_text(step: Step, words: str) -> bool:
    """Once a text has begun, only a correction that names its question is no part of it."""
    begun = isinstance(step.state, Composing) and step.state.text
    return (not begun or starts_with_number(words)) and corrected(step, words)
