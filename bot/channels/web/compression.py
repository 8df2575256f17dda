"""Pages, scripts and styles go over the wire compressed, for browsers that can unpack them: phones wait for bytes."""

from __future__ import annotations

from aiohttp import web
from aiohttp.typedefs import Handler

_WORDS = frozenset({"text/html", "text/css", "text/javascript", "application/javascript", "image/svg+xml"})


@web.middleware
async def compress(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Compress the page and its files; documents and pictures are compressed by nature."""
    response = await handler(request)
    static = isinstance(request.match_info.route.resource, web.StaticResource)
    if not response.prepared and (static or response.content_type in _WORDS):
        response.enable_compression()
    return response
