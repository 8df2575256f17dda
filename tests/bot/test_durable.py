"""Jobs on the real DBOS, in a real file and on a real PostgreSQL: done once, beside each other, and after a crash."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from secrets import token_hex

import psycopg
import pytest

from bot.house import build
from bot.settings import Settings
from bot.work.durable import DurableJobs
from bot.work.jobs import Job, Work
from tests.bot.conftest import NOON
from tests.bot.patience import until
from tests.bot.printing import Press
from tests.bot.test_rendering import ask, colleague, contact, files
from tests.databases import MakeUrl
from tests.storage import cluster


class Worker:
    """Does jobs: notes each as it begins and as it ends, and goes on when ``gate`` is open."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.done: list[str] = []
        self.failing = 0
        self.gate = threading.Event()
        self.gate.set()

    def work(self, document: str) -> None:
        """Do one job."""
        self.begun.append(document)
        self.gate.wait(20)
        if self.failing:
            self.failing -= 1
            raise RuntimeError("stopped in the middle")
        self.done.append(document)


@contextmanager
def started(
    database: Path | str, work: Work, remember: timedelta = timedelta(days=7), executor: str = ""
) -> Iterator[DurableJobs]:
    """An engine of an executor that knows of no other, stopped afterwards."""
    executor = executor or token_hex(4)
    jobs = DurableJobs(database, remember)
    jobs.start(work, executor)
    jobs.take_over({executor})
    try:
        yield jobs
    finally:
        jobs.stop()


@pytest.fixture
def worker() -> Iterator[Worker]:
    """Somebody who works; whoever is still held up at the end is let go."""
    worker = Worker()
    yield worker
    worker.gate.set()


def job(document: str, *, office: bool = False) -> Job:
    """The first job for a document."""
    return Job(f"{document}#1", document, "office" if office else "word")


def test_a_job_of_one_name_is_one_job(tmp_path: Path, worker: Worker) -> None:
    """Handed over again while it runs, it is the same job; under another name it is another one."""
    worker.gate.clear()
    with started(tmp_path / "engine.db", worker.work) as jobs:
        jobs.submit(job("a"))
        until(lambda: worker.begun)
        jobs.submit(job("a"))
        worker.gate.set()
        jobs.submit(Job("a#2", "a", "word"))
        until(lambda: len(worker.done) == 2)
    assert worker.begun == ["a", "a"]


def test_handing_over_does_not_wait(tmp_path: Path, worker: Worker) -> None:
    """With all lanes full, a job is handed over in a moment."""
    worker.gate.clear()
    with started(tmp_path / "engine.db", worker.work) as jobs:
        for number in range(4):
            jobs.submit(job(f"held {number}"))
        begun = time.monotonic()
        jobs.submit(job("another"))
        assert time.monotonic() - begun < 10
        worker.gate.set()
        until(lambda: len(worker.done) == 5)


def test_two_offices_at_once_and_word_beside_them(tmp_path: Path, worker: Worker) -> None:
    """Two conversions that hang hold up the third, and no Word file."""
    worker.gate.clear()
    with started(tmp_path / "engine.db", worker.work) as jobs:
        for number in range(3):
            jobs.submit(job(f"office {number}", office=True))
        until(lambda: len(worker.begun) == 2)
        jobs.submit(job("word"))
        until(lambda: "word" in worker.begun)
        time.sleep(0.5)
        assert len(worker.begun) == 3
        worker.gate.set()
        until(lambda: len(worker.done) == 4)


def test_what_was_left_is_done_at_the_next_start(tmp_path: Path, worker: Worker) -> None:
    """Stopped in the middle: what ran and what waited is done at the next start without being handed over again."""
    worker.gate.clear()
    later = Worker()
    with started(tmp_path / "engine.db", worker.work) as jobs:
        for number in range(3):
            jobs.submit(job(f"office {number}", office=True))
        until(lambda: len(worker.begun) == 2)
    with started(tmp_path / "engine.db", later.work):
        until(lambda: sorted(later.done) == ["office 0", "office 1", "office 2"])


def test_a_job_that_came_to_nothing_is_done_when_it_is_handed_over_again(tmp_path: Path, worker: Worker) -> None:
    """The engine believes that a job is over, and whoever hands it over knows better."""
    worker.failing = 1
    with started(tmp_path / "engine.db", worker.work) as jobs:
        jobs.submit(job("a"))
        until(lambda: worker.begun and not worker.failing)
        until(lambda: _states(tmp_path / "engine.db") == ["ERROR"])
        jobs.submit(job("a"))
        until(lambda: worker.done == ["a"])


def test_a_lane_is_open_while_something_is_in_it(tmp_path: Path, worker: Worker) -> None:
    """An idle engine looks at no lane; whatever closes or forgets one, the jobs in it are done."""
    file, me = tmp_path / "engine.db", "only"
    with started(file, worker.work, executor=me) as jobs:
        assert _lanes(file) == set()
        jobs.submit(job("a"))
        until(lambda: worker.done == ["a"])
        until(lambda: _states(file) == ["SUCCESS"])
        assert _lanes(file) == {"word"}
        for _ in range(4):
            jobs.take_over({me})
        assert _lanes(file) == set()
        jobs.submit(job("b"))
        until(lambda: worker.done == ["a", "b"])
        worker.gate.clear()
        jobs.submit(job("c"))
        with closing(sqlite3.connect(file, isolation_level=None)) as connection:
            connection.execute("DELETE FROM queues")  # its process was killed before it opened the lane
        worker.gate.set()
        jobs.take_over({me})
        until(lambda: worker.done == ["a", "b", "c"])


