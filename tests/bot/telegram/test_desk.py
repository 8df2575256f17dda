"""A coordinator on Telegram: the same desk, and a broadcast that is first sent, then seen."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

from storage import invitations
from storage.tables.people import Role
from tests.bot.telegram.living import NOON, Living, living, story


def invited(alive: Living, name: str, role: Role, region: str) -> str:
    """The token of an invitation for somebody of a region."""
    until = NOON + timedelta(days=3)
    with alive.house.database.write() as session:
        return invitations.invite(session, role=role, region=region, name=name, now=NOON, expires_at=until)


@story
async def test_a_coordinator_works_from_a_phone(tmp_path: Path) -> None:
    """Buttons, a picture, a broadcast; the county answers, and the coordinator reads it with the county's name."""
    async with living(tmp_path / "data") as alive:
        desk, county = alive.server.user(1), alive.server.user(2)
        desk.start(await asyncio.to_thread(invited, alive, "王科长", "city", "邢台市"))
        today = await desk.wait_for("邢台市共 18 家")
        county.start(await asyncio.to_thread(invited, alive, "张三", "county", "130534"))
        await county.wait_for("填报助手")
        desk.tap(today, "进度")
        await desk.wait_for("清河县 考虑中")
        desk.say("图片")
        picture = await desk.wait_for("进度图")
        assert picture.data.startswith(b"\x89PNG")
        desk.say("群发：请于4月20日前填完")
        desk.say("全部")
        confirming = await desk.wait_for("发给 1 个县的 1 人")
        desk.tap(confirming, "发送")
        await county.wait_for("请于4月20日前填完")
        await desk.wait_for("群发完成")
        changed = await desk.wait_for(lambda each: each.edits > 0 and "群发完成" in each.text)
        assert "群发中" in changed.versions[0]["text"]
        assert sum("请于4月20日前填完" in each.text for each in county.inbox) == 1
        desk.say("群发进度")
        await desk.wait_for("清河县 张三　已发")
        county.say("回复 收到，周四报")
        await desk.wait_for("清河县 张三：收到，周四报")
        desk.say("群发进度")
        await desk.wait_for("清河县 张三　已看到")
        await alive.settled(1, 2)


@story
async def test_a_blocked_contact_is_said_by_name(tmp_path: Path) -> None:
    """Who shut the bot out is neither sent nor seen; the broadcast ends all the same and says who it is."""
    async with living(tmp_path / "data") as alive:
        desk, county = alive.server.user(1), alive.server.user(2)
        desk.start(await asyncio.to_thread(invited, alive, "王科长", "city", "邢台市"))
        await desk.wait_for("邢台市共 18 家")
        county.start(await asyncio.to_thread(invited, alive, "张三", "county", "130534"))
        await county.wait_for("填报助手")
        desk.say("群发：请查收")
        desk.say("全部")
        county.block()
        desk.say("发送")
        await desk.wait_for("清河县 张三　收不到", within=30)
