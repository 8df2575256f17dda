"""The campaign group: what it takes to plan a day's reminders for very many people, and to look when nothing is due.

20,000 contacts of all counties, each with a conversation and an application; the dates of 18 April, 22 April (two dates
at once) and, with the ledger full of what was said before, of 8 May. The peer, in the same run, reads the same people
and writes as many rows with the bare driver.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

from bot.house import House, build
from bot.reminding.service import reminding
from bot.settings import ZONE, Settings
from tests.bench.rows import Row

PEOPLE = 20_000
BEGUN = "2024-04-10T07:00:00.000000+00:00"
MORNINGS = ("2024-04-18", "2024-04-22", "2024-05-08")


def rows() -> Iterator[Row]:
    """Every row of the campaign; about half a minute."""
    with tempfile.TemporaryDirectory() as folder:
        house = build(Settings(data=Path(folder) / "data"))
        crowd_in(house)
        mornings = [datetime.fromisoformat(f"{day}T09:00:00").replace(tzinfo=ZONE) for day in MORNINGS]
        for at in mornings:
            seconds, planned = _planned(house, at)
            peer = f"sqlite3 alone {bare(house.database.file, planned):.3f} s"
            name = f"planning {planned:,} reminders of {at:%Y-%m-%d} for {PEOPLE:,} people"
            yield Row("campaign", name, seconds, "s", 5, peer)
        yield Row("campaign", "  looking again when nothing is new", _planned(house, mornings[-1])[0], "s", 5)
        house.stop()
        house.database.close()


def _planned(house: House, at: datetime) -> tuple[float, int]:
    began = time.perf_counter()
    planned = reminding(house).plan(at)
    return time.perf_counter() - began, planned


def crowd_in(house: House) -> None:
    """The contacts, as the storage keeps them."""
    counties = house.form.counties
    with closing(sqlite3.connect(house.database.file)) as connection, connection:
        for number in range(1, PEOPLE + 1):
            county = counties[number % len(counties)]
            connection.execute(
                "INSERT INTO person (id, name, role, region, locale, created_at) VALUES (?, ?, 'county', ?, 'zh', ?)",
                (number, f"联系人{number}", county.code, BEGUN),
            )
            connection.execute(
                "INSERT INTO address (id, person_id, channel, external_id, state) VALUES (?, ?, 'web', ?, 'open')",
                (number, number, str(number)),
            )
            connection.execute("INSERT INTO conversation VALUES (?, '{}', 3, 1)", (number,))
            connection.execute(
                "INSERT INTO application (id, edition, owner_id, version, created_at, updated_at)"
                " VALUES (?, ?, ?, 1, ?, ?)",
                (f"a{number}", house.form.edition, number, BEGUN, BEGUN),
            )
            connection.execute(
                "INSERT INTO answer (application_id, slot, value, words, by, at, door, doubtful, version)"
                " VALUES (?, 'county', ?, '', '', ?, 'web', 0, 1)",
                (f"a{number}", json.dumps(county.name, ensure_ascii=False), BEGUN),
            )


def bare(file: Path, count: int) -> float:
    """Reading the people and writing so many rows, with nothing between."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS bare (person, deadline, day, point, at, state)")
        began = time.perf_counter()
        people = connection.execute("SELECT id, region, created_at FROM person").fetchall()
        line = ("to_city", "2024-04-25", "5", BEGUN, "planned")
        connection.executemany(
            "INSERT INTO bare VALUES (?, ?, ?, ?, ?, ?)",
            [(people[each % len(people)][0], *line) for each in range(count)],
        )
        connection.commit()
        took = time.perf_counter() - began
        connection.execute("DROP TABLE bare")
        connection.commit()
    return took
