"""佐证清单: the evidence list as far as the answers call for it, by section, and what of it is still missing."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.derived.evidence import ProofItem
from dialogs.record.options import Option
from dialogs.saying.proof_replies import Evidence, EvidenceLine, ProofRow, ProofRows
from dialogs.saying.replies import Told
from dialogs.state.actions import Action, Run
from dialogs.state.conversation import Resting
from dialogs.state.proof_actions import Declare, ShowProof, ShowProofs
from dialogs.turn import sharing
from dialogs.turn.messages import Render
from dialogs.turn.step import Step


def show_list(step: Step) -> None:
    """佐证: how many proofs each section calls for and how many are missing; a tap shows the section's."""
    wanted = [each for each in step.journey.proofs if each.wanted]
    lines = _lines(step, wanted)
    ways = _ways(step, lines)
    if any(line.missing for line in lines):
        ways.append((Option("missing proofs"), Run("missing_evidence")))
    if any(each.files for each in wanted):
        ways.append((Option("binder"), Run("binder")))
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
    _show(
        step, section, [each for each in step.journey.proofs if each.section == section and (each.wanted or each.files)]
    )


def show_items(step: Step, items: Sequence[str]) -> None:
    """These items, all of one section."""
    shown = [each for each in step.journey.proofs if each.requirement.id in items]
    _show(step, shown[0].section if shown else "", shown)


def _show(step: Step, section: str, shown: Sequence[ProofItem]) -> None:
    ways: list[tuple[Option, Action]] = [
        (Option(f"proof {each.state.value}", _figures(each)), ShowProof(each.requirement.id)) for each in shown
    ]
    ways += [(Option("evidence"), Run("evidence")), (Option("back to questions"), Run("continue"))]
    reply = ProofRows(section, _rows(shown), tuple(option for option, _ in ways))
    step.offer(reply, [action for _, action in ways], Resting())


def _figures(each: ProofItem) -> dict[str, str]:
    return {"id": each.requirement.id, "what": each.requirement.what, "count": str(len(each.files))}


def _rows(proofs: Sequence[ProofItem]) -> tuple[ProofRow, ...]:
    return tuple(ProofRow(each.requirement.id, each.state.value, len(each.files)) for each in proofs)


# --- 自我声明 ---------------------------------------------------------------------------------------------------------


def offer_declaration(step: Step) -> None:
    """自我声明: for which items; the yes/no answers first, then everything that is missing."""
    if not sharing.may_see_all(step):
        return
    missing = [each.requirement for each in step.journey.proofs if each.missing]
    literal = tuple(each.id for each in missing if each.literal)
    every = tuple(each.id for each in missing)
    ways: list[tuple[Option, Action]] = []
    if literal:
        ways.append((Option("declare literal", {"count": str(len(literal))}), Declare(literal)))
    if every and every != literal:
        ways.append((Option("declare missing", {"count": str(len(every))}), Declare(every)))
    ways.append((Option("back to questions"), Run("continue")))
    reply = Told("declare which", {}, tuple(option for option, _ in ways))
    step.offer(reply, [action for _, action in ways], Resting())


def declare(step: Step, items: Sequence[str]) -> None:
    """Have the declaration printed; the signed one is offered the places of its items."""
    if not sharing.may_see_all(step):
        return
    own = {each.requirement.id for each in step.journey.proofs}
    known = tuple(dict.fromkeys(item for item in items if item in own))
    step.update(declared=known)
    step.say(Told("declaring", {"count": str(len(known))}))
    step.request(Render("declaration", draft=False, about=" ".join(known)))


def declared(step: Step) -> tuple[str, ...]:
    """The items of the last declaration that are still missing a proof."""
    missing = {each.requirement.id for each in step.journey.proofs if each.missing}
    return tuple(item for item in step.conversation.declared if item in missing)
