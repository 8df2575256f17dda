"""Delivery to a webhook: what keeps its order, what runs side by side, what comes again."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from aiohttp import web

from tests.telegram.listening import Listening
from tests.telegram.raw import Raw
from tests.telegram.server import TelegramServer
from tests.telegram.webhooks import SECRET_HEADER, Patience


@dataclass
class Bot:
    """A bot's webhook that does as it is told and keeps what came, with the times."""

    server: TelegramServer
    api: Raw
    url: str = ""
    status: Callable[[dict[str, Any]], int] = lambda update: 200
    headers: dict[str, str] = field(default_factory=dict)
    body: dict[str, Any] | None = None
    work: float = 0.0
    came: list[tuple[float, dict[str, Any], int]] = field(default_factory=list)
    secrets: list[str] = field(default_factory=list)
    at_work: int = 0
    most_at_work: int = 0

    async def take(self, request: web.Request) -> web.Response:
        """One delivery."""
        update = await request.json()
        self.secrets.append(request.headers.get(SECRET_HEADER, ""))
        self.at_work += 1
        self.most_at_work = max(self.most_at_work, self.at_work)
        await asyncio.sleep(self.work)
        self.at_work -= 1
        status = self.status(update)
        self.came.append((time.monotonic(), update, status))
        if self.body is not None:
            return web.json_response(self.body, status=status, headers=self.headers)
        return web.Response(status=status, headers=self.headers)

    def texts(self, chat: int | None = None) -> list[str]:
        """What was taken, in order."""
        messages = [update["message"] for _, update, status in self.came if status == 200 and "message" in update]
        return [each["text"] for each in messages if chat in (None, each["chat"]["id"])]


@asynccontextmanager
async def webhook(**settings: Any) -> AsyncIterator[Bot]:
    """A server and a bot that listens."""
    async with TelegramServer() as server, Raw(server) as api:
        server.receiving.webhooks.patience = Patience(first=0.02, longest=0.2)
        listening, bot = Listening(), Bot(server, api)
        bot.url = await listening.start(bot.take)
        assert await api.code("setWebhook", url=bot.url, **settings) == 200
        try:
            yield bot
        finally:
            await listening.stop()


def test_messages_of_one_chat_keep_their_order_while_chats_run_side_by_side() -> None:
    """Ten people type three messages each; nobody's second overtakes the first, and the ten do not wait in line."""

    async def run() -> None:
        async with webhook() as bot:
            bot.work = 0.15
            await bot.server.burst({person: ["一", "二", "三"] for person in range(1, 11)})
            await bot.server.settled()
            assert [bot.texts(person) for person in range(1, 11)] == [["一", "二", "三"]] * 10
            assert bot.most_at_work == 10

    asyncio.run(run())


def test_no_more_connections_than_the_bot_allows() -> None:
    """max_connections holds however many chats wait."""

    async def run() -> None:
        async with webhook(max_connections=3) as bot:
            bot.work = 0.02
            await bot.server.burst({person: ["一", "二"] for person in range(1, 11)})
            await bot.server.settled()
            assert bot.most_at_work == 3
            assert len(bot.texts()) == 20

    asyncio.run(run())


def test_a_tap_can_overtake_a_message_of_the_same_chat() -> None:
    """Taps wait in the person's own queue: one is delivered while a message of the chat is still under way."""

    async def run() -> None:
        async with webhook() as bot:
            wang = bot.server.user(1)
            wang.start()
            button = [[{"text": "是", "callback_data": "a"}]]
            await bot.api("sendMessage", chat_id=1, text="?", reply_markup={"inline_keyboard": button})
            asked = await wang.wait_for("?")
            await bot.server.settled()
            bot.status = lambda update: 200 if "callback_query" in update or len(bot.came) > 3 else 500
            wang.say("typed first")
            wang.tap(asked, "是")
            await bot.server.settled()
            kinds = [
                "tap" if "callback_query" in update else "message"
                for _, update, status in bot.came[1:]
                if status == 200
            ]
            assert kinds == ["tap", "message"]

    asyncio.run(run())


