"""Jobs on DBOS: durable work as a library, in a file of its own or in a schema of a PostgreSQL.

DBOS is an alarm clock here and no more: it makes work go on after a crash. What is owed to whom is not asked of it, so
its database may be lost, and a job may run twice, without anybody noticing. DBOS is used here and nowhere else.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Collection, Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar

from dbos import DBOS, DBOSConfig, SetEnqueueOptions, SetWorkflowID

from bot.work.fairness import Rounds
from bot.work.jobs import DamagedEngine, Job, LaneName, Work

_LANES: Mapping[LaneName, int] = {
    "office": 2,  # a conversion takes a core and 214 MB
    "word": 1,  # never behind a conversion that hangs; filling takes a core by itself
    "bulk": 4,  # mostly waits: for a channel to send, for its turn to write
    "export": 1,  # one application after the other: a large export takes one core of a machine
    "letters": 1,  # half a gigabyte each: one photo at a time, and nobody's document behind it
}
"""The queues of the engine: so many of its jobs run at once in a process.

Every process looks again and again at every lane that is open, 2 ms a look; so a lane is open only while something is
in it, and for a while after that.
"""
_GLANCE_SECONDS = 0.5
_QUIET_LOOKS = 2
"""So many times of taking over, half a minute each, an open lane had nothing in it before it is closed."""
_SELDOM = 3600.0
_FORGET_EVERY = 86_400.0
_OPEN = ["ENQUEUED", "PENDING"]
_FINISHED = ["SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"]


class DurableJobs:
    """Jobs that go on after a crash; ``database`` is a file, or the URL of a PostgreSQL.

    Each process is an executor of its own, for DBOS takes two of one name for the same. What a dead one had begun goes
    on when ``take_over`` is told who lives. There is one in a process, because there is one DBOS in a process.
    """

    _running: ClassVar[threading.Lock] = threading.Lock()

    def __init__(self, database: str | Path, remember: timedelta = timedelta(days=7)) -> None:
        self._database = database
        self._remember = remember
        self._forgot_at = 0.0
        self._run: Work | None = None
        self._executor = ""
        self._at_work: set[str] = set()
        self._lost: frozenset[str] = frozenset()
        self._rounds = Rounds()
        self._given: dict[str, int] = {}
        self._quiet: Counter[LaneName] = Counter()

    def start(self, work: Work, executor: str) -> None:
        """Open the engine's database and begin with what waits. ``RuntimeError`` where another one is running."""
        if not self._running.acquire(blocking=False):
            raise RuntimeError("There is one DBOS in a process.")
        self._executor = executor
        DBOS(config=_config(self._database, executor))

        @DBOS.workflow(name="make document", max_recovery_attempts=None)
        def run(document: str) -> None:
            name = DBOS.workflow_id or document
            self._rounds.began(self._given.pop(document, 0))
            self._at_work.add(name)
            try:
                work(document)
            finally:
                self._at_work.discard(name)

        self._run = run
        DBOS.listen_queues([*_LANES])
        DBOS.launch()
        left = DBOS.list_workflows(status=["ENQUEUED"], load_input=False, load_output=False)
        self._rounds = Rounds(min((each.priority or 0 for each in left), default=0))
        for lane in _LANES:
            self._look_at(lane)
        self._forget()

    def submit(self, job: Job) -> None:
        """Keep the job in the engine's database; it begins when its lane is free."""
        status = self._enqueued(job)
        if status in _FINISHED:  # and yet it is asked for: the engine remembers something that came to nothing
            DBOS.delete_workflow(job.name)
            self._enqueued(job)
        if DBOS.retrieve_queue(job.lane) is None:  # after the job is in it: whoever closes a lane looks into it again
            _open(job.lane)
        if time.monotonic() - self._forgot_at > _FORGET_EVERY:
            self._forget()

    @property
    def doubtful(self) -> bool:
        """Whether this one seems to have begun something that it is not at."""
        return bool(self._lost)

    def take_over(self, living: Collection[str]) -> None:
        """Let begin again what executors had begun that are none of the living. Done twice, it does no harm.

        So is what this one, looked at twice, seems to have begun and has not: a restart of the server swallowed the
        word of it.
        """
        begun = DBOS.list_workflows(status="PENDING", load_input=False, load_output=False)
        mine = {each.workflow_id for each in begun if each.executor_id == self._executor} - self._at_work
        lost, self._lost = mine & self._lost, frozenset(mine)
        for each in begun:
            if each.executor_id not in living or each.workflow_id in lost:
                DBOS.resume_workflow(each.workflow_id, queue_name=each.queue_name)
        for lane in _LANES:
            self._look_at(lane)

    def _look_at(self, lane: LaneName) -> None:
        """Open a lane that has jobs in it, whoever died before opening it; close one that had none for some looks."""
        if _in_it(lane):
            self._quiet[lane] = 0
            _open(lane)
            return
        self._quiet[lane] += 1
        if self._quiet[lane] > _QUIET_LOOKS and DBOS.retrieve_queue(lane) is not None:
            DBOS.delete_queue(lane)
            if _in_it(lane):
                _open(lane)

    def _enqueued(self, job: Job) -> str:
        if self._run is None:
            raise RuntimeError("Jobs are handed over after the start.")
        number = self._given[job.key] = self._rounds.give(job.whose)
        with SetWorkflowID(job.name), SetEnqueueOptions(priority=number):
            return DBOS.enqueue_workflow(job.lane, self._run, job.key).get_status().status

    def _forget(self) -> None:
        """Delete what was finished longer ago than is remembered."""
        self._forgot_at = time.monotonic()
        before = (datetime.now(UTC) - self._remember).isoformat()
        old = DBOS.list_workflows(status=_FINISHED, completed_before=before, load_input=False, load_output=False)
        if old:
            DBOS.delete_workflows([each.workflow_id for each in old])

    def stop(self) -> None:
        """Leave everything as a kill would, only sooner."""
        DBOS.destroy(destroy_registry=True)
        self._running.release()


def _open(lane: LaneName) -> None:
    DBOS.register_queue(lane, worker_concurrency=_LANES[lane], polling_interval_sec=_GLANCE_SECONDS)


def _in_it(lane: LaneName) -> bool:
    return bool(DBOS.list_workflows(queue_name=lane, status=_OPEN, limit=1, load_input=False, load_output=False))


def _config(database: str | Path, executor: str) -> DBOSConfig:
    """No account, no port, no telemetry; few connections and few words."""
    config = DBOSConfig(
        name="shenbao",
        application_version="1",
        executor_id=executor,
        sys_db_pool_size=5,
        max_executor_threads=16,
        scheduler_polling_interval_sec=_SELDOM,  # nothing is scheduled by the engine
        log_level="WARNING",
    )
    if isinstance(database, Path):
        _make_file(database)
        config["system_database_url"] = f"sqlite:///{database.absolute()}"
    else:
        config["system_database_url"] = database
        config["dbos_system_schema"] = "engine"
    return config


def _make_file(file: Path) -> None:
    """The engine's file, for its owner only, in the mode in which readers and writers do not wait for each other."""
    os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    try:
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.DatabaseError as error:
        raise DamagedEngine(str(file)) from error
