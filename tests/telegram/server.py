"""Stands in for Telegram: a Bot API server on a loopback port, and the people who talk to the bot.

In one event loop with the bot::

    async with TelegramServer() as server:                # server.url, server.token
        wang = server.user(7, "王")                        # a telephone (phone.py)
        wang.start("invitation")                           # types /start invitation
        asked = await wang.wait_for("集群")                 # the next new or changed message with these words
        tap = wang.tap(asked, "是")                        # by label or place; await tap.answered()
        wang.say("118.4")                                  # also say_long, edit, block, unblock, burst, inbox, quiet

aiogram: ``AiohttpSession(api=TelegramAPIServer.from_base(server.url))``; python-telegram-bot:
``ExtBot(token, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot")``; grammy: ``apiRoot: url``.

Faults: ``await server.down()`` and ``up()``, ``slow``, ``flood`` (429), ``refuse`` (anything), ``lose_answers`` (done, but
the connection breaks), ``migrate``, ``held(1, 0)`` (swapped updates), ``telegram.updates.repeat`` (duplicates), ``later``
(taps and updates grow old). Measured: ``calls``, ``telegram.traffic.log``, ``sent_in_any_second()``, ``complaints``.
Rates are enforced as Telegram does; ``server.limits.enforced = False`` switches that off.
"""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Literal

from aiohttp import web

from tests.telegram import calls, methods, receiving
from tests.telegram.calls import Call
from tests.telegram.limits import Limits
from tests.telegram.parameters import DONE, NOT_DONE, SPELLED
from tests.telegram.phone import Phone
from tests.telegram.receiving import Receiving
from tests.telegram.refusals import Refused
from tests.telegram.state import TOKEN, Telegram

Down = Literal["refuse", "502", "silence"]


@dataclass(frozen=True)
class Called:
    """One call, as it was answered."""

    at: float
    method: str
    chat: str
    status: int
    description: str = ""


@dataclass
class Ordered:
    """A refusal that a test ordered, for so many calls of a method (or of any) to a chat (or to any)."""

    refusal: Refused
    method: str | None
    chat: int | None
    times: int

    def fits(self, call: Call) -> bool:
        """Whether this call is to be refused."""
        here = self.chat is None or str(call.values.get("chat_id")) == str(self.chat)
        return self.times > 0 and here and self.method in (None, call.method)


@dataclass
class Faults:
    """What goes wrong on purpose."""

    down: Down | None = None
    slow: float = 0.0
    ordered: list[Ordered] = field(default_factory=list)
    lost: list[tuple[str | None, int]] = field(default_factory=list)

    def check(self, call: Call) -> None:
        """Refuse a call that a test wants refused."""
        for each in self.ordered:
            if each.fits(call):
                each.times -= 1
                raise each.refusal

    def loses(self, method: str) -> bool:
        """Whether the answer to this call, which was carried out, gets lost on the way."""
        for place, (name, times) in enumerate(self.lost):
            if times > 0 and name in (None, method):
                self.lost[place] = (name, times - 1)
                return True
        return False


