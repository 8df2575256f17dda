"""代录 with files over a real house: what a coordinator sends is the county's, marked, and confirmed by the county."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.evidence.incoming import Incoming
from bot.evidence.receiving import Uploads
from bot.house import House
from dialogs.record.application import RECORDED, Answer, Application
from renderers.word import fill
from storage import applications, attachments, coordination, people
from tests.bot.desk.people import arrive, code_of, come_in, heard, say, told
from tests.drawn import pdf

PDF = pdf("scan")
FIGURES = ("118.40", "131.62", "146.90")
SIGNED = f"王科长{RECORDED}"


@pytest.fixture
def desk(house: House) -> int:
    """The address of 邢台市's coordinator, who fills in for 清河县."""
    address = arrive(house, "王科长", "city", "邢台市")
    say(house, address, "代录 清河县")
    told(house, address, "现在替清河县填")
    say(house, address, "开始")
    return address


def send(house: House, address: int, name: str, content: bytes) -> None:
    """Send a file at an address, as the page and Telegram do."""
    with house.database.read() as session:
        person = people.speaking(session, address).person_id
    uploads = Uploads(house)
    with uploads.begin(len(content)) as arriving:
        arriving.write(content)
        uploads.take_at(address, person, name, Incoming(arriving, name, content))


def of_county(house: House) -> Application:
    """The application of 清河县."""
    with house.database.read() as session:
        found = coordination.newest_of(session, house.form.edition, code_of(house, "清河县"))
        assert found is not None
        return applications.load(session, found)


def half_filled(house: House) -> bytes:
    """The form as somebody filled a part of it in Word."""
    years = house.form.by_name["output"].slots
    answers = {slot.path: Answer(slot.path, Decimal(each)) for slot, each in zip(years, FIGURES, strict=True)}
    answers["area"] = Answer("area", Decimal("36.57"))
    return fill(house.form, Application("a1", house.form.edition, answers), draft=True)


def county_comes(house: House, desk: int) -> int:
    """李四 comes in for 清河县; returns the address."""
    say(house, desk, "结束代录", "邀请 清河县 李四")
    person = come_in(house, told(house, desk, "/i/"))
    with house.database.read() as session:
        (address,) = people.addresses_of(session, person)
    return address.id


def test_a_half_filled_form_goes_to_the_county(house: House, desk: int) -> None:
    """Read, taken over by the coordinator, marked as recorded for the county; the county confirms it as its own."""
    send(house, desk, "清河县旧稿.docx", half_filled(house))
    told(house, desk, "像是申报表的内容")
    say(house, desk, "1")
    told(house, desk, "可采用 2 题")
    say(house, desk, "1")
    answers = of_county(house).answers
    assert [str(answers[slot.path].value) for slot in house.form.by_name["output"].slots] == list(FIGURES)
    assert {each.by for each in answers.values()} == {SIGNED}
    county = county_comes(house, desk)
    assert "王科长已替您代录 4 项、1 个文件" in heard(house, county)
    assert "4 项、1 个文件的代录已由您确认" in say(house, county, "确认代录")
    assert {each.by for each in of_county(house).answers.values()} == {"李四"}
    assert "没有待确认的代录" in say(house, county, "确认代录")


def test_a_proof_goes_to_the_county(house: House, desk: int) -> None:
    """A file sent while filling in is the county's, marked until the county confirms it, and the county may open it."""
    send(house, desk, "产值证明.pdf", PDF)
    told(house, desk, "产值证明.pdf")
    (proof,) = of_county(house).proofs
    assert proof.by == SIGNED
    county = county_comes(house, desk)
    assert "1 个文件" in heard(house, county)
    say(house, county, "确认代录")
    (proof,) = of_county(house).proofs
    assert proof.by == "李四"
    with house.database.read() as session:
        assert attachments.find(session, proof.file, people.speaking(session, county).person_id).name == "产值证明.pdf"
