"""The telegram group: from an update at the webhook to the reply at the API, beside three libraries' own ways.

Every bot asks the same three questions, in a process of its own; this process is Telegram for all of them, delivers
sixteen updates at a time and waits for each reply. They take turns, with people who are new to them. Beside the times
stands the processor time of the bot's process: a machine that others use as well says more by that.
"""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

import aiohttp
from aiohttp import web

from tests.bench.bots.questions import DONE, SECRET
from tests.bench.processes import cpu_seconds
from tests.bench.rows import Row
from tests.ports import free_port

ROUNDS = 3
PEOPLE = 100
SAID = ("/start", "临西县工业和信息化局", "临西县轴承产业园区管理委员会", "张三")
SAID_TO = {
    "ours": ("/start", "开始", *SAID[1:]),  # the greeting waits for a word
    "whole": ("/start", "开始", "否", "否", "否"),
}
"""What is said to a bot, where it is not the same as to the others."""
HEARD = {"ours": f"记下 C7：{SAID[-1]}", "whole": "记下 1.12：否"}
"""What stands in the last reply of a bot that understood everything; in the peers' the word that they end with."""
AT_ONCE = 16
PACED = 300
NAMES = {
    "ours": "webhook update → stored, turned, committed, sent",
    "whole": "  the same on the whole form",
    "full": "  aiogram FSM, SQLite synchronous=FULL",
    "normal": "  aiogram FSM, SQLite synchronous=NORMAL",
    "dialog": "  aiogram-dialog, in memory",
    "ptb": "  python-telegram-bot ConversationHandler, in memory",
}
_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_PATIENCE = 60.0


@dataclass
class Api:
    """Telegram: takes what a bot sends, notes when, and numbers both sides of a chat in one order."""

    port: int = 0
    arrivals: list[float] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    _waiting: dict[str, asyncio.Event] = field(default_factory=dict)
    _number: int = 1000
    _runner: web.AppRunner | None = None

    async def __aenter__(self) -> Api:
        app = web.Application()
        app.router.add_post("/{bot}/{method}", self._called)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _called(self, request: web.Request) -> web.Response:
        now, method = time.monotonic(), request.match_info["method"]
        if method == "getMe":
            return _result({"id": 1, "is_bot": True, "first_name": "bot", "username": "bench_bot"})
        if not method.startswith(("send", "edit")):
            return _result(True)
        told = await request.post()
        chat = str(told["chat_id"])
        message = {"message_id": self.number(), "date": 1_712_800_000, "chat": {"id": int(chat), "type": "private"}}
        if method.startswith("send"):
            self.arrivals.append(now)
            self.texts[chat] = str(told["text"])
            self.replied(chat).set()
        return _result({**message, "text": "…"})

    def number(self) -> int:
        """The number of the next message, whoever sends it."""
        self._number += 1
        return self._number

    def replied(self, chat: str) -> asyncio.Event:
        """Whether a reply came to a chat since this was cleared."""
        return self._waiting.setdefault(chat, asyncio.Event())


def _result(result: object) -> web.Response:
    return web.json_response({"ok": True, "result": result})


