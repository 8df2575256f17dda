"""News carried to the other processes of this database, and theirs to the listeners here."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable

import structlog

from bot.turns.wakeup import News
from storage.errors import Away
from storage.signals import Signal, Signals

_PATIENCE = 5.0
_PAUSE_SECONDS = 1.0
_ALONE = 8
"""How many times longer somebody who is alone waits between two looks: others are noticed within seconds."""
log = structlog.get_logger()


class Relay:
    """Two threads: one hears, and one sends where word is carried. One that cannot be is dropped: it was only a hint.

    A process that knows itself ``alone`` listens less often.
    """

    def __init__(self, news: News, connect: Callable[[], Signals]) -> None:
        self._news = news
        self._connect = connect
        self._waiting: queue.SimpleQueue[Signal | None] = queue.SimpleQueue()
        self._over = threading.Event()
        self.alone = False
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Carry news from now on."""
        self._signals = self._connect()
        works = [self._hear]
        if self._signals.carries:
            works.append(self._send)
            self._news.carry(lambda address, kind, figures: self._waiting.put(Signal(address, kind, figures)))
        self._threads = [
            threading.Thread(target=self._again_and_again, args=(work,), name="relay", daemon=True) for work in works
        ]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Carry no more."""
        self._over.set()
        self._waiting.put(None)
        for thread in self._threads:
            thread.join(_PATIENCE)
        self._signals.close()

    def _again_and_again(self, work: Callable[[], None]) -> None:
        while not self._over.is_set():
            try:
                work()
            except Away:
                log.warning("word of other processes does not come or go for a moment")
                self._over.wait(_PAUSE_SECONDS)
            except Exception:
                log.exception("word of other processes does not come or go")
                self._over.wait(_PAUSE_SECONDS)

    def _hear(self) -> None:
        for each in self._signals.hear():
            self._news.tell_here(each.address, each.kind, each.figures)
        self._over.wait(self._signals.glance * (_ALONE if self.alone else 1))

    def _send(self) -> None:
        first = self._waiting.get()
        if first is not None:
            self._signals.send([first])
