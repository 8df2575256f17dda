"""What stands at no route, and the one header that aiohttp answers before anybody of ours sees the request."""

from __future__ import annotations

from aiohttp import HttpVersion11, hdrs, web

NOWHERE = "/{nowhere:.*}"
_GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"


async def expected(request: web.Request) -> None:
    """``Expect``: large files are asked for; 417 for everything else, whatever bytes it is made of.

    aiohttp's own way quotes the header in the answer, and fails over bytes that are no text.
    """
    if request.version != HttpVersion11:
        return
    if request.headers.get(hdrs.EXPECT, "").lower() != "100-continue":
        raise web.HTTPExpectationFailed
    await request.writer.write(_GO_ON)
    request.writer.output_size = 0  # the answer itself has not begun


async def missing(request: web.Request) -> web.StreamResponse:
    """404 where nothing stands; 405 where something does, for another method."""
    allowed: set[str] = set()
    for resource in request.app.router.resources():
        if resource.canonical != NOWHERE.replace(":.*", ""):
            allowed |= (await resource.resolve(request))[1]
    if allowed:
        raise web.HTTPMethodNotAllowed(request.method, allowed)
    raise web.HTTPNotFound
