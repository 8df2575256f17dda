"""Going somewhere: to the questions that a message names by number or by words, with or without a new answer."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs import commanding, composing, either
from dialogs.answering import is_text, receive, understand
from dialogs.asking import ask, proceed
from dialogs.conversation import Asking, Change, Composing, Resting
from dialogs.filling import Row, fill, fill_section, readable
from dialogs.form import Asking as AskingOf
from dialogs.form import Field, Kind
from dialogs.jumping import (
    Jump,
    Missed,
    asks_to_change,
    bare_number,
    figure_or_question,
    jumps,
    may_be_figures,
    misses,
    rows,
    search,
)
from dialogs.messages import Corrected
from dialogs.options import Option
from dialogs.reading.results import Read
from dialogs.replies import Told
from dialogs.sheets import labelled_lines, sent_back
from dialogs.step import Step

_WRITTEN_WITH_DOTS = (Kind.DATE, Kind.MULTI)


def went(step: Step, words: str) -> bool:
    """Whether the words were about going somewhere; figures that answer the open question are not."""
    if _filled_rows(step, words):
        return True
    doubt = figure_or_question(step.form, words)
    if doubt is not None and either.change_or_tour(step, *doubt):
        return True
    field, slots = _asked(step)
    every = jumps(step.form, words)
    found = _possible(step, every)
    if every and not found:
        return True
    if field is not None and found == (Jump(field.name),):
        commanding.repeat(step)
    elif field is not None and bare_number(words) and may_be_figures(field, slots, words):
        return len(found) == 1 and either.figure_or_question(step, field, slots, found[0].field, words)
    elif field is not None and len(found) == 1 and field.kind in _WRITTEN_WITH_DOTS and _either(step, found[0], words):
        pass
    elif found:
        _go_to(step, found)
    else:
        return _looked_up(step, words)
    return True


def _filled_rows(step: Step, words: str) -> bool:
    """Lines that each name a question and answer it; while a text is written they are figures, or part of the text."""
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
    if isinstance(step.state, Composing) or (here is not None and is_text(here)):
        return False
    lines = labelled_lines(step.form, words)
    if not lines or (here is not None and isinstance(understand(step, here, slots, words), Read)):
        return False
    fill(step, [Row(field, said) for field, said in lines])
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
    receive(step, field, field.paths, words)
    return True


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
