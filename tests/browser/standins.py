"""What the page asks of the server beside messages, answered from memory: news, contents, help, uploads."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import hdrs, web

from bot.channels.web.guard import SERVICES, admitted, visitor_of
from bot.channels.web.wire import PAGE, messages_out
from tests.bot.web.fakes import FakeHouse

_LOOK_SECONDS = 0.03


@dataclass
class StandIns:
    """``edits`` are told to every open page, unless ``refusing``; ``failures`` are what the next uploads get."""

    house: FakeHouse
    overview: dict[str, Any] = field(default_factory=lambda: {"title": "", "sections": [], "people": []})
    helps: dict[str, str] = field(default_factory=dict)
    edits: list[dict[str, str]] = field(default_factory=list)
    uploads: dict[str, tuple[str, int]] = field(default_factory=dict)
    failures: list[tuple[int, str]] = field(default_factory=list)
    open_pages: int = 0
    refusing: bool = False
    stopping: bool = False

    def add_to(self, app: web.Application, prefix: str) -> None:
        """Put the routes in, below a path."""
        app.router.add_get(f"{prefix}/events", self._events)
        app.router.add_get(f"{prefix}/overview", self._overview)
        app.router.add_get(f"{prefix}/help", self._help)
        app.router.add_post(f"{prefix}/upload", self._upload)

    async def _events(self, request: web.Request) -> web.StreamResponse:
        visitor = await visitor_of(request)
        if visitor is None:
            raise web.HTTPUnauthorized
        if request.query.get("address") != visitor.address:
            raise web.HTTPConflict
        if self.refusing:
            raise web.HTTPServiceUnavailable
        after = int(request.headers.get("Last-Event-ID") or request.query["after"])
        response = web.StreamResponse(headers={hdrs.CONTENT_TYPE: "text/event-stream"})
        await response.prepare(request)
        self.open_pages += 1
        try:
            await self._tell(request, response, visitor.address, after)
        finally:
            self.open_pages -= 1
        return response

    async def _tell(self, request: web.Request, response: web.StreamResponse, address: str, after: int) -> None:
        conversations = request.app[SERVICES].conversations
        told = len(self.edits)
        await response.write(b"retry: 300\n\n")
        while not self.stopping and request.transport is not None and not request.transport.is_closing():
            found = conversations.history(address, after, PAGE) if after else ()
            if found:
                after = found[-1].sequence
                await response.write(_event("messages", messages_out(found), after))
            for edit in self.edits[told:]:
                await response.write(_event("edited", edit))
            told = len(self.edits)
            await asyncio.sleep(_LOOK_SECONDS)

    async def _overview(self, request: web.Request) -> web.StreamResponse:
        await admitted(request)
        return web.json_response(self.overview)

    async def _help(self, request: web.Request) -> web.StreamResponse:
        await admitted(request)
        if request.query["field"] not in self.helps:
            raise web.HTTPNotFound
        return web.json_response({"text": self.helps[request.query["field"]]})

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        visitor = await admitted(request)
        form = await request.post()
        if self.failures:
            status, text = self.failures.pop(0)
            return web.Response(status=status, text=text, content_type="application/json")
        file, key = form["file"], request.headers["X-Upload-Id"]
        assert isinstance(file, web.FileField)
        if key not in self.uploads:
            self.uploads[key] = (file.filename, len(file.file.read()))
            self.house.conversations.add(visitor.address, file.filename, mine=True)
            self.house.conversations.add(visitor.address, f"收到 {file.filename}。")
        return web.json_response(messages_out(self.house.conversations.history(visitor.address, 0)))


def _event(kind: str, data: object, key: int | None = None) -> bytes:
    name = "" if key is None else f"id: {key}\n"
    return f"event: {kind}\n{name}data: {json.dumps(data, ensure_ascii=False)}\n\n".encode()
