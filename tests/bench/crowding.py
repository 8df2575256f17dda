"""The other side of a load: one process, many pages, one connection each, light enough not to be what is measured.

    python -m tests.bench.crowding PORT

It reads one JSON object a line and answers each with one: ``seats`` (who is there and what they say), ``idle`` (cookies
of pages that only listen), ``answers`` with or without a ``rate``. With a rate the load is open loop: moments are drawn
beforehand (Poisson), and times count from the moment at which somebody wanted to speak, however long the queue was.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
import zlib
from collections import Counter
from itertools import chain, cycle
from typing import Any

from tests.crowd import CORRECTIONS

HOST = "127.0.0.1"
_LIMIT = 2**20


class Refused(Exception):
    """The server answered, and not with 200."""

    def __init__(self, status: int, content: bytes) -> None:
        super().__init__(f"{status} {content[:200]!r}")
        self.status = status


class Line:
    """One person's connection to the server, made where there is none."""

    def __init__(self, port: int, session: str) -> None:
        self._port = port
        self._session = session
        self._ends: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def post(self, path: str, body: bytes, **headers: str) -> Any:
        """Post JSON, or what the headers say, and read the JSON of the answer; a line that broke is given up."""
        if self._ends is None:
            self._ends = await asyncio.open_connection(HOST, self._port, limit=_LIMIT)
        reader, writer = self._ends
        try:
            writer.write(self._request(path, body, headers))
            return await answered(reader)
        except (OSError, asyncio.IncompleteReadError):
            self._ends = None
            writer.close()
            raise

    def _request(self, path: str, body: bytes, more: dict[str, str]) -> bytes:
        host = f"{HOST}:{self._port}"
        headers = {
            "Host": host,
            "Origin": f"http://{host}",
            "Cookie": f"shenbao_session={self._session}",
            "Content-Type": "application/json",
            "Accept-Encoding": "gzip, deflate",
            "Content-Length": str(len(body)),
            **{name.replace("_", "-"): value for name, value in more.items()},
        }
        lines = (f"POST {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items()), "", "")
        return "\r\n".join(lines).encode() + body


class Page:
    """One person's page: says one thing at a time, and knows what it has seen."""

    def __init__(self, line: Line, number: int, messages: list[str]) -> None:
        self._line = line
        self._name = f"load{number}"
        self._words = chain(messages, cycle(CORRECTIONS))
        self._said = 0
        self._seen = 0
        self._turn = asyncio.Lock()

    async def speak(self) -> None:
        """Say the next thing and read the answer, after whatever this page is still saying."""
        async with self._turn:
            self._said += 1
            identity = f"{self._name}_{self._said:06d}"
            saying = {"id": identity, "after": self._seen, "text": next(self._words)}
            said = await self._line.post("/say", json.dumps(saying, ensure_ascii=False).encode())
            self._seen = said["messages"][-1]["sequence"]


async def answered(reader: asyncio.StreamReader) -> Any:
    """The JSON of one answer; ``Refused`` where the server would not."""
    status, headers = await head(reader)
    content = await reader.readexactly(int(headers["content-length"]))
    if status != 200:
        raise Refused(status, content)
    if "content-encoding" in headers:
        content = zlib.decompress(content, zlib.MAX_WBITS | 32)
    return json.loads(content)


async def head(reader: asyncio.StreamReader) -> tuple[int, dict[str, str]]:
    """Status and headers of an answer."""
    first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines if line)
    return int(first.split()[1]), {name.lower(): value.strip() for name, _, value in pairs}


class Crowd:
    """Everybody who is there."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._pages: list[Page] = []
        self._listening: list[tuple[asyncio.StreamWriter, asyncio.Task[None]]] = []
        self._refusals: Counter[str] = Counter()

    async def obey(self, order: dict[str, Any]) -> dict[str, Any]:
        """Do what one line says."""
        if "seats" in order:
            self._pages = [
                Page(Line(self._port, each["session"]), number, each["messages"])
                for number, each in enumerate(order["seats"], order["first"])
            ]
            return {"seated": len(self._pages)}
        if "idle" in order:
            return await self._listen(order["idle"])
        return await self._load(order["answers"], order.get("rate"))

    async def _load(self, answers: int, rate: float | None) -> dict[str, Any]:
        self._refusals.clear()
        times: list[float] = []
        start = time.perf_counter()
        await (self._offer(answers, rate, times) if rate else self._rush(answers, times))
        seconds = time.perf_counter() - start
        listening = sum(not reading.done() for _, reading in self._listening)
        return {"times": times, "seconds": seconds, "refusals": dict(self._refusals), "listening": listening}

    async def _offer(self, answers: int, rate: float, times: list[float]) -> None:
        """Open loop: nobody waits for anybody else's answer; a page's own words stay in order."""
        chance = random.Random(answers)
        moment = time.perf_counter()
        speaking: list[asyncio.Task[None]] = []
        for number in range(answers):
            moment += chance.expovariate(rate)
            await asyncio.sleep(max(0.0, moment - time.perf_counter()))
            page = self._pages[number % len(self._pages)]
            speaking.append(asyncio.create_task(self._time(page, moment, times)))
        await asyncio.gather(*speaking)

    async def _rush(self, answers: int, times: list[float]) -> None:
        """Closed loop: every page speaks again as soon as it was answered."""
        left = iter(range(answers))

        async def one(page: Page) -> None:
            for _ in left:
                await self._time(page, time.perf_counter(), times)

        await asyncio.gather(*(one(page) for page in self._pages))

    async def _time(self, page: Page, since: float, times: list[float]) -> None:
        try:
            await page.speak()
        except (Refused, OSError, asyncio.IncompleteReadError) as error:
            self._refusals[f"{type(error).__name__} {error}"] += 1
        else:
            times.append((time.perf_counter() - since) * 1000)

    async def _listen(self, sessions: list[str]) -> dict[str, Any]:
        """Let these pages listen from now on, and nobody else."""
        for writer, reading in self._listening:
            writer.close()
            reading.cancel()
        await asyncio.gather(*(reading for _, reading in self._listening), return_exceptions=True)
        self._listening = []
        statuses = Counter([await self._open(session) for session in sessions])
        return {"statuses": dict(statuses)}

    async def _open(self, session: str) -> int:
        reader, writer = await asyncio.open_connection(HOST, self._port)
        writer.write(
            b"GET /events HTTP/1.1\r\nHost: %b:%d\r\nCookie: shenbao_session=%b\r\nAccept: text/event-stream\r\n\r\n"
            % (HOST.encode(), self._port, session.encode())
        )
        status, _ = await head(reader)
        if status == 200:
            self._listening.append((writer, asyncio.create_task(_swallow(reader))))
        else:
            writer.close()
        return status


async def _swallow(reader: asyncio.StreamReader) -> None:
    while await reader.read(65_536):
        pass


async def main(port: int) -> None:
    """Obey line by line until the input ends."""
    crowd = Crowd(port)
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        print(json.dumps(await crowd.obey(json.loads(line))), flush=True)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
