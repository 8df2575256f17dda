"""What is done on Telegram at once: a few tries, then it is past its time. None of it holds up much what comes next.

A tap that cannot be answered because the line is down stops turning by itself; a box that could not be relabelled
shows the right mark after the next tap.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence

import structlog

from bot.channels.telegram.acts import Act, Answer, Leave, Line, Relabel
from bot.channels.telegram.keyboards import pieces
from bot.channels.telegram.outcomes import InDoubt, Outcome, Refused, Undone
from bot.channels.telegram.sending import Sender, Turn, harmless

_TRIES = 3
_PAUSE = 0.4
_SECONDS = 20.0
log = structlog.get_logger()


async def do(sender: Sender, acts: Sequence[Act]) -> None:
    """Do these in their order; taps are answered beside the rest, and at once."""
    answers = [act for act in acts if isinstance(act, Answer)]
    rest = [act for act in acts if not isinstance(act, Answer)]
    await asyncio.gather(_in_order(sender, rest), *(_in_time(sender, act) for act in answers))


async def _in_order(sender: Sender, acts: Iterable[Act]) -> None:
    for act in acts:
        await _in_time(sender, act)


async def _in_time(sender: Sender, act: Act) -> None:
    try:
        async with asyncio.timeout(_SECONDS):
            await _with_tries(sender, act)
    except TimeoutError:
        log.warning("telegram did not do it in time", what=type(act).__name__)


async def _with_tries(sender: Sender, act: Act) -> None:
    for attempt in range(_TRIES):
        try:
            await _do(sender, act)
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


async def _do(sender: Sender, act: Act) -> None:
    match act:
        case Answer(query, text, alert):
            await sender.answer(query, text, alert=alert)
        case Relabel(chat, message, keys):
            await sender.change_keys(chat, message, keys)
        case Line(chat, text, keys):
            for piece in pieces(text, keys):
                await sender.text(chat, piece.text, piece.keys, Turn())
        case Leave(chat):
            await sender.leave(chat)
