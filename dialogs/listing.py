"""佐证清单: the evidence list as far as the answers call for it, by section, and what of it is still missing."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.conversation import Action, Resting, Run, ShowProofs
from dialogs.evidence import ProofItem
from dialogs.options import Option
from dialogs.step import Step
from dialogs.summaries import Evidence, EvidenceLine, ProofRow, ProofRows


def show_list(step: Step) -> None:
    """佐证: how many proofs each section calls for and how many are missing; a tap shows the section's."""
    wanted = [each for each in step.journey.proofs if each.wanted]
    lines = _lines(step, wanted)
    ways = _ways(step, lines)
    if any(line.missing for line in lines):
        ways.append((Option("missing proofs"), Run("missing_evidence")))
    ways.append((Option("continue"), Run("continue")))
    reply = Evidence(
        tuple(each.requirement.id for each in wanted),
        lines,
        len(step.journey.unsorted),
        tuple(option for option, _ in ways),
    )
    step.offer(reply, [action for _, action in ways], Resting())


def _lines(step: Step, proofs: Sequence[ProofItem]) -> tuple[EvidenceLine, ...]:
    """The sections that call for proofs, in the order of the form."""
    found = []
    for section in step.form.sections:
        own = [each for each in proofs if each.section == section.name]
        if own:
            found.append(EvidenceLine(section.name, len(own), sum(each.missing for each in own)))
    return tuple(found)


def _ways(step: Step, lines: Sequence[EvidenceLine]) -> list[tuple[Option, Action]]:
    titles = {section.name: section.title for section in step.form.sections}
    return [
        (
            Option(
                "proofs missing" if line.missing else "proofs there",
                {"title": titles[line.section], "missing": str(line.missing)},
            ),
            ShowProofs(line.section),
        )
        for line in lines
    ]


def show_missing(step: Step) -> None:
    """还缺哪些佐证: every proof that is called for and not there, by section."""
    missing = [each for each in step.journey.proofs if each.missing]
    ways: list[tuple[Option, Action]] = [*_ways(step, _lines(step, missing)), (Option("continue"), Run("continue"))]
    reply = ProofRows("", _rows(missing), tuple(option for option, _ in ways))
    step.offer(reply, [action for _, action in ways], Resting())


def show_section(step: Step, section: str) -> None:
    """The proofs of one section with their states; what is not needed any more stays in sight where it has files."""
    shown = [each for each in step.journey.proofs if each.section == section and (each.wanted or each.files)]
    ways: list[tuple[Option, Action]] = [(Option("evidence"), Run("evidence")), (Option("continue"), Run("continue"))]
    reply = ProofRows(section, _rows(shown), tuple(option for option, _ in ways))
    step.offer(reply, [action for _, action in ways], Resting())


def _rows(proofs: Sequence[ProofItem]) -> tuple[ProofRow, ...]:
    return tuple(ProofRow(each.requirement.id, each.state.value, len(each.files)) for each in proofs)
