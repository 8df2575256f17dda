"""A browser without a screen: speaks to the web chat over a real socket, keeps cookies, follows nothing by itself."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, Awaitable, Callable
from typing import Any, Protocol

from aiohttp import ClientResponse, CookieJar, FormData
from aiohttp.test_utils import TestClient, TestServer

from bot.channels.ports import Services
from bot.channels.web.server import Pace, make_app
from bot.channels.web.site import COOKIE, site_of
from bot.work.limits import Limits

Body = bytes | str | FormData | dict[str, str] | AsyncIterable[bytes]


class Furnished(Protocol):
    """Anything that a web chat can stand in front of: a fake house, a real one."""

    @property
    def services(self) -> Services:
        """What the web chat gets."""


class Browser:
    """One browser; ``person`` is who is signed in from the start."""

    def __init__(self, client: TestClient[Any, Any], person: int | str | None, cookie: str = COOKIE) -> None:
        self._client = client
        self._cookie = cookie
        self._cookies = {} if person is None else {cookie: f"session-of-{person}"}

    def another(self) -> Browser:
        """Somebody else's browser, signed in nowhere; the one before is closed."""
        self._client.session.cookie_jar.clear()
        return Browser(self._client, None, self._cookie)

    def signed_in_as(self, person: int | str) -> Browser:
        """Another browser on the same network address; ``7-pc`` is another device of person 7."""
        return Browser(self._client, person, self._cookie)

    def with_session(self, token: str) -> Browser:
        """Another browser that has this session's cookie."""
        self._client.session.cookie_jar.clear()
        browser = Browser(self._client, None, self._cookie)
        browser._cookies = {self._cookie: token}
        return browser

    @property
    def origin(self) -> str:
        """What the browser says that a page of ours comes from."""
        return f"http://{self._client.host}:{self._client.port}"

    async def stop(self) -> None:
        """Stop the web chat while this browser looks on."""
        await self._client.server.close()

    async def get(self, path: str, **headers: str) -> ClientResponse:
        """Look at a path; an underscore in a header's name is a hyphen."""
        return await self._ask("GET", path, {"Accept": "text/html"} | _named(headers), None)

    async def head(self, path: str, **headers: str) -> ClientResponse:
        """Ask for the headers only."""
        return await self._ask("HEAD", path, _named(headers), None)

    async def post(self, path: str, body: Body = b"", **headers: str) -> ClientResponse:
        """Post a body from a page of ours, unless the headers say otherwise."""
        return await self._ask("POST", path, {"Origin": self.origin, "Accept": "text/html"} | _named(headers), body)

    async def say(self, json: object, path: str = "/say", **headers: str) -> ClientResponse:
        """Post JSON as the page's script does."""
        named = {"Origin": self.origin} | _named(headers)
        return await self._client.post(path, json=json, headers=named, cookies=self._cookies)

    async def _ask(self, method: str, path: str, headers: dict[str, str], body: Body | None) -> ClientResponse:
        return await self._client.request(
            method, path, headers=headers, data=body, cookies=self._cookies, allow_redirects=False
        )


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def browse(
    house: Furnished,
    visit: Callable[[Browser], Awaitable[None]],
    *,
    person: int | None = None,
    limits: Limits | None = None,
    pace: Pace | None = None,
) -> None:
    """Start the web chat over a house and let a browser visit it."""

    async def _run() -> None:
        server = TestServer(make_app(house.services, limits, pace))
        async with TestClient(server, cookie_jar=CookieJar(unsafe=True)) as client:
            await visit(Browser(client, person, site_of(house.services.settings.public_url).cookie))

    asyncio.run(_run())
