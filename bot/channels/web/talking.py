"""The conversation as JSON, and its files. Every request is authorised anew; nothing is found by guessing."""

from __future__ import annotations

import asyncio
import re
from pathlib import PurePosixPath
from urllib.parse import quote

from aiohttp import hdrs, web

from bot.channel import Message
from bot.channels.web.guard import SERVICES, admitted
from bot.channels.web.services import Conversations
from bot.channels.web.wire import PAGE, BadSaying, Saying, messages_out, saying
from storage.errors import Busy, NotYours

_RETRY_SECONDS = "2"
_UNPRINTABLE = re.compile(r'[\x00-\x1f\x7f/\\"]')
_PLAIN_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}")


async def messages(request: web.Request) -> web.StreamResponse:
    """The latest messages; with ``after`` the first ones after a sequence, with ``before`` the last ones before it."""
    visitor = await admitted(request)
    after, before = _sequence(request, "after"), _sequence(request, "before")
    conversations = request.app[SERVICES].conversations
    return _answer(await asyncio.to_thread(_history, conversations, visitor.address, after or 0, before))


def _history(conversations: Conversations, address: str, after: int, before: int | None) -> tuple[Message, ...]:
    if before is None:
        return conversations.history(address, after, PAGE)
    return conversations.history(address, 0, PAGE, before)


def _sequence(request: web.Request, name: str) -> int | None:
    said = request.query.get(name)
    if said is None:
        return None
    if not said.isascii() or not said.isdigit() or len(said) > 15:
        raise web.HTTPBadRequest(reason=f"Bad {name}")
    return int(said)


async def say(request: web.Request) -> web.StreamResponse:
    """Take in what was typed or pressed; answers with everything that is new to the page, the person's words first."""
    visitor = await admitted(request)
    said = await _saying(request)
    conversations = request.app[SERVICES].conversations
    try:
        return _answer(await asyncio.to_thread(_said, conversations, visitor.address, said))
    except Busy as busy:
        raise web.HTTPServiceUnavailable(headers={hdrs.RETRY_AFTER: _RETRY_SECONDS}) from busy


async def _saying(request: web.Request) -> Saying:
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType
    try:
        return saying(await request.json())
    except (BadSaying, ValueError, RecursionError) as error:
        raise web.HTTPBadRequest(reason="Not what the page sends") from error


def _said(conversations: Conversations, address: str, said: Saying) -> tuple[Message, ...]:
    conversations.receive(address, said.external_id, said.event)
    return conversations.history(address, said.after, PAGE)


def _answer(found: tuple[Message, ...]) -> web.Response:
    response = web.json_response(messages_out(found))
    response.enable_compression()
    return response


async def download(request: web.Request) -> web.StreamResponse:
    """A file, for those who may have it; for everybody else there is none."""
    visitor = await admitted(request)
    attachments = request.app[SERVICES].attachments
    try:
        found = await asyncio.to_thread(attachments.open, request.match_info["attachment"], visitor.person)
    except NotYours as error:
        raise web.HTTPNotFound from error
    headers = {hdrs.CONTENT_DISPOSITION: disposition(found.name), hdrs.CONTENT_TYPE: found.media_type}
    return web.FileResponse(found.path, headers=headers)


def disposition(name: str) -> str:
    """``Content-Disposition`` of a download: the name in UTF-8 (RFC 6266), and a plain one for old programs."""
    clean = _UNPRINTABLE.sub("_", name).encode("utf-8", "replace").decode()
    suffix = PurePosixPath(clean).suffix
    plain = f"shenbao{suffix}" if _PLAIN_SUFFIX.fullmatch(suffix) else "shenbao"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(clean, safe='')}"
