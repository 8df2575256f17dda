"""The real program under garbage, Telegram's door included: it lives, answers others, and prints no secret."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from bot.channels.telegram.pacing import UNPACED
from bot.channels.telegram.webhook import SECRET as HEADER
from tests.bot.telegram.living import story, telegram
from tests.bot.telegram.running import SECRET, Program

pytestmark = pytest.mark.usefixtures("database_url")

HEADS = (
    b"POST /telegram HTTP/1.1\r\nHost: x\r\n%s: %s\r\nContent-Length: %%d\r\n\r\n" % (HEADER.encode(), SECRET.encode()),
    b"POST /telegram HTTP/1.1\r\nHost: x\r\n%s: wrong\r\nContent-Length: %%d\r\n\r\n" % HEADER.encode(),
    b"GET /i/%s HTTP/1.1\r\nHost: x\r\nX: %%d\r\n\r\n" % SECRET.encode(),
    b"POST /say HTTP/1.1\r\nHost: x\r\nOrigin: http://x\r\nContent-Length: %d\r\n\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM %d\r\n\r\n",
    b"\x16\x03\x01\x02 %d ",
)
BODIES = (
    b"",
    b"{}",
    b'{"update_id": 1e400}',
    b'{"update_id": 7, "message": {"chat": []}}',
    b"[" * 5_000,
    b'{"update_id": 99999999999999999999, "message": {"from": {"id": "13912345678"}}}',
    b'"\\ud800"',
    b"\xff\xfe\x00",
)


async def thrown(port: int, garbage: bytes) -> int:
    """Send it; the status of the answer, 0 where there is none."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    with suppress(ConnectionError):
        writer.write(garbage)
        await writer.drain()
        with suppress(TimeoutError):
            async with asyncio.timeout(2):
                words = (await reader.readline()).split()
                writer.close()
                return int(words[1]) if len(words) > 1 and words[1].isdigit() else 0
    writer.close()
    return 0


@story
async def test_the_program_lives(tmp_path: Path) -> None:
    """Two hundred pieces of garbage, twenty at once; nothing is a fault of ours."""
    chance = Random(7)
    async with telegram(UNPACED) as server, Program(server, tmp_path / "data", hook=True) as program:
        for _ in range(10):
            pieces = []
            for _ in range(20):
                body = chance.choice(BODIES) + chance.randbytes(chance.choice((0, 0, 40)))
                head = chance.choice(HEADS) % len(body)
                pieces.append(head[: chance.choice((len(head), len(head), 20))] + body)
            statuses = await asyncio.gather(*(thrown(program.port, each) for each in pieces))
            assert not [each for each in statuses if each >= 500], program.printed
        assert await thrown(program.port, b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n") == 200
        await program.end()
    assert "request failed" not in program.printed
    assert not [each for each in (SECRET, server.token, "13912345678") if each in program.printed]
