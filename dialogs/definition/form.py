"""What a form is: the definition of one edition, parsed once into frozen types.

Nothing here knows a person, an answer or a clock. The loader fills these types from YAML; all others only read them.

Three names for one thing, on purpose:
``name``  an ASCII identifier, stable across editions (rules, storage, JSON and templates use it);
``id``    the number printed on the form, always text (YAML would read 2.10 as 2.1);
``slot``  one printed value: ``output/2021``, ``standards/2021/national/lead``, ``pilots/count``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from dialogs.definition.fields import (
    FREE,
    NUMERIC,
    Asking,
    Calculation,
    Choice,
    Field,
    Hand,
    Kind,
    Looks,
    Shape,
    Slot,
    Typical,
)
from dialogs.definition.notice import (
    Article,
    County,
    Deadline,
    EvidenceRequirement,
    KnownPaper,
    Parameter,
    QuotaRule,
    Remark,
    ReportingGroup,
    ReviewRules,
)
from dialogs.definition.paces import Paces
from dialogs.definition.workdays import WorkCalendar
from dialogs.rules.expressions import Check
from dialogs.rules.rule import Rule, Severity
from dialogs.rules.verdicts import Verdicts
from dialogs.words.verbs import Verbs
from dialogs.words.wishes import Speech

__all__ = [
    "FREE",
    "NUMERIC",
    "Asking",
    "Calculation",
    "Choice",
    "Field",
    "Form",
    "Hand",
    "Kind",
    "Looks",
    "Section",
    "Shape",
    "Slot",
    "Typical",
]


@dataclass(frozen=True, slots=True)
class Section:
    """A printed part of the form (封面, 一 … 九, 附件4) or the auxiliary questions (核对)."""

    name: str
    title: str
    printed: bool = True
    called: tuple[str, ...] = ()  # what people call it besides


@dataclass(frozen=True, repr=False)
class Form:
    """One edition of a form. ``fields`` stand in asking order; the print order is the template's."""

    edition: str
    title: str
    summary_title: str  # of 附件4
    notice: str  # the number of the document that asks for it
    notice_title: str
    issuer: str  # the office that the document comes from
    years: tuple[int, ...]
    base_year: int
    target_year: int
    sections: tuple[Section, ...]
    fields: tuple[Field, ...]
    rules: tuple[Rule, ...]
    evidence: tuple[EvidenceRequirement, ...]
    deadlines: tuple[Deadline, ...]
    calendar: WorkCalendar
    quota: QuotaRule
    groups: tuple[ReportingGroup, ...]
    counties: tuple[County, ...]
    guidance: Mapping[str, str]  # the items of 附件2, verbatim, by number
    parameters: Mapping[str, Parameter]
    remarks: tuple[Remark, ...]
    literal_evidence: bool  # whether 是/否 answers call for evidence too (I-27)
    introduction: tuple[str, ...]  # what is said before the first question
    lexicon: Mapping[str, str]  # typed words of every language → command
    desk_lexicon: Mapping[str, str]  # the same for a coordinator's desk
    speech: Speech = field(default_factory=Speech)  # in which words people wish something
    desk_speech: Speech = field(default_factory=Speech)  # the same for a coordinator's desk
    desk_verbs: Verbs = field(default_factory=Verbs)  # in which verbs coordinators' sentences say what is to be done
    review: ReviewRules = field(default_factory=ReviewRules)  # how the city reviews what it gets
    papers: tuple[KnownPaper, ...] = ()  # by whose headings a photo of evidence is told
    paces: Paces = field(default_factory=Paces)  # how long its questions take
    articles: Mapping[str, Article] = field(default_factory=dict)  # what it says about the procedure

    def __repr__(self) -> str:
        return f"Form({self.edition})"

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        """Fields by name."""
        return {field.name: field for field in self.fields}

    @cached_property
    def printed_sections(self) -> tuple[Section, ...]:
        """The sections on paper that the county has something to fill in."""
        filled = {field.section for field in self.fields if field.required}
        return tuple(section for section in self.sections if section.printed and section.name in filled)

    @cached_property
    def speech_of_titles(self) -> Speech:
        """Its words, and what parts are titled by: what a title, or what stands behind its 和, begins with."""
        return self.speech.beside(self._titles)

    @cached_property
    def speech_of_parts(self) -> Speech:
        """Its words, and what parts are called; not by words that mean something else by themselves: 数字, 基本."""
        called = {word: "part" for section in self.printed_sections for word in section.called}
        every = {**self._titles, **called}
        return self.speech.beside({word: what for word, what in every.items() if word not in self.speech.words})

    @property
    def _titles(self) -> Mapping[str, str]:
        titles = (part for each in self.printed_sections for part in each.title.partition("、")[2].split("和"))
        return {title[:length]: "part" for title in titles for length in range(2, len(title) + 1)}

    @cached_property
    def by_id(self) -> Mapping[str, Field]:
        """Fields by printed number."""
        return {field.id: field for field in self.fields}

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """The printed number for each name by which a text refers to a question: ``#smes`` is 2.7."""
        return {f"#{field.name}": field.id for field in self.fields}

    @cached_property
    def slots(self) -> Mapping[str, Slot]:
        """Every slot by path, auxiliary ones included."""
        return {slot.path: slot for field in self.fields for slot in field.slots}

    @cached_property
    def evidence_by_id(self) -> Mapping[str, EvidenceRequirement]:
        """The proofs that may be asked for, by number (E-14)."""
        return {each.id: each for each in self.evidence}

    @cached_property
    def evidence_by_field(self) -> Mapping[str, tuple[EvidenceRequirement, ...]]:
        """The proofs that each field may call for."""
        return {field.name: tuple(each for each in self.evidence if field.name in each.fields) for field in self.fields}

    @cached_property
    def rules_by_id(self) -> Mapping[str, Rule]:
        """Rules by id."""
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """Every check of every rule."""
        return tuple(check for rule in self.rules for check in rule.checks)

    @cached_property
    def error_checks(self) -> frozenset[str]:
        """The checks, by their keys, that block completion."""
        return frozenset(check.key for rule in self.rules if rule.severity is Severity.ERROR for check in rule.checks)

    @cached_property
    def checks_by_key(self) -> Mapping[str, Check]:
        """Checks by rule and year."""
        return {check.key: check for check in self.checks}

    @cached_property
    def checks_by_field(self) -> Mapping[str, tuple[Check, ...]]:
        """For each field the checks that read one of its slots."""
        return {
            field.name: tuple(check for check in self.checks if any(slot in own for slot in check.slots))
            for field in self.fields
            for own in [{slot.path for slot in field.slots}]
        }

    @cached_property
    def refusals(self) -> Mapping[str, tuple[Check, ...]]:
        """For each field the checks by which its own values alone cannot be, without a better one to offer."""
        return {
            name: tuple(each for each in checks if own.issuperset(each.slots) and each.key in errors and not each.adopt)
            for errors in [self.error_checks]
            for name, checks in self.checks_by_field.items()
            for own in [self.by_name[name].slot_paths]
        }

    @cached_property
    def fields_by_section(self) -> Mapping[str, tuple[Field, ...]]:
        """The fields of each section that the county answers, in asking order."""
        return {
            section.name: tuple(field for field in self.fields if field.section == section.name and field.answerable)
            for section in self.sections
        }

    @cached_property
    def last_fields(self) -> Mapping[str, str]:
        """The field at which each check (by its key) runs: the last asked of those it reads, of the paper if any is."""
        return {check.key: self._last_field(check) for check in self.checks}

    def _last_field(self, check: Check) -> str:
        fields = [self.field_of(slot) for slot in check.slots]
        printed = [field for field in fields if not field.auxiliary]
        return max((field.name for field in printed or fields), key=self.positions.__getitem__)

    @cached_property
    def verdicts(self) -> Verdicts:
        """Which checks do not hold for which values."""
        return Verdicts(self.checks)

    @cached_property
    def checks_by_section(self) -> Mapping[str, tuple[Check, ...]]:
        """For each section the checks that run at one of its fields."""
        found: dict[str, list[Check]] = {section.name: [] for section in self.sections}
        for check in self.checks:
            found[self.by_name[self.last_fields[check.key]].section].append(check)
        return {name: tuple(checks) for name, checks in found.items()}

    @cached_property
    def printed(self) -> tuple[Field, ...]:
        """The fields that stand on paper."""
        return tuple(field for field in self.fields if not field.auxiliary)

    @cached_property
    def copies(self) -> Mapping[str, tuple[Field, ...]]:
        """The fields of the paper that repeat a field, by its name; nothing for those that none repeats."""
        repeated = dict.fromkeys(name for field in self.printed for name in field.copy_of)
        return {name: tuple(field for field in self.printed if name in field.copy_of) for name in repeated}

    @cached_property
    def called(self) -> tuple[Field, ...]:
        """The fields that people may call by a name: those that the county answers on paper."""
        return tuple(field for field in self.printed if field.answerable)

    @cached_property
    def computed_from(self) -> Mapping[str, set[str]]:
        """The slots that are computed from each slot that a calculation reads."""
        found: dict[str, set[str]] = {}
        for slot, calculation in chain.from_iterable(each.calculations.items() for each in self.fields):
            for read in calculation.value.reads:
                found.setdefault(read, set()).add(slot)
        return found

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """Place of each field in asking order."""
        return {field.name: place for place, field in enumerate(self.fields)}

    @cached_property
    def required_slots(self) -> frozenset[str]:
        """The slots that the county has to fill."""
        return frozenset(path for field in self.fields if field.required for path in field.paths)

    @cached_property
    def departments(self) -> tuple[str, ...]:
        """The departments that usually hold its figures, in asking order."""
        return tuple(dict.fromkeys(field.department for field in self.fields if field.department))

    @cached_property
    def homes(self) -> Mapping[str, str]:
        """The section that each field is handed over with; an auxiliary question goes with the printed one before."""
        homes, printed = dict[str, str](), self.sections[0].name
        for each in self.fields:
            if not each.auxiliary:
                printed = each.section
            homes[each.name] = printed if each.asking is Asking.ALWAYS else each.section
        return homes

    def in_order(self, slots: Iterable[str]) -> tuple[Field, ...]:
        """The fields of these slots, in asking order."""
        names = {self.slots[slot].field for slot in slots}
        return tuple(self.by_name[name] for name in sorted(names, key=self.positions.__getitem__))

    def field_of(self, slot: str) -> Field:
        """The field that a slot belongs to."""
        return self.by_name[self.slots[slot].field]
