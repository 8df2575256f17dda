"""Base and target said in a sentence: 现在96家，三年后打算到150; 目标150，眼下96. Always offered."""

from __future__ import annotations

import re
from decimal import Decimal

from dialogs.definition.form import Shape
from dialogs.reading.cleaning import excerpt
from dialogs.reading.conversion import converted
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.labels import row_label
from dialogs.reading.named_years import named_years, with_plain_scales
from dialogs.reading.numbers import figure_at
from dialogs.reading.question import Question
from dialogs.reading.results import Alternative, Entry, Unsure, Why

_LONGEST = 80
_BASE = r"现在|目前|现有|已有|如今|当前|眼下|基准|基数|现状|(?:20)?23年(?:底|末)?|去年(?:底|末)?|今年|手头"
_TARGET = (
    r"目标|(?:20)?26年(?:底|末)?|[三3]年(?:以?后|内|之后)|到时候|到期|将来|今后|未来|以后|打算|计划|力争|争取|预计|"
    r"想(?:要|搞|弄|做)?|希望|规划"
)
_CUT = re.compile(rf"[,，;；。\n]|(?<!20)(?=(?:{_BASE}))|(?<!20)(?=(?:{_TARGET}))")
_AIMS, _STANDS = re.compile(_TARGET), re.compile(_BASE)
_CLAUSE = re.compile("[,，;；。]")
_REACHED = re.compile(
    r"(?<=[0-9家户个件项人元吨%])[ ]?(?:下降|降低?|减少?|提高|提升|增加|增长|发展|扩大|升|涨)?[到至][ ]?(?=[0-9])"
)
_YEARS_JOINED = re.compile(r"(?P<first>2[0-9]年?)[、,，和](?=(?:20)?2[0-9]年?[^0-9,，;；。]{0,6}[0-9])")
_YEAR_BETWEEN = re.compile(r"[ ]*(?:20)?2[45](?:年|和)")
"""2024、2025分别55和65: what lies between the two ends."""
_LIMIT = re.compile(
    r"[^0-9]{0,10}(?:不能|不得|不许|不可|不要|别)(?:低于|少于|高于|超过|多于|小于|大于)[^0-9]{0,4}[0-9]"
)
"""领导说不能低于10: what holds for an end, and is none."""
_NOW = re.compile(rf"[ ]*(?:{_BASE})")
_LED_IN = re.compile(rf"^[ ]*(?:(?:{_BASE})[ ]*)?(?:就?是|就?有|就|为)?[ ]*")
_LED_TO = re.compile(
    rf"^[ ]*(?:到|在)?(?:(?:{_TARGET}|要|能|可以|再|年)[ ]*)+(?:就?是|有|为|搞|弄|做)*[ ]*"
    r"(?:达?到(?=[0-9一二三四五六七八九十两]))?"
)
"""将来想搞到3家: what leads to the aim, and is no part of it."""
_PERIOD = re.compile(
    r"(?:20)?2[0-9]年(?:底|末)?|[一两二三四五1-5]年(?:以?后|内|之后|间|来)?|第[一二三0-9]|到20[0-9]{2}(?=年|底)"
)
_BY_ITS_WAY = re.compile(
    r"(?:增长?|涨|升|提高|多|加|降低?|减少?|少|跌|下降)(?!到|至|为|成)[了约 ]*"
    r"(?:[0-9]|[一二两三四五六七八九][成倍番])|翻|[0-9][ ]?倍"
)
_POINTS = re.compile(r"(?<=[0-9])[ ]?个?(?:百分)?点(?![0-9])")
"""降18个点: no end, but the way to one."""
_FIGURE = re.compile(r"[0-9]+(?:\.[0-9]+)?|[一二两三四五六七八九]成|[一二两三四五六七八九十百千万亿]{2,}")


