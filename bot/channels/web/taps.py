"""Two taps on one button are one: what the first began is what the second gets.

Impatient thumbs send a form twice, and the browser shows the answer to the second. A link that is used up by the first
would be refused to the very person whom it let in. So the page carries a number of its own, known only to whoever has
the page; taps with the same number within a short while share one result.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from time import monotonic

_SECONDS = 60.0
_CROWD = 1000


class Taps:
    """Results of the last minute by the number of the page and what it was about."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._begun: dict[tuple[str, str], tuple[float, asyncio.Task[str]]] = {}

    @staticmethod
    def number() -> str:
        """A number for a page."""
        return secrets.token_urlsafe(12)

    async def once(self, number: str, about: str, begin: Callable[[], Awaitable[str]]) -> str:
        """The result of the first tap; begun now if this is it, or if the page has no number."""
        self._forget()
        key = (number or self.number(), about)
        if key not in self._begun:
            self._begun[key] = self._clock(), asyncio.ensure_future(_run(begin))
        return await asyncio.shield(self._begun[key][1])

    def _forget(self) -> None:
        limit = self._clock() - _SECONDS
        old = [key for key, (since, _) in self._begun.items() if since < limit]
        for key in [*old, *list(self._begun)[: max(0, len(self._begun) - _CROWD)]]:
            self._begun.pop(key, None)


async def _run(begin: Callable[[], Awaitable[str]]) -> str:
    return await begin()
