"""Which department holds a figure: two who change the same question do not overwrite each other."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from storage import applications, holders
from storage.database import Database
from storage.errors import Stale
from tests.storage.conftest import NOW


@pytest.fixture
def application(database: Database, person: int) -> str:
    """An application."""
    with database.write() as session:
        return applications.create(session, "hebei-clusters/2024", person, NOW).id


def save(database: Database, application: str, before: Mapping[str, str], after: Mapping[str, str]) -> None:
    """Change the departments from what was seen."""
    with database.write() as session:
        changed = holders.changed(before, after)
        holders.save(session.connection(), application, before, after, changed)


def held(database: Database, application: str) -> dict[str, str]:
    """The departments by question."""
    with database.read() as session:
        return holders.load(session.connection(), application)


def test_different_questions_merge_and_the_same_one_does_not(database: Database, application: str) -> None:
    """Whoever saw an older state of the very question is told, and nothing of theirs is kept."""
    save(database, application, {}, {"output": "统计局", "smes": "市场监管局"})
    save(database, application, {}, {"revenue": "税务局"})
    with pytest.raises(Stale):
        save(database, application, {}, {"output": "税务局", "profit": "税务局"})
    assert held(database, application) == {"output": "统计局", "smes": "市场监管局", "revenue": "税务局"}


def test_back_to_the_usual_department(database: Database, application: str) -> None:
    """A question that nobody in particular holds has no row."""
    both = {"output": "统计局", "smes": "市场监管局"}
    save(database, application, {}, both)
    save(database, application, both, {"smes": "统计局"})
    assert held(database, application) == {"smes": "统计局"}
