"""An application, read for a coordinator: how far each section is; findings in words once all is filled."""

from __future__ import annotations

from dialogs.definition.form import Form, Section
from dialogs.derived.findings import Finding
from dialogs.derived.journey import Journey, printed_sections
from dialogs.record.application import RECORDED, Application
from dialogs.record.region import Entrant, mark_of
from dialogs.record.standing import NO_QUESTIONS
from dialogs.saying.briefs import Dossier, SectionLook

_MOST = 12


def dossier_of(form: Form, application: Application, entrant: Entrant, *, content: bool) -> Dossier:
    """What a coordinator sees of an application: its ``content``, or only how far it is."""
    journey = Journey(form, application)
    findings = (*journey.errors, *journey.warnings) if content else ()
    return Dossier(
        entrant=entrant,
        sections=tuple(_section(journey, section) for section in printed_sections(form)),
        findings=tuple(_said(each) for each in findings[:_MOST]),
        recorded=_recorded(application),
        lacking=tuple(each.what for each in journey.missing_evidence),
    )


def _recorded(application: Application) -> tuple[int, str]:
    names = dict.fromkeys(answer.by.removesuffix(RECORDED) for answer in application.recorded)
    return len(application.recorded), "、".join(names)


def _section(journey: Journey, section: Section) -> SectionLook:
    tally = journey.tallies.get(section.name, NO_QUESTIONS)
    wrong = (each.field for each in (*journey.errors, *journey.warnings))
    ids = dict.fromkeys(name for name in wrong if journey.form.by_name[name].section == section.name)
    troubled = tuple(journey.form.by_name[name].id for name in ids)
    return SectionLook(section.title, mark_of(tally), tally.unfinished, troubled)


def _said(finding: Finding) -> tuple[str, str, dict[str, str]]:
    return finding.rule.severity.value, finding.rule.message, dict(finding.figures)
