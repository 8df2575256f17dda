"""What goes wrong between us and Telegram: repeated, swapped, refused, lost, down. Nothing is lost, nothing doubled."""

from __future__ import annotations

import asyncio
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from pydantic import SecretStr
from sqlalchemy import text

from bot.channels.telegram.pacing import UNPACED, Rates
from bot.turns.notices import tell
from dialogs.record import codec
from dialogs.saying.replies import Told
from storage import conversations, outbox
from tests.bot.telegram.living import NOON, delivering, house_at, living, story, telegram
from tests.bot.telegram.test_arrivals import post, typed
from tests.telegram.faults import Down

pytestmark = [
    pytest.mark.usefixtures("database_url"),
    pytest.mark.filterwarnings("ignore:Deprecated since version v22.2"),  # PTB's own, on retry_after
]


@story
async def test_told_to_wait_the_chat_waits_and_keeps_its_order(tmp_path: Path) -> None:
    """429 holds one chat back for as long as Telegram says; others go on; nothing changes places or comes twice."""
    async with living(tmp_path / "data") as alive:
        slow, other = await alive.begun(7), await alive.begun(8)
        alive.server.flood(2, chat=7)
        begun = asyncio.get_running_loop().time()
        for text in ("否", "进度", "截止日期"):
            slow.say(text)
        other.say("否")
        await other.wait_for("记下 1.10：否", within=1.5)
        await slow.wait_for("2024年5月8日前", within=10)
        assert asyncio.get_running_loop().time() - begun >= 1.9
        said = "\n".join(message.text for message in slow.inbox)
        places = [said.index(words) for words in ("记下 1.10", "您现在可答", "2024年5月8日前")]
        assert places == sorted(places)
        assert said.count("记下 1.10") == 1


@story
async def test_a_flood_everywhere_holds_everybody_back(tmp_path: Path) -> None:
    """Two chats told to wait are all chats; afterwards everything comes, once."""
    async with living(tmp_path / "data") as alive:
        phones = [await alive.begun(number) for number in (7, 8, 9)]
        alive.server.flood(2)
        for phone in phones:
            phone.say("否")
        await asyncio.gather(*(phone.wait_for("记下 1.10：否", within=15) for phone in phones))
        await alive.settled(7, 8, 9)
        assert [sum("记下 1.10" in each.text for each in phone.inbox) for phone in phones] == [1, 1, 1]


@pytest.mark.parametrize("how", ["refuse", "502", "silence"])
def test_telegram_down_for_a_while(how: Down, tmp_path: Path) -> None:
    """Whatever was owed while Telegram was away comes when it is back, in order and once."""

    @story
    async def told() -> None:
        async with delivering(tmp_path / "data") as alive:
            phone = await alive.begun(7)
            await alive.settled(7)
            number = max(alive.updates())
            await alive.server.down(how)
            for place, text in enumerate(("否", "进度"), 1):
                assert await post(alive, typed(7, number + place, text)) == 200
            await asyncio.sleep(2.0)
            await alive.server.up()
            await phone.wait_for("您现在可答", within=60)
            await alive.settled(7)
            assert sum("记下 1.10" in message.text for message in phone.inbox) == 1
            assert alive.answers(7) == {"banned_industry": "no"}

    told()


@story
async def test_an_answer_that_got_lost_is_sent_once_more_with_a_mark(tmp_path: Path) -> None:
    """Where nobody knows whether an echo went out it is sent once more, and says that it is sent again."""
    async with living(tmp_path / "data") as alive:
        phone = await alive.begun(7)
        await alive.settled(7)
        alive.server.lose_answers(1, "sendMessage")
        phone.say("否")
        first = await phone.wait_for("记下 1.10：否")
        again = await phone.wait_for("记下 1.10：否")
        assert again.text == f"（补发）{first.text}"
        assert await phone.quiet(0.5) == []


@story
async def test_what_a_crash_left_in_doubt_is_sent_at_most_once_more(tmp_path: Path) -> None:
    """A row found on the wire is sent once more with a mark; found there a second time it is given up, and told."""
    async with telegram(UNPACED) as server:
        async with house_at(server, tmp_path / "data") as alive:
            phone = await alive.begun(7)
            phone.say("否")
            await phone.wait_for("1.11 ")
            await alive.settled(7)
        for resent in (True, False):
            with alive.house.database.write() as session:
                session.connection().execute(text("UPDATE outbox SET state = 'sending' WHERE reply LIKE '%\"Heard\"%'"))
            async with house_at(server, tmp_path / "data") as alive:
                await alive.settled(7)
                marked = [message for message in await phone.quiet(0.5) if message.text.startswith("（补发）记下 1.10")]
                assert len(marked) == (1 if resent else 0)
        assert alive.rows("SELECT state FROM outbox WHERE reply LIKE '%\"Heard\"%'") == [("failed",)]


@story
async def test_a_chat_that_moved_is_followed(tmp_path: Path) -> None:
    """A chat with another number gets its message there, and keeps that number."""
    async with living(tmp_path / "data") as alive:
        phone = await alive.begun(7)
        moved = alive.server.user(70)
        moved.say("你好")
        await moved.wait_for("邀请链接")
        alive.server.migrate(7, 70)
        phone.say("否")
        await moved.wait_for("记下 1.10：否")
        assert alive.rows("SELECT external_id FROM address") == [("70",)]


