"""What one answer costs on SQLite with full flushing: through the storage layer, and through the bare driver.

Both do the same: read 200 answers and the conversation, change one answer with its event, move the conversation on,
settle the message that came in, owe two replies, commit. The difference is the price of SQLModel, encoding and types.
"""

from __future__ import annotations

import json
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from dialogs.record.application import Answer, Application, Source
from storage import applications, conversations, inbox, outbox, people
from storage.database import Database
from storage.memory import Memory, Sight

NOW = datetime(2024, 4, 1, 9, 30, tzinfo=UTC)
SAID = NOW.isoformat()
ANSWERS = 200
WARM_UP = 20
PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON")
"""How the bare driver is made as safe as the storage's own connections."""
STATE = json.dumps({"asking": "output", "revision": 12, "open": ["output/2021", "output/2022"]})
REPLY = json.dumps({"_": "Ask", "field": "output", "note": "问" * 60}, ensure_ascii=False)
EVENT = json.dumps({"_": "Said", "words": "118.4 131.62 146.9"})


@dataclass(frozen=True, slots=True)
class Desk:
    """A database with one contact, whose application holds 200 answers."""

    database: Database
    address: int
    application: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Medians in milliseconds: one whole turn through the storage, its loading alone, and the bare driver's turn."""

    storage: float
    loading: float
    floor: float


@contextmanager
def prepared(folder: Path) -> Iterator[Desk]:
    """A desk in this folder."""
    database = Database(f"sqlite:///{folder}/bench.db")
    database.migrate()
    with database.write() as session:
        person = people.register(session, "李娜", "county", "130132", NOW).id
        address = people.ensure(session, person, "web", str(person)).id
        empty = applications.create(session, "hebei-clusters/2024", person, NOW)
        full = empty.with_answers([answer(number) for number in range(ANSWERS)])
        applications.save(session, empty, full, NOW, by="1", door="web")
        conversations.save(session, address, STATE, 0, 0)
    yield Desk(database, address, empty.id)
    database.close()


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
    """Load the application alone, in a process that never saw it."""
    with desk.database.read() as session:
        Sight(Memory()).attach(session)
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
            "INSERT INTO outbox (address_id, sequence, kind, reply, state, tries, at)"
            " VALUES (?, ?, 'reply', ?, 'todo', 0, ?)",
            (address, number, REPLY, SAID),
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


def bare(desk: Desk) -> sqlite3.Connection:
    """A connection of the bare driver, as safe as the storage's own."""
    connection = sqlite3.connect(desk.database.file, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def measure(folder: Path, rounds: int) -> Figures:
    """All three figures; each peer has a database of its own, and they take turns, to meet the same machine."""
    times: dict[str, list[float]] = {"storage": [], "loading": [], "floor": []}
    with prepared(folder / "storage") as desk, prepared(folder / "bare") as peer, closing(bare(peer)) as connection:
        for number in range(rounds + WARM_UP):
            arrive(desk, str(number))
            times["storage"].append(timed_ms(lambda: turn(desk)))
            times["loading"].append(timed_ms(lambda: load(desk)))
            arrive(peer, str(number))
            times["floor"].append(timed_ms(lambda: bare_turn(peer, connection)))
    return Figures(**{name: statistics.median(each[WARM_UP:]) for name, each in times.items()})


def arrive(desk: Desk, external_id: str) -> None:
    """A message comes in; not part of what is measured."""
    with desk.database.write() as session:
        inbox.accept(session, desk.address, external_id, EVENT, NOW)


def timed_ms(work: Callable[[], None]) -> float:
    """How long something takes, in milliseconds."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def in_a_new_folder(rounds: int = 200) -> Figures:
    """All three figures, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        return measure(Path(folder), rounds)


def storage_ms() -> float:
    """The median turn through the storage layer, in milliseconds."""
    return in_a_new_folder().storage


def floor_ms() -> float:
    """The median turn through the bare driver, in milliseconds."""
    return in_a_new_folder().floor


def main() -> None:
    """Print the figures."""
    figures = in_a_new_folder()
    print(f"turn {figures.storage:.2f} ms, loading alone {figures.loading:.2f} ms; bare driver {figures.floor:.2f} ms")


if __name__ == "__main__":
    main()
