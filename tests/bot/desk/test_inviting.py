"""Who is invited from the desk, comes in, is handed over, loses a link."""

from __future__ import annotations

from bot.entering.visiting import People
from bot.house import House
from dialogs.record.application import Answer
from storage import applications, participants, people
from tests.bot.desk.people import (
    LINK,
    arrive,
    come_in,
    contact,
    filled,
    own_application,
    say,
    told,
)


def test_three_counties_are_invited_and_seen_to_come_in(house: House, desk: int) -> None:
    """A pasted list becomes three texts with a link each; who came in is seen at once."""
    say(house, desk, "清河县\t张三\t13800001111\n威县\t李四\t\n南宫\t王五\t0319-5220000")
    text = say(house, desk, "1")
    assert len(LINK.findall(text)) == 3
    assert "张三您好，请清河县填报" in text
    assert "链接已发，未进入" in say(house, desk, "进度")
    come_in(house, text)
    said = say(house, desk, "进度")
    assert "清河县 考虑中" in said
    assert "已进入 1 人：\n清河县 联系人 张三 13800001111" in say(house, desk, "名单")


def test_links_stand_nowhere_in_the_database(house: House, desk: int) -> None:
    """The texts hold links, the database only what they follow from."""
    tokens = LINK.findall(say(house, desk, "邀请 清河县 张三"))
    with house.database.read() as session:
        rows = session.connection().exec_driver_sql("SELECT reply FROM outbox").all()
        seeds = session.connection().exec_driver_sql("SELECT seed FROM invitee").all()
    stored = "".join(str(each) for each in (*rows, *seeds))
    assert tokens
    assert not any(token in stored for token in tokens)


def test_a_lost_link_is_made_anew_and_the_old_one_ends(house: House, desk: int) -> None:
    """重发 withdraws what was not used; for somebody who is in it is another way in for the same person."""
    first = say(house, desk, "邀请 清河县 张三")
    second = say(house, desk, "重发 清河县")
    assert People(house).peek(LINK.findall(first)[0]) == "revoked"
    person = come_in(house, second)
    assert come_in(house, say(house, desk, "重发 清河县")) == person


def test_a_link_is_withdrawn(house: House, desk: int) -> None:
    """撤回 ends it, by county and name."""
    text = say(house, desk, "邀请 清河县 张三")
    assert "清河县 张三 的链接已收回" in say(house, desk, "撤回 清河县 张三")
    assert People(house).peek(LINK.findall(text)[0]) == "revoked"


def test_a_second_contact_joins_the_same_application(house: House, desk: int) -> None:
    """Several people of a county fill one application, unless another cluster is meant."""
    first = contact(house, "张三", "清河县")
    person = come_in(house, say(house, desk, "邀请 清河县 李四"))
    with house.database.read() as session:
        assert participants.sees_all(session, own_application(house, first), person)
    other = come_in(house, say(house, desk, "邀请 清河县 王五 另报"))
    with house.database.read() as session:
        assert not participants.sees_all(session, own_application(house, first), other)
        assert len(applications.of_person(session, other)) == 1


def test_somebody_invited_for_no_county_files_for_the_one_that_is_named(
    house: House, desk: int, answers: tuple[Answer, ...]
) -> None:
    """The first contact of a house has no county; the application's own counts."""
    address = arrive(house, "首位联系人", "county", "")
    filled(house, address, answers)
    assert "临西县" in say(house, desk, "筛选 已填完")


def test_a_county_is_handed_over(house: House, desk: int, answers: tuple[Answer, ...]) -> None:
    """移交: the old contact is out at once; whoever comes by the new link owns what was begun, every answer of it."""
    old = contact(house, "张三", "清河县")
    filled(house, old, answers[:40])
    application = own_application(house, old)
    assert "移交给李四，原来由谁填" in say(house, desk, "移交 清河县 李四 13900002222")
    text = say(house, desk, "1")
    with house.database.read() as session:
        assert people.person(session, people.speaking(session, old).person_id).disabled_at is not None
    person = come_in(house, text)
    with house.database.read() as session:
        assert participants.owns(session, application, person)
        assert len(applications.load(session, application).answers) == 40
    said = say(house, desk, "打开 清河县")
    assert "联系人 李四" in said
    assert "张三" not in said.partition("联系人")[2]
    say(house, desk, "移交 威县 王五")
    assert told(house, desk, "威县现在没有联系人，直接邀请")
