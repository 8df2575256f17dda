"""Word between the processes of one database that something is new at an address: a hint, never the thing itself.

PostgreSQL carries words (LISTEN and NOTIFY). SQLite carries none: there a look at a counter in its file, which costs
next to nothing, tells that somebody wrote, and a look at what was owed since then tells to whom.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import psycopg

from storage.database import Database
from storage.errors import Away

_CHANNEL = "shenbao"
_LONGEST = 7_000
"""Bytes of a word: PostgreSQL refuses 8,000."""
_GLANCE_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Signal:
    """``kind`` of news at an address, with figures (see ``bot.turns.wakeup``)."""

    address: int
    kind: str = "said"
    figures: Mapping[str, str] = field(default_factory=dict)


class Signals(Protocol):
    """How word comes and goes. ``hear`` and ``send`` may be called from two threads, each from one."""

    glance: float
    """Seconds between two calls of ``hear``, which may wait itself."""
    carries: bool
    """Whether word has to be sent; where none has, the others see by themselves."""

    def hear(self) -> Sequence[Signal]:
        """What came since the last call, perhaps from this process itself. ``Away`` where the server is."""

    def send(self, signals: Sequence[Signal]) -> None:
        """Tell the other processes. ``Away`` where the server is."""

    def close(self) -> None:
        """Hear and send no more."""


def signals_of(database: Database, name: str) -> Signals:
    """The signals of a database for the process of this name."""
    return _Glances(database) if database.embedded else _Notifications(database, name)


class _Glances:
    """Looks at SQLite's file."""

    def __init__(self, database: Database) -> None:
        self.glance = _GLANCE_SECONDS
        self.carries = False
        self._connection = sqlite3.connect(database.file, isolation_level=None, check_same_thread=False)
        self._connection.execute("PRAGMA query_only = ON")
        self._version = self._look("PRAGMA data_version")
        self._last = self._look("SELECT coalesce(max(id), 0) FROM outbox")

    def _look(self, query: str) -> int:
        found: int = self._connection.execute(query).fetchone()[0]
        return found

    def hear(self) -> Sequence[Signal]:
        """To whom something was owed since the last look, with the last number in each conversation."""
        version = self._look("PRAGMA data_version")
        if version == self._version:
            return ()
        self._version = version
        query = "SELECT address_id, max(sequence), max(id) FROM outbox WHERE id > ? GROUP BY address_id"
        found = self._connection.execute(query, (self._last,)).fetchall()
        self._last = max([self._last, *(newest for _, _, newest in found)])
        return [Signal(address, figures={"sequence": str(sequence)}) for address, sequence, _ in found]

    def send(self, signals: Sequence[Signal]) -> None:
        """The others see it by themselves."""

    def close(self) -> None:
        """Look no more."""
        self._connection.close()


class _Notifications:
    """Words over PostgreSQL."""

    def __init__(self, database: Database, name: str) -> None:
        self.glance = 0.0
        self.carries = True
        self._name = name
        self._url = database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._hearing: psycopg.Connection | None = None
        self._sending: psycopg.Connection | None = None

    def hear(self) -> Sequence[Signal]:
        """What others told, waited for up to a second."""
        try:
            if self._hearing is None:
                self._hearing = psycopg.connect(self._url, autocommit=True)
                self._hearing.execute(f"LISTEN {_CHANNEL}")
            words = [each.payload for each in self._hearing.notifies(timeout=1.0, stop_after=1)]
        except psycopg.OperationalError as error:
            self._hearing = None
            raise Away from error
        return list(self._read(words))

    def _read(self, words: Sequence[str]) -> Iterator[Signal]:
        for word in words:
            name, *signals = json.loads(word)
            if name != self._name:
                yield from (Signal(*each) for each in signals)

    def send(self, signals: Sequence[Signal]) -> None:
        """Tell the others; figures that are too long for a word are left out."""
        try:
            if self._sending is None:
                self._sending = psycopg.connect(self._url, autocommit=True)
            for each in signals:
                self._sending.execute("SELECT pg_notify(%s, %s)", (_CHANNEL, self._word(each)))
        except psycopg.OperationalError as error:
            self._sending = None
            raise Away from error

    def _word(self, signal: Signal) -> str:
        whole = json.dumps([self._name, [signal.address, signal.kind, dict(signal.figures)]])
        return whole if len(whole) <= _LONGEST else json.dumps([self._name, [signal.address, "said", {}]])

    def close(self) -> None:
        """Close both lines."""
        for each in (self._hearing, self._sending):
            if each is not None:
                each.close()