def test_the_engine_s_file_is_private_and_does_not_grow(tmp_path: Path, worker: Worker) -> None:
    """Its owner's alone, with a write-ahead log; what was finished long ago is forgotten at the next start."""
    file = tmp_path / "engine.db"
    with started(file, worker.work) as jobs:
        jobs.submit(job("a"))
        until(lambda: _states(file) == ["SUCCESS"])
        with closing(sqlite3.connect(file)) as connection:
            assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with started(file, worker.work):
        assert _states(file) == ["SUCCESS"]
    with started(file, worker.work, timedelta(0)):
        assert _states(file) == []


def test_there_is_one_engine_in_a_process(tmp_path: Path, worker: Worker) -> None:
    """A second one would quietly be the first, so it is refused."""
    with started(tmp_path / "engine.db", worker.work), pytest.raises(RuntimeError, match="one"):
        DurableJobs(tmp_path / "other.db").start(worker.work, "other")


def test_on_postgresql_the_engine_has_a_schema_of_its_own(worker: Worker) -> None:
    """The same jobs on a server, gone on with by whoever starts next; the application's own schema stays empty."""
    later = Worker()
    worker.gate.clear()
    with cluster.running() as server:
        url = cluster.make(server, "shenbao")
        with started(url, worker.work) as jobs:
            jobs.submit(job("a"))
            until(lambda: worker.begun)
        with started(url, later.work):
            until(lambda: later.done == ["a"])
        assert _tables(url) == {"engine"}


def test_two_people_one_document(tmp_path: Path) -> None:
    """Two people of one application ask at the same moment, a third of another: two printings, three deliveries."""
    press, jobs = Press(), DurableJobs(tmp_path / "engine.db")
    house = build(Settings(data=tmp_path / "data", now=NOON), jobs, press)
    try:
        first, third = contact(house, "张三"), contact(house, "王强")
        everybody = (first, colleague(house, first, "李娜"), third)
        threads = [threading.Thread(target=ask, args=(house, each, "application")) for each in everybody]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        until(lambda: all(files(house, each) for each in everybody))
        ask(house, first, "application")
        until(lambda: len(files(house, first)) == 2)
    finally:
        house.stop()
    assert len(press.printed) == 2
    assert [len(files(house, each)) for each in everybody] == [2, 1, 1]


def _states(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        return [state for (state,) in connection.execute("SELECT status FROM workflow_status")]


def _lanes(file: Path) -> set[str]:
    with closing(sqlite3.connect(file)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM queues")}


def _tables(url: str) -> set[str]:
    with psycopg.connect(url) as connection:
        rows = connection.execute("SELECT schemaname FROM pg_tables WHERE schemaname !~ '^(pg_|information_)'")
        return {name for (name,) in rows}


EXECUTOR = """
import os, sys, time
from pathlib import Path
from bot.work.durable import DurableJobs
from bot.work.jobs import Job
from bot.work.presence import Presence
from storage.database import Database
engine, url, data, hangs = sys.argv[1], sys.argv[2], Path(sys.argv[3]), sys.argv[4]
def work(document):
    with (data / "begun").open("a") as file:
        print(hangs, document, file=file)
    time.sleep(600 if hangs == "hangs" else 0.5)
    with (data / "done").open("a") as file:
        print(document, file=file)
jobs = DurableJobs(engine if "://" in engine else Path(engine))
presence = Presence(Database(url), data)
jobs.start(work, presence.name)
presence.start(lambda living, died: jobs.take_over(living))
if hangs == "hangs":
    for number in range(3):
        jobs.submit(Job(f"{number}#1", f"{number}", "office" if number < 2 else "word"))
time.sleep(600)
"""


def test_what_a_killed_process_had_begun_another_one_does(kind: str, make_url: MakeUrl, tmp_path: Path) -> None:
    """Two processes: one is killed in the middle of three jobs; within a minute the other does them, each once."""
    url = make_url(True)
    engine = str(tmp_path / "engine.db") if kind == "sqlite" else url

    @contextmanager
    def process(how: str) -> Iterator[subprocess.Popen[bytes]]:
        command = [sys.executable, "-c", EXECUTOR, engine, url, str(tmp_path), how]
        with subprocess.Popen(command, cwd=Path(__file__).parents[2]) as started:
            try:
                yield started
            finally:
                started.kill()

    def lines(name: str) -> list[str]:
        return (tmp_path / name).read_text().splitlines() if (tmp_path / name).exists() else []

    with process("hangs") as first:
        until(lambda: len(lines("begun")) == 3)
        with process("works"):
            time.sleep(8)
            assert not [line for line in lines("begun") if line.startswith("works")]
            first.kill()
            killed = time.monotonic()
            until(lambda: len(lines("done")) == 3)
            assert time.monotonic() - killed < 60
            time.sleep(1)
    assert sorted(lines("done")) == ["0", "1", "2"]
    assert len(lines("begun")) == 6
