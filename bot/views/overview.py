"""An application at a glance: every question with its state, who answered it and when, and who works on it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dialogs.application import Answer, Blank
from dialogs.form import Asking, Field, Form, Section
from dialogs.journey import Journey, SectionState
from renderers.chat.values import phrase_value, phrase_values
from renderers.i18n import Language, mark

_LONGEST_VALUE = 80
_NOT_PRINTED = mark("可选核对")


class State(StrEnum):
    """How a question stands; the gravest thing about it."""

    OPEN = "open"
    LATER = "later"
    WAITING = "waiting"
    FILLED = "filled"
    DOUBTFUL = "doubtful"
    ERROR = "error"


_UNFINISHED = frozenset({State.OPEN, State.LATER, State.WAITING})


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question: ``value`` in short words, and who gave the latest part of it, when, through which door."""

    name: str
    id: str
    label: str
    state: State
    value: str
    by: str
    at: str
    door: str


@dataclass(frozen=True, slots=True)
class SectionPart:
    """A section with its questions; ``open`` still want an answer. ``mine`` is for the person who looks to fill in."""

    name: str
    title: str
    state: str
    open: int
    errors: int
    mine: bool
    questions: tuple[QuestionLine, ...]


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who works on the application, on these sections or on all; ``here`` with a page open now."""

    name: str
    sections: tuple[str, ...]
    here: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """All of it; ``title`` is the cluster's name as soon as it has one."""

    title: str
    sections: tuple[SectionPart, ...]
    people: tuple[Colleague, ...]


def overview_of(
    journey: Journey, language: Language, mine: Collection[str], people: Sequence[Colleague] = ()
) -> Overview:
    """What there is to see in a language; ``mine`` are the sections of the person who looks, none for all.

    Nobody sees answers of sections that are not for this person to fill in.
    """
    parts = (_part(journey, section, language, mine) for section in journey.form.sections)
    seen = tuple(part for part in parts if part.questions)
    return Overview(_title(journey, language), seen, tuple(people))


def _title(journey: Journey, language: Language) -> str:
    answer = journey.application.answer("cluster_name")
    named = answer is not None and isinstance(answer.value, str)
    return str(answer.value) if named and answer is not None else language.say(journey.form.title)


def _part(journey: Journey, section: Section, language: Language, mine: Collection[str]) -> SectionPart:
    homes = journey.form.homes
    fields = [field for field in journey.fields_of(section) if not mine or homes[field.name] in mine]
    wrong, doubtful = {finding.field for finding in journey.errors}, {field.name for field in journey.doubtful}
    states = [_state(journey, field, wrong, doubtful) for field in fields]
    lines = [_line(journey, field, state, language) for field, state in zip(fields, states, strict=True)]
    wanted = [state for field, state in zip(fields, states, strict=True) if _wanted(field)]
    title = section.title if section.printed else language.say(_NOT_PRINTED)
    state = journey.state_of(section) if section.printed else _auxiliary_state(states)
    errors = sum(1 for finding in journey.errors if finding.field in {field.name for field in fields})
    unfinished = sum(1 for each in wanted if each in _UNFINISHED)
    return SectionPart(section.name, title, state.value, unfinished, errors, bool(fields), tuple(lines))


def _wanted(field: Field) -> bool:
    """Whether the conversation comes to a question of its own accord and an answer is missed."""
    return field.required or (field.auxiliary and field.asking is Asking.ALWAYS)


def _auxiliary_state(states: Sequence[State]) -> SectionState:
    """Questions that are not printed make a section too, which need not be filled."""
    if State.ERROR in states:
        return SectionState.TROUBLED
    unfinished = [state in _UNFINISHED for state in states]
    if not any(unfinished):
        return SectionState.FILLED
    return SectionState.UNTOUCHED if all(unfinished) else SectionState.STARTED


def _state(journey: Journey, field: Field, wrong: Collection[str], doubtful: Collection[str]) -> State:
    if field.name in wrong:
        return State.ERROR
    if journey.waits_for(field) is not None:
        return State.WAITING
    if journey.put_off(field):
        return State.LATER
    if journey.open_slots(field):
        return State.OPEN
    return State.DOUBTFUL if field.name in doubtful else State.FILLED


def _line(journey: Journey, field: Field, state: State, language: Language) -> QuestionLine:
    given = [answer for path in field.paths if (answer := journey.application.answer(path)) is not None]
    last = max(given, key=lambda answer: answer.at, default=None)
    return QuestionLine(
        name=field.name,
        id=field.id,
        label=language.say(field.label) if field.auxiliary else field.label,
        state=state,
        value=_value(journey.form, field, given, language),
        by=last.by if last is not None else "",
        at=last.at if last is not None else "",
        door=last.door if last is not None else "",
    )


def _value(form: Form, field: Field, given: Sequence[Answer], language: Language) -> str:
    if not given:
        return ""
    if not given[0].given and len({_reason(answer) for answer in given}) == 1:
        return phrase_value(field, field.slots[0], given[0], language)
    words = "；".join(phrase_values(form, field, given, language).splitlines())
    return words if len(words) <= _LONGEST_VALUE else words[: _LONGEST_VALUE - 1] + "…"


def _reason(answer: Answer) -> tuple[bool, Blank | None, str | None]:
    """What makes several blanks one: 稍后 or 等统计局 for all years is said once."""
    return answer.given, answer.blank, answer.department
