"""grammy, a library of another language, behind the words of script.py: a node process that takes steps by line."""

from __future__ import annotations

import asyncio
import json
from base64 import b64encode
from pathlib import Path
from typing import Any

from tests.telegram import seen

ROOT = Path(__file__).parents[2]
_NODE = ROOT / ".venv" / "bin" / "node"
_MODULES = ROOT / ".venv" / "node" / "node_modules"
_SCRIPT = Path(__file__).with_name("grammy.mjs")
_LINE = 1 << 24


def _plain(value: Any) -> Any:
    """Bytes as JSON can carry them."""
    if isinstance(value, bytes):
        return b64encode(value).decode()
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


class Grammy:
    """One bot of grammy."""

    def __init__(self, url: str, token: str) -> None:
        for needed in (_NODE, _MODULES / "grammy"):
            if not needed.exists():
                raise FileNotFoundError(f"{needed} is missing: `make test` installs it")
        self._arguments = [str(_NODE), str(_SCRIPT), str(_MODULES), url, token]
        self._process: asyncio.subprocess.Process | None = None

    async def _started(self) -> asyncio.subprocess.Process:
        if self._process is None:
            pipe = asyncio.subprocess.PIPE
            self._process = await asyncio.create_subprocess_exec(*self._arguments, stdin=pipe, stdout=pipe, limit=_LINE)
        return self._process

    async def close(self) -> None:
        """Let everything go."""
        process = await self._started()
        assert process.stdin is not None
        process.stdin.close()
        async with asyncio.timeout(10):
            assert await process.wait() == 0

    async def do(self, what: str, **given: Any) -> Any:
        """One step; a refusal is data, too."""
        process = await self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        step = {"do": what, **{name: _plain(value) for name, value in given.items()}}
        process.stdin.write(json.dumps(step).encode() + b"\n")
        async with asyncio.timeout(60):
            answer = json.loads(await process.stdout.readline())
        if "failed" in answer:
            raise AssertionError(answer["failed"])
        if "refused" in answer:
            refused = answer["refused"]
            return seen.refusal(refused["code"], refused["description"], retry=refused["retry"], moved=refused["moved"])
        return answer["result"]
