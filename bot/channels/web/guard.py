"""Who may come in and on what terms: headers on every answer, the origin of every POST, the session, the limits."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from math import ceil
from secrets import token_hex
from typing import TypeVar

import structlog
from aiohttp import BadContentDispositionHeader, BadContentDispositionParam, hdrs, web
from aiohttp.http_exceptions import BadHttpMessage
from aiohttp.typedefs import Handler
from multidict import MultiDictProxy

from bot.channels.ports import MACHINES, Services
from bot.channels.web.browsers import describe
from bot.channels.web.pages import Pages
from bot.channels.web.proxies import Network, client
from bot.channels.web.site import Site, host_of, origin_of
from bot.channels.web.texts import SOURCE
from bot.entering.visitor import Visitor
from bot.work.limits import Limiter
from storage.errors import Unavailable
from storage.invitations import hash_of

_Body = TypeVar("_Body")
log = structlog.get_logger()

COOKIE_SECONDS = 180 * 24 * 3600
"""How long a browser keeps the cookie; the session's own end is storage's."""

SHORT = 12
"""Characters of a link's or a session's hash that tell one from another in lists."""

CONVERSATION = "X-Conversation"
"""The header that tells whose page is asking."""

PAGE_HEADER = "X-Page"
"""The header that tells which of this person's open pages it is, by a name of its own making."""
_LONGEST_PAGE = 64

SERVICES = web.AppKey("services", Services)
SITE = web.AppKey("site", Site)
PAGES = web.AppKey("pages", Pages)
SESSIONS = web.AppKey("sessions", Limiter)
EVENTS = web.AppKey("events", Limiter)
UPLOADS = web.AppKey("uploads", Limiter)
PIECES = web.AppKey("pieces", Limiter)
ENTRANCES = web.AppKey("entrances", Limiter)
REFUSALS = web.AppKey("refusals", Limiter)
LINKS = web.AppKey("links", Limiter)
FROM_ADDRESS = web.AppKey("from address", dict[web.AppKey[Limiter], Limiter])
"""For each limit of a person, the one of a network address."""
PROXIES = web.AppKey("proxies", tuple[Network, ...])
MALFORMED = (
    ValueError,
    LookupError,
    AssertionError,
    RuntimeError,
    RecursionError,
    BadHttpMessage,
    BadContentDispositionHeader,
    BadContentDispositionParam,
)
"""What aiohttp raises over a body that no browser sends."""
BODY_SECONDS = web.AppKey("body seconds", float)
"""How long a small body may take to come."""
REMEMBERED = web.AppKey("remembered", dict[str, tuple[Visitor, datetime]])
_REMEMBERED_FOR = timedelta(minutes=2)
_MOST_REMEMBERED = 10_000

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # Not `no-referrer`: under that, browsers say `Origin: null` when a form is posted.
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_HTTPS_ONLY = {"Strict-Transport-Security": "max-age=31536000"}
_LATER = "2"
"""Seconds after which a page says the same again while the database is not there."""
_ANSWERING = web.RequestKey("answering", bool)
_FOR_EVER = "public, max-age=31536000, immutable"
_NOTICES = {401: "ended", 404: "missing", 405: "missing", 410: "unknown", 429: "slower"}


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """What every answer carries. Browsers and proxies keep nothing but static files, whose path names their content."""
    request[_ANSWERING] = True
    response.headers.update(HEADERS)
    if request.app[SITE].secure:
        response.headers.update(_HTTPS_ONLY)
    static = isinstance(request.match_info.route.resource, web.StaticResource) and response.status < 400
    response.headers.setdefault(hdrs.CACHE_CONTROL, _FOR_EVER if static else "no-store")


