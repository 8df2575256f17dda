"""What a form is: the definition of one edition, parsed once into frozen types.

Nothing here knows a person, an answer or a clock. The loader fills these types from YAML and reports
every mistake of an author at once; the engine, the renderers and the storage only read them.

Three names for one thing, on purpose:

``name``  an ASCII identifier, stable across editions (rules, storage, JSON and templates use it);
``id``    the number printed on the form, always text (YAML would read 2.10 as 2.1);
``slot``  one printed value: ``output/2021``, ``standards/2021/national/lead``, ``pilots/count``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from dialogs.expressions import Check, Expression, Template
from dialogs.notice import (
    County,
    Deadline,
    EvidenceRequirement,
    Parameter,
    QuotaRule,
    Remark,
    ReportingGroup,
    ReviewRules,
)
from dialogs.rule import Rule, Severity
from dialogs.workdays import WorkCalendar


class Kind(StrEnum):
    """What a value is."""

    TEXT = "text"
    PARAGRAPH = "paragraph"  # a text long enough to arrive in several messages
    NAMES = "names"  # names joined by 、
    INTEGER = "integer"
    DECIMAL = "decimal"
    PERCENT = "percent"
    CHOICE = "choice"
    MULTI = "multi"
    PHONE = "phone"
    DATE = "date"
    ROWS = "rows"  # the optional rows of the target table


NUMERIC = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.PERCENT})


class Shape(StrEnum):
    """How many slots a field has, and how they are called."""

    SINGLE = "single"
    YEARLY = "yearly"  # one slot per statistic year
    COUNT_NAMES = "count_names"  # 数量 and 名称
    MATRIX = "matrix"  # years × levels × roles (3.6)
    PAIR = "pair"  # 基准值 and 目标值


class Hand(StrEnum):
    """Whose hand fills a field."""

    COUNTY = "county"  # the county answers it in the conversation
    COPY = "copy"  # taken over from another field, shown and not asked
    PAPER = "paper"  # signed or sealed after printing
    CITY = "city"  # filled by the city


class Asking(StrEnum):
    """When the conversation asks a field of its own accord."""

    ALWAYS = "always"
    OPTIONAL = "optional"  # waits under 可选核对


@dataclass(frozen=True, slots=True)
class Choice:
    """One box of a choice or a multi group; ``label`` is the official text.

    ``unit`` is the one that this choice gives to a field which names the question in ``unit_from``; ``also`` are words
    that people say for it.
    """

    name: str
    label: str
    unit: str | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """One printed value of a field.

    ``part`` is what follows the field's name: ``("2021",)``, ``("2021", "national", "lead")``, ``("count",)``
    or nothing; ``label`` says it in the form's words (``2021年``, ``数量``); ``unit`` is the field's, if any.
    """

    path: str
    field: str
    part: tuple[str, ...]
    kind: Kind
    label: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Calculation:
    """A value that the form itself can compute for one slot, with the working shown to the person.

    ``value`` yields the number in the slot's unit; ``working`` phrases how it comes about.
    """

    slot: str
    value: Expression
    working: Template


@dataclass(frozen=True, slots=True)
class Typical:
    """The range that figures of this trade lie in, and the unit that people mistake it for [heuristic].

    A figure outside, which would lie inside when read in ``mistaken_for``, is asked about, never converted silently.
    """

    low: Decimal
    high: Decimal
    mistaken_for: str


@dataclass(frozen=True)
class Field:
    """One question of the form: one row of the acceptance table.

    ``label`` is verbatim from the notice; ``group`` is the label of the printed row above it, where one spans several
    fields. ``limit`` is the official length in 字. ``help`` names items of 附件2. ``department`` usually holds
    the figure [heuristic]. ``copy_of`` names the field (or fields, joined) that a ``COPY`` field repeats.
    """

    name: str
    id: str
    label: str
    section: str
    kind: Kind
    shape: Shape = Shape.SINGLE
    group: str | None = None
    unit: str | None = None
    limit: int | None = None
    shared_limit: bool = False  # the limit holds for all fields that carry it together (八: 3000字)
    hint: str | None = None
    example: str | None = None
    unfilled: str = ""  # what the paper prints in its place while nothing is filled in
    note: str | None = None  # a default that the notice leaves open, visible to the person
    help: tuple[str, ...] = ()
    department: str | None = None
    choices: tuple[Choice, ...] = ()
    by: Hand = Hand.COUNTY
    copy_of: tuple[str, ...] = ()
    auxiliary: bool = False  # 核对用，不进表
    asking: Asking = Asking.ALWAYS
    unit_from: str | None = None  # the question whose answer chooses the unit, where the form prints none
    suggest: str | None = None  # the field whose answer is offered here with one tap
    draft: Template | None = None  # a text composed of other answers, offered and editable
    relevant: Expression | None = None
    typical: Typical | None = None
    share: bool = False  # a percentage within 0–100, where 0.45 may mean 45
    coarse: bool = False  # a date that may be a year or a year and a month only
    slots: tuple[Slot, ...] = ()
    calculations: Mapping[str, Calculation] = field(default_factory=dict)  # by slot path

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """The paths of its slots."""
        return tuple(slot.path for slot in self.slots)

    @cached_property
    def slot_paths(self) -> frozenset[str]:
        """The same as a set."""
        return frozenset(self.paths)

    @cached_property
    def numeric(self) -> bool:
        """Whether every slot holds a number."""
        return all(slot.kind in NUMERIC for slot in self.slots)

    @cached_property
    def answerable(self) -> bool:
        """Whether the county answers it in the conversation."""
        return self.by is Hand.COUNTY

    @cached_property
    def required(self) -> bool:
        """Whether the paper form may not go without it (附件2-2: no cell stays empty)."""
        return self.answerable and not self.auxiliary and self.kind is not Kind.ROWS


@dataclass(frozen=True, slots=True)
class Section:
    """A printed part of the form (封面, 一 … 九, 附件4) or the auxiliary questions (核对)."""

    name: str
    title: str
    printed: bool = True


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
    review: ReviewRules = field(default_factory=ReviewRules)  # how the city reviews what it gets

    def __repr__(self) -> str:
        return f"Form({self.edition})"

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        """Fields by name."""
        return {field.name: field for field in self.fields}

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
    def rules_by_id(self) -> Mapping[str, Rule]:
        """Rules by id."""
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """Every check of every rule."""
        return tuple(check for rule in self.rules for check in rule.checks)

    @cached_property
    def error_checks(self) -> tuple[Check, ...]:
        """The checks that block completion."""
        return tuple(check for rule in self.rules if rule.severity is Severity.ERROR for check in rule.checks)

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
    def fields_by_section(self) -> Mapping[str, tuple[Field, ...]]:
        """The fields of each section that the county answers, in asking order."""
        return {
            section.name: tuple(field for field in self.fields if field.section == section.name and field.answerable)
            for section in self.sections
        }

    def last_field(self, check: Check) -> str:
        """The field at which a check runs: the last one asked of those it reads, of the paper form if any is."""
        fields = [self.field_of(slot) for slot in check.slots]
        printed = [field for field in fields if not field.auxiliary]
        return max((field.name for field in printed or fields), key=lambda name: self.positions[name])

    @cached_property
    def checks_by_section(self) -> Mapping[str, tuple[Check, ...]]:
        """For each section the checks that run at one of its fields."""
        found: dict[str, list[Check]] = {section.name: [] for section in self.sections}
        for check in self.checks:
            found[self.by_name[self.last_field(check)].section].append(check)
        return {name: tuple(checks) for name, checks in found.items()}

    @cached_property
    def printed(self) -> tuple[Field, ...]:
        """The fields that stand on paper."""
        return tuple(field for field in self.fields if not field.auxiliary)

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """Place of each field in asking order."""
        return {field.name: place for place, field in enumerate(self.fields)}

    @cached_property
    def required_slots(self) -> frozenset[str]:
        """The slots that the county has to fill."""
        return frozenset(path for field in self.fields if field.required for path in field.paths)

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
