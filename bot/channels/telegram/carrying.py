"""One parcel on its way: claimed when its turn has come, sent request by request, settled by what became of it.

Of the first request it is known whether it went out, unless the line breaks before the answer; where it did not, the
parcel is put back. Once a part of a parcel is out, the rest is tried until it is out as well.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import structlog

from bot.channels.telegram.outcomes import InDoubt, Moved, NoChat, Outcome, Refused, Shut, Undone
from bot.channels.telegram.pacing import Pacer
from bot.channels.telegram.packing import Album, Document, Parcel, Send, Words
from bot.channels.telegram.sending import TAKEN, Sender
from bot.house import House
from bot.views.looks import delivered
from bot.work.batched_writes import Clerk
from storage import attachments, outbox, people
from storage.database import Session
from storage.errors import Lost, NotYours, Unavailable, Uncommitted
from storage.outbox import Settled

_STRANGE = 3
"""So often a chat may be unknown before its address is closed."""
_PATIENCE, _OTHERS = 8, 5
"""A message that failed so often, while so many others went out, is given up."""
_BACKOFF = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0)
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Ready:
    """A parcel for an address: its chat, and the person who may see its files. ``last``: nothing waits behind it."""

    address: int
    chat: int
    person: int
    parcel: Parcel
    last: bool = False


@dataclass
class Trouble:
    """The failures of one parcel; ``out`` counts what had gone out to anybody when they began."""

    out: int
    failures: int = 0


class Carrier:
    """Carries parcels for one house; several at once, one of each address. ``carried`` are the messages under way."""

    def __init__(self, house: House, clerk: Clerk, pacer: Pacer, sender: Sender) -> None:
        self._house = house
        self._clerk = clerk
        self._pacer = pacer
        self._sender = sender
        self._holder = house.presence.name
        self._out = 0
        self.carried: set[int] = set()
        self._trouble: dict[int, Trouble] = {}
        self._strange: dict[int, int] = {}
        self._breaks = 0
        self._paused_until = 0.0

    async def carry(self, ready: Ready) -> bool:
        """Send a parcel that was let through, whether it went out; its turn is given back."""
        self.carried.update(ready.parcel.ids)
        try:
            await self._take(ready.parcel.ids)
            return await self._send_and_settle(ready)
        except Lost:
            log.warning("telegram messages taken over", address=ready.address, messages=ready.parcel.ids)
            return False
        finally:
            self.carried.difference_update(ready.parcel.ids)

    async def _take(self, messages: Sequence[int]) -> None:
        began = monotonic()
        try:
            await self._clerk.write(lambda session: outbox.take(session, messages, self._holder))
        except BaseException:
            self._pacer.withdraw()
            raise
        self._pacer.took(monotonic() - began)

    async def _send_and_settle(self, ready: Ready) -> bool:
        try:
            number = await self._first(ready)
            for send in ready.parcel.sends[1:]:
                number = await self._later(ready, send)
        except Outcome as outcome:
            await self._failed(ready, outcome)
            return False
        self._went_out(ready.address)
        await self._settle(ready, "sent", str(number))
        return True

    async def _first(self, ready: Ready) -> int:
        await self._pacer.leave(ready.parcel.priority)
        try:
            return await self._request(ready, ready.parcel.sends[0])
        finally:
            self._pacer.over()

    async def _later(self, ready: Ready, send: Send) -> int:
        while True:
            await self._pacer.turn(ready.parcel.priority, ready.chat)
            try:
                return await self._request(ready, send)
            except (Undone, InDoubt) as outcome:
                if self._hopeless(ready.address):
                    raise Refused("the rest does not go out") from None
                self._broke(outcome)
            finally:
                self._pacer.over()

    async def _request(self, ready: Ready, send: Send) -> int:
        match send:
            case Words(text, keys):
                return await self._sender.text(ready.chat, text, keys, TAKEN)
            case Document(file, caption):
                (path,) = await asyncio.to_thread(self._paths, ready.person, [file.attachment])
                return await self._sender.document(ready.chat, path, file.name, caption, TAKEN)
            case Album(files, caption):
                paths = await asyncio.to_thread(self._paths, ready.person, [each.attachment for each in files])
                return await self._sender.pictures(ready.chat, paths, caption, TAKEN)

    def _paths(self, person: int, wanted: Sequence[str]) -> list[Path]:
        folder = self._house.documents.folder
        try:
            with self._house.database.read() as session:
                paths = [attachments.path_of(attachments.find(session, each, person), folder) for each in wanted]
        except NotYours:
            raise Refused("no such file") from None
        if not all(path.is_file() for path in paths):
            raise Refused("the file is gone")
        return paths

    async def _failed(self, ready: Ready, outcome: Outcome) -> None:
        match outcome:
            case Shut():
                await self._close(ready, "blocked")
            case NoChat():
                await self._no_chat(ready)
            case Moved():
                await self._moved(ready, outcome.chat)
            case Undone() | InDoubt() if not self._hopeless(ready.address):
                self._broke(outcome)
                await self._back(ready, undone=isinstance(outcome, Undone))
            case _:
                why = outcome.why if isinstance(outcome, Refused) else type(outcome).__name__
                log.error("telegram message given up", address=ready.address, messages=ready.parcel.ids, why=why)
                await self._settle(ready, "failed")

    async def _no_chat(self, ready: Ready) -> None:
        """Telegram does not know the chat: perhaps for a moment; after some tries the address is closed."""
        self._strange[ready.address] = self._strange.get(ready.address, 0) + 1
        if self._strange[ready.address] < _STRANGE:
            self._pacer.pause_chat(ready.chat, _BACKOFF[self._strange[ready.address]])
            await self._back(ready, undone=True)
            return
        log.warning("telegram does not know the chat", address=ready.address)
        await self._close(ready, "failed")

    async def _close(self, ready: Ready, state: Settled) -> None:
        """Nobody is reached there: until the person comes back nothing more is sent."""

        def work(session: Session) -> None:
            outbox.settle(session, ready.parcel.ids, self._holder, state=state, now=self._house.settings.clock())
            people.set_reach(session, ready.address, "blocked")

        await self._written(work)

    async def _moved(self, ready: Ready, chat: int) -> None:
        def work(session: Session) -> None:
            people.rename(session, ready.address, str(chat))
            outbox.again(session, ready.parcel.ids, self._holder, undone=True)

        await self._written(work)

    async def _back(self, ready: Ready, *, undone: bool) -> None:
        await self._written(lambda session: outbox.again(session, ready.parcel.ids, self._holder, undone=undone))

    async def _settle(self, ready: Ready, state: Settled, number: str | None = None) -> None:
        now, ids, holder = self._house.settings.clock(), ready.parcel.ids, self._holder

        def work(session: Session) -> None:
            outbox.settle(session, ids, holder, state=state, now=now, external_message_id=number)
            if state == "sent":
                delivered(session, _files(ready.parcel), ready.person, now, "telegram")

        await self._written(work)

    async def _written(self, work: Callable[[Session], None]) -> None:
        """Write what became of a parcel, however long the database is away: nobody else knows it."""
        while True:
            try:
                return await self._clerk.write(work)
            except (Unavailable, Uncommitted):
                log.warning("what became of telegram messages is not written yet")
                await asyncio.sleep(_BACKOFF[0])

    def _went_out(self, address: int) -> None:
        self._out += 1
        self._breaks = 0
        self._trouble.pop(address, None)
        self._strange.pop(address, None)

    def _hopeless(self, address: int) -> bool:
        """Count a failure; whether this parcel fails again and again where others get through."""
        trouble = self._trouble.setdefault(address, Trouble(self._out))
        trouble.failures += 1
        return trouble.failures >= _PATIENCE and self._out - trouble.out >= _OTHERS

    def _broke(self, outcome: Undone | InDoubt) -> None:
        """The line is down: everybody waits, longer each time. Where Telegram said how long, the pacer knows."""
        now = asyncio.get_running_loop().time()
        if (isinstance(outcome, Undone) and outcome.after is not None) or now < self._paused_until:
            return
        pause = _BACKOFF[min(self._breaks, len(_BACKOFF) - 1)]
        self._breaks += 1
        self._paused_until = now + pause
        self._pacer.pause(pause)


def _files(parcel: Parcel) -> list[str]:
    """The files that a parcel brought."""
    found: list[str] = []
    for send in parcel.sends:
        files = (send.file,) if isinstance(send, Document) else send.files if isinstance(send, Album) else ()
        found += [each.attachment for each in files]
    return found
