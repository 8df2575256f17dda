"""Where an application stands: which questions are open, what comes next, what is wrong, whether it is complete.

Everything here is derived from form and answers at the moment it is asked; nothing about position is stored, so an
edited answer can never leave a stale path. Answers of questions that are no longer relevant stay, and are not counted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any

from dialogs.definition.form import Asking, Field, Form, Section
from dialogs.definition.notice import EvidenceRequirement
from dialogs.definition.parts import covers
from dialogs.derived.evidence import ProofItem, items
from dialogs.derived.findings import Finding, finding_of, uncheckable, values_of
from dialogs.record.application import Answer, Application, Blank
from dialogs.record.proofs import UNSORTED, Proof
from dialogs.record.standing import Standing, Tally, tally_of
from dialogs.rules.expressions import Check


@dataclass(frozen=True)
class Journey:
    """A form and an application, and all that follows from the two.

    For a colleague who was asked to fill some ``sections`` (or single questions: ``parts``) it is about these alone.
    """

    form: Form
    application: Application
    sections: tuple[str, ...] = ()

    @cached_property
    def values(self) -> dict[str, Any]:
        """The answers as expressions see them."""
        return values_of(self.application)

    def own(self, field: Field) -> bool:
        """Whether the person may answer a field."""
        return not self.sections or covers(self.form, self.sections, field)

    def relevant(self, field: Field) -> bool:
        """Whether a field is to be asked as things stand."""
        wanted = field.answerable and (field.relevant is None or field.relevant(self.values) is True)
        return wanted and self.own(field)

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The relevant fields, in asking order."""
        return tuple(field for field in self.form.fields if self.relevant(field))

    def untouched_slots(self, field: Field) -> tuple[str, ...]:
        """The slots of a field that nothing was ever said about."""
        answers = self.application.answers
        return tuple(path for path in field.paths if path not in answers)

    def _blanks(self, field: Field) -> Iterator[Answer]:
        for slot in field.slots:
            answer = self.application.answer(slot.path)
            if answer is not None and not answer.given:
                yield answer

    def waits_for(self, field: Field) -> str | None:
        """The department that a field waits for, if one of its slots does; empty when nobody was named."""
        waiting = [answer.department or "" for answer in self._blanks(field) if answer.blank is Blank.WAITING]
        return waiting[0] if waiting else None

    @cached_property
    def fresh(self) -> tuple[Field, ...]:
        """The fields that were not asked yet, in asking order."""
        return tuple(field for field in self.form.fields if self._fresh(field))

    @cached_property
    def standings(self) -> Mapping[str, Standing]:
        """How each question stands that is to be asked or that something is wrong with, in asking order."""
        return self._standings(self.form.fields, self.findings)

    def _standings(self, fields: Iterable[Field], findings: Iterable[Finding]) -> dict[str, Standing]:
        wrong = {finding.field for finding in findings if finding.error}
        doubted = {finding.field for finding in findings if not finding.error and finding.open}
        return {
            field.name: self._standing(field, wrong, doubted)
            for field in fields
            if field.name in wrong or self.relevant(field)
        }

    def tally_of(self, section: str) -> Tally:
        """The tally of one section, without looking at the others."""
        fields = self.form.fields_by_section[section]
        standings = self._standings(fields, self.findings_of(self.form.checks_by_section[section]))
        return tally_of(each for name, each in standings.items() if _counts(self.form.by_name[name], each))

    def _standing(self, field: Field, wrong: Collection[str], doubted: Collection[str]) -> Standing:
        if field.name in wrong:
            return Standing.WRONG
        if not self.values.keys() >= field.slot_paths:
            return self._missing(field)
        return Standing.DOUBTED if field.name in doubted or field.name in self._marked else Standing.FILLED

    def _missing(self, field: Field) -> Standing:
        """Why a value is missing; what can be given now comes first."""
        if self.application.answers.keys().isdisjoint(field.paths):
            return Standing.OPEN
        blanks = {answer.blank for answer in self._blanks(field)}
        if Blank.LATER in blanks and not self.untouched_slots(field):
            return Standing.LATER
        return Standing.WAITING if Blank.WAITING in blanks and not self.untouched_slots(field) else Standing.OPEN

    def standing_so(self, *wanted: Standing) -> tuple[Field, ...]:
        """The questions that count and stand in one of these ways, in asking order."""
        found = ((self.form.by_name[name], each) for name, each in self.standings.items() if each in wanted)
        return tuple(field for field, standing in found if _counts(field, standing))

    @cached_property
    def tallies(self) -> Mapping[str, Tally]:
        """The tally of each section that has a question that counts, by its name, in printing order."""
        found: dict[str, list[Standing]] = {section.name: [] for section in self.form.sections}
        for name, standing in self.standings.items():
            field = self.form.by_name[name]
            if _counts(field, standing):
                found[field.section].append(standing)
        return {name: tally_of(standings) for name, standings in found.items() if standings}

    @cached_property
    def tally(self) -> Tally:
        """The tally of the whole form, or of the part that the person was asked to fill."""
        return tally_of(each for name, each in self.standings.items() if _counts(self.form.by_name[name], each))

    @cached_property
    def doable(self) -> tuple[Field, ...]:
        """What can be answered now: everything missing on the paper form that waits for nobody."""
        return self.standing_so(Standing.OPEN, Standing.LATER)

    @cached_property
    def waiting(self) -> tuple[Field, ...]:
        """What waits for a department."""
        return self.standing_so(Standing.WAITING)

    @cached_property
    def optional(self) -> tuple[Field, ...]:
        """The open questions of 可选核对."""
        return tuple(field for field in self.fields if field.asking is Asking.OPTIONAL and self.untouched_slots(field))

    def next_field(self, after: str | None = None) -> Field | None:
        """The next question that was not asked yet, looking on from a place and then from the start."""
        place = self.form.positions[after] + 1 if after is not None else 0
        around = chain(self.form.fields[place:], self.form.fields[:place])
        return next((field for field in around if self._fresh(field)), None)

    def _fresh(self, field: Field) -> bool:
        return field.asking is Asking.ALWAYS and bool(self.untouched_slots(field)) and self.relevant(field)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Every rule that does not hold, kept ones included."""
        found = self.findings_of(self.form.checks)
        return tuple(finding for finding in found if self.own(self.form.by_name[finding.field]))

    def findings_of(self, checks: Iterable[Check]) -> list[Finding]:
        """The findings of those of these checks that do not hold, kept ones included."""
        known = self.failing
        failing = [check for check in checks if check.key in known]
        return [finding_of(self.form, self.application, self.values, check) for check in failing]

    @cached_property
    def failing(self) -> frozenset[str]:
        """The checks, by their keys, that are known not to hold."""
        return self.form.verdicts.failing(self.application.id, self.values)

    @cached_property
    def unknown(self) -> tuple[Finding, ...]:
        """What nobody can check (无法核对)."""
        found = uncheckable(self.form, self.application, self.values)
        return tuple(finding for finding in found if self.own(self.form.by_name[finding.field]))

    @cached_property
    def errors(self) -> tuple[Finding, ...]:
        """The open errors."""
        return tuple(finding for finding in self.findings if finding.error)

    @cached_property
    def warnings(self) -> tuple[Finding, ...]:
        """The warnings that still want a decision."""
        return tuple(finding for finding in self.findings if not finding.error and finding.open)

    @cached_property
    def filled(self) -> bool:
        """Every slot that the county can fill is filled, 无 included."""
        return not any(self._missed(slot) for slot in self.form.required_slots)

    def _missed(self, slot: str) -> bool:
        answer = self.application.answer(slot)
        return (answer is None or not answer.given) and self.relevant(self.form.field_of(slot))

    @cached_property
    def complete(self) -> bool:
        """Filled, and no error is open. Not the same as submitted."""
        if self.sections:
            return self.filled and not self.errors
        return self.filled and self.failing.isdisjoint(self.form.error_checks)

    @cached_property
    def proofs(self) -> tuple[ProofItem, ...]:
        """The evidence list with its files, in the order of the form; for a colleague that of the own part."""
        every = items(self.form, self.application, self.values)
        return tuple(each for each in every if not self.sections or self._own_proof(each))

    def _own_proof(self, each: ProofItem) -> bool:
        return each.section in self.sections or any(name in self.sections for name in each.requirement.fields)

    @cached_property
    def evidence(self) -> tuple[EvidenceRequirement, ...]:
        """The proofs that the answers call for so far."""
        return tuple(each.requirement for each in self.proofs if each.wanted)

    @cached_property
    def missing_evidence(self) -> tuple[EvidenceRequirement, ...]:
        """The proofs that are called for and not there, or not as they should be."""
        return tuple(each.requirement for each in self.proofs if each.missing)

    @cached_property
    def unsorted(self) -> tuple[Proof, ...]:
        """The files that have no place on the list yet (待归类)."""
        return tuple(proof for proof in self.application.proofs if proof.item == UNSORTED)

    def fields_of(self, section: Section) -> tuple[Field, ...]:
        """The relevant fields of a section, by printed number's order in the file."""
        return tuple(field for field in self.fields if field.section == section.name)

    @cached_property
    def doubtful(self) -> tuple[Field, ...]:
        """Fields with a figure marked 待核实."""
        return tuple(field for field in self.fields if field.name in self._marked)

    @cached_property
    def _marked(self) -> frozenset[str]:
        slots = self.form.slots
        doubtful = (slot for slot, answer in self.application.answers.items() if answer.doubtful)
        return frozenset(slots[slot].field for slot in doubtful if slot in slots)


def _counts(field: Field, standing: Standing) -> bool:
    """Whether a question counts: the paper's do, others only with something to say about their answer."""
    return field.required or standing in (Standing.WRONG, Standing.DOUBTED)


def printed_sections(form: Form) -> Sequence[Section]:
    """The sections on paper that the county has something to fill in."""
    return form.printed_sections
