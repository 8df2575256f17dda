"""News to an open page, as they happen: one answer that does not end (server-sent events).

    retry: 3000                          how long the browser waits before it comes back after a lost line
    event: messages   id: 41   data: …   what was said since; the same JSON as ``GET messages``
    event: edited     data: …            somebody else changed an answer of the application
    event: changed    data: …            a message says something else now: the JSON as of ``messages``
    : ping                               a comment, so that nobody on the way takes the line for dead

A page costs a coroutine and no thread. It is written to only as fast as it reads: whoever does not read is cut off, and
gets what was missed when it comes back with the number of its last message.
"""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Mapping
from typing import Any

from aiohttp import hdrs, web

from bot.channels.web.audience import AUDIENCE, Seat
from bot.channels.web.guard import EVENTS, SERVICES, admitted, page_of
from bot.channels.web.talking import sequence_of
from bot.channels.web.wire import PAGE, messages_out

PING_SECONDS = web.AppKey("ping seconds", float)
PATIENCE_SECONDS = web.AppKey("patience seconds", float)
"""How long somebody may leave unread what was written before being cut off."""

_HEADERS = {
    hdrs.CONTENT_TYPE: "text/event-stream; charset=utf-8",
    hdrs.CACHE_CONTROL: "no-store",
    "X-Accel-Buffering": "no",
}
_RETRY, _RETRY_CROWDED = b"retry: 3000\n\n", b"retry: 60000\n\n"
_PING = b": ping\n\n"
_LAST = "Last-Event-ID"
_VANISHED_MILLISECONDS = 60_000


async def events(request: web.Request) -> web.StreamResponse:
    """Tell a page what is new until it leaves, its session ends, or the machine stops."""
    visitor = await admitted(request, EVENTS)
    after = sequence_of(request.headers.get(_LAST) or request.query.get("after")) or 0
    _notice_vanished(request)
    response = web.StreamResponse(headers=_HEADERS)
    await response.prepare(request)
    audience = request.app[AUDIENCE]
    seat = audience.enter(visitor, after, lambda: _gone(request), page_of(request))
    try:
        await _Line(request, response, seat).keep_up()
    except (ConnectionError, TimeoutError):
        if request.transport is not None:
            request.transport.abort()
    finally:
        audience.leave(seat)
    return response


def _gone(request: web.Request) -> bool:
    return request.transport is None or request.transport.is_closing()


def _notice_vanished(request: web.Request) -> None:
    """Let the system close the line to a phone that went out of reach: nothing said so, but pings go unanswered."""
    connection = request.get_extra_info("socket")
    option = getattr(socket, "TCP_USER_TIMEOUT", None)
    if connection is not None and option is not None and connection.family != socket.AF_UNIX:
        connection.setsockopt(socket.IPPROTO_TCP, option, _VANISHED_MILLISECONDS)


class _Line:
    """The line to one page."""

    def __init__(self, request: web.Request, response: web.StreamResponse, seat: Seat) -> None:
        self._conversations = request.app[SERVICES].conversations
        self._people = request.app[SERVICES].people
        self._ping, self._patience = request.app[PING_SECONDS], request.app[PATIENCE_SECONDS]
        self._request = request
        self._response = response
        self._seat = seat
        self._all_read = asyncio.get_running_loop().time()

    async def keep_up(self) -> None:
        """Write what is new as it becomes known, and a ping where nothing does."""
        await self._write(_RETRY)
        while not self._seat.over:
            try:
                async with asyncio.timeout(self._ping):
                    await self._seat.woken.wait()
            except TimeoutError:
                await self._write(_PING)
                continue
            self._seat.woken.clear()
            await self._tell()
        if self._seat.crowded:
            await self._write(_RETRY_CROWDED)

    async def _tell(self) -> None:
        session = self._seat.visitor.session
        if not self._seat.over and session not in await asyncio.to_thread(self._people.standing, {session}):
            self._seat.end()  # whoever ended it may have been another process
        while self._seat.edits and not self._seat.over:
            await self._write(_event("edited", self._seat.edits.popleft()))
        while self._seat.changed and not self._seat.over:
            await self._tell_changed(min(self._seat.changed))
        while self._seat.news and not self._seat.over:
            self._seat.news = False
            found = await asyncio.to_thread(
                self._conversations.history, self._seat.visitor.address, self._seat.after, PAGE
            )
            if found:
                self._seat.after = found[-1].sequence
                self._seat.news = self._seat.news or len(found) >= PAGE
                await self._write(_event("messages", messages_out(found), self._seat.after))

    async def _tell_changed(self, sequence: int) -> None:
        """A message that the page has says something else now."""
        self._seat.changed.pop(sequence, None)
        if 1 < sequence <= self._seat.after:
            history = self._conversations.history
            found = await asyncio.to_thread(history, self._seat.visitor.address, sequence - 1, 1)
            await self._write(_event("changed", messages_out(found)))

    async def _write(self, piece: bytes) -> None:
        """Write, and wait while too much is on the way; ``TimeoutError`` where the page does not read on."""
        self._check_reading()
        async with asyncio.timeout(self._patience):
            await self._response.write(piece)

    def _check_reading(self) -> None:
        transport, now = self._request.transport, asyncio.get_running_loop().time()
        if transport is None:
            raise ConnectionResetError
        if transport.get_write_buffer_size() == 0:
            self._all_read = now
        elif now - self._all_read > self._patience:
            raise TimeoutError


def _event(kind: str, data: Mapping[str, Any], key: int | None = None) -> bytes:
    name = "" if key is None else f"id: {key}\n"
    return f"event: {kind}\n{name}data: {json.dumps(data, ensure_ascii=False)}\n\n".encode("utf-8", "replace")
