"""April and May 2024 in a minute: 170 contacts of 167 counties, two processes, killed at random moments.

What everybody should have got is worked out here by other means: the dates by hand, the working days by the package
that keeps China's holidays. Then every conversation and every line of the ledger is held against it.
"""

from __future__ import annotations

import os
import random
import select
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

import chinese_calendar
import pytest

from bot.house import build
from bot.settings import Settings
from dialogs.record import codec
from storage import deadlines
from tests import forked
from tests.bot.campaigning import Campaigned, moment

pytestmark = pytest.mark.usefixtures("database_url")

FIRST, LAST = date(2024, 4, 10), date(2024, 5, 16)
CITY, PROVINCE = date(2024, 4, 25), date(2024, 5, 8)
MIDNIGHT, MORNING, NIGHT = "00:01", "09:00", "21:00"
ALONE = ("定州市", "辛集市", "雄安新区")
XINGTAI, ZHENGDING = "邢台市", "130123"
MOVES = {  # when, whose, to
    "04-15 14:00": (XINGTAI, date(2024, 4, 23)),
    "04-22 15:00": (ZHENGDING, date(2024, 4, 29)),
}
DOWN = {date(2024, 4, 18)}
"""Nothing runs from the evening before until the evening of this day: what fell due comes the next morning."""
BOTH = {"to_city", "to_province"}


def before(day: date, days: int) -> date:
    """So many working days before a day (negative: after it), by the package."""
    step = timedelta(days=-1 if days > 0 else 1)
    for _ in range(abs(days)):
        day += step
        while not chinese_calendar.is_workday(day):
            day += step
    return day


def mornings(group: str, code: str) -> dict[date, set[str]]:
    """On which mornings somebody is reminded, and of which of the dates."""
    found: dict[date, set[str]] = {}

    def add(name: str, day: date, since: date, points: tuple[int, ...]) -> None:
        for on in (before(day, days) for days in points):
            if since < on:
                found.setdefault(on, set()).add(name)

    add("to_province", date(2024, 4, 11), FIRST, (0,))  # the start
    add("to_province", PROVINCE, FIRST, (10, 5, 3, 1, 0, -1, -5))
    for day, since, points in city_dates(group, code):
        add("to_city", day, since, points)
    for day in DOWN & found.keys():
        found.setdefault(day + timedelta(days=1), set()).update(found.pop(day))
    return found


def city_dates(group: str, code: str) -> list[tuple[date, date, tuple[int, ...]]]:
    """The dates to the city that somebody has had: the day, since when, at how many working days before it."""
    if group in ALONE:
        return []
    if group == XINGTAI:
        return [(CITY, FIRST, (10,)), (date(2024, 4, 23), date(2024, 4, 15), (5, 3, 1, 0, -1))]
    if code == ZHENGDING:
        return [(CITY, FIRST, (10, 5, 3)), (date(2024, 4, 29), date(2024, 4, 22), (5, 3, 1, 0, -1))]
    return [(CITY, FIRST, (10, 5, 3, 1, 0, -1) if group == "石家庄市" else (10, 5, 3, 1, 0))]


class Worker:
    """A process that ticks; ``done`` waits until it has done everything for a moment."""

    def __init__(self, data: Path, clock: Path) -> None:
        self._arguments = (str(data), str(clock))
        self._heard: set[str] = set()
        self._log = clock.with_suffix(".log")
        self.start()

    def start(self) -> None:
        """Begin, or begin again after a kill."""
        with self._log.open("a") as log:
            program = "tests.bot.april:main"
            self._process = forked.start(*self._arguments, program=program, stderr=log.fileno())
        assert self._process.stdout is not None
        os.set_blocking(self._process.stdout.fileno(), False)

    def kill(self) -> None:
        """End it without a chance to tidy up."""
        self._process.kill()

    def done(self, moment: str) -> bool:
        """Whether it has said so by now."""
        assert self._process.stdout is not None
        assert self._process.poll() is None, self._log.read_text()[-2000:]
        self._heard.update(self._process.stdout.read().splitlines() if self._ready() else ())
        return moment in self._heard

    def _ready(self) -> bool:
        assert self._process.stdout is not None
        return bool(select.select([self._process.stdout], [], [], 0.01)[0])


@contextmanager
def workers(data: Path, clock: Path) -> Iterator[list[Worker]]:
    """Two processes on one house."""
    both = [Worker(data, clock) for _ in range(2)]
    try:
        yield both
    finally:
        for each in both:
            each.kill()


