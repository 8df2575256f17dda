"""A figure, and beside it for whom it waits, or that the rest is still looked up: 2023年131.6 等统计局; 准数我查查.

It may be preliminary, or the other years wait.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from dialogs.reading.blanks import Missing, departments_of, missing
from dialogs.reading.cleaning import excerpt
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.labels import marked_label
from dialogs.reading.odd_figures import alternative_of
from dialogs.reading.question import Question
from dialogs.reading.results import Alternative, Entry, Read, Reading, Unsure, Why
from dialogs.reading.still_to_check import is_still_to_check
from dialogs.record.application import Blank

_BEHIND = re.compile(
    r"(?P<rest>.*(?:[0-9]|百分之[一二三四五六七八九])[^ ,，;；。]*)[ ,，;；。]+(?P<wait>[^0-9 ,，;；。]{2,16})[。.]?"
)
_BEFORE = re.compile(r"(?P<wait>[^0-9 ,，;；。]{2,16})[ ,，;；。]+(?P<rest>[^,，;；。]*[0-9].*)")
_CONFIRMED_BY = re.compile("(?:核实|确认|核对|核|审核|复核)(?:一下|后|过)?$")
_MOST = 3


def figure_and_wait(question: Question, plain: str, reading: Reading, again: Callable[[str], Reading]) -> Reading:
    """The reading of a (narrow) message, or where it leaves out the figure or the wait, what both may mean."""
    for form in (_BEHIND, _BEFORE):
        said = form.fullmatch(plain)
        waits = missing(said["wait"], departments_of(question.form)) if said is not None else None
        if said is None or waits is None or waits.blank is not Blank.WAITING or _has_both(reading):
            continue
        if _CONFIRMED_BY.search(said["wait"]) and isinstance(reading, Read) and _values(reading.entries):
            return Read(_rough(reading.entries))  # 131.6，等统计局核实
        match again(said["rest"]):
            case Read(entries) if _values(entries):
                return _offered(question, plain, [entries], waits)
            case Unsure(alternatives=alternatives):
                return _offered(question, plain, [each.entries for each in alternatives if each.entries][:_MOST], waits)
    return _still_to_check(question, plain, reading) if is_still_to_check(plain) else reading


def _still_to_check(question: Question, plain: str, reading: Reading) -> Reading:
    """21年是1326家，后面的准数我查查: the years that are told, and that the others come later; or all of it, rough."""
    match reading:
        case Read(entries) | Unsure(alternatives=(Alternative(entries=entries), Alternative(entries=()))):
            said = {entry.slot: entry for entry in entries}
        case _:
            return reading
    if not _values(entries) or (isinstance(reading, Read) and any(entry.doubtful for entry in entries)):
        return reading  # 23年的我再核一下 is of that year
    if len(entries) == len(question.slots):
        return Unsure(Why.CLOSEST, (*_rough_or_sure(question, entries), NONE_OF_THESE), {"words": excerpt(plain)})
    every = tuple(said.get(slot.path) or Entry(slot.path, None, Blank.LATER) for slot in question.slots)
    if len(every) != len(question.slots) or not said.keys() <= {entry.slot for entry in every}:
        return reading
    way = Alternative(marked_label(question.field, question.slots, every), every)
    return Unsure(Why.CLOSEST, (way, NONE_OF_THESE), {"words": excerpt(plain)})


def _rough_or_sure(question: Question, entries: tuple[Entry, ...]) -> Sequence[Alternative]:
    ways = dict.fromkeys((_rough(entries), entries))
    return [alternative_of(question, Read(each)) for each in ways]


def _has_both(reading: Reading) -> bool:
    """Whether a figure and a wait are kept together already."""
    ways = [reading.entries] if isinstance(reading, Read) else []
    ways += [each.entries for each in reading.alternatives] if isinstance(reading, Unsure) else []
    return any({entry.blank for entry in way} >= {None, Blank.WAITING} for way in ways)


def _offered(question: Question, plain: str, rows: Sequence[tuple[Entry, ...]], waits: Missing) -> Unsure:
    """The figure as preliminary; with the other years waiting, where some are left; all of it waiting."""
    ways: list[Alternative] = []
    for row in rows:
        ways.append(alternative_of(question, Read(_rough(row))))
        said = {entry.slot: entry for entry in row}
        every = tuple(said.get(slot.path) or _waiting(slot.path, waits) for slot in question.slots)
        if len(every) > len(row):
            ways.append(Alternative(marked_label(question.field, question.slots, every), every))
    whole = tuple(_waiting(slot.path, waits) for slot in question.slots)
    ways.append(Alternative(f"等{waits.department}", whole))
    return Unsure(Why.CLOSEST, (*ways, NONE_OF_THESE), {"words": excerpt(plain)})


def _values(entries: Sequence[Entry]) -> bool:
    return any(entry.value is not None for entry in entries)


def _rough(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    return tuple(replace(entry, doubtful=entry.value is not None) for entry in entries)


def _waiting(path: str, waits: Missing) -> Entry:
    return Entry(path, None, Blank.WAITING, waits.department)
