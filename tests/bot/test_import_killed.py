"""kill -9 between any two lines of reading a file and of taking it over: nothing half, and one answer to an order."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable
from pathlib import Path

import pytest

from bot.desk.works import left
from bot.house import House, build
from bot.settings import Settings
from dialogs.definition.form import Form
from dialogs.record.application import Application
from dialogs.turn.messages import Sent
from renderers.word import fill
from storage import applications, attachments, people
from tests import forked
from tests.bot.conftest import NOON
from tests.bot.desk.people import contact, own_application, say, times
from tests.bot.printing import HeldJobs
from tests.county import answered

pytestmark = pytest.mark.usefixtures("database_url")
READ = "读了“旧稿.docx”，还什么都没有改"
FIELDS = 116


def opened(data: Path) -> tuple[House, HeldJobs]:
    """A house whose jobs are done when the test says so."""
    jobs = HeldJobs()
    return build(Settings(data=data, now=NOON), jobs=jobs), jobs


def sent(house: House, address: int, content: bytes) -> None:
    """The contact sends the file and wants it read."""
    stored = attachments.store(content, house.documents.folder)
    application = own_application(house, address)
    with house.database.write() as session:
        kept = attachments.add(
            session,
            stored,
            NOON,
            person_id=people.speaking(session, address).person_id,
            application_id=application,
            name="旧稿.docx",
            media_type="application/octet-stream",
            kind="upload",
            state="unsorted",
        )
    house.conversations.receive(address, "file", Sent("旧稿.docx", stored.size, kept.id, resembles=True))
    say(house, address, "读进申报表")


def stored(house: House, application: str) -> Application:
    """What stands in the database."""
    with house.database.read() as session:
        return applications.load(session, application)


def dies(data: Path, what: str, lines: int, *rest: str) -> bool:
    """Let another process do it; whether it died on the way."""
    arguments = (str(data), what, str(lines), *rest)
    process = forked.start(*arguments, environment=dict(os.environ), program="tests.bot.dying:main")
    ended = process.wait()
    process.close()
    assert ended in (0, -signal.SIGKILL)
    return ended != 0


def reading_killed(data: Path, form: Form, steps: Iterable[int]) -> None:
    """Kill the reader at these steps, one after the other, then let it come to its end."""
    house, _ = opened(data)
    address = contact(house, "张三", "临西县")
    say(house, address, "开始")
    sent(house, address, fill(form, answered(form), draft=False))
    application = own_application(house, address)
    for lines in steps:
        if not left(house.database):  # the order was settled before the kill
            break
        assert dies(data, "read", lines), "there are no more lines than that"
        assert not stored(house, application).answers
    again, jobs = opened(data)
    again.conversations.resume(None)
    jobs.kept += left(again.database)
    jobs.do_all()
    assert times(again, address, READ) == 1
    assert "采用了 116 题" in say(again, address, "采用")
    for each in (house, again):
        each.database.close()


def taking_killed(data: Path, form: Form, steps: Iterable[int]) -> None:
    """Kill who takes the file over at these steps; then say it once more, as a page does that heard nothing."""
    house, jobs = opened(data)
    address = contact(house, "张三", "临西县")
    say(house, address, "开始")
    sent(house, address, fill(form, answered(form), draft=False))
    jobs.do_all()
    application = own_application(house, address)
    whole = 0
    for lines in steps:
        if not dies(data, "say", lines, str(address), "take", "采用"):
            break
        found = len({form.field_of(slot).name for slot in stored(house, application).answers})
        assert found in (0, FIELDS), "half of a file"
        whole += found == FIELDS
    again, _ = opened(data)
    again.conversations.resume(None)
    again.conversations.catch_up(address)
    assert len({form.field_of(slot).name for slot in stored(again, application).answers}) == FIELDS
    assert times(again, address, "采用了 116 题") == 1
    for each in (house, again):
        each.database.close()


def test_a_reader_that_is_killed_reads_again_and_answers_once(tmp_path: Path, form: Form) -> None:
    """At its beginning, before and while it looks the file up, and just before what it found is committed."""
    reading_killed(tmp_path / "data", form, (2, 12, 20, 60))


def test_a_file_is_taken_over_whole_or_not_at_all(tmp_path: Path, form: Form) -> None:
    """Killed in the turn that takes a file over: all of its answers stand or none, and it is said once."""
    taking_killed(tmp_path / "data", form, (5, 60, 400))


@pytest.mark.soak
def test_a_reader_that_is_killed_at_every_line(tmp_path: Path, form: Form) -> None:
    """The same at every line that it comes through."""
    reading_killed(tmp_path / "data", form, range(1, 400))


@pytest.mark.soak
def test_who_takes_a_file_over_is_killed_at_many_lines(tmp_path: Path, form: Form) -> None:
    """The same at a hundred places of the turn."""
    taking_killed(tmp_path / "data", form, range(1, 4_000, 40))
