"""What does not hold, one finding at a time, each with its ways to mend it; then on with the form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dialogs.asking import ask, complete, proceed, shown_entry
from dialogs.conversation import Action, Change, Deciding, Keep, Leave, Resting, Run, Store
from dialogs.findings import Finding, acceptable, fails, finding_of
from dialogs.form import Field
from dialogs.options import Option
from dialogs.reading.results import Entry
from dialogs.replies import Object, Told
from dialogs.step import Step

_WAYS_BACK = 2


def go_on(step: Step, field: Field, *, was_complete: bool = False) -> None:
    """Ask the rest of a half-answered question, or the next one; an application that became complete says so."""
    step.update(findings=())
    if step.journey.relevant(field) and step.journey.untouched_slots(field) and not step.conversation.queue:
        ask(step, field)
    elif step.conversation.queue or not step.journey.complete:
        proceed(step, field.name)
    elif was_complete:
        options = (Option("preview"), Option("check"))
        step.offer(Told("still complete", {}, options), (Run("preview"), Run("check")), Resting())
    else:
        complete(step)


def show_next_finding(step: Step, field: Field) -> None:
    """Show the next finding that is still there; when none is left, go on."""
    values = step.journey.values
    for place, key in enumerate(step.conversation.findings):
        check = step.form.checks_by_key[key]
        if fails(check, values):
            finding = finding_of(step.form, step.application, values, check)
            if finding.open:
                step.update(findings=step.conversation.findings[place + 1 :])
                show(step, field, finding)
                return
    go_on(step, field)


def show(step: Step, field: Field, finding: Finding) -> None:
    """Show one finding with what can be done about it: adopt, change this or that, keep with a reason, leave."""
    options, actions = _remedies(step, finding)
    place = step.place_of(step.form.by_name[finding.field])
    reply = replace(objection(finding), options=tuple(options), elsewhere=finding.field != field.name, place=place)
    step.offer(reply, actions, Deciding(field.name, field.paths, finding.key))


def objection(finding: Finding, *, refused: bool = False) -> Object:
    """What does not hold, as it is said, without the ways to mend it."""
    rule = finding.rule
    return Object(rule.id, rule.severity.value, rule.message, finding.figures, finding.field, refused=refused)


def review(step: Step, keys: Sequence[str]) -> None:
    """Show these findings one after the other."""
    step.update(findings=tuple(keys), queue=())
    standing = [key for key in keys if fails(step.form.checks_by_key[key], step.journey.values)]
    if not standing:
        proceed(step, None)
        return
    first = finding_of(step.form, step.application, step.journey.values, step.form.checks_by_key[standing[0]])
    step.update(findings=tuple(standing[1:]))
    show_at(step, first)


def show_at(step: Step, finding: Finding) -> None:
    """Show a finding where nobody has just answered: it names its question itself."""
    show(step, step.form.by_name[finding.field], finding)
    step.name_last()


def _remedies(step: Step, finding: Finding) -> tuple[list[Option], list[Action]]:
    """Adopt, keep, change, leave: the likely mend first. A figure typed instead of a number is a new answer."""
    remedies: list[tuple[Option, Action]] = []
    adopted = step.form.field_of(finding.adopt[0].slot) if finding.adopt else None
    if adopted is not None and not (step.journey.own(adopted) and _would_be_taken(step, adopted, finding)):
        adopted = None
    if adopted is not None:
        value = "、".join(shown_entry(adopted, entry) for entry in finding.adopt)
        elsewhere = adopted.name != finding.field
        verb = "adopt there" if elsewhere else ("put" if finding.error else "use")
        remedies.append((Option(verb, {"value": value, "id": adopted.id}), Store(adopted.name, finding.adopt)))
    keep: list[tuple[Option, Action]] = [] if finding.error else [(_keep(step, finding), Keep(finding.key))]
    change = _ways_back(step, finding, adopted)
    remedies.extend([*keep, *change] if adopted is not None else [*change, *keep])
    remedies.append((Option("leave"), Leave()))
    return [option for option, _ in remedies], [action for _, action in remedies]


def _would_be_taken(step: Step, field: Field, finding: Finding) -> bool:
    """What is offered is always acceptable: it passes the rules that a typed answer has to pass."""
    return acceptable(step.form, step.application, field, finding.adopt)


def _keep(step: Step, finding: Finding) -> Option:
    """Keep one's own: with the figure itself where one other is offered in its place."""
    own = [entry for entry in finding.adopt if entry.slot in step.journey.values]
    if len(own) != 1 or len(finding.adopt) != 1:
        return Option("keep")
    slot = own[0].slot
    value = step.application.answers[slot].value
    return Option("keep value", {"value": shown_entry(step.form.field_of(slot), Entry(slot, value))})


def _ways_back(step: Step, finding: Finding, adopted: Field | None) -> list[tuple[Option, Action]]:
    named = [step.form.by_name[name] for name in finding.rule.change]
    fields = [field for field in named if field.answerable and step.journey.own(field)]
    if adopted is None:
        return [(Option("change", {"id": field.id}), Change(field.name)) for field in fields[:_WAYS_BACK]]
    if finding.error:
        return [(Option("own"), Change(adopted.name))]
    others = [field for field in fields if field is not adopted]
    return [(Option("change", {"id": field.id}), Change(field.name)) for field in others[:1]]
