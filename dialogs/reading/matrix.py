"""The standards line (3.6): numbers by year, level and role.

``2021 国际 0 0 国家 1 3 行业 2 4 团体 5 9`` with a line for each year, levels in any order; cell by cell as in
``2021 国家 主持 1``; all numbers in printed order without labels; 无 or 0 for everything, for a year, or for 其余.
A single 国际 0 names neither year nor role: it is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from dialogs.definition.form import Slot
from dialogs.reading.blanks import Missing, departments_of, missing, missing_at
from dialogs.reading.cleaning import excerpt, narrow
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.labels import values_label
from dialogs.reading.marks import without_source
from dialogs.reading.question import Question
from dialogs.reading.results import Alternative, Entry, Read, Reading, Unreadable, Unsure, Why
from dialogs.reading.spoken_matrix import read_spoken_matrix
from dialogs.record.application import Source

_SKIPPED = re.compile(
    r"[\s,;、:|/。()=]+|标准|制修订|制定|修订|数量|分别|[各每三历]年|各|项|个|件|都是|全是|均为|全为|全部|都|均|全|是|为|有|->|→"
)
_YEAR = re.compile(r"(?P<full>20[0-9]{2})(?![0-9])[ ]?(?:年度|年)?|(?P<short>[0-9]{2})[ ]?年")
_ROLES = re.compile("主持|牵头|参与|参加")
_HEADING = re.compile(
    r"(?:(?:年度?|年份|时间|标准|类别|类型|级别|层级|层次|种类|主持|牵头|参与|参加|制修订|制定|数量|项数|个数|合计|序号)+"
    r"(?:[(（][^()（）]{0,8}[)）])?[\s,，、|:：/]*)+"
)
_LAST_TWO = re.compile(r"(?m)([0-9]+)([ \t,，|]+)([0-9]+)[ \t]*$")
_NUMBER = re.compile(r"[0-9]{1,9}(?!\.?[0-9])")
_COUNTED = re.compile("[0-9][ ]?[项个件]")
_REST = re.compile("其余|其他|其它|剩余|剩下")
_UNKNOWN = re.compile(r"[^\s,;、。]+")
_LABEL_END = re.compile("(?:标准|数量)+$")
_SYNONYMS = {"国标": "国家", "行标": "行业", "团标": "团体", "参加": "参与", "牵头": "主持", "主导": "主持"}

Content = Decimal | Missing


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of the message: what it is, what it says, and how it was typed."""

    kind: str  # year, level, role, rest, value, unknown, or nothing
    said: str | Content
    typed: str


@dataclass(slots=True)
class _Run:
    """Values that stand together under the same labels; ``words`` are labels and values as typed."""

    year: str | None
    level: str | None
    role: str | None
    rest: bool
    words: str
    values: list[Content] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Grid:
    """The slots of the field, by the words for them."""

    slots: tuple[Slot, ...]
    asked: tuple[Slot, ...]
    words: dict[str, tuple[str, str]]  # typed word → ("level" or "role", name)

    @property
    def years(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(slot.part[0] for slot in self.slots))

    def under(self, year: str | None, level: str | None, role: str | None) -> tuple[Slot, ...]:
        """The slots below these labels; without a year the asked ones."""
        wanted = self.asked if year is None else self.slots
        labels = (year, level, role)
        return tuple(
            slot
            for slot in wanted
            if all(label is None or part == label for label, part in zip(labels, slot.part, strict=True))
        )

    def is_even(self, run: _Run, slots: Sequence[Slot]) -> bool:
        """Whether labels without a year leave out no cell of any year: else 国家 1 3 could fill two years by halves."""
        if run.year is not None or run.rest or (run.level is None and run.role is None) or len(slots) == 1:
            return True
        years = {slot.part[0] for slot in slots}
        return all(slot in slots for year in years for slot in self.under(year, run.level, run.role))


def read_matrix(question: Question, text: str) -> Reading:
    """The reading of a message about the standards line; ``text`` is printable."""
    plain, source = without_source(narrow(text).strip(), figures=True)
    departments = departments_of(question.form)
    reason = missing(plain, departments)
    if reason is not None:
        return Read(tuple(_entry(slot, reason, source) for slot in question.slots))
    grid = _grid(question)
    plain = _without_heading(plain)
    runs = _runs(plain, grid, departments)
    if isinstance(runs, Unreadable):
        return read_spoken_matrix(question, plain, grid.words) or runs
    if _perhaps_of_all_years(grid, runs, plain) and (said := read_spoken_matrix(question, plain, grid.words)):
        return said
    if len(runs) == 1 and _is_one_year(grid, runs[0]):
        return _which_year(grid, runs[0], source)
    unclear = [run for run in runs if _is_unclear(grid, run)]
    reading = _ask(question, grid, runs, unclear, source) if unclear else _filled(grid, runs, source)
    spoken = read_spoken_matrix(question, plain, grid.words) if isinstance(reading, Unreadable) else None
    return spoken or reading


