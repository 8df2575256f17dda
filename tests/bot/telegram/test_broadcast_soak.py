"""A broadcast to ten thousand chats while Telegram refuses now and then, and one of two workers is killed."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, insert, select

from bot.settings import Settings
from dialogs.record import codec
from dialogs.state.conversation import Conversation
from dialogs.turn.messages import Said
from storage import conversations, inbox, people
from storage.database import Database
from storage.tables import METADATA
from tests.bot.telegram.living import NOON, story
from tests.bot.telegram.running import Program
from tests.bot.telegram.test_kill import asked, figure, invited
from tests.telegram.phone import Phone
from tests.telegram.refusals import BLOCKED
from tests.telegram.server import TelegramServer

pytestmark = [pytest.mark.soak, pytest.mark.usefixtures("database_url")]

TEXT = "请各县于4月20日前填完"
CHATS, SHUT, FLOODS = 10_000, 40, 60
_FIRST = 100_000
_RATE = 30
_TOLERATED = 2
_LONGEST_SECONDS = 1_500.0
_TAKEOVER_SECONDS = 25.0
"""How long after a kill nothing is said of waiting: another worker has to notice and take over."""


@dataclass
class Waited:
    """How long somebody waited for the answer to each answer: when it was said, and the seconds."""

    seconds: list[tuple[float, float]] = field(default_factory=list)
    killed: list[float] = field(default_factory=list)

    @property
    def slow(self) -> list[tuple[int, float]]:
        """Those that took too long: when, in seconds since the first one, and how long."""
        began = self.seconds[0][0]
        return [(round(said - began), round(took, 1)) for said, took in self.seconds if took > _TOLERATED]

    @property
    def calm(self) -> list[float]:
        """Those said while nobody had just been killed."""
        return [
            took
            for said, took in self.seconds
            if not any(at - took - 1 <= said <= at + _TAKEOVER_SECONDS for at in self.killed)
        ]


def crowd_in(database: Database, chats: int) -> None:
    """So many people who talk on Telegram, as the storage keeps them, and a coordinator who writes to all of them."""
    state, tables = codec.dumps(Conversation("联系人", "telegram")), METADATA.tables
    with database.write() as session:
        first = people.register(session, "王科长", "city", "邢台市", NOON).id + 1
        persons = [
            {
                "id": first + n,
                "name": f"人{n}",
                "role": "county",
                "region": "130534",
                "locale": "zh",
                "created_at": NOON,
            }
            for n in range(chats)
        ]
        connection = session.connection()
        connection.execute(insert(tables["person"]), persons)
        desk = people.ensure(session, first - 1, "web", "desk").id
        conversations.save(session, desk, codec.dumps(Conversation("王科长", "web")), 0, 0)
        addresses = [
            {
                "id": desk + 1 + n,
                "person_id": first + n,
                "channel": "telegram",
                "external_id": str(_FIRST + n),
                "state": "open",
            }
            for n in range(chats)
        ]
        connection.execute(insert(tables["address"]), addresses)
        if not database.embedded:
            count_on(connection, "person", "address")
        kept = [{"address_id": each["id"], "state": state, "sequence": 0, "version": 1} for each in addresses]
        connection.execute(insert(tables["conversation"]), kept)
        for number, words in enumerate((f"群发：{TEXT}", "全部", "发送")):
            inbox.accept(session, desk, f"said {number}", codec.dumps(Said(words)), NOON)


def count_on(connection: Connection, *names: str) -> None:
    """Let PostgreSQL give the next numbers behind those that were given by hand."""
    for name in names:
        last = select(func.max(METADATA.tables[name].c.id)).scalar_subquery()
        connection.execute(select(func.setval(func.pg_get_serial_sequence(name, "id"), last)))


async def answer(phone: Phone, waited: Waited, over: asyncio.Event) -> None:
    """Somebody answers a question every few seconds, and measures how long the word on it takes."""
    number = 0
    while not over.is_set():
        number += 1
        said = time.monotonic()
        phone.say(f"改 2.1 100 150 {figure(number)}")
        await phone.wait_for(f"150.00、{figure(number)} 亿元", within=120)
        waited.seconds.append((said, time.monotonic() - said))
        await asyncio.sleep(3.0)


async def disturb(server: TelegramServer, over: asyncio.Event, chance: random.Random) -> None:
    """429 for a chat, now and then, each time for another one, and once for all."""
    for number in range(FLOODS):
        if over.is_set():
            return
        chat = None if number == FLOODS // 2 else _FIRST + chance.randrange(CHATS)
        server.flood(1.0 if chat is None else chance.uniform(1, 4), chat)
        await asyncio.sleep(5.0)


async def glanced(holds: Callable[[], bool]) -> None:
    """Look now and then until it holds: often would take the machine from those who are looked at."""
    async with asyncio.timeout(_LONGEST_SECONDS):
        while not await asyncio.to_thread(holds):  # noqa: ASYNC110 - another process does it
            await asyncio.sleep(1.0)


async def kill_one(programs: list[Program], database: Database, waited: Waited) -> None:
    """Kill the one that sends, after two thousand; start it again a little later."""
    some = "SELECT count(*) FROM outbox WHERE state = 'sent' AND kind = 'bulk'"
    await glanced(lambda: asked(database, some)[0][0] > CHATS // 5)
    ((holder,),) = asked(database, "SELECT holder FROM lease WHERE name = 'telegram-sender'")
    doomed = next(each for each in programs if str(each.pid) in holder.split("-"))
    waited.killed.append(time.monotonic())
    await doomed.end()
    await asyncio.sleep(20.0)
    await doomed.start()


def test_ten_thousand_get_it_whatever_is_refused_or_killed(tmp_path: Path) -> None:
    """Nobody is left out, at most two get it twice, no second holds more than thirty, who answers waits two seconds."""

    @story
    async def run() -> None:
        await survive(tmp_path / "data")

    run()


def at_their_phones(server: TelegramServer) -> list[Phone]:
    """Everybody, who has talked with the bot before; some have blocked it since."""
    phones = [server.user(_FIRST + number) for number in range(CHATS)]
    for phone in phones:
        phone.chat.reachable = True
    for phone in phones[:: CHATS // SHUT]:
        phone.chat.shut = BLOCKED
    return phones


async def survive(data: Path) -> None:
    """Send, disturb, kill, and look at every telephone."""
    (token,) = await asyncio.to_thread(invited, data, 1)
    waited, over = Waited(), asyncio.Event()
    async with TelegramServer() as server, AsyncExitStack() as stack:
        phones = at_their_phones(server)
        database = stack.enter_context(closing(Database(Settings(data=data).database)))
        programs = [Program(server, data, hook=False) for _ in range(2)]
        for program in programs:
            await stack.enter_async_context(program)
        await asyncio.to_thread(crowd_in, database, CHATS)
        talker = server.user(7)
        talker.start(token)
        await talker.wait_for("填报助手", within=60)
        work = [
            asyncio.create_task(answer(talker, waited, over)),
            asyncio.create_task(disturb(server, over, random.Random(5))),
            asyncio.create_task(kill_one(programs, database, waited)),
        ]
        await glanced(lambda: asked(database, "SELECT state FROM broadcast") == [("done",)])
        over.set()
        await asyncio.gather(*work)
        assert not any("Traceback" in program.printed for program in programs)
        looked_at(server, phones, waited)
        blocked = asked(database, "SELECT count(*) FROM outbox WHERE state = 'blocked' AND kind = 'bulk'")
        assert blocked == [(SHUT,)]


def looked_at(server: TelegramServer, phones: list[Phone], waited: Waited) -> None:
    """Nobody lost, at most two repeated, the limit kept, nobody kept waiting; all figures where one is wrong."""
    copies = [sum(TEXT in each.text for each in phone.inbox) for phone in phones if not phone.chat.shut]
    most, slow = server.sent_in_any_second(), max(waited.calm)
    lost, repeated = copies.count(0), sum(number - 1 for number in copies if number)
    report = (
        f"{CHATS:,} chats: lost {lost}, repeated {repeated}, most in a second {most}, "
        f"slowest of {len(waited.calm)} answers {slow:.2f} s, refused {len(server.telegram.traffic.refused)}, "
        f"after the kill {max(took for _, took in waited.seconds):.1f} s, slow ones {waited.slow}"
    )
    print(report)
    assert (lost, repeated <= _TOLERATED, most <= _RATE, slow <= _TOLERATED) == (0, True, True, True), report
