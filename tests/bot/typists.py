"""People who type numbered answers until they are heard, and what must stand in the database afterwards."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from itertools import cycle, pairwise
from pathlib import Path
from typing import Any

from sqlalchemy import text

from bot.house import House, build
from bot.settings import Settings
from dialogs.record import codec
from storage import applications, conversations, outbox
from tests.bench.crowding import Line, Refused
from tests.crowd import Seat, places, seat
from tests.talk import NOW

PATIENCE = 60.0
_PAUSE = 0.05
_SLOT = "area"
_AGAIN = (429, 500, 502, 503)
"""After these a page says the same thing again, under the same id."""


def figure(number: int) -> Decimal:
    """What is typed at this turn: never twice the same in a row, an area without objection, no question's number."""
    return Decimal(2_000 + number % 7_900) / 100


class Typist:
    """Somebody who answers one question over and over, a number more each time, and says it until it is heard.

    With several ports, the next one is tried after every answer and after every failure.
    """

    def __init__(self, seat: Seat, *ports: int) -> None:
        self.seat = seat
        self.acknowledged = 0
        self.repeated = 0
        self.seen = 0
        self._lines = cycle([Line(port, seat.session) for port in ports])

    async def type(self, enough: asyncio.Event) -> None:
        """Type until it is enough."""
        while not enough.is_set():
            await self._say(self.acknowledged + 1)
            self.acknowledged += 1
            await asyncio.sleep(_PAUSE)

    async def _say(self, number: int) -> None:
        saying = {"id": f"typed_{number:06d}", "after": self.seen, "text": f"改 1.8 {figure(number)}"}
        said = await self._until_heard("/say", json.dumps(saying).encode())
        sequences = [message["sequence"] for message in said["messages"]]
        assert sequences == list(range(self.seen + 1, self.seen + 1 + len(sequences)))
        assert [message["mine"] for message in said["messages"]].count(True) == 1
        assert not said["messages"][-1]["mine"]
        self.seen = sequences[-1]

    async def _until_heard(self, path: str, body: bytes, **headers: str) -> dict[str, Any]:
        while (said := await self._heard(path, body, headers)) is None:
            self.repeated += 1
            await asyncio.sleep(_PAUSE)
        return said

    async def _heard(self, path: str, body: bytes, headers: dict[str, str]) -> dict[str, Any] | None:
        """The answer, if there was one."""
        try:
            async with asyncio.timeout(PATIENCE):
                heard: dict[str, Any] = await next(self._lines).post(path, body, **headers)
        except (OSError, asyncio.IncompleteReadError):
            return None
        except Refused as refused:
            if refused.status not in _AGAIN:
                raise
            return None
        return heard


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


def seats_in(house: House, number: int) -> list[Seat]:
    """So many people at different places of the form, all of whom have answered the question that will be typed."""
    everywhere = [place for place in places(house.form) if _SLOT in place.application.answers]
    return seat(house, everywhere[:number])


def check(house: House, typists: Sequence[Typist]) -> None:
    """Everything that was acknowledged stands there once, in order, and nothing else."""
    for each in typists:
        check_answers(house, each)
        check_inbox(house, each)
        check_history(house, each)


def check_answers(house: House, typist: Typist) -> None:
    """Every acknowledged number was stored once, in order, and nothing was stored that was not said."""
    with house.database.read() as session:
        state = conversations.load(session, typist.seat.address).state
        assert state is not None
        events = applications.events(session, codec.loads(state).application)
    stored = [event.answer.value for event in events if event.answer.slot == _SLOT][1:]
    assert stored == [figure(number) for number in range(1, typist.acknowledged + 1)]


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
