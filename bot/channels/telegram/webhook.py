"""Telegram delivers here: an update is on the disk before it is acknowledged, and nothing is looked at without secret.

Anything but 200 lets Telegram deliver it again; so what cannot be kept now is answered with 503, and what will never be
an update with 200 and a line in the log.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web

from storage.errors import Busy

SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 the name of a header
LARGEST_BODY = 256 * 1024
_RETRY_SECONDS = "2"
Keep = Callable[[list[object]], Awaitable[None]]
log = structlog.get_logger()


class Webhook:
    """One route: who has the secret may deliver."""

    def __init__(self, secret: str, keep: Keep) -> None:
        self._secret = secret.encode()
        self._keep = keep

    async def deliver(self, request: web.Request) -> web.StreamResponse:
        """Keep one update. 401 without the secret, 413 for what no update is, 503 where it cannot be kept now."""
        if not hmac.compare_digest(request.headers.get(SECRET, "").encode("utf-8", "replace"), self._secret):
            raise web.HTTPUnauthorized
        body = await self._body(request)
        try:
            update = json.loads(body)
        except (ValueError, RecursionError):
            log.warning("telegram delivered no update")
            return web.Response()
        try:
            await self._keep([update])
        except Busy as busy:
            raise web.HTTPServiceUnavailable(headers={"Retry-After": _RETRY_SECONDS}) from busy
        return web.Response()

    async def _body(self, request: web.Request) -> bytes:
        if (request.content_length or 0) > LARGEST_BODY:
            raise web.HTTPRequestEntityTooLarge(LARGEST_BODY, request.content_length or 0)
        body = await request.content.read(LARGEST_BODY + 1)
        while len(body) <= LARGEST_BODY and (more := await request.content.read(LARGEST_BODY + 1 - len(body))):
            body += more
        if len(body) > LARGEST_BODY:
            raise web.HTTPRequestEntityTooLarge(LARGEST_BODY, len(body))
        return body
