"""What people do, and what they see of the bot."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.telegram.pictures import png
from tests.telegram.raw import Raw
from tests.telegram.server import TelegramServer
from tests.telegram.texts import units

BUTTONS = {"inline_keyboard": [[{"text": "同意", "callback_data": "a"}, {"text": "不同意", "callback_data": "b"}]]}


def played(scene: Callable[[TelegramServer, Raw], Awaitable[None]]) -> None:
    """Play a scene with a server and a bot that is written by hand."""

    async def run() -> None:
        async with TelegramServer() as server, Raw(server) as bot:
            await scene(server, bot)
            assert server.complaints == []

    asyncio.run(run())


async def updates(bot: Raw, **given: Any) -> list[dict[str, Any]]:
    """What the bot gets."""
    found: list[dict[str, Any]] = (await bot("getUpdates", **given))["result"]
    return found


def test_waiting_finds_what_is_new_and_passes_over_what_was_read() -> None:
    """The same words a second time are waited for anew; an edit is news, too."""

    async def scene(server: TelegramServer, bot: Raw) -> None:
        wang = server.user(1)
        wang.start()
        for text in ("第一问", "第二问", "第一问"):
            await bot("sendMessage", chat_id=1, text=text)
        first = await wang.wait_for("第一问")
        again = await wang.wait_for("第一问")
        assert again.id == first.id + 2
        assert wang.unread == []
        await bot("editMessageText", chat_id=1, message_id=first.id, text="第一问，改")
        changed = await wang.wait_for(lambda message: message.edits == 1)
        assert changed is first
        assert changed.versions[0]["text"] == "第一问"
        with pytest.raises(AssertionError, match="no '第三问' within"):
            await wang.wait_for("第三问", within=0.05)

    played(scene)


def test_a_phone_waits_for_a_message_that_comes_later_and_until_it_is_quiet() -> None:
    """A wait that began before the message ends with it."""

    async def scene(server: TelegramServer, bot: Raw) -> None:
        wang = server.user(1)
        wang.start()
        waiting = asyncio.create_task(wang.wait_for("晚"))
        await asyncio.sleep(0.02)
        await bot("sendMessage", chat_id=1, text="晚上好", disable_notification=True)
        assert (await waiting).silent
        await bot("sendMessage", chat_id=1, text="一")
        await bot("sendMessage", chat_id=1, text="二", reply_markup={"remove_keyboard": True})
        assert [each.text for each in await wang.quiet(0.05)] == ["一", "二"]
        assert wang.last.keys == {"remove_keyboard": True}
        assert await wang.quiet(0.01) == []

    played(scene)


def test_a_button_is_pressed_by_its_label() -> None:
    """Whole labels win over parts; what is not there, or a link, cannot be pressed; old data can be."""

    async def scene(server: TelegramServer, bot: Raw) -> None:
        wang = server.user(1)
        wang.start()
        await bot("sendMessage", chat_id=1, text="同意吗？", reply_markup=BUTTONS)
        asked = await wang.wait_for("同意吗")
        wang.tap(asked, "同意")
        wang.tap(asked, "不")
        wang.tap(asked, 1)
        wang.tap(asked, data="old")
        pressed = [each["callback_query"]["data"] for each in await updates(bot) if "callback_query" in each]
        assert pressed == ["a", "b", "b", "old"]
        with pytest.raises(LookupError, match="0 buttons '也许'"):
            wang.tap(asked, "也许")
        link = {"inline_keyboard": [[{"text": "网页", "url": "https://example.com"}]]}
        await bot("sendMessage", chat_id=1, text="链接", reply_markup=link)
        with pytest.raises(LookupError, match="is a link"):
            wang.tap(await wang.wait_for("链接"), "网页")

    played(scene)


def test_a_long_text_goes_out_in_pieces() -> None:
    """No app sends more than 4,096 units at once; nothing is lost at the seams, nor is a character cut in two."""

    async def scene(server: TelegramServer, bot: Raw) -> None:
        text = "产业集群😀" * 2000
        with pytest.raises(ValueError, match="an app splits long texts"):
            server.user(1).say(text)
        pieces = server.user(1).say_long(text)
        assert "".join(each.text for each in pieces) == text
        assert {units(each.text) for each in pieces[:-1]} <= {4095, 4096}
        assert len(await updates(bot)) == len(pieces) == 3

    played(scene)


def test_who_blocked_the_bot_cannot_write_and_does_not_hear() -> None:
    """Block, silence, start again; the bot is told of both."""

    async def scene(server: TelegramServer, bot: Raw) -> None:
        wang = server.user(1)
        wang.start()
        wang.block()
        assert (await bot("sendMessage", chat_id=1, text="x"))[
            "description"
        ] == "Forbidden: bot was blocked by the user"
        with pytest.raises(RuntimeError, match="blocked the bot"):
            wang.say("x")
        wang.start("again")
        assert await bot.code("sendMessage", chat_id=1, text="x") == 200
        kinds = [next(key for key in each if key != "update_id") for each in await updates(bot)]
        assert kinds == ["message", "my_chat_member", "my_chat_member", "message"]
        wang.delete_account()
        assert (await bot("sendMessage", chat_id=1, text="x"))["description"] == "Forbidden: user is deactivated"

    played(scene)


def test_an_album_comes_as_separate_messages_even_slowly() -> None:
    """One group id, no count, the caption on the first alone; over a bad line with pauses between them."""

    async def scene(server: TelegramServer, bot: Raw) -> None:
        wang = server.user(1)
        quick = wang.send_album([(png(20, 20, shade), "") for shade in range(3)], "三张")
        begun = time.monotonic()
        slow = await wang.send_album_slowly([(b"a", "甲.pdf"), (b"b", "乙.pdf")], kind="document", spacing=0.05)
        assert time.monotonic() - begun >= 0.1
        came = [each["message"] for each in await updates(bot)]
        assert [each["message_id"] for each in came] == [each.id for each in (*quick, *slow)]
        assert len({each["media_group_id"] for each in came[:3]}) == 1
        assert len({each["media_group_id"] for each in came}) == 2
        assert [each.get("caption") for each in came] == ["三张", None, None, None, None]
        assert [each["document"]["file_name"] for each in came[3:]] == ["甲.pdf", "乙.pdf"]
        with pytest.raises(ValueError, match="two to ten"):
            wang.send_album([(b"a", "a")])

    played(scene)


def test_a_download_link_is_good_for_an_hour_and_the_same_bytes_are_known() -> None:
    """After an hour 404; asking again renews it. Equal bytes have one file_unique_id and two file_ids."""

    async def scene(server: TelegramServer, bot: Raw) -> None:
        wang = server.user(1)
        first, second = wang.send_document(b"same", "甲.pdf"), wang.send_document(b"same", "乙.pdf")
        one, two = first.raw["document"], second.raw["document"]
        assert one["file_unique_id"] == two["file_unique_id"]
        assert one["file_id"] != two["file_id"]
        path = (await bot("getFile", file_id=one["file_id"]))["result"]["file_path"]
        address = f"{server.url}/file/bot{server.token}/{path}"
        assert (await bot.http.get(address)).content == b"same"
        server.later(3601)
        assert (await bot.http.get(address)).status_code == 404
        await bot("getFile", file_id=one["file_id"])
        assert (await bot.http.get(address)).content == b"same"

    played(scene)


def test_a_photo_has_sizes_and_the_last_is_the_picture() -> None:
    """Who takes the first size gets other bytes: a mistake shows."""

    async def scene(server: TelegramServer, bot: Raw) -> None:
        picture = png(1600, 1200)
        message = server.user(1).send_photo(picture)
        small, whole = message.raw["photo"]
        assert (small["width"], small["height"], whole["width"]) == (320, 240, 1600)
        assert server.telegram.bytes_of(small["file_id"]) != picture
        assert message.data == picture

    played(scene)


def test_a_group_lets_the_bot_hear_only_what_is_meant_for_it() -> None:
    """Commands, mentions and answers to the bot; not the talk of the others, and nothing once it is out."""

    async def scene(server: TelegramServer, bot: Raw) -> None:
        wang, group = server.user(1), server.group(-5)
        group.add_bot(wang)
        group.say(wang, "大家好")
        group.say(wang, "/start")
        group.say(wang, "请看 @shenbao_test_bot")
        await bot("sendMessage", chat_id=-5, text="?")
        group.say(wang, "好的", reply_to=group.last)
        group.remove_bot(wang)
        group.say(wang, "/start")
        heard = [each["message"].get("text") for each in await updates(bot) if "message" in each]
        assert heard == [None, "/start", "请看 @shenbao_test_bot", "好的"]
        assert await bot.code("sendMessage", chat_id=-5, text="x") == 403

    played(scene)


def test_entities_are_counted_in_utf_16_units() -> None:
    """A command behind an emoji begins where Telegram says."""

    async def scene(server: TelegramServer, bot: Raw) -> None:
        message = server.user(1).say("😀 /help 见 https://example.com/a，或 a.b@example.com #申报")
        kinds = [(each["type"], each["offset"], each["length"]) for each in message.raw["entities"]]
        assert kinds == [("bot_command", 3, 5), ("url", 11, 21), ("email", 35, 15), ("hashtag", 51, 3)]

    played(scene)


def test_updates_grow_old() -> None:
    """A tap is gone after 150 seconds, a message after a day."""

    async def scene(server: TelegramServer, bot: Raw) -> None:
        wang = server.user(1)
        wang.start()
        await bot("sendMessage", chat_id=1, text="?", reply_markup=BUTTONS)
        wang.tap(wang.last, "同意")
        assert server.pending == 2
        server.later(150)
        assert server.pending == 1
        server.later(86400)
        assert await updates(bot) == []

    played(scene)
