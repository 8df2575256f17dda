"""A story: several people talk with one house, its clock is turned by hand, and all that anybody hears is written down.

Its lines begin with what happens:

    @ 04-11 09:30               it is this time now, and the clock ticks
    + 王科长 city 邢台市        somebody comes in; behind a county ``filled`` has answered everything
    + 李四 by 王科长            somebody opens the last link that 王科长 got
    王科长> 进度                this is said; a backslash continues it
    王科长# 2                   the second of the last buttons is pressed

Work beside the conversations is done between two lines, in order.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import cast

from pydantic import PrivateAttr

from bot.house import House, build
from bot.reminding.sending import Reminding
from bot.settings import Settings
from bot.views.message import Message, numbered
from dialogs.record.application import Answer
from dialogs.turn.messages import Chose, Said
from storage import people
from storage.tables.people import Role
from tests.bot.campaigning import moment
from tests.bot.desk.people import LINK, arrive, code_of, come_in, filled
from tests.bot.printing import HeldJobs

_LINE = re.compile(r"(?P<name>\S+?)(?P<verb>[>#]) ?(?P<words>.*)", re.DOTALL)
_CHANCE = (
    (re.compile(r"/(i|a)/[A-Za-z0-9_-]{32}"), r"/\1/…"),
    (re.compile(r"/start [A-Za-z0-9_-]{32}"), "/start …"),
    (re.compile(r"\b[0-9A-F]{8}\b"), "XXXXXXXX"),
)
"""What chance makes: links, and marks that follow from random names."""


class Turned(Settings):
    """Settings whose clock stands until somebody turns it."""

    _now: datetime = PrivateAttr(default_factory=lambda: moment("04-11 09:30"))

    def turn(self, now: datetime) -> None:
        """It is now this time."""
        self._now = now

    def clock(self) -> datetime:
        """What time it is, as the house asks."""
        return self._now


@dataclass
class Story:
    """The house of a story, who is in it, and how far each of them was heard."""

    settings: Turned
    answers: tuple[Answer, ...]
    jobs: HeldJobs = field(default_factory=HeldJobs)
    people: dict[str, int] = field(default_factory=dict)
    heard: dict[str, int] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        self.house: House = build(self.settings, self.jobs)

    def close(self) -> None:
        """Let the database go."""
        self.house.stop()
        self.house.database.close()

    def happen(self, line: str) -> str:
        """Let one line happen; returns what everybody hears of it."""
        if line.startswith("@ "):
            self._turn(moment(line[2:]))
        elif line.startswith("+ "):
            name, role, *rest = line[2:].split(" ")
            if role == "by":
                self._open_link(name, *rest)
            else:
                self._come(name, cast("Role", role), *rest)
        else:
            self._speak(line)
        self.jobs.do_all()
        return "".join(self._told(name) for name in self.people)

    def _turn(self, now: datetime) -> None:
        self.settings.turn(now)
        Reminding(self.house.form, self.house.database, self.house.conversations, self.settings.habits).tick(now)

    def _come(self, name: str, role: Role, region: str = "", share: str = "") -> None:
        code = code_of(self.house, region) if role == "county" else region
        self.people[name] = arrive(self.house, name, role, "" if code == "-" else code)
        if share:
            filled(self.house, self.people[name], self._own(region) if share == "filled" else ())

    def _open_link(self, name: str, giver: str) -> None:
        said = [each.text for each in self.house.history.messages(self.people[giver]) if LINK.search(each.text)]
        person = come_in(self.house, said[-1])
        with self.house.database.read() as session:
            self.people[name] = people.addresses_of(session, person)[0].id

    def _own(self, region: str) -> tuple[Answer, ...]:
        city = next(each.city for each in self.house.form.counties if each.name == region)
        own = {"city": city, "county": region, "cluster_name": f"{region}某产业", "operator": f"{region}园区"}
        return tuple(replace(each, value=own.get(each.slot, each.value)) for each in self.answers)

    def _speak(self, line: str) -> None:
        found = _LINE.fullmatch(line)
        assert found is not None, line
        address = self.people[found["name"]]
        event = Said(found["words"]) if found["verb"] == ">" else self._press(address, int(found["words"]))
        self.house.conversations.receive(address, f"story {next(self._numbers)}", event)

    def _press(self, address: int, number: int) -> Chose:
        buttons = next(each.buttons for each in reversed(self.house.history.messages(address)) if each.buttons)
        revision, place, spot = buttons[number - 1].press.split(":")
        return Chose(int(revision), (int(place),), spot or None)

    def _told(self, name: str) -> str:
        lines = []
        for each in self.house.history.messages(self.people[name], self.heard.get(name, -1)):
            self.heard[name] = each.sequence
            if not each.mine:
                lines.append(_written(name, each))
        return "".join(lines)


def _written(name: str, message: Message) -> str:
    said = [message.text, *numbered(message.buttons)]
    if message.file is not None:
        said.append(f"〔{message.file.name}〕")
    whole = "\n".join(said)
    for pattern, instead in _CHANCE:
        whole = pattern.sub(instead, whole)
    return f"{name}: " + whole.replace("\n", "\n    ") + "\n"


def lines_of(text: str) -> list[str]:
    """What happens in a story: its lines without what was heard."""
    whole: list[str] = []
    for line in text.splitlines():
        if whole and whole[-1].endswith("\\"):
            whole[-1] = whole[-1][:-1] + "\n" + line
        elif line.startswith(("@ ", "+ ")) or re.match(r"\S+?[>#] ", line):
            whole.append(line)
    return whole


def heading(text: str) -> str:
    """What a story is about: its first lines."""
    return "".join(line for line in text.splitlines(keepends=True) if line.startswith("# "))


def tell(story: Story, text: str) -> str:
    """The story as it goes now."""
    parts = [heading(text)]
    for line in lines_of(text):
        parts.append(line.replace("\n", "\\\n") + "\n" + story.happen(line))
    return "\n".join(parts)


def stories(folder: Path) -> list[Path]:
    """The files of a folder."""
    return sorted(folder.glob("*.txt"))
