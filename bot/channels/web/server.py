"""The web chat: one aiohttp application with the page, the personal links, the conversation and its files.

    GET  /            the chat, or how to get in         GET  /messages    what was said, as JSON
    GET  /i/{token}   a personal link, looked at         POST /say         what the person types or presses
    POST /i/{token}   a personal link, used              GET  /files/{id}  a document
    GET  /healthz     whether the machine is up          GET  /static/…    script, style, picture

Every route also stands under the path of the public address, for proxies that pass the path on and for those that cut
it off.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import PackageNotFoundError, version

from aiohttp import hdrs, web

from bot.channels.web import entrance, guard, talking
from bot.channels.web.limits import Limiter, Limits
from bot.channels.web.pages import STATIC, Pages, pages_of
from bot.channels.web.services import Services
from bot.channels.web.site import Site, site_of

LARGEST_BODY = 256 * 1024
"""Bytes that one request may hold."""
WORKERS = 16
"""Threads that wait for the disk: whoever waits there together shares one flush."""


def make_app(services: Services, limits: Limits | None = None) -> web.Application:
    """The application; ``ValueError`` where the public address is none."""
    site = site_of(services.settings.public_url)
    pages = pages_of(site)
    app = web.Application(client_max_size=LARGEST_BODY, middlewares=[guard.answer_refusals, guard.check_origin])
    _furnish(app, services, site, pages, limits or Limits())
    app.on_startup.append(_hire)
    app.on_response_prepare.append(guard.add_headers)
    for prefix in sorted({"", site.prefix}):
        _add_routes(app, prefix, pages)
    return app


async def _hire(app: web.Application) -> None:
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(WORKERS, "web"))


def serve(services: Services, host: str, port: int) -> None:
    """Answer requests until the process is told to stop. No log of addresses: those of personal links are secrets."""
    web.run_app(make_app(services), host=host, port=port, print=None, access_log=None)


def _furnish(app: web.Application, services: Services, site: Site, pages: Pages, limits: Limits) -> None:
    app[guard.SERVICES] = services
    app[guard.SITE] = site
    app[guard.PAGES] = pages
    app[guard.SESSIONS] = Limiter(limits.session)
    app[guard.ENTRANCES] = Limiter(limits.entrance)


def _add_routes(app: web.Application, prefix: str, pages: Pages) -> None:
    app.add_routes(
        [
            web.get(f"{prefix}/", entrance.home),
            web.get(f"{prefix}/i/{{token}}", entrance.look),
            web.post(f"{prefix}/i/{{token}}", entrance.enter),
            web.get(f"{prefix}/messages", talking.messages),
            web.post(f"{prefix}/say", talking.say),
            web.get(f"{prefix}/files/{{attachment}}", talking.download),
            web.get(f"{prefix}/healthz", health),
            web.static(f"{prefix}/static/{pages.assets.rpartition('/')[2]}", STATIC),
        ]
    )
    if prefix:
        app.router.add_get(prefix, _to_home)


async def _to_home(request: web.Request) -> web.StreamResponse:
    return web.Response(status=308, headers={hdrs.LOCATION: request.app[guard.SITE].home})


async def health(request: web.Request) -> web.StreamResponse:
    """Whether the machine is up, and which version."""
    return web.json_response({"status": "ok", "version": _version()})


def _version() -> str:
    try:
        return version("shenbao")
    except PackageNotFoundError:  # started from a folder where nobody ran `make`
        return "uninstalled"