@web.middleware
async def answer_refusals(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A refusal is a page for somebody who looks at a page, and JSON for its script; so is a fault of ours.

    Of a fault the page tells a number, under which the log has the rest.
    """
    try:
        return await handler(request)
    except web.HTTPException as refusal:
        if refusal.status < 400:
            raise
        return _refused(request, refusal)
    except Unavailable as error:
        log.warning("the database is not available", why=type(error).__name__)
        return _refused(request, web.HTTPServiceUnavailable(headers={hdrs.RETRY_AFTER: _LATER}))
    except Exception as error:
        if request.get(_ANSWERING, False) or isinstance(error, ConnectionError):
            raise
        number = token_hex(4)
        resource = request.match_info.route.resource  # an address may hold a secret, the route does not
        route = resource.canonical if resource is not None else ""
        log.exception("request failed", error_id=number, method=request.method, route=route)
        return _refused(request, web.HTTPInternalServerError(reason=f"Error {number}"))


def _refused(request: web.Request, refusal: web.HTTPException) -> web.Response:
    later = refusal.headers.get(hdrs.RETRY_AFTER)
    headers = {} if later is None else {hdrs.RETRY_AFTER: later}
    pages = request.app[PAGES]
    if "text/html" in request.headers.get(hdrs.ACCEPT, ""):
        response = pages.notice(request, _notice(request, refusal.status), refusal.status, int(later or 1))
        response.headers.update(headers)
        return response
    said = {"error": refusal.reason}
    if refusal.status == web.HTTPTooManyRequests.status_code:
        said["text"] = pages.slower(request, int(later or 1))
    return web.json_response(said, status=refusal.status, headers=headers)


def _notice(request: web.Request, status: int) -> str:
    if status == web.HTTPUnauthorized.status_code and not session_of(request):
        return "stranger"
    return _NOTICES.get(status, "wrong")


@web.middleware
async def check_origin(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Only our own pages may post: the origin is exactly the public address, or, without one, the host asked."""
    machine = request.path in request.app.get(MACHINES, frozenset())
    if request.method == hdrs.METH_POST and not machine and not _from_here(request):
        raise web.HTTPForbidden(reason="Foreign origin")
    return await handler(request)


def _from_here(request: web.Request) -> bool:
    said = request.headers.get(hdrs.ORIGIN, request.headers.get(hdrs.REFERER, ""))
    ours = request.app[SITE].origin
    return origin_of(said) == ours if ours else host_of(said) == request.host.lower() != ""


def page_of(request: web.Request) -> str:
    """What the asking page calls itself; empty where it says nothing. Scripts that cannot set a header say it there."""
    return (request.headers.get(PAGE_HEADER) or request.query.get("page", ""))[:_LONGEST_PAGE]


def session_of(request: web.Request) -> str | None:
    """What the browser's cookie says, if it has one."""
    return request.cookies.get(request.app[SITE].cookie)


async def visitor_of(request: web.Request) -> Visitor | None:
    """Whose browser this is, if anybody's."""
    session = session_of(request)
    if not session:
        return None
    return await asyncio.to_thread(request.app[SERVICES].people.find, session)


async def remembered(request: web.Request) -> Visitor | None:
    """Whose browser this was a moment ago, or is: for what asks again, in its own transaction, whether it still is."""
    session = session_of(request)
    if not session:
        return None
    known, now = request.app[REMEMBERED], request.app[SERVICES].clock()
    name = hash_of(session)
    visitor, since = known.get(name, (None, now))
    if visitor is None or not timedelta() <= now - since < _REMEMBERED_FOR:
        visitor = await visitor_of(request)
        known.pop(name, None)
        if visitor is not None:
            known[name] = visitor, now
            if len(known) > _MOST_REMEMBERED:
                del known[next(iter(known))]
    return visitor


Find = Callable[[web.Request], Awaitable[Visitor | None]]


async def admitted(request: web.Request, allowance: web.AppKey[Limiter] = SESSIONS, find: Find = visitor_of) -> Visitor:
    """The person behind a request for data.

    401 for a stranger, 429 for somebody too fast; 409 where a page that is still open belongs to somebody who used this
    browser before. Scripts that cannot set a header name their page in the query.
    """
    visitor = await find(request)
    if visitor is None:
        raise web.HTTPUnauthorized
    claimed = request.headers.get(CONVERSATION) or request.query.get("address")
    if claimed and claimed != str(visitor.address):
        raise web.HTTPConflict
    slow_down(request.app[FROM_ADDRESS][allowance].wait(client_of(request)))
    slow_down(request.app[allowance].wait(str(visitor.person)))
    return visitor


def slow_down(seconds: float) -> None:
    """429 for somebody who has to wait, with the time after which to go on."""
    if seconds:
        raise web.HTTPTooManyRequests(headers={hdrs.RETRY_AFTER: str(max(1, ceil(seconds)))})


async def form_of(request: web.Request) -> MultiDictProxy[str | bytes | bytearray | web.FileField]:
    """The fields of a small posted form; 400 for what is none, 408 where it does not come."""
    return await whole(request, request.post())


async def whole(request: web.Request, body: Awaitable[_Body]) -> _Body:
    """A small body once it is there; 400 where it is malformed or in no known charset, 408 where it does not come."""
    try:
        async with asyncio.timeout(request.app[BODY_SECONDS]):
            return await body
    except TimeoutError as error:
        raise web.HTTPRequestTimeout from error
    except MALFORMED as error:
        raise web.HTTPBadRequest(reason="Malformed body") from error


def slow_down_guessing(request: web.Request) -> None:
    """429 for a network address that tries many links, and for a link that is tried again and again."""
    slow_down(request.app[ENTRANCES].wait(client_of(request)))
    slow_down(request.app[LINKS].wait(hash_of(request.match_info["token"])))


async def note_refusal(request: web.Request, state: str) -> None:
    """A line in the audit for a link that did not hold; few of them for one network address, or it would fill up."""
    if request.method != hdrs.METH_HEAD and request.app[REFUSALS].allows(client_of(request)):
        device = describe(request.headers.get(hdrs.USER_AGENT, ""), SOURCE)
        link = hash_of(request.match_info["token"])[:SHORT]
        note = partial(request.app[SERVICES].audit.note, "link refused", state, link=link, device=device)
        await asyncio.to_thread(note)


def client_of(request: web.Request) -> str:
    """The network address of the browser."""
    forwarded = request.headers.getall("X-Forwarded-For", [])
    return client(request.remote or "", forwarded, request.app[PROXIES])


def keep_session(request: web.Request, response: web.StreamResponse, session: str) -> None:
    """Give the browser its session: out of reach of scripts and of other sites."""
    site = request.app[SITE]
    response.set_cookie(
        site.cookie,
        session,
        max_age=COOKIE_SECONDS,
        path=site.cookie_path,
        httponly=True,
        samesite="Lax",
        secure=site.secure,
    )


def drop_session(request: web.Request, response: web.StreamResponse) -> None:
    """Take the session's cookie away."""
    site = request.app[SITE]
    response.del_cookie(site.cookie, path=site.cookie_path, httponly=True, samesite="Lax", secure=site.secure)
