"""A figure per something, said without what it is per: 120公斤标煤 where 吨标准煤/万元 are asked."""

from __future__ import annotations

from collections.abc import Callable

from dialogs.reading.cleaning import excerpt
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.odd_figures import alternative_of
from dialogs.reading.question import Question
from dialogs.reading.results import Read, Reading, Unsure, Why
from dialogs.reading.units import undivided


def per_what_is_asked(question: Question, plain: str, again: Callable[[str], Reading]) -> Unsure | None:
    """The figures with the field's own divisor; None where the field has none, or every unit has its own."""
    _, slash, per = (question.field.unit or "").partition("/")
    meant = undivided(plain, per) if slash else plain
    reading = again(meant) if meant != plain else None
    if not isinstance(reading, Read):
        return None
    return Unsure(Why.CLOSEST, (alternative_of(question, reading), NONE_OF_THESE), {"words": excerpt(plain)})
