"""What else people do on Telegram: send voices, edit, write in groups, block, use the menu, paste long texts."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from pathlib import Path

import pytest

from bot.turns.notices import tell
from dialogs.saying.replies import Told
from dialogs.turn.messages import Said
from tests.bot.telegram.living import Living, living, story

pytestmark = pytest.mark.usefixtures("database_url")


@story
async def test_voices_stickers_and_places_are_answered_politely(tmp_path: Path) -> None:
    """What cannot be taken down is said to be so, once each, and the question stands."""
    async with living(tmp_path / "data") as alive:
        phone = await alive.begun(7)
        for send in (phone.voice, phone.sticker, phone.location):
            send()
            await phone.wait_for("只收文字、按钮、图片和文件")
        phone.say("否")
        await phone.wait_for("记下 1.10：否")


@story
async def test_a_group_is_declined_and_left(tmp_path: Path) -> None:
    """In a group one line is said, nothing of the application, and the bot leaves."""
    async with living(tmp_path / "data") as alive:
        phone = await alive.begun(7)
        group = alive.server.group(-4007)
        group.add_bot(phone)
        await alive.server.settled(lambda: "leaveChat" in [call.method for call in alive.server.calls])
        said = [message.text for message in group.inbox]
        assert len(said) == 1
        assert "请点我的头像私聊" in said[0]
        assert alive.answers(7) == {}


@story
async def test_an_edited_answer_is_answered_anew(tmp_path: Path) -> None:
    """Editing an old answer changes that answer, wherever the conversation is now."""
    async with living(tmp_path / "data") as alive:
        phone, _ = await alive.at(7, "output")
        typed = phone.say("118.4 131.62 146.9")
        await phone.wait_for("记下 2.1")
        phone.edit(typed, "128.4 131.62 146.9")
        await phone.wait_for("记下 2.1：128.40")
        assert alive.answers(7)["output/2021"] == Decimal("128.4")
        phone.edit(typed, "138.4 131.62 146.9")
        await phone.wait_for("记下 2.1：138.40")


@story
async def test_the_edit_of_an_old_message_is_asked_about_where_a_newer_answer_stands(tmp_path: Path) -> None:
    """Both are put side by side, and the newer one stands until it is said otherwise."""
    async with living(tmp_path / "data") as alive:
        phone, _ = await alive.at(7, "output")
        typed = phone.say("118.4 131.62 146.9")
        await phone.wait_for("记下 2.1")
        phone.say("改 2.1 119.4 131.62 146.9")
        await phone.wait_for("记下 2.1：119.40")
        phone.edit(typed, "128.4 131.62 146.9")
        await phone.wait_for("要改的是 2.1 吗？")
        assert alive.answers(7)["output/2021"] == Decimal("119.4")


@story
async def test_an_edit_mends_what_was_misread(tmp_path: Path) -> None:
    """A message that could not be taken is taken when it is edited; the same words again change nothing."""
    async with living(tmp_path / "data") as alive:
        phone, _ = await alive.at(7, "output")
        typed = phone.say("118.4 131.62")
        await phone.wait_for()
        phone.edit(typed, "118.4 131.62")
        assert await phone.quiet(1.0) == []
        phone.edit(typed, "118.4 131.62 146.9")
        await phone.wait_for("记下 2.1")
        assert alive.answers(7)["output/2023"] == Decimal("146.9")


@story
async def test_an_edit_of_several_lines_or_of_a_command(tmp_path: Path) -> None:
    """Lines of one answer stay one answer; an edited message that says 改 itself is taken as it stands."""
    async with living(tmp_path / "data") as alive:
        phone, _ = await alive.at(7, "alliances")
        typed = phone.say("临西县轴承行业协会")
        await phone.wait_for("记下")
        phone.edit(typed, "临西县轴承行业协会\n临西县轴承产业联盟")
        await phone.wait_for("临西县轴承产业联盟")
        await alive.settled(7)
        assert alive.answers(7)["alliances/count"] == 2
        moved = phone.say("进度")
        await phone.wait_for("封面")
        phone.edit(moved, "改 1.10 否")
        await phone.wait_for("记下 1.10：否")


@story
async def test_an_edited_part_of_a_long_text_is_explained(tmp_path: Path) -> None:
    """A part of a text in several messages cannot be exchanged; the person is told how to rewrite it."""
    async with living(tmp_path / "data") as alive:
        phone, _ = await alive.at(7, "opening_text")
        part = phone.say("组织企业参加中国国际中小企业博览会。")
        await phone.wait_for("已收")
        phone.edit(part, "组织企业参加展会。")
        await phone.wait_for("发“重写”")


@story
async def test_an_edit_that_nobody_remembers_is_explained(tmp_path: Path) -> None:
    """A message from before the records is never taken as the answer to the present question."""
    async with living(tmp_path / "data") as alive:
        phone, _ = await alive.at(7, "output")
        typed = phone.say("118.4 131.62 146.9")
        await phone.wait_for("记下 2.1")
        await alive.settled(7)
        with alive.house.database.write() as session:
            session.connection().exec_driver_sql("DELETE FROM telegram_update")
        phone.edit(typed, "128.4 131.62 146.9")
        await phone.wait_for("请发“改 题号 新内容”")
        assert alive.answers(7)["output/2021"] == Decimal("118.4")


@story
async def test_the_menu_is_set_and_works(tmp_path: Path) -> None:
    """The commands stand in the menu in Chinese, and do what they say."""
    async with living(tmp_path / "data") as alive:
        phone = await alive.begun(7)
        await alive.server.settled(lambda: len(alive.server.telegram.commands) >= 3)
        menu = next(iter(alive.server.telegram.commands.values()))
        assert {"command": "progress", "description": "进度：还差什么"} in menu
        assert all(each["command"].isascii() for each in menu)
        phone.say("/progress")
        await phone.wait_for("封面")
        phone.say("/help@shenbao_test_bot")
        await phone.wait_for("直接回答题目就行")


@story
async def test_who_blocks_the_bot_is_left_alone_and_welcomed_back(tmp_path: Path) -> None:
    """Nothing is sent to somebody who blocked the bot; what was owed comes when the person is back."""
    async with living(tmp_path / "data") as alive:
        phone = await alive.begun(7)
        phone.block()
        await alive.server.settled(lambda: _reach(alive, 7) == "blocked")
        address, event = alive.address(7), Said("否")
        assert await asyncio.to_thread(alive.house.conversations.receive, address, "elsewhere", event)
        await asyncio.sleep(0.3)
        assert [state for state, _ in alive.owed(7)].count("todo") == 2
        phone.unblock()
        await phone.wait_for("记下 1.10：否")
        assert {call.status for call in alive.server.calls} == {200}


def _reach(alive: Living, number: int) -> object:
    (state,) = alive.rows("SELECT state FROM address WHERE external_id = :it", it=str(number))[0]
    return state


@story
async def test_a_long_text_goes_in_and_comes_out_in_pieces(tmp_path: Path) -> None:
    """A paste over 4,096 characters is one answer; a message over it comes out in pieces, the buttons at the end."""
    async with living(tmp_path / "data") as alive:
        phone, _ = await alive.at(7, "plan_tasks")
        text = "一是强链补链，推动产业集聚发展。" * 300
        phone.say_long(text)
        await alive.settled(7)
        phone.say("完成")
        await phone.wait_for("记下 8.18")
        assert str(alive.answers(7)["plan_tasks"]).replace("\n", "") == text
        notice = Told("kept", {"reason": text})
        assert await asyncio.to_thread(tell, alive.house, alive.address(7), "long", notice)
        first = await phone.wait_for("已保留")
        second = await phone.wait_for()
        assert first.text + second.text == f"已保留，并记下说明：{text}"
        assert first.text.endswith("。")
        assert (first.labels, second.labels) == ([], ["继续", "进度", "检查", "预览", "?"])
