"""The conversation on Telegram: what is said and tapped goes in once, what is owed comes out in order."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.channels.telegram.pacing import UNPACED
from tests.bot.telegram.living import delivering, house_at, living, story, telegram

pytestmark = pytest.mark.usefixtures("database_url")


@story
async def test_an_invited_contact_answers_by_words_and_by_buttons(tmp_path: Path) -> None:
    """A link lets the contact in; typed words and tapped buttons are answers; echo and next question come together."""
    async with living(tmp_path / "data") as alive:
        phone = await alive.begun(7)
        asked = phone.last
        assert asked.labels[:2] == ["1. 是", "2. 否"]
        assert (await phone.tap(asked, "2. 否").answered())["text"] == ""
        answer = await phone.wait_for("记下 1.10：否")
        assert "1.11 " in answer.text
        phone.say("否")
        assert "1.12 " in (await phone.wait_for("记下 1.11：否")).text
        assert alive.answers(7) == {"banned_industry": "no", "accidents": "no"}


@story
async def test_the_same_by_webhook(tmp_path: Path) -> None:
    """Delivered updates do what fetched ones do."""
    async with delivering(tmp_path / "data") as alive:
        phone = await alive.begun(7)
        phone.tap(phone.last, "2. 否")
        await phone.wait_for("记下 1.10：否")
        assert alive.answers(7) == {"banned_industry": "no"}


@story
async def test_everything_that_was_owed_is_settled_under_telegrams_number(tmp_path: Path) -> None:
    """A message that went out is sent, and remembered by the number that Telegram gave it."""
    async with living(tmp_path / "data") as alive:
        phone = await alive.begun(7)
        await alive.settled(7)
        assert {state for state, _ in alive.owed(7)} == {"sent"}
        assert {number for _, number in alive.owed(7)} == {str(message.id) for message in phone.inbox}
        assert set(alive.updates().values()) == {"done"}


@story
async def test_a_burst_is_taken_in_order(tmp_path: Path) -> None:
    """Messages a millisecond apart are answers to one question after the other, for a hundred people."""
    async with delivering(tmp_path / "data") as alive:
        people = range(1, 101)
        for start in range(1, 101, 25):
            await asyncio.gather(*(alive.begun(number) for number in range(start, start + 25)))
        await alive.server.burst({number: ["改 1.10 否", "改 1.11 2", "改 1.12 否"] for number in people})
        await alive.server.settled(lambda: all(len(alive.answers(n)) == 3 for n in people), within=60)
        wanted = {"banned_industry": "no", "accidents": "no", "violations": "no"}
        assert [alive.answers(number) for number in people] == [wanted] * 100


@story
async def test_a_restart_goes_on_where_it_was(tmp_path: Path) -> None:
    """What was said while nobody was there is answered afterwards; nothing is said twice."""
    async with telegram(UNPACED) as server:
        async with house_at(server, tmp_path / "data") as alive:
            phone = await alive.begun(7)
        phone.say("否")
        phone.say("改 1.11 2")
        async with house_at(server, tmp_path / "data") as alive:
            await phone.wait_for("1.12 ")
            assert await phone.quiet(0.5) == []
            assert len(alive.answers(7)) == 2


@story
async def test_a_text_sent_three_times_answers_one_question(tmp_path: Path) -> None:
    """Messages that were sent before a question was delivered are offered as its answer, and not taken."""
    async with delivering(tmp_path / "data") as alive:
        phone = await alive.begun(7)
        await phone.burst(["否", "否", "否"])
        offered = await phone.wait_for("“否”是在看到 1.11 之前发的")
        await alive.settled(7)
        assert alive.answers(7) == {"banned_industry": "no"}
        assert offered.labels[:2] == ["1. 1.11 的答案：否", "2. 不算，是重复发的"]
        phone.say("2")
        await phone.wait_for("1.11 ")
        assert alive.answers(7) == {"banned_industry": "no"}


@story
async def test_a_long_list_comes_in_pieces_and_is_one_answer(tmp_path: Path) -> None:
    """The pieces into which an app cuts a text are put together: the second never replaces the first."""
    async with living(tmp_path / "data") as alive:
        phone, _ = await alive.at(7, "alliances")
        names = [f"第{number}轴承产业技术创新联盟" for number in range(1, 381)]
        phone.say_long("\n".join(names))
        await phone.wait_for("数量 380 个")
        assert alive.answers(7)["alliances/names"] == "、".join(names)
