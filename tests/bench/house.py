"""The house group: what the rooms between a message and its answer cost, as ratios of one run.

    python -m tests.bench.house        this group alone, about five minutes

Processor time is what counts: a machine that others use as well says more by that than by seconds.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from threading import Thread

from bot.channels.ports import Saying
from bot.entering.visitor import Visitor
from bot.house import House, build
from bot.serving import services
from bot.settings import Settings
from dialogs.turn.messages import Said
from storage.database import Database
from storage.invitations import hash_of
from tests.bench import telegram
from tests.bench.processes import ROOT, Crowding, Round, cpu_seconds, crowd_before, memory_mb, peer
from tests.bench.rows import Row, report
from tests.browser.started import Program
from tests.crowd import CORRECTIONS, Place, Seat, places, seat
from tests.storage import cluster
from tests.talk import NOW

GROUP = "house"
SPEAKING, ROUNDS, ANSWERS, WARM_UP = 50, 5, 500, 300
IDLE_SECONDS = 20.0
MESSAGES, SAMPLE = 4_000, 300
MANY = 1_000
PEER = "aiohttp + sqlite3"
_SOURCE = ("bot", "dialogs", "renderers", "storage")
_WRITTEN = frozenset((".py", ".js", ".mjs", ".css", ".html", ".yaml", ".txt"))


def rows() -> Iterator[Row]:
    """Every row of this group."""
    yield from web()
    yield from bots()
    yield from two_processes()
    yield idle()
    yield from memory()
    yield late()
    yield written()


def settings(folder: Path) -> Settings:
    """A house in this folder at a fixed hour."""
    return Settings(data=folder / "data", now=datetime.fromisoformat(NOW))


def somewhere(found: list[Place], number: int) -> Place:
    """One of the places in the first half of the form."""
    return found[number * (len(found) // 2) // SPEAKING]


def people_of(house: House) -> list[Seat]:
    """People in the first half of the form."""
    found = places(house.form)
    return seat(house, [somewhere(found, number) for number in range(SPEAKING)])


def web() -> Iterator[Row]:
    """An answer on the web beside one committed row a request by the bare server, both as fast as it goes, in turns."""
    with tempfile.TemporaryDirectory() as folder:
        house = build(settings(Path(folder)))
        speaking = people_of(house)
        house.database.close()
        with (
            Program(Path(folder) / "data", anew=True) as server,
            crowd_before(server.port, server.pid) as crowd,
            peer(Path(folder)) as (port, process),
            crowd_before(port, process) as plain,
        ):
            crowd.seat(speaking)
            plain.seat([Seat("nobody", 0, ())] * SPEAKING)
            crowd.speak(WARM_UP)
            plain.speak(WARM_UP)
            both = [(crowd.speak(ANSWERS), plain.speak(ANSWERS)) for _ in range(ROUNDS)]
    ours, bare = (statistics.median(each.cpu_ms for each in some) for some in zip(*both, strict=True))
    yield Row(GROUP, "a web answer's processor time, times a bare server's", ours / bare, "×", 7, PEER)
    yield Row(GROUP, "  ours", ours, "ms")
    yield Row(GROUP, "  the bare server's", bare, "ms", None, PEER)


def bots() -> Iterator[Row]:
    """An update on Telegram beside aiogram's finite state machine, which flushes every state to the disk."""
    with tempfile.TemporaryDirectory() as folder:
        rounds = asyncio.run(telegram.measure(Path(folder), ("ours", "full")))
    spent: Mapping[str, float] = {
        name: statistics.median(each.cpu / each.updates * 1000 for each in some) for name, some in rounds.items()
    }
    taken = {name: statistics.median(each.seconds / each.updates for each in some) for name, some in rounds.items()}
    yield Row(GROUP, "a Telegram update, times aiogram FSM at FULL", taken["ours"] / taken["full"], "×", 2.5, "aiogram")
    yield Row(GROUP, "  its processor time, times aiogram's", spent["ours"] / spent["full"], "×", None, "aiogram")


def two_processes() -> Iterator[Row]:
    """The same people at one process and at two, on one PostgreSQL."""
    with tempfile.TemporaryDirectory() as folder, cluster.running() as server:
        url = cluster.make(server, "bench")
        migrated = Database(url)
        migrated.migrate()
        migrated.close()
        os.environ["SHENBAO_DATABASE_URL"] = url
        try:
            house = build(settings(Path(folder)))
            speaking = people_of(house)
            house.database.close()
            with ExitStack() as stack:
                crowds = [_crowd(stack, Path(folder) / "data") for _ in range(2)]
                one, two = _at_one_and_two(crowds, speaking)
        finally:
            del os.environ["SHENBAO_DATABASE_URL"]
    yield Row(GROUP, "answers/s of two processes on PostgreSQL, times one", two / one, "×", least=1.6)
    yield Row(GROUP, "  of one", one, "1/s")


