"""Years with their figures behind a dash: 2021-17，2022-21; years in brackets behind a row: 160 150 141（23 22 21）.

A dash may be a sign where a figure may be below zero.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from dialogs.definition.form import Shape
from dialogs.reading.cleaning import excerpt
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.odd_figures import alternative_of
from dialogs.reading.question import Question
from dialogs.reading.results import Read, Reading, Unsure, Why

_DASHED = re.compile(r"(?<![0-9.])(?:20)?(2[0-9])年?[ ]?[-—–]{1,2}[ ]?(?=[0-9.]+(?![0-9.]*[年\-—–]))")
_BEHIND = re.compile(r"(?P<row>[-−0-9.%\s,，、;]+?)[ ]*[(（](?P<years>(?:(?:20)?2[0-9]年?[\s,，、/;\-]*)+)[)）][。.]?")
_YEAR = re.compile("(?:20)?(2[0-9])")
_FIGURE = re.compile(r"[-−]?[0-9][0-9.]*%?")
_FEWEST, _LONGEST = 2, 80


def without_dashes(question: Question, plain: str, again: Callable[[str], Reading]) -> Reading | None:
    """The reading of a (narrow) message with a dash behind each year; None where there is not one behind each."""
    years = [slot.part[0] for slot in question.field.slots] if question.field.shape is Shape.YEARLY else []
    if len(years) < _FEWEST or len(plain) > _LONGEST:
        return None
    behind = _with_years_behind(plain, years)
    if behind is not None:
        return again(behind)
    dashed = [f"20{found[1]}" for found in _DASHED.finditer(plain)]
    if sorted(dashed) != sorted(years):
        return None
    above = again(_DASHED.sub(r"20\1年 ", plain))
    below = again(plain) if question.field.unit == "%" and not question.field.share else None
    if not isinstance(below, Read | Unsure):
        return above
    if "年" in plain or not isinstance(above, Read):
        return below
    negative = below.alternatives[:1] if isinstance(below, Unsure) else (alternative_of(question, below),)
    return Unsure(Why.CLOSEST, (alternative_of(question, above), *negative, NONE_OF_THESE), {"words": excerpt(plain)})


def _with_years_behind(plain: str, years: Sequence[str]) -> str | None:
    """Each figure with its year in front; None where no such brackets stand behind as many figures."""
    said = _BEHIND.fullmatch(plain)
    if said is None:
        return None
    figures = _FIGURE.findall(said["row"])
    named = [f"20{year}" for year in _YEAR.findall(said["years"])]
    if len(figures) != len(named) or sorted(named) != sorted(years):
        return None
    return "，".join(f"{year}年{figure}" for year, figure in zip(named, figures, strict=True))
