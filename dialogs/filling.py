"""Several questions answered in one message: what is understood is stored together, the rest is asked one by one.

Each line is read by its own question's reader and judged by its rules. One 撤销 takes all of it back. A line that could
not be taken is quoted with its number, and its question is put next: nothing of the message is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dialogs import sharing
from dialogs.answering import answer, kept_standing, remember, understand, with_entries
from dialogs.asking import ask, computed_entries, proceed
from dialogs.findings import failing, impossible, values_of
from dialogs.form import Field
from dialogs.objecting import show_next_finding
from dialogs.reading.results import Entry, Read, Reading, Unreadable
from dialogs.replies import Filled, FilledRow, Heard, Misread, Told
from dialogs.sheets import COMPUTED, SentBack, typed
from dialogs.step import Step

_LONGEST_QUOTE = 600


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a message: the question that it names, and what it says there."""

    field: Field
    words: str


@dataclass(frozen=True, slots=True)
class _Taken:
    row: Row
    entries: tuple[Entry, ...]


def readable(step: Step, rows: Sequence[Row]) -> bool:
    """Whether at least one line is an answer to the question that it names; otherwise the lines are a text."""
    return any(isinstance(_reading(step, row), Read) for row in rows)


def fill(step: Step, rows: Sequence[Row], loose: Sequence[str] = ()) -> None:
    """Store what can be stored, in one step; then ask about the others, and about lines that name no question."""
    taken: list[_Taken] = []
    left: list[Row] = []
    before = step.application
    for row in rows:
        entries = _acceptable(step, row)
        if entries is None:
            left.append(row)
        else:
            taken.append(_Taken(row, entries))
            step.application = with_entries(step, entries, row.words)  # the next lines may depend on it
    step.application = before
    if taken:
        _store(step, taken)
    _quote(step, loose)
    if left:
        _ask_about(step, left)
    else:
        _look_at_rules(step, taken)


def fill_section(step: Step, section: SentBack) -> None:
    """A section that came back filled: only what is said newly; what the form computes is computed from it."""
    ordered = sorted(section.lines, key=lambda line: step.form.positions[line[0].name])
    rows = [Row(field, words) for field, words in ordered if words and words != _standing(step, field)]
    if rows:
        fill(step, rows, section.loose)
        return
    step.say(Told("sheet unchanged"))
    _quote(step, section.loose)
    proceed(step, ordered[0][0].name)


def _quote(step: Step, loose: Sequence[str]) -> None:
    """Lines that name no question: nothing can be kept of them, and the person says where they belong."""
    if loose:
        words = "\n".join(loose)
        quoted = words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]}…"
        step.say(Told("lines without question", {"words": quoted}))


def _standing(step: Step, field: Field) -> str:
    answers = (step.application.answer(path) for path in field.paths)
    return typed(field, [answer for answer in answers if answer is not None])


def _reading(step: Step, row: Row) -> Reading:
    return understand(step, row.field, row.field.paths, row.words)


def _acceptable(step: Step, row: Row) -> tuple[Entry, ...] | None:
    """The entries of a line that is understood, one's own to answer, contested by nobody, and possible."""
    reading = _computed(step, row) if row.words == COMPUTED else _reading(step, row)
    if not isinstance(reading, Read) or not step.journey.own(row.field):
        return None
    entries = tuple(kept_standing(step, entry) for entry in reading.entries)
    changed = with_entries(step, entries, row.words)
    possible = impossible(step.form, changed, row.field, values_of(changed)) is None
    return entries if possible and not sharing.contested(step, entries) else None


def _computed(step: Step, row: Row) -> Read | None:
    """What the form computes; None while a figure that it needs is missing: then the question is asked as usual."""
    entries = computed_entries(step, row.field)
    return Read(entries) if entries else None


def _store(step: Step, taken: Sequence[_Taken]) -> None:
    for each in taken:
        sharing.settled(step, each.row.field)
    remember(step, taken[0].row.field, dict.fromkeys(entry.slot for each in taken for entry in each.entries))
    for each in taken:
        step.application = with_entries(step, each.entries, each.row.words)
    if len(taken) == 1:
        step.say(Heard(taken[0].row.field.name, taken[0].entries))
    else:
        step.say(Filled(tuple(FilledRow(each.row.field.name, each.entries) for each in taken)))


def _ask_about(step: Step, left: Sequence[Row]) -> None:
    """Quote every line that was not taken; the first one's question is put at once, the others wait their turn."""
    left = [row for row in left if row.words != COMPUTED]
    for row in left:
        step.say(Told("row left", {"id": row.field.id, "words": row.words}))
    if not left:
        proceed(step, None)
        return
    first, *others = left
    waiting = tuple(dict.fromkeys(row.field.name for row in others if row.field is not first.field))
    step.update(queue=(*waiting, *(name for name in step.conversation.queue if name not in waiting)), findings=())
    reading = _reading(step, first)
    if isinstance(reading, Unreadable):
        step.say(Misread(first.field.name, reading.why.value, reading.figures))
        ask(step, first.field, again=True)
    else:
        answer(step, first.field, first.field.paths, first.words, reading)


def _look_at_rules(step: Step, taken: Sequence[_Taken]) -> None:
    """The findings of all the questions at once, each cause once; then on with the form."""
    slots = {entry.slot for each in taken for entry in each.entries}
    fields = dict.fromkeys(each.row.field.name for each in taken)
    every = (check for name in fields for check in step.form.checks_by_field[name])
    checks = {check.key: check for check in every if slots & set(check.slots)}
    found = failing(step.form, step.application, step.journey.values, checks.values())
    wanted = sorted((finding for finding in found if finding.open), key=lambda finding: not finding.error)
    step.update(findings=tuple(finding.key for finding in wanted))
    show_next_finding(step, taken[0].row.field)  # then on from there: what was left out comes first
