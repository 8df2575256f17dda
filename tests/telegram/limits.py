"""How much may be sent, and what was: Telegram's rates, floods ordered by a test, and the log to measure by."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from tests.telegram.refusals import flooded

SECOND = 1.0

# Of a message: a sender that keeps exactly to the chat's rate is not refused for a late or early millisecond.
_JITTER = 0.1


@dataclass
class Limits:
    """The rates above which the server answers 429; a burst is what a chat takes at once before its rate counts."""

    overall: int = 30
    per_chat: float = 1.0
    burst: int = 5
    group_per_minute: int = 20
    enforced: bool = True


@dataclass(frozen=True)
class Sending:
    """One message or edit that the bot got through, at a monotonic time."""

    at: float
    chat: int
    method: str
    message_id: int

    @property
    def is_edit(self) -> bool:
        """Whether it changed a message instead of sending one."""
        return self.method.startswith("edit")


@dataclass
class Traffic:
    """What went out, and whether more may."""

    limits: Limits = field(default_factory=Limits)
    clock: Callable[[], float] = time.monotonic
    log: list[Sending] = field(default_factory=list)
    refused: list[tuple[float, int]] = field(default_factory=list)
    _until: dict[int | None, float] = field(default_factory=dict)
    _spent: dict[int, tuple[float, float]] = field(default_factory=dict)

    def flood(self, seconds: float, chat: int | None = None) -> None:
        """From now on answer 429 for so long, to one chat or to all."""
        self._until[chat] = self.clock() + seconds

    def admit(self, chat: int, size: int = 1) -> None:
        """Let one call through that sends so many messages, or refuse it with the time to wait."""
        now = self.clock()
        wait = max(self._until.get(None, 0.0) - now, self._until.get(chat, 0.0) - now)
        if wait <= 0 and self.limits.enforced:
            wait = self._too_fast(chat, size, now)
        if wait > 0:
            self.refused.append((now, chat))
            raise flooded(math.ceil(wait))
        level = self._level(chat, now)
        self._spent[chat] = (now, level + size)

    def _too_fast(self, chat: int, size: int, now: float) -> float:
        """Seconds to wait; the pause is then kept to, as Telegram does."""
        overall = sum(1 for each in self._since(now - SECOND)) + size - self.limits.overall
        if overall > 0:
            self._until[None] = now + SECOND
            return SECOND
        over = self._level(chat, now) + size - max(self.limits.burst, size)
        wait = over / self.limits.per_chat if over > _JITTER else self._group_wait(chat, size, now)
        if wait > 0:
            self._until[chat] = now + math.ceil(wait)
        return wait

    def _group_wait(self, chat: int, size: int, now: float) -> float:
        if chat > 0:
            return 0.0
        sent = [each.at for each in self._since(now - 60) if each.chat == chat]
        over = len(sent) + size - self.limits.group_per_minute
        return sorted(sent)[over - 1] + 60 - now if over > 0 else 0.0

    def _level(self, chat: int, now: float) -> float:
        """How much of the chat's burst is used up; it runs off at the chat's rate."""
        at, level = self._spent.get(chat, (now, 0.0))
        return max(0.0, level - (now - at) * self.limits.per_chat)

    def _since(self, moment: float) -> Iterable[Sending]:
        for each in reversed(self.log):
            if each.at <= moment:
                return
            yield each

    def record(self, chat: int, method: str, message_id: int) -> None:
        """Write down what got through."""
        self.log.append(Sending(self.clock(), chat, method, message_id))

    def sent_in_any_second(self, chat: int | None = None, *, edits: bool = True) -> int:
        """The largest number of messages in any sliding second, to one chat or to all."""
        times = [each.at for each in self.log if chat in (None, each.chat) and (edits or not each.is_edit)]
        most = start = 0
        for end, moment in enumerate(times):
            while times[start] <= moment - SECOND:
                start += 1
            most = max(most, end - start + 1)
        return most
