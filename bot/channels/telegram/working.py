"""Updates that are kept are handled here: one at a time of each person, in order, each until it is done or poison.

The process that handles an update holds it meanwhile, so that several can share the work. Telegram delivers taps and
messages of one person through different doors: while a smaller number is missing, the next one waits a moment. The
files of an album and the pieces of a long text come as updates of their own: they wait until nothing more comes, and
are handled together (``grouping``).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.channels.telegram.grouping import together, whole_at
from bot.work.batched_writes import Clerk
from bot.work.limits import Allowance, Limiter
from bot.work.presence import now
from storage import telegram_updates
from storage.database import Database, Session
from storage.errors import Lost
from storage.telegram_updates import Arrival, Kept

HOLD = timedelta(milliseconds=150)
"""How long a smaller number may still be under way."""
REACH = 8
"""Numbers before an update that must be there, or it waits."""
MOST_WAITING = 200
"""Updates of one person that may wait; more are not kept."""
_LOOK_SECONDS = 1.0
_GLANCE_SECONDS = 0.02
_RETRY = (timedelta(seconds=1), timedelta(seconds=4), timedelta(seconds=15), timedelta(seconds=60))
PACE = Allowance(burst=30, per_second=3)
"""What one person may ask for; whoever is faster is heard later, and loses nothing."""
_FOR_EVER = 1_000_000

Handle = Callable[[Sequence[Kept]], Awaitable[bool]]
Alarm = Callable[[Kept], Awaitable[None]]
log = structlog.get_logger()


class NotYet(Exception):
    """The outside could not be reached: the update is tried again later, and is no poison."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What may be handled now, and whether ``more`` waits behind it; or when to look ``again``."""

    batch: tuple[Kept, ...] = ()
    again: datetime | None = None
    more: bool = False


def take(session: Session, sender: str, holder: str, at: datetime) -> Taken:
    """The next of a sender, held from now on; nothing where nothing waits or somebody is busy with it."""
    waiting = telegram_updates.waiting(session, sender, at)
    if not waiting:
        return Taken()
    ready = _ready(session, waiting, at)
    if ready > at:
        return Taken(again=ready)
    batch = together(waiting)
    ours = tuple(each for each in batch if telegram_updates.take(session, each.update_id, holder, at))
    return Taken(ours, more=len(waiting) > len(batch))


def _kept(session: Session, arrival: Arrival, holder: str, at: datetime, *, first: bool) -> Taken:
    """Keep an update, and take it where nobody is busy with its sender."""
    if telegram_updates.count_waiting(session, arrival.sender) >= MOST_WAITING:
        log.warning("too much waits of one person", update=arrival.update_id)
    else:
        telegram_updates.keep(session, arrival, at)
    return take(session, arrival.sender, holder, at) if first else Taken()


def _ready(session: Session, waiting: Sequence[Kept], at: datetime) -> datetime:
    head, whole = waiting[0], whole_at(together(waiting))
    if whole is not None:
        return whole
    if head.at + HOLD <= at or telegram_updates.complete_before(session, head.update_id, REACH):
        return at
    return head.at + HOLD


def _pause(left: timedelta) -> float:
    """How long to wait before looking again: a number that is missing may come at any moment."""
    return max(0.0, left.total_seconds()) if left > HOLD else _GLANCE_SECONDS


