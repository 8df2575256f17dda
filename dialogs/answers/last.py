"""What a person answered last: what is said without naming a question speaks of it."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.definition.form import Field
from dialogs.state.conversation import Undo, change_of
from dialogs.turn.step import Step


def last_answered(step: Step) -> Iterator[Field]:
    """The fields that this person answered and that have an answer, the last one first; most look at one of them."""
    seen = set[str]()
    for done in map(change_of, reversed(step.conversation.undo)):
        if isinstance(done, Undo) and not done.file and done.field not in seen:
            seen.add(done.field)
            field = step.form.by_name[done.field]
            if any(path in step.application.answers for path in field.paths):
                yield field
