"""What the tests of the desk share."""

from __future__ import annotations

import pytest

from dialogs.application import Answer
from dialogs.form import Form
from tests.county import fill
from tests.talk import Talk


@pytest.fixture(scope="session")
def answers(form: Form) -> tuple[Answer, ...]:
    """The answers of a county that has filled everything."""
    talk = Talk(form)
    talk.say("开始")
    fill(talk)
    return tuple(talk.application.answers.values())
