"""The socket of the web chat: whoever connects has to say what is wanted within some seconds, or is cut off.

aiohttp waits longer, and counts that time from the end of the answer before; so the first request of a line is watched
here. What comes after the headers has limits of its own.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress

from aiohttp import web
from aiohttp.typedefs import Handler

_LINES = 10_000
"""Lines that are watched at once; of more the oldest is cut off."""


class Doorkeeper:
    """Cuts off lines on which no request came whole within so many ``seconds``."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._waiting: dict[asyncio.BaseTransport, asyncio.TimerHandle] = {}

    def watch(self, transport: asyncio.BaseTransport) -> None:
        """A line was opened."""
        self._waiting[transport] = asyncio.get_running_loop().call_later(self._seconds, self._cut, transport)
        if len(self._waiting) > _LINES:
            self._cut(next(iter(self._waiting)))

    def _cut(self, transport: asyncio.BaseTransport) -> None:
        handle = self._waiting.pop(transport, None)
        if handle is not None:
            handle.cancel()
            if isinstance(transport, asyncio.Transport):
                transport.abort()

    def came(self, transport: asyncio.BaseTransport | None) -> None:
        """A request came whole on this line."""
        handle = self._waiting.pop(transport, None) if transport is not None else None
        if handle is not None:
            handle.cancel()


DOORKEEPER = web.AppKey("doorkeeper", Doorkeeper)


@web.middleware
async def note_arrival(request: web.Request, handler: Handler) -> web.StreamResponse:
    """The headers are there: this line need not be watched any more."""
    request.app[DOORKEEPER].came(request.transport)
    return await handler(request)


class _Line(asyncio.Protocol):
    """A line that was just opened: watched, and handed on to aiohttp."""

    def __init__(self, make: Callable[[], asyncio.BaseProtocol], keeper: Doorkeeper) -> None:
        self._make = make
        self._keeper = keeper

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Let aiohttp have it."""
        protocol = self._make()
        transport.set_protocol(protocol)
        protocol.connection_made(transport)
        self._keeper.watch(transport)


async def listen(app: web.Application, host: str, port: int, grace: float, stop: asyncio.Event) -> None:
    """Answer requests until it is told to ``stop``; what is under way has ``grace`` seconds to end. ``OSError``."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=grace)
    try:
        await runner.setup()
        make = runner.server
        if make is None:
            raise RuntimeError("aiohttp made no server.")
        server = await asyncio.get_running_loop().create_server(lambda: _Line(make, app[DOORKEEPER]), host, port)
        await stop.wait()
        server.close()
    finally:
        await runner.cleanup()


async def listen_until_told(app: web.Application, host: str, port: int, grace: float) -> None:
    """Listen until the process is told to end."""
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):
            loop.add_signal_handler(sign, stop.set)
    await listen(app, host, port, grace, stop)
