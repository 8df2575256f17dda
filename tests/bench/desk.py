"""The desk group: opening a review among 2,000 applications, and a region's export with one and with two processes.

An export is Word and PDF of 170 finished drafts. Memory is that of the process that makes it, above what it held
before; LibreOffice's own is not counted. No peer does this.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bot.desk.progress import refresh_all
from bot.house import House, build
from bot.settings import ZONE, Settings
from dialogs.definition.form import Form
from dialogs.record.application import Act, Answer
from storage import applications, exports, people
from tests.bench.campaign import BEGUN
from tests.bench.rows import Row, median_ms
from tests.bot.desk.people import arrive, say
from tests.bot.printing import HeldJobs
from tests.browser.started import Program
from tests.county import fill
from tests.talk import Talk

APPLICATIONS, DRAFTS = 2_000, 170
NOON = datetime(2024, 4, 11, 9, 30, tzinfo=ZONE)
_PATIENCE = 3_600.0
_PAGE = 4096


def rows(drafts: int = DRAFTS) -> Iterator[Row]:
    """Every row of the desk; about three minutes on two cores."""
    with tempfile.TemporaryDirectory() as folder:
        yield _opening(Path(folder))
    one, memory = _exported(drafts, 1)
    yield Row("desk", f"export of {drafts} finished drafts, one process", one, "s")
    yield Row("desk", "  memory above idle", memory, "MB", 100)
    two, _ = _exported(drafts, 2)
    yield Row("desk", "  two processes: times as fast", one / two, "x", least=1.7)


def _opening(folder: Path) -> Row:
    house = build(Settings(data=folder / "data", now=NOON))
    _crowd(house)
    finished = _answers(house.form)
    code = house.form.counties[0].code
    with house.database.write() as session:
        first = applications.load(session, "a1")
        filled = first.with_answers(finished).with_act(Act("mailed", "张三", NOON.isoformat()))
        applications.save(session, first, filled, NOON, by="张三", door="web")
    refresh_all(house.database, house.form)
    desk = arrive(house, "王科长", "province", "")
    took = median_ms(lambda: say(house, desk, f"打开 {code}"), 5, 1)
    house.stop()
    house.database.close()
    return Row("desk", f"opening one of {APPLICATIONS:,} applications", took, "ms", 200)


def _crowd(house: House) -> None:
    """People with an application each, as the storage keeps them."""
    counties = house.form.counties
    with closing(sqlite3.connect(house.database.file)) as connection, connection:
        for number in range(1, APPLICATIONS + 1):
            county = counties[0 if number == 1 else 1 + number % (len(counties) - 1)]
            person = (number, f"联系人{number}", county.code, BEGUN)
            connection.execute(
                "INSERT INTO person (id, name, role, region, locale, created_at) VALUES (?, ?, 'county', ?, 'zh', ?)",
                person,
            )
            connection.execute(
                "INSERT INTO application (id, edition, owner_id, version, created_at, updated_at)"
                " VALUES (?, ?, ?, 1, ?, ?)",
                (f"a{number}", house.form.edition, number, BEGUN, BEGUN),
            )


def _answers(form: Form) -> tuple[Answer, ...]:
    talk = Talk(form)
    talk.say("开始")
    fill(talk)
    return tuple(talk.application.answers.values())


def _exported(drafts: int, processes: int) -> tuple[float, float]:
    """Seconds from the start of the last process until the archive is there, and MB above idle of the first one."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        data = Path(folder) / "data"
        house = build(Settings(data=data, now=NOON), jobs=HeldJobs())
        desk = _finished(house, drafts)
        with Program(data) as idling:
            time.sleep(2)
            idle = _resident(idling.pid)
        say(house, desk, "导出全省")  # ordered here, made by those who start and find it waiting
        programs = [stack.enter_context(Program(data)) for _ in range(processes)]
        began, most = time.perf_counter(), idle
        while _waits(house) and time.perf_counter() - began < _PATIENCE:
            most = max(most, _resident(programs[0].pid))
            time.sleep(0.2)
        took = time.perf_counter() - began
        house.database.close()
        return took, (most - idle) / 1e6


def _finished(house: House, drafts: int) -> int:
    """So many finished counties, and a coordinator of the province."""
    answers, counties = _answers(house.form), house.form.counties
    for number in range(drafts):
        county = counties[number % len(counties)]
        with house.database.write() as session:
            person = people.register(session, f"联系人{number}", "county", county.code, NOON)
            before = applications.create(session, house.form.edition, person.id, NOON)
            own = {"county": county.name, "city": county.city, "cluster_name": f"{county.name}产业{number}"}
            mine = [replace(each, value=own.get(each.slot, each.value)) for each in answers]
            after = before.with_answers(mine).with_act(Act("mailed", "张三", NOON.isoformat()))
            applications.save(session, before, after, NOON, by="张三", door="web")
    refresh_all(house.database, house.form)
    return arrive(house, "陈处长", "province", "")


def _waits(house: House) -> bool:
    with house.database.read() as session:
        return bool(exports.waiting(session))


def _resident(pid: int) -> int:
    """Bytes that a process holds in memory."""
    return int(Path(f"/proc/{pid}/statm").read_text("utf-8").split()[1]) * _PAGE
