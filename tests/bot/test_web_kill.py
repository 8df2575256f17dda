"""kill -9 while twenty people type numbered answers: none that was acknowledged is lost, none is doubled."""

from __future__ import annotations

import asyncio
import json
import random
from collections import Counter
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.house import House, build
from bot.settings import Settings
from dialogs import codec
from storage import applications, conversations, outbox
from tests.bench.crowding import Line, Refused
from tests.browser.started import Program
from tests.crowd import Seat, places, seat
from tests.talk import NOW

pytestmark = pytest.mark.usefixtures("database_url")

TYPISTS = 20
PATIENCE = 60.0
_PAUSE = 0.05
_SLOT = "area"
_AGAIN = (429, 500, 502, 503)
"""After these a page says the same thing again, under the same id."""


class Typist:
    """Somebody who answers one question over and over, a number more each time, and says it until it is heard."""

    def __init__(self, port: int, seat: Seat) -> None:
        self.seat = seat
        self.acknowledged = 0
        self.repeated = 0
        self._seen = 0
        self._line = Line(port, seat.session)

    async def type(self, enough: asyncio.Event) -> None:
        """Type until it is enough."""
        while not enough.is_set():
            await self._say(self.acknowledged + 1)
            self.acknowledged += 1
            await asyncio.sleep(_PAUSE)

    async def _say(self, number: int) -> None:
        saying = {"id": f"typed_{number:06d}", "after": self._seen, "text": f"改 1.8 {number}"}
        while (said := await self._heard(json.dumps(saying))) is None:
            self.repeated += 1
            await asyncio.sleep(_PAUSE)
        sequences = [message["sequence"] for message in said["messages"]]
        assert sequences == list(range(self._seen + 1, self._seen + 1 + len(sequences)))
        assert [message["mine"] for message in said["messages"]].count(True) == 1
        assert not said["messages"][-1]["mine"]
        self._seen = sequences[-1]

    async def _heard(self, saying: str) -> dict[str, Any] | None:
        """The answer, if there was one."""
        try:
            async with asyncio.timeout(PATIENCE):
                heard: dict[str, Any] = await self._line.post("/say", saying.encode())
        except (OSError, asyncio.IncompleteReadError):
            return None
        except Refused as refused:
            if refused.status not in _AGAIN:
                raise
            return None
        return heard


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


async def progress(typists: list[Typist], typing: list[asyncio.Task[None]]) -> None:
    """Wait until everybody was heard once more; whatever goes wrong meanwhile is raised."""
    before = [each.acknowledged for each in typists]
    async with asyncio.timeout(PATIENCE):
        while any(each.acknowledged == old for each, old in zip(typists, before, strict=True)):
            for each in typing:
                if each.done():
                    each.result()
            await asyncio.sleep(_PAUSE)


def house_in(data: Path) -> House:
    """The house of this folder."""
    return build(Settings(data=data, now=datetime.fromisoformat(NOW)))


def run(data: Path, kills: int, seed: int) -> None:
    """The whole story, and what stands in the database after it."""
    house = house_in(data)
    everywhere = [place for place in places(house.form) if _SLOT in place.application.answers]
    seats = seat(house, everywhere[:TYPISTS])
    house.database.close()
    with Program(data) as program:
        typists = [Typist(program.port, each) for each in seats]
        asyncio.run(storm(program, typists, kills, random.Random(seed)))
    assert sum(each.repeated for each in typists) >= kills
    house = house_in(data)
    for each in typists:
        check_answers(house, each)
        check_inbox(house, each)
        check_history(house, each)
    house.database.close()


def check_answers(house: House, typist: Typist) -> None:
    """Every acknowledged number was stored once, in order, and nothing was stored that was not said."""
    with house.database.read() as session:
        state = conversations.load(session, typist.seat.address).state
        assert state is not None
        events = applications.events(session, codec.loads(state).application)
    stored = [event.answer.value for event in events if event.answer.slot == _SLOT][1:]
    assert stored == list(range(1, typist.acknowledged + 1))


def check_inbox(house: House, typist: Typist) -> None:
    """Every acknowledged message was kept once and handled."""
    with house.database.read() as session:
        query = text("SELECT external_id, state FROM inbox WHERE address_id = :address")
        rows = session.connection().execute(query, {"address": typist.seat.address}).all()
    expected = [f"say:typed_{number:06d}" for number in range(1, typist.acknowledged + 1)]
    assert Counter(row.external_id for row in rows) == Counter(expected)
    assert {row.state for row in rows} == {"done"}


def check_history(house: House, typist: Typist) -> None:
    """The conversation is whole: its numbers have no gap, each message has its answer, its state is the last one's."""
    with house.database.read() as session:
        stored = conversations.load(session, typist.seat.address)
        lines = outbox.history(session, typist.seat.address, limit=10**6)
    assert [line.sequence for line in lines] == list(range(1, stored.sequence + 1))
    assert [line.inbound for line in lines].count(True) == typist.acknowledged
    assert lines[0].inbound
    assert not lines[-1].inbound
    assert not any(first.inbound and second.inbound for first, second in pairwise(lines))


def test_a_killed_server_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """Three kills while twenty people type."""
    run(tmp_path / "data", kills=3, seed=1)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(3))
def test_a_server_killed_often_loses_and_doubles_nothing(tmp_path: Path, seed: int) -> None:
    """Twenty kills while twenty people type, three times over."""
    run(tmp_path / "data", kills=20, seed=seed)
