"""Pages, scripts and styles go over the wire compressed, for browsers that can unpack them: phones wait for bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler

_SMALLEST = 4096
"""Bytes below which packing costs more time than the bytes do: up to some ten packets travel at once."""
_written = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
_WORDS = frozenset({"text/html", "text/css", "text/javascript", "application/javascript", "image/svg+xml"})


@web.middleware
async def compress(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Compress the page and its files; documents and pictures are compressed by nature."""
    response = await handler(request)
    static = isinstance(request.match_info.route.resource, web.StaticResource)
    if not response.prepared and (static or response.content_type in _WORDS):
        response.enable_compression()
    return response


def compressed(content: Any, headers: Mapping[str, str] | None = None) -> web.Response:
    """JSON for a page, compressed unless it is small."""
    body = _written(content).encode("utf-8", "replace")
    response = web.Response(body=body, content_type="application/json", charset="utf-8", headers=headers)
    if len(body) >= _SMALLEST:
        response.enable_compression()
    return response