def test_what_is_not_taken_comes_again_and_later_each_time() -> None:
    """After a 500 the update is delivered again, at once and then with growing pauses, and what follows waits."""

    async def run() -> None:
        async with webhook() as bot:
            bot.status = lambda update: 500 if len(bot.came) < 5 else 200
            wang = bot.server.user(1)
            wang.start()
            wang.say("next")
            await bot.server.settled()
            tried = [moment for moment, update, _ in bot.came if update["message"]["text"] == "/start"]
            pauses = [later - earlier for earlier, later in pairwise(tried)]
            assert len(pauses) == 5
            assert pauses[1] > 0.02
            assert pauses[2] > 0.04
            assert pauses[3] > 0.08
            assert bot.texts() == ["/start", "next"]
            info = (await bot.api("getWebhookInfo"))["result"]
            assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"
            assert info["pending_update_count"] == 0

    asyncio.run(run())


def test_a_bot_may_say_when_it_wants_an_update_again() -> None:
    """Retry-After is kept to."""

    async def run() -> None:
        async with webhook() as bot:
            bot.headers = {"Retry-After": "1"}
            bot.status = lambda update: 503 if not bot.came else 200
            bot.server.user(1).start()
            await bot.server.settled()
            assert bot.came[1][0] - bot.came[0][0] >= 1.0

    asyncio.run(run())


def test_updates_wait_for_a_bot_that_does_not_run() -> None:
    """While nobody listens, updates are kept and tried; when the bot is back, all arrive in order."""

    async def run() -> None:
        async with TelegramServer() as server, Raw(server) as api:
            server.receiving.webhooks.patience = Patience(first=0.02, longest=0.1)
            first, second = Listening(), Listening()
            bot = Bot(server, api)
            url = await first.start(bot.take)
            await api("setWebhook", url=url)
            await first.stop()
            wang = server.user(1)
            wang.start()
            wang.say("anybody there?")
            await server.settled(lambda: server.receiving.webhooks.error == "Connection refused")
            assert server.pending == 2
            await api("setWebhook", url=await second.start(bot.take), secret_token="s")
            await server.settled()
            assert bot.texts() == ["/start", "anybody there?"]
            assert bot.secrets == ["s", "s"]
            await second.stop()

    asyncio.run(run())


def test_an_update_can_come_twice() -> None:
    """Delivery is at least once: the same update_id comes again if a test wants it to."""

    async def run() -> None:
        async with webhook() as bot:
            bot.server.user(1).start()
            await bot.server.settled()
            bot.server.repeat()
            await bot.server.settled(lambda: len(bot.came) == 2)
            assert bot.came[0][1] == bot.came[1][1]

    asyncio.run(run())


def test_a_webhook_may_answer_with_a_call() -> None:
    """A method in the body of the answer is carried out; one that would return something is nonsense."""

    async def run() -> None:
        async with webhook() as bot:
            wang = bot.server.user(1)
            bot.body = {"method": "sendMessage", "chat_id": 1, "text": "by return"}
            wang.start()
            assert (await wang.wait_for()).text == "by return"
            bot.body = {"method": "getMe"}
            wang.say("x")
            await bot.server.settled(lambda: bool(bot.server.complaints))
            assert bot.server.complaints == ["getMe as the answer to an update does nothing"]

    asyncio.run(run())


def test_pending_updates_can_be_dropped() -> None:
    """drop_pending_updates forgets what a failing bot did not take."""

    async def run() -> None:
        async with webhook() as bot:
            bot.status = lambda update: 500
            bot.server.user(1).start()
            await bot.server.settled(lambda: len(bot.came) > 1)
            await bot.api("setWebhook", url=bot.url, drop_pending_updates=True)
            bot.status = lambda update: 200
            bot.server.user(1).say("new")
            await bot.server.settled()
            assert bot.texts() == ["new"]

    asyncio.run(run())


def test_a_webhook_must_be_on_this_machine_and_its_secret_plain() -> None:
    """The test server speaks to nobody outside, and says so in Telegram's words."""

    async def run() -> None:
        async with TelegramServer() as server, Raw(server) as api:
            outside = await api("setWebhook", url="https://example.com/x")
            assert "Failed to resolve host" in outside["description"]
            assert await api.code("setWebhook", url="http://127.0.0.1:1/x", secret_token="一") == 400
            assert await api.code("setWebhook", url="http://127.0.0.1:1/x", max_connections=101) == 400
            assert (await api("getWebhookInfo"))["result"]["url"] == ""

    asyncio.run(run())
