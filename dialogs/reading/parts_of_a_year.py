"""Years told in parts: 发明12 实用新型85 外观203，这是2023年的，前两年还没分出来; 21年甲30、乙40，22年甲35、乙45."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from dialogs.definition.form import NUMERIC, Shape, Slot
from dialogs.reading.blanks import departments_of, missing
from dialogs.reading.cleaning import excerpt
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.labels import marked_label
from dialogs.reading.named_years import named_years
from dialogs.reading.question import Question
from dialogs.reading.results import Alternative, Entry, Read, Reading, Unsure, Why
from dialogs.record.application import Blank

_LONGEST = 120
_CLAUSE = re.compile(r"(?<![0-9])[,，]|[,，](?![0-9]{3}(?![0-9]))|[;；。\n]|[ ]+(?=这(?:是|都|些)|前[两2]年)")
_FRONT = re.compile(r"(?P<year>20[0-9]{2})年(?:度|底|末)?的?(?:数据?)?(?:是|为|有)?[:：]?[ ]?(?=[^0-9]{1,12}[0-9])")
_BEHIND = re.compile(
    r"(?:这|都|以上|上面)?(?:些|个|几个)?(?:都|就|只|全)?(?:是|为)?(?P<year>20[0-9]{2})年(?:度|底|末)?(?:当年|一年)?的?(?:数[据字]?)?[了吧。]*"
)
_OTHERS_LATER = re.compile(
    r"(?:(?:前|后|另外?|其[他它余]|别的|剩下的?)[两2二]?年?(?:的|年份)*"
    r"|(?:20)?2[0-9]年?(?:[、和,到至 ]*(?:20)?2[0-9]年?)?)"
    r"(?:的|那[两2]年|数据?|还|暂时?|都|也|先)*(?P<why>(?:没|未|等|待|不清楚|不知道|缺|稍后|在|正)[^0-9]{0,12})"
)
_PART = re.compile(r"(?<![0-9])(?P<what>[\u4e00-\u9fff]{1,8})(?P<figure>[0-9]+(?:\.[0-9]+)?[^0-9、,，。;； ]{0,3})")
_CHANGED = re.compile("注销|到期|剩|[新净]增|新认|退[出了]|减|增加(?!值)|[增少多]了|扣|又|其中|比(?![例重])")
"""到期了4家又新认了9家: what became of a figure, and no part of one."""
_YEAR = re.compile("20[0-9]{2}年")
Again = Callable[[Question, str], Reading]


def year_in_parts(question: Question, plain: str, again: Again) -> Unsure | None:
    """The sums of the parts in their years, with the working; None where a (narrow) sentence tells no such parts."""
    if _CHANGED.search(plain):
        return None
    yearly = question.field.shape is Shape.YEARLY and question.field.kind in NUMERIC and question.field.unit != "%"
    if not yearly or len(plain) > _LONGEST or len(_PART.findall(plain)) < 2:
        return None
    clauses = [each.strip() for each in _CLAUSE.split(named_years(plain, question.form.base_year)) if each.strip()]
    waits = [found for each in clauses if (found := _OTHERS_LATER.fullmatch(each)) is not None]
    told = _by_year([each for each in clauses if _OTHERS_LATER.fullmatch(each) is None])
    sums = {slot.path: _sum(question, slot, told.pop(slot.part[0]), again) for slot in _slots(question, told)}
    parted = {path: each for path, each in sums.items() if each is not None}
    if told or not parted or len(parted) < len(sums):
        return None
    way = _way(question, parted, waits[0] if waits else None)
    return Unsure(Why.CLOSEST, (way, NONE_OF_THESE), {"words": excerpt(plain)})


def _by_year(clauses: list[str]) -> dict[str, str]:
    """The parts of each year: behind its name, or before 这是2023年的; nothing where some have no year."""
    told: dict[str, str] = {}
    year, loose = "", list[str]()
    for clause in clauses:
        front, behind = _FRONT.match(clause), _BEHIND.fullmatch(clause)
        year = front["year"] if front is not None else behind["year"] if behind is not None else year
        if front is None and behind is None and _YEAR.search(clause):
            return {}
        loose += [clause[front.end() :] if front is not None else clause] if behind is None else []
        if year and loose:
            told[year] = "、".join(filter(None, (told.get(year, ""), *loose)))
            loose = []
    return {} if loose else told


def _slots(question: Question, told: dict[str, str]) -> list[Slot]:
    return [slot for slot in question.field.slots if slot.part[0] in told]


def _sum(question: Question, slot: Slot, parts: str, again: Again) -> Alternative | None:
    """The sum of the parts; where one is called as the question is (企业328家、规上28家), that one."""
    told = list(_PART.finditer(parts))
    if len(told) < 2:
        return None
    own = next((each for each in told if each["what"] in question.field.label), None)
    reading = again(replace(question, slots=(slot,)), parts if own is None else own["figure"])
    if own is not None:
        found = reading.entries if isinstance(reading, Read) else ()
        return Alternative(own[0], found) if len(found) == 1 and isinstance(found[0].value, Decimal) else None
    ways = reading.alternatives if isinstance(reading, Unsure) else ()
    return next((each for each in ways if "=" in each.label and isinstance(each.entries[0].value, Decimal)), None)


def _way(question: Question, sums: dict[str, Alternative], waits: re.Match[str] | None) -> Alternative:
    """The sums in their years; the others to come, or waited for, where that is said."""
    entries = {path: replace(each.entries[0], slot=path) for path, each in sums.items()}
    if waits is not None:
        why = missing(waits["why"], departments_of(question.form))
        blank, who = (why.blank, why.department) if why is not None else (Blank.LATER, None)
        others = [slot.path for slot in question.slots if slot.path not in sums]
        entries |= {path: Entry(path, None, blank, who) for path in others}
    shown = [slot for slot in question.field.slots if slot.path in entries]
    row = tuple(entries[slot.path] for slot in shown)
    working = "，".join(each.label.partition("=")[0].strip() for each in sums.values())
    return Alternative(f"{marked_label(question.field, shown, row)}（{working}）", row)
