"""The text of one slot on paper.

附件2-2 sets the tone: nothing empty, 无 where there is nothing to report, two places where there are decimals.
Rounding is half up, from the full precision that the application keeps.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from dialogs.definition.form import NUMERIC, Field, Kind, Slot
from dialogs.record.application import Answer, Blank, Rows, Value
from dialogs.words.counting import names_of

NONE = "无"
_HUNDREDTH = Decimal("0.01")
_ONE = Decimal(1)
_SEVERAL = frozenset({Kind.MULTI, Kind.NAMES, Kind.ROWS})


def printed(field: Field, slot: Slot, answer: Answer | None) -> str:
    """The text that stands in ``slot`` on paper; ``""`` while it is unanswered or waits for somebody.

    No unit and no thousands separators: the form prints its units itself. Raises ``TypeError`` for a value that its
    kind cannot hold (a text in a numeric slot), which reading never lets through.
    """
    if answer is None:
        return ""
    if answer.blank is not None:
        return NONE if answer.blank is Blank.NONE else ""
    return "" if answer.value is None else _text(field, slot, answer.value)


def _text(field: Field, slot: Slot, value: Value) -> str:
    match value:
        case Decimal() if slot.kind in NUMERIC:
            return _rounded(value, _ONE if slot.kind is Kind.INTEGER else _HUNDREDTH)
        case str() if slot.kind not in NUMERIC:
            return _words(field, slot.kind, value)
        case tuple() if slot.kind in _SEVERAL:
            return _several(field, slot.kind, value)
    raise TypeError(f"{slot.path}: a {slot.kind} cannot hold {value!r}")


def _words(field: Field, kind: Kind, value: str) -> str:
    match kind:
        case Kind.DATE:
            return day(value)
        case Kind.CHOICE:
            return _label(field, value)
        case Kind.NAMES:
            return "、".join(names_of(value))
        case _:
            return value


def _several(field: Field, kind: Kind, values: tuple[str, ...] | Rows) -> str:
    match kind:
        case Kind.MULTI:
            texts = [_label(field, str(box)) for box in values]
        case Kind.ROWS:
            return "；".join("、".join(row) for row in values) or NONE
        case _:
            texts = [str(name) for name in values]
    return "、".join(texts) or NONE


def two_places(value: Decimal) -> str:
    """A figure with exactly two decimals, half up (附件2-2): 12345.685 → 12345.69."""
    return _rounded(value, _HUNDREDTH)


def day(iso: str) -> str:
    """A date in the official way, without padding, as exact as it was given: 2024年4月18日, 2024年4月, 2024年."""
    return "".join(f"{int(part)}{unit}" for part, unit in zip(iso.split("-"), "年月日", strict=False))


def _rounded(value: Decimal, exponent: Decimal) -> str:
    rounded = value.quantize(exponent, ROUND_HALF_UP)
    return f"{abs(rounded) if rounded.is_zero() else rounded:f}"


def _label(field: Field, name: str) -> str:
    """The official text of a box; a choice without boxes (a city from the list of regions) is its own text."""
    return next((choice.label for choice in field.choices if choice.name == name), name)
