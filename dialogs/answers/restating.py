"""A name said again as it is to stand, behind what was amiss: 前面加上河北两个字，河北清河经济开发区管理委员会."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from dialogs.definition.form import Field, Kind, Shape
from dialogs.reading.plausible import plausible
from dialogs.reading.results import Entry
from dialogs.turn.step import Step

_CLAUSE = re.compile(r"[,，;；。:：!！ ]+")
_LEADS = re.compile("^(?:我们?|它|完整)?(?:的?全称)?(?:就|应该)?(?:是|叫|为|写成|改成|改为)")
_ALIKE, _SHORTEST = 0.6, 3


def restated(step: Step, field: Field, said: str) -> tuple[Entry, ...] | None:
    """The clause that is nearly the name that stands; None where none is."""
    answer = step.application.answer(field.paths[0])
    standing = answer.value if answer is not None else None
    *before, last = [each for each in _CLAUSE.split(said) if each] or [""]
    new = _LEADS.sub("", last)
    if field.kind is not Kind.TEXT or field.shape is not Shape.SINGLE or not before or not isinstance(standing, str):
        return None
    if len(new) < _SHORTEST or new == standing or not plausible(field.looks, new):
        return None
    alike = SequenceMatcher(None, standing, new, autojunk=False).ratio()
    return (Entry(field.paths[0], new),) if alike >= _ALIKE else None
