"""Expressions, sentences and checks as the engine holds them: parsed, typed, ready to be evaluated.

How they are written and parsed is the compiler's business (``compiler``). Evaluating one needs nothing but the
values of an application, and has three outcomes beside a value: an unanswered operand makes the result unknown
(``None``), 无 makes it not applicable (``NIL``), and a check fails only when its test is ``False``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from dialogs.rules.functions import NilType, Unit

Values = Mapping[str, Any]
"""Slot path → decimal, text, tuple of boxes, or ``NIL``; a slot that is not there is unanswered."""

Run = Callable[[Values], Any]


@dataclass(frozen=True)
class Expression:
    """A parsed expression: ``reads`` are the slots it depends on, ``unit`` is the unit of its result."""

    text: str
    reads: tuple[str, ...]
    unit: Unit
    run: Run = field(repr=False, compare=False)

    def __call__(self, values: Values) -> Any:
        """The result: a decimal, a truth value, a text, ``NIL`` for 无, or ``None`` while something is unanswered."""
        return self.run(values)


@dataclass(frozen=True)
class Template:
    """A sentence with ``{expressions}`` in it; ``figures`` gives each its printed form, keyed by the placeholder."""

    text: str
    parts: tuple[tuple[str, Expression, int | None], ...] = ()

    def figures(self, values: Values) -> dict[str, str]:
        """The figures of the sentence as they are to be read."""
        return {source: shown(expression(values), places) for source, expression, places in self.parts}

    @property
    def reads(self) -> tuple[str, ...]:
        """The slots whose values the sentence shows."""
        return tuple(slot for _, expression, _ in self.parts for slot in expression.reads)


@dataclass(frozen=True)
class Check:
    """One rule for one year (or for none): the test itself, its sentence, and what one tap may adopt."""

    key: str
    rule: str
    year: str | None
    test: Expression
    message: Template
    slots: tuple[str, ...]
    when: Expression | None = None
    adopt: Mapping[str, Expression] = field(default_factory=dict)


def shown(value: Any, places: int | None = None) -> str:
    """A figure as it is read: at most two decimals (or exactly ``places``), rounded half up; “—” while unknown."""
    match value:
        case None:
            return "—"
        case NilType():
            return "无"
        case Decimal():
            exact = Decimal(1).scaleb(-(2 if places is None else places))
            figure = value.quantize(exact, rounding=ROUND_HALF_UP)
            return f"{figure:f}" if places is not None or figure % 1 else f"{figure.to_integral_value():f}"
        case tuple():
            return "、".join(str(part) for part in value)
        case _:
            return str(value)
