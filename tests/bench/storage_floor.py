"""What one answer costs on SQLite with full flushing: through the storage layer, and through the bare driver.

Both do the same: read 200 answers and the conversation, add one answer with its event, move the conversation on, settle
the message that came in, owe two replies, commit. The difference is the price of SQLModel, encoding and types.
"""

from __future__ import annotations

import json
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from dialogs.application import Answer, Application, Source
from storage import applications, conversations, inbox, outbox, people
from storage.database import Database

NOW = datetime(2024, 4, 1, 9, 30, tzinfo=UTC)
SAID = NOW.isoformat()
ANSWERS = 200
STATE = json.dumps({"asking": "output", "revision": 12, "open": ["output/2021", "output/2022"]})
REPLY = json.dumps({"_": "Ask", "field": "output", "note": "问" * 60}, ensure_ascii=False)
EVENT = json.dumps({"_": "Said", "words": "118.4 131.62 146.9"})


@dataclass(frozen=True, slots=True)
class Desk:
    """A database with one contact, whose application holds 200 answers, and a queue of messages to handle."""

    database: Database
    address: int
    application: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Medians in milliseconds: one whole turn through the storage, its loading alone, and the bare driver's turn."""

    storage: float
    loading: float
    floor: float


def prepare(folder: Path, waiting: int) -> Desk:
    """A desk in this folder, with so many messages in the inbox."""
    database = Database(f"sqlite:///{folder}/bench.db")
    database.migrate()
    with database.write() as session:
        person = people.register(session, "李娜", "county", "130132", NOW).id
        address = people.ensure(session, person, "web", str(person)).id
        empty = applications.create(session, "hebei-clusters/2024", person, NOW)
        full = empty.with_answers([answer(number) for number in range(ANSWERS)])
        applications.save(session, empty, full, NOW, by="1", door="web")
        conversations.save(session, address, STATE, 0, 0)
        for number in range(waiting):
            inbox.accept(session, address, str(number), EVENT, NOW)
    return Desk(database, address, empty.id)


def answer(number: int) -> Answer:
    """An answer like those of the form: most are figures, every fifth a text, some with a source."""
    value = "以羊绒深加工为主导" * 8 if number % 5 == 0 else Decimal(number) / 100
    source = Source("统计局", "2023年统计年鉴") if number % 7 == 0 else None
    return Answer(f"field{number}/2021", value, None, str(value), "1", SAID, "web", source=source)


def turn(desk: Desk) -> None:
    """Handle the next message through the storage layer, as the bot does."""
    with desk.database.write() as session:
        (event, *_) = inbox.todo(session, desk.address)
        before = applications.load(session, desk.application)
        _, sequence, version = conversations.load(session, desk.address)
        after = before.with_answers([changed(before, event.id)])
        applications.save(session, before, after, NOW, by="1", door="web")
        inbox.settle(session, event.id, sequence + 1)
        for number in (sequence + 2, sequence + 3):
            outbox.owe(session, desk.address, number, "reply", REPLY, NOW)
        conversations.save(session, desk.address, STATE, sequence + 3, version)


def changed(before: Application, number: int) -> Answer:
    """A new answer to a question that was answered before."""
    slot = f"field{number % ANSWERS}/2021"
    return Answer(slot, Decimal(number) / 10, None, f"{number} {before.version}", "1", SAID, "web")


def load(desk: Desk) -> None:
    """Load the application alone."""
    with desk.database.read() as session:
        applications.load(session, desk.application)


def bare_turn(desk: Desk, connection: sqlite3.Connection) -> None:
    """Handle the next message with the same statements, by hand."""
    connection.execute("BEGIN IMMEDIATE")
    key, application, address = _bare_reads(desk, connection)
    slot = f"field{key % ANSWERS}/2021"
    _bare_answer(connection, application, slot, key)
    (sequence,) = connection.execute("SELECT sequence FROM conversation WHERE address_id = ?", (address,)).fetchone()
    connection.execute("UPDATE inbox SET state = 'done', sequence = ? WHERE id = ?", (sequence + 1, key))
    for number in (sequence + 2, sequence + 3):
        connection.execute(
            "INSERT INTO outbox (address_id, sequence, kind, reply, state, tries, at) VALUES (?, ?, ?, ?, 'todo', 0, ?)",
            (address, number, "reply", REPLY, SAID),
        )
    connection.execute(
        "UPDATE conversation SET state = ?, sequence = ?, version = version + 1 WHERE address_id = ?",
        (STATE, sequence + 3, address),
    )
    connection.execute("COMMIT")


def _bare_reads(desk: Desk, connection: sqlite3.Connection) -> tuple[int, str, int]:
    waiting = "SELECT id FROM inbox WHERE state = 'todo' AND address_id = ? ORDER BY id"
    key: int = connection.execute(waiting, (desk.address,)).fetchone()[0]
    connection.execute("SELECT * FROM application WHERE id = ?", (desk.application,)).fetchall()
    for table in ("answer", "kept_reason", "act"):
        connection.execute(f"SELECT * FROM {table} WHERE application_id = ?", (desk.application,)).fetchall()  # noqa: S608
    return key, desk.application, desk.address


def _bare_answer(connection: sqlite3.Connection, application: str, slot: str, key: int) -> None:
    connection.execute("UPDATE application SET version = version + 1, updated_at = ? WHERE id = ?", (SAID, application))
    values = {"value": json.dumps({"n": str(key)}), "words": str(key), "at": SAID}
    where = {"application": application, "slot": slot}
    connection.execute(
        "UPDATE answer SET value = :value, words = :words, at = :at, version = version + 1"
        " WHERE application_id = :application AND slot = :slot",
        values | where,
    )
    connection.execute(
        "INSERT INTO answer_event (application_id, slot, value, words, by, at, door, doubtful, version, previous)"
        " SELECT application_id, slot, value, words, by, at, door, doubtful, version, version - 1 FROM answer"
        " WHERE application_id = :application AND slot = :slot",
        where,
    )


def bare_connection(desk: Desk) -> sqlite3.Connection:
    """A connection of the bare driver, as safe as the storage's own."""
    connection = sqlite3.connect(desk.database.file, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def median_ms(work: Callable[[], None], rounds: int) -> float:
    """The median time of one round in milliseconds, after a few to warm up."""
    for _ in range(10):
        work()
    return statistics.median(_timed_ms(work) for _ in range(rounds))


def _timed_ms(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def measure(folder: Path, rounds: int) -> Figures:
    """All three figures, on a new database in this folder."""
    desk = prepare(folder, waiting=2 * (rounds + 10))
    through_storage = median_ms(lambda: turn(desk), rounds)
    loading = median_ms(lambda: load(desk), rounds)
    with closing(bare_connection(desk)) as connection:
        floor = median_ms(lambda: bare_turn(desk, connection), rounds)
    desk.database.close()
    return Figures(through_storage, loading, floor)


def main() -> None:
    """Measure in a temporary folder beside the working directory's disk and print the figures."""
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as folder:
        figures = measure(Path(folder), rounds=300)
    print(f"turn {figures.storage:.2f} ms, of which loading {figures.loading:.2f} ms; bare {figures.floor:.2f} ms")


if __name__ == "__main__":
    main()
