"""What waits for the bot: updates with growing ids, kept until they are confirmed or expire."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from tests.telegram.refusals import OTHER_POLL, POLL_ENDED, Refused

Queue = tuple[str, int]

# Without allowed_updates a bot gets everything but these.
_ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}
_LIFE = {"callback_query": 150.0}
_DAY = 86400.0
_FIRST_ID = 731_405_118


@dataclass
class Update:
    """One update; within its queue a webhook gets one after the other."""

    kind: str
    body: dict[str, Any]
    queue: Queue
    expires: float
    update_id: int = 0
    tries: int = 0

    def json(self) -> dict[str, Any]:
        """As it is delivered."""
        return {"update_id": self.update_id, self.kind: self.body}


@dataclass
class Updates:
    """All that waits, in the order of the ids."""

    clock: Callable[[], float]
    pending: dict[int, Update] = field(default_factory=dict)
    allowed: list[str] = field(default_factory=list)
    next_id: int = _FIRST_ID
    made: list[int] = field(default_factory=list)
    # Told of every update as it becomes due; a webhook listens here.
    on_due: Callable[[Update], None] = lambda update: None
    _held: list[Update] | None = None
    _again: list[Update] = field(default_factory=list)
    _all: dict[int, Update] = field(default_factory=dict)
    _poll: asyncio.Future[None] | None = None

    def add(self, kind: str, body: dict[str, Any], queue: Queue) -> None:
        """Put an update in, unless the bot did not ask for its kind."""
        wanted = kind in self.allowed if self.allowed else kind not in _ON_REQUEST
        if not wanted:
            return
        update = Update(kind, body, queue, self.clock() + _LIFE.get(kind, _DAY))
        if self._held is not None:
            self._held.append(update)
        else:
            self._push(update)

    def _push(self, update: Update) -> None:
        update.update_id, self.next_id = self.next_id, self.next_id + 1
        self.made.append(update.update_id)
        self._all[update.update_id] = self.pending[update.update_id] = update
        self._due(update)

    def _due(self, update: Update) -> None:
        self.on_due(update)
        if self._poll is not None and self.polled:
            self._poll.set_result(None)

    @property
    def polled(self) -> bool:
        """Whether a long poll waits."""
        return self._poll is not None and not self._poll.done()

    def hold(self) -> None:
        """Collect what comes until it is released, instead of delivering it."""
        self._held = []

    def release(self, order: Sequence[int] | None = None) -> None:
        """Deliver what was held, in another order if one is given (places, from 0); the ids follow this order."""
        held, self._held = self._held or [], None
        places = list(range(len(held)) if order is None else order)
        if sorted(places) != list(range(len(held))):
            raise ValueError(f"{len(held)} updates are held; the order must name each once")
        for place in places:
            self._push(held[place])

    def repeat(self, update_id: int | None = None) -> None:
        """Deliver an update, or the newest, once more, though it was confirmed: Telegram's memory slips, too."""
        old = self._all[self.made[-1] if update_id is None else update_id]
        again = Update(old.kind, old.body, old.queue, old.expires, old.update_id)
        self._again.append(again)
        self._due(again)

    def drop_expired(self) -> None:
        """Forget what nobody fetched in time: a tap after 150 seconds, a message after a day."""
        now = self.clock()
        self.pending = {each.update_id: each for each in self.pending.values() if each.expires > now}

    def confirm(self, offset: int) -> None:
        """Forget all updates below the offset; a negative one counts from the end."""
        if offset < 0:
            kept = list(self.pending)[offset:]
            offset = kept[0] if kept else 0
        for update_id in [each for each in self.pending if each < offset]:
            del self.pending[update_id]

    def end_poll(self, *, by_webhook: bool = False) -> None:
        """Whoever waits in a long poll is told that somebody else took over."""
        if self._poll is not None and self.polled:
            self._poll.set_exception(Refused(409, POLL_ENDED if by_webhook else OTHER_POLL))

    async def fetch(self, offset: int, limit: int, wait: float) -> list[Update]:
        """What getUpdates returns: at once if there is something, otherwise when there is or the time is over."""
        self.confirm(offset)
        self.drop_expired()
        if not self.pending and not self._again and wait > 0:
            await self._wait(wait)
            self.drop_expired()
        again, self._again = self._again, []
        return [*again, *islice(self.pending.values(), max(0, limit - len(again)))]

    async def _wait(self, seconds: float) -> None:
        self.end_poll()
        self._poll = poll = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait([poll], timeout=seconds)
            if poll.done():
                poll.result()
        finally:
            poll.cancel()
