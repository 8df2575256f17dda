"""Figures and years of a sentence that none of the offered readings holds, so that an offer never drops one in silence.

发明12 实用新型85 外观203 offered as 12: 85 and 203 are said to be left out. A figure that others are made of (多了44)
is in the result, and a figure that is a day, a telephone or a place in a list was no answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from dialogs.definition.form import NUMERIC, Field, Shape
from dialogs.reading.cleaning import narrow
from dialogs.reading.results import Alternative

_FIGURE = re.compile(r"(?<![0-9A-Za-z.-])[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?![0-9.]|-[0-9])")
_NO_ANSWER_BEFORE = re.compile(
    r"(?:第|[多少增减加涨降扣刨剔翻比较除占按亿万]了?(?:将?近|约|大概)?|No\.?|[0-9]-)\s*$", re.IGNORECASE
)
_NO_ANSWER_BEHIND = re.compile(
    r"\s*(?:[年月时天周条届级倍成折亩楼减加]|[日号](?![线机])|点钟?|[a-z]|座机|公顷|平方米|个?(?:百分点|工作日|季度|字)"
    r"|[、和及,至到-]+(?:20)?2[0-9]年|万?(?:美|欧|日|港)[元金]|[亿万千百]\s*[0-9一二两三四五六七八九])",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:^|\n)\s*[0-9]+[.、)](?![0-9])")
_SHORT_YEARS = str.maketrans("零〇一二三四五六七八九", "00123456789")
_YEAR = re.compile(r"(?<![0-9])(?:20)?(?P<tens>2[0-9]|1[0-9]|[一二][〇零一二三四五六七八九])年(?!级|来|内|间|以)")
_WORKED_WITH = re.compile(
    r"[+=×x*÷]|[0-9]/[0-9]|各|每|平均|持平|同比|翻|一半|合计|总共|一共|共|累计|改|应该|其实|少算|少加|(?:提高|加)[0-9]"
)
"""Where figures are worked with or set right, what is offered is their result."""


def left_out(field: Field, words: str, alternatives: Sequence[Alternative]) -> tuple[str, ...]:
    """The figures, or else the years, of a sentence that are in none of the readings offered."""
    offered = [each for each in alternatives if each.entries]
    if field.kind not in NUMERIC or not offered:
        return ()
    plain, labels = _NUMBERED.sub(" ", narrow(words)), " ".join(each.label for each in offered)
    if field.id in plain or _WORKED_WITH.search(f"{plain} {labels}") is not None:
        return ()
    known = [_signature(figure) for each in offered for figure in _figures_in(each)]
    said = list(_said(field, plain))
    left = [each for each in said if _signature(each) not in known]
    if field.shape is Shape.YEARLY and not left:
        return tuple(year for year in _years_left(field, plain, offered) if year not in labels)
    return () if _parts_of_what_is_known(left, known) else tuple(dict.fromkeys(left))


def _parts_of_what_is_known(left: Sequence[str], known: Sequence[str]) -> bool:
    """36,5 is 36.5, and 2 and 5 are the parts of 7."""
    whole = sum((Decimal(each.replace(",", "")) for each in left), Decimal(0))
    return (
        "".join(map(_signature, left)) in {*known, "".join(dict.fromkeys(known))} or _signature(f"{whole:f}") in known
    )


def _figures_in(alternative: Alternative) -> Iterator[str]:
    yield from re.findall(r"[0-9]+(?:\.[0-9]+)?", alternative.label.replace(",", ""))
    for entry in alternative.entries:
        if entry.value is not None:
            yield from re.findall(r"[0-9]+(?:\.[0-9]+)?", str(entry.value))


def _signature(figure: str) -> str:
    """The digits that count, whatever the unit: 118362 万元 is 11.8362 亿元."""
    return figure.replace(",", "").replace(".", "").strip("0")


def _said(field: Field, plain: str) -> Iterator[str]:
    years = {slot.part[0] for slot in field.slots if slot.part}
    for found in _FIGURE.finditer(plain):
        before, behind = plain[: found.start()], plain[found.end() :]
        if (
            found[0] not in years
            and _NO_ANSWER_BEFORE.search(before) is None
            and _NO_ANSWER_BEHIND.match(behind) is None
        ):
            yield found[0]


def _years_left(field: Field, plain: str, offered: Sequence[Alternative]) -> Iterator[str]:
    """Years that were named and have a place in the field, which no reading fills."""
    filled = {entry.slot for each in offered for entry in each.entries}
    years = {slot.part[0]: slot.path for slot in field.slots if slot.part}
    for found in _YEAR.finditer(plain):
        year = f"20{found['tens'].translate(_SHORT_YEARS)}"
        if year in years and years[year] not in filled:
            yield f"{year}年"
