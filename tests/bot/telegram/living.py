"""A real house with its Telegram channel, in one event loop with a server that stands in for Telegram itself."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, ParamSpec

from aiohttp import web
from pydantic import SecretStr
from sqlalchemy import text

from bot.channels.telegram.pacing import UNPACED, Rates
from bot.channels.telegram.service import Telegram
from bot.house import House, build
from bot.settings import ZONE, Settings
from bot.work.limits import Allowance
from dialogs.record import codec
from dialogs.state.conversation import Conversation
from storage import applications, conversations, invitations, people
from storage.tables.people import Role
from tests.telegram.phone import Phone
from tests.telegram.server import TelegramServer
from tests.telegram.state import Message

NOON = datetime(2024, 4, 11, 9, 30, tzinfo=ZONE)
SECRET = "a-secret-of-this-test-only"
P = ParamSpec("P")


def story(test: Callable[P, Coroutine[Any, Any, None]]) -> Callable[P, None]:
    """Let a test be told in an event loop of its own."""

    @functools.wraps(test)
    def told(*arguments: P.args, **more: P.kwargs) -> None:
        asyncio.run(test(*arguments, **more))

    return told


@dataclass
class Living:
    """Everything that runs in one test."""

    server: TelegramServer
    house: House
    telegram: Telegram
    hook: str = ""

    def invite(self, name: str = "张三", role: Role = "county", person_id: int | None = None, days: int = 3) -> str:
        """The token of a new invitation."""
        now = self.house.settings.clock()
        until = now + timedelta(days=days)
        with self.house.database.write() as session:
            return invitations.invite(
                session, role=role, region="", name=name, now=now, expires_at=until, person_id=person_id
            )

    async def contact(self, number: int, name: str = "张三") -> Phone:
        """Somebody who came in by an invitation and was welcomed."""
        phone = self.server.user(number)
        phone.start(await asyncio.to_thread(self.invite, name))
        await phone.wait_for("填报助手")
        return phone

    async def begun(self, number: int) -> Phone:
        """Somebody at the first question."""
        phone = await self.contact(number)
        phone.say("开始")
        await phone.wait_for("1.10 ")
        return phone

    async def at(self, number: int, field: str) -> tuple[Phone, Message]:
        """Somebody who went to this question, and the message that puts it."""
        phone = await self.begun(number)
        wanted = self.house.form.by_name[field]
        phone.say(f"改 {wanted.id}")
        return phone, await phone.wait_for(wanted.label)

    def address(self, number: int) -> int:
        """The address of a Telegram user."""
        with self.house.database.read() as session:
            found = people.find(session, "telegram", str(number))
        assert found is not None
        return found.id

    def conversation(self, number: int) -> Conversation:
        """Where the conversation of a Telegram user stands."""
        with self.house.database.read() as session:
            stored: Conversation = codec.loads(conversations.load(session, self.address(number)).state or "")
        return stored

    def answers(self, number: int) -> dict[str, object]:
        """What a Telegram user has answered."""
        with self.house.database.read() as session:
            answers = applications.load(session, self.conversation(number).application or "").answers
        return {slot: answer.value if answer.value is not None else answer.blank for slot, answer in answers.items()}

    def owed(self, number: int) -> list[tuple[str, str | None]]:
        """What was owed to a Telegram user, in order: what became of it, and Telegram's number for it."""
        wanted = "SELECT state, external_message_id FROM outbox WHERE address_id = :address ORDER BY sequence"
        return self.rows(wanted, address=self.address(number))

    def updates(self) -> dict[int, str]:
        """The updates that are kept, and what became of them."""
        return dict(self.rows("SELECT update_id, state FROM telegram_update ORDER BY update_id"))

    def rows(self, query: str, **values: object) -> list[Any]:
        """What the database says to a plain query."""
        with self.house.database.read() as session:
            return [tuple(row) for row in session.connection().execute(text(query), values)]

    async def settled(self, *numbers: int, within: float = 20.0) -> None:
        """Wait until every update is handled and nothing is owed any more to these people."""

        def nothing_left() -> bool:
            open_updates = "todo" in self.updates().values()
            owing = any(state in ("todo", "sending") for each in numbers for state, _ in self.owed(each))
            return self.server.pending == 0 and not open_updates and not owing

        await self.server.settled(nothing_left, within=within)


def settings_for(server: TelegramServer, data: Path, **more: Any) -> Settings:
    """Settings of a house whose Telegram is the test server."""
    token, api = SecretStr(server.token), server.url
    return Settings(data=data, now=NOON, telegram_token=token, telegram_api_url=api, telegram_accepted=True, **more)


def telegram(rates: Rates) -> TelegramServer:
    """A Telegram that enforces its rates, or, where nothing is paced, does not."""
    server = TelegramServer()
    server.limits.enforced = rates is not UNPACED
    return server


@asynccontextmanager
async def living(data: Path, rates: Rates = UNPACED, **more: Any) -> AsyncIterator[Living]:
    """Telegram, and a house that fetches its updates."""
    async with telegram(rates) as server, house_at(server, data, rates, **more) as alive:
        yield alive
        assert server.complaints == []


@asynccontextmanager
async def house_at(server: TelegramServer, data: Path, rates: Rates = UNPACED, **more: Any) -> AsyncIterator[Living]:
    """A house with Telegram, from start to stop."""
    async with _opened(settings_for(server, data, **more), rates) as channel:
        await channel.start()
        try:
            yield Living(server, channel.house, channel)
        finally:
            await channel.stop()


@asynccontextmanager
async def _opened(settings: Settings, rates: Rates) -> AsyncIterator[Telegram]:
    house = await asyncio.to_thread(build, settings)
    await asyncio.to_thread(house.conversations.resume)
    yield Telegram(house, rates, Allowance(10_000, 1_000))
    house.database.close()


@asynccontextmanager
async def delivering(data: Path, rates: Rates = UNPACED) -> AsyncIterator[Living]:
    """Telegram, and a house to which it delivers updates."""
    async with telegram(rates) as server, house_behind_a_hook(server, data, rates) as alive:
        yield alive
        assert server.complaints == []


@asynccontextmanager
async def house_behind_a_hook(server: TelegramServer, data: Path, rates: Rates = UNPACED) -> AsyncIterator[Living]:
    """A house with a webhook."""
    app, hook = web.Application(), _Hook()
    app.router.add_post("/hook", hook.deliver)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    settings = settings_for(server, data, telegram_webhook_url=url, telegram_webhook_secret=SecretStr(SECRET))
    async with _opened(settings, rates) as channel:
        hook.channel = channel
        await channel.start()
        try:
            yield Living(server, channel.house, channel, url)
        finally:
            await channel.stop()
            await runner.cleanup()


class _Hook:
    channel: Telegram

    async def deliver(self, request: web.Request) -> web.StreamResponse:
        """Hand over to the channel, which is built when the address is known."""
        return await self.channel.webhook.deliver(request)
