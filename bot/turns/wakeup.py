"""Word that something is new at an address, carried from the thread that stored it to whoever waits for it.

News says only where to look: whoever hears it reads the rest from the database. It may come twice or, from another
process (``bot.turns.relay``), not at all; so every listener also looks by itself now and then.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping

import structlog

Listener = Callable[[int, str, Mapping[str, str]], None]
log = structlog.get_logger()


class News:
    """Tells everybody who listens; any thread may tell, and hears nothing of what goes wrong at a listener."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []
        self._carrier: Listener | None = None
        self._lock = threading.Lock()

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call this from now on, with address, kind and figures; returns how to stop. Listeners must not wait."""
        with self._lock:
            self._listeners = [*self._listeners, listener]
        return lambda: self._forget(listener)

    def _forget(self, listener: Listener) -> None:
        with self._lock:
            self._listeners = [each for each in self._listeners if each is not listener]

    def carry(self, carrier: Listener) -> None:
        """Hand whatever is told here to somebody who carries it to other processes."""
        self._carrier = carrier

    def tell(self, address: int, kind: str = "said", figures: Mapping[str, str] | None = None) -> None:
        """``said``: there are new messages at this address, with the last ``sequence`` where that is known.

        ``edited``: others changed its application. ``changed``: the message ``sequence`` says something else now.
        """
        self.tell_here(address, kind, figures or {})
        if self._carrier is not None:
            self._carrier(address, kind, figures or {})

    def tell_here(self, address: int, kind: str, figures: Mapping[str, str]) -> None:
        """The same for the listeners of this process alone."""
        for listener in self._listeners:
            try:
                listener(address, kind, figures)
            except Exception:
                log.exception("a listener failed", kind=kind)
