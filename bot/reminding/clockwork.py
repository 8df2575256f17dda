"""The alarm clock of the campaign: a thread that ticks while the service runs, in one process at a time.

It remembers nothing. What is due follows from calendar, dates and ledger at any moment, so a tick that was missed is
made up for by the next one; the lease only spares two processes the same work.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import structlog

from storage import leases
from storage.database import Database
from storage.errors import Unavailable

_EVERY_SECONDS = 20.0
_LEASE = timedelta(seconds=90)
_NAME = "campaign"
log = structlog.get_logger()


class Clockwork:
    """Ticks every some seconds from ``start`` to ``stop``; ``holder`` is the name of this process."""

    def __init__(
        self, database: Database, holder: str, tick: Callable[[], None], every: float = _EVERY_SECONDS
    ) -> None:
        self._database = database
        self._tick = tick
        self._every = every
        self._holder = holder
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="campaign", daemon=True)

    def start(self) -> None:
        """Begin; the first tick is at once."""
        self._thread.start()

    def stop(self, patience: float = 5.0) -> None:
        """Begin no further tick, and let another process go on at once."""
        self._over.set()
        self._thread.join(patience)
        if not self._thread.is_alive():
            with suppress(Unavailable), self._database.write() as session:  # the lease ends by itself as well
                leases.give_back(session, _NAME, self._holder)

    def _run(self) -> None:
        while not self._over.is_set():
            try:
                if self._mine():
                    self._tick()
            except Exception:
                log.exception("the campaign's clock failed and goes on")
            self._over.wait(self._every)

    def _mine(self) -> bool:
        now = datetime.now(UTC)
        with self._database.write() as session:
            return leases.take(session, _NAME, self._holder, now, now + _LEASE)