class TelegramServer:
    """Stands in for Telegram on a loopback port; an async context manager."""

    def __init__(self, *, token: str = TOKEN, port: int = 0, limits: Limits | None = None) -> None:
        self.telegram = Telegram(token, limits)
        self.receiving = Receiving(self.telegram)
        self.faults = Faults()
        self.calls: list[Called] = []
        self.port = port
        self._phones: dict[int, Phone] = {}
        self._runner: web.AppRunner | None = None
        self._methods: dict[str, methods.Method] = {
            **methods.METHODS,
            **receiving.METHODS,
            "getUpdates": self.receiving.get_updates,
            "setWebhook": self.receiving.set_webhook,
            "deleteWebhook": self.receiving.delete_webhook,
            "getWebhookInfo": self.receiving.webhook_info,
        }

    # -------------------------------------------------------------------------------------------- start and stop

    @property
    def url(self) -> str:
        """The address to give to a library in place of Telegram's."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def token(self) -> str:
        """The bot's token."""
        return self.telegram.token

    async def __aenter__(self) -> TelegramServer:
        await self._listen()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.receiving.webhooks.stop()
        await self._hang_up()

    async def _listen(self) -> None:
        app = web.Application(client_max_size=calls.UPLOAD_LIMIT + (1 << 20))
        app.router.add_route("*", "/bot{token}/{method}", self._answer)
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        app.router.add_route("*", "/{anything:.*}", self._nowhere)
        self._runner = web.AppRunner(app, shutdown_timeout=0.05, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()
        self.port = self._runner.addresses[0][1]

    async def _hang_up(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def down(self, how: Down = "refuse") -> None:
        """Be away: refuse connections, answer 502, or take calls and stay silent."""
        self.faults.down = how
        if how == "refuse":
            await self._hang_up()

    async def up(self) -> None:
        """Be back, at the same port."""
        self.faults.down = None
        if self._runner is None:
            await self._listen()

    # ------------------------------------------------------------------------------------------------ for the tests

    def user(self, user_id: int, first_name: str = "测试员", **more: Any) -> Phone:
        """The telephone of a person; the same one for the same id."""
        if user_id not in self._phones:
            user = {"id": user_id, "is_bot": False, "first_name": first_name, "language_code": "zh-hans", **more}
            self._phones[user_id] = Phone(self.telegram, user)
        return self._phones[user_id]

    def slow(self, seconds: float) -> None:
        """Take so long over every call."""
        self.faults.slow = seconds

    def flood(self, seconds: float, chat: int | None = None) -> None:
        """Answer 429 to all sends, or those to one chat, for so long."""
        self.telegram.traffic.flood(seconds, chat)

    def refuse(
        self,
        code: int,
        description: str = "",
        *,
        method: str | None = None,
        chat: int | None = None,
        times: int = 1,
        **parameters: int,
    ) -> None:
        """Refuse the next calls in these words, with ``retry_after=…`` or ``migrate_to_chat_id=…``."""
        self.faults.ordered.append(Ordered(Refused(code, description, **parameters), method, chat, times))

    def lose_answers(self, times: int = 1, method: str | None = None) -> None:
        """Carry the next calls out, but break the connection instead of answering."""
        self.faults.lost.append((method, times))

    def migrate(self, old: int, new: int) -> None:
        """The old chat is gone: whoever sends there is told the new id."""
        self.telegram.chats[old].moved_to = new

    def later(self, seconds: float) -> None:
        """Put Telegram's clock forward: taps and updates grow old."""
        self.telegram.later(seconds)

    @property
    def limits(self) -> Limits:
        """The rates; a test may change them."""
        return self.telegram.traffic.limits

    @property
    def complaints(self) -> list[str]:
        """Nonsense that a bot sent: unknown methods and parameters."""
        return self.telegram.complaints

    @property
    def pending(self) -> int:
        """How many updates the bot has not taken yet."""
        return len(self.telegram.updates.pending)

    def sent_in_any_second(self, chat: int | None = None, *, edits: bool = True) -> int:
        """The largest number of messages and edits in any sliding second."""
        return self.telegram.traffic.sent_in_any_second(chat, edits=edits)

    @contextlib.contextmanager
    def held(self, *order: int) -> Iterator[None]:
        """What is said and tapped inside is delivered at the end, in the order of these places."""
        self.telegram.updates.hold()
        yield
        self.telegram.updates.release(order or None)

    # --------------------------------------------------------------------------------------------------- for bots

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        if self.faults.slow:
            await asyncio.sleep(self.faults.slow)
        call = Call(request.match_info["method"])
        try:
            self._check_door(request)
            call = await calls.read(request)
            result = await self._carry_out(call)
        except Refused as refusal:
            self._note(call, refusal.code, refusal.description)
            return self._reply(request, call, refusal.answer(), refusal.code)
        except asyncio.CancelledError:
            raise
        self._note(call, 200)
        return self._reply(request, call, {"ok": True, "result": result}, 200)

    def _reply(self, request: web.Request, call: Call, body: dict[str, Any], status: int) -> web.StreamResponse:
        if self.faults.loses(call.method) and request.transport is not None:
            request.transport.abort()
        return web.json_response(body, status=status)

    def _check_door(self, request: web.Request) -> None:
        if self.faults.down == "502":
            raise Refused(502)
        token = request.match_info["token"]
        if ":" not in token:
            raise Refused(404)
        if token != self.token:
            raise Refused(401)

    async def _carry_out(self, call: Call) -> Any:
        if self.faults.down == "silence":
            await asyncio.Event().wait()
        name = SPELLED.get(call.method.lower())
        if name is None:
            self.telegram.complain(f"unknown method {call.method}")
            raise Refused(404)
        call.method = name
        self._check_parameters(call)
        self.faults.check(call)
        result = self._methods[name](self.telegram, call)
        return await result if inspect.isawaitable(result) else result

    def _check_parameters(self, call: Call) -> None:
        for given in call.values:
            if given in DONE[call.method]:
                continue
            if given in NOT_DONE.get(call.method, ()):
                raise self.telegram.complain(f"{call.method}: this test server does not do {given}")
            raise self.telegram.complain(f"{call.method}: unknown parameter {given}")

    def _note(self, call: Call, status: int, description: str = "") -> None:
        chat = str(call.values.get("chat_id", ""))
        self.calls.append(Called(time.monotonic(), call.method, chat, status, description))

    async def _download(self, request: web.Request) -> web.StreamResponse:
        try:
            self._check_door(request)
            file = self.telegram.files.at(request.match_info["path"], self.telegram.now())
            if file is None:
                raise Refused(404)
        except Refused as refusal:
            return web.json_response(refusal.answer(), status=refusal.code)
        return web.Response(body=file.data, content_type="application/octet-stream")

    async def _nowhere(self, request: web.Request) -> web.StreamResponse:
        self.telegram.complain(f"nothing is at {request.path.split('/')[-1]}")
        refusal = Refused(404)
        return web.json_response(refusal.answer(), status=404)
