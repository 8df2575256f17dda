"""A coordinator's page: the region's entrants in a table, without script; the same as a picture and as a sheet."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from aiohttp import hdrs, web

from bot.channels.web.guard import PAGES, SERVICES, admitted
from bot.channels.web.talking import disposition
from bot.entering.visitor import Visitor
from storage.errors import NotYours

_LONGEST = 200
_MOST_DIGITS = 6
T = TypeVar("T")


async def page(request: web.Request) -> web.StreamResponse:
    """The entrants that the words in the address choose, so many at a time."""
    visitor, locale = await _coordinator(request)
    words = request.query.get("q", "")[:_LONGEST]
    said = request.query.get("page", "1")
    number = int(said) if said.isascii() and said.isdigit() and len(said) <= _MOST_DIGITS else 1
    desks = request.app[SERVICES].desks
    found = await _or_missing(lambda: desks.page(visitor.person, words, number, locale))
    return request.app[PAGES].desk(locale, found, words)


async def picture(request: web.Request) -> web.StreamResponse:
    """Counties × sections; without names where the address says so."""
    visitor, locale = await _coordinator(request)
    desks, names = request.app[SERVICES].desks, request.query.get("names") != "0"
    media_type, content = await _or_missing(lambda: desks.picture(visitor.person, locale, names=names))
    return web.Response(body=content, content_type=media_type)


async def table(request: web.Request) -> web.StreamResponse:
    """All of it as a sheet."""
    visitor, locale = await _coordinator(request)
    desks = request.app[SERVICES].desks
    name, media_type, content = await _or_missing(lambda: desks.table(visitor.person, locale))
    await asyncio.to_thread(request.app[SERVICES].audit.note, "exported", "table", visitor.person)
    return web.Response(body=content, content_type=media_type, headers={hdrs.CONTENT_DISPOSITION: disposition(name)})


async def _coordinator(request: web.Request) -> tuple[Visitor, str]:
    visitor = await admitted(request)
    return visitor, await asyncio.to_thread(request.app[SERVICES].conversations.locale, visitor.address)


async def _or_missing(look: Callable[[], T]) -> T:
    """What a coordinator sees; for everybody else there is no such page."""
    try:
        return await asyncio.to_thread(look)
    except NotYours as error:
        raise web.HTTPNotFound from error
