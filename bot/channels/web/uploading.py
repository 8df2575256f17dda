"""Files from people: one at a time from the chat page, several from the page of an upload link.

The page of a link is for those who talk on a channel that takes no large files. It needs no session and no script, and
looking at it uses nothing up; with script its files come in pieces, and go on where they were (``pieces``).
"""

from __future__ import annotations

import asyncio

from aiohttp import BodyPartReader, hdrs, web

from bot.channels.ports import Services
from bot.channels.web.guard import (
    FROM_ADDRESS,
    PAGES,
    SERVICES,
    SITE,
    UPLOADS,
    admitted,
    client_of,
    note_refusal,
    slow_down,
    slow_down_guessing,
)
from bot.channels.web.receiving import arrived, parts_of, refuse_too_long
from bot.channels.web.talking import answer, sequence_of
from bot.channels.web.wire import PAGE, BadSaying, external_id
from bot.entering.visitor import Visitor
from bot.evidence.incoming import Incoming, Kept, Refusal, Sender, UploadRefused
from bot.views.message import Message
from storage.errors import NotYours

_UPLOAD = "X-Upload-Id"
_STATUS: dict[Refusal, int] = {
    "empty": 400,
    "large": 413,
    "program": 415,
    "mismatch": 415,
    "damaged": 415,
    "locked": 415,
    "bomb": 415,
    "infected": 415,
    "unseen": 503,
}
_NO_ROOM = 507
_MOST_FILES = 20


async def upload(request: web.Request) -> web.StreamResponse:
    """Take in one file of the chat page, once under its id; answers like ``say``."""
    visitor = await admitted(request, UPLOADS)
    key, after = key_of(request), sequence_of(request.query.get("after")) or 0
    services = request.app[SERVICES]
    try:
        refuse_too_long(request, services.uploads.largest)
        async with arrived(request, await _file_of(request), services.uploads) as file:
            return answer(await asyncio.to_thread(_taken, services, visitor, key, file, after))
    except NotYours as ended:
        raise web.HTTPUnauthorized from ended
    except UploadRefused as refused:
        return await refused_answer(request, visitor, refused)


async def refused_answer(request: web.Request, visitor: Visitor, refused: UploadRefused) -> web.Response:
    """Why a file is not taken, in the person's language."""
    services = request.app[SERVICES]
    locale = await asyncio.to_thread(services.conversations.locale, visitor.address)
    return refusal(request, locale, refused)


def refusal(request: web.Request, locale: str, refused: UploadRefused) -> web.Response:
    """Why a file is not taken, in a language."""
    text = request.app[PAGES].refusal(locale, refused, request.app[SERVICES].uploads.largest)
    return web.json_response({"error": refused.why, "text": text}, status=_STATUS.get(refused.why, _NO_ROOM))


def _taken(services: Services, visitor: Visitor, key: str, file: Incoming, after: int) -> tuple[Message, ...]:
    services.uploads.take(visitor, key, file)
    return services.conversations.history(visitor.address, after, PAGE)


def key_of(request: web.Request) -> str:
    """The page's id of a file; 400 where it says none."""
    try:
        return external_id(request.headers.get(_UPLOAD, ""))
    except BadSaying as error:
        raise web.HTTPBadRequest(reason=f"Bad {_UPLOAD}") from error


async def _file_of(request: web.Request) -> BodyPartReader:
    async for part in parts_of(request):
        if part.name == "file" and part.filename is not None:
            return part
    raise web.HTTPBadRequest(reason="No file")


async def look(request: web.Request) -> web.StreamResponse:
    """The page of an upload link: choose files, and see what came so far."""
    slow_down_guessing(request)
    sender = await sender_of(request)
    if isinstance(sender, web.Response):
        return sender
    return await _page(request, sender, [])


async def send(request: web.Request) -> web.StreamResponse:
    """Take in the files of the form; afterwards the page says what came, and why something did not."""
    slow_down_guessing(request)
    sender = await sender_of(request)
    if isinstance(sender, web.Response):
        return sender
    refused: list[tuple[str, UploadRefused]] = []
    number = 0
    async for part in parts_of(request):
        if part.filename and number < _MOST_FILES:
            number += 1
            why = await _received(request, sender, part)
            if why is not None:
                refused.append((part.filename, why))
    if number and not refused:
        return web.Response(status=303, headers={hdrs.LOCATION: f"{request.app[SITE].prefix}{_path(request)}"})
    return await _page(request, sender, refused, empty=not number)


async def _received(request: web.Request, sender: Sender, part: BodyPartReader) -> UploadRefused | None:
    slow_down(request.app[FROM_ADDRESS][UPLOADS].wait(client_of(request)))
    slow_down(request.app[UPLOADS].wait(str(sender.person)))
    uploads = request.app[SERVICES].uploads
    try:
        async with arrived(request, part, uploads) as file:
            await asyncio.to_thread(uploads.take_by_link, sender, file)
    except NotYours as ended:
        raise web.HTTPGone from ended
    except UploadRefused as refused:
        return refused
    return None


async def sender_of(request: web.Request) -> Sender | web.Response:
    """Whose link this is; a page that says why not, where it does not hold."""
    services = request.app[SERVICES]
    sender = await asyncio.to_thread(services.uploads.find, request.match_info["token"])
    if sender is not None and sender.until > services.clock():
        return sender
    what, status = ("unknown", 404) if sender is None else ("upload_expired", 410)
    await note_refusal(request, "unknown" if sender is None else "expired")
    return request.app[PAGES].notice(request, what, status)


async def _page(
    request: web.Request, sender: Sender, refused: list[tuple[str, UploadRefused]], *, empty: bool = False
) -> web.StreamResponse:
    uploads = request.app[SERVICES].uploads
    sent: tuple[Kept, ...] = await asyncio.to_thread(uploads.sent, sender)
    return request.app[PAGES].upload(request, _path(request), sent, refused, uploads.largest, empty)


def _path(request: web.Request) -> str:
    return f"/u/{request.match_info['token']}"
