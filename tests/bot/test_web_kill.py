"""kill -9 while twenty people type numbered answers: none that was acknowledged is lost, none is doubled."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest

from tests.bot.typists import Typist, check, house_in, progress, seats_in
from tests.browser.started import Program

pytestmark = pytest.mark.usefixtures("database_url")

TYPISTS = 20


async def storm(program: Program, typists: list[Typist], kills: int, chance: random.Random) -> None:
    """Let all type; kill the program now and then in the middle of it, and start it again."""
    enough = asyncio.Event()
    typing = [asyncio.create_task(each.type(enough)) for each in typists]
    for _ in range(kills):
        await progress(typists, typing)
        await asyncio.sleep(chance.uniform(0, 0.3))
        program.kill()
        await asyncio.to_thread(program.start)
    await progress(typists, typing)
    enough.set()
    await asyncio.gather(*typing)


def run(data: Path, kills: int, seed: int) -> None:
    """The whole story, and what stands in the database after it."""
    house = house_in(data)
    seats = seats_in(house, TYPISTS)
    house.database.close()
    with Program(data) as program:
        typists = [Typist(each, program.port) for each in seats]
        asyncio.run(storm(program, typists, kills, random.Random(seed)))
    assert sum(each.repeated for each in typists) >= kills
    house = house_in(data)
    check(house, typists)
    house.database.close()


def test_a_killed_server_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """Three kills while twenty people type."""
    run(tmp_path / "data", kills=3, seed=1)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(3))
def test_a_server_killed_often_loses_and_doubles_nothing(tmp_path: Path, seed: int) -> None:
    """Twenty kills while twenty people type, three times over."""
    run(tmp_path / "data", kills=20, seed=seed)
