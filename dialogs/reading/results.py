"""What reading a message can come to: entries, a doubt that only the person can settle, or nothing readable.

Reading never raises for anything that a person can type, and never guesses: where two readings are possible
it returns both as alternatives. The wording of doubts and refusals is the renderers'; here they are codes with figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dialogs.record.application import Blank, Source, Value
from dialogs.record.codec import wire


@wire
@dataclass(frozen=True, slots=True)
class Entry:
    """One slot's new content. ``typed_unit`` is the unit that the person used, when the value was converted from it."""

    slot: str
    value: Value | None = None
    blank: Blank | None = None
    department: str | None = None
    doubtful: bool = False
    source: Source | None = None
    typed_unit: str | None = None


class Why(StrEnum):
    """Why a message could not be taken, or not without asking."""

    # nothing readable
    EMPTY = "empty"  # nothing but white space
    NOT_A_NUMBER = "not a number"  # {words}
    NOT_WHOLE = "not whole"  # {words}: a count with decimals
    WRONG_UNIT = "wrong unit"  # {typed} {unit}: the unit cannot be converted into the field's
    TOO_MANY = "too many"  # {got} {expected}: more values than slots
    TOO_FEW = "too few"  # {got} {expected}
    NOT_A_CHOICE = "not a choice"  # {words}
    ONE_CHOICE = "one choice"  # several where one is expected
    NOT_A_DATE = "not a date"  # {words}
    NOT_A_PHONE = "not a phone"  # {words}
    NOT_A_MATRIX = "not a matrix"  # {words}: the part of the standards line that was not understood
    NOT_ROWS = "not rows"  # {words}
    NO_SUCH_PLACE = "no such place"  # {words}
    CONTROL_CHARACTERS = "control characters"
    TOO_LARGE = "too large"  # a number with more digits than anything on earth
    REPEATED_YEAR = "repeated year"  # {year}
    NO_SUCH_DAY = "no such day"  # {words} {month} {days}: the month has so many days
    FULL_NAME = "full name"  # {words}: 我, 小王
    # said instead of an answer, {words} each
    ACKNOWLEDGED = "acknowledged"  # thanks, “one moment”
    REFERENCE = "reference"  # see the annex, as above, like last year
    CLASSIFIED = "classified"  # not to be told
    ASKED = "asked"  # a question about the question
    ONE_FIGURE = "one figure"  # 300-350, 三四件: a range, or no figure at all
    SUM_OF_YEARS = "sum of years"  # {words}: one figure for all the years together
    # doubts, each with alternatives
    UNIT = "unit"  # {values} {unit} {mistaken_for}: 像是万元
    SHARE = "share"  # {low} {high}: 0.41% 还是 41.3%
    ONE_OF_THREE = "one of three"  # {value}: one figure for a row of three years
    NONE_OR_ZERO = "none or zero"  # 无 还是 0
    YEARS_OF_TWO = "years of two"  # two figures for a row of three years
    OTHER_CITY = "other city"  # {words} {city}: the county belongs to another city
    FORMER_NAME = "former name"  # {words} {name}: 邢台县 is 信都区 now
    CLOSEST = "closest"  # {words}: several places, choices or lines may be meant
    RIDER = "rider"  # {words} {value}: a choice and something beside it
    OUTLIER = "outlier"  # {words}: one year a thousand times another
    TINY = "tiny"  # {words}: on paper it would be 0.00, or next to nothing
    NO_ANSWER = "no answer"  # {words}: perhaps a name, perhaps something else
    COUNT_DIFFERS = "count differs"  # {typed} {listed}: the number said and the names listed


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to understand the message: ``label`` shows it in figures (``118.40、131.62、146.90 亿元``, ``41.3%``).

    No entries means: none of these, ask again.
    """

    label: str
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """The message was understood."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Unsure:
    """The message has several readings; the person chooses one."""

    why: Why
    alternatives: tuple[Alternative, ...]
    figures: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The message was not understood; nothing changes."""

    why: Why
    figures: Mapping[str, str] = field(default_factory=dict)


Reading = Read | Unsure | Unreadable
