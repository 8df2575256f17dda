"""What is done on Telegram at once: a few tries, then it is past its time. None of it holds up much what comes next.

A tap that cannot be answered because the line is down stops turning by itself. Boxes are relabelled beside the rest,
and only as they are to look in the end: whoever ticks five of them quickly does not wait for five changes, which must
keep the pace of the chat.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial

import structlog

from bot.channels.telegram.acts import Act, Answer, Leave, Line, Relabel
from bot.channels.telegram.keyboards import Keys, pieces
from bot.channels.telegram.outcomes import InDoubt, Outcome, Refused, Undone
from bot.channels.telegram.sending import Sender, Turn, harmless

_TRIES = 3
_PAUSE = 0.4
_SECONDS = 20.0
log = structlog.get_logger()


class Acting:
    """Does what is to be done at once, for one bot."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender
        self._labels: dict[tuple[int, int], Keys] = {}
        self._shown: dict[tuple[int, int], Keys] = {}
        self._relabelling: set[asyncio.Task[None]] = set()

    async def do(self, acts: Sequence[Act]) -> None:
        """Do these in their order; taps are answered beside the rest, and boxes get their marks a little later."""
        for act in acts:
            if isinstance(act, Relabel):
                self._relabel(act)
        answers = [act for act in acts if isinstance(act, Answer)]
        rest = [act for act in acts if isinstance(act, Line | Leave)]
        await asyncio.gather(self._in_order(rest), *(self._in_time(act) for act in answers))

    async def stop(self, patience: float) -> None:
        """Let what is being relabelled end, for so long."""
        if self._relabelling:
            await asyncio.wait(self._relabelling, timeout=patience)
        for task in self._relabelling:
            task.cancel()

    def _relabel(self, act: Relabel) -> None:
        message = (act.chat, act.message)
        begun = message in self._labels
        self._labels[message] = act.keys
        if not begun:
            task = asyncio.create_task(self._relabelled(message))
            self._relabelling.add(task)
            task.add_done_callback(self._relabelling.discard)

    async def _relabelled(self, message: tuple[int, int]) -> None:
        """Change a message until it looks as was asked for last; a line that is down is not waited for."""
        try:
            while self._shown.get(message) != self._labels[message]:
                before = self._shown.get(message)
                await self._in_time(Relabel(*message, self._labels[message]))
                if self._shown.get(message) == before:
                    return
        finally:
            del self._labels[message]
            self._shown.pop(message, None)

    def _latest(self, message: tuple[int, int]) -> Keys:
        self._shown[message] = self._labels[message]
        return self._shown[message]

    async def _in_order(self, acts: Sequence[Act]) -> None:
        for act in acts:
            await self._in_time(act)

    async def _in_time(self, act: Act) -> None:
        try:
            async with asyncio.timeout(_SECONDS):
                await self._with_tries(act)
        except TimeoutError:
            log.warning("telegram did not do it in time", what=type(act).__name__)

    async def _with_tries(self, act: Act) -> None:
        for attempt in range(_TRIES):
            try:
                await self._once(act)
            except (Undone, InDoubt) as outcome:
                after = outcome.after if isinstance(outcome, Undone) else None
                await asyncio.sleep(after if after is not None else _PAUSE * (attempt + 1))
            except Outcome as outcome:
                if not (isinstance(outcome, Refused) and harmless(outcome)):
                    log.warning("telegram did not do it", what=type(act).__name__, why=type(outcome).__name__)
                return
            else:
                return
        log.warning("telegram was not reached", what=type(act).__name__)

    async def _once(self, act: Act) -> None:
        match act:
            case Answer(query, text, alert):
                await self._sender.answer(query, text, alert=alert)
            case Relabel(chat, message):
                await self._sender.change_keys(chat, message, partial(self._latest, (chat, message)))
            case Line(chat, text, keys):
                for piece in pieces(text, keys):
                    await self._sender.text(chat, piece.text, piece.keys, Turn())
            case Leave(chat):
                await self._sender.leave(chat)
