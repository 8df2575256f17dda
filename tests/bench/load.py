"""The form group under load: the real server in a process of its own, SQLite flushed at every commit, many people.

How long an answer takes while a hundred are offered every second; how many are answered as fast as it goes; what a
thousand applications and five hundred idle pages cost. Beside the times stands the server's processor time, because a
machine that others use as well says more by that. The peer, in the same run, is aiohttp with the bare driver that
commits one row a request.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from bot.app import build
from bot.settings import Settings
from tests.bench.processes import Crowding, Round, crowd_before, memory_mb, peer
from tests.bench.rows import Row
from tests.browser.started import Program
from tests.crowd import Seat, places, seat
from tests.talk import NOW

SPEAKING, IDLE, TOUCHED = 50, 500, 1000
RATE = 100.0
ROUNDS = 3
ANSWERS = 1000
WARM_UP = 300
_MISSING = "404"


def rows() -> Iterator[Row]:
    """Every row of the load; about two minutes."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        speaking, others = crowd_in(data)
        with Program(data) as server, crowd_before(server.port, server.pid) as crowd:
            crowd.seat(speaking)
            crowd.speak(WARM_UP)
            yield from offered(crowd, others[:IDLE])
            yield from rushed(crowd, Path(folder))
            yield from touched(crowd, others, server.pid)
            lost = crowd.acknowledged - kept(data / "app.db")
        yield Row("form", "  acknowledged answers that are not in the database", lost, "", 0)


def crowd_in(data: Path) -> tuple[list[Seat], list[Seat]]:
    """A new house with 50 people in the first half of the form, and 1,000 others who have answered all of it."""
    house = build(Settings(data=data, now=datetime.fromisoformat(NOW)))
    everywhere = places(house.form)
    half = len(everywhere) // 2
    speaking = seat(house, [everywhere[number * half // SPEAKING] for number in range(SPEAKING)])
    others = seat(house, [everywhere[-1]] * TOUCHED)
    house.database.close()
    return speaking, others


def offered(crowd: Crowding, idle: Sequence[Seat]) -> Iterator[Row]:
    """A hundred answers a second, without and with idle pages in turns, so that a busy moment meets both alike."""
    alone, beside = list[Round](), list[Round]()
    for _ in range(ROUNDS):
        crowd.listen([])
        alone.append(crowd.speak(ANSWERS, RATE))
        if _MISSING in crowd.listen(idle):
            continue
        beside.append(crowd.speak(ANSWERS, RATE))
        crowd.listen([])
    yield from times(f"{SPEAKING} people, {RATE:g} answers/s offered", alone)
    if not beside:
        print("NOT MEASURED: idle pages, because this server has no /events", file=sys.stderr, flush=True)
        return
    yield from times(f"the same beside {IDLE} idle pages", beside)
    yield Row("form", "  idle pages connected", min(each.listening for each in beside), "", least=IDLE)


def times(what: str, measured: Sequence[Round]) -> Iterator[Row]:
    """The rows of one kind of load: medians of the rounds."""
    yield Row("form", f"{what}: p50", statistics.median(each.percentile(50) for each in measured), "ms", 20)
    yield Row("form", "  p99", statistics.median(each.percentile(99) for each in measured), "ms", 100)
    yield Row("form", "  processor time of the server, an answer", used(measured), "ms")


def used(measured: Sequence[Round]) -> float:
    """The server's processor time for an answer, in milliseconds."""
    return statistics.median(each.cpu_ms for each in measured)


def rushed(crowd: Crowding, folder: Path) -> Iterator[Row]:
    """As fast as it goes, and the peer in turns."""
    ours, plain = list[Round](), list[Round]()
    with peer(folder) as (port, process), crowd_before(port, process) as before_peer:
        before_peer.seat([Seat("nobody", 0, ())] * SPEAKING)
        for _ in range(ROUNDS):
            ours.append(crowd.speak(ANSWERS))
            plain.append(before_peer.speak(ANSWERS))
    speed, peers = (statistics.median(each.per_second for each in some) for some in (ours, plain))
    yield Row("form", "as fast as it goes", speed, "1/s", least=250)
    yield Row("form", "  processor time of the server, an answer", used(ours), "ms")
    yield Row("form", "  a bare server: one committed row a request", peers, "1/s", None, "aiohttp + sqlite3")
    yield Row("form", "  its processor time", used(plain), "ms", None, "aiohttp + sqlite3")


def touched(crowd: Crowding, others: list[Seat], server: int) -> Iterator[Row]:
    """What the server holds after each of a thousand people, all with a full application, said something."""
    before = memory_mb(server)
    crowd.seat(others, first=SPEAKING)
    crowd.speak(len(others))
    yield Row("form", f"memory (RSS) after {TOUCHED} more applications were touched", memory_mb(server), "MB", 300)
    yield Row("form", "  before", before, "MB")


def kept(file: Path) -> int:
    """How many of the crowd's messages are answered in the database."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        count = "SELECT count(DISTINCT external_id) FROM inbox WHERE external_id LIKE 'say:load%' AND state = 'done'"
        found: int = connection.execute(count).fetchone()[0]
    return found
