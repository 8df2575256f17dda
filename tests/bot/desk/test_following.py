"""A coordinator's reminders to oneself and calls over a real house: said once at their time, moved, done."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.campaign.own import say_due
from bot.house import House
from bot.settings import ZONE
from tests.bot.desk.people import arrive, contact, say, times, told


def later(house: House, words: str) -> None:
    """It is now this time, and what is due is said; twice, as two processes would."""
    house.settings.now = datetime.fromisoformat(f"2024-{words.replace(' ', 'T')}").replace(tzinfo=ZONE)
    for _ in range(2):
        for address in say_due(house.database, house.settings.clock()):
            house.conversations.catch_up(address)


def test_a_reminder_is_said_once_on_its_day(house: House, desk: int) -> None:
    """提醒我 周五 催清河县: nothing before, once at nine, and the county is one tap away."""
    assert "记下了，4月12日 09:00提醒您：催清河县" in say(house, desk, "提醒我 周五 催清河县") + told(
        house, desk, "记下了"
    )
    later(house, "04-12 08:59")
    assert times(house, desk, "您让我提醒的") == 0
    later(house, "04-12 09:00")
    assert "4月12日 09:00提醒：催清河县" in told(house, desk, "您让我提醒的")
    assert times(house, desk, "您让我提醒的") == 1
    assert "清河县" in [each.label for each in house.history.messages(desk)[-1].buttons]


def test_what_is_put_off_is_said_again_and_what_is_done_is_not(house: House, desk: int) -> None:
    """One more day, then done: no third time."""
    say(house, desk, "提醒我 明天 催清河县")
    later(house, "04-12 09:00")
    say(house, desk, "2")
    assert told(house, desk, "4月13日 09:00提醒您")
    later(house, "04-13 09:10")
    assert times(house, desk, "您让我提醒的") == 2
    say(house, desk, "6")
    assert told(house, desk, "不再提醒")
    later(house, "04-20 09:10")
    assert times(house, desk, "您让我提醒的") == 2
    assert "没有要跟进的" in say(house, desk, "我的提醒")


def test_a_call_is_put_down_with_the_day_to_ask_again(house: House, desk: int) -> None:
    """打过电话 清河县 说下周交: in the county's card, among what is due that day, and only at this desk."""
    contact(house, "张三", "清河县")
    say(house, desk, "打过电话 清河县 说下周交")
    assert told(house, desk, "清河县的电话记下了：说下周交\n4月15日 09:00提醒您再问")
    say(house, desk, "打开 清河县")
    assert told(house, desk, "4月11日 09:30给他们打过电话：说下周交（4月15日 09:00再问）")
    house.settings.now = house.settings.clock() + timedelta(days=4)
    assert "4月11日 09:30给清河县打过电话：说下周交" in say(house, desk, "今天")
    other = arrive(house, "副科长", "city", "邢台市")
    assert "没有要跟进的" in say(house, other, "我的提醒")


def test_a_call_without_a_day_asks_whether_to_come_back(house: House, desk: int) -> None:
    """没人接: kept, and one tap makes it a reminder in three days."""
    say(house, desk, "打过电话 清河县 没人接")
    assert told(house, desk, "要到时提醒您再问吗")
    say(house, desk, "2")
    assert told(house, desk, "4月14日 09:00提醒您再问")


def test_a_reminder_without_a_day_asks_for_it(house: House, desk: int) -> None:
    """The words are kept meanwhile; a day that is over is said to be over."""
    assert "“催清河县”哪天提醒" in say(house, desk, "提醒我 催清河县")
    say(house, desk, "4月18日")
    assert told(house, desk, "4月18日 09:00提醒您：催清河县")
    assert "已经过去了" in say(house, desk, "提醒我 4月1日 催清河县")
    assert "提醒您什么" in say(house, desk, "提醒我 周五")


def test_nobody_moves_what_another_one_put_down(house: House, desk: int) -> None:
    """A button's number that is somebody else's changes nothing there."""
    say(house, desk, "提醒我 周五 催清河县")
    other = arrive(house, "副科长", "city", "邢台市")
    say(house, other, "提醒我 周五 催威县")
    with house.database.write() as session:
        session.connection().exec_driver_sql("UPDATE follow_up SET person_id = 1 WHERE id = 2")
    say(house, other, "2")
    assert told(house, other, "没有这个权限")
