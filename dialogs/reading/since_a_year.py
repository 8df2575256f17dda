"""What began in one year and still goes on: 就一家，22年11月备的案，23年底还在辅导. None before, as many since."""

from __future__ import annotations

import re
from decimal import Decimal

from dialogs.definition.form import Kind, Shape
from dialogs.reading.chinese import counted
from dialogs.reading.cleaning import excerpt
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.odd_figures import alternative_of
from dialogs.reading.question import Question
from dialogs.reading.results import Entry, Read, Unsure, Why

_BEGAN = r"备案?的?案?|挂牌|上市|认定|评上?|获批|批|进|入库|成立|建成|签|开始|注册"
_SINCE = re.compile(
    r"[^0-9,，。;；]{0,16}?(?:就|只|有)(?:有|这)?(?P<many>[0-9]{1,3}|[一两二三四五六七八九十]{1,2})"
    r"[家个件项户][^0-9,，。;；]{0,6}[,，。;； ]+"
    rf"(?:20)?(?P<year>2[0-9])年(?:[0-9]{{1,2}}月份?|[底初])?[^0-9,，。;；]{{0,12}}?"
    rf"(?:{_BEGAN})[^0-9,，。;；]{{0,6}}[,，。;； ]+"
    r"(?:(?:(?:20)?2[0-9]年[底末]?|现在|目前|到现在|一直|至今|后来)[都也就]?)+(?:还|仍|一直)[^0-9,，。;；]{1,10}[。.]?"
)


def since_a_year(question: Question, plain: str) -> Unsure | None:
    """None before the year in which it began, and as many in each since; None where the words tell no such thing."""
    field = question.field
    said = _SINCE.fullmatch(plain) if field.kind is Kind.INTEGER and field.shape is Shape.YEARLY else None
    if said is None:
        return None
    began, many = f"20{said['year']}", Decimal(counted(said["many"].replace("两", "二")))
    entries = tuple(Entry(slot.path, many if slot.part[0] >= began else Decimal(0)) for slot in field.slots)
    if all(entry.value == 0 for entry in entries):
        return None
    return Unsure(Why.CLOSEST, (alternative_of(question, Read(entries)), NONE_OF_THESE), {"words": excerpt(plain)})
