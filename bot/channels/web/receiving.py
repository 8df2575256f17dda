"""Files from a page, taken off the line piece by piece into the store, never whole in memory."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from typing import TypeVar

from aiohttp import BodyPartReader, web

from bot.channels.ports import Uploads
from bot.channels.web.guard import MALFORMED
from bot.evidence.incoming import HEAD, Incoming, UploadRefused
from storage.attachments import Arriving

STALLED_SECONDS = web.AppKey("stalled seconds", float)
"""How long a file may make no progress."""

_Coming = TypeVar("_Coming")
_PIECE = 256 * 1024
_FRAME = 64 * 1024
"""Bytes that a request may have beside those of its file."""


async def parts_of(request: web.Request) -> AsyncIterator[BodyPartReader]:
    """The fields of a posted form one after the other; 415 and 400 for what is no form."""
    if request.content_type != "multipart/form-data":
        raise web.HTTPUnsupportedMediaType
    try:
        form, patience = await request.multipart(), request.app[STALLED_SECONDS]
        while (part := await _in_time(form.next(), patience)) is not None:
            if isinstance(part, BodyPartReader):
                yield part
    except MALFORMED as error:
        raise web.HTTPBadRequest(reason="Broken form") from error


def refuse_too_long(request: web.Request, largest: int) -> None:
    """``UploadRefused`` at once where a request for one file says that it is longer than any file may be."""
    if (request.content_length or 0) > largest + _FRAME:
        raise UploadRefused("large")


@asynccontextmanager
async def arrived(request: web.Request, part: BodyPartReader, uploads: Uploads) -> AsyncIterator[Incoming]:
    """A file once all its bytes have come; they are thrown away afterwards unless it was kept.

    ``UploadRefused`` for too many bytes or for want of room; 408 where they stop coming.
    """
    arriving = await asyncio.to_thread(uploads.begin, request.content_length)
    try:
        head = await _store(part, arriving, uploads.largest, request.app[STALLED_SECONDS])
        yield Incoming(arriving, part.filename or "", head)
    finally:
        await asyncio.to_thread(arriving.discard)


async def _store(part: BodyPartReader, arriving: Arriving, largest: int, patience: float) -> bytes:
    head = b""
    while piece := await _next(part, patience):
        if arriving.size + len(piece) > largest:
            raise UploadRefused("large")
        head += piece[: HEAD - len(head)]
        await asyncio.to_thread(arriving.write, piece)
    return head


async def _next(part: BodyPartReader, patience: float) -> bytes:
    return bytes(await _in_time(part.read_chunk(_PIECE), patience))


async def in_time(request: web.Request, coming: Awaitable[_Coming]) -> _Coming:
    """What comes off the line; 408 where it stops coming."""
    return await _in_time(coming, request.app[STALLED_SECONDS])


async def _in_time(coming: Awaitable[_Coming], patience: float) -> _Coming:
    try:
        async with asyncio.timeout(patience):
            return await coming
    except TimeoutError as error:
        raise web.HTTPRequestTimeout from error
