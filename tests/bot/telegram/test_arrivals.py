"""What comes from Telegram repeated, swapped, forged or poisoned: nothing is lost, nothing doubled."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.bot.telegram.living import SECRET, Living, delivering, living, story

pytestmark = pytest.mark.usefixtures("database_url")

HEADER = "X-Telegram-Bot-Api-Secret-Token"


def typed(number: int, update_id: int, text: str) -> dict[str, Any]:
    """An update with something typed."""
    who = {"id": number, "is_bot": False, "first_name": "测试员"}
    chat = {"id": number, "type": "private", "first_name": "测试员"}
    message = {"message_id": update_id, "date": 1_712_800_000, "from": who, "chat": chat, "text": text}
    return {"update_id": update_id, "message": message}


async def post(alive: Living, body: object, secret: str = SECRET) -> int:
    """Deliver something to the webhook, as Telegram would; returns the status."""
    async with aiohttp.ClientSession() as session:
        headers = {HEADER: secret} if secret else {}
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        async with session.post(alive.hook, data=data, headers=headers) as response:
            return response.status


@story
async def test_an_update_that_comes_again_is_handled_once(tmp_path: Path) -> None:
    """The same update delivered three times is one answer and one reply."""
    async with living(tmp_path / "data") as alive:
        phone = await alive.begun(7)
        phone.say("否")
        await phone.wait_for("1.11 ")
        for _ in range(2):
            alive.server.repeat()
        assert await phone.quiet(0.7) == []
        assert len(alive.answers(7)) == 1


@story
async def test_updates_delivered_in_the_wrong_order_are_taken_in_the_right_one(tmp_path: Path) -> None:
    """Of two updates a moment apart the one with the smaller number is taken first, whichever comes first."""
    async with delivering(tmp_path / "data") as alive:
        await alive.begun(7)
        await alive.settled(7)
        last = max(alive.updates())
        later = asyncio.create_task(post(alive, typed(7, last + 2, "2")))
        await asyncio.sleep(0.05)
        assert await post(alive, typed(7, last + 1, "否")) == 200
        assert await later == 200
        await alive.settled(7)
        assert alive.answers(7)["banned_industry"] == "no"  # the other is offered where its question had not come yet
        said = alive.rows("SELECT event FROM inbox WHERE sequence IS NOT NULL ORDER BY sequence DESC LIMIT 2")
        assert ["否" in event for (event,) in said] == [False, True]


@story
async def test_a_number_that_never_comes_holds_nobody_up_for_long(tmp_path: Path) -> None:
    """A gap in the numbers is waited for a moment only."""
    async with delivering(tmp_path / "data") as alive:
        phone = await alive.begun(7)
        await alive.settled(7)
        assert await post(alive, typed(7, max(alive.updates()) + 40, "否")) == 200
        await phone.wait_for("记下 1.10：否", within=5)


@story
async def test_without_the_secret_nothing_is_kept(tmp_path: Path) -> None:
    """A wrong secret or none is refused with 401, a body too large with 413; what is no update is passed over."""
    async with delivering(tmp_path / "data") as alive:
        await alive.begun(7)
        await alive.settled(7)
        before = alive.updates()
        forged = typed(7, max(before) + 1, "否")
        assert [await post(alive, forged, secret) for secret in ("", "wrong", SECRET + "x", "é")] == [401] * 4
        assert await post(alive, b'{"update_id": 1, "x": "' + b"x" * 300_000 + b'"}') == 413
        bodies: list[object] = [b"nonsense", [], {"update_id": "7"}, b"[" * 9000]
        assert [await post(alive, body) for body in bodies] == [200] * 4
        assert alive.updates() == before


@story
async def test_a_poison_update_steps_aside(tmp_path: Path) -> None:
    """What cannot be handled is set aside after a few tries; that person and all others go on; administrators hear."""
    async with delivering(tmp_path / "data") as alive:
        admin = alive.server.user(1)
        admin.start(alive.invite("管理员", role="administrator"))
        await admin.wait_for("填报助手")
        phone, other = await alive.begun(7), await alive.begun(8)
        await alive.settled(7, 8)
        number = max(alive.updates()) + 1
        alive.server.telegram.updates.next_id += 2
        poison = typed(7, number, "否")
        del poison["message"]["date"]
        assert await post(alive, poison) == 200
        assert await post(alive, typed(7, number + 1, "否")) == 200
        other.say("否")
        await other.wait_for("记下 1.10：否", within=3)
        await phone.wait_for("记下 1.10：否", within=20)
        assert alive.updates()[number] == "poison"
        await admin.wait_for(f"编号 {number}")
