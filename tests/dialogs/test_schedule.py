"""When reminders fall due, over fixed clocks: midnight, the May holiday, downtime, a moved date, snooze."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.definition.form import Form
from dialogs.definition.loader import load
from dialogs.derived.deadlines import Due, Moved
from dialogs.derived.schedule import Habits, coming, fallen, kind_of, later, put_off

ZONE = ZoneInfo("Asia/Shanghai")
HABITS = Habits()
CITY, PROVINCE = Due("to_city", date(2024, 4, 25)), Due("to_province", date(2024, 5, 8))
BOTH = (CITY, PROVINCE)
FORM = load()


def at(words: str) -> datetime:
    """A moment of 2024 in China: 04-18 09:00."""
    return datetime.fromisoformat(f"2024-{words.replace(' ', 'T')}:00").replace(tzinfo=ZONE)


SINCE = at("04-10 15:00")


def live(now: str, found: tuple[Due, ...] = BOTH, since: datetime = SINCE, habits: Habits = HABITS) -> list[str]:
    """What is to be said now of each date: its point."""
    falls = fallen(FORM.calendar, habits, found, since, at(now))
    return [f"{fall.due.name[3:]} {fall.point}" for fall in falls if fall.live]


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("04-11 08:59", []),
        ("04-11 09:00", ["city 10", "province start"]),
        ("04-18 09:00", ["city 5", "province start"]),
        ("04-22 08:59", ["city 5", "province start"]),
        ("04-22 09:00", ["city 3", "province 10"]),
        ("04-24 09:00", ["city 1", "province 10"]),
        ("04-25 00:00", ["city 1", "province 10"]),
        ("04-25 09:00", ["city 0", "province 10"]),
        ("04-26 09:00", ["city -1", "province 10"]),
        ("04-28 09:00", ["city -1", "province 5"]),
        ("04-30 09:00", ["city -1", "province 3"]),
        ("05-06 09:00", ["city -1", "province 3"]),
        ("05-07 09:00", ["city -1", "province 1"]),
        ("05-08 09:00", ["city -1", "province 0"]),
        ("05-09 09:00", ["city -1", "province -1"]),
    ],
)
def test_what_the_last_word_on_each_date_is(now: str, said: list[str]) -> None:
    """At each clock the latest point of each date: working days, nine o'clock, the holiday stepped over."""
    assert live(now) == said


def test_on_the_first_morning_the_start_gives_way_to_the_day_that_counts() -> None:
    """Start and 10 working days fall on one morning: one of them is said, the other is noted as superseded."""
    falls = fallen(FORM.calendar, HABITS, (CITY,), SINCE, at("04-11 09:00"))
    assert [(fall.point, fall.live) for fall in falls] == [("start", False), ("10", True)]


def test_what_lay_before_somebody_came_in_never_falls_due() -> None:
    """Who comes in on 19 April is not told what ten and five days meant; the next morning begins it."""
    assert live("04-19 11:00", since=at("04-19 10:00")) == []
    assert live("04-22 09:00", since=at("04-19 10:00")) == ["city 3", "province 10"]
    falls = fallen(FORM.calendar, HABITS, (CITY,), at("04-19 10:00"), at("04-22 09:00"))
    assert {fall.point for fall in falls} == {"start", "3"}


def test_after_downtime_one_is_said_and_the_others_are_superseded() -> None:
    """Nothing ran from 10 to 24 April: of 10, 5, 3 and 1 only the last is said."""
    falls = fallen(FORM.calendar, HABITS, (CITY,), SINCE, at("04-24 10:00"))
    assert [(fall.point, fall.live) for fall in falls] == [
        ("start", False),
        ("10", False),
        ("5", False),
        ("3", False),
        ("1", True),
    ]


def test_a_moved_date_is_news_and_begins_its_own_count() -> None:
    """Moved on 16 April from the 25th to the 29th: the news at once, then five working days before the new date."""
    moved = Due("to_city", date(2024, 4, 29), moved=Moved(7, "to_city", "邢台市", date(2024, 4, 29), at("04-16 14:00")))
    assert live("04-16 14:01", (moved,)) == ["city moved 7"]
    assert live("04-23 09:00", (moved,)) == ["city 5"]
    nearer = replace(moved, on=date(2024, 4, 18))
    assert live("04-16 14:01", (nearer,)) == ["city moved 7"]
    assert live("04-17 09:00", (nearer,)) == ["city 1"]


