"""The web chat over the fake house, served in a thread, so that a browser beside it can use it."""

from __future__ import annotations

import asyncio
import threading
import time
from concurrent.futures import Future
from dataclasses import replace
from types import TracebackType

from aiohttp import web

from bot.channels.web.audience import AUDIENCE
from bot.channels.web.server import Pace, make_app
from bot.work.limits import Allowance, Limits
from dialogs.turn.messages import Said
from tests.bot.web.fakes import FakeHouse
from tests.ports import free_port

_PATIENCE = 10.0


class Serving:
    """A started web chat; ``house`` is what stands behind it, ``url`` where it is, below ``path`` for the public."""

    def __init__(self, path: str = "") -> None:
        self.port = free_port() if path else 0
        self.house = FakeHouse(f"http://127.0.0.1:{self.port}/{path}" if path else "")
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """The page's address."""
        return f"http://127.0.0.1:{self.port}/"

    def __enter__(self) -> Serving:
        self._thread.start()
        self.start()
        return self

    def start(self) -> None:
        """Begin to listen, at the same port as before if there was one."""
        started: Future[int] = asyncio.run_coroutine_threadsafe(self._start(), self._loop)
        self.port = started.result(_PATIENCE)

    def stop(self) -> None:
        """Stop listening, as a restart does; the conversation stays."""
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result(_PATIENCE)

    async def _start(self) -> int:
        app = make_app(self.house.services, Limits(session=Allowance(500, 100)), Pace(look=0.1))
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        port: int = self._runner.addresses[0][1]
        return port

    async def _stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def wait_for_streams(self, *, there: bool) -> None:
        """Wait until somebody has the stream of news open, or nobody."""
        assert self._runner is not None
        end = time.monotonic() + _PATIENCE
        while bool(self._runner.app[AUDIENCE].sessions) != there:
            assert time.monotonic() < end, "no stream" if there else "a stream is still open"
            time.sleep(0.02)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_PATIENCE)


def events(serving: Serving) -> list[object]:
    """What the person said and pressed, as it arrived; what stood on the page then is ``seen``."""
    arrived = [event for _, key, event in serving.house.conversations.received if key.startswith("say:")]
    return [replace(event, seen=None) if isinstance(event, Said) else event for event in arrived]


def seen(serving: Serving) -> list[int | None]:
    """The last message on the page when each of these words was typed."""
    return [event.seen for _, _, event in serving.house.conversations.received if isinstance(event, Said)]
