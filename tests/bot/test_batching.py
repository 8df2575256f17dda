"""What waits at the same moment is handled together; each hears what came of its own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence

import pytest

from bot.work.batching import Batcher


class Handler:
    """Doubles numbers, slowly the first time; refuses 13. ``batches`` are what it got at once."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.begun, self.go = threading.Event(), threading.Event()

    def __call__(self, numbers: Sequence[int]) -> list[int | Exception]:
        """What came of each."""
        self.batches.append(list(numbers))
        self.begun.set()
        assert self.go.wait(5)
        return [ValueError(number) if number == 13 else number * 2 for number in numbers]


def test_what_waits_is_handled_together() -> None:
    """Whatever comes while something is handled is handled after it, at once, and not more than may be."""
    handler = Handler()

    async def work() -> list[int]:
        batcher: Batcher[int, int] = Batcher(handler, most=3)
        first = asyncio.create_task(batcher.do(1))
        await asyncio.to_thread(handler.begun.wait, 5)
        others = [asyncio.create_task(batcher.do(number)) for number in (2, 3, 4, 5)]
        await asyncio.sleep(0.01)
        handler.go.set()
        done = [await each for each in (first, *others)]
        await batcher.close()
        return done

    assert asyncio.run(work()) == [2, 4, 6, 8, 10]
    assert handler.batches == [[1], [2, 3, 4], [5]]


def test_one_that_is_refused_hears_of_it_alone() -> None:
    """The exception is raised where it was waited for; what was handled with it is done."""
    handler = Handler()
    handler.go.set()

    async def work() -> int:
        batcher: Batcher[int, int] = Batcher(handler, most=3)
        both = [asyncio.create_task(batcher.do(number)) for number in (13, 1)]
        with pytest.raises(ValueError, match="13"):
            await both[0]
        return await both[1]

    assert asyncio.run(work()) == 2


def test_a_handler_that_fails_fails_for_all() -> None:
    """Nobody waits for ever."""

    def fails(numbers: Sequence[int]) -> list[int | Exception]:
        raise OSError("away")

    async def work() -> None:
        batcher: Batcher[int, int] = Batcher(fails, most=3)
        with pytest.raises(OSError, match="away"):
            await batcher.do(1)
        with pytest.raises(OSError, match="away"):
            await batcher.do(2)

    asyncio.run(work())
