"""Several questions answered in one message: what is understood is stored together, the rest is asked one by one.

Each line is read by its own question's reader and judged by its rules. One 撤销 takes all of it back. A line that could
not be taken is quoted with its number, and its question is put next: nothing of the message is lost. What does not
hold among the lines that were taken is said at once and gone through after that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dialogs.answers.answering import (
    all_impossible,
    answer,
    doubt,
    evidence_of,
    found_on,
    kept_standing,
    remember,
    understand,
    with_entries,
    written,
)
from dialogs.answers.asking import ask, computed_entries, proceed
from dialogs.answers.following import followers, tell_followers
from dialogs.answers.objecting import ask_about_slip, objection, show_next_finding
from dialogs.definition.form import Field
from dialogs.derived.findings import Finding, impossible, values_of
from dialogs.derived.slips import Slip, slip_in
from dialogs.gathering.sheets import COMPUTED, SentBack, typed
from dialogs.reading.results import Entry, Read, Reading, Unreadable, Unsure
from dialogs.saying.replies import Confirm, Filled, FilledRow, Heard, Misread, Object, Told
from dialogs.saying.summaries import noted
from dialogs.state.conversation import Asking, Line
from dialogs.turn import returned, sealing, sharing
from dialogs.turn.naming import agrees_to_use
from dialogs.turn.step import Step

_LONGEST_QUOTE = 600


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a message: the question that it names, and what it says there."""

    field: Field
    words: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What becomes of a line: the entries that it is taken for, or else what there is to be said about it."""

    row: Row
    entries: tuple[Entry, ...] | None
    trouble: Misread | Confirm | Object | None = None


def readable(step: Step, rows: Sequence[Row]) -> bool:
    """Whether at least one line is an answer to the question that it names; otherwise the lines are a text."""
    return any(isinstance(_reading(step, row), Read) for row in rows)


def judge(step: Step, rows: Sequence[Row]) -> list[Judged]:
    """Read the lines one after the other; the step's application becomes what it would be with those understood."""
    judged = []
    for row in rows:
        judged.append(_judged(step, row))
        step.application = with_entries(step, judged[-1].entries or (), row.words)  # the next lines may depend on it
    return judged


def fill(step: Step, rows: Sequence[Row], loose: Sequence[str] = ()) -> None:
    """Store what can be stored, in one step; then ask about the others, and about lines that name no question."""
    before = step.application
    judged = judge(step, rows)
    step.application = before
    taken = [each for each in judged if each.entries is not None]
    left = [each.row for each in judged if each.entries is None and each.row.words != COMPUTED]
    found, slipped = _store(step, taken, left) if taken else ([], None)
    _quote(step, loose)
    step.update(findings=tuple(finding.key for finding in found))
    _say_left(step, left)
    if slipped is not None:
        ask_about_slip(step, *slipped)  # a slip before its consequences, and before what it may be the cause of
    elif left:
        _ask_about(step, left[0])
    elif taken:
        show_next_finding(step, taken[0].row.field)
    else:
        proceed(step, None)


def _slipped(step: Step, taken: Sequence[Judged]) -> tuple[Field, Slip] | None:
    changed = {entry.slot for each in taken for entry in each.entries or ()}
    for field in (each.row.field for each in taken):
        slip = slip_in(field, step.journey.values, changed)
        if slip is not None:
            return field, slip
    return None


def take_up(step: Step) -> None:
    """Where the question of a line that could not be taken is put now: hear again what the line said."""
    if not step.conversation.lines:
        return
    asked = step.state.field if isinstance(step.state, Asking) else ""
    waiting = tuple(each for each in step.conversation.lines if each.field == asked or _waits(step, each.field))
    line = next((each for each in waiting if each.field == asked), None)
    step.update(lines=tuple(each for each in waiting if each != line))
    if line is not None:
        _hear(step, Row(step.form.by_name[asked], line.words))


def _waits(step: Step, name: str) -> bool:
    """Whether a question is still to be put."""
    field = step.form.by_name[name]
    return name in step.conversation.queue or (
        step.journey.relevant(field) and bool(step.journey.untouched_slots(field))
    )


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


def _judged_reading(step: Step, row: Row) -> Reading | None:
    return _computed(step, row) if agrees_to_use(row.words) else _reading(step, row)


