"""README's nginx and Caddy, real ones, over TLS: the path passed on and cut off, files, streams, addresses."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import socket
import ssl
import subprocess
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientConnectorCertificateError, ClientResponse, ClientSession, FormData, TCPConnector
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.test_utils import TestServer

from bot.channels.web.server import make_app
from bot.house import House
from bot.work.limits import Allowance, Limits
from tests.bot.web.real import PDF, Furnished, path_of
from tests.ports import free_port

_PATH = f"{os.environ.get('PATH', '')}:/usr/sbin"
NGINX, CADDY, OPENSSL = (shutil.which(name, path=_PATH) for name in ("nginx", "caddy", "openssl"))
README = Path(__file__).parents[3] / "README.md"
NAME = "xian.example"
COOKIE = "__Host-shenbao_session_cluster"
HEADERS = {"Host": NAME, "Origin": f"https://{NAME}"}
MEGA = 1024 * 1024

pytestmark = pytest.mark.skipif(OPENSSL is None, reason="openssl is not installed")
with_nginx = pytest.mark.skipif(NGINX is None, reason="nginx is not installed")
with_caddy = pytest.mark.skipif(CADDY is None, reason="caddy is not installed")

Configure = Callable[[Path, int, str], list[str]]
"""Writes a proxy's configuration for a port in front of an address, and returns the command that starts it."""


class Here(AbstractResolver):
    """Every name is this machine."""

    async def resolve(self, host: str, port: int = 0, family: int = socket.AF_INET) -> list[ResolveResult]:
        """The address of the machine itself."""
        return [ResolveResult(hostname=host, host="127.0.0.1", port=port, family=socket.AF_INET, proto=0, flags=0)]

    async def close(self) -> None:
        """Nothing is open."""