def two_ends(question: Question, plain: str) -> Unsure | None:
    """Both ends, where a (narrow) sentence has a figure for each; None where it has not."""
    if question.field.shape is not Shape.PAIR or len(plain) > _LONGEST:
        return None
    said = excerpt(plain)
    plain = _REACHED.sub("，目标", _without_the_way(named_years(plain, question.form.base_year)))
    if _BY_ITS_WAY.search(plain):
        return None
    plain = with_plain_scales(plain)
    if _POINTS.search(plain):
        if question.field.unit != "%":
            return None
        plain = _POINTS.sub("%", plain)
    found = _ends_said(question, plain)
    if found is None or len(found) != len(question.field.slots) or not any(aims or stands for aims, stands, _ in found):
        return None
    (first_aims, first_stands, _), (last_aims, last_stands, _) = found
    turned = (first_aims and not first_stands and not last_aims) or (last_stands and not first_stands)
    ends = [entry for _, _, entry in (reversed(found) if turned else found)]
    slots = question.field.slots
    entries = tuple(
        Entry(slot.path, end.value, doubtful=end.doubtful and slot is slots[0], typed_unit=end.typed_unit)
        for slot, end in zip(slots, ends, strict=True)
    )
    way = Alternative(row_label(question.field, slots, entries), entries)
    return Unsure(Why.CLOSEST, (way, NONE_OF_THESE), {"words": said})


def _ends_said(question: Question, plain: str) -> list[tuple[bool, bool, Entry]] | None:
    """The figures, with whether words before them aim or stand; None where a piece has several."""
    found: list[tuple[bool, bool, Entry]] = []
    aims = stands = False
    for piece in _CUT.split(plain):
        aims, stands = aims or _AIMS.search(piece) is not None, stands or _STANDS.search(piece) is not None
        figures = _figures_in(question, piece)
        if figures is None or len(figures) > 1:
            return None
        if figures:
            found.append((aims, stands, figures[0]))
            aims = stands = False
    return found


def _without_the_way(plain: str) -> str:
    """现在31家，每年加8家，到26年就是55: how one end comes from the other says nothing new where both are said."""
    clauses = _CLAUSE.split(_YEARS_JOINED.sub(r"\g<first>和", plain))
    beside = (_BY_ITS_WAY.search, _YEAR_BETWEEN.match, _LIMIT.match)
    ends = [each for each in clauses if not any(says(each) for says in beside)]
    said = "，".join(ends)
    both = len(_FIGURE.findall(_PERIOD.sub(" ", said))) == 2 or _REACHED.search(said)
    tells = _AIMS.search(said) or _STANDS.search(said) or _REACHED.search(said)
    return said if len(ends) < len(clauses) and both and tells else plain


def two_halves(question: Question, text: str) -> Unsure | None:
    """Both ends in words: 现在有公共服务平台5家，三年后发展到8家; None where the clauses do not say which is which."""
    slots = question.field.slots
    clauses = [each for each in _CLAUSE.split(text.strip().rstrip("。")) if each.strip()]
    aims = [_AIMS.search(each) is not None and not _NOW.match(each) for each in clauses]
    places = [at for at in range(1, len(clauses)) if aims[at] != aims[at - 1]]
    if len(question.slots) < len(slots) or len(text) > _LONGEST or "\n" in text or len(places) != 1:
        return None
    first, last = "，".join(clauses[: places[0]]), "，".join(clauses[places[0] :])
    base, target = (last, first) if aims[0] else (first, last)
    ends = [_LED_IN.sub("", base), _LED_TO.sub("", target)]
    if not all(map(_FIGURE.search, ends)) or (aims[0] and not _NOW.match(base)):
        return None
    entries = tuple(Entry(slot.path, end) for slot, end in zip(slots, ends, strict=True))
    whole = Alternative(excerpt(text), (Entry(slots[0].path, text),))
    return Unsure(Why.CLOSEST, (Alternative("；".join(ends), entries), whole, NONE_OF_THESE), {"words": excerpt(text)})


def _figures_in(question: Question, piece: str) -> list[Entry] | None:
    """The figures of a piece; None where one of them is of something else."""
    text = _PERIOD.sub(" ", piece)
    found: list[Entry] = []
    place = 0
    while (start := _FIGURE.search(text, place)) is not None:
        read = figure_at(text, start.start())
        number = converted(read[0], question.field, question.field.slots[0]) if read is not None else None
        if read is None or number is None or isinstance(number, Why) or not isinstance(number.value, Decimal):
            return None
        found.append(Entry("", number.value, doubtful=read[0].roughly, typed_unit=number.typed_unit))
        place = max(read[1], start.end())
    return found
