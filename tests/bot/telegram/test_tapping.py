"""Buttons: answered always, ticked in place, recognised when old, and not pressed twice by an impatient thumb."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.channels.telegram.pacing import UNPACED, Rates
from tests.bot.telegram.living import house_at, living, story, telegram

pytestmark = pytest.mark.usefixtures("database_url")


@story
async def test_boxes_are_ticked_in_place_and_sent_together(tmp_path: Path) -> None:
    """Each tap turns one box over under the same message; only 确定 answers the question."""
    async with living(tmp_path / "data") as alive:
        phone, asked = await alive.at(7, "chain_work")
        before = len(phone.inbox)
        assert "1. 绘制产业链图谱" in asked.text
        for box, said in (("☐ 1", "已勾选：1"), ("☐ 3", "已勾选：1、3"), ("☑ 1", "已勾选：3"), ("☐ 4", "已勾选：3、4")):
            assert (await phone.tap(asked, box).answered())["text"] == said
            await alive.settled(7)
        assert [label for label in asked.labels if "☑" in label] == ["☑ 3", "☑ 4"]
        assert len(phone.inbox) == before
        phone.tap(asked, "确定")
        await phone.wait_for("记下 2.22")
        assert alive.answers(7)["chain_work"] == ("innovation_union", "university_research")


@story
async def test_ticks_survive_quick_thumbs_and_a_restart(tmp_path: Path) -> None:
    """Taps that come before the boxes were relabelled count, and so do those before a restart."""
    async with telegram(UNPACED) as server:
        async with house_at(server, tmp_path / "data") as alive:
            phone, asked = await alive.at(7, "chain_work")
            for box in ("☐ 1", "☐ 2", "☐ 4"):
                phone.tap(asked, box)
            await alive.settled(7)
            assert [label for label in asked.labels if "☑" in label] == ["☑ 1", "☑ 2", "☑ 4"]
        async with house_at(server, tmp_path / "data") as alive:
            phone.tap(asked, "☑ 2")
            phone.tap(asked, "确定")
            await phone.wait_for("记下 2.22")
            assert len(alive.answers(7)["chain_work"]) == 2  # type: ignore[arg-type]


@story
async def test_quick_thumbs_do_not_wait_for_the_pace_of_the_chat(tmp_path: Path) -> None:
    """Every tap is answered at once, while the boxes are relabelled a few times only, and are right in the end."""
    async with living(tmp_path / "data", Rates()) as alive:
        phone, asked = await alive.at(7, "chain_work")
        taps = [phone.tap(asked, f"☐ {number}") for number in range(1, 8)]
        said = [(await tap.answered(within)).get("text") for tap, within in zip(taps, [5.0] * 7, strict=True)]
        assert said[-1] == "已勾选：1、2、3、4、5、6、7"
        await alive.server.settled(lambda: sum("☑" in label for label in asked.labels) == 7, within=20)
        assert asked.edits < 7
        assert alive.server.telegram.traffic.refused == []


@story
async def test_nothing_ticked_is_no_answer(tmp_path: Path) -> None:
    """确定 without a tick says so on the screen and stores nothing; 无 is a button of its own."""
    async with living(tmp_path / "data") as alive:
        phone, asked = await alive.at(7, "chain_work")
        answer = await phone.tap(asked, "确定").answered()
        assert answer["show_alert"]
        assert "没有勾选" in answer["text"]
        assert "chain_work" not in alive.answers(7)
        phone.tap(asked, "无")
        await phone.wait_for("记下 2.22")
        assert alive.answers(7)["chain_work"] == "none"


@story
async def test_an_old_button_offers_to_change_that_answer(tmp_path: Path) -> None:
    """A button of a question that was answered long ago is never taken for the present one."""
    async with living(tmp_path / "data") as alive:
        phone = await alive.begun(7)
        first = phone.last
        phone.say("否")
        await phone.wait_for("1.11 ")
        assert await phone.tap(first, "1. 是").answered()
        offered = await phone.wait_for("这是前面 1.10 的按钮")
        assert alive.answers(7) == {"banned_industry": "no"}
        phone.tap(offered, "改 1.10")
        asked = await phone.wait_for("现在：否")
        phone.tap(asked, "1. 是")
        await phone.wait_for("记下 1.10：是")
        assert alive.answers(7) == {"banned_industry": "yes"}


@story
async def test_old_boxes_and_old_words_are_recognised_too(tmp_path: Path) -> None:
    """A box, 确定 or 稍后 under an old question offers to change that one, and puts nothing off."""
    async with living(tmp_path / "data") as alive:
        phone, boxes = await alive.at(7, "chain_work")
        phone.say("无")
        await phone.wait_for("记下 2.22")
        for button in ("☐ 1", "确定", "稍后"):
            assert await phone.tap(boxes, button).answered()
            await phone.wait_for("这是前面 2.22 的按钮")
        assert alive.answers(7)["chain_work"] == "none"


@story
async def test_two_taps_of_an_impatient_thumb_are_one(tmp_path: Path) -> None:
    """The same button tapped again at once answers nothing twice and offers nothing."""
    async with living(tmp_path / "data") as alive:
        phone = await alive.begun(7)
        asked = phone.last
        taps = [phone.tap(asked, "2. 否") for _ in range(3)]
        await asyncio.gather(*(tap.answered() for tap in taps))
        await alive.settled(7)
        assert phone.last.text.startswith("记下 1.10：否")
        assert alive.answers(7) == {"banned_industry": "no"}


@story
async def test_words_under_a_question_are_taken_as_typed(tmp_path: Path) -> None:
    """稍后 under the present question puts it off; a button that was never ours is answered all the same."""
    async with living(tmp_path / "data") as alive:
        phone = await alive.begun(7)
        assert await phone.tap(phone.last, "稍后").answered()
        await phone.wait_for("1.11 ")
        assert (await phone.tap(phone.last, data="nonsense").answered())["text"] == "这个按钮是以前的。"


@story
async def test_a_number_can_be_typed_for_every_button(tmp_path: Path) -> None:
    """The number on a button, typed, is that button; boxes are ticked by several numbers."""
    async with living(tmp_path / "data") as alive:
        phone, _ = await alive.at(7, "chain_work")
        phone.say("1 3")
        await phone.wait_for("记下 2.22")
        phone.say("改 1.10")
        await phone.wait_for("1.10 ")
        phone.say("2")
        await phone.wait_for("记下 1.10：否")
        assert alive.answers(7)["banned_industry"] == "no"
