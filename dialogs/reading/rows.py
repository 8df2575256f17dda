"""Rows of figures: three years, base and target, or one value, in any of the ways people type or paste them.

``118.4 131.62 146.9`` · ``2021年118.4亿，2022年131.62，2023年146.9`` · a pasted line of a spreadsheet with its label ·
``118 / 等统计局 / 146`` · ``基准 40 目标 45``. Labelled figures go where they are labelled; figures without labels go
into the slots that are asked, in order, when there is one for each. Otherwise the person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations

from dialogs.definition.form import Shape, Slot
from dialogs.reading.aims import aimed, known_now
from dialogs.reading.arithmetic import each_told
from dialogs.reading.assigning import assigned
from dialogs.reading.blanks import departments_of, is_struck_out, missing
from dialogs.reading.cells import Cell, Row, rough_throughout, row_of
from dialogs.reading.cleaning import excerpt, narrow
from dialogs.reading.commas import commas_of, evenly
from dialogs.reading.dashed_years import without_dashes
from dialogs.reading.divisors import per_what_is_asked
from dialogs.reading.doubts import NONE_OF_THESE, Placement, settle
from dialogs.reading.drafts import drafts_of
from dialogs.reading.headings import below_years, without_heading
from dialogs.reading.levels import of_the_level_asked
from dialogs.reading.marks import without_source
from dialogs.reading.not_counted import later_first, says_not_counted, without_saying_so
from dialogs.reading.nothing_said import none_of_it, only_in_foreign_money, told_in_foreign_money
from dialogs.reading.odd_figures import alternative_of, doubted_as_odd
from dialogs.reading.part_not_yet import part_not_yet
from dialogs.reading.parts_of_a_year import year_in_parts
from dialogs.reading.question import Question
from dialogs.reading.results import Alternative, Read, Reading, Unreadable, Unsure, Why
from dialogs.reading.sentences import read_sentence
from dialogs.reading.since_a_year import since_a_year
from dialogs.reading.sums_of_years import of_all_years
from dialogs.reading.waiting_beside import figure_and_wait
from dialogs.reading.years import Labelled, labelled_by_cells, labelled_cells
from dialogs.reading.years_in_doubt import with_doubt, year_in_doubt
from dialogs.record.application import Source

_SIMILAR = 10
_INCREMENTS = re.compile(r"(?<![0-9])\+[0-9][^+]{0,20}(?<![0-9])\+[0-9]")
"""`31 +11 +15`: increments, where levels are asked."""
_DIFFERENCE = re.compile(
    r"(?:比|较)[^,，;；0-9]{0,2}(?:20)?[0-9]{0,2}[^,，;；0-9]{0,6}(?:多|少|增加|减少)了?[ ]?"
    r"[0-9一二两三四五六七八九十]{1,6}[^0-9,，;；%.]{0,3}"
)
"""比23年多9家: a difference, where a level is asked."""
_EXCHANGE_RATE = re.compile(
    r"(?:就|都)?(?:按|汇率)[按是为 ]*[1-9]\.[0-9]{1,4}(?:的?汇率)?(?:来)?(?:计?算|折算?|换算?)?[的吧。]*"
)
"""按7.08算: at which rate a sum was or is to be converted, and no sum."""
_ALL_ROUGH = re.compile(
    r"^(?:都是|均为|全是)?(?:(?:初步|大概|大约|大致)(?:测算|统计|估算|核算|汇总)?|"
    r"测算|预计|预估|暂估|估算|估计|快报|暂定|暂按)(?:的?(?:数据?|值|口径))?(?:是|为|有)?[:, ]+(?=[0-9])|"
    r"^初步(?:测算|统计|估算|核算|汇总)(?:的?数据?)?(?:是|为|有)?(?=[0-9])"
)
"""初步测算 118 131 147: what stands before a row holds for all of it."""
_NOT_ONE = re.compile("没有一[个家件项户](?=[\u4e00-\u9fff])")
"""没有一个上市的: none, and no one."""
_GROUP = re.compile("0[0-9]{2}")  # 1 184 000: what continues a figure is none by itself


@dataclass(frozen=True, slots=True)
class _Message:
    """A message on its way: ``text`` is what is left of ``typed`` without heading and source."""

    question: Question
    typed: str
    text: str
    unit: str | None
    source: Source | None
    departments: tuple[str, ...]


_SECOND_LOOK = frozenset((Why.NOT_A_NUMBER, Why.TOO_MANY, Why.WRONG_UNIT, Why.NOT_WHOLE))


def read_row(question: Question, text: str) -> Reading:
    """The reading of a message about figures; ``text`` is printable. What is no row may be a sentence."""
    text = known_now(question, _NOT_ONE.sub("没有", text))
    told = each_told(text) if question.field.shape is Shape.SINGLE else text
    if told != text:
        reading = read_row(question, told)
        known = {**reading.figures, "words": excerpt(text)} if isinstance(reading, Unsure) else {}
        return replace(reading, figures=known) if isinstance(reading, Unsure) else reading
    plain = narrow(text).strip()
    taken_apart = _taken_apart(question, plain)
    if taken_apart is not None:
        return taken_apart
    level, no_figure = question.field.unit != "%", Unreadable(Why.ONE_FIGURE, {"words": excerpt(plain)})
    if level and (_DIFFERENCE.fullmatch(plain) or _EXCHANGE_RATE.fullmatch(plain)):
        return no_figure
    if level and _INCREMENTS.search(plain):
        return assigned(question, plain, no_figure)
    reading = assigned(question, plain, doubted_as_odd(question, text, _looked_at(question, text), _looked_at))
    if says_not_counted(plain):
        return _without_what_was_not_counted(question, plain, reading)
    return figure_and_wait(question, plain, reading, lambda words: _looked_at(question, words))


def _taken_apart(question: Question, plain: str) -> Reading | None:
    """What is read of a message that dashes, parts of a year or other levels make more than a row; None elsewhere."""
    again = partial(_looked_at, question)
    return (
        told_in_foreign_money(question, plain)
        or since_a_year(question, plain)
        or without_dashes(question, plain, again)
        or part_not_yet(question, plain, again)
        or of_the_level_asked(question, plain, read_row)
        or year_in_parts(question, plain, read_row)
    )


def _without_what_was_not_counted(question: Question, plain: str, reading: Reading) -> Reading:
    """三年都在九成以上，具体没算过: the figure may be had later, and what is left of it is read."""
    bare = without_saying_so(plain)
    reading = _looked_at(question, bare) if isinstance(reading, Unreadable) and bare else reading
    return later_first(question, plain, reading)


def _looked_at(question: Question, text: str) -> Reading:
    """The row, or what a sentence says of it."""
    unchecked = year_in_doubt(question, narrow(text).strip())
    if unchecked is not None:
        rest, slot = unchecked
        return with_doubt(question, _looked_at(question, rest), slot)
    by_its_way = aimed(question, narrow(text).strip())
    if by_its_way is not None:
        return by_its_way
    reading = _read_row(question, text)
    plain = narrow(text).strip()
    again = partial(_read_row, question)
    summed = None if isinstance(reading, Read) else of_all_years(question, plain, again)
    if summed is not None:
        return summed
    if not isinstance(reading, Unreadable) or reading.why not in _SECOND_LOOK:
        return reading
    found = only_in_foreign_money(question, plain) or per_what_is_asked(question, plain, again)
    return found or read_sentence(question, plain, again) or reading


def _read_row(question: Question, text: str) -> Reading:
    plain, source = without_source(narrow(text).strip(" \n"), figures=True)
    departments = departments_of(question.form)
    plain, rough = _ALL_ROUGH.subn("", plain)
    if rough:
        return _all_doubtful(_read_row(question, plain))
    rest, unit = below_years(plain, question.field) or without_heading(plain, question.field)
    message = _Message(question, plain, rest, unit, source, departments)
    if is_struck_out(rest):
        return none_of_it(question, rest)
    reason = missing(rest, departments)
    if reason is not None:
        return _all_the_same(message, Cell(reason))
    labelled = labelled_cells(question, rest, departments)
    if isinstance(labelled, Unreadable):
        return labelled
    if labelled is not None:
        return _labelled(message, labelled)
    return _read_list(message)


def _all_doubtful(reading: Reading) -> Reading:
    match reading:
        case Read(entries):
            return Read(tuple(replace(entry, doubtful=True) for entry in entries))
        case Unsure(why, alternatives, figures):
            marked = (
                replace(each, entries=tuple(replace(e, doubtful=True) for e in each.entries)) for each in alternatives
            )
            return Unsure(why, tuple(marked), figures)
        case _:
            return reading


def _labelled(message: _Message, labelled: Labelled) -> Reading:
    order = {slot.path: place for place, slot in enumerate(message.question.field.slots)}
    pairs = sorted(labelled, key=lambda pair: order[pair[0].path])
    return _settled(message, [cell for _, cell in pairs], [tuple(slot for slot, _ in pairs)])


def _all_the_same(message: _Message, cell: Cell) -> Reading:
    return _settled(message, [cell], [message.question.slots])


def _settled(message: _Message, cells: Sequence[Cell], placements: Sequence[Placement]) -> Reading:
    drafts = drafts_of(message.question, cells, message.unit, message.source)
    if not isinstance(drafts.typed, Unreadable) and all(draft is None for draft in drafts.typed):
        return Unreadable(Why.EMPTY)
    return settle(message.question, drafts, placements)


def _read_list(message: _Message) -> Reading:
    """Figures without labels: as many as there are slots, or fewer, or more."""
    expected = len(message.question.slots)
    commas = commas_of(message.text)
    row = row_of(commas.thousands, message.departments).fitted(expected)
    unread = row.unread or next((cell.words for cell in row.cells if _GROUP.fullmatch(cell.words)), None)
    if unread is not None:
        return Unreadable(Why.NOT_A_NUMBER, {"words": excerpt(unread)})
    if commas.clear or len(row.cells) in _lengths(message.question):
        return _place(message, row)
    listed = row_of(commas.lists, message.departments).fitted(expected)
    if len(listed.cells) in _lengths(message.question) and expected > 1:
        return _place(message, listed) if _alike(listed.cells) else _ask_about_commas(message, listed, row)
    dealt = evenly(message.text, expected) if len(row.cells) < expected < len(listed.cells) else None
    return _place(message, row) if dealt is None else _ask_about_commas(message, row_of(dealt, message.departments))


def _lengths(question: Question) -> frozenset[int]:
    return frozenset({len(question.slots), len(question.field.slots)})


def _alike(cells: Sequence[Cell]) -> bool:
    """Whether these may be the same quantity in different years."""
    values = [abs(cell.figure.value) for cell in cells if cell.figure is not None]
    return bool(values) and max(values) <= _SIMILAR * min(values)


def _ask_about_commas(message: _Message, *rows: Row) -> Reading:
    """Thousands or a list: every reading that has a place is offered."""
    readings = [_place(message, row) for row in rows]
    offered: list[Alternative] = []
    for reading in readings:
        if isinstance(reading, Read):
            offered.append(_alternative(message, reading))
        elif isinstance(reading, Unsure):
            offered.extend(each for each in reading.alternatives if each.entries)
    if not offered:
        return readings[0]
    return Unsure(Why.CLOSEST, (*offered, NONE_OF_THESE), {"words": excerpt(message.text)})


def _place(message: _Message, row: Row) -> Reading:
    """The cells in their slots."""
    question = message.question
    cells = rough_throughout(row.cells) if question.field.shape is Shape.YEARLY else list(row.cells)
    if not cells:
        return Unreadable(Why.NOT_A_NUMBER, {"words": excerpt(message.text) or excerpt(message.typed)})
    labelled = labelled_by_cells(question, cells)
    if isinstance(labelled, Unreadable):
        return labelled
    if labelled is not None:
        return _labelled(message, labelled) if len(labelled) > 1 else _ask_about_label(message, labelled, cells)
    if len(cells) == 1 and (row.same or cells[0].figure is None):
        return _settled(message, cells, [question.slots])
    placements = _placements(question, len(cells))
    if not placements:
        return _wrong_length(message, cells)
    return _settled(message, cells, placements)


def _ask_about_label(message: _Message, labelled: Labelled, cells: Sequence[Cell]) -> Reading:
    """“2022 131” may be a labelled year or two figures, if there is a place for two."""
    placements = _placements(message.question, len(cells))
    listed = [_settled(message, cells, placements)] if len(placements) == 1 else []
    readings = [_labelled(message, labelled), *listed]
    offered = [_alternative(message, reading) for reading in readings if isinstance(reading, Read)]
    if not offered:
        return readings[0]
    return Unsure(Why.CLOSEST, (*offered, NONE_OF_THESE), {"words": excerpt(message.text)})


def _alternative(message: _Message, reading: Read) -> Alternative:
    return alternative_of(message.question, reading)


def _placements(question: Question, count: int) -> list[tuple[Slot, ...]]:
    """The slots that so many values may go into; none when there are too many."""
    slots = question.slots
    if count in (len(slots), len(question.field.slots)):
        return [slots if count == len(slots) else question.field.slots]
    if count > len(slots):
        return []
    every = [slots] if count == 1 and question.field.shape is Shape.YEARLY else []
    return every + list(combinations(slots, count))


def _wrong_length(message: _Message, cells: Sequence[Cell]) -> Reading:
    """One too many may be the question's own number, pasted with the row."""
    question = message.question
    if cells[0].words == question.field.id and len(cells) - 1 in _lengths(question):
        return _place(message, Row(tuple(cells[1:])))
    return Unreadable(Why.TOO_MANY, {"got": str(len(cells)), "expected": str(len(question.slots))})
