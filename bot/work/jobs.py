"""Work beside the conversation: handed over in a moment, done in its time, gone on with after a crash.

``Jobs`` is the port. ``bot.work.durable`` stands behind it in the service; ``DirectJobs`` works in a thread of this
process and remembers nothing. What is owed to whom stands in the application's own tables either way, and a job that
finds nothing to do does nothing: whoever gets the work done may forget it, and may do it twice.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from queue import PriorityQueue
from typing import Literal, Protocol

import structlog

from bot.work.fairness import Rounds

log = structlog.get_logger()

Work = Callable[[str], None]
"""What is done with a document, a broadcast, an export, by its key; done again, it does nothing."""

LaneName = Literal["office", "word", "bulk", "export", "letters"]
"""``office``: LibreOffice takes part; ``word``: a Word file, or a word to be told; ``bulk``: what takes long and mostly
waits; ``export``: the parts of exports, so that nobody's own document waits behind them; ``letters``: photos and scans
that are read, each a core and half a gigabyte."""


class DamagedEngine(Exception):
    """The engine's file is damaged; remove it and start again, for nothing of people is in it."""


@dataclass(frozen=True, slots=True)
class Job:
    """Something to be done, by its ``key``. Under one ``name`` it is done once; ``lane`` is where it waits.

    ``whose`` names the person who asked: people take turns.
    """

    name: str
    key: str
    lane: LaneName
    whose: str = ""


class Jobs(Protocol):
    """Whoever gets work done beside the conversation."""

    def start(self, work: Work, executor: str) -> None:
        """Begin; ``executor`` is the name of this process."""

    @property
    def doubtful(self) -> bool:
        """Whether somebody should soon take over again: what this process began is perhaps at a standstill."""

    def take_over(self, living: Collection[str]) -> None:
        """Go on with what executors began that are none of the living."""

    def submit(self, job: Job) -> None:
        """Hand a job over, without waiting for it; one of a name that waits or runs already is the same job."""

    def stop(self) -> None:
        """End without waiting for what is not done: that is for the next start."""


class DirectJobs:
    """One job after the other in a thread of this process: for the terminal, which waits for them, and for tests."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "jobs")
        self._known: set[str] = set()
        self._rounds = Rounds()
        self._waiting: PriorityQueue[tuple[int, int, Job]] = PriorityQueue()
        self._number = count()
        self._work: Work | None = None

    def start(self, work: Work, executor: str) -> None:
        """Do this with every job from now on."""
        self._work = work

    @property
    def doubtful(self) -> bool:
        """The thread does what it was given."""
        return False

    def take_over(self, living: Collection[str]) -> None:
        """Nothing of another process is known here."""

    def submit(self, job: Job) -> None:
        """Put a job behind the others of its round."""
        if job.name not in self._known:
            self._known.add(job.name)
            self._waiting.put((self._rounds.give(job.whose), next(self._number), job))
            self._thread.submit(self._do_next)

    def _do_next(self) -> None:
        number, _, job = self._waiting.get()
        self._rounds.began(number)
        try:
            if self._work is not None:
                self._work(job.key)
        except Exception:
            log.exception("job failed", job=job.name)
        finally:
            self._known.discard(job.name)

    def stop(self) -> None:
        """Begin no further job."""
        self._thread.shutdown(wait=False, cancel_futures=True)
