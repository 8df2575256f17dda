"""The conversation as JSON, and its files. Every request is authorised anew; nothing is found by guessing."""

from __future__ import annotations

import asyncio
import re
from dataclasses import asdict
from pathlib import PurePosixPath
from urllib.parse import quote

from aiohttp import hdrs, web

from bot.channels import ports
from bot.channels.ports import Services
from bot.channels.web.audience import AUDIENCE
from bot.channels.web.compression import compressed
from bot.channels.web.guard import PAGES, SERVICES, admitted, client_of, page_of, remembered, whole
from bot.channels.web.wire import PAGE, BadSaying, Saying, messages_out, saying, typed_card
from bot.entering.visitor import Visitor
from bot.views.message import Message
from bot.work.batching import Batcher
from storage.errors import Busy, LetGoOf, NotYours

SAYINGS = web.AppKey("sayings", Batcher[ports.Saying, ports.Answer])
_RETRY_SECONDS = "2"
_LONGEST_SEQUENCE = 15
_ASK_AGAIN = "private, no-cache"
"""The browser may keep it, and asks every time whether it still may show it."""
_PICTURES = frozenset({"image/png", "image/jpeg"})
"""What a browser shows and cannot run."""
_UNPRINTABLE = re.compile(r'[\x00-\x1f\x7f/\\"]')
_PLAIN_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}")


async def messages(request: web.Request) -> web.StreamResponse:
    """The latest messages; with ``after`` the first ones after a sequence, with ``before`` the last ones before it."""
    visitor = await admitted(request)
    after, before = (sequence_of(request.query.get(name)) for name in ("after", "before"))
    return answer(await asyncio.to_thread(_visit, request.app[SERVICES], visitor, after or 0, before))


def _visit(services: Services, visitor: Visitor, after: int, before: int | None) -> tuple[Message, ...]:
    """What the page shows; whoever opens it sees what waited there."""
    found = _read(services, visitor, after, before)
    if before is None:
        services.conversations.visited(visitor.address)
    return found


def _read(services: Services, visitor: Visitor, after: int, before: int | None) -> tuple[Message, ...]:
    services.overviews.note_reading(visitor)
    if before is None:
        return services.conversations.history(visitor.address, after, PAGE)
    return services.conversations.history(visitor.address, 0, PAGE, before)


def sequence_of(said: str | None) -> int | None:
    """A place in the conversation, as an address or a header names it; 400 for what is no plain whole number."""
    if said is None:
        return None
    if not said.isascii() or not said.isdigit() or len(said) > _LONGEST_SEQUENCE:
        raise web.HTTPBadRequest(reason="Bad place in the conversation")
    return int(said)


async def say(request: web.Request) -> web.StreamResponse:
    """Take in what was typed or pressed; answers with everything that is new to the page, the person's words first."""
    visitor = await admitted(request, find=remembered)
    said = await _saying(request)
    try:
        heard = ports.Saying(visitor, said.external_id, said.event, said.after, client_of(request))
        found = await request.app[SAYINGS].do(heard)
    except Busy as busy:
        raise web.HTTPServiceUnavailable(headers={hdrs.RETRY_AFTER: _RETRY_SECONDS}) from busy
    except ports.SignedOut as ended:
        raise web.HTTPUnauthorized from ended
    messages = found.show()
    if messages is None:
        messages = await asyncio.to_thread(found.finish)
    if messages:  # before the stream hears of them: the page has them by this answer
        request.app[AUDIENCE].answered(visitor, page_of(request), messages[-1].sequence)
    found.tell()
    return answer(messages)


async def _saying(request: web.Request) -> Saying:
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType
    try:
        return saying(await whole(request, request.json()))
    except BadSaying as error:
        raise web.HTTPBadRequest(reason="Not what the page sends") from error


def answer(found: tuple[Message, ...]) -> web.Response:
    """Messages as the page gets them."""
    return compressed(messages_out(found))


async def download(request: web.Request) -> web.StreamResponse:
    """A file, for those who may have it; for everybody else there is none."""
    visitor = await admitted(request)
    attachments = request.app[SERVICES].attachments
    try:
        found = await asyncio.to_thread(attachments.open, request.match_info["attachment"], visitor.person)
    except NotYours as error:
        raise web.HTTPNotFound from error
    except LetGoOf:
        return request.app[PAGES].notice(request, "let_go_of", web.HTTPGone.status_code)
    if not await asyncio.to_thread(found.path.is_file):
        raise web.HTTPNotFound(reason="The file is no longer there")
    shown = found.media_type in _PICTURES
    headers = {hdrs.CONTENT_DISPOSITION: disposition(found.name, shown=shown), hdrs.CONTENT_TYPE: found.media_type}
    if found.media_type.startswith("image/"):
        headers[hdrs.CACHE_CONTROL] = _ASK_AGAIN
    return web.FileResponse(found.path, headers=headers)


async def overview(request: web.Request) -> web.StreamResponse:
    """Where the application stands; 304 where nothing has changed since."""
    visitor = await admitted(request)
    known = request.headers.get(hdrs.IF_NONE_MATCH, "").removeprefix("W/").strip('"')
    overviews, here = request.app[SERVICES].overviews, request.app[AUDIENCE].people
    try:
        tag, found = await asyncio.to_thread(overviews.overview, visitor, here, known)
    except NotYours as error:
        raise web.HTTPNotFound from error
    headers: dict[str, str] = {hdrs.ETAG: f'W/"{tag}"', hdrs.CACHE_CONTROL: _ASK_AGAIN}
    if found is None:
        return web.Response(status=304, headers=headers)
    return compressed(found, headers)


async def card(request: web.Request) -> web.StreamResponse:
    """How a section's card stands with what is typed into it; nothing is stored."""
    visitor = await admitted(request)
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType
    try:
        section, rows = typed_card(await whole(request, request.json()))
    except BadSaying as error:
        raise web.HTTPBadRequest(reason="Not what the page sends") from error
    try:
        found = await asyncio.to_thread(request.app[SERVICES].overviews.card, visitor, section, rows)
    except NotYours as error:
        raise web.HTTPNotFound from error
    if found is None:
        raise web.HTTPNotFound
    return compressed({"rows": [asdict(each) for each in found]})


async def explain(request: web.Request) -> web.StreamResponse:
    """What helps with one question."""
    visitor = await admitted(request)
    overviews, field = request.app[SERVICES].overviews, request.query.get("field", "")
    text = await asyncio.to_thread(overviews.explain, visitor.address, field)
    if text is None:
        raise web.HTTPNotFound
    return web.json_response({"text": text})


def disposition(name: str, *, shown: bool = False) -> str:
    """``Content-Disposition`` of a file: the name in UTF-8 (RFC 6266), and a plain one for old programs.

    ``shown`` lets the browser open it instead of saving it.
    """
    clean = _UNPRINTABLE.sub("_", name).encode("utf-8", "replace").decode()
    suffix = PurePosixPath(clean).suffix
    plain = f"shenbao{suffix}" if _PLAIN_SUFFIX.fullmatch(suffix) else "shenbao"
    return f"{'inline' if shown else 'attachment'}; filename=\"{plain}\"; filename*=UTF-8''{quote(clean, safe='')}"
