"""What a door hands out and takes in again says the same: whole applications, whatever a county said in them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings

from dialogs.answers.filling import Row, judge
from dialogs.definition.form import Field, Shape
from dialogs.derived.comparing import same_on_paper
from dialogs.gathering.sheets import HEAD, MARK, label, sent_back, typed
from dialogs.record.application import Application, Blank
from tests.applications import FORM, applications
from tests.renderers.doors import DOORS, exactly, gathered, weighed
from tests.renderers.spoken import fresh

_QUICK = settings(
    max_examples=15, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True
)
_LONG = settings(_QUICK, max_examples=600, derandomize=False)
_PAPER = "word"


def unchanged(door: str, application: Application) -> None:
    """Read into the application that it came from, everything is as it stands, and nothing is left over."""
    for name, content in DOORS[door](FORM, application).items():
        found = gathered(FORM, content, name)
        assert found.unread == ()
        changed = [each for each in weighed(FORM, application, found) if each.standing != "same"]
        assert [(each.field.id, each.standing, each.words) for each in changed if not _counted(application, each)] == []


def _counted(application: Application, each: object) -> bool:
    """The number of names, where nobody had said it: it is counted from them, as in the chat."""
    entries = getattr(each, "entries", ())
    paths = [entry.slot for entry in entries if entry.slot.endswith("/count")]
    standing = [application.answer(path) for path in paths]
    return bool(entries) and len(paths) == len(entries) and not any(one and one.given for one in standing)


def identical(door: str, application: Application) -> None:
    """Read into an empty application: every value is the same one or is asked about, and none is missing."""
    empty = Application(application.id, FORM.edition)
    shown = set[str]()
    for name, content in DOORS[door](FORM, application).items():
        found = gathered(FORM, content, name)
        shown |= {each.field for each in found.unread}
        for each in weighed(FORM, empty, found):
            shown.add(each.field.name)
            if each.standing == "new":
                _same(door, application, each.entries)
    assert {field.id for field in _said(door, application)} - {FORM.by_name[name].id for name in shown if name} == set()


def _same(door: str, application: Application, entries: object) -> None:
    alike = same_on_paper if door in (_PAPER, "department") else exactly
    assert isinstance(entries, tuple)
    for entry in entries:
        answer = application.answer(entry.slot)
        counted = entry.slot.endswith("/count") and (answer is None or not answer.given)
        assert counted or alike(FORM, entry, answer), (entry, answer)


def _said(door: str, application: Application) -> Iterator[Field]:
    """The questions of which a door shows that they are answered: boxes of which none is ticked do not show it."""
    for field in FORM.fields:
        given = [each for path in field.paths if (each := application.answer(path)) is not None and each.given]
        seen = [each for each in given if door != _PAPER or not (field.choices and each.blank is Blank.NONE)]
        if seen and field.answerable and (door != _PAPER or not field.auxiliary):
            yield field


@pytest.mark.parametrize("door", DOORS)
@_QUICK
@given(application=applications())
def test_what_is_handed_out_reads_back_the_same(door: str, application: Application) -> None:
    """Word, a department's sheet, the desk's data: unchanged where it came from, the same elsewhere."""
    unchanged(door, application)
    identical(door, application)


@_QUICK
@given(application=applications())
def test_the_message_of_a_section_reads_back_the_same(application: Application) -> None:
    """整节 with its answers, sent to an application that has none: every line is the same answer, or asked about."""
    asked = [each for each in FORM.fields if each.answerable and (each.numeric or each.shape is not Shape.PAIR)]
    answered = [each for each in asked if any(path in application.answers for path in each.paths)]
    lines = [f"{label(each)}{MARK}{_typed(application, each)}" for each in answered]
    back = sent_back(FORM, "\n".join((HEAD, *lines)))
    assert back is not None or not answered
    if back is None:
        return
    assert back.loose == ()
    assert {field.name for field, _ in back.lines} == {each.name for each in answered}
    for judged in judge(fresh(), [Row(field, words) for field, words in back.lines if words]):
        _same(_PAPER, application, judged.entries or ())


def _typed(application: Application, field: Field) -> str:
    return typed(field, [application.answers[path] for path in field.paths if path in application.answers])


@pytest.mark.soak
@pytest.mark.parametrize("door", DOORS)
@_LONG
@given(application=applications(least=25))
def test_whole_applications_read_back_the_same(door: str, application: Application) -> None:
    """The same of many, in which most questions are answered."""
    unchanged(door, application)
    identical(door, application)
