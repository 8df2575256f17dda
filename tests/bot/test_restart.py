"""PostgreSQL restarts while people type, send files and ask for documents: nothing is lost, nothing comes twice."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.test_processes_killed import run
from tests.bot.typists import Typist, progress
from tests.storage import cluster

TYPISTS, CLERKS = 6, 2


@pytest.fixture
def restarted() -> Iterator[Path]:
    """A server of the test's own, for others must not notice."""
    with cluster.running() as folder:
        yield folder


async def restarts(server: Path, typists: list[Typist], times: int, chance: random.Random) -> None:
    """Let all type while the server is stopped as by a crash, is away for a moment, and comes back."""
    enough = asyncio.Event()
    typing = [asyncio.create_task(each.type(enough)) for each in typists]
    for _ in range(times):
        await progress(typists, typing)
        await asyncio.sleep(chance.uniform(0, 0.3))
        await asyncio.to_thread(cluster.stop, server)
        await asyncio.sleep(chance.uniform(0, 3))
        await asyncio.to_thread(cluster.start, server)
    await progress(typists, typing)
    enough.set()
    await asyncio.gather(*typing)


def test_a_restart_of_the_server_loses_nothing(
    restarted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three restarts under two processes: what was acknowledged is there once, and documents come once."""
    data = tmp_path / "data"
    monkeypatch.setenv("SHENBAO_DATABASE_URL", cluster.make(restarted, "shenbao"))
    run(data, 1, lambda _, typists: restarts(restarted, typists, 3, random.Random(1)), TYPISTS, CLERKS)
