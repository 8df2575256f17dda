"""An export that two processes make, one of which is killed: complete, and handed over once."""

from __future__ import annotations

import zipfile
from collections import Counter
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path

import pytest

from bot.house import House, build
from bot.settings import Settings
from dialogs.definition.form import Form
from dialogs.record.application import Answer
from storage import attachments, export_parts, exports, people
from tests.bot import patience
from tests.bot.conftest import NOON
from tests.bot.desk.people import arrive, say
from tests.bot.desk.test_handing_up import filing
from tests.bot.printing import HeldJobs
from tests.browser.started import Program
from tests.county import fill
from tests.talk import Talk

pytestmark = pytest.mark.usefixtures("database_url")
COUNTIES = (
    *("清河县", "威县", "临西县", "南宫市", "沙河市", "宁晋县", "巨鹿县", "新河县"),
    *("广宗县", "平乡县", "临城县", "内丘县", "柏乡县", "隆尧县", "信都区", "襄都区"),
)


def ordered(data: Path, form: Form) -> int:
    """Sixteen finished counties, and a coordinator who has asked for all of them; returns the address."""
    talk = Talk(form)
    talk.say("开始")
    fill(talk)
    answers: tuple[Answer, ...] = tuple(talk.application.answers.values())
    house = build(Settings(data=data, now=NOON), jobs=HeldJobs())
    for county in COUNTIES:
        filing(house, county, answers, "mailed")
    desk = arrive(house, "王科长", "city", "邢台市")
    assert "正在导出邢台市已送审的 16 份" in say(house, desk, "导出全市")
    house.stop()
    house.database.close()
    return desk


def done(house: House) -> int:
    """How many parts are there."""
    with house.database.read() as session:
        waiting = exports.waiting(session)
        return export_parts.counts(session, waiting[0].id)[0] if waiting else len(COUNTIES)


@pytest.mark.soak
def test_one_of_two_is_killed_in_the_middle(tmp_path: Path, form: Form) -> None:
    """Its part is made by the other one; nothing is missing, nothing stands twice, and it is said once."""
    desk = ordered(tmp_path / "data", form)
    with ExitStack() as stack:
        programs = [stack.enter_context(Program(tmp_path / "data")) for _ in range(2)]
        house = build(Settings(data=tmp_path / "data", now=NOON), jobs=HeldJobs())
        patience.until(lambda: done(house) >= 2, 120, glance=0.05)
        programs[0].kill()
        assert done(house) < len(COUNTIES), "killed too late"
        patience.until(lambda: told(house, desk), 240, glance=0.2)
        programs[0].start()
        (name,) = told(house, desk)
    with house.database.read() as session:
        row = attachments.find(session, name, people.speaking(session, desk).person_id)
        assert Counter(each.action for each in people.audited(session, NOON))["exported"] == 1
    content = attachments.path_of(row, house.documents.folder).read_bytes()
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
    assert Counter(each.partition("_")[0] for each in names if each.endswith(".docx")) == dict.fromkeys(COUNTIES, 1)
    assert len(names) == len(set(names)) == 2 * len(COUNTIES)
    house.database.close()


def told(house: House, desk: int) -> list[str]:
    """The archives that came into the conversation."""
    said = house.history.messages(desk)
    return [each.file.attachment for each in said if each.file is not None and "导出好了" in each.text]
