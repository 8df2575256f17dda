"""The turns group: how often a county has to say something, and how long reading a section's card takes."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.answers.carding import fields_on, look_at
from dialogs.definition.form import Form
from dialogs.definition.loader import load
from dialogs.record.application import Application
from dialogs.turn.messages import Happened
from dialogs.turn.step import Step
from tests.bench.rows import Row, median_ms
from tests.county import card_answer, fill, fill_by_sections
from tests.talk import NOW, Talk

_ROWS = 20
_MOST_TURNS, _MOST_MS = 45.0, 5.0


def rows() -> Iterator[Row]:
    """Every row of this group."""
    form = load()
    yield from turns(form)
    yield from reading(form)


def turns(form: Form) -> Iterator[Row]:
    """The whole county, question by question and by cards; whoever presses a button says something too."""
    single, cards = Talk(form), Talk(form)
    for talk in (single, cards):
        talk.happen(Happened("arrived"))
    single.say("开始")
    typed = 1 + len(fill(single))
    yield Row("turns", "a whole county, question by question", typed, "turns")
    sent = len(fill_by_sections(cards))
    yield Row("turns", "a whole county by cards", sent, "turns", _MOST_TURNS, f"question by question {typed}")


def reading(form: Form) -> Iterator[Row]:
    """Every line of a card read by its question's reader, with the rules and computed values of its section."""
    section = next(each for each in form.sections if each.name == "industry")
    talk = Talk(form)
    empty = Application("a", form.edition)
    fields = fields_on(Step(form, empty, talk.conversation, NOW), section)
    said = {field.name: words for field in fields if (words := card_answer(field, ""))}
    said = dict(list(said.items())[:_ROWS])
    time = median_ms(lambda: look_at(Step(form, empty, talk.conversation, NOW), section, said), 100, 5)
    yield Row("turns", f"reading a card of {len(said)} rows, nothing stored", time, "ms", _MOST_MS)
