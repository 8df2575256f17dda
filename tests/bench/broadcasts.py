"""The campaign group: what a broadcast costs beside the sending, how much of the rate it holds, the page of progress.

The rate is held against a server that refuses what is too fast, with everybody on Telegram; the overhead is that of
2,000 people on the page, where nothing has to be waited for. The peer writes as many rows with the bare driver.
"""

from __future__ import annotations

import asyncio
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bot.channels.telegram.pacing import Rates
from bot.desk.broadcasting import Broadcasting
from bot.desk.page import Desks
from bot.house import House, build
from bot.settings import Settings
from bot.turns.wakeup import News
from storage import broadcasts, people
from tests.bench.campaign import BEGUN, PEOPLE, bare, crowd_in
from tests.bench.rows import Row
from tests.bot.telegram.living import NOON, living

_SOME, _ON_TELEGRAM = 2_000, 400
_PERMITTED = 30
_TEXT = "请各县于4月20日前填完"
_LOOKS = 5


def rows() -> Iterator[Row]:
    """Every row; about a minute."""
    share = asyncio.run(_share_held())
    name = f"rate held while {_ON_TELEGRAM} get a broadcast, of the {_PERMITTED} a second that are permitted"
    yield Row("campaign", name, share * 100, "%", least=95)
    with tempfile.TemporaryDirectory() as folder:
        house = build(Settings(data=Path(folder) / "data", now=NOON))
        crowd_in(house)
        yield _overhead(house)
        for count in (_SOME, PEOPLE):
            _progress(house, count)
            yield Row("campaign", f"page of progress of {count:,} applications", _page(house) * 1000, "ms", 300)
        house.stop()
        house.database.close()


async def _share_held() -> float:
    """How much of the permitted rate goes out, from the first message to the last."""
    with tempfile.TemporaryDirectory() as folder:
        async with living(Path(folder) / "data", Rates()) as alive:
            phones = [alive.server.user(1000 + number) for number in range(_ON_TELEGRAM)]
            alive.server.limits.enforced = False
            for phone in phones:
                phone.start(await asyncio.to_thread(alive.invite))
            await asyncio.gather(*(phone.wait_for("填报助手", within=120) for phone in phones))
            alive.server.limits.enforced = True
            before = len(alive.server.sendings)
            await asyncio.to_thread(_begin, alive.house)
            sender = alive.house.broadcasting
            await asyncio.to_thread(sender.work, "b1")
            times = [each.at for each in alive.server.sendings[before:]][:_ON_TELEGRAM]
            return (len(times) - 1) / (times[-1] - times[0]) / _PERMITTED


def _begin(house: House, most: int | None = None) -> int:
    """A broadcast to everybody, kept and not sent."""
    with house.database.write() as session:
        coordinator = people.register(session, "王科长", "city", "邢台市", NOON)
        desk = people.ensure(session, coordinator.id, "web", f"desk {coordinator.id}").id
        chosen = session.connection().exec_driver_sql("SELECT id FROM person WHERE role = 'county'").all()[:most]
        row = broadcasts.Broadcast("b1", coordinator.id, desk, _TEXT, "", None, "sending", 1, NOON, None)
        broadcasts.begin(session, row, [(each[0], "130534") for each in chosen])
    return len(chosen)


def _overhead(house: House) -> Row:
    count = _begin(house, _SOME)
    sender = Broadcasting(house.form, house.database, house.settings.clock, News(), lambda _address: None)
    began = time.perf_counter()
    sender.work("b1")
    each = (time.perf_counter() - began) / count * 1000
    peer = f"sqlite3 alone {bare(house.database.file, count) / count * 1000:.3f} ms"
    return Row("campaign", f"a message of a broadcast to {count:,}, without a limit", each, "ms", 3, peer)


def _progress(house: House, count: int) -> None:
    """How far so many applications are, as the storage keeps it."""
    stages = ("filling", "considering", "filled", "declined")
    with closing(sqlite3.connect(house.database.file)) as connection, connection:
        connection.execute("DELETE FROM progress")
        connection.execute("DELETE FROM answer WHERE application_id NOT IN (SELECT id FROM application)")
        connection.execute("UPDATE application SET version = 1")
        for number in range(1, PEOPLE + 1):
            county = house.form.counties[number % len(house.form.counties)].code
            shown = county if number <= count else ""
            connection.execute(
                "INSERT INTO progress (application_id, version, owner_id, county, cluster, stage, act, reason,"
                " sections, open, waiting, errors, warnings, proofs, lacking, updated_at)"
                " VALUES (?, 1, ?, ?, '集群', ?, '', '', 'ffffuuuuuuu', 9, 0, 1, 0, 40, 3, ?)",
                (f"a{number}", number, shown, stages[number % len(stages)], BEGUN),
            )
        if count < PEOPLE:
            connection.execute("DELETE FROM progress WHERE county = ''")
            connection.execute("UPDATE person SET role = 'administrator' WHERE role = 'county' AND id > ?", (count,))
        else:
            connection.execute("UPDATE person SET role = 'county' WHERE role = 'administrator'")


def _page(house: House) -> float:
    """Seconds until the province's page is made, filtered and not; the slowest of some."""
    with house.database.write() as session:
        person = people.register(session, "处长", "province", "", NOON).id
    desks = Desks(house.database, house.form, house.settings.clock)
    slowest = 0.0
    for number in range(_LOOKS):
        began = time.perf_counter()
        desks.page(person, "填报中 5天没动" if number % 2 else "", number + 1, "zh")
        slowest = max(slowest, time.perf_counter() - began)
    return slowest
