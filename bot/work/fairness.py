"""Whose turn it is, where several people have work done by few: one job of each in every round.

Whoever hands over twenty jobs is in twenty rounds; whoever comes then is in the round that is being served, and waits
for one job of everybody at most.
"""

from __future__ import annotations

import threading


class Rounds:
    """Gives each job its round, from 1 on; the lowest goes first. Any thread may ask."""

    def __init__(self, served: int = 1) -> None:
        self._served = max(1, served)
        self._last: dict[str, int] = {}
        self._lock = threading.Lock()

    def give(self, whose: str) -> int:
        """The round of this person's next job."""
        with self._lock:
            given = max(self._served, self._last.get(whose, 0) + 1)
            self._last[whose] = given
            return given

    def began(self, number: int) -> None:
        """A job of this round has begun: whoever has none waiting comes into it, and need not be remembered."""
        with self._lock:
            if number > self._served:
                self._served = number
                self._last = {whose: last for whose, last in self._last.items() if last >= number}
