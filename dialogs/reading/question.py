"""What is being asked while a message is read: the field, the slots that are open to it, and the answers so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dialogs.definition.form import Field, Form, Slot
from dialogs.record.application import Answer, Application


@dataclass(frozen=True)
class Question:
    """A field as it is asked: ``slots`` are those that the message may fill without naming them.

    ``today`` is the day in China on which the words were said, where that is known.
    """

    form: Form
    field: Field
    slots: tuple[Slot, ...]
    application: Application | None = None
    today: date | None = None

    def slot(self, *part: str) -> Slot | None:
        """The field's slot with this part, asked or not."""
        return next((slot for slot in self.field.slots if slot.part == part), None)

    def value(self, slot: str) -> object:
        """The value that a slot of any field holds so far."""
        answer = self.answer(slot)
        return answer.value if answer is not None else None

    def answer(self, slot: str) -> Answer | None:
        """What a slot of any field was answered so far."""
        return self.application.answer(slot) if self.application is not None else None


def question(
    form: Form,
    field: Field,
    slots: Sequence[Slot] | None,
    application: Application | None,
    today: date | None = None,
) -> Question:
    """The question for these slots; without any, for those of the field that are still open, or for all of them."""
    asked = tuple(slots or _open(field, application) or field.slots)
    return Question(form, field, asked, application, today)


def _open(field: Field, application: Application | None) -> tuple[Slot, ...]:
    if application is None:
        return ()
    answers = ((slot, application.answer(slot.path)) for slot in field.slots)
    return tuple(slot for slot, answer in answers if answer is None or not answer.given)
