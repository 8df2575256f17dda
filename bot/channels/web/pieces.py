"""A large file from the page, piece by piece: the server says how far it is, the page goes on from there.

The answer to a piece is where the file is now, whether or not the piece fitted; a repeated one changes nothing. A piece
is short enough to be held in memory, and long enough that a request for each costs little.
"""

from __future__ import annotations

import asyncio
from urllib.parse import unquote

from aiohttp import web

from bot.channels.web.guard import (
    FROM_ADDRESS,
    PIECES,
    SERVICES,
    UPLOADS,
    admitted,
    client_of,
    slow_down,
    slow_down_guessing,
)
from bot.channels.web.pages import locale_of
from bot.channels.web.receiving import in_time
from bot.channels.web.uploading import key_of, refusal, refused_answer, sender_of
from bot.evidence.incoming import Reached, Sender, UploadRefused, Whole
from bot.work.limits import Limiter
from storage.errors import NotYours

LARGEST_PIECE = 1024 * 1024
_LONGEST_NAME = 3_000
_LONGEST_NUMBER = 15


async def reached(request: web.Request) -> web.StreamResponse:
    """How far a file is, and whether it was taken in."""
    visitor = await admitted(request, PIECES)
    pieces = request.app[SERVICES].pieces
    found = await asyncio.to_thread(pieces.reached, visitor, key_of(request), _number(request, "X-Upload-Size"))
    return _answer(found)


async def add(request: web.Request) -> web.StreamResponse:
    """Take in a piece; the last one has the file looked at and kept."""
    offset = _number(request, "X-Upload-Offset")
    visitor = await admitted(request, PIECES if offset else UPLOADS)
    whole = Whole(key_of(request), _name(request), _number(request, "X-Upload-Size"))
    pieces = request.app[SERVICES].pieces
    try:
        return _answer(await asyncio.to_thread(pieces.add, visitor, whole, offset, await _body(request)))
    except NotYours as ended:
        raise web.HTTPUnauthorized from ended
    except UploadRefused as refused:
        return await refused_answer(request, visitor, refused)


async def reached_by_link(request: web.Request) -> web.StreamResponse:
    """How far a file is that comes by an upload link."""
    sender = await sender_of(request)
    if isinstance(sender, web.Response):
        slow_down_guessing(request)
        return sender
    _slow_down(request, sender, PIECES)
    pieces = request.app[SERVICES].pieces
    found = await asyncio.to_thread(pieces.reached, sender, key_of(request), _number(request, "X-Upload-Size"))
    return _answer(found)


async def add_by_link(request: web.Request) -> web.StreamResponse:
    """Take in a piece of a file that comes by an upload link."""
    offset = _number(request, "X-Upload-Offset")
    sender = await sender_of(request)
    if isinstance(sender, web.Response):
        slow_down_guessing(request)
        return sender
    _slow_down(request, sender, PIECES if offset else UPLOADS)
    whole = Whole(key_of(request), _name(request), _number(request, "X-Upload-Size"))
    services = request.app[SERVICES]
    try:
        return _answer(await asyncio.to_thread(services.pieces.add, sender, whole, offset, await _body(request)))
    except NotYours as ended:
        raise web.HTTPGone from ended
    except UploadRefused as refused:
        return refusal(request, locale_of(request), refused)


def _slow_down(request: web.Request, sender: Sender, limit: web.AppKey[Limiter]) -> None:
    slow_down(request.app[FROM_ADDRESS][limit].wait(client_of(request)))
    slow_down(request.app[limit].wait(str(sender.person)))


def _answer(found: Reached) -> web.Response:
    return web.json_response({"offset": found.offset, "kept": found.kept})


def _number(request: web.Request, header: str) -> int:
    said = request.headers.get(header, "")
    if not said.isascii() or not said.isdigit() or len(said) > _LONGEST_NUMBER:
        raise web.HTTPBadRequest(reason=f"Bad {header}")
    return int(said)


def _name(request: web.Request) -> str:
    """Headers are ASCII: the name comes in UTF-8, with percent signs."""
    return unquote(request.headers.get("X-Upload-Name", "")[:_LONGEST_NAME], errors="replace")


async def _body(request: web.Request) -> bytes:
    body = bytearray()
    while not request.content.at_eof():
        body += await in_time(request, request.content.readany())
        if len(body) > LARGEST_PIECE:
            raise web.HTTPRequestEntityTooLarge(LARGEST_PIECE, len(body))
    return bytes(body)
