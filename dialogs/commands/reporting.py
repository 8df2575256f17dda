"""检查: what is wrong, what is missing and what is in doubt, each a row that leads there, the next thing first.

What was explained stays in sight; what nobody can check wants nothing from anybody and stands behind a tap of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dialogs.definition.form import Field, Section
from dialogs.derived.departments import usual_holder
from dialogs.derived.findings import Finding
from dialogs.derived.journey import Journey
from dialogs.derived.pacing import minutes_left
from dialogs.derived.sources import sources_of
from dialogs.record.options import Option
from dialogs.record.standing import Standing
from dialogs.saying.replies import Welcome
from dialogs.saying.summaries import Needs, Noted, Report, SectionReport, Unchecked, noted
from dialogs.state.actions import Change, Review, Run, Visit, Way
from dialogs.state.conversation import Resting
from dialogs.turn.step import Step

_MOST = 8
"""Questions that have a row each; the others have one together."""
_NAMED = 6
"""Numbers of questions on one row."""


def show_report(step: Step) -> None:
    """The whole check: a row for whatever is to be done."""
    journey = step.journey
    ways = [*_rows(journey), *_kept(journey), *_more(journey), *_sourced(journey), (Option("preview"), Run("preview"))]
    reply = Report(
        unknown=len(journey.unknown),
        evidence=len(journey.evidence),
        tally=journey.tally,
        options=tuple(option for option, _ in ways),
        missing=len(journey.missing_evidence),
    )
    step.offer(reply, [action for _, action in ways], Resting())


def _rows(journey: Journey) -> Iterator[Way]:
    """The gravest first."""
    yield from _troubled(journey, Standing.WRONG, journey.errors)
    for section in journey.form.sections:
        open_here = [each for each in journey.standing_so(Standing.OPEN) if each.section == section.name]
        if open_here:
            yield _tour("rows open", Standing.OPEN, open_here, title=section.title)
    later = journey.standing_so(Standing.LATER)
    if later:
        yield _tour("rows later", Standing.LATER, later)
    by_department: dict[str, list[Field]] = {}
    for field in journey.waiting:
        by_department.setdefault(journey.waits_for(field) or "", []).append(field)
    for department, fields in by_department.items():
        yield _tour("rows waiting" if department else "rows awaited", Standing.WAITING, fields, department=department)
    yield from _troubled(journey, Standing.DOUBTED, journey.warnings)
    yield from _marked(journey)


def _tour(verb: str, standing: Standing, fields: Sequence[Field], **figures: str) -> Way:
    """One row for several questions, which are asked one after the other."""
    ids = "、".join(field.id for field in fields[:_NAMED]) + ("…" if len(fields) > _NAMED else "")
    option = Option(verb, {"count": str(len(fields)), "ids": ids, **figures}, standing.value)
    return option, Visit(tuple(field.name for field in fields))


def _troubled(journey: Journey, standing: Standing, findings: Sequence[Finding]) -> Iterator[Way]:
    """A row for each question with something to mend or to decide; from there one goes on to those below."""
    counted = {field.name for field in journey.standing_so(standing)}
    by_field: dict[str, list[Finding]] = {}
    for each in findings:
        if each.field in counted:
            by_field.setdefault(each.field, []).append(each)
    names = list(by_field)
    for place, name in enumerate(names[:_MOST]):
        first, *others = by_field[name]
        keys = tuple(finding.key for later in names[place:] for finding in by_field[later])
        figures = {"id": journey.form.by_name[name].id, "message": first.rule.message, "more": str(len(others))}
        verb = "row finding and more" if others else "row finding"
        yield Option(verb, {**first.figures, **figures}, standing.value), Review(keys)
    rest = names[_MOST:]
    if rest:
        keys = tuple(finding.key for name in rest for finding in by_field[name])
        yield Option("rows more", {"count": str(len(rest))}, standing.value), Review(keys)


def _marked(journey: Journey) -> Iterator[Way]:
    """Questions with a figure marked 待核实 that no warning speaks of."""
    warned = {finding.field for finding in journey.warnings}
    doubted = [field for field in journey.standing_so(Standing.DOUBTED) if field.name not in warned]
    for field in doubted[:_MOST]:
        figures = {"id": field.id, "label": field.label}
        yield Option("row doubtful", figures, Standing.DOUBTED.value), Change(field.name)
    if doubted[_MOST:]:
        yield _tour("rows more", Standing.DOUBTED, doubted[_MOST:])


def _kept(journey: Journey) -> Iterator[Way]:
    """What was kept with a reason: it stays in sight, and may be changed."""
    for finding in [each for each in journey.findings if each.reason is not None][:_MOST]:
        figures = {
            "id": journey.form.by_name[finding.field].id,
            "message": finding.rule.message,
            "reason": finding.reason or "",
        }
        yield Option("row kept", {**finding.figures, **figures}, "kept"), Change(finding.field)


def _more(journey: Journey) -> Iterator[Way]:
    count = sum(len(each.findings) + len(each.unknown) for each in _unchecked(journey))
    if count:
        yield Option("unchecked", {"count": str(count)}), Run("unchecked")


def _sourced(journey: Journey) -> Iterator[Way]:
    """Where the figures come from, once somebody said it of one."""
    own = {field.name for field in journey.form.fields if journey.own(field)}
    count = len({name for each in sources_of(journey.form, journey.application, own) for name in each.fields})
    if count:
        yield Option("sources", {"count": str(count)}), Run("sources")


def show_unchecked(step: Step) -> None:
    """无法核对: what was kept with a reason, and what nobody can check; none of it holds anything up."""
    options = (Option("check"), Option("continue"))
    reply = Unchecked(tuple(_unchecked(step.journey)), options)
    step.offer(reply, (Run("check"), Run("continue")), Resting())


def _unchecked(journey: Journey) -> Iterator[SectionReport]:
    missing = {field.name for field in (*journey.doable, *journey.waiting)}
    for section in journey.form.sections:
        kept = _of(section, journey, [each for each in journey.findings if each.reason is not None])
        unknown = _of(section, journey, [each for each in journey.unknown if each.field not in missing])
        if kept or unknown:
            yield SectionReport(section.name, kept, unknown)


def _of(section: Section, journey: Journey, findings: Sequence[Finding]) -> tuple[Noted, ...]:
    by_name = journey.form.by_name
    return tuple(noted(each) for each in findings if by_name[each.field].section == section.name)


def show_needs(step: Step) -> None:
    """What the application will need, and from which department, before the first question."""
    by_department: dict[str, list[str]] = {}
    for field in step.form.fields:
        holder = usual_holder(step.application, field)
        if holder and field.required and step.journey.own(field):
            by_department.setdefault(holder, []).append(field.id)
    departments = tuple((name, tuple(ids)) for name, ids in by_department.items())
    shared = bool(step.conversation.owner)
    started = bool(step.application.answers)
    verbs = ("start",) if shared else ("continue",) if started else ("start", "decline")
    step.offer(Needs(departments, tuple(Option(verb) for verb in verbs)), [Run(verb) for verb in verbs], Resting())


def show_notes(step: Step) -> None:
    """填报须知: what is to be known before one fills the form in."""
    introduce(step, "needs", whole=True)


def introduce(step: Step, *more: str, whole: bool = False) -> None:
    """What this is, with the ways to begin and to hear more."""
    started = bool(step.application.answers)
    former = ("former",) if step.conversation.former else ()
    verbs = (
        "continue" if started else "start",
        *former,
        *more,
        *(() if step.conversation.owner or started else ("decline",)),
    )
    reply = Welcome(tuple(Option(verb) for verb in verbs), whole, minutes=0 if whole else minutes_left(step.journey))
    step.offer(reply, [Run(verb) for verb in verbs], Resting())
