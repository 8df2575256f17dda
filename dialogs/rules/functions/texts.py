"""Functions over answers of other kinds: 无, ticked boxes, texts, names, dates, telephone numbers."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from dialogs.rules.functions.registry import NIL, NilType, register
from dialogs.words import counting
from dialogs.words.counting import character_count, listed_count, names_of, word_count


@register(strict=False)
def nil(value: object) -> bool | None:
    """The answer is 无; unknown while there is none."""
    return None if value is None else value is NIL


@register(strict=False)
def filled(value: object) -> bool | None:
    """The answer is something other than 无; unknown while there is none."""
    return None if value is None else value is not NIL


@register(strict=False)
def answered(value: object) -> bool:
    """There is an answer, 无 included."""
    return value is not None


@register(strict=False)
def ticked(boxes: tuple[str, ...] | NilType | None) -> Decimal | None:
    """How many boxes are ticked."""
    if boxes is None:
        return None
    return Decimal(len(boxes)) if isinstance(boxes, tuple) else Decimal(0)


@register(strict=False)
def has(boxes: tuple[str, ...] | NilType | None, box: str) -> bool | None:
    """This box is ticked."""
    if boxes is None:
        return None
    return isinstance(boxes, tuple) and box in boxes


def _texts(values: tuple[object, ...]) -> list[str] | None:
    if any(value is None for value in values):
        return None
    return [value for value in values if isinstance(value, str)]


@register(strict=False)
def words(*texts: object) -> Decimal | None:
    """Word's 字数 of these texts together."""
    given = _texts(texts)
    return None if given is None else Decimal(sum(word_count(text) for text in given))


@register(strict=False)
def characters(*texts: object) -> Decimal | None:
    """Characters without white space of these texts together."""
    given = _texts(texts)
    return None if given is None else Decimal(sum(character_count(text) for text in given))


@register(strict=False)
def listed(names: object) -> Decimal | None:
    """How many names a list stands for; 无 is none."""
    if names is None:
        return None
    return Decimal(listed_count(names)) if isinstance(names, str) else Decimal(0)


@register()
def shared_names(first: str, second: str) -> Decimal:
    """How many names stand in both lists."""
    return Decimal(len(set(names_of(first)) & set(names_of(second))))


@register()
def kinds_named(names: str, *kinds: str) -> bool:
    """Every name of the list carries one of these words."""
    return all(any(kind in name for kind in kinds) for name in names_of(names))


@register()
def contains(text: str, *phrases: str) -> bool:
    """One of these phrases stands in the text."""
    return any(phrase in text for phrase in phrases)


@register()
def mentions(text: str, *figures: Decimal) -> bool:
    """Every figure stands in the text, as it would be printed."""
    said = set(counting.numerals(text))
    return all(abs(figure).quantize(Decimal("0.01")) in said or abs(figure) in said for figure in figures)


@register()
def numerals(text: str) -> Decimal:
    """How many figures stand in the text."""
    return Decimal(len(counting.numerals(text)))


_CLUSTER_NAME = re.compile(r".+?[县市区].*?产业(?:集群)?$")


@register()
def pattern(name: str) -> bool:
    """The name follows XX(县、市、区)XX产业, with or without 集群 (V-7, I-29)."""
    return _CLUSTER_NAME.match(name) is not None


@register()
def names_place(name: str, place: str) -> bool:
    """The cluster's name begins with its county (V-7)."""
    return name.startswith(place)


_PHONE = re.compile(r"(?:1\d{10}|0\d{2,3}-?\d{7,8}(?:-\d{1,6})?)")


@register()
def is_phone(text: str) -> bool:
    """An 11-digit mobile number, or area code and 7 to 8 digits (V-9)."""
    return _PHONE.fullmatch(text.replace(" ", "")) is not None


@register()
def year_of(day: str) -> Decimal:
    """The year of an ISO date."""
    return Decimal(day[:4])


@register()
def on_or_before(day: str, limit: str) -> bool:
    """The day is no later than the limit; a date without day or month counts from its beginning."""
    filled_up = (day + "-01-01")[:10] if len(day) == 4 else (day + "-01")[:10]
    return date.fromisoformat(filled_up) <= date.fromisoformat(limit)
