"""A small web server of the bot's side, that takes what Telegram delivers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Listening:
    """One address for updates."""

    def __init__(self) -> None:
        self._runner: web.AppRunner | None = None

    async def start(self, handler: Handler) -> str:
        """Listen; the address."""
        app = web.Application()
        app.router.add_post("/updates", handler)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}/updates"

    async def stop(self) -> None:
        """Listen no more."""
        if self._runner is not None:
            await self._runner.cleanup()
