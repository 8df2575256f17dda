"""A part of a figure that may not count yet: 6 9 14，其中3家刚公示还没发证. Offered with it and without it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from dialogs.definition.form import Kind, Shape
from dialogs.reading.chinese import counted
from dialogs.reading.cleaning import excerpt
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.nothing_said import none_of_it
from dialogs.reading.odd_figures import alternative_of
from dialogs.reading.question import Question
from dialogs.reading.results import Entry, Read, Reading, Unsure, Why

_LONGEST = 80
_MANY = "(?:[0-9]{1,3}|[一二两三四五六七八九十]{1,3})"
_NOT_YET = (
    "(?:没有?|未|没能?)(?:正式|最后|真正)?(?:拿到?|领到?|发|下|到|批|认定|评|公布|挂|授|验收|生效|出)(?:下来?|过|到)?(?:证书?|牌|文|批文|手)?"
    "|(?:刚|才|还在|正在)(?:刚)?(?:公示|申报|报上去|审|走流程)"
)
_DENIES = re.compile("[没未]")
_NONE_YET = re.compile(
    rf"[^0-9]{{0,8}}有?(?:{_MANY})[家个件项户][^0-9]*(?:排队|辅导|申报|申请|培育|备案|公示|在审)[^0-9]*"
    "(?:还没有?|还未|尚未|没有?|未)(?:能)?(?:上|批|评|过|认定|拿|获|成|下来)[^0-9]{0,6}"
)
"""有一家在北交所排队，还没上: none so far."""
_PART = re.compile(
    rf"[,，;；(（ ]+(?:(?:20)?(?P<two>2[0-9])年(?:度|底|末)?)?[^0-9,，;；()（）一二两三四五六七八九十]{{0,8}}?"
    rf"(?:(?:20)?(?P<its>2[0-9])年(?:度|底|末)?)?(?:[0-9]{{1,3}}[家个件项户](?:里面?|里头|当?中))?"
    rf"[^0-9,，;；()（）一二两三四五六七八九十]{{0,8}}?(?P<many>{_MANY})[家个件项户]"
    rf"[^0-9,，;；()（）]{{0,8}}?(?:{_NOT_YET})[^0-9]*$"
)


def part_not_yet(question: Question, plain: str, again: Callable[[str], Reading]) -> Unsure | None:
    """The row without and with such a part of a (narrow) message; None where none is spoken of."""
    if question.field.kind is not Kind.INTEGER or len(plain) > _LONGEST:
        return None
    if _NONE_YET.fullmatch(plain):
        return none_of_it(question, plain)
    said = _PART.search(plain)
    reading = again(plain[: said.start()]) if said is not None else None
    if said is None or not isinstance(reading, Read) or question.field.shape not in (Shape.YEARLY, Shape.SINGLE):
        return None
    year = said["two"] or said["its"]
    of_it = [each for each in reading.entries if year is None or each.slot.endswith(f"20{year}")]
    less = _less(of_it[-1], counted(said["many"])) if of_it else None
    if less is None:
        return None
    others = tuple(less if each.slot == less.slot else each for each in reading.entries)
    ways = [alternative_of(question, Read(others)), alternative_of(question, reading)]
    if _DENIES.search(said[0]) is None:  # 含2家刚公示的: rather counted
        ways.reverse()
    return Unsure(Why.CLOSEST, (*ways, NONE_OF_THESE), {"words": excerpt(plain)})


def _less(entry: Entry, many: int) -> Entry | None:
    if not isinstance(entry.value, Decimal) or not 0 < many <= entry.value:
        return None
    return replace(entry, value=entry.value - many)