@story
async def test_who_blocked_the_bot_unseen_is_left_alone(tmp_path: Path) -> None:
    """403 closes the address: the message is blocked, and nothing more is tried."""
    async with living(tmp_path / "data") as alive:
        phone = await alive.begun(7)
        phone.say("否")
        phone.delete_account()
        await alive.server.settled(lambda: alive.rows("SELECT state FROM address") == [("blocked",)])
        states = [state for state, _ in alive.owed(7)]
        assert "blocked" in states
        assert "sending" not in states


@story
async def test_a_chat_that_telegram_does_not_know_is_closed_after_some_tries(tmp_path: Path) -> None:
    """“chat not found” once is a hiccup; again and again it closes the address."""
    async with living(tmp_path / "data") as alive:
        phone = await alive.begun(7)
        await alive.settled(7)
        alive.server.refuse(400, "Bad Request: chat not found", method="sendMessage", times=1)
        phone.say("否")
        await phone.wait_for("记下 1.10：否", within=10)
        alive.server.refuse(400, "Bad Request: chat not found", method="sendMessage", times=10)
        phone.say("2")
        await alive.server.settled(lambda: alive.rows("SELECT state FROM address") == [("blocked",)], within=20)


@story
async def test_a_message_that_telegram_will_never_take_blocks_nobody(tmp_path: Path) -> None:
    """A refused message is given up, loudly; the chat goes on."""
    async with living(tmp_path / "data") as alive:
        phone = await alive.begun(7)
        await alive.settled(7)
        alive.server.refuse(400, "Bad Request: message text is strange", method="sendMessage", times=1)
        phone.say("否")
        await alive.settled(7)
        phone.say("进度")
        await phone.wait_for("您现在可答")
        assert [state for state, _ in alive.owed(7)].count("failed") == 2


@story
async def test_a_reply_that_we_cannot_say_blocks_nobody(tmp_path: Path) -> None:
    """An owed message that our own code cannot phrase is given up, loudly; those before and behind it go out."""
    async with living(tmp_path / "data") as alive:
        phone = await alive.begun(7)
        await alive.settled(7)
        told = await asyncio.to_thread(tell, alive.house, alive.address(7), "spoiled", Told("no such notice"))
        assert told
        phone.say("否")
        await phone.wait_for("记下 1.10：否")
        await alive.settled(7)
        assert [state for state, _ in alive.owed(7)].count("failed") == 1


@story
async def test_two_processes_share_the_work(tmp_path: Path) -> None:
    """On one database both handle updates, only one asks Telegram and sends; when it stops the other takes over."""
    async with telegram(UNPACED) as server, house_at(server, tmp_path / "data") as second:
        async with house_at(server, tmp_path / "data") as first:
            phones = [await first.begun(number) for number in (7, 8, 9)]
            for phone in phones:
                phone.say("否")
            await asyncio.gather(*(phone.wait_for("记下 1.10：否", within=20) for phone in phones))
            await first.settled(7, 8, 9)
            assert "getUpdates" in {call.method for call in server.calls}
            assert {call.status for call in server.calls if call.method == "getUpdates"} == {200}
        phones[0].say("2")
        await phones[0].wait_for("记下 1.11", within=30)
        await second.settled(7, 8, 9)
        assert [sum("记下 1.10" in each.text for each in phone.inbox) for phone in phones] == [1, 1, 1]


@story
async def test_everything_goes_through_the_proxy(tmp_path: Path) -> None:
    """With a proxy set, neither library speaks to Telegram directly."""
    seen: set[str] = set()

    async def pass_on(request: web.Request) -> web.Response:
        seen.add(request.path.rpartition("/")[2])
        async with aiohttp.ClientSession() as session:
            url = f"{server.url}{request.path}"
            async with session.post(url, data=await request.read(), headers=dict(request.headers)) as answer:
                return web.Response(body=await answer.read(), status=answer.status, content_type="application/json")

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", pass_on)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    proxy = SecretStr(f"http://127.0.0.1:{runner.addresses[0][1]}")
    async with telegram(UNPACED) as server:
        async with house_at(server, tmp_path / "data", telegram_proxy=proxy) as alive:
            await alive.begun(7)
        assert {call.method for call in server.calls} <= seen
        assert {"getUpdates", "sendMessage"} <= seen
    await runner.cleanup()


@story
async def test_a_chat_gets_one_message_a_second_after_a_small_burst(tmp_path: Path) -> None:
    """With Telegram's rates enforced nobody is ever refused, and taps are answered at once all the same."""
    async with living(tmp_path / "data", Rates()) as alive:
        phone = await alive.begun(7)
        for text in ("否", "进度", "截止日期", "进度", "检查"):
            phone.say(text)
            await asyncio.sleep(0.3)
        await phone.wait_for("点哪一行", within=20)
        assert alive.server.telegram.traffic.refused == []


@story
async def test_what_a_dead_process_was_sending_does_not_stay(tmp_path: Path) -> None:
    """It died when it no longer was the one that sends: within two looks its message goes out, marked as repeated."""
    async with living(tmp_path / "data") as alive:
        phone = await alive.contact(7)
        address = alive.address(7)
        with alive.house.database.write() as session:
            state, sequence, version = conversations.load(session, address)
            conversations.save(session, address, state or "", sequence + 1, version)
            row = outbox.owe(session, address, sequence + 1, "bulk", codec.dumps(Told("paused")), NOON)
            outbox.take(session, (row,), "dead")
        tell(alive.house, address, "another", Told("paused"))
        await phone.wait_for("（补发）", within=30)
        await alive.settled(7)
        assert [state for state, _ in alive.owed(7)[-2:]] == ["sent", "sent"]
