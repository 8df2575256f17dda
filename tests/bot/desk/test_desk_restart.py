"""PostgreSQL restarts in the middle of an export and of a hand-up's papers: both come, whole and once."""

from __future__ import annotations

import time
import zipfile
from collections import Counter
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path

import pytest

from bot.house import House, build
from bot.settings import Settings
from dialogs.record.application import Answer
from storage import attachments, export_parts, exports, people, recommendations
from storage.errors import Unavailable
from tests.bot import patience
from tests.bot.conftest import NOON
from tests.bot.desk.people import arrive, say
from tests.bot.desk.test_export_kill import COUNTIES
from tests.bot.desk.test_handing_up import filing
from tests.bot.printing import HeldJobs
from tests.browser.started import Program
from tests.storage import cluster

pytestmark = [pytest.mark.soak, pytest.mark.office]


def opened(data: Path) -> House:
    """A house that looks and orders, and makes nothing."""
    return build(Settings(data=data, now=NOON), jobs=HeldJobs())


def made(house: House) -> int:
    """How many parts are there, of all exports that are not handed over."""
    with house.database.read() as session:
        return sum(export_parts.counts(session, each.id)[0] for each in exports.waiting(session))


def over(house: House) -> bool:
    """Whether nothing is being made any more; not while the server is away."""
    try:
        with house.database.read() as session:
            return not exports.waiting(session)
    except Unavailable:
        return False


def archives(house: House, desk: int) -> dict[str, zipfile.ZipFile]:
    """The archives that came into the conversation, by how they are announced; each once."""
    found: dict[str, zipfile.ZipFile] = {}
    for message in house.history.messages(desk):
        if message.file is None or not message.file.name.endswith(".zip"):
            continue
        head = message.text[:6]
        assert head not in found, "it came twice"
        with house.database.read() as session:
            row = attachments.find(session, message.file.attachment, people.speaking(session, desk).person_id)
        found[head] = zipfile.ZipFile(BytesIO(attachments.path_of(row, house.documents.folder).read_bytes()))
    return found


def test_a_restart_ends_no_export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answers: tuple[Answer, ...]) -> None:
    """Three restarts under two processes that make sixteen forms and a city's package."""
    data = tmp_path / "data"
    with ExitStack() as stack:
        server = stack.enter_context(cluster.running())
        monkeypatch.setenv("SHENBAO_DATABASE_URL", cluster.make(server, "shenbao"))
        house = opened(data)
        for county in COUNTIES:
            filing(house, county, answers, "mailed")
        desk = arrive(house, "王科长", "city", "邢台市")
        say(house, desk, "导出全市", "推荐 清河县、威县、临西县", "上报", "1")
        for _ in range(2):
            stack.enter_context(Program(data))
        patience.until(lambda: made(house) > 0, 120, glance=0.05)
        for _ in range(3):
            cluster.stop(server)
            time.sleep(1.5)
            cluster.start(server)
            time.sleep(2.0)
        patience.until(lambda: over(house), 300, glance=0.5)
        patience.until(lambda: len(archives(house, desk)) == 2, 60, glance=0.5)  # what waits is said within ten seconds
        with house.database.read() as session:
            (handed,) = recommendations.standing(session, house.form.edition)
            counted = Counter(each.action for each in people.audited(session, NOON))
        found = archives(house, desk)
        house.database.close()
    assert (handed.number, len(handed.items)) == (1, 3)
    assert (counted["handed up"], counted["exported"]) == (1, 2)
    everything = found["导出好了：1"].namelist()
    assert Counter(each.partition("_")[0] for each in everything if each.endswith(".docx")) == dict.fromkeys(
        COUNTIES, 1
    )
    assert len(everything) == 2 * len(COUNTIES)
    package = found["推荐材料好了"].namelist()
    assert [each.partition("_")[0] for each in package if each.startswith("03") and each.endswith(".pdf")] == [
        f"03 申报材料/{number} {county}" for number, county in enumerate(COUNTIES[:3], 1)
    ]