class Worker:
    """Handles the updates of one database as long as it runs; ``holder`` is the name of this process."""

    def __init__(
        self,
        database: Database,
        clerk: Clerk,
        holder: str,
        handle: Handle,
        alarm: Alarm,
        pace: Allowance = PACE,
    ) -> None:
        self._database = database
        self._clerk = clerk
        self._holder = holder
        self._handle = handle
        self._alarm = alarm
        self._allowance = pace
        self._pace = Limiter(pace)
        self._busy: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._again: set[str] = set()
        self._held: set[int] = set()
        self._strays: frozenset[int] = frozenset()
        self._stopping = False

    async def admit(self, arrival: Arrival) -> None:
        """Keep an update: it is on the disk when this returns. Where nobody is busy with its sender, it is begun."""
        sender, at = arrival.sender, now()
        first = self._engage(sender)
        try:
            taken = await self._clerk.write(lambda session: _kept(session, arrival, self._holder, at, first=first))
        except Exception:
            if first:
                self._busy.discard(sender)
            raise
        if first:
            self._begin(sender, taken)

    def look(self, senders: Iterable[str]) -> None:
        """Something of these senders may wait. Only to be called in the event loop."""
        for sender in senders:
            if self._engage(sender):
                self._begin(sender, None)

    def _engage(self, sender: str) -> bool:
        """Become the one who is busy with a sender; whoever is already will look again."""
        if sender in self._busy or self._stopping:
            self._again.add(sender)
            return False
        self._busy.add(sender)
        return True

    def _begin(self, sender: str, taken: Taken | None) -> None:
        task = asyncio.create_task(self._serve(sender, taken))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def run(self) -> None:
        """Look after what waits, whatever told of it. For ever."""
        while True:
            senders, held = await self._clerk.apart(self._waiting)
            self.look(senders)
            await self._give_back(held - self._held)
            await asyncio.sleep(_LOOK_SECONDS)

    def _waiting(self) -> tuple[tuple[str, ...], frozenset[int]]:
        with self._database.read() as session:
            return telegram_updates.senders(session, now()), telegram_updates.held(session, self._holder)

    async def _give_back(self, strays: frozenset[int]) -> None:
        """What this process holds and nobody handles for a while: a fault kept it from being settled."""
        left, self._strays = strays & self._strays, strays
        if left:
            log.warning("telegram updates begin again", updates=sorted(left))
            with suppress(Lost):  # one of them was settled just now: the others are looked at again
                await self._clerk.write(lambda session: telegram_updates.give_back(session, left, self._holder))

    async def stop(self, patience: float) -> None:
        """Begin nothing more; let what is being handled end, for so long."""
        self._stopping = True
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=patience)
        for task in self._tasks:
            task.cancel()

    async def _serve(self, sender: str, taken: Taken | None) -> None:
        """Handle what a sender said, one thing after the other, until nothing waits."""
        try:
            while taken is None or taken.batch or taken.again or sender in self._again:
                if taken is not None and taken.batch:
                    taken = await self._handled(sender, taken)
                elif self._stopping:
                    return
                else:
                    await asyncio.sleep(_pause(taken.again - now()) if taken is not None and taken.again else 0)
                    taken = await self._next(sender)
        except Exception:
            log.exception("telegram updates wait")
        finally:
            self._busy.discard(sender)

    async def _handled(self, sender: str, taken: Taken) -> Taken:
        """Handle a batch and settle it; where more is known to wait, take that with the same stroke."""
        done, forget = await self._one(taken.batch)
        if self._stopping or not (taken.more or sender in self._again):
            self._clerk.later(lambda session: self._settle(session, done, forget=forget))
            return Taken()
        return await self._next(sender, done, forget=forget)

    async def _next(self, sender: str, done: Sequence[int] = (), *, forget: bool = False) -> Taken:
        """Settle what was handled and take the next, in one transaction."""
        self._again.discard(sender)

        def work(session: Session) -> Taken:
            self._settle(session, done, forget=forget)
            return take(session, sender, self._holder, now())

        return await self._clerk.write(work)

    def _settle(self, session: Session, done: Sequence[int], *, forget: bool) -> None:
        try:
            telegram_updates.settle(session, done, self._holder, forget=forget)
        except Lost:  # this process was taken for dead; another one handles them, which finds that all of it is done
            log.warning("telegram updates taken over", updates=done)

    async def _one(self, batch: Sequence[Kept]) -> tuple[tuple[int, ...], bool]:
        """Handle one batch; returns what is done, and whether to forget it."""
        numbers = tuple(each.update_id for each in batch)
        self._held.update(numbers)
        try:
            await self._slow_down(batch[0].sender)
            return numbers, await self._handle(batch)
        except NotYet:
            log.warning("telegram update waits for the outside", update=numbers[0], tries=batch[0].tries + 1)
            await self._failed(batch, _FOR_EVER)
        except Exception:
            log.exception("telegram update failed", update=numbers[0], tries=batch[0].tries + 1)
            await self._failed(batch, telegram_updates.TRIES)
        finally:
            self._held.difference_update(numbers)
        return (), False

    async def _slow_down(self, sender: str) -> None:
        while True:
            if self._pace.allows(sender):
                return
            await asyncio.sleep(1 / self._allowance.per_second)

    async def _failed(self, batch: Sequence[Kept], tries: int) -> None:
        again = now() + _RETRY[min(batch[0].tries, len(_RETRY) - 1)]

        def work(session: Session) -> list[Kept]:
            holder = self._holder
            return [each for each in batch if telegram_updates.fail(session, each.update_id, holder, again, tries)]

        for poison in await self._clerk.write(work):
            log.error("telegram update set aside", update=poison.update_id)
            await self._alarm(poison)
