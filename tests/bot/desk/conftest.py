"""What the tests of the desk share."""

from __future__ import annotations

import pytest

from bot.house import House
from dialogs.record.application import Answer
from tests.bot.desk.people import (
    arrive,
    contact,
    filled,
    say,
    told,
)


@pytest.fixture
def desk(house: House) -> int:
    """The address of 邢台市's coordinator."""
    return arrive(house, "王科长", "city", "邢台市")


@pytest.fixture
def city(desk: int) -> int:
    """The same coordinator, beside a county."""
    return desk


@pytest.fixture
def county(house: House, city: int, answers: tuple[Answer, ...]) -> int:
    """The address of 清河县's contact, who has filled everything and sent it for review."""
    address = contact(house, "张三", "清河县")
    filled(house, address, answers)
    assert "已告诉王科长" in say(house, address, "送审")
    told(house, city, "送审了")
    return address
