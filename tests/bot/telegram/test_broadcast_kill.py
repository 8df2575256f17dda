"""kill -9 in the middle of a broadcast: nobody is left out, and only what was on the wire comes a second time."""

from __future__ import annotations

import asyncio
import random
from contextlib import AsyncExitStack, closing
from pathlib import Path

import pytest

from bot.settings import Settings
from dialogs.record import codec
from dialogs.state.conversation import Conversation
from storage import broadcasts, conversations, people
from storage.database import Database
from tests.bot.telegram.living import NOON, story
from tests.bot.telegram.running import Program
from tests.bot.telegram.test_kill import AGAIN, asked, invited
from tests.telegram.server import TelegramServer

TEXT = "请各县于4月20日前填完"


def begin(data: Path) -> None:
    """A broadcast to everybody, kept as the desk keeps it; the program finds it when it starts next."""
    database = Database(Settings(data=data).database)
    with database.write() as session:
        coordinator = people.register(session, "王科长", "city", "邢台市", NOON)
        address = people.ensure(session, coordinator.id, "web", "desk").id
        conversations.save(session, address, codec.dumps(Conversation("王科长", "web")), 0, 0)
        row = broadcasts.Broadcast("b1", coordinator.id, address, TEXT, "", None, "sending", 1, NOON, None)
        chosen = session.connection().exec_driver_sql("SELECT id FROM person WHERE role = 'county'").all()
        broadcasts.begin(session, row, [(each[0], "130534") for each in chosen])
    database.close()


async def survive(data: Path, count: int, kills: int, *, limited: bool = False, seed: int = 1) -> None:
    """Send to so many people while the program is killed again and again; then look at every telephone."""
    chance = random.Random(seed)
    tokens = await asyncio.to_thread(invited, data, count)
    async with TelegramServer() as server, Program(server, data, hook=False) as program, AsyncExitStack() as stack:
        server.telegram.traffic.limits.enforced = limited
        phones = [server.user(1000 + number) for number in range(count)]
        for phone, token in zip(phones, tokens, strict=True):
            phone.start(token)
        for phone in phones:
            await phone.wait_for("填报助手", within=60 + count)
        await asyncio.to_thread(begin, data)
        for _ in range(kills):
            await program.end()
            await program.start()
            await asyncio.sleep(chance.uniform(0.3, 1.5))
        database = stack.enter_context(closing(Database(Settings(data=data).database)))
        await server.settled(
            lambda: asked(database, "SELECT state FROM broadcast") == [("done",)], within=120 + count / 5
        )
        assert "Traceback" not in program.printed, program.printed
        copies = [[each.text for each in phone.inbox if TEXT in each.text] for phone in phones]
        assert all(copies), "somebody was left out"
        assert sum(len(each) - 1 for each in copies) <= kills * 2
        assert all(text.startswith(AGAIN) for each in copies for text in each[1:])
        assert asked(database, "SELECT DISTINCT state FROM broadcast_recipient") == [("owed",)]


def test_a_killed_broadcast_reaches_everybody(tmp_path: Path) -> None:
    """Three kills while forty people are written to."""

    @story
    async def run() -> None:
        await survive(tmp_path / "data", 40, kills=3)

    run()


@pytest.mark.soak
def test_a_broadcast_to_ten_thousand_survives_kills(tmp_path: Path) -> None:
    """Ten kills, at Telegram's own rates."""

    @story
    async def run() -> None:
        await survive(tmp_path / "data", 10_000, kills=10, limited=True, seed=3)

    run()
