"""`shenbao worker` beside the service: what was asked for is made, once, whoever dies; and units for systemd."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import forked
from tests.bot import patience
from tests.bot.phone import Phone
from tests.bot.test_processes_killed import left
from tests.bot.typists import house_in
from tests.browser.started import NOW, Program

UNITS = sorted((forked.ROOT / "systemd").glob("*.service"))
_TAKEN_OVER = 60.0


@contextmanager
def worker(data: Path) -> Iterator[forked.Running]:
    """A worker at this folder, that has said that it is there."""
    process = forked.start("worker", environment={**os.environ, "SHENBAO_DATA": str(data), "SHENBAO_NOW": NOW})
    try:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("shenbao worker: ")
        yield process
    finally:
        process.send(signal.SIGTERM)
        assert process.wait() in (0, -signal.SIGKILL)
        process.close()


@pytest.mark.usefixtures("database_url")
def test_what_a_killed_service_was_asked_for_a_worker_makes(tmp_path: Path) -> None:
    """The service dies with four documents owed; within a minute the worker has made each of them once."""
    data = tmp_path / "data"
    program = Program(data)
    with worker(data):
        program.start()
        phone = Phone(program.link)
        phone.say("开始")
        for answer in ("否", "否"):
            phone.say(answer)
            phone.say("预览")
        program.kill()
        killed = time.monotonic()
        house = house_in(data)
        patience.until(lambda: not left(house), _TAKEN_OVER, glance=0.2)
        house.database.close()
        assert time.monotonic() - killed < _TAKEN_OVER
        with program:
            names = phone.files(".docx")
    assert sorted(names) == sorted(["申报表（草稿）.docx", "推荐汇总表（草稿）.docx"] * 2)


@pytest.mark.usefixtures("database_url")
def test_what_a_killed_worker_had_begun_the_service_makes(tmp_path: Path) -> None:
    """The worker dies at any moment: whatever was asked for comes once."""
    data = tmp_path / "data"
    with Program(data) as program, worker(data) as other:
        phone = Phone(program.link)
        phone.say("开始")
        for number, answer in enumerate(("否", "否")):
            phone.say(answer)
            phone.say("预览")
            if number:
                other.kill()
        patience.until(lambda: len(phone.files(".docx")) >= 4, _TAKEN_OVER, glance=0.3)
        names = phone.files(".docx")
    assert sorted(names) == sorted(["申报表（草稿）.docx", "推荐汇总表（草稿）.docx"] * 2)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here")
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_the_units_are_what_systemd_takes(unit: Path, tmp_path: Path) -> None:
    """Every line is known to systemd, and the program is called by a command that there is."""
    text = unit.read_text("utf-8")
    command = text.partition("ExecStart=")[2].split("\n")[0].split()
    assert forked.run(*command[1:], "--help").returncode == 0
    here = tmp_path / unit.name
    here.write_text(text.replace(command[0], sys.executable).replace("User=shenbao", "User=root"), "utf-8")
    checked = subprocess.run(["systemd-analyze", "verify", here], capture_output=True, text=True, check=False)
    assert unit.name not in checked.stderr, checked.stderr
    assert checked.returncode == 0, checked.stderr
