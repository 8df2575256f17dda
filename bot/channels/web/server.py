"""The web chat: one aiohttp application with the page, the personal links, the conversation and its files.

    GET  /            the chat, or how to get in         GET  /messages    what was said, as JSON
    GET  /i/{token}   a personal link, looked at         GET  /events      the same as it happens
    POST /i/{token}   a personal link, used              POST /say         what the person types or presses
    GET  /devices     where one is signed in             POST /upload      a file of the person's
                                                         GET, POST /upload/piece  a large one, piece by piece
    POST /devices/…   sign out, link another device      GET  /files/{id}  a file, for those who may have it
    GET  /u/{token}   an upload link, looked at          GET  /overview    where the application stands
    POST /u/{token}   files sent by it                   GET  /help        what helps with one question
    GET  /healthz     whether the machine is up          POST /card        how a section's card stands with words in it
    GET  /static/…    script, style, picture             GET  /desk…       a coordinator's region
    GET  /a/{token}   a broadcast for a second person

Every route also stands under the path of the public address, for proxies that pass the path on and for those that cut
it off.
"""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from aiohttp import BadContentDispositionHeader, BadContentDispositionParam, hdrs, web

from bot.channels.ports import Answer, Saying, Services
from bot.channels.web import (
    audience,
    desk,
    devices,
    entrance,
    events,
    guard,
    pieces,
    receiving,
    seconding,
    talking,
    uploading,
)
from bot.channels.web.compression import compress
from bot.channels.web.listening import DOORKEEPER, Doorkeeper, listen_until_told, note_arrival
from bot.channels.web.nowhere import NOWHERE, expected, missing
from bot.channels.web.pages import STATIC, Pages, pages_of
from bot.channels.web.proxies import networks
from bot.channels.web.site import Site, site_of
from bot.channels.web.taps import Taps
from bot.work.batching import Batcher
from bot.work.limits import Limiter, Limits

Guest = Callable[[web.Application], None]
"""Another channel, that attaches itself to the application."""

LARGEST_BODY = 256 * 1024
"""Bytes that one request may hold."""
WORKERS = 6
"""Threads that wait for the disk: whoever waits there together shares one flush. More of them compete for the
interpreter, which costs more than the flushes that they share (measured: 2 are too few, 16 too many)."""
_GRACE_SECONDS = 0.8
"""How long requests may take to end when the machine stops; those that wait for news end at once."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds of the waiting that open pages and files in transit do."""

    ping: float = 20.0
    patience: float = 30.0
    look: float = audience.LOOK_SECONDS
    stalled: float = 60.0
    body: float = 30.0
    headers: float = 20.0


def make_app(services: Services, limits: Limits | None = None, pace: Pace | None = None) -> web.Application:
    """The application; ``ValueError`` where the public address is none."""
    for kind in (BadContentDispositionHeader, BadContentDispositionParam):
        warnings.simplefilter("error", kind)  # such a body is refused; a warning would print it
    site = site_of(services.settings.public_url)
    pages = pages_of(site)
    middlewares = [note_arrival, compress, guard.answer_refusals, guard.check_origin]
    app = web.Application(client_max_size=LARGEST_BODY, middlewares=middlewares)
    _furnish(app, services, site, pages)
    _pace(app, limits or Limits(), pace or Pace())
    app.on_startup.append(_hire)
    app.on_response_prepare.append(guard.add_headers)
    app.cleanup_ctx.append(audience.attend)
    app.on_shutdown.append(_close)
    for prefix in sorted({"", site.prefix}):
        _add_routes(app, prefix, pages)
    app.router.add_route("*", NOWHERE, missing, expect_handler=expected)
    return app


def _sayings(services: Services) -> Batcher[Saying, Answer]:
    return Batcher.of_writers(services.conversations.answer_each, services.conversations.writers)


async def _hire(app: web.Application) -> None:
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(WORKERS, "web"))


def serve(services: Services, host: str, port: int, guests: Iterable[Guest] = ()) -> None:
    """Answer requests until the process is told to stop. No log of addresses: those of personal links are secrets.

    Other channels are ``guests``: they attach themselves to the application, and live as long as it does.
    """
    app = make_app(services)
    for attach in guests:
        attach(app)
    asyncio.run(listen_until_told(app, host, port, _GRACE_SECONDS))