def example(language: str) -> str:
    """README's example in a language of configuration."""
    found = re.search(rf"```{language}\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    assert found is not None
    return found[1]


def certified(folder: Path) -> tuple[Path, Path]:
    """A certificate that this test made for the name, and its key."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    name = ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"]
    made = [str(OPENSSL), "req", "-x509", *kind, *name, "-out", str(certificate), "-keyout", str(key)]
    subprocess.run(made, check=True, capture_output=True)
    return certificate, key


def nginx(folder: Path, port: int, behind: str) -> list[str]:
    """README's server with the certificate of this test; the largest file is 1 MB."""
    server = example("nginx").replace("201m", "2m").replace("http://127.0.0.1:8080", behind)
    server = server.replace("listen 443 ssl", f"listen 127.0.0.1:{port} ssl")
    for name, path in zip((f"/etc/ssl/{NAME}.pem", f"/etc/ssl/{NAME}.key"), certified(folder), strict=True):
        assert name in server
        server = server.replace(name, str(path))
    temporary = "\n".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.getuid() == 0 else ""
    file = folder / "nginx.conf"
    file.write_text(
        f"{user} daemon off; pid {folder}/pid; error_log {folder}/error.log;\n"
        f"events {{}}\nhttp {{ access_log off;\n{temporary}\n{server} }}\n"
    )
    return [str(NGINX), "-p", str(folder), "-c", str(file)]


def caddy(folder: Path, port: int, behind: str) -> list[str]:
    """README's site with the certificate of this test, where Caddy would get one by itself."""
    certificate, key = certified(folder)
    site = example("caddy").replace("201MB", "2MB").replace("127.0.0.1:8080", behind.removeprefix("http://"))
    site = site.replace(f"{NAME} {{", f"https://{NAME}:{port} {{\n    bind 127.0.0.1\n    tls {certificate} {key}", 1)
    file = folder / "Caddyfile"
    file.write_text(f"{{\n    admin off\n    auto_https off\n    storage file_system {folder}/caddy\n}}\n{site}")
    return [str(CADDY), "run", "--config", str(file), "--adapter", "caddyfile"]


@asynccontextmanager
async def behind(
    configure: Configure, house: House, folder: Path, limits: Limits, after: str = ""
) -> AsyncIterator[ClientSession]:
    """The web chat of a house behind a proxy; ``after`` is what stands after its address in the configuration."""
    async with TestServer(make_app(Furnished(house).services, limits)) as server:
        port = free_port()
        command = configure(folder, port, f"http://127.0.0.1:{server.port}{after}")
        environment = {**os.environ, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
        with (folder / "log").open("wb") as log:
            proxy = await asyncio.create_subprocess_exec(*command, env=environment, stdout=log, stderr=log)
        try:
            await listening(port)
            trusting = ssl.create_default_context(cafile=str(folder / "certificate.pem"))
            connector = TCPConnector(resolver=Here(), ssl=trusting)
            async with ClientSession(f"https://{NAME}:{port}", headers=HEADERS, connector=connector) as session:
                yield session
        finally:
            proxy.terminate()
            await proxy.wait()


async def listening(port: int) -> None:
    """Wait until somebody answers at a port."""
    async with asyncio.timeout(20):
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
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert answer.cookies[COOKIE]["secure"]
    cookie = {"Cookie": f"{COOKIE}={answer.cookies[COOKIE].value}"}
    assert (await session.get("/cluster/", headers=cookie)).status == 200
    return cookie


async def sent(session: ClientSession, cookie: dict[str, str], size: int) -> ClientResponse:
    """Send a file of so many bytes."""
    form = FormData()
    form.add_field("file", PDF.ljust(size, b" "), filename="佐证.pdf", content_type="application/pdf")
    key = {"X-Upload-Id": f"upload-{size}", "Accept": "application/json"}
    return await session.post("/cluster/upload", data=form, headers=cookie | key)


async def everything_works(session: ClientSession, house: House) -> None:
    """Coming in, the stream as it happens, the largest file that may be sent and one byte more, limits per person."""
    cookie = await entered(session, house)
    async with asyncio.timeout(10):
        stream = await session.get("/cluster/events", headers=cookie)
        assert (await stream.content.readuntil(b"\n\n")).startswith(b"retry:")
        assert b"event: messages" in await stream.content.readuntil(b"\n\n")
    assert (await sent(session, cookie, MEGA)).status == 200
    assert (await (await sent(session, cookie, MEGA + 1)).json())["error"] == "large"
    answer = await session.get("/cluster/i/guess")
    for number in range(9):
        forged = {"X-Forwarded-For": f"203.0.113.{number}"}
        answer = await session.get(f"/cluster/i/guess{number}", headers=forged)
    assert answer.status == 429
    answer = await session.post("/cluster/say", json={}, headers=cookie | {"Origin": f"http://{NAME}"})
    assert answer.status == 403


def try_behind(configure: Configure, house: House, folder: Path, after: str = "") -> None:
    """Everything, behind this proxy."""
    settings = house.settings
    settings.public_url, settings.proxies, settings.upload_mb = f"https://{NAME}/cluster", "127.0.0.1", 1

    async def _visit() -> None:
        async with behind(configure, house, folder, Limits(entrance=Allowance(5, 0.001)), after) as session:
            await everything_works(session, house)

    asyncio.run(_visit())


@with_nginx
@pytest.mark.parametrize("after", ["", "/"], ids=["path passed on", "path cut off"])
def test_everything_works_behind_nginx(house: House, tmp_path: Path, after: str) -> None:
    """Over TLS, with the path passed on and cut off."""
    try_behind(nginx, house, tmp_path, after)


@with_caddy
def test_everything_works_behind_caddy(house: House, tmp_path: Path) -> None:
    """Over TLS, with the path passed on."""
    try_behind(caddy, house, tmp_path)


@with_nginx
def test_a_name_without_a_certificate_is_not_trusted(house: House, tmp_path: Path) -> None:
    """The browser of this test checks certificates: another name is refused before anything is sent."""
    settings = house.settings
    settings.public_url, settings.proxies = f"https://{NAME}/cluster", "127.0.0.1"

    async def _visit() -> None:
        async with behind(nginx, house, tmp_path, Limits()) as session:
            port = str(session._base_url).rpartition(":")[2].strip("/")
            with pytest.raises(ClientConnectorCertificateError):
                await session.get(f"https://other.example:{port}/cluster/healthz")

    asyncio.run(_visit())
