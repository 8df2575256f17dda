"""One update from beginning to end: understood, heard, its files fetched, its taps answered. Then it is done.

Words of people who are known are answered with whatever else was said at that moment, in one thread and one commit;
everything else by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from bot.channels.telegram.acting import Acting
from bot.channels.telegram.files import Files, Unfetched, give_up
from bot.channels.telegram.grouping import as_one
from bot.channels.telegram.hearing import Heard, Hearing, is_words
from bot.channels.telegram.incoming import Incoming
from bot.channels.telegram.receiving import read
from bot.channels.telegram.working import NotYet
from bot.house import House
from bot.turns.arrivals import Received, nothing
from bot.turns.notices import tell_administrators
from bot.work.batched_writes import Clerk
from bot.work.batching import Batcher
from dialogs.saying.replies import Told
from storage.errors import Unavailable
from storage.telegram_updates import Kept

_FETCH_TRIES = 5
Quiet = Callable[[int], AbstractContextManager[None]]


class Handler:
    """Handles what the worker takes."""

    def __init__(
        self, house: House, clerk: Clerk, hearing: Hearing, files: Files, acting: Acting, quiet: Quiet
    ) -> None:
        self._house = house
        self._quiet = quiet
        self._clerk = clerk
        self._hearing = hearing
        self._files = files
        self._acting = acting
        self._ears: Batcher[Incoming, Received | None] = Batcher.of_writers(hearing.words, house.database.writers)

    async def handle(self, batch: Sequence[Kept]) -> bool:
        """Handle one update, or the album or the text that several are; whether to forget what was said."""
        incoming = [read(each.body) for each in batch]
        try:
            said = as_one(incoming)
            received = await self._ears.do(said) if is_words(said) else None
            if received is not None:
                await self._see_to(received)
                return False
            heard = await self._clerk.apart(self._hearing.hear, incoming, batch[0].at)
        except Unavailable:  # that is nobody's fault
            raise NotYet from None
        if heard.files:
            await self._fetch(heard, batch[0].tries)
        if heard.acts:
            await self._acting.do(heard.acts)
        return heard.forget

    async def _see_to(self, received: Received) -> None:
        if received.finish is not nothing:
            await self._clerk.apart(received.finish)
        received.tell()

    async def close(self) -> None:
        """Answer what is being heard, and nothing more."""
        await self._ears.close()

    async def _fetch(self, heard: Heard, tries: int) -> None:
        if heard.known is None:
            return
        try:
            with self._quiet(heard.known.address_id):
                await self._files.take(heard.known, heard.files)
        except Unfetched as unfetched:
            if unfetched.again and tries < _FETCH_TRIES:
                raise NotYet from None
            await self._clerk.apart(give_up, self._house, heard.known, heard.files)

    async def alarm(self, poison: Kept) -> None:
        """Tell the administrators that an update was set aside."""
        notice = Told("update set aside", {"number": str(poison.update_id)})
        await self._clerk.apart(tell_administrators, self._house, f"poison:{poison.update_id}", notice)
