"""One message with two meanings: a figure or a button's number, an answer or the number of a question.

The person says which: every meaning is a button of its own, and until one is chosen nothing is kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from dialogs.answers import composing
from dialogs.answers.answering import understand
from dialogs.answers.asking import shown_entries
from dialogs.answers.fitting import possible
from dialogs.definition.form import Field, Kind
from dialogs.definition.jumping import ID
from dialogs.reading.results import Entry, Read, Reading, Unsure, Why
from dialogs.record.options import Option
from dialogs.saying.replies import Told
from dialogs.state.actions import Action, Change, Compose, Keep, Run, Store, Visit, Way
from dialogs.state.conversation import Asking, Composing, Deciding, Reasoning
from dialogs.turn.step import Step

_COUNTED = re.compile(r"[0-9]{1,2} ?(?P<unit>[个项条种])")
_BARE = re.compile(r"(?P<number>[0-9]{1,2})[.。、．,，!！)）]?")
_ROW = re.compile(rf"(?P<id>{ID})[ \t:：]+(?P<rest>[-−+]?[0-9][0-9.,， 、%％\t−-]*)", re.IGNORECASE)
_FIGURE = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_SCALE = 5
_LONGEST_REASON = 100


def has_unit(field: Field, words: str) -> bool:
    """1个 in answer to a question whose unit is 个: a figure with its unit, no button."""
    counted = _COUNTED.fullmatch(unicodedata.normalize("NFKC", words).strip(" 。."))
    return counted is not None and counted["unit"] == field.unit


def button_or_figure(step: Step, action: Action, words: str) -> bool:
    """1 at a question for a figure with an offer below it; not where 1 can be no answer, or the button was named."""
    state = step.state
    field = step.here
    bare = _BARE.fullmatch(words)
    if not isinstance(state, Asking) or field is None or not field.numeric or bare is None:
        return False
    ways = answers_in(step, field, state.slots, bare["number"])
    if not ways or action in [Store(field.name, way.entries) for _, way in ways if isinstance(way, Store)]:
        return False
    button = step.conversation.options[step.conversation.actions.index(action)]
    _offer(step, "button or figure", words, [(button, action), *ways], Deciding(field.name, state.slots))
    return True


def figure_or_question(step: Step, field: Field, slots: Sequence[str], there: str, words: str) -> bool:
    """2.7 at a question for a figure, 5.6 at one for a date: the answer, or the question of that number."""
    ways = answers_in(step, field, slots, words)
    if not ways:
        return False
    jump: Way = (Option("jump", {"id": step.form.by_name[there].id}), Change(there))
    sure = any(option.verb == "answer" for option, _ in ways)
    _offer(step, "figure or jump", words, [*ways, jump] if sure else [jump, *ways], Deciding(field.name, tuple(slots)))
    return True


def row_of_which(step: Step, field: Field, slots: Sequence[str], words: str) -> bool:
    """2.3 82 83 at 2.4, 2.1 118: a row that begins with another question's number, where it may be either's."""
    row = _ROW.fullmatch(unicodedata.normalize("NFKC", words).strip())
    other = step.form.by_id.get(row["id"].upper()) if row is not None else None
    if row is None or other is None or other is field or not (other.answerable and other.numeric):
        return False
    figures = _FIGURE.findall(row["rest"])
    whole_here = field.numeric and len(figures) + 1 == len(slots)
    if (whole_here and not _out_of_scale(row["id"], figures)) or (not whole_here and _is_whole_row(other, figures)):
        return False
    there = answers_in(step, other, other.paths, row["rest"])
    here = answers_in(step, field, slots, words) if field.numeric else []
    if not there:
        return False
    ways = [*answers_of(other, there), *answers_of(field, here)]
    _offer(step, "row of which", words, ways, Deciding(field.name, tuple(slots)))
    return True


def answer_of_which(step: Step, words: str) -> bool:
    """An answer, after 上一个填错了 and the question which one: the new one of that, or of the open question."""
    state, said = step.state, step.conversation.actions
    changes = [each.field for each in said if isinstance(each, Change)]
    if not isinstance(state, Deciding) or state.field in changes or len(changes) != 1 or Run("continue") not in said:
        return False
    if any(isinstance(each, Store) for each in said):
        return False
    other, field = step.form.by_name[changes[0]], step.form.by_name[state.field]
    there = answers_in(step, other, other.paths, words)
    if not there:
        return False
    ways = [*answers_of(other, there), *answers_of(field, answers_in(step, field, state.slots, words))]
    _offer(step, "row of which", words, ways, state)
    return True


def answers_of(field: Field, ways: Sequence[Way]) -> list[Way]:
    """The same ways, each with its question's number and what would stand there."""
    named = []
    for option, way in ways:
        known = dict(option.figures).get("value", "")
        value = known if option.verb == "reading" else _shown(field, way) or known
        named.append((Option("answer of", {"id": field.id, "value": value}), way))
    return named


def _is_whole_row(other: Field, figures: Sequence[str]) -> bool:
    """All figures of a question of several: it is changed without a question."""
    return len(figures) == len(other.slots) > 1


