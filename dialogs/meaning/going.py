"""Going somewhere: to the questions that a message names by number or by words, with or without a new answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dialogs.answers import carding, composing
from dialogs.answers.answering import receive, understand
from dialogs.answers.asking import ask, proceed
from dialogs.answers.filling import Row, fill, fill_section, readable
from dialogs.commands import walking
from dialogs.correcting.correction import meant
from dialogs.definition.form import Asking as AskingOf
from dialogs.definition.form import Field, Kind
from dialogs.definition.jumping import (
    ID,
    Jump,
    Missed,
    asks_to_change,
    bare_number,
    by_id,
    figure_or_question,
    jumps,
    may_be_figures,
    misses,
    rows,
    search,
)
from dialogs.gathering.sheets import labelled_lines, sent_back
from dialogs.meaning import either
from dialogs.meaning.offering import offer_correction
from dialogs.meaning.sections import went_to_part
from dialogs.reading.results import Read, Unreadable
from dialogs.record.options import Option
from dialogs.saying.replies import Told
from dialogs.state.actions import Change
from dialogs.state.conversation import Asking, Composing, Resting
from dialogs.turn import sharing
from dialogs.turn.messages import Corrected
from dialogs.turn.step import Step

_WHOLE_SECTION = re.compile(
    r"(?P<before>(?:第)?\S{1,12}?)[ ]?整节(?:填写?)?|(?:整节(?:填写?)?|whole section)[ :：]*(?P<behind>\S[^\n]{0,20})",
    re.IGNORECASE,
)
_WRITE_ON = re.compile(rf"(?:接着写|继续写|续写|go on with)\s*(?P<id>{ID})[。.]?", re.IGNORECASE)
_WRITTEN_WITH_DOTS = (Kind.DATE, Kind.MULTI)
_NUMBERED = re.compile(r"(?:^|[;；。\n])[ ]?(?:[0-9]{1,2}\.[0-9]{1,2}|[CcSs][0-9]{1,2})[ ]?[:：]")
_SEVERAL_IN_LINE = re.compile(r"[;；。][ ]?(?=(?:[0-9]{1,2}\.[0-9]{1,2}|[CcSs][0-9]{1,2})[ ]?[:：])")
"""2.6：141 150 160；2.7：133 142 152: what stands in one line is said as lines are."""


def went(step: Step, words: str) -> bool:
    """Whether the words were about going somewhere; figures that answer the open question are not."""
    if _filled_rows(step, words) or _handed_out(step, words) or _wrote_on(step, words) or went_to_part(step, words):
        return True
    field, slots = _asked(step)
    row = field is not None and _is_row_of_people(step, field, slots, words)
    return not row and _went_by_number(step, field, slots, words)


def _went_by_number(step: Step, field: Field | None, slots: Sequence[str], words: str) -> bool:
    """To the questions that the words name by their numbers, or with a change of them."""
    if _asked_which(step, field, slots, words):
        return True
    every = jumps(step.form, words)
    found = _possible(step, every)
    if every and not found:
        return True
    if field is not None and found == (Jump(field.name),):
        walking.repeat(step)
    elif field is not None and bare_number(words) and may_be_figures(field, slots, words):
        return len(found) == 1 and either.figure_or_question(step, field, slots, found[0].field, words)
    elif field is not None and len(found) == 1 and field.kind in _WRITTEN_WITH_DOTS and _either(step, found[0], words):
        pass
    elif found:
        _go_to(step, found)
    else:
        return _looked_up(step, words)
    return True


def _is_row_of_people(step: Step, field: Field, slots: Sequence[str], words: str) -> bool:
    """1.2 1.3 1.4 where people of three years are asked: 万人, rather than numbers of questions."""
    row = bare_number(words) and field.kind is Kind.INTEGER and len(words.split()) == len(slots) > 1
    return row and not isinstance(understand(step, field, slots, words), Unreadable)


def _asked_which(step: Step, field: Field | None, slots: Sequence[str], words: str) -> bool:
    """Figures that may be of one question or of another."""
    doubt = figure_or_question(step.form, words)
    if doubt is not None and either.change_or_tour(step, *doubt):
        return True
    return field is not None and either.row_of_which(step, field, slots, words)


def _wrote_on(step: Step, words: str) -> bool:
    """接着写 2.21."""
    said = _WRITE_ON.fullmatch(words.strip())
    field = by_id(step.form, said["id"]) if said is not None else None
    if field is None or field.kind is not Kind.PARAGRAPH or not step.journey.own(field):
        return False
    composing.write_on(step, field)
    return True


def _handed_out(step: Step, words: str) -> bool:
    """整节 三: that section to be filled as a whole, wherever the conversation is."""
    said = _WHOLE_SECTION.fullmatch(words.strip())
    names = sharing.named_sections(step.form, said["before"] or said["behind"]) if said is not None else None
    if names is None or len(names) != 1:
        return False
    fields = [field for field in step.form.fields if field.answerable and step.form.homes[field.name] == names[0]]
    composing.save(step)
    ask(step, next((field for field in fields if step.journey.own(field)), fields[0]))
    if step.here is not None and step.form.homes[step.here.name] == names[0]:
        carding.hand_out(step)
    return True


def _filled_rows(step: Step, words: str) -> bool:
    """Lines that each name a question and answer it; while a text is written they are figures, or part of the text."""
    words = _SEVERAL_IN_LINE.sub("\n", words) if len(_NUMBERED.findall(words)) > 1 else words
    if "\n" not in words:
        return False
    if _filled_labels(step, words):
        return True
    writing = isinstance(step.state, Composing)
    found = rows(step.form, words, figures=writing)
    lines = [Row(step.form.by_name[jump.field], jump.words or "") for jump in found]
    if not lines or (writing and not readable(step, lines)):
        return False
    composing.save(step)
    fill(step, lines)
    return True


def filled_section(step: Step, words: str) -> bool:
    """A section that was handed out, sent back: however long it is, it is no answer to the open question."""
    section = sent_back(step.form, words)
    if section is not None:
        composing.save(step)
        fill_section(step, section)
    return section is not None


def _filled_labels(step: Step, words: str) -> bool:
    """A block whose lines begin with labels of questions, unless the open question itself understands it."""
    here, slots = _asked(step)
    if isinstance(step.state, Composing) or (here is not None and here.kind is Kind.PARAGRAPH):
        return False
    block = labelled_lines(step.form, words)
    if block is None or (here is not None and isinstance(understand(step, here, slots, words), Read)):
        return False
    fill(step, [Row(field, said) for field, said in block.lines], block.loose)
    return True


def _possible(step: Step, every: Sequence[Jump | Missed]) -> tuple[Jump, ...]:
    """The jumps that can be made; of the others it is said why not."""
    for each in every:
        if isinstance(each, Missed):
            _say_missed(step, each.id)
    return tuple(each for each in every if isinstance(each, Jump))


def _looked_up(step: Step, words: str) -> bool:
    """A number that is no question here, or words to look for after 改."""
    missed = misses(step.form, words)
    if missed is not None:
        _say_missed(step, missed)
    elif asks_to_change(words) and (fields := search(step.form, words)):
        offer_fields(step, fields)
    else:
        return False
    return True


def _say_missed(step: Step, printed: str) -> None:
    """A change that cannot be made: why, and the other changes of the message go on."""
    known = step.form.by_id.get(printed.replace(" ", ""))
    step.say(Told("elsewhere" if known is not None else "no such question", {"id": printed}))


def _either(step: Step, found: Jump, words: str) -> bool:
    """5.6 may be a day, 1.3 the first and the third box."""
    field, slots = _asked(step)
    return (
        field is not None and bare_number(words) and either.figure_or_question(step, field, slots, found.field, words)
    )


def answered_anew(step: Step, edited: Corrected) -> bool:
    """Take an edited answer for the question that it answered; what is no answer by itself is taken as if said now."""
    words, field = edited.text.strip(), step.form.by_name.get(edited.field)
    if not words or field is None or not field.answerable or jumps(step.form, words):
        return False
    composing.save(step)
    step.update(findings=())
    if not _answered_since(step, field, edited.before.strip()) or not _offered_edit(step, field, words):
        receive(step, field, field.paths, words)
    return True


def _answered_since(step: Step, field: Field, before: str) -> bool:
    """Whether the answer that stands was said in other words than those that were edited."""
    answers = (step.application.answer(path) for path in field.paths)
    return any(answer is not None and answer.words.strip() not in ("", before) for answer in answers)


def _offered_edit(step: Step, field: Field, words: str) -> bool:
    """A newer answer is never overwritten by the edit of an older message: both are put side by side."""
    found = meant(field, understand(step, field, field.paths, words))
    if found is not None:
        offer_correction(step, found, words)
    return found is not None


def _asked(step: Step) -> tuple[Field | None, tuple[str, ...]]:
    state = step.state
    return (step.form.by_name[state.field], state.slots) if isinstance(state, Asking) else (None, ())


def _go_to(step: Step, found: tuple[Jump, ...]) -> None:
    """Go to the places named; an answer given at once is taken at once, the others are asked in turn."""
    composing.save(step)
    to_ask = tuple(jump.field for jump in found if jump.words is None)
    tour = (name for name in step.conversation.queue if step.form.by_name[name].asking is not AskingOf.OPTIONAL)
    step.update(queue=(*to_ask, *(name for name in tour if name not in to_ask)), findings=())
    said = [jump for jump in found if jump.words is not None]
    for jump in said:
        field = step.form.by_name[jump.field]
        receive(step, field, [slot.path for slot in field.slots], jump.words or "")
    if not said:
        proceed(step, None)


def offer_fields(step: Step, fields: tuple[Field, ...]) -> None:
    """Ask the one question that was found, or which of several is meant."""
    composing.save(step)
    if len(fields) == 1:
        ask(step, fields[0], again=True)
        return
    options = tuple(Option("field", {"id": field.id, "label": _full_label(field)}) for field in fields)
    step.offer(Told("which question", {}, options), [Change(field.name) for field in fields], Resting())


def _full_label(field: Field) -> str:
    return f"{field.label}〔{field.group}〕" if field.group else field.label