def turn(clock: Path, words: str) -> str:
    """Turn the clock, whole: nobody reads half a time."""
    iso = moment(words).isoformat()
    unfinished = clock.with_suffix(".part")
    unfinished.write_text(iso)
    unfinished.replace(clock)
    return iso


def pass_by(clock: Path, both: list[Worker], words: str, chance: random.Random, *, deadly: bool) -> None:
    """A moment: both processes do what is due; in deadly ones one of them is killed in the middle and comes back."""
    iso = turn(clock, words)
    if deadly:
        time.sleep(chance.uniform(0, 0.5))
        victim = chance.choice(both)
        victim.kill()
        victim.start()
    end = time.monotonic() + 120
    while not all(each.done(iso) for each in both):
        assert time.monotonic() < end, f"nothing came of {words}"


def seated(campaign: Campaigned) -> dict[int, tuple[str, str]]:
    """A contact for every county, and a second one for three of them: by address, the group and the code."""
    counties = campaign.house.form.counties
    listed = [*counties, *counties[:3]]
    return {campaign.come(f"联系人{number}", each.code): (each.group, each.code) for number, each in enumerate(listed)}


def live_through(data: Path, campaign: Campaigned, chance: random.Random) -> int:
    """Every day from the first to the last; returns how often a process was killed."""
    clock = data.parent / "clock"
    turn(clock, "04-10 15:01")
    killed = 0
    with workers(data, clock) as both:
        for number in range((LAST - FIRST).days + 1):
            day = FIRST + timedelta(days=number)
            for at in times_of(day):
                words = f"{day:%m-%d} {at}"
                deadly = at == MORNING and chance.random() < 0.25
                killed += deadly
                pass_by(clock, both, words, chance, deadly=deadly)
            for when, (place, to) in MOVES.items():
                if when.startswith(f"{day:%m-%d}"):
                    move(campaign, place, to, when)
                    pass_by(clock, both, f"{day:%m-%d} {when[6:8]}:01", chance, deadly=False)
    return killed


def times_of(day: date) -> tuple[str, ...]:
    """When the clock is looked at on a day: after midnight, in the morning, and every fourth day in the quiet hours."""
    if day in DOWN:
        return ()
    night = (NIGHT,) if (day - FIRST).days % 4 == 0 else ()
    return night if day == FIRST else (MIDNIGHT, MORNING, *night)


def move(campaign: Campaigned, place: str, to: date, when: str) -> None:
    """A coordinator moves a date."""
    with campaign.house.database.write() as session:
        deadlines.move(session, campaign.house.form.edition, "to_city", place, to, moment(when))


def said(campaign: Campaigned, address: int) -> list[tuple[datetime, set[str], bool]]:
    """The reminders in a conversation: when in China, of which dates, whether it is news of a moved one."""
    wanted = "SELECT at, reply FROM outbox WHERE address_id = :address AND kind = 'reminder' ORDER BY sequence"
    found = []
    for at, reply in campaign.rows(wanted, address=address):
        points = codec.loads(reply).points
        moved = any(kind == "moved" for _, kind in points)
        found.append((datetime.fromisoformat(at) + timedelta(hours=8), {name for name, _ in points}, moved))
    return found


def test_everybody_gets_every_due_reminder_exactly_once(tmp_path: Path) -> None:
    """Six weeks, two processes, kills in the middle of sending, a day of downtime, midnight, the holiday, two moves."""
    chance = random.Random(20240425)
    data = tmp_path / "data"
    campaign = Campaigned(build(Settings(data=data)))
    people = seated(campaign)
    assert len(people) == 170
    killed = live_through(data, campaign, chance)
    assert killed >= 5
    for address, (group, code) in people.items():
        expected = {day: names for day, names in mornings(group, code).items() if day <= LAST}
        regular = [(at.date(), names) for at, names, moved in said(campaign, address) if not moved]
        assert [day for day, _ in regular] == sorted(expected), (group, code)
        assert all(names == expected[day] for day, names in regular if day != date(2024, 4, 11)), (group, code, regular)
        news = [at.date() for at, _, moved in said(campaign, address) if moved]
        assert news == [
            day
            for day, whose in ((date(2024, 4, 15), group == XINGTAI), (date(2024, 4, 22), code == ZHENGDING))
            if whose
        ]
        assert all(8 <= at.hour < 20 for at, _, _ in said(campaign, address))
    states = Counter(campaign.rows("SELECT state FROM due_reminder"))
    assert set(states) == {("unreached",), ("superseded",)}
    assert campaign.rows("SELECT count(*) FROM inbox WHERE state <> 'done'") == [(0,)]
    campaign.house.stop()
    campaign.house.database.close()
