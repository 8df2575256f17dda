"""kill -9 in the middle of what one person does: a process of its own that ends at the nth call of the product's code.

Every run begins from a copy of the same state, so that each kill is tried on the same deed.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from types import FrameType

import pytest

from bot.desk.works import left
from bot.house import House, build
from bot.settings import Settings
from dialogs.turn.messages import Said
from storage import processes
from tests.bot.conftest import NOON
from tests.bot.printing import HeldJobs
from tests.storage import cluster

_ROOT = str(Path(__file__).parents[3])
_OURS = tuple(f"{_ROOT}/{folder}/" for folder in ("bot", "storage", "dialogs"))


def opened(data: Path) -> tuple[House, HeldJobs]:
    """A house on this folder; jobs are done when the test says so."""
    jobs = HeldJobs()
    return build(Settings(data=data, now=NOON), jobs=jobs), jobs


def closed(house: House) -> None:
    """End a process politely."""
    house.stop()
    house.database.close()


@dataclass
class Calls:
    """Counts calls of the product's functions once it is on, and kills the process at one of them."""

    last: int
    on: bool = False
    seen: int = 0

    def __call__(self, frame: FrameType, event: str, _: object) -> None:
        """Hear of a call."""
        if self.on and event == "call" and frame.f_code.co_filename.startswith(_OURS):
            self.seen += 1
            if self.seen == self.last:
                os.kill(os.getpid(), signal.SIGKILL)


def _act(data: Path, address: int, texts: Sequence[str], last: int, counted: Path) -> None:
    calls = Calls(last)
    threading.setprofile(calls)
    house, jobs = opened(data)
    sys.setprofile(calls)
    calls.on = True
    send(house, address, texts)
    jobs.do_all()
    calls.on = False
    counted.write_text(str(calls.seen), "utf-8")
    os._exit(0)


def send(house: House, address: int, texts: Sequence[str]) -> None:
    """Type these, under ids that are the same at every try, as a page does that heard no answer."""
    for number, text in enumerate(texts):
        house.conversations.receive(address, f"typed-{number}", Said(text))


@dataclass
class State:
    """A database and its folder, as it stands before the deed; copied for every try."""

    folder: Path
    kind: str
    monkeypatch: pytest.MonkeyPatch
    server: Path | None = None
    url: str = ""
    _copies: list[str] = field(default_factory=list)

    def copy(self) -> Path:
        """A folder with the state in it; whoever opens a house from now on is on its database."""
        name = f"{self.kind}{len(self._copies)}"
        data = self.folder / name
        shutil.copytree(self.folder / "data", data)
        self._copies.append(name)
        if self.server is not None:
            self.monkeypatch.setenv("SHENBAO_DATABASE_URL", self._database(self.server, name))
        return data

    @property
    def _own(self) -> str:
        return self.url.partition("@/")[2].partition("?")[0]

    def _database(self, server: Path, name: str) -> str:
        return cluster.make(server, f"{self._own}_{name}", self._own)

    def gone(self) -> None:
        """Remove the copies."""
        for name in self._copies:
            if self.server is not None:
                cluster.drop(self.server, f"{self._own}_{name}")

    def killed(self, address: int, texts: Sequence[str], last: int) -> tuple[Path, int]:
        """Do a deed, killed at this call; returns the folder and how many calls there were, 0 where it was killed."""
        data = self.copy()
        counted = data / "calls"
        process = get_context("fork").Process(target=_act, args=(data, address, texts, last, counted))
        process.start()
        process.join(120)
        assert not process.is_alive()
        assert process.exitcode == (-signal.SIGKILL if last else 0)
        return data, int(counted.read_text("utf-8")) if counted.exists() else 0


def gone_on(data: Path, address: int, texts: Sequence[str], check: Callable[[House], None]) -> None:
    """The next start: what was left is taken up, the page says its words again, all jobs are done; then look."""
    house, jobs = opened(data)
    try:
        with house.database.write() as session:
            processes.bury(session, ())
        house.conversations.resume()
        for job in left(house.database):
            jobs.submit(job)
        send(house, address, texts)
        jobs.do_all()
        house.conversations.resume()
        jobs.do_all()
        check(house)
    finally:
        closed(house)
