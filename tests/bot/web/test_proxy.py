"""README's nginx, a real one, in front of the web chat: the path passed on and cut off, files, streams, addresses."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientResponse, ClientSession, FormData
from aiohttp.test_utils import TestServer

from bot.channels.web.server import make_app
from bot.house import House
from bot.work.limits import Allowance, Limits
from tests.bot.web.real import PDF, Furnished, path_of

NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
README = Path(__file__).parents[3] / "README.md"
COOKIE = "__Host-shenbao_session_cluster"
HEADERS = {"Host": "xian.example", "Origin": "https://xian.example"}

pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed")


def free_port() -> int:
    """A port that nobody has."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def configured(folder: Path, port: int, behind: str) -> Path:
    """README's server, on this port without a certificate, in front of ``behind``; the largest file is 1 MB."""
    found = re.search(r"```nginx\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    assert found is not None
    server = found[1].replace("201m", "2m").replace("http://127.0.0.1:8080", behind)
    server = re.sub(r"listen .*;", f"listen 127.0.0.1:{port};", re.sub(r"ssl_certificate.*;", "", server))
    temporary = "\n".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.getuid() == 0 else ""
    file = folder / "nginx.conf"
    file.write_text(
        f"{user} daemon off; pid {folder}/pid; error_log {folder}/error.log;\n"
        f"events {{}}\nhttp {{ access_log off;\n{temporary}\n{server} }}\n"
    )
    return file


@asynccontextmanager
async def behind_nginx(house: House, folder: Path, after: str, limits: Limits) -> AsyncIterator[ClientSession]:
    """The web chat of a house behind nginx; ``after`` is what stands after its address in the configuration."""
    async with TestServer(make_app(Furnished(house).services, limits)) as server:
        port = free_port()
        file = configured(folder, port, f"http://127.0.0.1:{server.port}{after}")
        nginx = await asyncio.create_subprocess_exec(str(NGINX), "-p", str(folder), "-c", str(file))
        try:
            await listening(port)
            async with ClientSession(f"http://127.0.0.1:{port}", headers=HEADERS) as session:
                yield session
        finally:
            nginx.terminate()
            await nginx.wait()


async def listening(port: int) -> None:
    """Wait until somebody answers at a port."""
    async with asyncio.timeout(10):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return


async def entered(session: ClientSession, house: House) -> dict[str, str]:
    """Come in by a fresh link; returns the header with the cookie."""
    answer = await session.post(f"/cluster{path_of(house)}", allow_redirects=False)
    assert (answer.status, answer.headers["Location"]) == (303, "/cluster/")
    cookie = {"Cookie": f"{COOKIE}={answer.cookies[COOKIE].value}"}
    assert (await session.get("/cluster/", headers=cookie)).status == 200
    return cookie


async def sent(session: ClientSession, cookie: dict[str, str], size: int) -> ClientResponse:
    """Send a file of so many bytes."""
    form = FormData()
    form.add_field("file", PDF.ljust(size, b" "), filename="佐证.pdf", content_type="application/pdf")
    key = {"X-Upload-Id": f"upload-{size}", "Accept": "application/json"}
    return await session.post("/cluster/upload", data=form, headers=cookie | key)


@pytest.mark.parametrize("after", ["", "/"], ids=["path passed on", "path cut off"])
def test_everything_works_behind_nginx(house: House, tmp_path: Path, after: str) -> None:
    """Coming in, the stream as it happens, the largest file that may be sent and one byte more, limits per person."""
    settings = house.settings
    settings.public_url, settings.proxies, settings.upload_mb = "https://xian.example/cluster", "127.0.0.1", 1

    async def _visit() -> None:
        async with behind_nginx(house, tmp_path, after, Limits(entrance=Allowance(5, 0.001))) as session:
            cookie = await entered(session, house)
            async with asyncio.timeout(10):
                stream = await session.get("/cluster/events", headers=cookie)
                assert (await stream.content.readuntil(b"\n\n")).startswith(b"retry:")
                assert b"event: messages" in await stream.content.readuntil(b"\n\n")
            assert (await sent(session, cookie, 1024 * 1024)).status == 200
            assert (await (await sent(session, cookie, 1024 * 1024 + 1)).json())["error"] == "large"
            answer = await session.get("/cluster/i/guess")
            for number in range(9):
                forged = {"X-Forwarded-For": f"203.0.113.{number}"}
                answer = await session.get(f"/cluster/i/guess{number}", headers=forged)
            assert answer.status == 429
            answer = await session.post("/cluster/say", json={}, headers=cookie | {"Origin": "http://xian.example"})
            assert answer.status == 403

    asyncio.run(_visit())
