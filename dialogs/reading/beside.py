"""What was said beside an answer that is kept: 不属于，属于鼓励类; 0 0 1（河北鑫泰管件）. It stays as it was said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dialogs.definition.form import NUMERIC, Field, Kind, Shape
from dialogs.reading.cleaning import narrow
from dialogs.reading.results import Entry
from dialogs.reading.yes_or_no import meaning
from dialogs.words.counting import names_of

_CLAUSE = re.compile(r"[,，。;；\s]+")
_BRACKETS = re.compile(r"[(（]([^()（）]*)[)）]")
_SAID_ELSEWHERE = re.compile("核实|来源|预计|估|单位|年|初步|快报|核定|[万亿]?元|%")
"""What the echo tells by itself."""
_HAN = re.compile("[\u4e00-\u9fff]")
_OF_A_LIST = re.compile(
    r"名称|数量|名单|清单|共计?|合计|总计|一共|分别(?:是|为)?|包括|目前|现有|我们|我县|[少漏补]了?|[再还]?加上?|[再还]"
    r"|[一个家项有是为的等和与及]"
)
_LEAST = 3


def said_beside(field: Field, entries: Sequence[Entry], words: str) -> bool:
    """Whether words said more than what is kept of them; only where readers leave something out."""
    plain = narrow(words)
    if field.kind is Kind.CHOICE:
        first, *others = [clause for clause in _CLAUSE.split(plain) if clause] or [""]
        return meaning(first) is not None and any(meaning(each) is None and _counts(each) for each in others)
    if field.shape is Shape.COUNT_NAMES:
        return _beside_names(entries, plain)
    if field.kind in NUMERIC:
        return any(_counts(each) and not _SAID_ELSEWHERE.search(each) for each in _BRACKETS.findall(plain))
    return False


def _beside_names(entries: Sequence[Entry], plain: str) -> bool:
    names = [name for entry in entries if isinstance(entry.value, str) for name in names_of(entry.value)]
    parts = [part for name in names for part in (narrow(name), *_BRACKETS.split(narrow(name))) if part]
    for part in sorted(parts, key=len, reverse=True):
        plain = plain.replace(part, " ")
    return bool(names) and _counts(_OF_A_LIST.sub("", plain))


def _counts(words: str) -> bool:
    return len(_HAN.findall(words)) >= _LEAST or re.search("[国省市县]级", words) is not None
