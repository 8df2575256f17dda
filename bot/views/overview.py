"""An application at a glance: every question with its state, who answered it and when, and who works on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dialogs.definition.form import Field, Form, Section
from dialogs.derived.journey import Journey
from dialogs.record.application import Answer, Blank
from dialogs.record.standing import NO_QUESTIONS, Standing
from renderers.chat.reports import title_of
from renderers.chat.standing import phrase_standing, phrase_tally
from renderers.chat.values import phrase_value, phrase_values
from renderers.i18n import Language

_LONGEST_VALUE = 80


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question: its standing, also as a word, ``value`` in short words, and who gave the latest part of it when."""

    name: str
    id: str
    label: str
    standing: Standing
    word: str
    value: str
    by: str
    at: str
    door: str


@dataclass(frozen=True, slots=True)
class SectionPart:
    """A section with its questions; ``tally`` says in words how they stand. ``mine``: the reader fills it in."""

    name: str
    title: str
    standing: Standing
    tally: str
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


def overview_of(journey: Journey, language: Language, people: Sequence[Colleague] = ()) -> Overview:
    """What there is to see in a language, for the person whose journey it is.

    Nobody sees answers of sections that are not for this person to fill in.
    """
    parts = (_part(journey, section, language) for section in journey.form.sections)
    seen = tuple(part for part in parts if part.questions)
    return Overview(_title(journey, language), seen, tuple(people))


def _title(journey: Journey, language: Language) -> str:
    answer = journey.application.answer("cluster_name")
    named = answer is not None and isinstance(answer.value, str)
    return str(answer.value) if named and answer is not None else language.say(journey.form.title)


def _part(journey: Journey, section: Section, language: Language) -> SectionPart:
    fields = [journey.form.by_name[name] for name in journey.standings]
    fields = [field for field in fields if field.section == section.name]
    tally = journey.tallies.get(section.name, NO_QUESTIONS)
    words = phrase_tally(tally, language) if tally.total else ""
    lines = tuple(_line(journey, field, language) for field in fields)
    return SectionPart(section.name, title_of(section, language), tally.standing, words, bool(fields), lines)


def _line(journey: Journey, field: Field, language: Language) -> QuestionLine:
    given = [answer for path in field.paths if (answer := journey.application.answer(path)) is not None]
    last = max(given, key=lambda answer: answer.at, default=None)
    return QuestionLine(
        name=field.name,
        id=field.id,
        label=language.say(field.label) if field.auxiliary else field.label,
        standing=journey.standings[field.name],
        word=phrase_standing(journey.standings[field.name], language),
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
