"""Everybody who has a page open and waits for news: who they are, what they have seen, whom to wake.

One look at the database, now and then, serves all of them: it finds what other processes stored, and whose session has
ended. All of this runs in the event loop.
"""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

import structlog
from aiohttp import web

from bot.channels.ports import Conversations, People
from bot.entering.visitor import Visitor

MOST_PAGES = 4
"""Open pages of one session; one more closes the oldest. A browser has six lines to a host and needs some to speak."""
LOOK_SECONDS = 5.0
_MOST_EDITS = 50
log = structlog.get_logger()


@dataclass(eq=False)
class Seat:
    """One open page: ``after`` is the last message that it has, ``edits`` are others' changes it was not told of yet.

    ``changed`` are messages that say something else now, ``page`` is its own name. ``news`` says that there may be
    messages. Whoever sits here waits for ``woken`` and leaves once it is ``over``; ``crowded`` out means that the page
    should not be in a hurry to come back.
    """

    visitor: Visitor
    after: int
    gone: Callable[[], bool]
    page: str = ""
    edits: deque[Mapping[str, str]] = field(default_factory=lambda: deque(maxlen=_MOST_EDITS))
    changed: dict[int, None] = field(default_factory=dict)
    news: bool = True
    over: bool = False
    crowded: bool = False
    woken: asyncio.Event = field(default_factory=asyncio.Event)

    def wake(self) -> None:
        """There may be messages."""
        self.news = True
        self.woken.set()

    def end(self) -> None:
        """No more of this."""
        self.over = True
        self.woken.set()


class Audience:
    """The open pages of one process."""

    def __init__(self, conversations: Conversations, people: People) -> None:
        self._conversations = conversations
        self._people = people
        self._seats: list[Seat] = []
        self._closed = False

    def enter(self, visitor: Visitor, after: int, gone: Callable[[], bool], page: str = "") -> Seat:
        """Take a seat; ``gone`` tells whether the browser has hung up. Of too many in a session the oldest ends."""
        seat = Seat(visitor, after, gone, page)
        seat.woken.set()
        self._seats.append(seat)
        mine = [each for each in self._seats if each.visitor.session == visitor.session and not each.over]
        for each in mine[:-MOST_PAGES]:
            each.crowded = True
            each.end()
        if self._closed:
            seat.end()
        return seat

    def leave(self, seat: Seat) -> None:
        """Give the seat back."""
        self._seats.remove(seat)

    def answered(self, visitor: Visitor, page: str, sequence: int) -> None:
        """A page got everything up to this message as the answer to what was said there."""
        for each in self._seats:
            if page and each.page == page and each.visitor.session == visitor.session:
                each.after = max(each.after, sequence)

    @property
    def people(self) -> frozenset[int]:
        """Who has a page open."""
        return frozenset(each.visitor.person for each in self._seats)

    @property
    def sessions(self) -> frozenset[str]:
        """The sessions that have a page open."""
        return frozenset(each.visitor.session for each in self._seats)

    def end_sessions(self, which: Callable[[Visitor], bool]) -> None:
        """Close the pages of these sessions at once; they find out why when they come back."""
        for each in self._seats:
            if which(each.visitor):
                each.end()

    def close(self) -> None:
        """Close all pages: the machine stops."""
        self._closed = True
        for each in self._seats:
            each.end()

    def listen(self) -> Callable[[], None]:
        """Hear, in this event loop, what any thread has to tell; returns how to stop."""
        loop, own = asyncio.get_running_loop(), threading.get_ident()

        def hear(address: int, kind: str, figures: Mapping[str, str]) -> None:
            if threading.get_ident() == own:  # the loop need not be woken to be told what it tells itself
                self.heard(address, kind, figures)
            else:
                loop.call_soon_threadsafe(self.heard, address, kind, figures)

        return self._conversations.listen(hear)

    def heard(self, address: int, kind: str, figures: Mapping[str, str]) -> None:
        """Something is new at an address."""
        for each in self._seats:
            if each.visitor.address == address:
                if kind == "changed":
                    each.changed[int(figures["sequence"])] = None
                    each.woken.set()
                elif kind == "edited":
                    each.edits.append(figures)
                    each.woken.set()
                elif int(figures.get("sequence", each.after + 1)) > each.after:
                    each.wake()

    async def look(self) -> None:
        """Find, for all pages together, what was not heard of, whose session is over, and who hung up."""
        seats = [each for each in self._seats if not each.over]
        if not seats:
            return
        addresses = {each.visitor.address for each in seats}
        latest = await asyncio.to_thread(self._conversations.latest, addresses)
        standing = await asyncio.to_thread(self._people.standing, {each.visitor.session for each in seats})
        for each in seats:
            if each.visitor.session not in standing or each.gone():
                each.end()
            elif latest.get(each.visitor.address, 0) > each.after:
                each.wake()

    async def look_on(self, pause: float) -> None:
        """Look again and again. A look that fails is repeated like any other."""
        while True:
            await asyncio.sleep(pause)
            try:
                await self.look()
            except Exception:
                log.exception("looking for news failed")


AUDIENCE = web.AppKey("audience", Audience)
PAUSE = web.AppKey("pause", float)


async def attend(app: web.Application) -> AsyncIterator[None]:
    """Listen and look while the application runs."""
    stop = app[AUDIENCE].listen()
    looking = asyncio.create_task(app[AUDIENCE].look_on(app[PAUSE]))
    yield
    stop()
    looking.cancel()
    with suppress(asyncio.CancelledError):
        await looking
