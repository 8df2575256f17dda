"""What waits at the same moment is handled together, in one thread: a burst costs one hand-over and one commit."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


_TOGETHER = 16
"""Things that share a thread and a commit: the first of them waits for all."""
Handle = Callable[[Sequence[T]], Sequence[R | Exception]]


class Batcher(Generic[T, R]):
    """Hands what waits in an event loop to a function, so much of it at once, in so many threads.

    The function returns for each of them, in their order, what came of it; an exception is raised where it was waited
    for.
    """

    def __init__(self, handle: Handle[T, R], most: int, threads: int = 1) -> None:
        self._handle = handle
        self._most = most
        self._threads = threads
        self._executor = ThreadPoolExecutor(threads, "batches")
        self._waiting: list[tuple[T, asyncio.Future[R]]] = []
        self._running: set[asyncio.Task[None]] = set()

    @classmethod
    def of_writers(cls, handle: Handle[T, R], writers: int) -> Batcher[T, R]:
        """For what is written: the only writer of a database does it together, several do it one by one each."""
        return cls(handle, _TOGETHER if writers == 1 else 1, writers)

    async def do(self, item: T) -> R:
        """Have one thing handled, with whatever else waits."""
        done: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, done))
        if sum(not each.done() for each in self._running) < self._threads:
            running = asyncio.create_task(self._run())
            self._running.add(running)
            running.add_done_callback(self._running.discard)
        return await done

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            batch, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
            outcomes = await loop.run_in_executor(self._executor, self._outcomes, [item for item, _ in batch])
            for (_, done), outcome in zip(batch, outcomes, strict=True):
                _tell(done, outcome)

    def _outcomes(self, items: Sequence[T]) -> Sequence[R | Exception]:
        try:
            return self._handle(items)
        except Exception as error:  # noqa: BLE001 whoever waits for it hears of it
            return [error] * len(items)

    async def close(self) -> None:
        """Finish what waits."""
        while self._running:
            await asyncio.wait(self._running)
            await asyncio.sleep(0)  # for those that are done to be struck off
        self._executor.shutdown()


def _tell(done: asyncio.Future[R], outcome: R | Exception) -> None:
    if done.cancelled():
        return
    if isinstance(outcome, Exception):
        done.set_exception(outcome)
    else:
        done.set_result(outcome)
