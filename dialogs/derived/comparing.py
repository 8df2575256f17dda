"""Whether two values are the same on paper: figures to the decimals that are printed, texts but for blanks."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from dialogs.definition.form import Form, Kind, Slot
from dialogs.reading.results import Entry
from dialogs.record.application import Answer, Blank, Value
from dialogs.words.counting import names_of

_WAITS = (Blank.LATER, Blank.WAITING)
_PLACES = {Kind.INTEGER: Decimal(1)}
_HUNDREDTH = Decimal("0.01")
_BESIDE_HAN = re.compile(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")


def same_on_paper(form: Form, entry: Entry, answer: Answer | None) -> bool:
    """Whether an entry says what stands, as far as the paper shows it."""
    if answer is None:
        return False
    if entry.blank is not None or answer.blank is not None:
        return entry.blank == answer.blank or (entry.blank in _WAITS and answer.given)
    return _same(form.slots[entry.slot], entry.value, answer.value)


def _same(slot: Slot, one: Value | None, other: Value | None) -> bool:
    match one, other:
        case Decimal(), Decimal():
            return _rounded(slot, one) == _rounded(slot, other)
        case str(), str() if slot.kind is Kind.NAMES:
            return tuple(map(_bare, names_of(one))) == tuple(map(_bare, names_of(other)))
        case str(), str():
            return _bare(one) == _bare(other)
        case tuple(), tuple() if slot.kind is Kind.MULTI:
            return set(one) == set(other)
        case tuple(), tuple():  # the paper puts rows under their directions
            return sorted(tuple(map(_bare, row)) for row in one) == sorted(tuple(map(_bare, row)) for row in other)
        case _:
            return False


def _rounded(slot: Slot, value: Decimal) -> Decimal:
    return value.quantize(_PLACES.get(slot.kind, _HUNDREDTH), ROUND_HALF_UP)


def _bare(text: str) -> str:
    """A text without the blanks that do not show beside Chinese: Word breaks and pads lines as it likes."""
    return _BESIDE_HAN.sub("", " ".join(text.split()))
