"""Reminders on Telegram: carried and then sent, answered and then seen, and what a blocked bot means."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.bot.campaigning import Campaigned, Hand, moment
from tests.bot.telegram.living import Living, living, story


def turned(alive: Living, words: str) -> Campaigned:
    """The house of a Telegram, at this time."""
    return Campaigned(alive.house, Hand(moment(words)))


@story
async def test_a_reminder_is_carried_and_its_button_leads_to_the_question(tmp_path: Path) -> None:
    """On the morning of the 18th the phone rings; the ledger says sent, and seen once the button is pressed."""
    async with living(tmp_path) as alive:
        phone = await alive.begun(7)
        campaign = turned(alive, "04-18 09:00")
        await asyncio.to_thread(campaign.at, "04-18 09:00")
        message = await phone.wait_for("报省里")
        await alive.settled(7)
        assert message.text.startswith("提醒：")
        await asyncio.to_thread(campaign.at, "04-18 09:01")
        address = alive.address(7)
        assert "city 5 sent" in campaign.ledger(address)
        phone.say("继续")
        await phone.wait_for("1.10 ")
        await alive.settled(7)
        campaign.hand.now = moment("04-18 09:20")
        await asyncio.to_thread(campaign.at, "04-18 09:20")
        assert "city 5 seen" in campaign.ledger(address)


@story
async def test_who_blocked_the_bot_is_noted_as_blocked(tmp_path: Path) -> None:
    """Somebody who blocked the bot: the ledger says blocked, once, and the next one does not try Telegram again."""
    async with living(tmp_path) as alive:
        phone = await alive.begun(7)
        await alive.settled(7)
        phone.block()
        campaign = turned(alive, "04-18 09:00")
        await asyncio.to_thread(campaign.at, "04-18 09:00")
        await alive.settled(7)
        await asyncio.to_thread(campaign.at, "04-18 09:01")
        address = alive.address(7)
        assert "city 5 blocked" in campaign.ledger(address)
        await asyncio.to_thread(campaign.at, "04-22 09:00")
        assert "city 3 unreached" in campaign.ledger(address)
