"""整节: which questions of a section stand on its card, and what stands in them already."""

from __future__ import annotations

from dialogs import sharing
from dialogs.conversation import Resting
from dialogs.form import Asking, Field, Section
from dialogs.replies import Sheet, SheetRow
from dialogs.sheets import COMPUTED, typed
from dialogs.step import Step


def hand_out(step: Step) -> None:
    """整节: the section that the conversation is at, to be filled as a whole; the open question waits."""
    section = _section(step)
    step.update(state=Resting(), queue=(), findings=())
    seen = [pair for field in fields_on(step, section) for pair in sharing.versions(step, field)]
    step.update(seen=tuple(seen))
    step.offer(Sheet(section.name, tuple(_row(step, field) for field in fields_on(step, section))), ())


def fields_on(step: Step, section: Section) -> tuple[Field, ...]:
    """Its questions in asking order, with those of which nobody knows yet whether they will be asked."""
    return tuple(field for field in step.form.fields if _stands_on(step, field, section))


def _stands_on(step: Step, field: Field, section: Section) -> bool:
    wanted = field.answerable and field.asking is Asking.ALWAYS and step.form.homes[field.name] == section.name
    possible = field.relevant is None or field.relevant(step.journey.values) is not False
    return wanted and possible and step.journey.own(field)


def _section(step: Step) -> Section:
    """Where the conversation is; else where the next open question is; else where it was last."""
    last = step.conversation.history[-1:]
    field = step.here or step.journey.next_field() or step.form.by_name[last[0] if last else step.form.fields[0].name]
    name = step.form.homes[field.name]
    return next(section for section in step.form.sections if section.name == name)


def _row(step: Step, field: Field) -> SheetRow:
    standing = [answer for path in field.paths if (answer := step.application.answer(path)) is not None]
    return SheetRow(field.name, typed(field, standing) or _offered(step, field))


def _offered(step: Step, field: Field) -> str:
    """What the chat would offer with one tap: to be computed, or the same as elsewhere."""
    if field.calculations:
        return COMPUTED
    answer = step.application.answer(field.suggest) if field.suggest else None
    return answer.value if answer is not None and isinstance(answer.value, str) else ""
