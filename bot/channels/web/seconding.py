"""The link to a broadcast that a second coordinator confirms: opened, the broadcast stands in that one's own chat.

The link itself decides nothing and lets nobody in: whoever opens it has to be signed in, and presses a button there.
"""

from __future__ import annotations

import asyncio

from aiohttp import hdrs, web

from bot.channels.web.entrance import opened
from bot.channels.web.guard import PAGES, SERVICES, SITE, admitted, visitor_of
from bot.turns.links import second_look_opened

_KEY = 24


async def look(request: web.Request) -> web.StreamResponse:
    """Show it in the chat, as it stands at this moment."""
    if await visitor_of(request) is None:
        return request.app[PAGES].notice(request, "second", 401)
    visitor = await admitted(request)
    services = request.app[SERVICES]
    if not await asyncio.to_thread(services.desks.is_desk, visitor.person):
        raise web.HTTPNotFound
    await asyncio.to_thread(opened, services.conversations, visitor)
    event = second_look_opened(request.match_info["token"])
    once = f"{event.payload['key'][:_KEY]}:{services.clock():%Y%m%d%H%M}"  # a reloading phone asks twice
    await asyncio.to_thread(services.conversations.receive, visitor.address, f"second look:{once}", event)
    return web.Response(status=303, headers={hdrs.LOCATION: request.app[SITE].home})
