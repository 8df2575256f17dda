"""Processes of a load: what a server uses, and the crowd that speaks to it from a process of its own."""

from __future__ import annotations

import json
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.crowd import Seat
from tests.ports import free_port

ROOT = Path(__file__).parents[2]
_TICKS = os.sysconf("SC_CLK_TCK")
_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Round:
    """What came of so many answers: times in milliseconds, how long it all took, what the server used for it.

    ``listening`` is how many idle pages were still connected at the end.
    """

    times: tuple[float, ...]
    seconds: float
    cpu_ms: float
    listening: int

    def percentile(self, percent: int) -> float:
        """The time that so many of a hundred answers did not take longer than."""
        return statistics.quantiles(self.times, n=100, method="inclusive")[percent - 1]

    @property
    def per_second(self) -> float:
        """Answers a second."""
        return len(self.times) / self.seconds


def cpu_seconds(pid: int) -> float:
    """The processor time that a process used so far, its threads and the kernel's work for it included."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def memory_mb(pid: int) -> float:
    """The memory that a process holds (RSS), in megabytes."""
    for line in Path(f"/proc/{pid}/status").read_text("ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise ProcessLookupError(pid)


class Crowding:
    """The crowd's process in front of a server's; see ``tests.bench.crowding`` for its orders."""

    def __init__(self, port: int, server: int) -> None:
        self._server = server
        self.acknowledged = 0
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.crowding", str(port)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )

    def order(self, **order: Any) -> dict[str, Any]:
        """Give one order and wait until it is done."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        done: dict[str, Any] = json.loads(self._process.stdout.readline())
        return done

    def seat(self, seats: list[Seat], first: int = 0) -> None:
        """Let these people be the ones who speak."""
        listed = [{"session": each.session, "messages": each.messages} for each in seats]
        self.order(seats=listed, first=first)

    def listen(self, seats: Sequence[Seat]) -> dict[str, int]:
        """Let these people's pages listen, and nobody else's; returns how often each status was answered."""
        statuses: dict[str, int] = self.order(idle=[each.session for each in seats])["statuses"]
        return statuses

    def speak(self, answers: int, rate: float | None = None) -> Round:
        """So many answers, at a rate or as fast as it goes. A refusal is no measurement: ``AssertionError``."""
        before = cpu_seconds(self._server)
        done = self.order(answers=answers, rate=rate)
        used = cpu_seconds(self._server) - before
        assert not done["refusals"], done["refusals"]
        assert len(done["times"]) == answers
        self.acknowledged += answers
        return Round(tuple(done["times"]), done["seconds"], used * 1000 / answers, done["listening"])

    def close(self) -> None:
        """Let everybody go."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(_PATIENCE)


@contextmanager
def crowd_before(port: int, server: int) -> Iterator[Crowding]:
    """A crowd in front of a server, gone afterwards."""
    crowd = Crowding(port, server)
    try:
        yield crowd
    finally:
        crowd.close()


@contextmanager
def peer(folder: Path) -> Iterator[tuple[int, int]]:
    """The peer's server over a database in this folder: its port and its process."""
    port = free_port()
    command = [sys.executable, "-m", "tests.bench.peer_server", str(port), str(folder / "peer.db")]
    with subprocess.Popen(command, cwd=ROOT) as process:
        try:
            wait_until_it_listens(port)
            yield port, process.pid
        finally:
            process.terminate()


def wait_until_it_listens(port: int) -> None:
    """Wait for a server that has just been started."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"nothing listens at {port}")
