"""Figures of another level beside the one that is asked: 国家级的没有，省级的倒是有一家, where 国家级 is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from dialogs.definition.form import Field, Shape
from dialogs.reading.cleaning import excerpt
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.nothing_said import none_of_it
from dialogs.reading.odd_figures import alternative_of
from dialogs.reading.question import Question
from dialogs.reading.results import Alternative, Read, Reading, Unreadable, Unsure, Why
from dialogs.record.application import Blank

_LEVEL = re.compile("(?:国家?|(?P<province>省)|(?P<city>市)|(?P<county>县))(?:级|里?的(?=[有没无倒]))")
_CLAUSE = re.compile("[,，;；。 ]+")
_LED_IN = re.compile(r"^(?:我们?|这边|县里|目前|暂时|倒是|倒|就|只|还|都)+(?=[有没无0-9一二三四五六七八九十两])")
_MANY = re.compile(
    rf"{_LEVEL.pattern}的?(?:我们?|这边|县里|目前|暂时|倒是|倒|就|只|还|都)*"
    r"(?:没有?|无|有?[0-9一二三四五六七八九十两]{1,3}[个家项]?)[了吧呢。]?(?:(?:(?:叫|是|就是)[:：]?|[:：]).{2,})?"
)
"""市级有1个, 省级有一家叫甲中心: how many, and perhaps which."""


Again = Callable[[Question, str], Reading]
"""What words mean at a question, asked once more of a part of them."""


def of_the_level_asked(question: Question, plain: str, again: Again) -> Unsure | None:
    """What is said of the level of the question, offered; None where no other one is spoken of beside it."""
    clauses = _CLAUSE.split(plain)
    said = [{_level(found) for found in _LEVEL.finditer(clause)} for clause in clauses]
    named = set[str]().union(*said)
    asked = _asked(question, named)
    if len(asked) != 1 or not asked < named or any(len(levels) > 1 for levels in said) or not said[0]:
        return None
    reading = _of_level(question, asked, zip(clauses, said, strict=True), again)
    words = {"words": excerpt(plain)}
    found = none_of_it(question, plain) if _is_none(reading) else reading
    if isinstance(found, Read):
        found = Unsure(Why.CLOSEST, (_alternative(question, found), NONE_OF_THESE), words)
    if not isinstance(found, Unsure):
        return None
    others = [_of_another(question, level, zip(clauses, said, strict=True), again) for level in sorted(named - asked)]
    both = _together(found.alternatives[0], [each for each in others if each is not None])
    return Unsure(found.why, (*both, *found.alternatives), {**found.figures, **words})


def _of_level(question: Question, asked: set[str], said: Iterable[tuple[str, set[str]]], again: Again) -> Reading:
    """What the clauses from one that names a level up to one that names another mean at the question of that level."""
    own, bare, mine = list[str](), list[str](), False
    for clause, levels in said:
        mine = levels == asked if levels else mine
        own += [clause] if mine else []
        bare += [_LED_IN.sub("", _LEVEL.sub("", clause).removeprefix("的"))] if mine else []
    reading = again(question, "，".join(bare))
    return again(question, "，".join(own)) if isinstance(reading, Unreadable) else reading


def _is_none(reading: Reading) -> bool:
    return isinstance(reading, Read) and all(entry.blank is Blank.NONE for entry in reading.entries)


def _of_another(
    question: Question, level: str, said: Iterable[tuple[str, set[str]]], again: Again
) -> tuple[Field, Alternative] | None:
    """省级的倒有一个, where 国家级 is asked: what it means at the open question for the same of that level."""
    label = _without_level(question.field.label)
    alike = (each for each in question.form.fields if each.shape is question.field.shape and each is not question.field)
    field = next((each for each in alike if _without_level(each.label) == label and _levels(each, {level})), None)
    if field is None or any(question.answer(slot.path) is not None for slot in field.slots):
        return None
    other = replace(question, field=field, slots=field.slots)
    reading = _of_level(other, {level}, said, again)
    if isinstance(reading, Read):
        return field, _alternative(other, reading)
    likely = reading.alternatives[0] if isinstance(reading, Unsure) and reading.why is not Why.ONE_OF_THREE else None
    return (field, likely) if likely is not None and likely.entries else None


def _together(own: Alternative, others: Sequence[tuple[Field, Alternative]]) -> tuple[Alternative, ...]:
    """The answers to both questions in one tap."""
    if not others:
        return ()
    labels = (f"{field.id}：{each.label}" for field, each in others)
    return (
        Alternative(
            "；".join((own.label, *labels)), tuple(e for each in (own, *(o for _, o in others)) for e in each.entries)
        ),
    )


def _alternative(question: Question, reading: Read) -> Alternative:
    if _is_none(reading):
        return Alternative("无", reading.entries)
    if question.field.shape is not Shape.COUNT_NAMES:
        return alternative_of(question, reading)
    *count, last = (str(entry.value) for entry in reading.entries)
    if not count:
        return alternative_of(question, reading)
    return Alternative(f"{count[0]} {question.field.slots[0].unit or '个'}：{excerpt(last)}", reading.entries)


def counted_by_level(question: Question, plain: str, again: Again) -> Unsure | None:
    """省级的没有，市级有1个, where names are asked: how many there are of the level of the question, offered."""
    clauses = _CLAUSE.split(plain.strip(" ,，。"))
    said = [clause for clause in clauses if _LEVEL.search(clause)]
    counted = bool(said) and said[0] is clauses[0] and all(map(_MANY.fullmatch, said))
    return of_the_level_asked(question, plain.strip(" ,，。"), again) if counted else None


def _without_level(label: str) -> str:
    return _LEVEL.sub("", label).replace("其他", "", 1)


def _levels(field: Field, levels: set[str]) -> bool:
    """Whether a field asks for a level; 其他 for what is neither of the nation nor of the province."""
    own = set(map(_level, _LEVEL.finditer(field.label)))
    return own == levels or (not own and "其他" in field.label and not levels & {"nation", "province"})


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
