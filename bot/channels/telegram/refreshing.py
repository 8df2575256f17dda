"""A message that was sent and says something else now is changed in its place: the progress of a broadcast.

What it says stands in the conversation. Telegram is told every few seconds at most, by the process that sends; a change
that is missed is made up for by the next one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from bot.channels.telegram import keyboards
from bot.channels.telegram.keyboards import LONGEST_TEXT, Keys
from bot.channels.telegram.outcomes import Outcome
from bot.channels.telegram.sending import Sender
from bot.house import House
from bot.views.transcript import locale_of
from bot.work.batched_writes import Clerk
from dialogs.record import codec
from renderers.i18n import language
from storage import outbox, people

_CHANNEL = "telegram"
_PAUSE_SECONDS = 3.0
_TRIES = 5
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Changed:
    """A message of a chat as it reads now; ``message`` is Telegram's number, 0 while it is not out yet."""

    chat: int
    message: int
    text: str
    keys: Keys


class Refreshing:
    """Changes messages of one house, while ``sending`` says that this process is the one that sends."""

    def __init__(self, house: House, clerk: Clerk, sender: Sender, sending: Callable[[], bool]) -> None:
        self._house = house
        self._clerk = clerk
        self._sender = sender
        self._sending = sending
        self._wanted: dict[int, int] = {}
        self._busy: dict[int, asyncio.Task[None]] = {}

    def heard(self, address: int, sequence: int) -> None:
        """A message says something else now. Only to be called in the event loop."""
        if self._sending():
            self._wanted[address] = sequence
            if address not in self._busy:
                self._busy[address] = asyncio.create_task(self._refresh(address))

    def stop(self) -> None:
        """Change no more."""
        for task in self._busy.values():
            task.cancel()

    async def _refresh(self, address: int) -> None:
        try:
            tries = 0
            while (sequence := self._wanted.pop(address, None)) is not None:
                out = await self._once(address, sequence)
                await asyncio.sleep(_PAUSE_SECONDS)
                tries = 0 if out else tries + 1
                if not out and tries < _TRIES:
                    self._wanted.setdefault(address, sequence)
        except Exception:
            log.exception("a message on telegram is not changed", address=address)
        finally:
            del self._busy[address]

    async def _once(self, address: int, sequence: int) -> bool:
        """Change it; False where it is not out yet."""
        changed = await self._clerk.apart(self._changed, address, sequence)
        if changed is None or not changed.message:
            return changed is None
        try:
            await self._sender.change_text(changed.chat, changed.message, changed.text, changed.keys)
        except Outcome as outcome:  # it will be changed again, or reads as before
            log.info("telegram did not change a message", why=type(outcome).__name__)
        return True

    def _changed(self, address: int, sequence: int) -> _Changed | None:
        """What it says now; None where it is no message of its own on Telegram."""
        with self._house.database.read() as session:
            found = people.address(session, address)
            if found is None or found.channel != _CHANNEL or found.state != "open":
                return None
            lines = outbox.history(session, address, after=sequence - 1, limit=1)
            called = outbox.called(session, address, sequence)
            spoken = language(locale_of(session, address))
        if called is None or not lines:
            return None
        message = self._house.history.reply(sequence, codec.loads(lines[0].body), spoken, {})
        text = keyboards.listed(message)
        if keyboards.length(text) > LONGEST_TEXT:
            return None
        return _Changed(int(found.external_id), called, text, keyboards.keys(message, spoken.locale))