def _out_of_scale(first: str, figures: Sequence[str]) -> bool:
    """Whether a first figure has nothing of the size of those behind it: 2.3, 82, 83."""
    try:
        size, others = abs(float(first)), [abs(float(each)) for each in figures]
    except ValueError:  # C4 is no figure
        return True
    return bool(others) and not min(others) / _SCALE <= size <= max(others) * _SCALE


def _shown(field: Field, way: Action) -> str:
    return shown_entries(field, way.entries) if isinstance(way, Store) else ""


def change_or_tour(step: Step, field: Field, value: str) -> bool:
    """改 1.8 2.25: the new figure of 1.8, or both questions one after the other."""
    reading = understand(step, field, field.paths, value)
    other = step.form.by_id.get(value)
    if not isinstance(reading, Read) or other is None or not other.answerable:
        return False
    composing.save(step)
    ways: list[Way] = [
        (Option("correct", {"id": field.id, "new": value}), Store(field.name, reading.entries, value)),
        (Option("jump", {"id": value}), Visit((field.name, other.name))),
    ]
    _offer(step, "figure or jump", value, ways, Deciding(field.name, field.paths))
    return True


def reason_or_answer(step: Step, field: Field, finding: str, words: str) -> bool:
    """Words typed to a finding about names: another list, or why this one is right."""
    keeps = any(isinstance(each, Keep) for each in step.conversation.actions)
    reading = understand(step, field, field.paths, words) if keeps and field.kind is Kind.NAMES else None
    answers = _entries_of(reading) if reading is not None else ()
    if not answers or "、" in words or "\n" in words or len(words) > _LONGEST_REASON:
        return False
    ways: list[Way] = [
        (Option("keep because", {"reason": words}), Keep(finding, words)),
        (Option("answer", {"value": words}), Store(field.name, answers, words)),
    ]
    _offer(step, "reason or answer", words, ways, Deciding(field.name, field.paths))
    return True


def _entries_of(reading: Reading) -> tuple[Entry, ...]:
    """The words as names, looking like some or not."""
    match reading:
        case Read(entries):
            return entries
        case Unsure(Why.NO_ANSWER, alternatives):
            return next((each.entries for each in reversed(alternatives) if each.entries), ())
        case _:
            return ()


def either_question(step: Step, about: str, words: str) -> None:
    """Words said before the open question was in sight: its answer, a new one to the question seen, or said twice."""
    ways = [*_here(step, words), *_there(step, about, words), (Option("said twice"), Run("repeat"))]
    here = step.here
    what = "said early" if here is not None else "said early to nothing"
    reply = Told(what, {"words": words, "id": here.id if here is not None else ""}, tuple(option for option, _ in ways))
    state = Deciding(here.name, step.state.slots) if here is not None and isinstance(step.state, Asking) else None
    step.offer(reply, [action for _, action in ways], state)


def _here(step: Step, words: str) -> list[Way]:
    match step.state:
        case Asking(name, slots) | Deciding(name, slots):
            field = step.form.by_name[name]
            stores = [action for _, action in answers_in(step, field, slots, words) if isinstance(action, Store)]
            return [
                (Option("answer of", {"id": field.id, "value": shown_entries(field, each.entries)}), each)
                for each in stores
            ]
        case Composing(name, slot, text):
            together = "\n".join(part for part in (text, words) if part)
            return [(Option("text of", {"id": step.form.by_name[name].id}), Compose(name, slot, together))]
        case Reasoning(finding) if finding is not None:
            return [(Option("keep because", {"reason": words}), Keep(finding, words))]
        case _:
            return []


def _there(step: Step, about: str, words: str) -> list[Way]:
    """The question that was seen, where the words would change its answer."""
    field = step.form.by_name.get(about)
    if field is None or field is step.here or not field.answerable:
        return []
    if field.kind is Kind.PARAGRAPH:  # a second piece never replaces the first
        return [(Option("write on", {"id": field.id}), composing.joined(step, field, words))]
    stores = [action for _, action in answers_in(step, field, field.paths, words) if isinstance(action, Store)]
    new = [each for each in stores if any(_differs(step, entry) for entry in each.entries)]
    return [(Option("correct", {"id": field.id, "new": shown_entries(field, each.entries)}), each) for each in new]


def _differs(step: Step, entry: Entry) -> bool:
    answer = step.application.answer(entry.slot)
    return answer is None or (answer.value, answer.blank) != (entry.value, entry.blank)


def answers_in(step: Step, field: Field, slots: Sequence[str], words: str) -> list[Way]:
    """The answers that words may be, of those that can be."""
    match understand(step, field, slots, words):
        case Read(entries) if possible(step, field, entries):
            return [(Option("answer", {"value": words}), Store(field.name, entries, words))]
        case Unsure(alternatives=alternatives):
            meant = [each for each in alternatives if each.entries and possible(step, field, each.entries)]
            return [
                (Option("reading", {"value": each.label}), Store(field.name, each.entries, words)) for each in meant
            ]
        case _:
            return []


def _offer(step: Step, what: str, words: str, ways: Sequence[Way], state: Deciding) -> None:
    reply = Told(what, {"words": words}, tuple(option for option, _ in ways))
    step.offer(reply, [action for _, action in ways], state)
