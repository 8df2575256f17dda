"""This process among those of one database: it says that it lives, and notices who does not any more.

A row is renewed every few seconds. Whoever was not heard of for long is dead; a process of the same machine is dead as
soon as nobody holds the lock of its file in the data folder, and alive as long as somebody does, however busy it is.
What the dead held is free again, in the same transaction that strikes them off.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import socket
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

import structlog

from storage import processes
from storage.database import Database
from storage.errors import Unavailable
from storage.files import private_folder

BEAT_SECONDS = 10.0
LOOK_SECONDS = 5.0
SILENCE = timedelta(seconds=20)
"""Without a word for so long, a process of another machine is dead."""
FOLDER = "processes"
_KERNEL = Path("/proc/sys/kernel/random/boot_id")
log = structlog.get_logger()

Look = Callable[[frozenset[str], bool], None]
"""Hears, at every look, who lives, and whether somebody died since the last one."""


def now() -> datetime:
    """The machine's own time, for what is measured in seconds; a fixed clock is for answers and dates."""
    return datetime.now(UTC)


class Presence:
    """One process; ``name`` is its own, different at every start. Whose first part is the same, is on this machine."""

    def __init__(self, database: Database, data: Path) -> None:
        self.name = f"{_machine()}-{os.getpid()}-{secrets.token_hex(4)}"
        self._database = database
        self._folder = data / FOLDER
        self._lock: IO[bytes] | None = None
        self._thread: threading.Thread | None = None
        self._over = threading.Event()
        self._care = ThreadPoolExecutor(1, "care")
        self._caring: Future[None] | None = None
        self._died = False
        self._beat_at = now() - timedelta(seconds=BEAT_SECONDS)

    def start(self, look: Look) -> None:
        """Be one of the living from now on; see to the dead at once, and again and again."""
        self._lock = (private_folder(self._folder) / self.name).open("ab")
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        self._look(look)
        self._thread = threading.Thread(target=self._go_on, args=(look,), name="presence", daemon=True)
        self._thread.start()

    @property
    def started(self) -> bool:
        """Whether this process said that it lives."""
        return self._lock is not None

    def _go_on(self, look: Look) -> None:
        while not self._over.wait(LOOK_SECONDS):
            try:
                self._look(look)
            except Unavailable as error:
                log.warning("the other processes could not be looked at", why=type(error).__name__)
            except Exception:
                log.exception("the other processes could not be looked at")

    def _look(self, look: Look) -> None:
        at = now()
        with self._database.read() as session:
            known = processes.living(session)
        dead = {name for name, seen in known.items() if name != self.name and self._dead(name, at - seen)}
        if dead or self.name not in known or at - self._beat_at >= timedelta(seconds=BEAT_SECONDS):
            with self._database.write() as session:
                processes.beat(session, self.name, at)
                processes.bury(session, dead)
            self._beat_at = at
        for name in dead:
            log.warning("a process is gone", process=name)
            (self._folder / name).unlink(missing_ok=True)
        self._see_to_it(look, frozenset(known.keys() - dead | {self.name}), bool(dead))

    def _see_to_it(self, look: Look, living: frozenset[str], died: bool) -> None:
        """Beside the beat, which must not wait for what there is to do; one thing at a time, later where it lasts."""
        self._died = self._died or died
        if self._caring is not None and not self._caring.done():
            return
        self._caring = self._care.submit(self._seen_to, look, living, self._died)
        self._died = False

    def _seen_to(self, look: Look, living: frozenset[str], died: bool) -> None:
        try:
            look(living, died)
        except Unavailable as error:
            log.warning("what others left is not seen to", why=type(error).__name__)
        except Exception:
            log.exception("what others left is not seen to")

    def _dead(self, name: str, silent: timedelta) -> bool:
        if name.partition("-")[0] != self.name.partition("-")[0]:
            return silent > SILENCE
        try:
            with (self._folder / name).open("ab") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except FileNotFoundError:  # it has another data folder
            return silent > SILENCE
        except BlockingIOError:
            return False
        return True

    def rest(self) -> None:
        """Look at nobody any more, and still be there."""
        self._over.set()
        if self._thread is not None:
            self._thread.join(LOOK_SECONDS)
        if self._caring is not None:
            wait([self._caring], LOOK_SECONDS)
        self._care.shutdown(wait=False, cancel_futures=True)

    def stop(self) -> None:
        """Be no longer there: what this process still holds is for the others, or for the next start."""
        self.rest()
        if self._lock is None:
            return
        with suppress(Unavailable), self._database.write() as session:
            processes.bury(session, [self.name])
        (self._folder / self.name).unlink(missing_ok=True)
        self._lock.close()


def _machine() -> str:
    """One name for all processes that share a kernel, in whichever container: file locks hold between them."""
    try:
        return _KERNEL.read_text().strip().replace("-", "")[:12]
    except OSError:
        return socket.gethostname().replace("-", "_")
