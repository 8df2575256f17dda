"""What goes wrong on purpose, because a test ordered it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Literal

from tests.telegram.calls import Call
from tests.telegram.refusals import Refused

# Refuse connections; answer 502; take the calls and say nothing.
Down = Literal["refuse", "502", "silence"]


@dataclass
class Ordered:
    """A refusal for so many calls of a method (or of any) to a chat (or to any)."""

    refusal: Refused
    method: str | None
    chat: int | None
    times: int

    def fits(self, call: Call) -> bool:
        """Whether this call is to be refused."""
        here = self.chat is None or str(call.values.get("chat_id")) == str(self.chat)
        return self.times > 0 and here and self.method in (None, call.method)


@dataclass
class Loss:
    """Answers that get lost on the way: the call was carried out, the bot does not know."""

    method: str | None
    times: int


@dataclass
class Faults:
    """All of them."""

    down: Down | None = None
    slow: float = 0.0
    cut_after: int | None = None
    ordered: list[Ordered] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    unanswered: int = 0
    _back: asyncio.Event = field(default_factory=asyncio.Event)

    def go_down(self, how: Down) -> None:
        """Be away from now on."""
        self.down = how
        self._back.clear()

    def come_back(self) -> None:
        """Be there again; calls that were met with silence are broken off."""
        self.down = None
        self._back.set()

    async def dawdle(self) -> None:
        """What happens before a call is even looked at."""
        if self.slow:
            await asyncio.sleep(self.slow)
        if self.down == "silence":
            self.unanswered += 1
            await self._back.wait()
            raise ConnectionAbortedError
        if self.down == "502":
            raise Refused(502)

    def check(self, call: Call) -> None:
        """Refuse a call that a test wants refused."""
        for each in self.ordered:
            if each.fits(call):
                each.times -= 1
                raise each.refusal

    def loses(self, method: str) -> bool:
        """Whether the answer to this call gets lost."""
        for each in self.losses:
            if each.times > 0 and each.method in (None, method):
                each.times -= 1
                return True
        return False