def _judged(step: Step, row: Row) -> Judged:
    """A line is taken where it is understood, one's own to answer, contested by nobody, and possible."""
    reading = _judged_reading(step, row)
    match reading:
        case Read(entries):
            return _possible(step, row, [kept_standing(step, entry) for entry in entries])
        case Unsure(_, alternatives):
            refused = all_impossible(step, row.field, alternatives)
            return Judged(
                row, None, _refusal(row, refused) if refused is not None else doubt(row.field, reading, row.words)
            )
        case Unreadable(why, figures):
            return Judged(row, None, Misread(row.field.name, why.value, figures))
        case _:
            return Judged(row, None)


def _possible(step: Step, row: Row, entries: Sequence[Entry]) -> Judged:
    changed = with_entries(step, entries, row.words)
    refused = impossible(step.form, changed, row.field, values_of(changed))
    if refused is not None:
        return Judged(row, None, _refusal(row, refused))
    free = step.journey.own(row.field) and not sharing.contested(step, entries)
    return Judged(row, tuple(entries) if free else None)


def _refusal(row: Row, finding: Finding) -> Object:
    return replace(objection(finding, refused=True), field=row.field.name)


def _computed(step: Step, row: Row) -> Read | None:
    """What the form computes; None while a figure that it needs is missing: then the question is asked as usual."""
    entries = computed_entries(step, row.field)
    return Read(entries) if entries else None


def _store(step: Step, taken: Sequence[Judged], left: Sequence[Row]) -> tuple[list[Finding], tuple[Field, Slip] | None]:
    """Take these down and echo them; returns what does not hold now, each cause once, errors first; and a slip."""
    for each in taken:
        sharing.settled(step, each.row.field)
    every = {entry.slot: None for each in taken for entry in each.entries or ()}
    entries = [entry for each in taken for entry in each.entries or ()]
    sealing.tell_reopened(step, entries)
    returned.tell_changed(step, entries)
    changed = step.application
    for each in taken:
        changed = changed.with_answers(written(step, entry, each.row.words) for entry in each.entries or ())
    following = followers(step, changed, every)
    every.update((answer.slot, None) for answer in following)
    remember(step, taken[0].row.field, every)
    step.application = changed.with_answers(following)
    fields = [*(each.row.field for each in taken), *(step.form.field_of(answer.slot) for answer in following)]
    found = found_on(step, fields, every.keys())
    slipped = _slipped(step, taken)
    apart = [finding for finding in found if slipped is None or not _stumbles(step, finding, slipped[1])]
    step.say(_echo(step, taken, apart if left or len(found) > 1 else []))
    tell_followers(step, following)
    return found, slipped


def _stumbles(step: Step, finding: Finding, slip: Slip) -> bool:
    """Whether a rule reads the figure that is written a digit off: what it finds is said with that."""
    return slip.slot in step.form.checks_by_key[finding.key].slots


def _echo(step: Step, taken: Sequence[Judged], found: Sequence[Finding]) -> Heard | Filled:
    if len(taken) == 1:
        field = taken[0].row.field
        return Heard(field.name, taken[0].entries or (), evidence_of(step, field))
    rows = tuple(FilledRow(each.row.field.name, each.entries or ()) for each in taken)
    proofs = dict.fromkeys(proof for each in taken for proof in evidence_of(step, each.row.field))
    return Filled(rows, tuple(proofs), tuple(noted(finding) for finding in found))


def _say_left(step: Step, left: Sequence[Row]) -> None:
    """Quote every line that was not taken; their questions wait their turn."""
    for row in left:
        step.say(Told("row left", {"id": row.field.id, "words": row.words}))
    waiting = tuple(dict.fromkeys(row.field.name for row in left))
    step.update(
        queue=(*waiting, *(name for name in step.conversation.queue if name not in waiting)),
        lines=tuple(Line(row.field.name, row.words) for row in left),
    )


def _ask_about(step: Step, first: Row) -> None:
    """Put the question of the first line that was not taken at once."""
    step.update(
        queue=tuple(name for name in step.conversation.queue if name != first.field.name),
        lines=tuple(each for each in step.conversation.lines if each.field != first.field.name),
    )
    if _hear(step, first):
        ask(step, first.field, again=True)


def _hear(step: Step, row: Row) -> bool:
    """Take a line by itself, as an answer to its question; whether it was not understood, which is said."""
    reading = _judged_reading(step, row)
    if isinstance(reading, Unreadable):
        step.say(Misread(row.field.name, reading.why.value, reading.figures))
        return True
    if reading is not None:
        answer(step, row.field, row.field.paths, row.words, reading)
    return False
