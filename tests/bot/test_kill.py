"""kill -9 in the middle of a scripted conversation: nothing that was answered is lost, nothing is doubled."""

from __future__ import annotations

import os
import random
import re
import time
from pathlib import Path
from subprocess import DEVNULL, PIPE

import pytest

from bot.settings import Settings
from dialogs.definition.form import Form
from storage import applications, people
from storage.database import Database
from tests import forked
from tests.county import ANSWERS

pytestmark = pytest.mark.usefixtures("database_url")

_QUESTION = re.compile(r"^((?:[CS]\d+|核\d+|\d+\.\d+)) ", re.MULTILINE)
_END = "<<<end>>>"


class Terminal:
    """A real `shenbao chat` process; replies are read until it is quiet at a marker."""

    def __init__(self, data: Path) -> None:
        environment = {**os.environ, "SHENBAO_DATA": str(data), "SHENBAO_NOW": "2024-04-11T09:30:00+08:00"}
        environment.pop("PYTHONUNBUFFERED", None)  # a pipe is a pipe
        self.process = forked.start("chat", environment=environment, stdin=PIPE, stderr=DEVNULL)
        self.screen = self.read()

    def read(self) -> str:
        """Everything up to the answer to a request that always has the same answer."""
        self._write("/file")
        assert self.process.stdout is not None
        lines: list[str] = []
        for line in self.process.stdout:
            if line.startswith(("用法：/file", "还没有文件")):
                break
            lines.append(line)
        return "".join(lines)

    def say(self, text: str) -> None:
        """Type a message and do not wait."""
        self._write(text.replace("\n", "\\\n"))

    def _write(self, text: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(text + "\n")
        self.process.stdin.flush()

    def kill(self) -> None:
        """End the process without a chance to tidy up."""
        self.process.kill()
        self.process.close()


def stored(data: Path) -> dict[str, object]:
    """The answers in the database."""
    database = Database(Settings(data=data).database)
    with database.read() as session:
        address = people.find(session, "console", "local")
        assert address is not None
        listed = applications.of_person(session, address.person_id)
        answers = applications.load(session, listed[-1].id).answers
        events = applications.events(session, listed[-1].id)
    database.close()
    assert len({(event.answer.slot, event.answer.version) for event in events}) == len(events)
    return {slot: answer.value if answer.value is not None else answer.blank for slot, answer in answers.items()}


def whole(form: Form, name: str, answers: dict[str, object]) -> bool:
    """Whether every slot of a field is answered: an answer of several values is never half stored."""
    return all(path in answers for path in form.by_name[name].paths)


def question(form: Form, terminal: Terminal, screen: str) -> str:
    """The field asked on the screen; where something else is open there, 继续 brings the question back."""
    while not (found := _QUESTION.findall(screen)):
        terminal.say("继续")
        screen = terminal.read()
    return form.by_id[found[-1]].name


def answer(form: Form, terminal: Terminal, name: str) -> str:
    """Say what the county says to a field, until another question is put; returns the last screen."""
    screen = ""
    for text in ANSWERS[name]:
        terminal.say(text)
        screen = terminal.read()
        found = _QUESTION.findall(screen)
        if found and form.by_id[found[-1]].name != name:
            break
    return screen


def run(form: Form, data: Path, kills: int, answers: int, seed: int) -> None:
    """Answer questions, killing the process now and then between the typing and the reply."""
    chance = random.Random(seed)
    acknowledged: dict[str, object] = {}
    terminal = Terminal(data)
    terminal.say("开始")
    screen = terminal.screen + terminal.read()
    for number in range(answers):
        name = question(form, terminal, screen)
        if number % max(1, answers // kills) == 1:
            terminal.say(ANSWERS[name][0])
            time.sleep(chance.uniform(0, 0.03))
            terminal.kill()
            now = stored(data)
            assert acknowledged.items() <= now.items()
            assert whole(form, name, now) or acknowledged.keys() == now.keys()
            terminal = Terminal(data)
            screen = terminal.screen
        else:
            screen = answer(form, terminal, name)
            acknowledged = stored(data)
            assert whole(form, name, acknowledged), (name, screen)
    terminal.kill()
    assert acknowledged.items() <= stored(data).items()


def test_a_killed_terminal_loses_no_answer(form: Form, tmp_path: Path) -> None:
    """Four kills in twenty-four answers of a piped conversation."""
    run(form, tmp_path / "data", kills=4, answers=24, seed=1)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(5))
def test_a_terminal_killed_often_loses_no_answer(form: Form, tmp_path: Path, seed: int) -> None:
    """Twenty kills in a hundred answers, five times over."""
    run(form, tmp_path / "data", kills=20, answers=100, seed=seed)
