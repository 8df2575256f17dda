"""What can go wrong on purpose, and the server steered from a thread or a process."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pytest

from tests.telegram.pictures import png
from tests.telegram.raw import Raw
from tests.telegram.remote import Remote, process, threaded
from tests.telegram.server import TelegramServer

ROOT = Path(__file__).parents[2]
BUTTON = {"inline_keyboard": [[{"text": "是", "callback_data": "a"}]]}

# A bot that waits for updates and never confirms them.
WAITING = """
import sys, urllib.request
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
opener.open(sys.argv[1] + "/getUpdates?timeout=50").read()
"""


def test_silence_ends_in_a_broken_connection() -> None:
    """A server that takes calls and says nothing: the bot must give up by itself; when it is back, all is well."""

    async def run() -> None:
        async with TelegramServer() as server, Raw(server) as bot:
            await server.down("silence")
            with pytest.raises(httpx.ReadTimeout):
                await bot.http.get("/getMe", timeout=0.1)
            hanging = asyncio.create_task(bot.http.get("/getMe"))
            await server.settled(lambda: server.faults.unanswered == 2)
            await server.up()
            with pytest.raises(httpx.TransportError):
                await hanging
            assert await bot.code("getMe") == 200

    asyncio.run(run())


def test_a_server_that_is_down_keeps_what_it_knows() -> None:
    """Connections are refused and waiting polls broken off; after it nothing is lost, at the same address."""

    async def run() -> None:
        async with TelegramServer() as server, Raw(server) as bot:
            polling = asyncio.create_task(bot.http.get("/getUpdates?timeout=30"))
            await server.settled(lambda: server.polled)
            await server.down()
            with pytest.raises(httpx.TransportError):
                await polling
            with pytest.raises(httpx.ConnectError):
                await bot("getMe")
            server.user(1).start()
            await server.up()
            assert len((await bot("getUpdates"))["result"]) == 1

    asyncio.run(run())


def test_calls_can_be_slow_and_downloads_break_off() -> None:
    """Each takes its time; a file ends in the middle, and is whole again afterwards."""

    async def run() -> None:
        async with TelegramServer() as server, Raw(server) as bot:
            server.slow(0.1)
            begun = time.monotonic()
            await bot("getMe")
            assert time.monotonic() - begun >= 0.1
            server.slow(0)
            file = server.user(1).send_document(b"x" * 100_000, "a.pdf").raw["document"]["file_id"]
            path = (await bot("getFile", file_id=file))["result"]["file_path"]
            server.cut_downloads(after=50_000)
            with pytest.raises(httpx.TransportError):
                await bot.http.get(f"{server.url}/file/bot{server.token}/{path}")
            server.cut_downloads(None)
            whole = await bot.http.get(f"{server.url}/file/bot{server.token}/{path}")
            assert len(whole.content) == 100_000

    asyncio.run(run())


def test_a_refusal_can_be_ordered_for_one_method_and_chat() -> None:
    """Only the calls that it names, only as often as it says."""

    async def run() -> None:
        async with TelegramServer() as server, Raw(server) as bot:
            for each in (1, 2):
                server.user(each).start()
            server.refuse(400, "chat not found", method="sendMessage", chat=1, times=2)
            codes = [await bot.code("sendMessage", chat_id=chat, text="x") for chat in (2, 1, 1, 1)]
            assert codes == [200, 400, 400, 200]
            server.migrate(1, 2)
            moved = await bot("sendMessage", chat_id=1, text="x")
            assert moved["parameters"] == {"migrate_to_chat_id": 2}

    asyncio.run(run())


@pytest.mark.parametrize("started", [threaded, process])
def test_a_server_elsewhere_is_used_with_the_same_words(started: Callable[[], AbstractContextManager[Remote]]) -> None:
    """In a thread and in a process of its own: people speak, the bot answers, files and faults pass."""
    with started() as server, httpx.Client(base_url=f"{server.url}/bot{server.token}", trust_env=False) as bot:
        people(server, bot)
        answers(server, bot)
        faults(server, bot)


def people(server: Remote, bot: httpx.Client) -> None:
    """All that a person can do from afar reaches the bot, swapped and doubled where that is wanted."""
    wang = server.user(7)
    wang.start("invited")
    wang.say_long("长" * 5000)
    wang.edit(wang.say("错"), "对")
    wang.send_document(b"abc", "甲.pdf", "说明")
    wang.send_photo(png())
    wang.send_album([(png(9, 9, 1), ""), (png(9, 9, 2), "")])
    for send in (wang.voice, wang.video, wang.sticker, wang.location):
        send()
    with server.held(1, 0):
        wang.burst(["一", "二"])
    first = bot.get("/getUpdates").json()["result"]
    server.repeat(server.update_ids[0])
    again = bot.get("/getUpdates").json()["result"]
    assert [each["message"]["text"] for each in first[-2:]] == ["二", "一"]
    assert [each["update_id"] for each in first] == server.update_ids
    assert again == [first[0], *first]
    assert len(first) == server.pending == 1 + 2 + 2 + 1 + 1 + 2 + 4 + 2


def answers(server: Remote, bot: httpx.Client) -> None:
    """All that the bot does is seen from afar."""
    wang = server.user(7)
    bot.post("/sendMessage", json={"chat_id": 7, "text": "是吗？", "reply_markup": BUTTON})
    tap = wang.tap(wang.wait_for("是吗"), "是")
    bot.post("/answerCallbackQuery", json={"callback_query_id": tap.query_id, "text": "好"})
    assert tap.answered()["text"] == "好"
    bot.post("/sendDocument", data={"chat_id": 7}, files={"document": ("表.docx", b"word")})
    assert [each.name for each in wang.quiet(0.05)] == ["表.docx"]
    assert (wang.last.data, len(wang.inbox), wang.unread) == (b"word", 2, [])
    with pytest.raises(AssertionError, match="no '从未'"):
        wang.wait_for("从未", within=0.05)
    bot.post("/sendChatAction", json={"chat_id": 7, "action": "typing"})
    bot.post("/setMyCommands", json={"commands": [{"command": "help", "description": "帮助"}]})
    assert wang.actions == ["typing"]
    assert server.commands == {"default::": [{"command": "help", "description": "帮助"}]}


def faults(server: Remote, bot: httpx.Client) -> None:
    """The same faults from afar."""
    say = {"chat_id": 7, "text": "x"}
    server.limit(burst=100)
    server.flood(60, chat=7)
    assert bot.post("/sendMessage", json=say).json()["parameters"]["retry_after"] in (59, 60)
    server.flood(0, chat=7)
    server.refuse(403, "bot was blocked by the user", chat=7)
    assert bot.post("/sendMessage", json=say).json()["error_code"] == 403
    server.lose_answers(method="sendMessage")
    with pytest.raises(httpx.TransportError):
        bot.post("/sendMessage", json=say)
    server.down()
    with pytest.raises(httpx.ConnectError):
        bot.get("/getMe")
    server.up()
    server.slow(0)
    bot.get("/nonsense")
    assert server.complaints == ["unknown method nonsense"]
    assert [each.method for each in server.sendings] == ["sendMessage", "sendDocument", "sendMessage"]
    assert server.sent_in_any_second(7) <= 3
    assert server.calls[-1].status == 404


def test_an_update_that_a_killed_bot_was_waiting_for_goes_to_the_next() -> None:
    """Kill -9 in a long poll: what comes then is not given to the dead, nor is the next bot told of a conflict."""
    with process() as server:
        address = f"{server.url}/bot{server.token}"
        bot = subprocess.Popen([sys.executable, "-c", WAITING, address])
        for _ in range(1000):
            if server.polled:
                break
            time.sleep(0.01)
        bot.send_signal(signal.SIGKILL)
        assert bot.wait() == -signal.SIGKILL
        server.user(7).start("after the kill")
        with httpx.Client(trust_env=False) as another:
            came = another.get(f"{address}/getUpdates?timeout=5").json()
        assert [each["message"]["text"] for each in came["result"]] == ["/start after the kill"]


def test_a_server_process_ends_with_the_test_that_started_it() -> None:
    """When its standard input ends, so does it: no server is left behind by a test that was killed."""
    started = subprocess.Popen(
        [sys.executable, "-m", "tests.telegram"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert started.stdin is not None
    assert started.stdout is not None
    assert '"control"' in started.stdout.readline()
    started.stdin.close()
    assert started.wait(10) == 0
    started.stdout.close()
