"""What can be offered: entries that can be, and words that the open question understands."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.answers.answering import understand, with_entries
from dialogs.definition.form import Field
from dialogs.derived.findings import impossible, values_of
from dialogs.reading.results import Entry, Unreadable
from dialogs.state.conversation import Asking
from dialogs.turn.step import Step


def possible(step: Step, field: Field, entries: Sequence[Entry]) -> bool:
    """Whether these entries can be, whatever else is answered: only such are offered."""
    changed = with_entries(step, entries, "")
    return impossible(step.form, changed, field, values_of(changed)) is None


def reads_here(step: Step, words: str) -> bool:
    """Whether the open question understands the words: 不是 where 是 or 否 is asked, 电话换了，是… at a telephone."""
    state = step.state
    if not isinstance(state, Asking):
        return False
    return not isinstance(understand(step, step.form.by_name[state.field], state.slots, words), Unreadable)
