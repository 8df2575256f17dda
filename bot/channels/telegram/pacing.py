"""The pace of everything that goes out: evenly below Telegram's limit, one message a second in a chat, in order.

``Schedule`` is the arithmetic, without a clock: when the next request may begin. ``Pacer`` lets requests wait for it,
replies before bulk; a reply that finds nobody waiting and the line free need not stand in it. Whoever has something to
write down before it sends is let through first (``approach``), writes, and then leaves: only so many at once, so that a
reply has few before it, and while they write the line is not idle.

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
_FORGETTING = 0.95


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

    Telegram allows thirty a second in all. ``ahead`` are let through and have not left yet.
    """

    per_second: float = 29.9
    most: int = 30
    burst: int = 3
    ahead: int = 8


UNPACED = Rates(per_second=1e6, most=1_000_000, burst=1_000_000, ahead=1_000_000)
"""No limit: for measurements, and for a Bot API server that has none."""


class Schedule:
    """When the next request may begin. Times are seconds of any clock that only goes forward."""

    def __init__(self, rates: Rates) -> None:
        self._rates = rates
        self._interval = _SECOND / rates.per_second
        self._next = float("-inf")
        self._ahead = 0
        self._lead = 0.0
        self._open = 0
        self._answered: deque[float] = deque()
        self._chats: dict[int, float] = {}
        self._until = float("-inf")
        self._chats_until: dict[int, float] = {}

    def earliest(self, now: float) -> float:
        """When any request may be let through: so early that it is ready when it may leave; infinity: not yet known."""
        if self._ahead >= self._rates.ahead:
            return float("inf")
        return max(now, self._next, self._until, self._opening(now, self._ahead) - self._lead)

    def opening(self, now: float) -> float:
        """When one that was let through may leave: now, later, or when another is answered (infinity)."""
        return max(self._until, self._opening(now, 0))

    def _opening(self, now: float, before: int) -> float:
        """When there is room for one more behind so many who leave before it."""
        while self._answered and self._answered[0] <= now - _SECOND:
            self._answered.popleft()
        over = self._open + len(self._answered) + before - self._rates.most
        if over < 0:
            return now
        return max(now, self._answered[over] + _SECOND) if over < len(self._answered) else float("inf")

    def took(self, seconds: float) -> None:
        """How long one took to get ready; the longest of late counts."""
        self._lead = min(max(seconds, self._lead * _FORGETTING), _SECOND)

    def earliest_in(self, chat: int | None, now: float) -> float:
        """When this chat may get its next message, as far as the chat is concerned."""
        if chat is None:
            return now
        full = self._chats.get(chat, now)  # when the chat's burst will be whole again
        return max(now, full - (self._rates.burst - 1) * _SECOND, self._chats_until.get(chat, now))

    def free(self, chat: int | None, now: float) -> bool:
        """Whether a request to this chat may be let through at once."""
        return self.earliest(now) <= now and self.earliest_in(chat, now) <= now

    def let_through(self, chat: int | None, now: float) -> None:
        """A request may get ready. One that is a little late does not shift those after it."""
        self._next = max(self._next, now - self._interval) + self._interval
        self._ahead += 1
        if chat is not None:
            self._chats[chat] = max(self._chats.pop(chat, now), now) + _SECOND
            self._forget(now)

    def begin(self) -> None:
        """One that was let through leaves."""
        self._ahead -= 1
        self._open += 1

    def withdraw(self) -> None:
        """One that was let through does not leave."""
        self._ahead -= 1

    def _forget(self, now: float) -> None:
        oldest = next(iter(self._chats))
        if len(self._chats) > _CHATS or self._chats[oldest] <= now:
            del self._chats[oldest]

    def end(self, now: float) -> None:
        """A request is answered, or failed."""
        self._open -= 1
        self._answered.append(now)

    def pause(self, until: float) -> None:
        """Nothing at all before then."""
        self._until = max(self._until, until)

    def pause_chat(self, chat: int, until: float) -> None:
        """Nothing in this chat before then."""
        self._chats_until[chat] = max(self._chats_until.get(chat, until), until)
        if len(self._chats_until) > _CHATS:
            del self._chats_until[next(iter(self._chats_until))]


