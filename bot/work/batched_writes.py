"""The clerk of an event loop: small writes that wait at the same moment are done together, in one transaction.

A burst costs one thread and one flush of the disk, not one each. Each piece of work is a function of the session. Where
one of them fails, all are undone and each is done again in a transaction of its own, so that it alone hears of it.
Where it is the database that cannot be used, all are done once more together, and then all hear of it: one after the
other they would each wait for it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

import structlog

from storage.database import Database, Session
from storage.errors import Unavailable

T = TypeVar("T")
Work = Callable[[Session], Any]
_MOST = 200
_LATER_SECONDS = 0.05
_TRIES = 2
log = structlog.get_logger()


class Clerk:
    """The small writes of one event loop into one database; and threads of their own for whatever else may wait."""

    def __init__(self, database: Database, threads: int = 8) -> None:
        self._database = database
        self._thread = ThreadPoolExecutor(1, "clerk")
        self._others = ThreadPoolExecutor(threads, "apart")
        self._waiting: list[tuple[Work, asyncio.Future[Any]]] = []
        self._running: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None

    async def write(self, work: Callable[[Session], T]) -> T:
        """Do this in a transaction and wait until it is on the disk."""
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((work, done))
        self._begin()
        return await done

    def _begin(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._running is None or self._running.done():
            self._running = asyncio.create_task(self._run())

    def later(self, work: Work) -> None:
        """Do this with the next write, or soon without one: nobody waits for it, and a crash before it does no harm."""
        done: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        done.add_done_callback(_failed_alone)
        self._waiting.append((work, done))
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(_LATER_SECONDS, self._begin)

    async def apart(self, work: Callable[..., T], *arguments: Any) -> T:
        """Do something that may wait for the disk, in a thread, so that it holds up nobody else's threads."""
        return await asyncio.get_running_loop().run_in_executor(self._others, partial(work, *arguments))

    async def close(self) -> None:
        """Finish what waits."""
        self._begin()
        if self._running is not None:
            await self._running
        self._thread.shutdown()
        self._others.shutdown(wait=False, cancel_futures=True)

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            batch, self._waiting = self._waiting[:_MOST], self._waiting[_MOST:]
            outcomes = await loop.run_in_executor(self._thread, self._commit, [work for work, _ in batch])
            for (_, done), outcome in zip(batch, outcomes, strict=True):
                _tell(done, outcome)

    def _commit(self, batch: list[Work], tries: int = _TRIES) -> list[Any]:
        try:
            with self._database.write() as session:
                return [work(session) for work in batch]
        except Unavailable as error:
            return self._commit(batch, tries - 1) if tries > 1 else [_Failed(error)] * len(batch)
        except Exception as error:  # noqa: BLE001 whoever waits for it hears of it
            return [_Failed(error)] if len(batch) == 1 else [self._commit([work])[0] for work in batch]


class _Failed:
    def __init__(self, error: Exception) -> None:
        self.error = error


def _failed_alone(done: asyncio.Future[Any]) -> None:
    """Nobody waits for what was to be done later: its failure is told here."""
    if not done.cancelled() and (error := done.exception()) is not None:
        log.error("a write that nobody waits for failed", exc_info=error)


def _tell(done: asyncio.Future[Any], outcome: Any) -> None:
    if done.cancelled():
        return
    if isinstance(outcome, _Failed):
        done.set_exception(outcome.error)
    else:
        done.set_result(outcome)
