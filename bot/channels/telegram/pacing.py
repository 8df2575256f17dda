"""The pace of everything that goes out: evenly below Telegram's limit, one message a second in a chat, in order.

``Schedule`` is the arithmetic, without a clock: when the next request may begin. ``Pacer`` lets requests wait for it,
replies before bulk.

Telegram counts requests as they arrive. When one arrives is known only from both sides: after it began and before its
answer came. So a request may have fallen into the last second as long as its answer did not come before it; counting
like that keeps the limit in every sliding second, whatever stalls on the way.
"""

from __future__ import annotations

import asyncio
import heapq
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from time import monotonic

_SECOND = 1.0
_CHATS = 20_000


class Priority(IntEnum):
    """Who goes first when many wait."""

    ANSWER = 0  # to a tap: the button turns until it comes
    EDIT = 1
    REPLY = 2
    REMINDER = 3
    BULK = 4


@dataclass(frozen=True, slots=True)
class Rates:
    """``per_second`` on average and ``most`` in any second for the bot; ``burst`` at once, then one a second in a chat.

    Telegram allows thirty a second in all.
    """

    per_second: float = 29.7
    most: int = 30
    burst: int = 3


UNPACED = Rates(per_second=1e6, most=1_000_000, burst=1_000_000)
"""No limit: for measurements, and for a Bot API server that has none."""


class Schedule:
    """When the next request may begin. Times are seconds of any clock that only goes forward."""

    def __init__(self, rates: Rates) -> None:
        self._rates = rates
        self._interval = _SECOND / rates.per_second
        self._next = float("-inf")
        self._open = 0
        self._answered: deque[float] = deque()
        self._chats: dict[int, float] = {}
        self._until = float("-inf")
        self._chats_until: dict[int, float] = {}

    def earliest(self, now: float) -> float:
        """When any request may begin: now, later, or when another is answered (infinity)."""
        while self._answered and self._answered[0] <= now - _SECOND:
            self._answered.popleft()
        earliest = max(now, self._next, self._until)
        over = self._open + len(self._answered) - self._rates.most
        if over < 0:
            return earliest
        return max(earliest, self._answered[over] + _SECOND) if over < len(self._answered) else float("inf")

    def earliest_in(self, chat: int | None, now: float) -> float:
        """When this chat may get its next message, as far as the chat is concerned."""
        if chat is None:
            return now
        full = self._chats.get(chat, now)  # when the chat's burst will be whole again
        return max(now, full - (self._rates.burst - 1) * _SECOND, self._chats_until.get(chat, now))

    def begin(self, chat: int | None, now: float) -> None:
        """A request begins. One that is a little late does not shift those after it."""
        self._next = max(self._next, now - self._interval) + self._interval
        self._open += 1
        if chat is not None:
            self._chats[chat] = max(self._chats.pop(chat, now), now) + _SECOND
            self._forget(now)

    def _forget(self, now: float) -> None:
        oldest = next(iter(self._chats))
        if len(self._chats) > _CHATS or self._chats[oldest] <= now:
            del self._chats[oldest]

    def end(self, now: float, *, began: bool = True) -> None:
        """A request is answered, or failed; with ``began`` false it never left."""
        self._open -= 1
        if began:
            self._answered.append(now)

    def pause(self, until: float) -> None:
        """Nothing at all before then."""
        self._until = max(self._until, until)

    def pause_chat(self, chat: int, until: float) -> None:
        """Nothing in this chat before then."""
        self._chats_until[chat] = max(self._chats_until.get(chat, until), until)
        if len(self._chats_until) > _CHATS:
            del self._chats_until[next(iter(self._chats_until))]


class Pacer:
    """Requests wait here for their turn: by priority, then by arrival; a chat that must wait lets others pass."""

    def __init__(self, schedule: Schedule, clock: Callable[[], float] = monotonic) -> None:
        self._schedule = schedule
        self._clock = clock
        self._waiting: list[tuple[Priority, int, int | None, asyncio.Future[None]]] = []
        self._count = 0
        self._news = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._told: dict[int | None, float] = {}

    async def turn(self, priority: Priority, chat: int | None) -> None:
        """Wait until a request may begin; ``over`` must follow."""
        granted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._count += 1
        heapq.heappush(self._waiting, (priority, self._count, chat, granted))
        self._wake()
        try:
            await granted
        except asyncio.CancelledError:
            if granted.done() and not granted.cancelled():
                self.over(began=False)
            raise

    def over(self, *, began: bool = True) -> None:
        """The request was answered, or never left."""
        self._schedule.end(self._clock(), began=began)
        self._news.set()

    def pause(self, seconds: float) -> None:
        """Nothing goes out for so long."""
        self._schedule.pause(self._clock() + seconds)

    def pause_chat(self, chat: int, seconds: float) -> None:
        """Nothing goes to this chat for so long."""
        self._schedule.pause_chat(chat, self._clock() + seconds)

    def told_to_wait(self, chat: int | None, seconds: float) -> None:
        """Telegram wants us to wait. It does not say for which chat: two chats at once mean all of them."""
        until = self._clock() + seconds
        self._told = {who: end for who, end in self._told.items() if end > self._clock()} | {chat: until}
        if chat is None or len(self._told) > 1:
            self._schedule.pause(max(self._told.values()))
        else:
            self._schedule.pause_chat(chat, until)

    def close(self) -> None:
        """Let nobody begin any more."""
        if self._task is not None:
            self._task.cancel()

    def _wake(self) -> None:
        self._news.set()
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._grant())

    async def _grant(self) -> None:
        while self._waiting:
            self._news.clear()
            wait = self._step()
            if wait > 0:
                await self._sleep(wait)

    async def _sleep(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds if seconds < float("inf") else None):
                await self._news.wait()
        except TimeoutError:
            return

    def _step(self) -> float:
        """Grant the next turn, if it is time; returns how long to wait before looking again."""
        now = self._clock()
        at = self._schedule.earliest(now)
        if at > now:
            return at - now
        passed, soonest = [], float("inf")
        while self._waiting:
            entry = heapq.heappop(self._waiting)
            _, _, chat, granted = entry
            if granted.done():
                continue
            ready = self._schedule.earliest_in(chat, now)
            if ready <= now:
                self._schedule.begin(chat, now)
                granted.set_result(None)
                soonest = now
                break
            soonest = min(soonest, ready)
            passed.append(entry)
        for entry in passed:
            heapq.heappush(self._waiting, entry)
        return soonest - now
