"""The browsers in which a person is signed in: which they are, signing them out, a link for one more."""

from __future__ import annotations

import asyncio
from functools import partial

from aiohttp import hdrs, web

from bot.channels.web.audience import AUDIENCE
from bot.channels.web.guard import PAGES, SERVICES, SITE, admitted, drop_session, form_of
from bot.entering.visitor import Visitor

_LONGEST_NAME = 64


async def listed(request: web.Request) -> web.StreamResponse:
    """All of them, this one marked."""
    visitor = await admitted(request)
    services = request.app[SERVICES]
    devices = await asyncio.to_thread(services.devices.of, visitor.person)
    others = await asyncio.to_thread(services.devices.others, visitor.person)
    locale = await asyncio.to_thread(services.conversations.locale, visitor.address)
    return request.app[PAGES].devices(locale, devices, visitor.session, request.app[AUDIENCE].sessions, others)


async def sign_out(request: web.Request) -> web.StreamResponse:
    """End one session and what was opened from it. It may be this one: then the browser forgets it as well."""
    visitor = await admitted(request)
    form, services = await form_of(request), request.app[SERVICES]
    said, alone = form.get("device"), form.get("alone") == "yes"
    name = said if isinstance(said, str) and len(said) <= _LONGEST_NAME else ""
    ended = await asyncio.to_thread(partial(services.devices.sign_out, visitor, name, alone=alone))
    if not ended:
        return _back(request)  # it was signed out before
    request.app[AUDIENCE].end_sessions(lambda each: each.person == visitor.person and each.session in ended)
    if name != visitor.session:
        return _back(request)
    locale = await asyncio.to_thread(services.conversations.locale, visitor.address)
    left = await asyncio.to_thread(services.devices.of, visitor.person)
    others = await asyncio.to_thread(services.devices.others, visitor.person)
    response = request.app[PAGES].signed_out(locale, left, others)
    drop_session(request, response)
    return response


async def sign_out_others(request: web.Request) -> web.StreamResponse:
    """End all sessions but this one."""
    visitor = await admitted(request)
    await asyncio.to_thread(request.app[SERVICES].devices.sign_out_others, visitor)
    request.app[AUDIENCE].end_sessions(lambda each: _another(each, visitor))
    return _back(request)


def _another(each: Visitor, visitor: Visitor) -> bool:
    return each.person == visitor.person and each.session != visitor.session


async def link(request: web.Request) -> web.StreamResponse:
    """Make a link for the same person's next device, and show it once: as words, and as a picture to scan."""
    visitor = await admitted(request)
    services = request.app[SERVICES]
    path = await asyncio.to_thread(services.devices.link, visitor)
    locale = await asyncio.to_thread(services.conversations.locale, visitor.address)
    return request.app[PAGES].device_link(locale, services.settings.base_url + path)


def _back(request: web.Request) -> web.Response:
    return web.Response(status=303, headers={hdrs.LOCATION: f"{request.app[SITE].prefix}/devices"})
