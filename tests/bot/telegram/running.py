"""The real program with Telegram switched on, in a process of its own that can be killed."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import Mapping
from pathlib import Path

from tests import forked
from tests.forked import ROOT
from tests.ports import free_port
from tests.telegram.server import TelegramServer

SECRET = "only-telegram-knows-this"
_PATIENCE = 120.0


class Program:
    """``shenbao serve``; what it prints is kept. ``anew``: started from nothing, as people start it."""

    def __init__(self, server: TelegramServer, data: Path, *, hook: bool, anew: bool = False, **more: str) -> None:
        self.port = free_port()
        self._environment = environment(server, data, self.port, hook=hook) | more
        self._anew = anew
        self._process: forked.Running | None = None
        self._printed = data.with_name(f"{data.name}-{self.port}.log")

    @property
    def pid(self) -> int:
        """The number of its process."""
        assert self._process is not None
        return self._process.pid

    async def start(self) -> None:
        """Start it, and wait until it listens."""
        self._process = await asyncio.to_thread(self._start)
        async with asyncio.timeout(_PATIENCE):
            while not self._listens():
                assert self._process.poll() is None, self.printed
                await asyncio.sleep(0.02)

    def _start(self) -> forked.Running:
        with self._printed.open("ab") as file:
            log = file.fileno()
            return forked.start("serve", environment=self._environment, stdout=log, stderr=log, anew=self._anew)

    @property
    def printed(self) -> str:
        """All that it printed, from the first start on."""
        return self._printed.read_text("utf-8") if self._printed.exists() else ""

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    async def end(self, how: signal.Signals = signal.SIGKILL) -> None:
        """End it: at once, or in good order."""
        assert self._process is not None
        self._process.send(how)
        await asyncio.to_thread(self._process.wait, _PATIENCE)

    async def __aenter__(self) -> Program:
        await self.start()
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self.end()


def environment(server: TelegramServer, data: Path, port: int, *, hook: bool) -> dict[str, str]:
    """What the program is told."""
    told: Mapping[str, str] = {
        "PYTHONPATH": str(ROOT),
        "SHENBAO_DATA": str(data),
        "SHENBAO_PORT": str(port),
        "SHENBAO_NOW": "2024-04-11T09:30:00+08:00",
        "SHENBAO_TELEGRAM_TOKEN": server.token,
        "SHENBAO_TELEGRAM_API_URL": server.url,
        "SHENBAO_TELEGRAM_ACCEPTED": "yes",
    }
    delivered = {
        "SHENBAO_TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
        "SHENBAO_TELEGRAM_WEBHOOK_SECRET": SECRET,
    }
    return {**os.environ, **told, **(delivered if hook else {})}
