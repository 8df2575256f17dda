"""A real house with its Telegram channel, in one event loop with a server that stands in for Telegram itself."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp import web
from pydantic import SecretStr

from bot.app import House, build
from bot.channels.telegram.pacing import Rates
from bot.channels.telegram.service import Telegram
from bot.settings import ZONE, Settings
from dialogs import codec
from storage import applications, conversations, invitations, people
from storage.tables.people import Role
from tests.telegram.phone import Phone
from tests.telegram.server import TelegramServer

NOON = datetime(2024, 4, 11, 9, 30, tzinfo=ZONE)
SECRET = "a-secret-of-this-test-only"


@dataclass
class Living:
    """Everything that runs in one test."""

    server: TelegramServer
    house: House
    telegram: Telegram
    hook: str = ""

    def invite(self, name: str = "张三", role: Role = "county", person_id: int | None = None) -> str:
        """The token of a new invitation."""
        now = self.house.settings.clock()
        with self.house.database.write() as session:
            return invitations.invite(
                session,
                role=role,
                region="",
                name=name,
                now=now,
                expires_at=now + timedelta(days=3),
                person_id=person_id,
            )

    async def contact(self, number: int, name: str = "张三") -> Phone:
        """Somebody who came in by an invitation and was welcomed."""
        phone = self.server.user(number)
        phone.start(await asyncio.to_thread(self.invite, name))
        await phone.wait_for("要用到的数据")
        return phone

    async def begun(self, number: int) -> Phone:
        """Somebody at the first question."""
        phone = await self.contact(number)
        phone.say("开始")
        await phone.wait_for("1.10 ")
        return phone

    def address(self, number: int) -> int:
        """The address of a Telegram user."""
        with self.house.database.read() as session:
            found = people.find(session, "telegram", str(number))
        assert found is not None
        return found.id

    def answers(self, number: int) -> dict[str, object]:
        """What a Telegram user has answered."""
        with self.house.database.read() as session:
            state = conversations.load(session, self.address(number)).state or ""
            answers = applications.load(session, codec.loads(state).application).answers
        return {slot: answer.value if answer.value is not None else answer.blank for slot, answer in answers.items()}


def settings_for(server: TelegramServer, data: Path, **more: Any) -> Settings:
    """Settings of a house whose Telegram is the test server."""
    return Settings(
        data=data,
        now=NOON,
        telegram_token=SecretStr(server.token),
        telegram_api_url=server.url,
        telegram_accepted=True,
        **more,
    )


@asynccontextmanager
async def living(data: Path, rates: Rates | None = None, **more: Any) -> AsyncIterator[Living]:
    """Telegram's test server and a house that polls it."""
    async with TelegramServer() as server, open_house(server, data, rates, **more) as alive:
        yield alive
        assert server.complaints == []


@asynccontextmanager
async def open_house(
    server: TelegramServer, data: Path, rates: Rates | None = None, **more: Any
) -> AsyncIterator[Living]:
    """A house with Telegram, from start to stop; ``with_webhook`` lets updates be delivered."""
    house = await asyncio.to_thread(build, settings_for(server, data, **more))
    await asyncio.to_thread(house.conversations.resume)
    telegram = Telegram(house, rates)
    await telegram.start()
    try:
        yield Living(server, house, telegram)
    finally:
        await telegram.stop()
        house.database.close()


@asynccontextmanager
async def delivered(data: Path, rates: Rates | None = None) -> AsyncIterator[Living]:
    """The same with a webhook."""
    async with TelegramServer() as server, delivered_house(server, data, rates) as alive:
        yield alive
        assert server.complaints == []


@asynccontextmanager
async def delivered_house(server: TelegramServer, data: Path, rates: Rates | None = None) -> AsyncIterator[Living]:
    """A house behind a webhook."""
    app = web.Application()
    runner = web.AppRunner(app, access_log=None)
    late = _Late()
    app.router.add_post("/hook", late)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    settings = settings_for(server, data, telegram_webhook_url=url, telegram_webhook_secret=SecretStr(SECRET))
    house = await asyncio.to_thread(build, settings)
    telegram = Telegram(house, rates)
    late.deliver = telegram.webhook.deliver
    await telegram.start()
    try:
        yield Living(server, house, telegram, url)
    finally:
        await telegram.stop()
        await runner.cleanup()
        house.database.close()


class _Late:
    deliver: Callable[[web.Request], Coroutine[Any, Any, web.StreamResponse]]

    async def __call__(self, request: web.Request) -> web.StreamResponse:
        return await self.deliver(request)
