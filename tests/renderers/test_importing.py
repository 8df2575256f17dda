"""Reading files back: what our own paper says is found again, question by question, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dialogs.definition.form import Form
from dialogs.gathering import Furniture, Gathered, gather
from dialogs.record.application import Application
from renderers.importing.blank import furniture
from renderers.importing.documents import document_of, plain_of
from renderers.importing.wordml import read_word
from renderers.word import fill, fill_summary
from tests.renderers.doors import DOORS
from tests.renderers.doors import gathered as from_file
from tests.renderers.samples import full


@pytest.fixture(scope="module")
def official(form: Form) -> Furniture:
    """What the blank form says."""
    return furniture(form)


def gathered(form: Form, content: bytes, official: Furniture) -> Gathered:
    """What the form recognises in a Word file, which passed through JSON as it does on its way from the child."""
    return gather(form, document_of(plain_of(read_word(content))), official)


def test_the_whole_paper_is_found_again(form: Form, official: Furniture) -> None:
    """Every question of 附件1 and 附件4 that the county answers, each once; nothing is left over or doubted."""
    application, _ = full(form)
    papers = [fill(form, application, draft=False), fill_summary(form, application, draft=False)]
    both = [gathered(form, paper, official) for paper in papers]
    assert all(not each.unread and not each.changes and not each.notes for each in both)
    named = {gleaned.field for each in both for gleaned in each.found}
    wanted = {field.name for field in form.printed if field.answerable and field.required}
    assert named == wanted
    assert not [gleaned for each in both for gleaned in each.found if gleaned.doubt]


def test_the_blank_form_says_nothing(form: Form, official: Furniture) -> None:
    """Labels, notes and empty boxes are no answers."""
    blank = gathered(form, fill(form, Application("", form.edition), draft=True), official)
    assert (blank.found, blank.unread, blank.changes) == ((), (), ())


@pytest.mark.parametrize("door", ["xlsx", "json", "department"])
def test_data_of_this_edition_is_not_taken_for_another_years(form: Form, door: str) -> None:
    """Our own data of today name no other year: nothing of them has to be confirmed because it is old."""
    ((name, content),) = DOORS[door](form, replace(full(form)[0], id="a1")).items()
    assert from_file(form, content, name).years == ()
