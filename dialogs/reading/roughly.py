"""Figures that nobody said exactly: 不到400, 3、4件, 90到100家, 上百家. The ends that were named are offered as 待核实.

Only where one figure is asked: a row of years is to be said year by year.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from dialogs.reading.cleaning import excerpt
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.labels import row_label
from dialogs.reading.question import Question
from dialogs.reading.results import Alternative, Read, Reading, Unsure, Why

_NUMERAL = "一二两三四五六七八九十百千万"
_FIGURE = re.compile(rf"[0-9]+(?:\.[0-9]+)?[万千百]?|[{_NUMERAL}]+成?")
_PAIR = re.compile(rf"(?P<one>[一二三四五六七八])(?P<two>[二三四五六七八九])(?P<of>[十百千万]?成?)(?![{_NUMERAL}])")
_UNIT = re.compile(r"[家个户件项人名亿万元吨%]{1,3}(?=[^\u4e00-\u9fff]*$|之间|左右|上下|吧)")
_FROM_ELSEWHERE = re.compile("几|倍|番|分之|比|较|每|增|去年|上年|前年|季度|半年|/")
"""What a figure is measured by: no figure of its own."""
_ROUND = re.compile(
    r"(?:大概|大约|差不多|也就)?(?:有)?(?:小|近|上|成|将近|接近|不到|不足|百)?(?P<hundred>百|千)(?:十来|来|十|多|余|把)?(?P<unit>[家个户件项人])(?:左右|吧)?"
)
_MOST = 2


def roughly_said(question: Question, plain: str, again: Callable[[str], Reading]) -> Unsure | None:
    """The ends of a range, or the one figure that bounds it, to be kept as uncertain; None where none is named."""
    if len(question.slots) > 1 or _FROM_ELSEWHERE.search(plain):
        return None
    unit = _UNIT.search(plain)
    apart = _PAIR.sub(lambda said: f"{said['one']}{said['of']} {said['two']}{said['of']} ", plain)
    figures = dict.fromkeys(_FIGURE.findall(apart))
    return _offered(question, plain, [f"{each}{unit[0] if unit else ''}" for each in figures], again)


def of_round_hundreds(question: Question, plain: str, again: Callable[[str], Reading]) -> Unsure | None:
    """上百家, 百十来家: about a hundred."""
    said = _ROUND.fullmatch(plain) if len(question.slots) == 1 else None
    return _offered(question, plain, [f"一{said['hundred']}{said['unit']}"], again) if said is not None else None


def _offered(question: Question, plain: str, figures: list[str], again: Callable[[str], Reading]) -> Unsure | None:
    readings = [again(f"{each}待核实") for each in figures]
    found = [reading for reading in readings if isinstance(reading, Read) and reading.entries[0].value is not None]
    if not found or len(found) != len(readings) or len(found) > _MOST:
        return None
    ways = (
        Alternative(f"{row_label(question.field, question.slots, each.entries)}（待核实）", each.entries)
        for each in found
    )
    return Unsure(Why.CLOSEST, (*ways, NONE_OF_THESE), {"words": excerpt(plain)})
