"""The way in: the chat page for somebody signed in, the personal link for somebody invited.

Looking at a link changes nothing, because messengers fetch links for a preview; only the button on its page, a POST,
uses it up.
"""

from __future__ import annotations

import asyncio
from functools import partial

from aiohttp import hdrs, web

from bot.channels.ports import Conversations
from bot.channels.web.guard import (
    PAGES,
    SERVICES,
    SITE,
    form_of,
    keep_session,
    note_refusal,
    session_of,
    slow_down_guessing,
    visitor_of,
)
from bot.channels.web.taps import Taps
from bot.entering.visitor import InvitationState, Visitor
from dialogs.turn.messages import Happened
from storage.errors import (
    ExpiredInvitation,
    InvitationRefused,
    RevokedInvitation,
    SpentInvitation,
)

ARRIVED = "arrived"
TAPS = web.AppKey("taps", Taps)
_LONGEST_AGENT = 300
_REFUSALS: dict[type[InvitationRefused], InvitationState] = {
    ExpiredInvitation: "expired",
    RevokedInvitation: "revoked",
    SpentInvitation: "spent",
}


async def home(request: web.Request) -> web.StreamResponse:
    """The chat for somebody signed in; for everybody else a word on how to get in."""
    visitor = await visitor_of(request)
    if visitor is None:
        return request.app[PAGES].notice(request, *(("ended", 401) if session_of(request) else ("stranger",)))
    conversations = request.app[SERVICES].conversations
    locale = await asyncio.to_thread(opened, conversations, visitor)
    desk = await asyncio.to_thread(request.app[SERVICES].desks.is_desk, visitor.person)
    return request.app[PAGES].chat(locale, visitor.address, desk=desk)


def opened(conversations: Conversations, visitor: Visitor) -> str:
    """Open the conversation where nothing was said yet (the id makes that once), and tell its language."""
    if not conversations.history(visitor.address, 0, 1):
        conversations.receive(visitor.address, ARRIVED, Happened("arrived"))
    return conversations.locale(visitor.address)


async def look(request: web.Request) -> web.StreamResponse:
    """The page of a personal link, which is not used up by looking."""
    slow_down_guessing(request)
    token = request.match_info["token"]
    state = await asyncio.to_thread(request.app[SERVICES].people.peek, token)
    # A used link lets its own person in again; whether this is the one is found out when the button is pressed.
    if state == "valid" or (state in ("spent", "expired") and session_of(request)):
        return request.app[PAGES].invitation(request, token, Taps.number())
    return await _refused(request, state)


async def enter(request: web.Request) -> web.StreamResponse:
    """Use the link: the browser gets a session, and goes to the chat. A second tap of the same page is the same."""
    slow_down_guessing(request)
    number = (await form_of(request)).get("tap")
    try:
        session = await request.app[TAPS].once(
            number if isinstance(number, str) else "", request.match_info["token"], partial(_redeem, request)
        )
    except InvitationRefused as refused:
        return await _refused(request, _REFUSALS.get(type(refused), "unknown"))
    response = web.Response(status=303, headers={hdrs.LOCATION: request.app[SITE].home})
    keep_session(request, response, session)
    return response


async def _redeem(request: web.Request) -> str:
    services, token = request.app[SERVICES], request.match_info["token"]
    agent = request.headers.get(hdrs.USER_AGENT, "")[:_LONGEST_AGENT]
    present = session_of(request)
    return await asyncio.to_thread(services.people.redeem, token, agent, services.clock(), present)


async def _refused(request: web.Request, state: InvitationState) -> web.Response:
    await note_refusal(request, state)
    return request.app[PAGES].notice(request, state, _status(state))


def _status(state: InvitationState) -> int:
    return 404 if state == "unknown" else 410
