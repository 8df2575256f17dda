"""What is left behind: a doubt or a correction that was offered, and a person who went elsewhere without a choice.

Nothing of it was stored. It is said with its number and its words, so that the person can take it up again.
"""

from __future__ import annotations

from dialogs.asking import shown_entry
from dialogs.conversation import Deciding, Store
from dialogs.form import Field
from dialogs.replies import Told
from dialogs.step import Step


def offered(step: Step) -> Store | None:
    """What the person said and could still choose on the open keyboard; None where nothing is in doubt."""
    doubt = isinstance(step.state, Deciding) and step.state.finding is None
    if not doubt and all(option.verb != "correct" for option in step.conversation.options):
        return None
    stores = [each for each in step.conversation.actions if isinstance(each, Store) and each.entries]
    return next((each for each in stores if each.words), stores[0] if stores else None)


def mention(step: Step, left: Store | None) -> None:
    """Say what stayed undecided, unless it is still on offer or its question was answered since."""
    if left is None or left in step.conversation.actions:
        return
    field = step.form.by_name[left.field]
    slot = left.entries[0].slot
    if step.application.answer(slot) != step.before.answer(slot):
        return
    step.say(Told("left undecided", {"id": field.id, "words": left.words or _shown(field, left)}))


def _shown(field: Field, left: Store) -> str:
    return "、".join(shown_entry(field, entry) for entry in left.entries)
