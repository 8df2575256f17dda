"""Two processes on one database: every event is answered once, in order, whoever is faster."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from bot.house import House, build
from bot.turns.conversations import Conversations
from bot.views.message import Message
from dialogs.record import codec
from dialogs.turn.messages import Said
from storage import inbox
from storage.database import Database, Session
from tests.bot.test_conversation import answer, contact, say


@pytest.fixture
def other(house: House) -> Iterator[House]:
    """A second house on the same database, as another process has it: with locks and connections of its own."""
    other = build(house.settings)
    yield other
    other.stop()
    other.database.close()


class Overtaken(Database):
    """A database that somebody else is faster at: between the first look and whatever follows they do their part."""

    def __init__(self, url: str, they: Callable[[], None]) -> None:
        super().__init__(url)
        self._they: Callable[[], None] | None = they

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A look, after which somebody else is quick."""
        with super().read() as session:
            yield session
        they, self._they = self._they, None
        if they is not None:
            they()


def keep(house: House, address: int, *words: str) -> None:
    """Let these wait in the inbox, as a crash leaves them."""
    with house.database.write() as session:
        for number, each in enumerate(words):
            inbox.accept(session, address, f"kept {number}", codec.dumps(Said(each)), house.settings.clock())


def mine(house: House, address: int) -> list[str]:
    """What the person said, as the history shows it."""
    return [message.text for message in house.history.messages(address) if message.mine]


def overtaken(house: House, they: Callable[[], None]) -> tuple[Conversations, Database]:
    """The conversations of a process that another one overtakes."""
    database = Overtaken(house.settings.database, they)
    return replace(house.conversations, database=database, _locks={}), database


def test_an_event_that_another_process_answered_is_not_answered_again(house: House, other: House) -> None:
    """Both saw that it waits; whoever comes second undoes the whole turn and goes on with the next one."""
    address = contact(house)
    say(house, address, "开始")
    keep(house, address, "否", "是")
    answered: list[Message] = []

    def they() -> None:
        other.conversations.catch_up(address)
        answered.extend(other.history.messages(address))

    slower, database = overtaken(house, they)
    slower.catch_up(address)
    database.close()
    assert mine(house, address) == ["开始", "否", "是"]
    assert list(house.history.messages(address)) == answered


def test_two_processes_share_a_queue(house: House, other: House) -> None:
    """Forty answers wait, and four threads of two processes fall upon them: each counts once, in order."""
    address = contact(house)
    say(house, address, "开始")
    keep(house, address, *(f"改 1.8 {number}" for number in range(1, 41)))
    workers = [
        threading.Thread(target=each.conversations.catch_up, args=(address,)) for each in (house, other, house, other)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert mine(house, address) == ["开始", *(f"改 1.8 {number}" for number in range(1, 41))]
    assert str(answer(house, address, "area")) == "40"
    assert not any("抱歉" in message.text for message in house.history.messages(address))


def test_one_person_at_two_processes_at_once(house: House, other: House) -> None:
    """Somebody's messages come in by both: none is lost, none counts twice, no turn is given up."""
    address = contact(house)
    say(house, address, "开始")

    def talk(place: House, letter: str) -> None:
        for number in range(15):
            place.conversations.receive(address, f"{letter}{number}", Said(f"改 1.8 {number + 1}"))
            place.conversations.receive(address, f"{letter}{number}", Said(f"改 1.8 {number + 1}"))

    workers = [threading.Thread(target=talk, args=(place, letter)) for place, letter in ((house, "a"), (other, "b"))]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(mine(house, address)) == 31
    sequences = [message.sequence for message in house.history.messages(address)]
    assert sequences == list(range(sequences[0], sequences[0] + len(sequences)))
    assert not any("抱歉" in message.text for message in house.history.messages(address))
