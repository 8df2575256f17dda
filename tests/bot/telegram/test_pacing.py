"""The pace: never above the limit in any sliding second, whatever stalls; one message a second in a chat; in order."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import Coroutine, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.telegram.pacing import Pacer, Priority, Rates, Schedule
from tests.bot.telegram.living import story

RATES = Rates()
Travel = tuple[float, float, float]
"""How long a request gets ready, how long it takes from then until its answer, and at what part of that it arrived."""


def busiest(arrivals: Sequence[float]) -> int:
    """The most that arrived in any second."""
    ordered, most, start = sorted(arrivals), 0, 0
    for end, at in enumerate(ordered):
        while ordered[start] <= at - 1:
            start += 1
        most = max(most, end - start + 1)
    return most


def carried(schedule: Schedule, travels: Sequence[Travel]) -> list[float]:
    """Send as many requests as there are travels, as early as allowed; when each arrived at the other side."""
    now, arrivals, answers, ready = 0.0, list[float](), list[float](), list[tuple[float, Travel]]()
    coming = list(travels)
    while coming or ready:
        while answers and answers[0] <= now:
            schedule.end(heapq.heappop(answers))
        if ready and max(ready[0][0], schedule.opening(now)) <= now:
            _, (_, seconds, part) = heapq.heappop(ready)
            schedule.begin()
            arrivals.append(now + seconds * part)
            heapq.heappush(answers, now + seconds)
        elif coming and schedule.earliest(now) <= now:
            schedule.let_through(None, now)
            schedule.took(coming[0][0])
            heapq.heappush(ready, (now + coming[0][0], coming.pop(0)))
        else:
            soon = [schedule.earliest(now)] if coming else []
            soon += [max(ready[0][0], schedule.opening(now))] if ready else []
            now = min([*soon, *answers[:1]])
    return arrivals


travel = st.tuples(
    st.sampled_from([0.0, 0.005, 0.3, 2.0]), st.sampled_from([0.001, 0.02, 0.2, 0.9, 3.0]), st.floats(0, 1)
)


@settings(max_examples=300, deadline=None)
@given(st.lists(travel, min_size=40, max_size=160))
def test_no_second_holds_more_than_thirty_whatever_stalls(travels: list[Travel]) -> None:
    """Requests that were slow, or stood in some queue and arrived all at once, never add up above the limit."""
    assert busiest(carried(Schedule(RATES), travels)) <= RATES.most


def test_an_even_stream_is_nearly_as_fast_as_allowed() -> None:
    """With answers as quick as on one machine more than 29 go out every second, evenly."""
    arrivals = carried(Schedule(RATES), [(0.0, 0.004, 0.5)] * 300)
    assert 299 / (arrivals[-1] - arrivals[0]) > 29
    gaps = sorted(later - earlier for earlier, later in itertools.pairwise(arrivals))
    assert gaps[len(gaps) // 20] > 0.03  # after a rest, or held back by the limit, the next may follow at once


def test_writing_before_sending_does_not_slow_the_stream() -> None:
    """Where a request is written down for a quarter of a second before it leaves, as many go out."""
    arrivals = carried(Schedule(RATES), [(0.25, 0.004, 0.5)] * 300)
    assert 299 / (arrivals[-1] - arrivals[0]) > 29


def test_few_are_let_through_before_they_can_leave() -> None:
    """While the limit holds everybody back only those are let through who would be late otherwise."""
    schedule = Schedule(RATES)
    for _ in range(RATES.most):
        schedule.let_through(None, 0.0)
        schedule.begin()
    assert schedule.earliest(2.0) == float("inf")
    schedule.end(2.0)
    assert schedule.opening(2.0) == schedule.earliest(2.0) == 3.0
    schedule.took(0.25)
    assert schedule.earliest(2.0) == 2.75


def test_a_chat_gets_a_small_burst_and_then_one_a_second() -> None:
    """Three at once, then one a second; after a rest the burst is whole again; other chats are not concerned."""
    schedule, now, sent = Schedule(RATES), 0.0, list[float]()
    for _ in range(6):
        now = schedule.earliest_in(7, now)
        schedule.let_through(7, now)
        schedule.begin()
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
    for _ in range(100):
        clock.now += 0.02
        await asyncio.sleep(0.002 if len(order) < 2 else 0)
    assert order == ["reply", "bulk"]
    clock.now += 6
    pacer.pause(0)
    await asyncio.wait_for(asyncio.gather(*tasks, send("last", Priority.BULK, 4)), 5)
    assert order[2:] == ["told to wait", "last"]
    pacer.close()


@story
async def test_a_reply_does_not_stand_in_an_empty_line_and_passes_nobody() -> None:
    """Where the line is free it goes at once; where one is waiting it comes after that one."""
    pacer, order = Pacer(Schedule(Rates(per_second=1e6))), list[int]()

    async def send(chat: int) -> None:
        await pacer.turn(Priority.REPLY, chat)
        order.append(chat)

    for chat in (1, 2):
        await _without_waiting(send(chat))
    pacer.pause(0.05)
    waiting = [asyncio.create_task(send(chat)) for chat in (3, 4)]
    await asyncio.sleep(0)
    assert order == [1, 2]
    await asyncio.wait_for(asyncio.gather(*waiting, send(5)), 5)
    assert order == [1, 2, 3, 4, 5]
    pacer.close()


@story
async def test_a_chat_that_must_wait_waits_though_the_line_is_free() -> None:
    """Its burst is spent, or Telegram said so; bulk always stands in the line, for a reply may come in that moment."""
    clock = Clock()
    pacer = Pacer(Schedule(Rates(burst=1)), clock)
    await _without_waiting(pacer.turn(Priority.REPLY, 1))
    pacer.pause_chat(2, 5.0)
    for priority, chat in ((Priority.REPLY, 1), (Priority.REPLY, 2), (Priority.BULK, 3)):
        clock.now += 0.1
        with pytest.raises(AssertionError, match="waits"):
            await _without_waiting(pacer.turn(priority, chat))
    pacer.close()


async def _without_waiting(work: Coroutine[Any, Any, None]) -> None:
    """Do this without letting anything else go on; ``AssertionError`` where it would have to wait."""
    try:
        work.send(None)
    except StopIteration:
        return
    work.close()
    raise AssertionError("it waits")


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
    pacer.over()
    await asyncio.wait_for(pacer.turn(Priority.REPLY, 3), 2)
    pacer.close()