def test_who_comes_in_after_a_move_hears_of_the_date_and_not_of_the_move() -> None:
    """A move before somebody came in is no news: the date simply is what it is."""
    moved = Due("to_city", date(2024, 4, 29), moved=Moved(7, "to_city", "邢台市", date(2024, 4, 29), at("04-09 14:00")))
    assert live("04-11 09:00", (moved,)) == ["city start"]


def test_a_reference_is_never_overdue() -> None:
    """Another city's date is reminded of before, and nobody is told that it is past."""
    assert live("05-20 09:00", (replace(CITY, fixed=False),)) == ["city 0"]
    assert live("05-20 09:00", (CITY,)) == ["city -5"]


@pytest.mark.parametrize(
    ("now", "quiet"),
    [
        ("04-11 20:29", False),
        ("04-11 20:30", True),
        ("04-12 00:00", True),
        ("04-12 07:59", True),
        ("04-12 08:00", False),
    ],
)
def test_quiet_hours_reach_over_midnight(now: str, quiet: bool) -> None:
    """From half past eight in the evening until eight nobody is disturbed; hours within one day work as well."""
    assert HABITS.is_quiet(at(now)) is quiet
    assert Habits(quiet=time(12), waking=time(14)).is_quiet(at("04-11 13:00"))


@pytest.mark.parametrize(
    ("now", "again"),
    [
        ("04-18 09:05", "04-19 09:00"),
        ("04-24 09:05", "04-24 12:05"),
        ("04-25 16:00", "04-25 19:00"),
        ("04-25 18:00", "04-26 09:00"),
    ],
)
def test_what_is_put_off_comes_the_next_morning_or_in_three_hours(now: str, again: str) -> None:
    """Far from the date the next morning; on its eve and its day in three hours, but never in quiet hours."""
    assert put_off(HABITS, BOTH, at(now)) == at(again)


def test_other_habits_change_the_points() -> None:
    """Days and time are the administrator's: 7 and 2 working days, at half past eight."""
    habits = Habits(days=(7, 2), at=time(8, 30))
    assert live("04-16 08:30", (CITY,), habits=habits) == ["city 7"]
    assert live("04-23 08:30", (CITY,), habits=habits) == ["city 2"]


def test_the_next_one_is_known() -> None:
    """After the morning of 18 April the next one is that of the 22nd; after the last date there is none."""
    found = coming(FORM.calendar, HABITS, BOTH, SINCE, at("04-18 09:01"))
    assert found is not None
    assert (found.point, found.at) == ("10", at("04-22 09:00")) or (found.point, found.at) == ("3", at("04-22 09:00"))
    assert coming(FORM.calendar, HABITS, BOTH, SINCE, at("05-09 10:00")) is None


def test_every_point_has_a_kind() -> None:
    """What a point is about can be read from it."""
    points = ("start", "moved 7", later(at("04-12 09:00")), "10", "0", "-1")
    assert [kind_of(point) for point in points] == ["start", "moved", "later", "before", "today", "overdue"]


@settings(deadline=None)
@given(minutes=st.integers(0, 45 * 24 * 60), step=st.integers(300, 3 * 24 * 60))
def test_looking_at_whatever_moments_finds_the_same_points(minutes: int, step: int) -> None:
    """However seldom or often one looks, the points up to a moment are the same, and none appears twice."""
    end = SINCE + timedelta(minutes=minutes)
    seen: set[tuple[str, str]] = set()
    now = SINCE
    while now < end:
        seen |= {(fall.due.name, fall.point) for fall in fallen(FORM.calendar, HABITS, BOTH, SINCE, now)}
        now += timedelta(minutes=step)
    last = [(fall.due.name, fall.point) for fall in fallen(FORM.calendar, HABITS, BOTH, SINCE, end)]
    assert len(last) == len(set(last))
    assert seen <= set(last)


def test_the_form_is_the_editions(form: Form) -> None:
    """The calendar used here is the edition's."""
    assert form.calendar == FORM.calendar
