"""Figures of another level beside the one that is asked: 国家级的没有，省级的倒是有一家, where 国家级 is asked."""

from __future__ import annotations

import re
from collections.abc import Callable

from dialogs.definition.form import Shape
from dialogs.reading.cleaning import excerpt
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.nothing_said import none_of_it
from dialogs.reading.odd_figures import alternative_of
from dialogs.reading.question import Question
from dialogs.reading.results import Read, Reading, Unreadable, Unsure, Why
from dialogs.record.application import Blank

_LEVEL = re.compile("(?:国家?|(?P<province>省)|(?P<city>市)|(?P<county>县))(?:级|里?的(?=[有没无倒]))")
_CLAUSE = re.compile("[,，;；。 ]+")
_MANY = re.compile(
    rf"{_LEVEL.pattern}的?(?:我们?|这边|县里|目前|暂时|倒是|倒|就|只|还|都)*"
    r"(?:没有?|无|有?[0-9一二三四五六七八九十两]{1,3}[个家项]?)[了吧呢。]?"
)
"""市级有1个: how many, and no name."""


def of_the_level_asked(question: Question, plain: str, again: Callable[[str], Reading]) -> Unsure | None:
    """What is said of the level of the question, offered; None where no other one is spoken of beside it."""
    clauses = _CLAUSE.split(plain)
    said = [{_level(found) for found in _LEVEL.finditer(clause)} for clause in clauses]
    named = set[str]().union(*said)
    asked = _asked(question, named)
    if len(asked) != 1 or not asked < named or any(len(levels) > 1 for levels in said) or not said[0]:
        return None
    own, bare, mine = list[str](), list[str](), False
    for clause, levels in zip(clauses, said, strict=True):
        mine = levels == asked if levels else mine
        own += [clause] if mine else []
        bare += [_LEVEL.sub("", clause).removeprefix("的")] if mine else []
    reading = again("，".join(bare))
    if isinstance(reading, Unreadable):
        reading = again("，".join(own))
    words = {"words": excerpt(plain)}
    if isinstance(reading, Read) and all(entry.blank is Blank.NONE for entry in reading.entries):
        return none_of_it(question, plain)
    if isinstance(reading, Read):
        return Unsure(Why.CLOSEST, (alternative_of(question, reading), NONE_OF_THESE), words)
    return (
        Unsure(reading.why, reading.alternatives, {**reading.figures, **words}) if isinstance(reading, Unsure) else None
    )


def counted_by_level(question: Question, plain: str, again: Callable[[str], Reading]) -> Unsure | None:
    """省级的没有，市级有1个, where names are asked: how many there are of the level of the question, offered."""
    said = all(map(_MANY.fullmatch, _CLAUSE.split(plain.strip(" ,，。"))))
    return of_the_level_asked(question, plain.strip(" ,，。"), again) if said else None


def _asked(question: Question, named: set[str]) -> set[str]:
    """The levels of the label; 其他 asks those that have no question of their own."""
    own = set(map(_level, _LEVEL.finditer(question.field.label)))
    others = question.field.shape is Shape.COUNT_NAMES and "其他" in question.field.label
    return named - {"nation", "province"} if others and not own else own


def without_own_level(question: Question, plain: str) -> str:
    """国家级的我们没有, where only 国家级 is asked: what is said of it."""
    found = _LEVEL.match(plain)
    own = found is not None and set(map(_level, _LEVEL.finditer(question.field.label))) == {_level(found)}
    return plain[found.end() :].removeprefix("的") if found is not None and own else plain


def _level(found: re.Match[str]) -> str:
    return found.lastgroup or "nation"
