"""The pace: never above the limit in any sliding second, whatever stalls; one message a second in a chat; in order."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.telegram.pacing import Pacer, Priority, Rates, Schedule
from tests.bot.telegram.living import story

RATES = Rates()


def busiest(arrivals: Sequence[float]) -> int:
    """The most that arrived in any second."""
    ordered, most, start = sorted(arrivals), 0, 0
    for end, at in enumerate(ordered):
        while ordered[start] <= at - 1:
            start += 1
        most = max(most, end - start + 1)
    return most


def carried(schedule: Schedule, travels: Sequence[tuple[float, float]]) -> list[float]:
    """Send as many requests as there are travels, as early as allowed; when each arrived at the other side.

    A travel is how long a request takes until its answer is there, and at what part of that time it arrived.
    """
    now, arrivals, answers = 0.0, list[float](), list[float]()
    for seconds, part in travels:
        while (at := schedule.earliest(now)) > now:
            if answers and answers[0] <= at:
                now = max(now, heapq.heappop(answers))
                schedule.end(now)
            else:
                now = at
        while answers and answers[0] <= now:
            schedule.end(heapq.heappop(answers))
        schedule.begin(None, now)
        arrivals.append(now + seconds * part)
        heapq.heappush(answers, now + seconds)
    return arrivals


travel = st.tuples(st.sampled_from([0.001, 0.02, 0.2, 0.9, 3.0]), st.floats(0, 1))


@settings(max_examples=300, deadline=None)
@given(st.lists(travel, min_size=40, max_size=160))
def test_no_second_holds_more_than_thirty_whatever_stalls(travels: list[tuple[float, float]]) -> None:
    """Requests that were slow, or stood in some queue and arrived all at once, never add up above the limit."""
    assert busiest(carried(Schedule(RATES), travels)) <= RATES.most


def test_an_even_stream_is_nearly_as_fast_as_allowed() -> None:
    """With answers as quick as on one machine more than 28 go out every second, evenly."""
    arrivals = carried(Schedule(RATES), [(0.004, 0.5)] * 300)
    assert 299 / (arrivals[-1] - arrivals[0]) > 28
    gaps = sorted(later - earlier for earlier, later in itertools.pairwise(arrivals))
    assert gaps[len(gaps) // 20] > 0.03  # after a rest, or held back by the limit, the next may follow at once


def test_a_chat_gets_a_small_burst_and_then_one_a_second() -> None:
    """Three at once, then one a second; after a rest the burst is whole again; other chats are not concerned."""
    schedule, now, sent = Schedule(RATES), 0.0, list[float]()
    for _ in range(6):
        now = schedule.earliest_in(7, now)
        schedule.begin(7, now)
        sent.append(now)
    assert sent == [0, 0, 0, 1, 2, 3]
    assert schedule.earliest_in(8, now) == now
    assert [schedule.earliest_in(7, 20.0) for _ in range(3)] == [20.0] * 3


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        """The time."""
        return self.now


@story
async def test_replies_go_before_bulk_and_a_waiting_chat_lets_others_pass() -> None:
    """By priority, then by arrival; a chat that was told to wait holds nobody up and goes when its time has come."""
    clock, order = Clock(), list[str]()
    pacer = Pacer(Schedule(Rates(per_second=100)), clock)
    pacer.pause_chat(3, 5.0)

    async def send(name: str, priority: Priority, chat: int) -> None:
        await pacer.turn(priority, chat)
        order.append(name)
        pacer.over()

    wanted = [("bulk", Priority.BULK, 1), ("told to wait", Priority.REPLY, 3), ("reply", Priority.REPLY, 2)]
    tasks = [asyncio.create_task(send(*each)) for each in wanted]
    for _ in range(12):
        clock.now += 0.02
        await asyncio.sleep(0.002)
    assert order == ["reply", "bulk"]
    clock.now += 6
    pacer.pause(0)
    await asyncio.wait_for(asyncio.gather(*tasks, send("last", Priority.BULK, 4)), 5)
    assert order[2:] == ["told to wait", "last"]
    pacer.close()


@story
async def test_told_to_wait_by_two_chats_everybody_waits() -> None:
    """One 429 holds back its chat; a second from another chat means that Telegram has enough of us."""
    clock = Clock()
    schedule = Schedule(RATES)
    pacer = Pacer(schedule, clock)
    pacer.told_to_wait(7, 10.0)
    assert schedule.earliest(clock.now) == clock.now
    assert schedule.earliest_in(7, clock.now) == clock.now + 10
    pacer.told_to_wait(8, 4.0)
    assert schedule.earliest(clock.now) == clock.now + 10


@story
async def test_who_gives_up_waiting_takes_no_turn() -> None:
    """A cancelled request leaves its turn to the next."""
    pacer = Pacer(Schedule(Rates(per_second=50, most=1)))
    await pacer.turn(Priority.REPLY, 1)
    waiting = asyncio.create_task(pacer.turn(Priority.REPLY, 2))
    await asyncio.sleep(0.01)
    waiting.cancel()
    pacer.over(began=False)
    await asyncio.wait_for(pacer.turn(Priority.REPLY, 3), 2)
    pacer.close()
