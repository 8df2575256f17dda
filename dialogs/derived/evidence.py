"""The evidence list as things stand: which proofs the answers call for, and which files are there for them.

Derived from form, answers and files each time, so that a changed answer changes the list and never loses a file: what
is not needed any more keeps its files and says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dialogs.definition.form import Form
from dialogs.definition.notice import EvidenceRequirement
from dialogs.derived.lists import Compared, compared, outside
from dialogs.record.application import Application
from dialogs.record.proofs import Proof
from dialogs.rules.functions import NIL


class ProofState(StrEnum):
    """How one item of the list stands."""

    MISSING = "missing"
    GIVEN = "given"
    TROUBLED = "troubled"  # a file is there, and is no proof as it is
    UNNEEDED = "unneeded"  # the answer is 0, 无 or another box
    UNDECIDED = "undecided"  # the question is not answered yet


CALLED_FOR = frozenset({ProofState.MISSING, ProofState.GIVEN, ProofState.TROUBLED})


@dataclass(frozen=True, slots=True)
class ProofItem:
    """One item of the list with its files, in their order; ``section`` is where it stands on the form."""

    requirement: EvidenceRequirement
    section: str
    state: ProofState
    files: tuple[Proof, ...]

    @property
    def wanted(self) -> bool:
        """Whether the answers call for it."""
        return self.state in CALLED_FOR

    @property
    def missing(self) -> bool:
        """Whether a proof is called for and none is there that would do."""
        return self.state in (ProofState.MISSING, ProofState.TROUBLED)


def needed(form: Form, requirement: EvidenceRequirement, values: Mapping[str, Any]) -> bool | None:
    """Whether the answers call for a proof; None while its question is open.

    A list that 附件3 always asks for has nothing to list where the answer is 0 or 无 for every year.
    """
    if requirement.when is not None:
        answer = requirement.when(values)
        return None if answer is None else answer is True
    slots = [slot for name in requirement.fields for slot in form.by_name[name].paths]
    return not (slots and all(_nothing(values.get(slot)) for slot in slots))


def _nothing(value: Any) -> bool:
    return value is NIL or value == 0


def section_of(form: Form, requirement: EvidenceRequirement) -> str:
    """The section that a proof belongs to: that of its first question."""
    return requirement.section or form.by_name[requirement.fields[0]].section


def in_order(form: Form, requirements: Sequence[EvidenceRequirement]) -> list[EvidenceRequirement]:
    """The proofs in the order of the form: by section, by printed number; what has no question stands first."""
    sections = {section.name: place for place, section in enumerate(form.sections)}
    numbers = {each.id: place for place, each in enumerate(form.evidence)}

    def place(each: EvidenceRequirement) -> tuple[int, list[int], int]:
        printed = form.by_name[each.fields[0]].id if each.fields else "0"
        number = [int(part) for part in printed.split(".") if part.isdigit()]
        return sections[section_of(form, each)], number, numbers[each.id]

    return sorted(requirements, key=place)


def items(form: Form, application: Application, values: Mapping[str, Any]) -> tuple[ProofItem, ...]:
    """The whole list, in the order of the form; the literal class is left out where it is switched off."""
    asked = [each for each in form.evidence if form.literal_evidence or not each.literal]
    return tuple(_item(form, each, application, values) for each in in_order(form, asked))


def _item(
    form: Form, requirement: EvidenceRequirement, application: Application, values: Mapping[str, Any]
) -> ProofItem:
    files = tuple(proof for proof in application.proofs if proof.item == requirement.id)
    state = _state(needed(form, requirement, values), files)
    if state is ProofState.GIVEN and _disagrees(form, requirement, application, values):
        state = ProofState.TROUBLED
    return ProofItem(requirement, section_of(form, requirement), state, files)


def figures(
    form: Form, requirement: EvidenceRequirement, files: Sequence[Proof], values: Mapping[str, Any]
) -> tuple[Compared, ...]:
    """The figures that the sheets of an item count, beside the answers."""
    return compared(form, requirement, [proof.listed for proof in files if proof.listed is not None], values)


def outsiders(form: Form, requirement: EvidenceRequirement, application: Application) -> tuple[str, ...]:
    """Firms on the lists of an item that are not on the list of all firms, where there is one."""
    if requirement.within is None:
        return ()
    whole = {each.id for each in form.evidence if any(name == requirement.within for name, _ in each.counts)}
    listed = [(proof.item, proof.listed) for proof in application.proofs if proof.listed is not None]
    return outside(
        form,
        requirement,
        [each for item, each in listed if item == requirement.id],
        [each for item, each in listed if item in whole],
    )


def _disagrees(
    form: Form, requirement: EvidenceRequirement, application: Application, values: Mapping[str, Any]
) -> bool:
    """Whether the lists of an item, which count something, say otherwise than the form or the list of all firms."""
    if not requirement.counts:
        return False
    listed = [p for p in application.proofs if p.item == requirement.id and p.listed is not None]
    if not listed:
        return False
    return not all(each.agrees for each in figures(form, requirement, listed, values)) or bool(
        outsiders(form, requirement, application)
    )


def _state(wanted: bool | None, files: Sequence[Proof]) -> ProofState:
    if wanted is not True:
        return ProofState.UNDECIDED if wanted is None else ProofState.UNNEEDED
    if not files:
        return ProofState.MISSING
    return ProofState.TROUBLED if any(proof.trouble for proof in files) else ProofState.GIVEN
