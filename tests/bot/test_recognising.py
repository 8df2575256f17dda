"""Photos and scans in a real house where reading is on: told to the conversation, once, whatever ends in between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.house import House, build
from bot.printing.paging import Paging
from bot.settings import Settings
from dialogs.record import codec
from dialogs.record.application import Act
from dialogs.record.proofs import SCAN, Proof
from dialogs.turn import paging, sealing
from dialogs.turn.messages import Recognise
from renderers import pdf
from renderers.recognition import available
from storage import applications, exports
from tests import drawn
from tests.bot.conftest import NOON
from tests.bot.patience import until
from tests.bot.printing import HeldJobs
from tests.bot.test_binding import ADDRESS, begun, say, send

READS = pytest.mark.skipif(not available(), reason="NOT TESTED: the extra [ocr] is not installed")
CERTIFICATE = ("高新技术企业证书", "企业名称：某县宏远轴承有限公司", "有效期至：2024年3月1日")


@pytest.fixture
def jobs() -> HeldJobs:
    """Jobs that are done when the test says so."""
    return HeldJobs()


@pytest.fixture
def reading(tmp_path: Path, database_url: str, jobs: HeldJobs) -> Iterator[House]:
    """A house in which photos are read, and somebody in it."""
    del database_url
    house = build(Settings(data=tmp_path / "data", now=NOON, ocr=True), jobs)
    begun(house)
    yield house
    house.stop()
    house.database.close()


def texts(house: House) -> list[str]:
    """What was said to the person."""
    return [each.text for each in house.history.messages(ADDRESS) if not each.mine]


@READS
def test_a_photo_is_answered_at_once_and_its_place_proposed_when_it_was_read(reading: House, jobs: HeldJobs) -> None:
    """The question where it goes does not wait for the reading; a job done twice tells nothing twice."""
    send(reading, drawn.jpeg(drawn.printed(CERTIFICATE, sealed=True)), "IMG_1.jpg")
    assert "放到哪一项佐证" in texts(reading)[-1]
    assert "像是高新" not in texts(reading)[-1]
    (job,) = [each for each in jobs.kept if each.lane == "letters"]
    jobs.do_all()
    assert "像是高新技术企业证书，放到 E-7" in texts(reading)[-1]
    assert "某县宏远轴承有限公司" in texts(reading)[-1]
    assert "像是已经过期" in texts(reading)[-1]
    before = texts(reading)
    jobs.submit(job)
    jobs.do_all()
    assert texts(reading) == before
    with reading.database.read() as session:
        (application,) = applications.of_person(session, 1)
        (proof,) = applications.load(session, application.id).proofs
    assert proof.pages == 1
    assert proof.read is not None
    assert (proof.item, proof.read.items) == ("", ("E-7",))


def test_an_order_that_a_kill_left_is_read_by_the_next_start(tmp_path: Path, reading: House, jobs: HeldJobs) -> None:
    """What was ordered stands in the database; who starts next hands it over again."""
    send(reading, drawn.jpeg(drawn.text_only()), "IMG_1.jpg")
    left = [each.key for each in jobs.kept if each.lane == "letters"]
    jobs.stop()
    reading.stop()
    later = HeldJobs()
    house = build(Settings(data=tmp_path / "data", now=NOON, ocr=True), later)
    house.start()
    assert [each.key for each in later.kept if each.lane == "letters"] == left
    house.stop()
    house.database.close()


def test_a_file_that_ends_its_reader_is_only_not_read(reading: House, jobs: HeldJobs) -> None:
    """Bytes that are no picture any more when they are read: the order is settled, the question stands."""
    send(reading, drawn.jpeg(drawn.text_only()), "IMG_1.jpg")
    for path in reading.documents.folder.glob("*"):
        path.write_bytes(b"\xff\xd8\xff" + bytes(100))
    before = texts(reading)
    jobs.do_all()
    assert texts(reading) == before
    with reading.database.read() as session:
        assert exports.waiting(session) == ()


def test_reading_that_is_off_is_told_to_whoever_asks(house: House) -> None:
    """Nothing is ordered when a photo comes, and 识别 says that people have to look themselves."""
    begun(house)
    send(house, drawn.jpeg(drawn.text_only()), "IMG_1.jpg")
    with house.database.read() as session:
        assert exports.waiting(session) == ()
    say(house, "识别")
    until(lambda: any("没有开启识别" in each for each in texts(house)))


@pytest.mark.office
@pytest.mark.skipif(not pdf.available(), reason="LibreOffice Writer is not installed")
def test_the_pages_of_the_sealed_paper_are_counted(reading: House) -> None:
    """By the order that the seal left: every printed question of 一 to 七 has its page, and the count is kept once."""
    with reading.database.write() as session:
        (listed,) = applications.of_person(session, 1)
        application = applications.load(session, listed.id)
        act = Act(sealing.SEALED, "张三", NOON.isoformat(), f"1 {sealing.fingerprint(reading.form, application)}")
        applications.save(session, application, application.with_act(act), NOON, by="张三", door="console")
        order = exports.Export("pages-1", 1, ADDRESS, application.id, "todo", None, NOON)
        assert exports.order(session, order)
    work = Paging(reading.database, reading.documents, lambda: NOON, reading.conversations.catch_up).work
    work("pages-1")
    work("pages-1")
    with reading.database.read() as session:
        application = applications.load(session, application.id)
    assert [each.kind for each in application.acts] == [sealing.SEALED, paging.PAGED]
    found = paging.paged(application, sealing.fingerprint(reading.form, application))
    assert found is not None
    assert found.summary == 1
    assert 18 <= found.pages <= 26
    own = [each.id for each in reading.form.printed if each.id[0] in "1234567" and each.section != "summary"]
    assert [each for each in own if each not in found.of] == []


@READS
@pytest.mark.office
@pytest.mark.skipif(not pdf.available(), reason="LibreOffice Writer is not installed")
def test_a_foreign_page_in_a_scan_is_named(reading: House, jobs: HeldJobs) -> None:
    """The form's first page is known as its own, a certificate between the pages is not."""
    from io import BytesIO

    from PIL import Image

    from renderers.pages import pictures

    with reading.database.read() as session:
        (listed,) = applications.of_person(session, 1)
        application = applications.load(session, listed.id)
    paper, _ = reading.documents.for_seal(application)
    first = Image.open(BytesIO(pictures(paper, dpi=110)[2])).convert("RGB")
    send(reading, drawn.scan([first, drawn.printed(CERTIFICATE).resize(first.size)]), "扫描件.tif")
    with reading.database.write() as session:
        application = applications.load(session, listed.id)
        (proof,) = application.proofs
        moved = application.with_proofs([replace(proof, item=SCAN)], [proof.key])
        applications.save(session, application, moved, NOON, by="张三", door="console")
        ordered = codec.dumps(Recognise(proof.file, proof.name, SCAN))
        exports.order(session, exports.Export("letters-9", 1, ADDRESS, ordered, "todo", None, NOON))
    assert isinstance(proof, Proof)
    assert proof.pages == 2
    assert jobs.work is not None
    jobs.work("letters/letters-9")
    assert "扫描件.tif”第 2 页不像申报表" in texts(reading)[-1]
