"""What is owed goes out: in the order of each chat, through the pacer, claimed before it is sent and settled after.

One task per address with something to say: it packs what waits, waits for its turn, and lets the carrier carry it. A
crash leaves at most what was on the wire in doubt; ``doubts.recover`` sends that once more. So does it with what nobody
carries although its row says so: left by a process that died when it was no longer the one that sends, or by a fault.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager

import structlog

from bot.channels.telegram.carrying import Carrier, Ready
from bot.channels.telegram.pacing import Pacer
from bot.channels.telegram.wrapping import CHANNEL, Next, Way, Wrapping
from bot.house import House
from bot.work.batched_writes import Clerk
from bot.work.batching import Batcher
from storage import doubts, outbox
from storage.outbox import Owed

_LOOK_SECONDS = 5.0
_LOOK_AT = 2_000
_PACKED_TOGETHER = 16
"""Addresses whose parcels are packed by one reading of the database."""
log = structlog.get_logger()


class Delivery:
    """The sending of one house's messages on Telegram, while this process is the one that sends."""

    def __init__(self, house: House, clerk: Clerk, pacer: Pacer, carrier: Carrier) -> None:
        self._house = house
        self._clerk = clerk
        self._pacer = pacer
        self._carrier = carrier
        self._busy: dict[int, asyncio.Task[None]] = {}
        self._again: set[int] = set()
        self._carried: set[asyncio.Task[bool]] = set()
        self._elsewhere: set[int] = set()
        self._quiet: set[int] = set()
        self._stranded: frozenset[int] = frozenset()
        self._wrapped: Batcher[int, Next] = Batcher(Wrapping(house).each, _PACKED_TOGETHER)
        self._running = False

    async def run(self) -> None:
        """Send what is owed, for as long as this runs. Nobody else may send meanwhile."""
        await self._recover(await self._clerk.apart(self._left_by_others))
        self._running = True
        try:
            while True:
                due, held = await self._clerk.apart(self._owing)
                await self._pick_up(held)
                self.look(due)
                await asyncio.sleep(_LOOK_SECONDS)
        finally:
            self._pause()

    def _left_by_others(self) -> tuple[int, ...]:
        with self._house.database.read() as session:
            return doubts.left_by_others(session, CHANNEL, self._house.presence.name)

    async def _pick_up(self, held: frozenset[int]) -> None:
        """What is said to be on its way at two looks, and nobody carries it."""
        left, self._stranded = held & self._stranded, held
        await self._recover(left - self._carrier.carried)

    async def _recover(self, messages: Collection[int]) -> None:
        if not messages:
            return
        now = self._house.settings.clock()
        again, over = await self._clerk.write(lambda session: doubts.recover(session, messages, now))
        log.warning("messages left in doubt by a crash", sent_again=again, given_up=over)

    def _owing(self) -> tuple[tuple[int, ...], frozenset[int]]:
        """Where something waits; and what is said to be on its way."""
        with self._house.database.read() as session:
            due = tuple(each.address_id for each in outbox.due(session, CHANNEL, _LOOK_AT))
            return due, frozenset(doubts.stranded(session, CHANNEL, self._house.presence.name))

    def look(self, addresses: Iterable[int]) -> None:
        """Something may be owed to these addresses. Only to be called in the event loop."""
        for address in addresses:
            if address in self._busy:
                self._again.add(address)
            elif self._running and address not in self._elsewhere and address not in self._quiet:
                self._busy[address] = asyncio.create_task(self._serve(address))

    @property
    def running(self) -> bool:
        """Whether this process is the one that sends."""
        return self._running

    @contextmanager
    def quiet(self, address: int) -> Iterator[None]:
        """Say nothing to an address meanwhile, so that what several things call for can be said together."""
        self._quiet.add(address)
        try:
            yield
        finally:
            self._quiet.discard(address)
            self.look((address,))

    def _pause(self) -> None:
        """Begin nothing more."""
        self._running = False
        for task in self._busy.values():
            task.cancel()

    async def stop(self, patience: float) -> None:
        """Begin nothing more; what is on the wire may end, for so long."""
        self._pause()
        if self._carried:
            await asyncio.wait(self._carried, timeout=patience)
        await self._wrapped.close()

    async def _serve(self, address: int) -> None:
        try:
            while self._running and address not in self._quiet:
                self._again.discard(address)
                ready = await self._wrapped.do(address)
                if ready is Way.ELSEWHERE:
                    self._elsewhere.add(address)
                    return
                if isinstance(ready, Owed):
                    await self._give_up(ready)
                elif (ready is None or (await self._deliver(ready) and ready.last)) and address not in self._again:
                    return
        except Exception:
            log.exception("telegram messages wait", address=address)
        finally:
            del self._busy[address]

    async def _give_up(self, owed: Owed) -> None:
        now = self._house.settings.clock()
        await self._clerk.write(lambda session: outbox.settle(session, (owed.id,), state="failed", now=now))

    async def _deliver(self, ready: Ready) -> bool:
        """Wait for the turn; from then on nothing interrupts. Whether the parcel went out."""
        await self._pacer.approach(ready.parcel.priority, ready.chat)
        task = asyncio.create_task(self._carrier.carry(ready))
        self._carried.add(task)
        task.add_done_callback(self._carried.discard)
        return await asyncio.shield(task)
