"""kill -9 of the real program while fifty people write: nothing said is lost, nothing is applied or told twice.

On either database, with one process or two of them, of which either may be killed.
"""

from __future__ import annotations

import asyncio
import collections
import json
import random
from collections.abc import Iterable
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.settings import Settings
from storage import invitations
from storage.database import Database
from tests.bot.telegram.living import NOON, story
from tests.bot.telegram.running import Program
from tests.telegram.phone import Phone
from tests.telegram.server import TelegramServer

pytestmark = pytest.mark.usefixtures("database_url")

AGAIN = "（补发）"


@dataclass(frozen=True)
class Run:
    """One fault run: how many people say how many things each, and how often a process is killed meanwhile."""

    people: int
    messages: int
    kills: int
    hook: bool
    processes: int = 1
    seed: int = 1


def invited(data: Path, people: int) -> list[str]:
    """The tokens of so many invitations, in a database that is made for it."""
    database = Database(Settings(data=data).database)
    database.migrate()
    until = NOON + timedelta(days=9)
    with database.write() as session:
        tokens = [
            invitations.invite(session, role="county", region="", name=f"联系人{n}", now=NOON, expires_at=until)
            for n in range(people)
        ]
    database.close()
    return tokens


def figure(number: int) -> str:
    """A figure that is said once only: the last of three years."""
    return f"{200 + number}.25"


async def talk(phone: Phone, token: str, run: Run, chance: random.Random) -> None:
    """One person: comes in, then changes one answer again and again, without waiting for what is said to it."""
    phone.start(token)
    await phone.wait_for("填报助手", within=120)
    for number in range(run.messages):
        phone.say(f"改 2.1 100 150 {figure(number)}")
        await asyncio.sleep(chance.uniform(0, 0.6))


async def kill_now_and_then(programs: list[Program], run: Run, chance: random.Random) -> None:
    """Kill and restart either process, so many times."""
    for _ in range(run.kills):
        await asyncio.sleep(chance.uniform(0.2, 1.6))
        program = chance.choice(programs)
        await program.end()
        await program.start()


async def survive(run: Run, data: Path) -> None:
    """Let everybody talk while the program is killed, wait until all is answered, and look at everything."""
    chance = random.Random(run.seed)
    tokens = invited(data, run.people)
    async with TelegramServer() as server, AsyncExitStack() as stack:
        programs = [Program(server, data, hook=run.hook) for _ in range(run.processes)]
        for program in programs:
            await stack.enter_async_context(program)
        server.telegram.traffic.limits.enforced = False
        phones = [server.user(1000 + number) for number in range(run.people)]
        talks = [talk(phone, token, run, chance) for phone, token in zip(phones, tokens, strict=True)]
        await asyncio.gather(kill_now_and_then(programs, run, chance), *talks)
        database = stack.enter_context(closing(Database(Settings(data=data).database)))
        await server.settled(lambda: nothing_left(server, database), within=60 + run.people * run.messages / 10)
        for program in programs:
            assert "Traceback" not in program.printed, program.printed
        taken(database, run)
        for phone in phones:
            told(phone, run)
        everything_that_was_owed_was_sent(database, phones)


def asked(database: Database, query: str) -> list[Any]:
    """What the database says to a query."""
    with database.read() as session:
        return [tuple(row) for row in session.connection().execute(text(query))]


def nothing_left(server: TelegramServer, database: Database) -> bool:
    """Whether all updates are taken and handled, and nothing is owed."""
    waiting = asked(database, "SELECT count(*) FROM telegram_update WHERE state = 'todo'")
    owed = asked(database, "SELECT count(*) FROM outbox WHERE state IN ('todo', 'sending')")
    return server.pending == 0 and waiting == owed == [(0,)]


def taken(database: Database, run: Run) -> None:
    """Every message of everybody was applied exactly once, in the order in which it was said."""
    assert asked(database, "SELECT DISTINCT state FROM telegram_update") == [("done",)]
    assert asked(database, "SELECT DISTINCT state FROM inbox") == [("done",)]
    events: dict[str, list[str]] = collections.defaultdict(list)
    query = "SELECT application_id, value FROM answer_event WHERE slot = 'output/2023' ORDER BY id"
    for application, value in asked(database, query):
        events[application].append(json.loads(value)["n"])
    wanted = [figure(number) for number in range(run.messages)]
    assert list(events.values()) == [wanted] * run.people


def told(phone: Phone, run: Run) -> None:
    """Every echo came, in order; a second time only with a mark."""
    said = "\n".join(message.text for message in phone.inbox if not message.text.startswith(AGAIN))
    again = "\n".join(message.text for message in phone.inbox if message.text.startswith(AGAIN))
    places = []
    for number in range(run.messages):
        echo = f"150.00、{figure(number)} 亿元"
        assert said.count(echo) <= 1, echo
        assert again.count(echo) <= 1, echo
        assert said.count(echo) + again.count(echo) >= 1, echo
        places.append((said + again).index(echo))
    assert AGAIN in again or places == sorted(places)


def everything_that_was_owed_was_sent(database: Database, phones: Iterable[Phone]) -> None:
    """Every owed message is settled as sent, under a number that Telegram knows.

    One that two crashes in a row caught on the wire is not sent a third time; that it came is seen at the phones.
    """
    known = {str(message.id) for phone in phones for message in phone.inbox}
    rows = asked(database, "SELECT state, tries, external_message_id FROM outbox")
    assert all(state == "sent" or (state == "failed" and tries > 1) for state, tries, _ in rows)
    assert {number for state, _, number in rows if state == "sent"} <= known


@pytest.mark.parametrize(
    ("hook", "processes"), [(False, 1), (True, 1), (False, 2)], ids=["polling", "webhook", "two processes"]
)
def test_a_killed_program_loses_nothing(hook: bool, processes: int, tmp_path: Path) -> None:
    """Three kills while fifty people say three things each."""

    @story
    async def run() -> None:
        await survive(Run(people=50, messages=3, kills=3, hook=hook, processes=processes), tmp_path / "data")

    run()


@pytest.mark.soak
@pytest.mark.parametrize(
    ("hook", "processes"), [(False, 1), (True, 1), (False, 2)], ids=["polling", "webhook", "two processes"]
)
def test_a_program_killed_often_loses_nothing(hook: bool, processes: int, tmp_path: Path) -> None:
    """Twenty kills over two thousand updates of fifty people."""

    @story
    async def run() -> None:
        often = Run(people=50, messages=40, kills=20, hook=hook, processes=processes, seed=7)
        await survive(often, tmp_path / "data")

    run()