def _crowd(stack: ExitStack, data: Path) -> Crowding:
    program = stack.enter_context(Program(data, anew=True))
    return stack.enter_context(crowd_before(program.port, program.pid))


def _at_one_and_two(crowds: list[Crowding], speaking: list[Seat]) -> tuple[float, float]:
    """Answers a second of all people at one process, and of each half at its own; medians, in turns."""
    one, two, half = list[float](), list[float](), len(speaking) // 2
    for number in range(ROUNDS + 1):
        crowds[0].seat(speaking, first=number * 1_000)
        alone = crowds[0].speak(ANSWERS)
        for crowd, some in zip(crowds, (speaking[:half], speaking[half:]), strict=True):
            crowd.seat(some, first=number * 1_000 + 500)
        together = _at_once(crowds)
        if number:  # the first round warms up
            one.append(alone.per_second)
            two.append(together)
    return statistics.median(one), statistics.median(two)


def _at_once(crowds: list[Crowding]) -> float:
    rounds: list[Round] = []
    threads = [Thread(target=lambda crowd=crowd: rounds.append(crowd.speak(ANSWERS))) for crowd in crowds]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(rounds) == len(crowds)
    return ANSWERS * len(crowds) / (time.perf_counter() - begun)


def idle() -> Row:
    """What the service uses while nobody says anything."""
    with tempfile.TemporaryDirectory() as folder, Program(Path(folder) / "data", anew=True) as server:
        time.sleep(IDLE_SECONDS / 4)
        before = cpu_seconds(server.pid)
        time.sleep(IDLE_SECONDS)
        used = cpu_seconds(server.pid) - before
    return Row(GROUP, "idle, of a core", used / IDLE_SECONDS * 100, "%", 1)


def memory() -> Iterator[Row]:
    """What the service holds once a thousand applications were worked on: caches fill up, and then stay as they are.

    Of the growth 16 MB are the pages of the database that the writer keeps, the rest mostly the applications used last,
    what was made ready of the form, and the connections of readers.
    """
    with tempfile.TemporaryDirectory() as folder:
        house = build(settings(Path(folder)))
        found = places(house.form)
        everybody = seat(house, [found[number * (len(found) // 2) // MANY] for number in range(MANY)])
        house.database.close()
        with Program(Path(folder) / "data", anew=True) as server, crowd_before(server.port, server.pid) as crowd:
            held = [memory_mb(server.pid)]
            for first in range(0, MANY, SPEAKING):
                crowd.seat(everybody[first : first + SPEAKING], first)
                crowd.speak(SPEAKING * 3)
                held.append(memory_mb(server.pid))
    yield Row(GROUP, f"memory after {MANY} applications, beyond a fresh server's", held[-1] - held[0], "MB", 60)
    yield Row(GROUP, "  beyond that after a fifth of them", held[-1] - held[1 + len(held) // 5], "MB", 25)
    yield Row(GROUP, "  a fresh server's", held[0], "MB")


def late() -> Row:
    """Answers of one person after thousands of messages, beside the first ones."""
    with tempfile.TemporaryDirectory() as folder:
        house = build(settings(Path(folder)))
        (someone,) = seat(house, [places(house.form)[-1]])
        visitor = Visitor(1, someone.address, hash_of(someone.session))
        chat, times, after = services(house).conversations, list[float](), 0
        for number in range(MESSAGES // 2):  # an answer is at least two messages
            begun = time.thread_time()
            said = Saying(visitor, f"say:late{number:05}", Said(CORRECTIONS[number % len(CORRECTIONS)]), after)
            (answer,) = chat.answer_each([said])
            assert not isinstance(answer, Exception)
            messages = answer.show() or answer.finish()
            times.append(time.thread_time() - begun)
            after = messages[-1].sequence
        house.database.close()
    first, last = (statistics.median(some) for some in (times[SAMPLE : 2 * SAMPLE], times[-SAMPLE:]))
    return Row(GROUP, f"an answer after {after} messages of one person, times the first", last / first, "×", 1.1)


def written() -> Row:
    """Lines that are not empty: of the tests with their examples and conversations, to those of the product."""
    source = sum(_lines(ROOT / part) for part in _SOURCE)
    return Row(GROUP, "tests : source", _lines(ROOT / "tests") / source, "", least=1.0)


def _lines(folder: Path) -> int:
    files = (file for file in folder.rglob("*") if file.suffix in _WRITTEN and "__pycache__" not in file.parts)
    return sum(1 for file in files for line in file.read_text("utf-8").splitlines() if line.strip())


def main() -> int:
    """Measure this group; 1 if a bar is not kept."""
    return 0 if report(rows(), Path("build/bench-house.json")) else 1


if __name__ == "__main__":
    sys.exit(main())
