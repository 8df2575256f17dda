"""The real program with Telegram switched on, in a process of its own that can be killed."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.telegram.server import TelegramServer

ROOT = Path(__file__).parents[3]
SECRET = "only-telegram-knows-this"
_PATIENCE = 120.0


class Program:
    """``shenbao serve``; what it prints is kept."""

    def __init__(self, server: TelegramServer, data: Path, *, hook: bool, **more: str) -> None:
        self.port = free_port()
        self._environment = environment(server, data, self.port, hook=hook) | more
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self.printed = ""

    @property
    def pid(self) -> int:
        """The number of its process."""
        assert self._process is not None
        return self._process.pid

    async def start(self) -> None:
        """Start it, and wait until it listens."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "serve",
            env=self._environment,
            cwd=ROOT,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        self._reading = asyncio.create_task(self._read(self._process))
        async with asyncio.timeout(_PATIENCE):
            while not self._listens():
                assert self._process.returncode is None, self.printed
                await asyncio.sleep(0.05)

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        while line := await process.stdout.readline():
            self.printed += line.decode()

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    async def end(self, how: signal.Signals = signal.SIGKILL) -> None:
        """End it: at once, or in good order."""
        assert self._process is not None
        assert self._reading is not None
        if self._process.returncode is None:
            self._process.send_signal(how)
        async with asyncio.timeout(_PATIENCE):
            await self._process.wait()
            await self._reading

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


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
