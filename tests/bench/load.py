"""The form group under load: the real server in a process of its own, SQLite flushed at every commit, many people.

How long an answer takes while a hundred are offered every second; how many are answered as fast as it goes; what a
thousand applications and five hundred idle pages cost. Beside the times stands the server's processor time, because a
machine that others use as well says more by that. The peer, in the same run, is aiohttp with the bare driver that
commits one row a request.
"""

from __future__ import annotations

import sqlite3
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from bot.house import build
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
PEER = "aiohttp + sqlite3"


def rows() -> Iterator[Row]:
    """Every row of the load; about three minutes."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        speaking, others = crowd_in(data)
        with Program(data, anew=True) as server, crowd_before(server.port, server.pid) as crowd:
            crowd.seat(speaking)
            crowd.speak(WARM_UP)
            with peer(Path(folder)) as (port, process), crowd_before(port, process) as plain:
                plain.seat([Seat("nobody", 0, ())] * SPEAKING)
                yield from offered(crowd, plain, others[:IDLE])
                yield from rushed(crowd, plain)
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


def offered(crowd: Crowding, plain: Crowding, idle: Sequence[Seat]) -> Iterator[Row]:
    """A hundred answers a second, without and with idle pages and by the peer, in turns: a busy moment meets all."""
    alone, beside, peers = list[Round](), list[Round](), list[Round]()
    for _ in range(ROUNDS):
        alone.append(crowd.speak(ANSWERS, RATE))
        crowd.listen(idle)
        beside.append(crowd.speak(ANSWERS, RATE))
        crowd.listen([])
        peers.append(plain.speak(ANSWERS, RATE))
    yield from times(f"{SPEAKING} people, {RATE:g} answers/s offered", alone)
    yield from times(f"the same beside {IDLE} idle pages", beside)
    yield Row("form", "  idle pages connected", min(each.listening for each in beside), "", least=IDLE)
    yield Row("form", "  a bare server: p50", percentile(peers, 50), "ms", None, PEER)
    yield Row("form", "  a bare server: p99", percentile(peers, 99), "ms", None, PEER)


def times(what: str, measured: Sequence[Round]) -> Iterator[Row]:
    """The rows of one kind of load: medians of the rounds."""
    yield Row("form", f"{what}: p50", percentile(measured, 50), "ms", 20)
    yield Row("form", "  p99", percentile(measured, 99), "ms", 100)
    yield Row("form", "  processor time of the server, an answer", used(measured), "ms")


def percentile(measured: Sequence[Round], percent: int) -> float:
    """The median of the rounds' percentiles, in milliseconds."""
    return statistics.median(each.percentile(percent) for each in measured)


def used(measured: Sequence[Round]) -> float:
    """The server's processor time for an answer, in milliseconds."""
    return statistics.median(each.cpu_ms for each in measured)


def rushed(crowd: Crowding, plain: Crowding) -> Iterator[Row]:
    """As fast as it goes, and the peer in turns."""
    ours, peers = list[Round](), list[Round]()
    for _ in range(ROUNDS):
        ours.append(crowd.speak(ANSWERS))
        peers.append(plain.speak(ANSWERS))
    speed, bare = (statistics.median(each.per_second for each in some) for some in (ours, peers))
    yield Row("form", "as fast as it goes", speed, "1/s", least=250)
    yield Row("form", "  processor time of the server, an answer", used(ours), "ms")
    yield Row("form", "  a bare server: one committed row a request", bare, "1/s", None, PEER)
    yield Row("form", "  its processor time", used(peers), "ms", None, PEER)


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
