"""Small writes that wait together are one transaction; a failure is heard by its own piece of work alone."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

import pytest

from bot.work.batched_writes import Clerk
from storage import leases
from storage.database import Database, Session
from tests.bot.conftest import NOON


def take(name: str, session: Session) -> bool:
    """Some small write."""
    return leases.take(session, name, "me", NOON, NOON)


def test_a_burst_is_one_commit_and_failures_stay_alone(tmp_path: Path) -> None:
    """Of forty writes at once one fails: it alone is told, all others are there; what nobody waits for is done too."""

    async def run() -> None:
        database = Database(f"sqlite:///{tmp_path / 'app.db'}")
        database.migrate()
        clerk = Clerk(database)

        def spoiled(session: Session) -> None:
            take("spoiled", session)
            raise RuntimeError("no")

        clerk.later(lambda session: take("later", session))
        works = [clerk.write(partial(take, f"{number}")) for number in range(40)]
        *taken, failed = await asyncio.gather(*works, clerk.write(spoiled), return_exceptions=True)
        assert taken == [True] * 40
        assert isinstance(failed, RuntimeError)
        assert await clerk.apart(lambda: 7) == 7
        await clerk.close()
        with database.read() as session:
            assert session.connection().exec_driver_sql("SELECT count(*) FROM lease").scalar() == 41
        database.close()

    asyncio.run(run())


def test_a_single_write_that_fails_tells_its_caller(tmp_path: Path) -> None:
    """The error comes out where the write was asked for."""

    async def run() -> None:
        database = Database(f"sqlite:///{tmp_path / 'app.db'}")
        clerk = Clerk(database)
        with pytest.raises(ZeroDivisionError):
            await clerk.write(lambda session: 1 // 0)
        await clerk.close()
        database.close()

    asyncio.run(run())