async def _close(app: web.Application) -> None:
    app[audience.AUDIENCE].close()
    await app[talking.SAYINGS].close()


def _furnish(app: web.Application, services: Services, site: Site, pages: Pages) -> None:
    app[guard.SERVICES] = services
    app[guard.SITE] = site
    app[guard.PROXIES] = networks(services.settings.proxies)
    app[guard.PAGES] = pages
    app[entrance.TAPS] = Taps()
    app[talking.SAYINGS] = _sayings(services)
    app[guard.REMEMBERED] = {}
    app[audience.AUDIENCE] = audience.Audience(services.conversations, services.people)


def _pace(app: web.Application, limits: Limits, pace: Pace) -> None:
    app[guard.SESSIONS] = Limiter(limits.session)
    app[guard.EVENTS] = Limiter(limits.events)
    app[guard.UPLOADS] = Limiter(limits.upload)
    app[guard.PIECES] = Limiter(limits.piece)
    app[guard.ENTRANCES] = Limiter(limits.entrance)
    app[guard.REFUSALS] = Limiter(limits.refusal)
    app[guard.LINKS] = Limiter(limits.link)
    app[guard.FROM_ADDRESS] = {
        guard.SESSIONS: Limiter(limits.asking),
        guard.EVENTS: Limiter(limits.asking),
        guard.UPLOADS: Limiter(limits.sending),
        guard.PIECES: Limiter(limits.pieces),
    }
    app[DOORKEEPER] = Doorkeeper(pace.headers)
    app[audience.PAUSE] = pace.look
    app[events.PING_SECONDS] = pace.ping
    app[events.PATIENCE_SECONDS] = pace.patience
    app[guard.BODY_SECONDS] = pace.body
    app[receiving.STALLED_SECONDS] = pace.stalled


def _add_routes(app: web.Application, prefix: str, pages: Pages) -> None:
    for method, path, handler in (
        ("GET", "/", entrance.home),
        ("GET", "/a/{token}", seconding.look),
        ("GET", "/i/{token}", entrance.look),
        ("POST", "/i/{token}", entrance.enter),
        ("GET", "/devices", devices.listed),
        ("POST", "/devices/out", devices.sign_out),
        ("POST", "/devices/others", devices.sign_out_others),
        ("POST", "/devices/link", devices.link),
        ("GET", "/u/{token}", uploading.look),
        ("POST", "/u/{token}", uploading.send),
        ("GET", "/u/{token}/upload/piece", pieces.reached_by_link),
        ("POST", "/u/{token}/upload/piece", pieces.add_by_link),
        ("GET", "/messages", talking.messages),
        ("GET", "/events", events.events),
        ("POST", "/say", talking.say),
        ("POST", "/upload", uploading.upload),
        ("GET", "/upload/piece", pieces.reached),
        ("POST", "/upload/piece", pieces.add),
        ("GET", "/overview", talking.overview),
        ("GET", "/help", talking.explain),
        ("POST", "/card", talking.card),
        ("GET", "/desk", desk.page),
        ("GET", "/desk/picture", desk.picture),
        ("GET", "/desk/table", desk.table),
        ("GET", "/files/{attachment}", talking.download),
        ("GET", "/healthz", health),
    ):
        for each in (method, "HEAD") if method == "GET" and path != "/events" else (method,):
            app.router.add_route(each, f"{prefix}{path}", handler, expect_handler=expected)
    static = f"{prefix}/static/{pages.assets.rpartition('/')[2]}"
    app.router.add_static(static, STATIC, expect_handler=expected)
    if prefix:
        app.router.add_get(prefix, _to_home, expect_handler=expected)


async def _to_home(request: web.Request) -> web.StreamResponse:
    return web.Response(status=308, headers={hdrs.LOCATION: request.app[guard.SITE].home})


async def health(request: web.Request) -> web.StreamResponse:
    """That the machine is up, and nothing else: anybody may ask."""
    return web.json_response({"status": "ok"})
