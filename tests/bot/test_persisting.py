"""Long work that a database which is away for a while does not end."""

from __future__ import annotations

import pytest

from bot.work.persisting import persist
from renderers.programs import Leash, LetGo
from storage.errors import Away


class Work:
    """Work that finds the database away so many times."""

    def __init__(self, away: int) -> None:
        self.away = away
        self.begun = 0

    def __call__(self) -> None:
        """Begin."""
        self.begun += 1
        if self.begun <= self.away:
            raise Away


def test_it_is_begun_again_until_the_database_is_back() -> None:
    """Three times away, done at the fourth."""
    work = Work(3)
    persist(work, Leash(), pause=0)
    assert work.begun == 4


def test_it_does_not_go_on_for_ever() -> None:
    """After its patience the fault is told to whoever ordered it."""
    with pytest.raises(Away):
        persist(Work(2), Leash(), pause=0, patience=0)


def test_a_process_that_ends_does_not_wait() -> None:
    """What it was at is left to the next start."""
    leash = Leash()
    leash.let_go()
    work = Work(1)
    with pytest.raises(LetGo):
        persist(work, leash, pause=0)
    assert work.begun == 1
