"""What waits for the bot: updates with growing ids, kept until they are confirmed or expire."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
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
    pending: list[Update] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)
    next_id: int = _FIRST_ID
    delivered: list[int] = field(default_factory=list)
    on_new: Callable[[], None] = lambda: None
    _held: list[Update] | None = None
    _again: list[Update] = field(default_factory=list)
    _seen: dict[int, Update] = field(default_factory=dict)
    _poll: asyncio.Future[None] | None = None

    def add(self, kind: str, body: dict[str, Any], queue: Queue) -> Update | None:
        """Put an update in, unless the bot did not ask for its kind."""
        wanted = kind in self.allowed if self.allowed else kind not in _ON_REQUEST
        if not wanted:
            return None
        update = Update(kind, body, queue, self.clock() + _LIFE.get(kind, _DAY))
        if self._held is not None:
            self._held.append(update)
        else:
            self._push([update])
        return update

    def _push(self, updates: Sequence[Update]) -> None:
        for each in updates:
            each.update_id = each.update_id or self._id()
            self._seen[each.update_id] = each
            self.pending.append(each)
        self.wake()

    def _id(self) -> int:
        self.next_id += 1
        return self.next_id - 1

    def wake(self) -> None:
        """Tell whoever waits that there is something."""
        self.on_new()
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)

    def hold(self) -> None:
        """Collect what comes until it is released, instead of delivering it."""
        self._held = []

    def release(self, order: Sequence[int] | None = None) -> list[int]:
        """Deliver what was held, in another order if one is given (places, from 0); the ids follow this order."""
        held, self._held = self._held or [], None
        chosen = [held[place] for place in order] if order is not None else held
        if sorted(order or range(len(held))) != list(range(len(held))):
            raise ValueError(f"{len(held)} updates are held; the order must name each once")
        self._push(chosen)
        return [each.update_id for each in chosen]

    def repeat(self, update_id: int) -> None:
        """Deliver an update once more, though it was confirmed: what Telegram does when its memory slips."""
        self._again.append(self._seen[update_id])
        self.wake()

    def take_repeats(self) -> list[Update]:
        """The updates to deliver once more; they are taken out."""
        again, self._again = self._again, []
        return again

    def drop_expired(self) -> None:
        """Forget what nobody fetched in time: a tap after 150 seconds, a message after a day."""
        now = self.clock()
        self.pending = [each for each in self.pending if each.expires > now]

    def forget(self, update: Update) -> None:
        """An update has arrived, or never will."""
        if update in self.pending:
            self.pending.remove(update)

    def confirm(self, offset: int) -> None:
        """Forget all updates below the offset; a negative one counts from the end."""
        if offset < 0:
            self.pending = self.pending[offset:]
        elif offset > 0:
            self.pending = [each for each in self.pending if each.update_id >= offset]

    def end_poll(self, *, by_webhook: bool = False) -> None:
        """Whoever waits in a long poll is told that somebody else took over."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(Refused(409, POLL_ENDED if by_webhook else OTHER_POLL))

    async def fetch(self, offset: int, limit: int, wait: float) -> list[Update]:
        """What getUpdates returns: at once if there is something, otherwise when there is or the time is over."""
        self.confirm(offset)
        self.drop_expired()
        if not self.pending and not self._again and wait > 0:
            self.end_poll()
            self._poll = poll = asyncio.get_running_loop().create_future()
            await asyncio.wait([poll], timeout=wait)
            if poll.done():
                poll.result()
            self.drop_expired()
        return (self.take_repeats() + self.pending)[:limit]
