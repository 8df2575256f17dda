"""How many minutes are left: estimates of the edition until questions were timed, for what can be answered now."""

from __future__ import annotations

from dataclasses import replace

from dialogs.definition.form import Form
from dialogs.definition.paces import Paces
from dialogs.derived.journey import Journey
from dialogs.derived.pacing import minutes_left
from dialogs.record.application import Application
from dialogs.saying.summaries import Progress
from tests.county import fill
from tests.talk import Talk


def test_every_question_has_an_estimate(form: Form) -> None:
    """A row of three years takes longer than one figure, a long text longer than a choice."""
    seconds = {field.name: form.paces.of(field) for field in form.fields}
    assert min(seconds.values()) > 0
    assert seconds["main_growth"] < seconds["output"]


def test_what_was_timed_takes_the_place_of_an_estimate(form: Form) -> None:
    """Where enough answers were timed; a few make no time yet."""
    paces = replace(form.paces)
    output, smes = form.by_name["output"], form.by_name["smes"]
    paces.learn({"output": (paces.few, 77.5), "smes": (paces.few - 1, 1.0)})
    assert (paces.of(output), paces.of(smes)) == (77.5, form.paces.of(smes))


def test_the_minutes_become_fewer(form: Form, talk: Talk) -> None:
    """From the first sentence on, in steps that promise no more than is known; nothing is said when all is filled."""
    begun = minutes_left(Journey(form, Application("1", form.edition)))
    assert begun % 5 == 0
    talk.say("开始")
    fill(talk)
    assert minutes_left(Journey(form, talk.application)) == 0
    talk.say("进度")
    (progress,) = (each for each in talk.replies if isinstance(each, Progress))
    assert progress.minutes == 0
    assert begun > 20


def test_an_edition_without_estimates_says_nothing(form: Form) -> None:
    """Nobody knows, so nobody is told."""
    bare = replace(form, paces=Paces())
    assert minutes_left(Journey(bare, Application("1", form.edition))) == 0