def _without_heading(plain: str) -> str:
    """The lines of a table below its heading (年度 类别 主持数量 参与数量), each with 主持 before 参与."""
    heading, mark, rows = plain.partition("\n")
    roles = _ROLES.findall(heading) if mark and _HEADING.fullmatch(heading) else []
    if not roles:
        return plain
    hosts_last = len(roles) > 1 and roles[0] in ("参与", "参加")
    return _LAST_TWO.sub(r"\3\2\1", rows) if hosts_last else rows


def _perhaps_of_all_years(grid: _Grid, runs: Sequence[_Run], plain: str) -> bool:
    """2023年国家标准主持1个，其他都没有: in a sentence the others may be those of the other years as well."""
    years = {run.year for run in runs}
    open_years = {slot.part[0] for slot in grid.asked}
    return runs[-1].rest and len(years) == 1 and bool(open_years - years) and _COUNTED.search(plain) is not None


def _is_one_year(grid: _Grid, run: _Run) -> bool:
    """A row of eight figures without labels: one year's, where more years are open."""
    bare = run.year is None and run.level is None and run.role is None and not run.rest
    return bare and len(run.values) == len(grid.slots) // len(grid.years) < len(grid.asked)


def _which_year(grid: _Grid, run: _Run, source: Source | None) -> Reading:
    years = dict.fromkeys(slot.part[0] for slot in grid.asked)
    readings = [(year, _filled(grid, [replace(run, year=year)], source)) for year in years]
    offered = [Alternative(f"{year}年", each.entries) for year, each in readings if isinstance(each, Read)]
    return Unsure(Why.CLOSEST, (*offered, NONE_OF_THESE), {"words": excerpt(run.words)})


def _is_unclear(grid: _Grid, run: _Run) -> bool:
    """Whether one value below a label would be spread over several years, or one figure over both roles."""
    if len(run.values) != 1 or run.rest or (run.level is None and run.role is None):
        return False
    slots = grid.under(run.year, run.level, run.role)
    figure = run.level is not None and not isinstance(run.values[0], Missing)
    return len({slot.part[0] for slot in slots}) > 1 or (figure and len({slot.part[2] for slot in slots}) > 1)


def _ask(
    question: Question, grid: _Grid, runs: Sequence[_Run], unclear: Sequence[_Run], source: Source | None
) -> Reading:
    """The whole of it, each open year, or each role: whichever of them the message does not say."""
    meant = _filled(grid, runs, source)
    if len(runs) > 1 or not isinstance(meant, Read):
        return meant if isinstance(meant, Unreadable) else _not_understood(unclear[0])
    run, slots = unclear[0], grid.under(unclear[0].year, unclear[0].level, unclear[0].role)
    years = dict.fromkeys(slot.part[0] for slot in slots)
    roles = dict.fromkeys(slot.part[2] for slot in slots)
    narrower = [replace(run, year=year) for year in years] if len(years) > 1 else [replace(run, role=r) for r in roles]
    readings = [meant, *(_filled(grid, [each], source) for each in narrower)]
    offered = tuple(_alternative(question, each.entries) for each in readings if isinstance(each, Read))
    return Unsure(Why.CLOSEST, (*offered, NONE_OF_THESE), {"words": excerpt(run.words)})


def _alternative(question: Question, entries: tuple[Entry, ...]) -> Alternative:
    """Labelled with the years, the level where there is one, and each role with its value."""
    slots = {slot.path: slot for slot in question.field.slots}
    printed = [slots[entry.slot].label.split(" ", 2) for entry in entries]
    years = "、".join(dict.fromkeys(year for year, _, _ in printed))
    levels = "、".join(dict.fromkeys(level for _, level, _ in printed))
    value = values_label(question.field, entries[:1])
    roles = "、".join(dict.fromkeys(f"{role} {value}" for _, _, role in printed))
    return Alternative(f"{years} {levels} {roles}", entries)


def _not_understood(run: _Run) -> Unreadable:
    return Unreadable(Why.NOT_A_MATRIX, {"words": excerpt(run.words)})