_Place = tuple[Priority, int, int | None, "asyncio.Future[None]"]
"""In a line: the priority, the number, the chat, and what is granted."""


class Pacer:
    """Requests wait here for their turn: by priority, then by arrival; a chat that must wait lets others pass."""

    def __init__(self, schedule: Schedule, clock: Callable[[], float] = monotonic) -> None:
        self._schedule = schedule
        self._clock = clock
        self._waiting: list[_Place] = []
        self._leaving: list[_Place] = []
        self._count = 0
        self._news = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._told: dict[int | None, float] = {}

    async def turn(self, priority: Priority, chat: int | None) -> None:
        """Wait until a request may begin; ``over`` must follow."""
        await self.approach(priority, chat)
        await self.leave(priority)

    async def approach(self, priority: Priority, chat: int | None) -> None:
        """Wait until it is time to get ready for a request; ``leave`` or ``withdraw`` must follow."""
        now = self._clock()
        if priority <= Priority.REPLY and not self._waiting and self._schedule.free(chat, now):
            self._schedule.let_through(chat, now)
            return
        await self._wait(self._waiting, (priority, chat), self.withdraw, _nothing)

    async def leave(self, priority: Priority) -> None:
        """Wait until a request that was let through may begin; ``over`` must follow."""
        now = self._clock()
        if priority <= Priority.REPLY and not self._leaving and self._schedule.opening(now) <= now:
            self._schedule.begin()
            return
        await self._wait(self._leaving, (priority, None), self.over, self.withdraw)

    async def _wait(
        self,
        line: list[_Place],
        who: tuple[Priority, int | None],
        give_back: Callable[[], None],
        give_up: Callable[[], None],
    ) -> None:
        """Stand in a line; who is called away gives back what was granted, or gives up."""
        granted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._count += 1
        heapq.heappush(line, (who[0], self._count, who[1], granted))
        self._wake()
        try:
            await granted
        except asyncio.CancelledError:
            (give_back if granted.done() and not granted.cancelled() else give_up)()
            raise

    def over(self) -> None:
        """The request was answered, or failed."""
        self._schedule.end(self._clock())
        self._news.set()

    def took(self, seconds: float) -> None:
        """How long it took to get ready, between being let through and leaving."""
        self._schedule.took(seconds)

    def withdraw(self) -> None:
        """What was let through does not leave."""
        self._schedule.withdraw()
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
        while self._waiting or self._leaving:
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
        """Let the next one leave and the next one through, if it is time; how long to wait before looking again."""
        now = self._clock()
        return min(self._let_out(now), self._let_through(now)) - now

    def _let_out(self, now: float) -> float:
        """When the next one can leave; now where one did."""
        while self._leaving and self._leaving[0][3].done():
            heapq.heappop(self._leaving)
        if not self._leaving:
            return float("inf")
        at = self._schedule.opening(now)
        if at <= now:
            self._schedule.begin()
            heapq.heappop(self._leaving)[3].set_result(None)
        return at

    def _let_through(self, now: float) -> float:
        """When the next one can be let through; now where one was."""
        at = self._schedule.earliest(now)
        if at > now or not self._waiting:
            return at if self._waiting else float("inf")
        passed, soonest = list[_Place](), float("inf")
        while self._waiting:
            entry = heapq.heappop(self._waiting)
            _, _, chat, granted = entry
            if granted.done():
                continue
            ready = self._schedule.earliest_in(chat, now)
            if ready <= now:
                self._schedule.let_through(chat, now)
                granted.set_result(None)
                soonest = now
                break
            soonest = min(soonest, ready)
            passed.append(entry)
        for entry in passed:
            heapq.heappush(self._waiting, entry)
        return soonest


def _nothing() -> None:
    """Who only waited has nothing to give back."""
