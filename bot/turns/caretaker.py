"""What a process does for the others: at once where one died, and now and then for what may have slipped through."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from itertools import count

from bot.turns.conversations import Conversations
from bot.turns.relay import Relay
from bot.work.jobs import Jobs

_LOOK_AFTER, _TAKE_OVER = 2, 6
"""How many looks of ``bot.work.presence`` lie between two of these: it looks every five seconds."""


@dataclass(frozen=True)
class Caretaker:
    """Sees to what is left; not to what others asked for, where it is the process of one address ``only``.

    ``go_on`` hands over the long work that nobody may be at.
    """

    conversations: Conversations
    jobs: Jobs
    relay: Relay
    go_on: Callable[[], None]
    only: int | None
    _looks: count[int] = field(default_factory=count)

    def look(self, living: Collection[str], somebody_died: bool) -> None:
        """Hear who lives, and whether somebody died since the last look."""
        self.relay.alone = len(living) == 1
        looks = next(self._looks)
        if somebody_died or self.jobs.doubtful or looks % _TAKE_OVER == 0:
            self.jobs.take_over(living)
        if self.only is not None:
            return
        if somebody_died:
            self.conversations.resume()
            self.go_on()
        elif looks % _LOOK_AFTER == 0:
            self.conversations.look_after()
