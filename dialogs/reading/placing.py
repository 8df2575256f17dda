"""In which years figures of a sentence belong: 快报数是112，前两年98.6和105.3; kinds of one year. Always asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dialogs.definition.form import Shape
from dialogs.reading.arithmetic import total_of
from dialogs.reading.cleaning import excerpt
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.labels import row_label
from dialogs.reading.question import Question
from dialogs.reading.results import Alternative, Entry, Unsure, Why

_ORDERS = (
    (re.compile(r"[0-9][^0-9]*[,，;；][^0-9]*(?:前|头|之前|往前)[两二2]年[^0-9]*[0-9]"), (1, 2, 0)),
    (re.compile(r"从[^0-9]*[0-9].*[到至].*[,，;；][^0-9]*(?:中间|当中|2022)[^0-9]*年?[^0-9]*[0-9]"), (0, 2, 1)),
    (
        re.compile(r"^[^0-9]*(?:今年|最近一?年|最新)[^0-9]*[0-9].*[,，;；][^0-9]*(?:去年|上年)[^0-9]*[0-9].*前年"),
        (2, 1, 0),
    ),
)
"""In which order the words name the years of three figures: the last one first, or the one between them last."""
_YEAR = re.compile(r"20[0-9]{2}")
_OF_ONE_YEAR = re.compile("(?P<year>20[0-9]{2}) ?年")
_TITLES = "件"


def of_another_year(question: Question, text: str) -> bool:
    """23年是15230, where the figure of 2020 is asked."""
    own = _OF_ONE_YEAR.match(question.field.label)
    named = set(_YEAR.findall(text)) if own is not None else set[str]()
    return own is not None and bool(named) and own["year"] not in named


def order_said(question: Question, plain: str) -> tuple[int, ...] | None:
    """The order in which words name the years, where it is not the form's."""
    order = next((each for words, each in _ORDERS if words.search(plain)), None)
    fits = order is not None and question.field.shape is Shape.YEARLY and len(question.slots) == len(order)
    return order if fits else None


def turned(question: Question, found: Sequence[Entry], order: Sequence[int], plain: str) -> Unsure | None:
    """The figures in the order that the words say, and in the one in which they stand."""
    if len(found) != len(order):
        return None
    ways: list[Alternative] = []
    for places, why in ((order, "按说的先后"), (range(len(order)), "照写的顺序")):
        placed = zip(question.slots, places, strict=True)
        entries = tuple(replace(found[place], slot=slot.path) for slot, place in placed)
        ways.append(Alternative(f"{row_label(question.field, question.slots, entries)}（{why}）", entries))
    return Unsure(Why.CLOSEST, (*ways, NONE_OF_THESE), {"words": excerpt(plain)})


def of_one_year(question: Question, found: Sequence[Entry], text: str) -> Unsure | None:
    """授权专利 发明3 实用新型12 外观2: kinds of one thing, which may be one year's together."""
    if question.field.unit != _TITLES or question.field.shape is not Shape.YEARLY or _YEAR.search(text):
        return None
    wholes = (total_of(replace(question, slots=(slot,)), found) for slot in question.slots)
    ways = [whole for whole in wholes if whole is not None]
    return Unsure(Why.CLOSEST, (*ways, NONE_OF_THESE), {"words": excerpt(text)}) if ways else None


def as_named(question: Question, found: Sequence[Entry], text: str) -> Sequence[Entry]:
    """年份 2023 2022 2021 从业人数 …: the figures in the order of the form, where its years stand in another one."""
    asked = [slot.part[0] for slot in question.slots if slot.part]
    named = _YEAR.findall(text)
    if named == asked or sorted(named) != sorted(asked) or len(found) != len(asked):
        return found
    return [found[named.index(year)] for year in asked]
