"""What only one process does at a time: polling, and sending under one budget. Whoever holds the lease does it.

A lease ends by itself when its holder was silent for too long, and as soon as somebody notices that it is dead.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog

from bot.work.batched_writes import Clerk
from bot.work.presence import now
from storage import leases

POLLER, SENDER = "telegram-poller", "telegram-sender"
LEASE = timedelta(seconds=15)
_RENEW_SECONDS = LEASE.total_seconds() / 3
_PAUSE_SECONDS = 2.0
log = structlog.get_logger()


class Office:
    """One thing that one process does at a time; ``holder`` is the name of this one."""

    def __init__(self, name: str, holder: str, clerk: Clerk) -> None:
        self._name = name
        self._holder = holder
        self._clerk = clerk

    async def hold(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do this as long as the lease is held, and wait while it is not. For ever."""
        while True:
            if await self._take():
                await self._in_office(work)
            await asyncio.sleep(_PAUSE_SECONDS)

    async def _take(self) -> bool:
        at = now()
        return await self._clerk.write(lambda session: leases.take(session, self._name, self._holder, at, at + LEASE))

    async def _in_office(self, work: Callable[[], Awaitable[None]]) -> None:
        task = asyncio.ensure_future(work())
        try:
            while not task.done():
                await asyncio.wait([task], timeout=_RENEW_SECONDS)
                if not task.done() and not await self._take():
                    log.warning("another process took over", what=self._name)
                    return
            if error := task.exception():
                log.error("it stopped and begins again", what=self._name, exc_info=error)
        finally:
            task.cancel()

    async def leave(self) -> None:
        """Let somebody else take over at once."""
        await self._clerk.write(lambda session: leases.give_back(session, self._name, self._holder))
