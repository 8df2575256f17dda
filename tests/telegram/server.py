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

Faults: ``await server.down()`` and ``up()``, ``slow``, ``flood`` (429), ``refuse`` (anything), ``lose_answers`` (done,
but the connection breaks), ``migrate``, ``held(1, 0)`` (swapped updates), ``repeat`` (duplicates), ``later`` (taps and
updates grow old). Measured: ``calls``, ``sendings``, ``sent_in_any_second()``, ``complaints``.
Without an event loop, and to kill the bot while Telegram stays: remote.py has the same in a thread or a process.
Rates are enforced as Telegram does; ``server.limits.enforced = False`` switches that off.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any

from aiohttp import web

from tests.telegram.door import Called, Door
from tests.telegram.faults import Down, Faults, Loss, Ordered
from tests.telegram.groups import Group
from tests.telegram.limits import Limits, Sending
from tests.telegram.phone import Phone
from tests.telegram.receiving import Receiving
from tests.telegram.refusals import Refused
from tests.telegram.state import TOKEN, Telegram

# How often a condition is looked at that nobody announces.
_GLANCE = 0.005


class TelegramServer:
    """Stands in for Telegram on a loopback port; an async context manager."""

    def __init__(self, *, token: str = TOKEN, port: int = 0, limits: Limits | None = None) -> None:
        self.telegram = Telegram(token, limits)
        self.receiving = Receiving(self.telegram)
        self.faults = Faults()
        self.port = port
        self._door = Door(self.telegram, self.receiving, self.faults)
        self._phones: dict[int, Phone] = {}
        self._groups: dict[int, Group] = {}
        self._runner: web.AppRunner | None = None

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
        self._runner = web.AppRunner(self._door.app(), shutdown_timeout=0.05, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()
        self.port = self._runner.addresses[0][1]

    async def _hang_up(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def down(self, how: Down = "refuse") -> None:
        """Be away: refuse connections, answer 502, or take calls and stay silent."""
        self.faults.go_down(how)
        if how == "refuse":
            await self._hang_up()

    async def up(self) -> None:
        """Be back, at the same port."""
        self.faults.come_back()
        if self._runner is None:
            await self._listen()

    # ------------------------------------------------------------------------------------------------ for the tests

    def user(self, user_id: int, first_name: str = "测试员", **more: Any) -> Phone:
        """The telephone of a person; the same one for the same id."""
        if user_id not in self._phones:
            user = {"id": user_id, "is_bot": False, "first_name": first_name, "language_code": "zh-hans", **more}
            self._phones[user_id] = Phone(self.telegram, user)
        return self._phones[user_id]

    def group(self, group_id: int, title: str = "填报群") -> Group:
        """A group chat; the same one for the same id."""
        if group_id not in self._groups:
            self._groups[group_id] = Group(self.telegram, group_id, title)
        return self._groups[group_id]

    async def burst(self, texts: Mapping[int, Sequence[str]], spacing: float = 0.001) -> None:
        """Several people type at the same time, each faster than anybody can."""
        await asyncio.gather(*(self.user(user_id).burst(each, spacing) for user_id, each in texts.items()))

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
        self.faults.losses.append(Loss(method, times))

    def cut_downloads(self, after: int | None) -> None:
        """Break downloads off after so many bytes; None ends that."""
        self.faults.cut_after = after

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
    def calls(self) -> list[Called]:
        """Every call of the bot, as it was answered."""
        return self._door.calls

    @property
    def sendings(self) -> list[Sending]:
        """Every message and edit that got through, with its monotonic time."""
        return self.telegram.traffic.log

    @property
    def complaints(self) -> list[str]:
        """Nonsense that a bot sent: unknown methods and parameters."""
        return self.telegram.complaints

    @property
    def commands(self) -> dict[str, list[dict[str, str]]]:
        """The command menus that the bot set, by ``scope:chat:language``; the usual one is ``default::``."""
        return self.telegram.commands

    @property
    def update_ids(self) -> list[int]:
        """All updates that there were for the bot, in order."""
        return self.telegram.updates.made

    @property
    def pending(self) -> int:
        """How many updates the bot has not taken yet."""
        return len(self.telegram.updates.pending)

    @property
    def polled(self) -> bool:
        """Whether somebody waits for updates at this moment."""
        return self.telegram.updates.polled

    async def settled(self, holds: Callable[[], bool] | None = None, within: float = 10.0) -> None:
        """Wait until the bot has taken all updates, or until something else holds."""
        for _ in range(round(within / _GLANCE)):
            if (self.pending == 0) if holds is None else holds():
                return
            await asyncio.sleep(_GLANCE)
        raise AssertionError(f"not settled within {within} s: {self.pending} updates are not taken")

    def sent_in_any_second(self, chat: int | None = None, *, edits: bool = True) -> int:
        """The largest number of messages and edits in any sliding second."""
        return self.telegram.traffic.sent_in_any_second(chat, edits=edits)

    def repeat(self, update_id: int | None = None) -> None:
        """Deliver an update, or the newest, once more."""
        self.telegram.updates.repeat(update_id)

    def hold(self) -> None:
        """Collect what is said and tapped from now on, instead of delivering it."""
        self.telegram.updates.hold()

    def release(self, order: Sequence[int] | None = None) -> None:
        """Deliver what was held, in the order of these places."""
        self.telegram.updates.release(order)

    @contextlib.contextmanager
    def held(self, *order: int) -> Iterator[None]:
        """What is said and tapped inside is delivered at the end, in the order of these places."""
        self.hold()
        yield
        self.release(order or None)