class Bot:
    """One bot's process, and the updates that were delivered to it."""

    def __init__(self, name: str, api: Api, folder: Path) -> None:
        self.name = name
        self._api = api
        self._port = free_port()
        address = f"http://127.0.0.1:{api.port}"
        command = [sys.executable, "-m", "tests.bench.bots", name, str(self._port), address]
        self._process = subprocess.Popen([*command, str(folder / name)], stdout=subprocess.PIPE, text=True)
        self._update = 1
        self._person = 0

    async def ready(self) -> None:
        """Wait until it listens."""
        assert self._process.stdout is not None
        line = await asyncio.to_thread(self._process.stdout.readline)
        assert line == "ready\n", line

    @property
    def cpu(self) -> float:
        """The processor time that it used so far, in seconds."""
        return cpu_seconds(self._process.pid)

    def people(self, count: int) -> list[int]:
        """People who never spoke to it."""
        first, self._person = self._person, self._person + count
        return list(range(first, first + count))

    async def deliver(self, session: aiohttp.ClientSession, person: int, text: str) -> None:
        """Deliver an update and wait for the reply to it."""
        replied = self._api.replied(str(person))
        replied.clear()
        self._update += 1
        address = f"http://127.0.0.1:{self._port}/hook"
        body = update(self._update, self._api.number(), person, text)
        async with session.post(address, json=body, headers={_HEADER: SECRET}) as answer:
            assert answer.status == 200, answer.status
        async with asyncio.timeout(_PATIENCE):
            await replied.wait()

    def last_reply(self, person: int) -> str:
        """What it said last to somebody."""
        return self._api.texts[str(person)]

    def end(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()


def update(number: int, message_id: int, person: int, text: str) -> dict[str, Any]:
    """An update with something typed."""
    who = {"id": person, "is_bot": False, "first_name": "测试员"}
    chat = {"id": person, "type": "private", "first_name": "测试员"}
    message: dict[str, Any] = {"message_id": message_id, "date": 1_712_800_000, "chat": chat, "text": text, "from": who}
    if text.startswith("/"):
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    return {"update_id": number, "message": message}


@dataclass(frozen=True, slots=True)
class Round:
    """So many updates: how long they took in all, and the bot's processor time."""

    updates: int
    seconds: float
    cpu: float


async def round_of(bot: Bot, session: aiohttp.ClientSession) -> Round:
    """New people answer all questions, so many at a time; a bot that did not understand them is not measured."""
    places, said = asyncio.Semaphore(AT_ONCE), SAID_TO.get(bot.name, SAID)

    async def whole(person: int) -> None:
        async with places:
            for text in said:
                await bot.deliver(session, person, text)
            assert HEARD.get(bot.name, DONE) in bot.last_reply(person), bot.last_reply(person)

    begun, used = time.perf_counter(), bot.cpu
    await asyncio.gather(*(whole(person) for person in bot.people(PEOPLE)))
    return Round(PEOPLE * len(said), time.perf_counter() - begun, bot.cpu - used)


async def measure(folder: Path, names: Sequence[str] = tuple(NAMES)) -> dict[str, list[Round]]:
    """Rounds of these bots, in turns."""
    async with AsyncExitStack() as stack:
        api = await stack.enter_async_context(Api())
        connector = aiohttp.TCPConnector(limit=AT_ONCE)
        session = await stack.enter_async_context(aiohttp.ClientSession(connector=connector))
        bots = [Bot(name, api, folder) for name in names]
        for bot in bots:
            stack.callback(bot.end)
            await bot.ready()
        rounds: dict[str, list[Round]] = {name: [] for name in names}
        for number in range(ROUNDS + 1):
            for bot in bots[number % len(bots) :] + bots[: number % len(bots)]:
                measured = await round_of(bot, session)
                if number:  # the first round warms up
                    rounds[bot.name].append(measured)
        return rounds


async def measure_pace(folder: Path) -> list[float]:
    """When so many replies arrived that were owed at once, with the pace on."""
    async with AsyncExitStack() as stack:
        api = await stack.enter_async_context(Api())
        session = await stack.enter_async_context(aiohttp.ClientSession())
        bot = Bot("paced", api, folder)
        stack.callback(bot.end)
        await bot.ready()
        await asyncio.gather(*(bot.deliver(session, person, "/start") for person in bot.people(PACED)))
        return api.arrivals


def rows() -> Iterator[Row]:
    """Every row of this group; about a minute and a half."""
    with tempfile.TemporaryDirectory() as folder:
        rounds = asyncio.run(measure(Path(folder)))
        arrivals = asyncio.run(measure_pace(Path(folder)))
    times = {name: _median(rounds[name], lambda each: each.seconds / each.updates * 1000) for name in NAMES}
    yield Row(
        "telegram", NAMES["ours"] + ", times aiogram FSM at FULL", times["ours"] / times["full"], "×", 3.0, "aiogram"
    )
    yield Row("telegram", "  updates a second", 1000 / times["ours"], "1/s", least=250)
    for name, what in NAMES.items():
        yield Row("telegram", f"{what}: an update", times[name], "ms", None, _PEERS.get(name))
        cpu = _median(rounds[name], lambda each: each.cpu / each.updates * 1000)
        yield Row("telegram", "    its processor time", cpu, "ms", None, _PEERS.get(name))
    yield Row("telegram", f"with the pace on: {PACED} replies owed at once, a second", pace(arrivals), "1/s", least=28)
    yield Row("telegram", "  the most in any sliding second, at the API", busiest(arrivals), "", 30)


_PEERS = {
    "full": "aiogram",
    "normal": "aiogram",
    "dialog": "aiogram-dialog",
    "ptb": "python-telegram-bot",
}


def _median(measured: Sequence[Round], value: Callable[[Round], float]) -> float:
    return statistics.median(value(each) for each in measured)


def pace(arrivals: Sequence[float]) -> float:
    """How many arrived a second, from the first to the last."""
    return (len(arrivals) - 1) / (arrivals[-1] - arrivals[0])


def busiest(arrivals: Sequence[float]) -> int:
    """The most that arrived in any second, wherever it begins."""
    most = start = 0
    for end, at in enumerate(arrivals):
        while arrivals[start] <= at - 1:
            start += 1
        most = max(most, end - start + 1)
    return most


def main() -> None:
    """Print the figures."""
    for row in rows():
        print(f"{row.name:<80}{row.value:>10.3f} {row.unit:<4}{row.bars:>8}  {row.ok if row.ok is not None else ''}")


if __name__ == "__main__":
    main()
