"""When something is to be said again, as coordinators write it; said on Thursday, 11 April 2024."""

from __future__ import annotations

from datetime import date

import pytest

from dialogs.reading.moments import moment_in

TODAY = date(2024, 4, 11)


@pytest.mark.parametrize(
    ("words", "day", "at", "rest"),
    [
        ("周五 催清河县", "2024-04-12", "", "催清河县"),
        ("周四", "2024-04-18", "", ""),
        ("本周六 x", "2024-04-13", "", "x"),
        ("下周三", "2024-04-17", "", ""),
        ("说下周交", "2024-04-15", "", "说 交"),
        ("明天下午3点问威县", "2024-04-12", "15:00", "问威县"),
        ("后天十点半", "2024-04-13", "10:30", ""),
        ("下星期五9:30 报", "2024-04-19", "09:30", "报"),
        ("三天后 再问", "2024-04-14", "", "再问"),
        ("过两天", "2024-04-13", "", ""),
        ("过一个星期", "2024-04-18", "", ""),
        ("18号", "2024-04-18", "", ""),
        ("5号", "2024-05-05", "", ""),
        ("4月18日再问", "2024-04-18", "", "再问"),
        ("4月1日", "2024-04-01", "", ""),
        ("2024-04-18 问", "2024-04-18", "", "问"),
        ("月底", "2024-04-30", "", ""),
        ("next monday call", "2024-04-15", "", "call"),
        ("in 3 days", "2024-04-14", "", ""),
        ("tomorrow 25点", "2024-04-12", "", "25点"),
    ],
)
def test_a_day_is_found_in_words(words: str, day: str, at: str, rest: str) -> None:
    """The day, the time of day where one stands behind it, and the words that are left."""
    found = moment_in(words, TODAY)
    assert found is not None
    assert (found.day.isoformat(), f"{found.at:%H:%M}" if found.at else "", found.rest) == (day, at, rest)


@pytest.mark.parametrize("words", ["", "催清河县", "13月2日", "4月31日", "过一千天", "999天后"])
def test_no_day_is_made_up(words: str) -> None:
    """Words without a day, and days that there are not."""
    assert moment_in(words, TODAY) is None


def test_january_said_in_december_is_the_next_one() -> None:
    """A month that is long past is the next year's."""
    found = moment_in("1月5日", date(2024, 12, 20))
    assert found is not None
    assert found.day == date(2025, 1, 5)
