"""Fakes of what stands behind a conversation that asks for documents: a press that counts, jobs that wait."""

from __future__ import annotations

import threading
import time
from collections.abc import Collection

from bot.printing.documents import PDF, WORD, Paper, Printed
from bot.printing.preparing import Told, silent
from bot.work.jobs import Job, Work
from dialogs.record.application import Application


class Press:
    """Prints a sheet with the kind's name, and counts; ``trouble`` is what goes wrong, ``open`` lets it go on."""

    def __init__(self) -> None:
        self.printed: list[tuple[str, int, str]] = []
        self.trouble = ""
        self.broken = False
        self.open = threading.Event()
        self.open.set()
        self._lock = threading.Lock()
        self._busy = 0
        self.busiest = 0

    def print(self, application: Application, kind: str, *, draft: bool, told: Told = silent) -> Printed:
        """One sheet as a Word file; also as a PDF where it is for the boss; pictures where pages are asked for."""
        with self._lock:
            self.printed.append((application.id, application.version, kind))
            self._busy += 1
            self.busiest = max(self.busiest, self._busy)
        self.open.wait(20)
        time.sleep(0.01)
        with self._lock:
            self._busy -= 1
        if self.broken:
            raise OSError("no paper")
        return Printed(tuple(self._papers(kind)), draft, self.trouble)

    def _papers(self, kind: str) -> list[Paper]:
        word = Paper(f"{kind}.docx", f"{kind} in Word".encode(), WORD)
        if self.trouble or kind in ("application", "summary"):
            return [word]
        if kind == "review":
            return [word, Paper("review.pdf", b"review as PDF", PDF)]
        fields = {1: ("cluster_name",), 2: ("output", "firms"), 3: ()}
        return [Paper(f"{page}.png", f"page {page}".encode(), "image/png", page, fields[page]) for page in fields]


class HeldJobs:
    """Jobs that are done when the test says so; ``kept`` is what was handed over."""

    def __init__(self) -> None:
        self.kept: list[Job] = []
        self.work: Work | None = None

    def start(self, work: Work, executor: str) -> None:
        """Know what is to be done."""
        self.work = work

    @property
    def doubtful(self) -> bool:
        """Nothing is begun here."""
        return False

    def take_over(self, living: Collection[str]) -> None:
        """Nothing is known of others."""

    def submit(self, job: Job) -> None:
        """Keep the job."""
        self.kept.append(job)

    def do_all(self) -> None:
        """Do everything that was handed over."""
        while self.kept:
            assert self.work is not None
            self.work(self.kept.pop(0).key)

    def stop(self) -> None:
        """Forget everything, as a process does that is killed."""
        self.kept.clear()
