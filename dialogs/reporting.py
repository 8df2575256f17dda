"""检查: what is blank, what is wrong, what is doubtful, what nobody can check; section by section."""

from __future__ import annotations

from dialogs.conversation import Action, Change, Resting, Review, Run, Visit
from dialogs.form import Section
from dialogs.journey import Journey
from dialogs.options import Option
from dialogs.standing import Standing
from dialogs.step import Step
from dialogs.summaries import Needs, Report, SectionReport, noted

_JUMPS = 6


def show_report(step: Step) -> None:
    """The whole check, with one tap to go through what is open."""
    journey = step.journey
    sections = tuple(report for section in step.form.sections if (report := _section(journey, section)) is not None)
    options, actions = _ways_on(journey)
    reply = Report(
        sections=sections,
        unknown=len(journey.unknown),
        evidence=len(journey.evidence),
        tally=journey.tally,
        options=tuple(options),
        missing=len(journey.missing_evidence),
    )
    step.offer(reply, actions, Resting())


def _ways_on(journey: Journey) -> tuple[list[Option], list[Action]]:
    options: list[Option] = []
    actions: list[Action] = []
    findings = (*journey.errors, *journey.warnings)
    troubled = tuple(dict.fromkeys(finding.field for finding in findings))
    if findings:
        options.append(Option("mend", {"count": str(len(troubled))}))
        actions.append(Review(tuple(finding.key for finding in findings)))
        for name in troubled[:_JUMPS]:
            options.append(Option("change", {"id": journey.form.by_name[name].id}))
            actions.append(Change(name))
    if journey.doable:
        options.append(Option("fill", {"count": str(len(journey.doable))}))
        actions.append(Visit(tuple(field.name for field in journey.doable)))
    return [*options, Option("preview")], [*actions, Run("preview")]


def _section(journey: Journey, section: Section) -> SectionReport | None:
    names = {field.name for field in journey.form.fields if field.section == section.name}
    findings = tuple(noted(each) for each in journey.findings if each.field in names)
    doubtful = tuple(field.name for field in journey.doubtful if field.name in names)
    blanks = [
        tuple(field.name for field in journey.standing_so(standing) if field.name in names)
        for standing in (Standing.OPEN, Standing.LATER, Standing.WAITING)
    ]
    answered = names - {name for each in blanks for name in each}
    unknown = tuple(noted(each) for each in journey.unknown if each.field in answered)
    if not (any(blanks) or findings or doubtful or unknown):
        return None
    return SectionReport(section.name, findings, doubtful, unknown, *blanks)


def show_needs(step: Step) -> None:
    """What the application will need, and from which department, before the first question."""
    by_department: dict[str, list[str]] = {}
    for field in step.form.fields:
        if field.department and field.required and step.journey.own(field):
            by_department.setdefault(field.department, []).append(field.id)
    departments = tuple((name, tuple(ids)) for name, ids in by_department.items())
    shared = bool(step.conversation.owner)
    started = bool(step.application.answers)
    verbs = ("start",) if shared else ("continue",) if started else ("start", "decline")
    step.offer(Needs(departments, tuple(Option(verb) for verb in verbs)), [Run(verb) for verb in verbs], Resting())