def _filled(grid: _Grid, runs: Sequence[_Run], source: Source | None) -> Reading:
    found: dict[str, Entry] = {}
    for run in sorted(runs, key=lambda each: each.rest):
        slots = grid.under(run.year, run.level, run.role)
        if run.rest:
            slots = tuple(slot for slot in slots if slot.path not in found)
        values = _spread(run.values, slots)
        if values is None or not grid.is_even(run, slots):
            return _not_understood(run)
        twice = next((slot for slot in slots if slot.path in found), None)
        if twice is not None:
            return Unreadable(Why.REPEATED_YEAR, {"year": twice.part[0]})
        found |= {slot.path: _entry(slot, value, source) for slot, value in zip(slots, values, strict=True)}
    entries = tuple(found[slot.path] for slot in grid.slots if slot.path in found)
    return Read(entries) if entries else Unreadable(Why.NOT_A_MATRIX, {"words": ""})


def _spread(values: Sequence[Content], slots: Sequence[Slot]) -> Sequence[Content] | None:
    """One value for each slot; a single 无 or 0 for all of them."""
    if len(values) == len(slots):
        return values
    if len(values) == 1 and (isinstance(values[0], Missing) or values[0] == 0):
        return list(values) * len(slots)
    return None


def _entry(slot: Slot, value: Content, source: Source | None) -> Entry:
    if isinstance(value, Missing):
        return Entry(slot.path, None, value.blank, value.department, source=source)
    return Entry(slot.path, value, source=source)


def _grid(question: Question) -> _Grid:
    words: dict[str, tuple[str, str]] = {}
    for slot in question.field.slots:
        _, level, role = slot.part
        _, level_label, role_label = slot.label.split(" ", 2)
        words |= {_LABEL_END.sub("", level_label): ("level", level), level: ("level", level)}
        words |= {_LABEL_END.sub("", role_label): ("role", role), role: ("role", role)}
    words |= {typed: words[word] for typed, word in _SYNONYMS.items() if word in words}
    return _Grid(question.field.slots, question.slots, words)


def _runs(text: str, grid: _Grid, departments: Sequence[str]) -> list[_Run] | Unreadable:
    runs: list[_Run] = []
    labels: dict[str, str] = {}
    typed = ""
    opened = True
    for token in _tokens(text, grid, departments):
        if token.kind == "unknown":
            return Unreadable(Why.NOT_A_MATRIX, {"words": excerpt(token.typed)})
        if isinstance(token.said, str):
            labels = _under(labels, token.kind, token.said)
            typed, opened = token.typed if opened is False else f"{typed} {token.typed}", True
            continue
        if opened:
            year, level, role = (labels.get(kind) for kind in ("year", "level", "role"))
            runs.append(_Run(year, level, role, "rest" in labels, typed))
        runs[-1].values.append(token.said)
        runs[-1].words += f" {token.typed}"
        opened = False
    return runs or Unreadable(Why.NOT_A_MATRIX, {"words": excerpt(text)})


def _under(labels: dict[str, str], kind: str, said: str) -> dict[str, str]:
    """The labels that hold after one more: a year ends the level before it, a level the role."""
    kept = {"year": (), "level": ("year",), "role": ("year", "level"), "rest": ("year",)}[kind]
    return {**{name: labels[name] for name in kept if name in labels}, kind: said}


def _tokens(text: str, grid: _Grid, departments: Sequence[str]) -> Iterator[_Token]:
    """The words of the text; the last one is what nobody understands, if there is such a thing."""
    labels = re.compile("|".join(sorted(map(re.escape, grid.words), key=len, reverse=True)), re.IGNORECASE)
    place = 0
    while place < len(text):
        token = _token(text, place, grid, labels, departments)
        place += len(token.typed)
        if token.kind:
            yield token
        if token.kind == "unknown":
            return


def _token(text: str, place: int, grid: _Grid, labels: re.Pattern[str], departments: Sequence[str]) -> _Token:
    label = labels.match(text, place)
    if label is not None:
        return _Token(*grid.words[label[0].lower()], label[0])
    gone = missing_at(text, place, departments)
    if gone is not None:
        return _Token("value", gone[0], text[place : gone[1]])
    year = _YEAR.match(text, place)
    name = (year["full"] or f"20{year['short']}") if year else ""
    if year is not None and name in grid.years:
        return _Token("year", name, year[0])
    if year is not None and "年" in year[0]:
        return _Token("unknown", year[0], year[0])
    number = _NUMBER.match(text, place)
    if number is not None:
        return _Token("value", Decimal(number[0]), number[0])
    for kind, pattern in (("rest", _REST), ("", _SKIPPED), ("unknown", _UNKNOWN)):
        match = pattern.match(text, place)
        if match is not None:
            return _Token(kind, match[0], match[0])
    return _Token("unknown", text[place:], text[place:])
