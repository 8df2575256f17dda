"""Labels of figures: years, and 基准 and 目标. They may come in any order, and stand before or after their figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dialogs.definition.form import Shape, Slot
from dialogs.reading.cells import Cell, row_of
from dialogs.reading.chinese import DIGITS
from dialogs.reading.cleaning import excerpt
from dialogs.reading.commas import commas_of
from dialogs.reading.headings import without_heading
from dialogs.reading.question import Question
from dialogs.reading.results import Unreadable, Why

_ROLE = "基准值|基准|基数|现状值|现状|目标值|目标"
_LABEL = re.compile(
    r"(?<![0-9.])(?:截[至止]到?[ ]?)?"
    rf"(?:(?P<year>20[0-9]{{2}}|[0-9]{{2}}(?=[ ]?年))[ ]?(?:年(?:度|底|末)?|(?=[ ]?[:=]))"
    rf"(?:[ ]?(?P<role>{_ROLE}))?|(?P<lone>{_ROLE}))"
)
_CHINESE_YEAR = re.compile(r"二[〇○零]([一二三四五六七八九〇○零])([一二三四五六七八九〇○零])(?=年)")
_SHORT_CHINESE_YEAR = re.compile(r"(?<![一二三四五六七八九〇○零十百千万亿点])二([〇○零一二三四五六])年")
_IN_BRACKETS = re.compile(r"\((20[0-9]{2})\)")
_NOW = re.compile(r"^(?:现在|目前|现有|已有|现)(?:是|有|为)?")
_AIMS = re.compile(
    r"^[ ]?(?:的?目标)?(?:要|计划|力争|争取|拟)?"
    r"(?:做到|达到|增加到|增长到|提高到|提升到|提到|突破|超过|不低于|不少于|扩大到|发展到|下降到|降到|定在|定为|定到|调到|实现|达|到|为|是)"
)
_OF_ONE_YEAR = re.compile("(?P<year>20[0-9]{2}) ?年")
_EDGES = " \t\n,;、。|/():="

Labelled = list[tuple[Slot, Cell]]


@dataclass(frozen=True, slots=True)
class _Label:
    start: int
    end: int
    name: str
    words: str


def labelled_cells(question: Question, text: str, departments: Sequence[str]) -> Labelled | Unreadable | None:
    """The figures of a narrow text with the slots that their labels name; ``None`` where it has no labels."""
    text = _IN_BRACKETS.sub(r" \1年 ", text)
    text = _CHINESE_YEAR.sub(lambda year: year[0].translate(DIGITS), text)
    text = _SHORT_CHINESE_YEAR.sub(lambda year: f"202{year[1].translate(DIGITS)}年", text)
    labels = list(_labels(text))
    if not labels:
        return None
    slots = _slots_by_label(question)
    wrong = _wrong_label(question, labels, slots)
    if wrong is not None:
        return wrong
    halves = _base_before_target(question, text, labels, departments)
    if halves is not None:
        return halves
    cells = _cells(question, text, labels, departments)
    continued = _continued(question, text, labels, departments) if isinstance(cells, Unreadable) else None
    if continued is not None:
        return continued
    if isinstance(cells, Unreadable):
        return cells
    found = [(slots[label.name], cell) for label, cell in zip(labels, cells, strict=True) if cell is not None]
    return found or Unreadable(Why.TOO_FEW, {"got": "0", "expected": str(len(labels))})


def _base_before_target(
    question: Question, text: str, labels: Sequence[_Label], departments: Sequence[str]
) -> Labelled | None:
    """61家 目标90家: the figure before the only label is what is aimed from."""
    target = str(question.form.target_year)
    if question.field.shape is not Shape.PAIR or [label.name for label in labels] not in (["目标"], [target]):
        return None
    parts = (_NOW.sub("", text[: labels[0].start]), _AIMS.sub("", text[labels[0].end :]))
    rows = [row_of(commas_of(part.strip(_EDGES)).thousands, departments).fitted(1) for part in parts]
    fits = all(row.unread is None and len(row.cells) == 1 for row in rows)
    return list(zip(question.field.slots, (row.cells[0] for row in rows), strict=True)) if fits else None


def _continued(question: Question, text: str, labels: Sequence[_Label], departments: Sequence[str]) -> Labelled | None:
    """2021年无数据 142 160: one label before the first of as many figures as there are years."""
    slots = question.field.slots
    if len(labels) != 1 or labels[0].start or not slots[0].part or labels[0].name != slots[0].part[0]:
        return None
    row = row_of(commas_of(text[labels[0].end :].strip(_EDGES)).thousands, departments).fitted(len(slots))
    fits = row.unread is None and len(row.cells) == len(slots)
    return list(zip(slots, row.cells, strict=True)) if fits else None


def labelled_by_cells(question: Question, cells: Sequence[Cell]) -> Labelled | Unreadable | None:
    """Years typed as plain figures: ``2021 118 2022 131``, or a line of years above a line of figures."""
    slots = _slots_by_label(question) if len(question.field.slots) > 1 else {}
    names = [_year_name(cell, slots) for cell in cells]
    if len(cells) > 1 and all(names):
        return Unreadable(Why.TOO_FEW, {"got": "0", "expected": str(len(question.slots))})
    half = len(cells) // 2
    for years, figures in ((slice(0, None, 2), slice(1, None, 2)), (slice(half), slice(half, None))):
        labels = [name for name in names[years] if name]
        if len(cells) == 2 * half and len(labels) == half == len(set(labels)) and not any(names[figures]):
            return [(slots[name], cell) for name, cell in zip(labels, cells[figures], strict=True)]
    return None


def _year_name(cell: Cell, slots: Mapping[str, Slot]) -> str | None:
    figure = cell.figure
    return cell.words if figure is not None and figure.bare and cell.words in slots else None


def _labels(text: str) -> Iterator[_Label]:
    for match in _LABEL.finditer(text):
        year = match["year"]
        role = match["role"] or match["lone"]
        name = role[:2] if role else f"20{year}" if len(year) == 2 else year
        words = match[0].replace(" ", "") if role or "年" in match[0] else f"{name}年"
        yield _Label(match.start(), match.end(), "基准" if name in ("现状", "基数") else name, words)


def _slots_by_label(question: Question) -> dict[str, Slot]:
    """What a label may say in this field."""
    form, field = question.form, question.field
    if field.shape is Shape.YEARLY:
        return {slot.part[0]: slot for slot in field.slots}
    if field.shape is Shape.PAIR:
        base, target = field.slots
        return {"基准": base, str(form.base_year): base, "目标": target, str(form.target_year): target}
    own = _OF_ONE_YEAR.match(field.label)
    years = (own["year"],) if own is not None else (form.base_year, form.years[-1])
    return {str(year): slot for slot in field.slots for year in years}


def _wrong_label(question: Question, labels: Sequence[_Label], slots: Mapping[str, Slot]) -> Unreadable | None:
    paths: set[str] = set()
    expected = len(question.field.slots)
    for label in labels:
        if label.name not in slots and len(labels) > expected:
            return Unreadable(Why.TOO_MANY, {"got": str(len(labels)), "expected": str(expected)})
        if label.name not in slots:
            return Unreadable(Why.NOT_A_NUMBER, {"words": label.words})
        if slots[label.name].path in paths:
            return Unreadable(Why.REPEATED_YEAR, {"year": label.name})
        paths.add(slots[label.name].path)
    return None


Cells = list[Cell | None]


def _cells(question: Question, text: str, labels: Sequence[_Label], departments: Sequence[str]) -> Cells | Unreadable:
    """One cell for each label: what follows it, what precedes it, or its column below a line of labels."""
    cuts = [0, *(place for label in labels for place in (label.start, label.end)), len(text)]
    between = [text[start:end].strip(_EDGES) for start, end in zip(cuts[::2], cuts[1::2], strict=True)]
    if len(labels) > 1 and between[-1] and not any(between[1:-1]):
        return _columns(question, between[-1], len(labels), departments)
    if question.field.shape is Shape.PAIR:
        between = [between[0], *(_AIMS.sub("", each) for each in between[1:])]
    if between[0] and not between[-1]:
        return _each(between[:-1], departments)
    first = row_of(between[0], departments)
    if first.unread is not None or first.cells:
        return Unreadable(Why.NOT_A_NUMBER, {"words": excerpt(between[0])})
    return _each(between[1:], departments)


def _columns(question: Question, text: str, expected: int, departments: Sequence[str]) -> Cells | Unreadable:
    rest, unit = without_heading(text, question.field)
    row = row_of(commas_of(rest).thousands, departments).fitted(expected)
    if row.unread is not None or unit not in (None, question.field.unit):
        return Unreadable(Why.NOT_A_NUMBER, {"words": excerpt(row.unread or text)})
    if len(row.cells) != expected:
        why = Why.TOO_MANY if len(row.cells) > expected else Why.TOO_FEW
        return Unreadable(why, {"got": str(len(row.cells)), "expected": str(expected)})
    return list(row.cells)


def _each(segments: Sequence[str], departments: Sequence[str]) -> Cells | Unreadable:
    found: Cells = []
    for segment in segments:
        row = row_of(commas_of(segment).thousands, departments).fitted(1)
        if row.unread is not None:
            return Unreadable(Why.NOT_A_NUMBER, {"words": excerpt(row.unread)})
        if len(row.cells) > 1:
            return Unreadable(Why.TOO_MANY, {"got": str(len(row.cells)), "expected": "1"})
        found.append(row.cells[0] if row.cells else None)
    return found
