"""Small writes that wait together are one transaction; a failure is heard by its own piece of work alone."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

import pytest

from bot.work.batched_writes import Clerk
from storage import leases
from storage.database import Database, Session
from storage.errors import Busy
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


def test_a_database_that_is_busy_is_asked_twice_by_all_together(tmp_path: Path) -> None:
    """Forty who wait while somebody else has the database hear of it after two tries, not one after the other."""

    async def run() -> None:
        other = Database(f"sqlite:///{tmp_path / 'app.db'}")
        other.migrate()
        database = Database(f"sqlite:///{tmp_path / 'app.db'}", patience=0.05)
        clerk = Clerk(database)
        begun = list[int]()

        def counted(number: int, session: Session) -> None:
            begun.append(number)

        with other.write():
            first = asyncio.ensure_future(clerk.write(partial(counted, 0)))
            await asyncio.sleep(0)
            works = [clerk.write(partial(counted, number)) for number in range(1, 40)]
            told = await asyncio.gather(first, *works, return_exceptions=True)
        assert {type(each) for each in told} == {Busy}
        assert begun == []
        await clerk.write(partial(counted, 40))
        assert begun == [40]
        await clerk.close()
        database.close()
        other.close()

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
