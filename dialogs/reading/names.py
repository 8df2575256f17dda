"""Names with their number: one per line or with 、；, counted from the list; “A、B等30个” keeps 30 and the text.

Where the number that was typed differs from the names that were listed, the person says which one holds (V-14).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dialogs.application import Blank, Source
from dialogs.counting import listed_count, names_of
from dialogs.form import Slot
from dialogs.reading.blanks import Missing, departments_of, missing
from dialogs.reading.cleaning import LONGEST, excerpt, narrow, single_blanks
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.marks import without_doubt, without_source
from dialogs.reading.numbers import figure_at
from dialogs.reading.question import Question
from dialogs.reading.results import Alternative, Entry, Read, Reading, Unreadable, Unsure, Why

_MOST = 999
_COUNT = r"(?P<count>[0-9]{1,4}|[零一二三四五六七八九十百两]{1,6})"
_OF = r"[ ]?[个家项件所处条]"
_LEADING = re.compile(rf"(?:数量|共有|共计|共|合计|一共|总计|有)?[ ]?[:：]?[ ]?{_COUNT}(?:{_OF}[ ]*[:：,，;；、。\n]?|[ ]*[:：\n])[ ]*(?=\S)")
_TRAILING = re.compile(rf"[\s,，;；、。(（](?:(?:共有|共计|一共|合计|总计|共)[ ]?{_COUNT}{_OF}?|{_COUNT.replace('count', 'plain')}{_OF})[)）]?[。.]?$")
_HEADED = re.compile(r"(?:^|[\s,，;；。])(?:数量[ ]?[:：][ ]?(?P<number>[^\s,，;；。、]{1,12})|名称[ ]?[:：])[ ]?")
_NUMBERING = re.compile(r"(?:^|(?<=[\s;；、，,。]))[(（]?(?P<number>[0-9]{1,3})(?:[)）]|[.．、](?![0-9]))[ ]?|(?P<circled>[①-⑳])[ ]?")
_MAIN_MARKS, _COMMAS = re.compile(r"[、；;\n]"), re.compile(r"[,，]")
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_HAN_NAME = re.compile(r"[\u4e00-\u9fff（）()“”]{3,}")
_EDGES = " \t\n,，;；、。"


@dataclass(frozen=True, slots=True)
class _Said:
    """The names as text and how many there are, and the number that was typed beside them."""

    names: str
    listed: int
    typed: int | None


def read_count_and_names(question: Question, text: str) -> Reading:
    """The reading of a message for a number and names; ``text`` is printable."""
    plain, source = without_source(single_blanks(text).strip(), figures=False)
    plain, doubtful = without_doubt(plain)
    reason = missing(narrow(plain), departments_of(question.form))
    if reason is not None:
        return Read(tuple(_missing(slot, reason) for slot in question.slots))
    number = _only_number(plain)
    if number is not None:
        return _number(question, number, doubtful, source)
    said = _said(plain)
    if said.listed > _MOST or len(text) >= LONGEST:
        return Unreadable(Why.TOO_MANY, {"got": str(said.listed), "expected": str(_MOST)})
    if not said.names:
        return Unreadable(Why.EMPTY)
    return _decide(question, said, doubtful, source)


def read_names(question: Question, text: str) -> Reading:
    """The reading of a message for names alone."""
    plain, doubtful = without_doubt(single_blanks(text).strip())
    reason = missing(narrow(plain), departments_of(question.form))
    if reason is not None:
        return Read(tuple(_missing(slot, reason) for slot in question.slots))
    names = _joined(plain)
    if not names:
        return Unreadable(Why.EMPTY)
    return Read(tuple(Entry(slot.path, names, doubtful=doubtful) for slot in question.slots))


def _missing(slot: Slot, reason: Missing) -> Entry:
    return Entry(slot.path, None, reason.blank, reason.department)


def _only_number(text: str) -> int | None:
    plain = narrow(text).strip(_EDGES)
    found = figure_at(plain, 0)
    if found is None or found[1] != len(plain) or found[0].value % 1 or not 0 <= found[0].value <= 10**6:
        return None
    return int(found[0].value)


def _number(question: Question, number: int, doubtful: bool, source: Source | None) -> Reading:
    """A number by itself leaves the names open; none means no names either (数量 0 ⇔ 名称 无)."""
    count, names = _slots(question)
    asked = {slot.path for slot in question.slots}
    if count.path not in asked:
        return Unreadable(Why.TOO_FEW, {"got": "0", "expected": str(number)})
    entries = [Entry(count.path, Decimal(number), doubtful=doubtful, source=source)]
    if number == 0:
        entries.append(Entry(names.path, None, Blank.NONE))
    return Read(tuple(entries))


def _said(text: str) -> _Said:
    headed = _headed(text)
    if headed is not None:
        return headed
    for pattern in (_LEADING, _TRAILING):
        match = pattern.match(text) if pattern is _LEADING else pattern.search(text)
        count = _only_number(match.groupdict().get("count") or match.groupdict().get("plain") or "") if match else None
        if match is not None and count is not None:
            names = _joined(text[match.end() :] if pattern is _LEADING else text[: match.start()])
            return _Said(names, listed_count(names), count)
    names = _joined(text)
    return _Said(names, listed_count(names), None)


def _headed(text: str) -> _Said | None:
    """数量：3 名称：甲、乙、丙, in either order."""
    heads = list(_HEADED.finditer(text))
    if not any(head["number"] is None for head in heads):
        return None
    typed = next((head["number"] for head in heads if head["number"] is not None), None)
    names = _joined(_HEADED.sub("\n", text))
    return _Said(names, listed_count(names), _only_number(typed) if typed else None)


def _joined(text: str) -> str:
    """The names with 、 between them, as the form prints them; a text of “等30个” stays as it is."""
    plain = _without_numbering(text.strip(_EDGES))
    if not _MAIN_MARKS.search(plain) and "等" not in plain and _COMMAS.search(_BRACKETS.sub("", plain)):
        plain = _outside_brackets(plain)
    return "、".join(name.strip(_EDGES) for name in names_of(plain) if name.strip(_EDGES))


def _outside_brackets(text: str) -> str:
    """Commas between names made into 、; those inside brackets belong to a name."""
    pieces, last = [], 0
    for bracket in _BRACKETS.finditer(text):
        pieces += [_COMMAS.sub("、", text[last : bracket.start()]), bracket[0]]
        last = bracket.end()
    return "".join([*pieces, _COMMAS.sub("、", text[last:])])


def _without_numbering(text: str) -> str:
    """A numbered list (1. 甲 2. 乙, ①甲②乙) as lines; a name that begins with a figure keeps it."""
    marks = list(_NUMBERING.finditer(text))
    numbers = [int(mark["number"]) if mark["number"] else ord(mark["circled"]) - ord("①") + 1 for mark in marks]
    if len(numbers) < 2 or numbers != list(range(1, len(numbers) + 1)):
        return text
    return _NUMBERING.sub("\n", text).strip()


def _decide(question: Question, said: _Said, doubtful: bool, source: Source | None) -> Reading:
    count, names = _slots(question)
    asked = {slot.path for slot in question.slots}
    standing = question.value(count.path) if count.path not in asked else None
    typed = said.typed if said.typed is not None else int(standing) if isinstance(standing, Decimal) else None

    def entries(number: int, text: str = said.names) -> tuple[Entry, ...]:
        whole = (
            Entry(count.path, Decimal(number), doubtful=doubtful, source=source),
            Entry(names.path, text, doubtful=doubtful, source=source),
        )
        return whole if count.path in asked or number != standing else whole[1:]

    if typed is not None and typed != said.listed:
        alternatives = [_alternative(number, said.names, entries(number)) for number in (said.listed, typed)]
        figures = {"typed": str(typed), "listed": str(said.listed)}
        return Unsure(Why.COUNT_DIFFERS, (*alternatives, NONE_OF_THESE), figures)
    spaced = _split_at_blanks(said.names) if said.typed is None else ()
    if spaced:
        lists = (("、".join(spaced), len(spaced)), (said.names, said.listed))
        alternatives = [_alternative(number, text, entries(number, text)) for text, number in lists]
        return Unsure(Why.CLOSEST, (*alternatives, NONE_OF_THESE), {"words": excerpt(said.names)})
    return Read(entries(said.listed))


def _alternative(number: int, names: str, entries: tuple[Entry, ...]) -> Alternative:
    return Alternative(f"{number} 个：{excerpt(names)}", entries)


def _split_at_blanks(names: str) -> Sequence[str]:
    """甲公司 乙公司: perhaps two names."""
    parts = names.split(" ")
    return parts if len(parts) > 1 and "、" not in names and all(map(_HAN_NAME.fullmatch, parts)) else ()


def _slots(question: Question) -> tuple[Slot, Slot]:
    count, names = question.slot("count"), question.slot("names")
    if count is None or names is None:
        raise LookupError(f"{question.field.name} has no number and names")
    return count, names
