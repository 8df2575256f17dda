"""What the tests of the machine share."""

from __future__ import annotations

import pytest

from dialogs.definition.form import Form
from dialogs.turn.messages import Happened
from tests.dialogs.desk import Desk, region_of
from tests.talk import Talk


@pytest.fixture
def desk(form: Form) -> Desk:
    """A desk where the coordinator was welcomed."""
    made = Desk(form, region_of(form))
    made.happen(Happened("arrived"))
    return made


@pytest.fixture
def talk(form: Form) -> Talk:
    """A conversation that has just begun."""
    talk = Talk(form)
    talk.happen(Happened("arrived"))
    talk.say("开始")
    return talk
