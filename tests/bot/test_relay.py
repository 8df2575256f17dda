"""News of one process is heard in the others at once, on either database."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping

import pytest

from bot.house import House, build
from dialogs.turn.messages import Said
from tests.bot.patience import until
from tests.bot.test_conversation import contact, say

AT_ONCE = 4.0
"""Seconds, on however slow a machine: below the look that pages take by themselves every five."""
QUIET = 1.0


@pytest.fixture
def other(house: House) -> Iterator[House]:
    """Another process on the same database; both are at work, and know of each other."""
    other = build(house.settings)
    for each in (house, other):
        each.start()
    until(lambda: not house.relay.alone and not other.relay.alone)
    yield other
    other.stop()
    other.database.close()


class Ear:
    """Hears what is new in a house."""

    def __init__(self, house: House) -> None:
        self.heard: list[tuple[int, str, Mapping[str, str]]] = []
        house.news.listen(lambda *news: self.heard.append(news))

    def hears(self, address: int) -> bool:
        """Whether something was new at an address."""
        return any(where == address for where, _, _ in self.heard)


def test_what_one_process_answers_the_other_tells_at_once(house: House, other: House) -> None:
    """A page that is open at one process hears of what was said through the other, both ways."""
    address = contact(house)
    for here, there in ((house, other), (other, house)):
        ear = Ear(there)
        here.conversations.receive(address, f"by {here.presence.name}", Said("开始"))
        begun = time.monotonic()
        until(lambda ear=ear: ear.hears(address), AT_ONCE)  # type: ignore[misc]
        assert time.monotonic() - begun < AT_ONCE


def test_what_others_change_is_told_too_where_words_are_carried(house: House, other: House) -> None:
    """PostgreSQL also carries who changed what; a figure that is too long for it leaves only the hint."""
    address = contact(house)
    ear = Ear(other)
    house.news.tell(address, "edited", {"by": "张三", "value": "36.5"})
    house.news.tell(address, "edited", {"by": "张三", "value": "文" * 9_000})
    if house.database.embedded:
        return
    until(lambda: len(ear.heard) == 2, AT_ONCE)
    assert ear.heard == [(address, "edited", {"by": "张三", "value": "36.5"}), (address, "said", {})]


def test_nobody_hears_of_nothing(house: House, other: House) -> None:
    """While nothing is said, nobody is woken, though others write to the database."""
    address = contact(house)
    before = Ear(other)
    say(house, address, "开始")
    until(lambda: before.hears(address))
    time.sleep(QUIET)
    ear = Ear(other)
    other.presence.stop()
    time.sleep(QUIET)
    assert not ear.hears(address)
