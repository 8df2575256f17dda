"""Names with their number: one per line or with 、；, counted from the list; “A、B等30个” keeps 30 and the text.

Where the number that was typed differs from the names that were listed, the person says which one holds (V-14).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from dialogs.definition.form import Slot
from dialogs.reading.blanks import read_blank
from dialogs.reading.chinese import counted
from dialogs.reading.cleaning import LONGEST, excerpt, narrow, single_blanks
from dialogs.reading.conversion import converted
from dialogs.reading.count_said import figure_alone, whole_figure
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.levels import counted_by_level, without_own_level
from dialogs.reading.listing import Named, joined, named
from dialogs.reading.marks import without_doubt, without_source
from dialogs.reading.names_later import without_names_later
from dialogs.reading.numbers import Figure
from dialogs.reading.pasted import columns_of
from dialogs.reading.plausible import counted_kind, doubtful_names, names_among
from dialogs.reading.question import Question
from dialogs.reading.results import Alternative, Entry, Read, Reading, Unreadable, Unsure, Why
from dialogs.reading.told_lists import told_list
from dialogs.reading.uncertain_names import (
    names_nothing,
    parts_of,
    repeated,
    says_none_and_more,
    speaks_of_a_change,
    telephone_in,
    without_absent,
    without_contact,
    without_levels,
    without_open_end,
    without_taken_back,
    without_years,
)
from dialogs.record.application import Blank, Source
from dialogs.words.counting import listed_count, names_of

NAMES_APART = "，名称另填"
"""What a button says of a count whose names are asked for next."""
_MOST, _LARGEST = 999, 99_999
_NUMBERED_ROW = re.compile(r"^[ ]*(?P<number>[0-9]{1,3})[.、]?[ ]*\t[ ]*(?=[^\t\n]+$)", re.MULTILINE)
_WHOSE = re.compile(
    r"(?:(?:共|就|只)?有)?(?P<name>[^,，;；、。\n]{4,40}?)"
    r"(?:(?:就|只)?(?:有)?(?P<count>[0-9]{1,3}|[一两二三四五六七八九十])[ ]?[个项家])?[,，;；。 ]+"
    r"(?:就?是|由|都是)?(?P<firm>[^,，;；。\n]{2,40}?(?:公司|集团|厂|院|所|中心|大学|学院|协会|合作社|企业|园区?))"
    r"(?:的|(?:共同|分别|各自)?承担的?|实施的?|建设?的?|申报的?|牵头的?|做的?|搞的|拿的|评上的|获得的?)[。.]?"
)
"""省级工业互联网创新发展试点1个，河北精工标准件公司的: what it is, how many, and whose."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """The slots of one question and what goes with every entry."""

    question: Question
    count: Slot
    names: Slot
    doubtful: bool
    source: Source | None

    def asks(self, slot: Slot) -> bool:
        return slot in self.question.slots

    @property
    def standing(self) -> int | None:
        """The number that was given before, when only the names are asked now."""
        value = self.question.value(self.count.path)
        return int(value) if isinstance(value, Decimal) and not self.asks(self.count) else None

    def entries(self, number: int, names: str) -> tuple[Entry, ...]:
        """Both values; the number only where it is asked, or changes."""
        text = Entry(self.names.path, names, doubtful=self.doubtful, source=self.source)
        return (text,) if number == self.standing else (self.number(Decimal(number)), text)

    def number(self, value: Decimal) -> Entry:
        return Entry(self.count.path, value, doubtful=self.doubtful, source=self.source)


def read_count_and_names(question: Question, text: str) -> Reading:
    """The reading of a message for a number and names; ``text`` is printable."""
    plain, source = without_source(single_blanks(_numbered_rows(text).replace("\t", "\n")).strip(), figures=False)
    plain, doubtful = without_doubt(plain)
    blank = read_blank(question, without_own_level(question, plain))
    if blank is not None:
        return blank
    at_its_level = counted_by_level(question, plain, read_count_and_names)
    if at_its_level is not None:
        return at_its_level
    counted = without_names_later(plain)
    if counted is not None and (later := _names_later(question, counted)) is not None:
        return later
    count, names = question.field.slots
    figure = figure_alone(plain)
    answer = _Answer(question, count, names, doubtful or (figure is not None and figure.roughly), source)
    if figure is not None:
        return _number_alone(answer, figure, plain)
    if len(text) >= LONGEST:
        return Unreadable(Why.TOO_MANY, {"got": str(listed_count(plain)), "expected": str(_MOST)})
    return _of_a_kind(answer, plain) or _uncertain(answer, text, plain) or _names(answer, plain)


def _numbered_rows(text: str) -> str:
    """1⇥甲 below a heading, 2⇥乙: cells of a table that number the names, as a numbered list."""
    rows = list(_NUMBERED_ROW.finditer(text))
    numbers = [int(row["number"]) for row in rows]
    whole = len(rows) in (text.strip().count("\n"), text.strip().count("\n") + 1)
    return _NUMBERED_ROW.sub(r"\g<number>. ", text) if whole and numbers == list(range(1, len(rows) + 1)) else text


def _names_later(question: Question, counted: str) -> Reading | None:
    """6个，名称后补: the number, and names that wait; None where names are said after all (甲、乙，名单后补)."""
    names = question.field.slots[1].path
    later = Entry(names, None, Blank.LATER)
    match read_count_and_names(question, counted) if counted else Read(()):
        case Read(entries) if all(each.slot != names for each in entries):
            return Read((*entries, later))
        case Unsure(why, ways, figures) if counts := _counts_alone(ways, names):
            offered = (Alternative(f"{_count_of(each)}，名称后补", (*each.entries, later)) for each in counts)
            return Unsure(why, (*offered, NONE_OF_THESE), figures)
        case _:
            return None


def _counts_alone(ways: Sequence[Alternative], names: str) -> Sequence[Alternative]:
    """The readings that say how many, and no names."""
    return [each for each in ways if each.entries and all(entry.slot != names for entry in each.entries)]


def _count_of(way: Alternative) -> str:
    return way.label.removesuffix(NAMES_APART)


def _of_a_kind(answer: _Answer, plain: str) -> Reading | None:
    """市级企业技术中心3家: the number without the names, which are asked for next; 十来家 is no number."""
    said = [counted_kind(item) for item in re.split("[,、;]", narrow(plain))]
    many = [each for each in said if each is not None]
    if len(many) < len(said):
        return None
    figures = [whole_figure(each) for each in many]
    known = [figure.value for figure in figures if figure is not None]
    if len(known) < len(figures) or not answer.asks(answer.count):
        return Unreadable(Why.ONE_FIGURE, {"words": excerpt(plain)})
    total, working = sum(known, Decimal(0)), "+".join(map(str, known))
    roughly = answer.doubtful or any(figure is not None and figure.roughly for figure in figures)
    label = f"{total} {answer.count.unit or '个'}{'（待核实）' if roughly else ''}"
    entries = (replace(answer, doubtful=roughly).number(total),)
    way = Alternative(f"{working} = {label}" if len(known) > 1 else label, entries)
    return Unsure(Why.NO_ANSWER, (way, NONE_OF_THESE), {"words": excerpt(plain)})


def _uncertain(answer: _Answer, text: str, plain: str) -> Reading | None:
    """What may be names and may be something else: a sentence, a table of several columns, a telephone number."""
    if says_none_and_more(plain):
        none = tuple(Entry(slot.path, None, Blank.NONE) for slot in answer.question.slots)
        return Unsure(Why.NO_ANSWER, (Alternative("无", none), NONE_OF_THESE), {"words": excerpt(plain)})
    bare = without_contact(plain)
    if bare is not None:
        return _offered(answer, plain, [(each.typed or each.listed, each.names) for each in map(named, (bare, plain))])
    counting = [(len(each), "、".join(each)) for each in without_taken_back(names_of(named(plain).names))]
    if counting:
        return _offered(answer, plain, [*counting, (listed_count(plain), joined(plain))])
    told = told_list(plain)
    if told is not None:
        return _told(answer, told, plain)
    if speaks_of_a_change(plain) or names_nothing(plain):
        typed = _alternative(answer, listed_count(plain), joined(plain))
        return Unsure(Why.NO_ANSWER, (typed, NONE_OF_THESE), {"words": excerpt(plain)})
    return _of_a_firm(answer, plain) or _in_columns(answer, text, plain)


def _told(answer: _Answer, told: Named, plain: str) -> Unsure:
    """The names that a sentence tells; where it tells none, that they come later, and how many there are."""
    if told.names:
        numbers = dict.fromkeys((told.typed or told.listed, told.listed))
        ways = [_alternative(answer, number, told.names) for number in numbers]
    else:
        known = (answer.number(Decimal(told.typed)),) if told.typed and answer.asks(answer.count) else ()
        label = f"{told.typed} {answer.count.unit or '个'}，名称后补" if known else "稍后补"
        open_slots = [slot for slot in answer.question.slots if slot is answer.names or not known]
        ways = [Alternative(label, (*known, *(Entry(slot.path, None, Blank.LATER) for slot in open_slots)))]
    return Unsure(Why.NO_ANSWER, (*ways, NONE_OF_THESE), {"words": excerpt(plain)})


def _of_a_firm(answer: _Answer, plain: str) -> Reading | None:
    """省级…试点1个，甲公司的: what it is, and behind it whose it is."""
    said = _WHOSE.fullmatch(plain)
    firms = re.split("[和与及、]", said["firm"]) if said is not None else []
    typed = counted(said["count"].replace("两", "二")) if said is not None and said["count"] else len(firms)
    if said is None or typed != len(firms):
        return None
    return _offered(answer, plain, [(typed, f"{said['name'].strip()}（{'、'.join(firms)}）")])


def _in_columns(answer: _Answer, text: str, plain: str) -> Reading | None:
    """Names beside something else: other columns, a level, a telephone number, “and others”."""
    columns = columns_of(text)
    readings = ["、".join(column) for column in columns]
    if len(columns) == 1:
        return _names(answer, "\n".join(columns[0]))
    with_telephone = telephone_in(plain) if not columns else None
    if with_telephone is not None:
        readings = [joined(with_telephone[0]), joined(plain)]
    elif not columns and (there := without_absent(named(plain).names)):
        readings = ["、".join(there), joined(plain)]
    elif not columns and (levels := without_levels(plain)):
        readings = ["、".join(levels), joined(plain)]
    elif not columns and (listed := without_open_end(plain)) is not None:
        readings = [named(listed).names]
    return _offered(answer, plain, [(listed_count(names), names) for names in readings]) if readings else None


def read_names(question: Question, text: str) -> Reading:
    """The reading of a message for names alone."""
    plain, doubtful = without_doubt(single_blanks(text).strip())
    blank = read_blank(question, plain)
    if blank is not None:
        return blank
    if says_none_and_more(plain):
        none = tuple(Entry(slot.path, None, Blank.NONE) for slot in question.slots)
        return Unsure(Why.NO_ANSWER, (Alternative("无", none), NONE_OF_THESE), {"words": excerpt(plain)})
    names = joined(plain)
    if not names:
        return Unreadable(Why.EMPTY)
    return Read(tuple(Entry(slot.path, names, doubtful=doubtful) for slot in question.slots))


def _number_alone(answer: _Answer, figure: Figure, words: str) -> Reading:
    """A number by itself leaves the names open; none means no names either (数量 0 ⇔ 名称 无)."""
    number = converted(figure, answer.question.field, answer.count)
    if isinstance(number, Why):
        figures = {"words": excerpt(words), "typed": figure.typed_unit, "unit": answer.count.unit or ""}
        return Unreadable(number, figures)
    if not answer.asks(answer.count):
        return Unreadable(Why.TOO_FEW, {"got": "0", "expected": str(number.value)})
    if number.value > _LARGEST:  # a telephone number or a code, no count
        return Unreadable(Why.TOO_LARGE, {"words": excerpt(words)})
    none = (Entry(answer.names.path, None, Blank.NONE),) if number.value == 0 else ()
    return Read((answer.number(number.value), *none))


def _names(answer: _Answer, text: str) -> Reading:
    said = named(text)
    if not said.names:
        return Unreadable(Why.EMPTY)
    typed, names = said.typed if said.typed is not None else answer.standing, names_of(said.names)
    differs, doubtful = typed is not None and typed != said.listed, doubtful_names(names)
    if differs and doubtful and 0 < len(names_among(names)) < said.listed:
        return _perhaps_names(answer, said, names, text)
    apart = parts_of(said.names) if differs else ()
    if typed is not None and len(apart) == typed:  # 2个：甲协会和乙商会
        return Read(answer.entries(typed, "、".join(apart)))
    if typed is not None and differs:
        return _count_differs(answer, said, typed)
    parts = () if said.typed is not None else parts_of(said.names)
    parts = without_years(said.names) or parts
    if not parts and repeated(names):
        parts = tuple(dict.fromkeys(names))
    if said.typed is None and parts:
        return _offered(answer, said.names, [(len(parts), "、".join(parts)), (said.listed, said.names)])
    if doubtful:
        return _perhaps_names(answer, said, names, text)
    return Read(answer.entries(said.listed, said.names))


def _count_differs(answer: _Answer, said: Named, typed: int) -> Unsure:
    """Names that are not as many as was said; behind the name of a kind (市级智能制造标杆3家) they may come yet."""
    ways = [_alternative(answer, number, said.names) for number in (said.listed, typed)]
    if said.listed == 1 and answer.asks(answer.count):
        label = f"{typed} {answer.count.unit or '个'}{NAMES_APART}"
        ways.insert(0, Alternative(label, (answer.number(Decimal(typed)),)))
    figures = {"typed": str(typed), "listed": str(said.listed)}
    return Unsure(Why.COUNT_DIFFERS, (*ways, NONE_OF_THESE), figures)


def _perhaps_names(answer: _Answer, said: Named, names: Sequence[str], text: str) -> Unsure:
    """一个是甲中心, 会员120家: the names that stand in it are offered, then all of it as it was typed."""
    among = list(dict.fromkeys(names_among(names)))
    apart = [part for name in among for part in parts_of(name) or (name,)]
    readings = [(len(each), "、".join(each)) for each in (apart, among) if each]
    whole = (said.listed, said.names)
    offered = [_alternative(answer, *each) for each in dict.fromkeys((*readings, whole))]
    return Unsure(Why.NO_ANSWER, (*offered, NONE_OF_THESE), {"words": excerpt(text)})


def _offered(answer: _Answer, words: str, readings: Sequence[tuple[int, str]]) -> Unsure:
    ways = [_alternative(answer, *each) for each in readings]
    return Unsure(Why.CLOSEST, (*ways, NONE_OF_THESE), {"words": excerpt(words)})


def _alternative(answer: _Answer, number: int, names: str) -> Alternative:
    return Alternative(f"{number} {answer.count.unit or '个'}：{excerpt(names)}", answer.entries(number, names))
