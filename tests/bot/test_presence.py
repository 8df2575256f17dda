"""Processes notice who is dead: at once on one machine, after some silence elsewhere; the living are left alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot.work import presence
from bot.work.presence import Presence, now
from storage import processes
from storage.database import Database
from tests.databases import MakeUrl

OTHER = """
import sys, time
from pathlib import Path
from bot.work.presence import Presence
from storage.database import Database
other = Presence(Database(sys.argv[1]), Path(sys.argv[2]))
other.start(lambda living, died: None)
print(other.name, flush=True)
time.sleep(60)
"""


@pytest.fixture
def database(make_url: MakeUrl) -> Iterator[Database]:
    """A database with all tables."""
    database = Database(make_url(True))
    yield database
    database.close()


@contextmanager
def another(database: Database, data: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A process that lives until it is killed, and its name."""
    url = database.engine.url.render_as_string(hide_password=False).replace("+psycopg", "")
    program = [sys.executable, "-c", OTHER, url, str(data)]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as process:
        assert process.stdout is not None
        yield process, process.stdout.readline().strip()
        process.kill()


def looked(database: Database, data: Path) -> tuple[set[str], bool]:
    """What a process that starts now sees: who lives, and whether somebody died."""
    seen: list[tuple[set[str], bool]] = []
    watching = Presence(database, data)
    watching.start(lambda living, died: seen.append((set(living) - {watching.name}, died)))
    watching.stop()
    return seen[0]


def test_a_killed_process_is_noticed_at_once(database: Database, tmp_path: Path) -> None:
    """Its file has no lock any more; nothing of it is left after that."""
    with another(database, tmp_path) as (process, name):
        assert looked(database, tmp_path) == ({name}, False)
        process.kill()
        process.wait()
        assert looked(database, tmp_path) == (set(), True)
    assert looked(database, tmp_path) == (set(), False)
    assert list((tmp_path / presence.FOLDER).iterdir()) == []


def test_a_process_that_hangs_is_not_dead(database: Database, tmp_path: Path) -> None:
    """However long a process of this machine says nothing: as long as it is there, it keeps what it has."""
    with another(database, tmp_path) as (process, name):
        os.kill(process.pid, signal.SIGSTOP)
        with database.write() as session:
            processes.beat(session, name, now() - timedelta(hours=1))
        assert looked(database, tmp_path) == ({name}, False)


def test_a_silent_process_of_another_machine_is_dead(database: Database, tmp_path: Path) -> None:
    """It is struck off after twenty seconds without a word, and not before."""
    with database.write() as session:
        processes.beat(session, "elsewhere-1-a", now() - presence.SILENCE - timedelta(seconds=1))
        processes.beat(session, "elsewhere-1-b", now() - presence.SILENCE + timedelta(seconds=5))
    assert looked(database, tmp_path) == ({"elsewhere-1-b"}, True)


def test_dead_for_others_within_half_a_minute() -> None:
    """The last beat, the silence and the next look of others together stay below thirty seconds."""
    assert presence.SILENCE + timedelta(seconds=presence.LOOK_SECONDS) < timedelta(seconds=30)
    assert timedelta(seconds=presence.BEAT_SECONDS) * 2 <= presence.SILENCE
