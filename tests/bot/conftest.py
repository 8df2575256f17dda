"""A real house in an empty folder: real database, real files, a fixed clock; every test on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from bot.house import House, build
from bot.settings import ZONE, Settings
from dialogs.definition.form import Form
from dialogs.record.application import Answer
from tests.county import fill
from tests.talk import Talk

NOON = datetime(2024, 4, 11, 9, 30, tzinfo=ZONE)


@pytest.fixture
def house(tmp_path: Path, database_url: str) -> Iterator[House]:
    """A house that nobody has entered yet, on either database."""
    del database_url  # stands in the environment
    house = build(Settings(data=tmp_path / "data", now=NOON))
    yield house
    house.stop()
    house.database.close()


@pytest.fixture(scope="session")
def answers(form: Form) -> tuple[Answer, ...]:
    """The answers of a county that has filled everything."""
    talk = Talk(form)
    talk.say("开始")
    fill(talk)
    return tuple(talk.application.answers.values())
