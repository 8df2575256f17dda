"""Writers of several processes on one SQLite file: nobody starves behind one who writes all the time."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from storage.database import Database
from storage.errors import Busy
from storage.turnstile import turnstile

ASKED = 5


class Busybody:
    """Another process as far as the file is concerned: writes one transaction after the other; ``begun`` counts."""

    def __init__(self, file: Path) -> None:
        self.begun = 0
        self._file = file
        self._over = threading.Event()

    def write(self) -> None:
        """Until it is told to stop."""
        with closing(Database(f"sqlite:///{self._file}")) as database:
            while not self._over.is_set():
                with database.write():
                    self.begun += 1
                    time.sleep(0.005)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """It writes meanwhile."""
        thread = threading.Thread(target=self.write)
        thread.start()
        try:
            while not self.begun:
                time.sleep(0.001)
            yield
        finally:
            self._over.set()
            thread.join()


def test_who_writes_all_the_time_lets_others_in(tmp_path: Path) -> None:
    """Whoever asks for the file waits for what is being written, and for one more at most."""
    file, waited = tmp_path / "app.db", list[int]()
    busybody = Busybody(file)
    with closing(Database(f"sqlite:///{file}")) as database, busybody.at_work():
        for _ in range(ASKED):
            before = busybody.begun
            with database.write():
                waited.append(busybody.begun - before)
    assert sorted(waited)[ASKED // 2] <= 2, waited  # a thread that was held up before it asked is no one's fault


def test_the_turnstile_is_waited_for_only_so_long(tmp_path: Path) -> None:
    """Whoever stands in it and does not move is nobody's ruin: the others are told that the database is busy."""
    with turnstile(tmp_path, 1.0), pytest.raises(Busy), turnstile(tmp_path, 0.01):
        pass
    with turnstile(tmp_path, 0.01):
        pass
