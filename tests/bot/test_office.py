"""LibreOffice missing, hanging, killed, lying, the service killed in the middle: the chat goes on, nothing doubles."""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import psycopg
import pytest

from renderers import pages, pdf
from tests.bot import patience
from tests.bot.phone import Phone
from tests.browser.started import Program

pytestmark = [
    pytest.mark.office,
    pytest.mark.usefixtures("database_url"),
    pytest.mark.skipif(not pdf.available() or not pages.available(), reason="LibreOffice or poppler is missing"),
]

T = TypeVar("T")
BAD = {
    "hanging": "trap '' TERM; sleep 600 & echo $! >> {started}; wait",
    "killed": "echo $$ >> {started}; sleep 0.3; kill -9 $$",
    "lying": 'echo $$ >> {started}; for last; do :; done; echo garbage > "${{last%.docx}}.pdf"',
}
SLOW = 'echo $$ >> {started}; sleep 1.5; exec {office} "$@"'


class Office:
    """A program called soffice that comes first on the PATH; ``started`` holds the processes that it was."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder = folder / "bin"
        self._folder.mkdir()
        self._started = folder / "started"
        self._office = shutil.which("soffice")
        monkeypatch.setenv("PATH", f"{self._folder}:{os.environ['PATH']}")

    def be(self, script: str) -> None:
        """From now on, be a shell script."""
        program = self._folder / "soffice"
        program.write_text("#!/bin/sh\n" + script.format(started=self._started, office=self._office) + "\n")
        program.chmod(0o755)

    @property
    def started(self) -> list[int]:
        """The processes that were started, those that ended among them."""
        return [int(line) for line in self._started.read_text().split()] if self._started.exists() else []

    @property
    def gone(self) -> bool:
        """Whether nothing of all that runs any more."""
        return not any(_runs(process) for process in self.started)


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An office that the test makes what it likes."""
    return Office(tmp_path, monkeypatch)


def until(look: Callable[[], T], seconds: float = 60) -> T:
    """Look now and then, as often as a page may."""
    return patience.until(look, seconds, glance=0.3)


def begun(program: Program) -> Phone:
    """A contact who has answered the first question."""
    phone = Phone(program.link)
    phone.say("开始")
    phone.say("否")
    return phone


@pytest.mark.parametrize("fault", BAD)
def test_the_chat_goes_on_with_a_bad_office(
    tmp_path: Path, office: Office, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    """Neither answers nor Word files wait for the office; of the review the Word file comes, and why nothing else."""
    monkeypatch.setenv("SHENBAO_OFFICE_SECONDS", "10")
    office.be(BAD[fault])
    with Program(tmp_path / "data") as program:
        phone = begun(program)
        for _ in range(3):
            phone.say("审阅稿")
            phone.say("看页面")
        for _ in range(5):
            phone.say("进度")
        phone.say("预览")
        until(lambda: phone.files("推荐汇总表"))
        assert fault != "hanging" or not phone.heard("没有生成")
        until(lambda: phone.heard("PDF 和页面图片这次没有生成"))
        until(lambda: len(phone.files("领导审阅稿.docx")) == 3)
        assert not phone.files(".pdf")
        until(lambda: office.gone)


def test_the_chat_goes_on_without_an_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Word file comes, and that there is no PDF here, and why."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with Program(tmp_path / "data") as program:
        phone = begun(program)
        phone.say("审阅稿")
        until(lambda: phone.heard("没有装 LibreOffice"))
        assert [len(phone.files(suffix)) for suffix in ("领导审阅稿.docx", ".pdf")] == [1, 0]


def test_a_bad_office_that_became_good_is_used(tmp_path: Path, office: Office) -> None:
    """What failed is tried again for the next one who asks; the pages come with the one just answered first."""
    office.be(BAD["killed"])
    with Program(tmp_path / "data") as program:
        phone = begun(program)
        phone.say("看页面")
        until(lambda: phone.heard("PDF 和页面图片这次没有生成"))
        office.be('exec {office} "$@"')
        phone.say("看页面")
        until(lambda: phone.heard("申报表共 18 页，1.10 在第 2 页"))


def test_killed_in_the_middle_and_handed_over_once(tmp_path: Path, office: Office) -> None:
    """Ended by kill -9 while LibreOffice runs: it dies too; after the next start the document comes, once."""
    office.be(SLOW)
    program = Program(tmp_path / "data")
    program.start()
    phone = begun(program)
    phone.say("审阅稿")
    until(lambda: office.started)
    program.kill()
    until(lambda: office.gone)
    with program:
        until(lambda: phone.files("领导审阅稿.pdf"))
        time.sleep(1)
        assert [len(phone.files(suffix)) for suffix in ("领导审阅稿.docx", ".pdf")] == [1, 1]
    assert len(office.started) == 2


def test_stopped_in_the_middle_and_handed_over_once(tmp_path: Path, office: Office) -> None:
    """Told to stop, the service does not wait for LibreOffice; after the next start the document comes, once."""
    office.be("echo $$ >> {started}; sleep 600")
    program = Program(tmp_path / "data")
    with program:
        phone = begun(program)
        phone.say("审阅稿")
        until(lambda: office.started)
    assert office.gone
    office.be(SLOW)
    with program:
        until(lambda: phone.files("领导审阅稿.pdf"))
        assert not phone.heard("没有生成")
        assert [len(phone.files(suffix)) for suffix in ("领导审阅稿.docx", ".pdf")] == [1, 1]


def forget(data: Path) -> None:
    """Let the engine lose its memory, where nothing runs."""
    for file in data.glob("engine.db*"):
        file.unlink()
    url = os.environ["SHENBAO_DATABASE_URL"]
    if url:
        with psycopg.connect(url) as connection:
            connection.execute("DROP SCHEMA engine CASCADE")


def run(tmp_path: Path, office: Office, kills: int, seed: int) -> None:
    """Ask, answer and be killed at any moment, again and again: in the end, every asking was answered once.

    At last the engine's memory is lost as well.
    """
    chance = random.Random(seed)
    office.be(SLOW.replace("1.5", "0.5"))
    program = Program(tmp_path / "data")
    program.start()
    phone = begun(program)
    asked = 0
    for number in range(kills):
        for words in ("审阅稿", "否"):
            phone.say(words)
            asked += words == "审阅稿"
            time.sleep(chance.uniform(0, 0.8))
        program.kill()
        if number == kills - 1:
            forget(tmp_path / "data")
        program.start()
    until(lambda: len(phone.files("领导审阅稿.pdf")) >= asked, 300)
    time.sleep(2)
    assert [len(phone.files(suffix)) for suffix in ("领导审阅稿.docx", ".pdf")] == [asked, asked]
    assert not phone.heard("没有生成")
    program.kill()
    until(lambda: office.gone)


def test_killed_again_and_again_nothing_is_lost_or_doubled(tmp_path: Path, office: Office) -> None:
    """Three kills at any moment while documents are asked for."""
    run(tmp_path, office, kills=3, seed=1)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(3))
def test_killed_often_nothing_is_lost_or_doubled(tmp_path: Path, office: Office, seed: int) -> None:
    """Twenty kills, three times over."""
    run(tmp_path, office, kills=20, seed=seed)
