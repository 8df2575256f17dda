"""代录 over a real house: a coordinator fills in for an offline county, marked; the county confirms when it comes."""

from __future__ import annotations

import pytest

from bot.house import House
from storage import applications, coordination, participants, people
from tests.bot.desk.people import arrive, code_of, come_in, contact, heard, say, told


@pytest.fixture
def desk(house: House) -> int:
    """The address of 邢台市's coordinator, who fills in for 清河县."""
    address = arrive(house, "王科长", "city", "邢台市")
    say(house, address, "代录 清河县")
    told(house, address, "现在替清河县填")
    say(house, address, "开始", "改 1.8 36.57", "改 2.1 118.4 131.62 146.9")
    return address


def begun(house: House) -> str:
    """The application of 清河县."""
    with house.database.read() as session:
        found = coordination.newest_of(session, house.form.edition, code_of(house, "清河县"))
    assert found is not None
    return found


def authors(house: House) -> set[str]:
    """Who answered in it."""
    with house.database.read() as session:
        return {each.by for each in applications.load(session, begun(house)).answers.values()}


def test_every_answer_is_marked(house: House, desk: int) -> None:
    """In the answers, in the county's card; nobody is reminded or counted as its contact."""
    assert authors(house) == {"王科长（代录）"}
    say(house, desk, "结束代录")
    assert told(house, desk, "清河县的代录先到这里")
    say(house, desk, "打开 清河县")
    shown = told(house, desk, "项由王科长代录，等县里确认")
    assert "填报中" in shown
    assert "还没有联系人" in shown


def test_the_county_comes_confirms_and_owns_it(house: House, desk: int) -> None:
    """The first contact is told what was put down and by whom; one word confirms; the coordinator is out of it."""
    say(house, desk, "结束代录", "邀请 清河县 李四")
    text = told(house, desk, "/i/")
    person = come_in(house, text)
    with house.database.read() as session:
        assert participants.owns(session, begun(house), person)
        (address,) = people.addresses_of(session, person)
        coordinator = people.speaking(session, desk).person_id
        assert not applications.may_open(session, begun(house), coordinator)
    assert "王科长已替您代录 4 项" in heard(house, address.id)
    say(house, address.id, "确认代录")
    assert told(house, address.id, "4 项代录已由您确认")
    assert authors(house) == {"李四"}
    say(house, desk, "代录 清河县")
    assert told(house, desk, "已有联系人李四在填，不用代录")


def test_word_from_counties_comes_while_filling_in(house: House, desk: int) -> None:
    """A reply is told beside the question, and the question stays."""
    county = contact(house, "赵六", "威县")
    say(house, county, "回复市里：数还没到")
    assert told(house, desk, "威县 赵六：数还没到")
    say(house, desk, "改 1.8 37.57")
    with house.database.read() as session:
        answer = applications.load(session, begun(house)).answer("area")
    assert authors(house) == {"王科长（代录）"}
    assert answer is None or answer.by == "王科长（代录）"


def test_the_coordinator_cannot_confirm_for_the_county(house: House, desk: int) -> None:
    """确认代录 by who recorded changes nothing."""
    assert "要由县里的联系人确认" in say(house, desk, "确认代录")
    assert authors(house) == {"王科长（代录）"}


def test_of_another_city_nobody_fills_in(house: House, desk: int) -> None:
    """A county outside is not found."""
    say(house, desk, "结束代录")
    assert "“正定县”属石家庄市" in say(house, desk, "代录 正定县")
