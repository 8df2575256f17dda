"""Two processes on one database, either killed at any moment: no answer lost, no event twice, no message lost.

Some people type answers, one after the other to either process; some also send files and ask for documents.
"""

from __future__ import annotations

import asyncio
import json
import random
from collections import Counter
from collections.abc import Callable, Coroutine
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.house import House
from dialogs.record import codec
from dialogs.saying.replies import Deliver
from storage import outbox
from tests.bot import patience
from tests.bot.typists import Typist, check, check_answers, figure, house_in, progress, seats_in
from tests.browser.started import Program

pytestmark = pytest.mark.usefixtures("database_url")

TYPISTS, CLERKS = 12, 3
_BOUNDARY = "--------shenbao"
Story = Callable[[list[Program], list[Typist]], Coroutine[None, None, None]]
_PAPERS = 2
"""What comes of asking for a preview: the application and the summary."""


class Clerk(Typist):
    """Somebody who types a number, sends a file and, now and then, asks for the documents of what stands there now."""

    def __init__(self, chance: random.Random, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self.sent = 0
        self.asked = 0
        self._chance = chance

    async def type(self, enough: asyncio.Event) -> None:
        """Work until it is enough."""
        while not enough.is_set():
            await self._say(self.acknowledged + 1)
            await self._send(self.sent + 1)
            self.sent += 1
            if self._chance.random() < 0.2:
                await self._ask(self.asked + 1)
                self.asked += 1
            self.acknowledged += 1
            await asyncio.sleep(self._chance.uniform(0, 0.5))

    async def _say(self, number: int) -> None:
        """Documents may come between any two answers."""
        words = json.dumps({"id": f"typed_{number:06d}", "after": self.seen, "text": f"改 1.8 {figure(number)}"})
        await self._until_heard("/say", words.encode())

    async def _ask(self, number: int) -> None:
        words = json.dumps({"id": f"asked_{number:06d}", "after": self.seen, "text": "预览"})
        await self._until_heard("/say", words.encode())

    async def _send(self, number: int) -> None:
        head = f'Content-Disposition: form-data; name="file"; filename="{number}.txt"\r\nContent-Type: text/plain'
        body = f"--{_BOUNDARY}\r\n{head}\r\n\r\nfile {number}\r\n--{_BOUNDARY}--\r\n".encode()
        kind = f"multipart/form-data; boundary={_BOUNDARY}"
        await self._until_heard("/upload", body, Content_Type=kind, X_Upload_Id=f"sent_{number:06d}")


async def storm(programs: list[Program], typists: list[Typist], kills: int, chance: random.Random) -> None:
    """Let all type; kill either program now and then, and start it again while the other one serves."""
    enough = asyncio.Event()
    typing = [asyncio.create_task(each.type(enough)) for each in typists]
    for _ in range(kills):
        await progress(typists, typing)
        await asyncio.sleep(chance.uniform(0, 0.3))
        program = chance.choice(programs)
        program.kill()
        await asyncio.to_thread(program.start)
    await progress(typists, typing)
    enough.set()
    await asyncio.gather(*typing)


def run(data: Path, seed: int, story: Story, people: int = TYPISTS, clerks: int = CLERKS) -> None:
    """A story of two programs at which all type, and what stands in the database after it."""
    house = house_in(data)
    seats = seats_in(house, people + clerks)
    house.database.close()
    with ExitStack() as stack:
        programs = [stack.enter_context(Program(data)) for _ in range(2)]
        ports = [each.port for each in programs]
        typists = [Typist(each, *ports) for each in seats[clerks:]]
        busy = [Clerk(random.Random(seed + number), each, *ports) for number, each in enumerate(seats[:clerks])]
        asyncio.run(story(programs, [*typists, *busy]))
        house = house_in(data)
        patience.until(lambda: not left(house), 120, glance=0.5)
    check(house, typists)
    for clerk in busy:
        check_clerk(house, clerk)
    check_documents(house)
    house.database.close()


def left(house: House) -> list[str]:
    """What is not done."""
    waiting = {
        "inbox": "SELECT count(*) FROM inbox WHERE state <> 'done'",
        "request": "SELECT count(*) FROM request WHERE state NOT IN ('done', 'failed')",
        "document": "SELECT count(*) FROM document WHERE state = 'todo'",
    }
    with house.database.read() as session:
        counts = {name: session.connection().execute(text(query)).scalar_one() for name, query in waiting.items()}
    return [name for name, count in counts.items() if count]


def check_clerk(house: House, clerk: Clerk) -> None:
    """Answers in order; every word and file once, handled; each document that was asked for was handed over once."""
    check_answers(house, clerk)
    address = clerk.seat.address
    with house.database.read() as session:
        query = text("SELECT external_id FROM inbox WHERE address_id = :address")
        kept = Counter(session.connection().execute(query, {"address": address}).scalars())
        lines = outbox.history(session, address, limit=10**6)
        query = text(
            "SELECT a.name FROM attachment a JOIN address d ON d.person_id = a.person_id WHERE d.id = :address"
        )
        files = Counter(session.connection().execute(query, {"address": address}).scalars())
    assert [line.sequence for line in lines] == list(range(1, len(lines) + 1))
    for prefix, number in (("say:typed", clerk.acknowledged), ("say:asked", clerk.asked), ("upload:sent", clerk.sent)):
        mine = {name: count for name, count in kept.items() if name.startswith(prefix)}
        assert mine == {f"{prefix}_{each:06d}": 1 for each in range(1, number + 1)}
    assert {name: count for name, count in files.items() if name.endswith(".txt")} == {
        f"{each}.txt": 1 for each in range(1, clerk.sent + 1)
    }
    replies = [codec.loads(line.body) for line in lines if not line.inbound]
    delivered = [each for each in replies if isinstance(each, Deliver)]
    assert len(delivered) == _PAPERS * clerk.asked


def check_documents(house: House) -> None:
    """Every document was made once: as many files as documents, none of them given up."""
    with house.database.read() as session:
        made = session.connection().execute(text("SELECT state, count(*) FROM document GROUP BY state")).all()
        files = session.connection().execute(text("SELECT count(*) FROM attachment WHERE kind = 'document'")).scalar()
    assert [tuple(each) for each in made] in ([], [("ready", files)])


def test_either_of_two_killed_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """Three kills while fifteen people work with both."""
    run(tmp_path / "data", 1, partial(storm, kills=3, chance=random.Random(1)))


@pytest.mark.soak
def test_either_of_two_killed_often_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """Two hundred kills."""
    run(tmp_path / "data", 2, partial(storm, kills=200, chance=random.Random(2)))
