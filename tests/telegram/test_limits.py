"""How fast a bot may send, and how it is measured."""

from __future__ import annotations

import asyncio

from tests.telegram.limits import Limits, Sending, Traffic
from tests.telegram.raw import Raw
from tests.telegram.refusals import Refused
from tests.telegram.server import TelegramServer


def at(*moments: float, chat: int = 1, method: str = "sendMessage") -> list[Sending]:
    """Sendings at these moments."""
    return [Sending(moment, chat, method, 1) for moment in moments]


def test_a_sliding_second_is_found_between_the_full_ones() -> None:
    """Ten late in one second and ten early in the next are twenty in a second."""
    log = at(*(0.9 + each / 100 for each in range(10)), *(1.0 + each / 100 for each in range(10)), 5.0)
    assert Traffic(log=log).sent_in_any_second() == 20


def test_a_second_holds_its_beginning_but_not_its_end() -> None:
    """Two messages one second apart are never in one second."""
    assert Traffic(log=at(1.0, 2.0, 3.0)).sent_in_any_second() == 1
    assert Traffic(log=[]).sent_in_any_second() == 0


def test_a_second_can_be_measured_for_one_chat_or_without_edits() -> None:
    """The log knows where each message went and which of them were edits."""
    traffic = Traffic(log=[*at(1.0, 1.1), *at(1.2, chat=2), *at(1.3, chat=2, method="editMessageText")])
    assert traffic.sent_in_any_second() == 4
    assert traffic.sent_in_any_second(2) == 2
    assert traffic.sent_in_any_second(2, edits=False) == 1


def clocked(**limits: float | bool) -> tuple[Traffic, list[float]]:
    """Traffic at a time that the test sets."""
    now = [100.0]
    return Traffic(Limits(**limits), clock=lambda: now[0]), now  # type: ignore[arg-type]


def wait_at(traffic: Traffic, chat: int, size: int = 1, method: str = "sendMessage") -> int:
    """Send if it is allowed; the seconds to wait if not."""
    try:
        traffic.admit(chat, size)
    except Refused as refusal:
        return refusal.parameters["retry_after"]
    for _ in range(size):
        traffic.record(chat, method, 1)
    return 0


def test_the_thirty_first_message_in_a_second_is_refused_and_a_pause_is_due() -> None:
    """Over thirty in a second Telegram answers 429, and goes on with it until the time that it said is over."""
    traffic, now = clocked()
    assert [wait_at(traffic, chat) for chat in range(1, 32)] == [0] * 30 + [1]
    now[0] += 0.9
    assert wait_at(traffic, 77) == 1
    now[0] += 0.2
    assert wait_at(traffic, 77) == 0
    assert traffic.sent_in_any_second() == 30
    assert [chat for _, chat in traffic.refused] == [31, 77]


def test_twenty_eight_a_second_go_on_for_ever() -> None:
    """Who keeps below the limit is never refused."""
    traffic, now = clocked()
    for each in range(28 * 60):
        assert wait_at(traffic, 1 + each % 100) == 0
        now[0] += 1 / 28
    assert traffic.sent_in_any_second() <= 29


def test_one_chat_takes_a_burst_and_then_one_message_a_second() -> None:
    """A small burst passes; after it only who waits a second gets through; another chat is not concerned."""
    traffic, now = clocked(burst=3)
    assert [wait_at(traffic, 1) for _ in range(4)] == [0, 0, 0, 1]
    assert wait_at(traffic, 2) == 0
    for _ in range(5):
        now[0] += 1.0
        assert wait_at(traffic, 1) == 0
    assert wait_at(traffic, 1) == 1


def test_an_album_counts_by_its_pictures_and_may_be_larger_than_the_burst() -> None:
    """Ten pictures at once pass into a quiet chat, which then rests."""
    traffic, now = clocked(burst=3)
    assert wait_at(traffic, 1, 10) == 0
    assert wait_at(traffic, 1) == 8
    now[0] += 8.0
    assert wait_at(traffic, 1) == 0
    assert traffic.sent_in_any_second(1) == 10


def test_a_group_takes_twenty_messages_a_minute() -> None:
    """The twenty-first message of a minute to a group is refused, with the rest of the minute to wait."""
    traffic, now = clocked(burst=100)
    assert [wait_at(traffic, -5) for _ in range(20)] == [0] * 20
    now[0] += 10.0
    assert wait_at(traffic, -5) == 50
    now[0] += 50.5
    assert wait_at(traffic, -5) == 0


def test_an_ordered_flood_ends_when_it_said() -> None:
    """429 with the seconds that are left, to the one chat, until they are over."""
    traffic, now = clocked()
    traffic.flood(5, chat=1)
    assert wait_at(traffic, 2) == 0
    assert wait_at(traffic, 1) == 5
    now[0] += 3.5
    assert wait_at(traffic, 1) == 2
    now[0] += 1.5
    assert wait_at(traffic, 1) == 0


def test_edits_count_as_messages_and_answers_to_taps_do_not() -> None:
    """Over HTTP, too: who edits like mad is refused with the time to wait; a tap can always be answered."""

    async def run() -> None:
        async with TelegramServer(limits=Limits(burst=3, per_chat=0.01)) as server, Raw(server) as bot:
            wang = server.user(1)
            wang.start()
            button = [[{"text": "a", "callback_data": "b"}]]
            await bot("sendMessage", chat_id=1, text="x", reply_markup={"inline_keyboard": button})
            asked = await wang.wait_for("x")
            edits = [
                await bot.code("editMessageText", chat_id=1, message_id=asked.id, text=f"{each}") for each in range(3)
            ]
            assert edits == [200, 200, 429]
            refused = await bot("sendMessage", chat_id=1, text="x")
            assert refused["description"] == f"Too Many Requests: retry after {refused['parameters']['retry_after']}"
            tap = wang.tap(asked, data="b")
            assert await bot.code("answerCallbackQuery", callback_query_id=tap.query_id) == 200
            assert [each.method for each in server.sendings] == ["sendMessage", "editMessageText", "editMessageText"]

    asyncio.run(run())


def test_rates_can_be_switched_off() -> None:
    """A measurement without pacing is not disturbed, and still counted."""

    async def run() -> None:
        async with TelegramServer(limits=Limits(enforced=False)) as server, Raw(server) as bot:
            server.user(1).start()
            codes = [await bot.code("sendMessage", chat_id=1, text=f"{each}") for each in range(40)]
            assert codes == [200] * 40
            assert len(server.sendings) == 40

    asyncio.run(run())
