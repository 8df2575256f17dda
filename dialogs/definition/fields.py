"""What a field of the form is: one question, its kind and shape, its choices, and the slots that are printed for it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from dialogs.rules.expressions import Expression, Template

_ASIDE = re.compile(r"\([^()]*\)")
_QUIET = re.compile(r"[\W_]+")


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
FREE = frozenset({Kind.TEXT, Kind.NAMES, Kind.PARAGRAPH})
"""Kinds of questions of which nearly any words may be the answer."""


class Shape(StrEnum):
    """How many slots a field has, and how they are called."""

    SINGLE = "single"
    YEARLY = "yearly"  # one slot per statistic year
    COUNT_NAMES = "count_names"  # 数量 and 名称
    MATRIX = "matrix"  # years × levels × roles (3.6)
    PAIR = "pair"  # 基准值 and 目标值


class Looks(StrEnum):
    """What a short text looks like; words that look otherwise are asked about before they are taken."""

    ANYTHING = "anything"
    PERSON = "person"  # family name and given name
    OFFICE = "office"  # a government office by its full name
    BODY = "body"  # a legal person by its full name
    INDUSTRY = "industry"  # an industry, in words for a table


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
    looks: Looks = Looks.ANYTHING
    coarse: bool = False  # a date that may be a year or a year and a month only
    slots: tuple[Slot, ...] = ()
    calculations: Mapping[str, Calculation] = field(default_factory=dict)  # by slot path

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """The paths of its slots."""
        return tuple(slot.path for slot in self.slots)

    @cached_property
    def called(self) -> str:
        """The letters of its label, without its unit and what stands in brackets."""
        return _letters(_ASIDE.sub("", unicodedata.normalize("NFKC", self.label)))

    @cached_property
    def called_in_full(self) -> str:
        """The letters of its label, with what stands in brackets and the group before it."""
        return _letters(unicodedata.normalize("NFKC", f"{self.group or ''}{self.label}"))

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


def _letters(label: str) -> str:
    return _QUIET.sub("", label).casefold()
