"""What only one process does at a time: polling, and sending under one budget. Whoever holds the lease does it.

A lease ends by itself when its holder is gone. On the embedded database nobody can be there but the processes of this
machine: the one that has the folder's lock knows that all leases are of the dead, and need not wait for their end.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import secrets
import socket
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import IO

import structlog

from bot.channels.telegram.working import LEASE, now
from bot.work.batched_writes import Clerk
from storage import leases, telegram_updates
from storage.database import Session

POLLER, SENDER = "telegram-poller", "telegram-sender"
_LOCK = "telegram.lock"
_RENEW_SECONDS = LEASE.total_seconds() / 3
_PAUSE_SECONDS = 2.0
log = structlog.get_logger()


def alone(folder: Path) -> IO[bytes] | None:
    """The folder's lock, if nobody has it; it is held until it is closed, or the process ends in whatever way."""
    file = (folder / _LOCK).open("ab")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file


def bury(session: Session) -> None:
    """With nobody else alive: end what a crash left leased."""
    leases.free(session, (POLLER, SENDER))
    telegram_updates.free_all(session)


class Office:
    """One thing that one process does at a time."""

    def __init__(self, name: str, clerk: Clerk) -> None:
        self._name = name
        self._clerk = clerk
        self._holder = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"

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
