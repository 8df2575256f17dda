"""A name said again as it is to stand: 前面加上河北两个字，河北清河经济开发区管理委员会; 改名叫甲县乙中心了，按新名."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from dialogs.definition.form import Field, Kind, Shape
from dialogs.reading.plausible import plausible
from dialogs.reading.results import Entry
from dialogs.turn.step import Step

_CLAUSE = re.compile(r"[,，;；。:：!！ ]+")
_LEADS = re.compile("^(?:我们?|它|完整)?(?:的?全称)?(?:就|应该)?(?:是|叫|为|写成|改成|改为)")
_RENAMED = re.compile(
    r"(?:改名|更名|改叫|改称|(?:现在|如今|已经?)(?:改)?叫)[叫为成]?"
    r"(?P<new>[^\s,，。;；:：()（）]{4,40}?)[了啦吧]*(?=[,，。;； ]|$)"
)
_DONE = re.compile("[了啦吧]+$")
_ALIKE, _AKIN, _SHORTEST = 0.6, 0.45, 3
"""How much of a name said again, and of a new name of the same office, stands in the old one; letters of a name."""


def restated(step: Step, field: Field, said: str) -> tuple[Entry, ...] | None:
    """The clause that is nearly the name that stands, or the new name of the same office; None where none is."""
    answer = step.application.answer(field.paths[0])
    standing = answer.value if answer is not None else None
    if field.kind is not Kind.TEXT or field.shape is not Shape.SINGLE or not isinstance(standing, str):
        return None
    renamed = _RENAMED.search(said)
    *before, last = [each for each in _CLAUSE.split(said) if each] or [""]
    new = renamed["new"] if renamed is not None else _DONE.sub("", _LEADS.sub("", last))
    if not (before or renamed) or len(new) < _SHORTEST or new == standing or not plausible(field.looks, new):
        return None
    alike = SequenceMatcher(None, standing, new, autojunk=False).ratio()
    return (Entry(field.paths[0], new),) if alike >= (_AKIN if renamed is not None else _ALIKE) else None
