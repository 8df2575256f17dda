"""整节: which questions of a section stand on its card, and what stands in them already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dialogs.answers.asking import computed_entries
from dialogs.answers.filling import Judged, Row, judge
from dialogs.answers.objecting import objection, slipped
from dialogs.definition.form import Asking, Field, Section
from dialogs.derived.findings import Finding
from dialogs.derived.slips import slip_in
from dialogs.gathering.sheets import COMPUTED, typed
from dialogs.reading.results import Entry
from dialogs.saying.replies import Confirm, Misread, Object, Sheet, SheetRow, Told
from dialogs.state.conversation import Resting
from dialogs.turn import sharing
from dialogs.turn.step import Step


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


def _found(step: Step, section: Section) -> list[Finding]:
    """What does not hold at the section's questions and wants a decision, errors first."""
    checks = step.form.checks_by_section[section.name]
    found = step.journey.findings_of(checks)
    return sorted((finding for finding in found if finding.open), key=lambda finding: not finding.error)


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
    standing = tuple(answer for path in field.paths if (answer := step.application.answer(path)) is not None)
    words = typed(field, standing)
    return SheetRow(field.name, words or _offered(step, field), standing)


def _offered(step: Step, field: Field) -> str:
    """What the chat would offer with one tap: to be computed, or the same as elsewhere."""
    if field.calculations:
        return COMPUTED
    answer = step.application.answer(field.suggest) if field.suggest else None
    return answer.value if answer is not None and isinstance(answer.value, str) else ""


@dataclass(frozen=True, slots=True)
class CardRow:
    """One question of a card as it stands while somebody fills it in.

    ``row`` is what is stored, ``computed`` what the form would compute from that and from the words on the card,
    ``trouble`` what would be said about these words, or about what is stored.
    """

    row: SheetRow
    computed: tuple[Entry, ...] = ()
    trouble: Misread | Confirm | Object | Told | None = None


def _slip(step: Step, judged: Judged) -> Told | None:
    """A year of a row that looks a digit off, said where it was typed."""
    field = judged.row.field
    slip = slip_in(field, step.journey.values, [entry.slot for entry in judged.entries or ()])
    return slipped(field, slip) if slip is not None else None


def look_at(step: Step, section: Section, said: Mapping[str, str]) -> tuple[CardRow, ...]:
    """A section's card with these words typed into it, by question: read as they would be, and nothing is stored."""
    fields = fields_on(step, section)
    stored = {field.name: _row(step, field) for field in fields}
    new = [Row(field, said[field.name]) for field in fields if said.get(field.name)]
    troubles = {each.row.field.name: each.trouble or _slip(step, each) for each in judge(step, new)}
    found = {finding.field: finding for finding in reversed(_found(step, section))}
    rows = []
    for field in fields:
        doubt = found.get(field.name)
        trouble = troubles.get(field.name) or (objection(doubt) if doubt is not None else None)
        rows.append(CardRow(stored[field.name], computed_entries(step, field) if field.calculations else (), trouble))
    return tuple(rows)
