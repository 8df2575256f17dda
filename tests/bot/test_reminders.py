"""Reminders through a real house, with the clock turned by hand: who hears what when, and what becomes of it."""

from __future__ import annotations

from datetime import date

import pytest

from bot.house import House
from bot.reminding.looking import dry_run, texts
from bot.serving import services
from dialogs.turn.messages import Chose
from storage import deadlines
from tests.bot.campaigning import Campaigned, moment

ASKED = "如已线下报送，请回 1；没有的话可以接着填，也请和市里说一声。"
ZHENGDING, LINXI, DINGZHOU = "130123", "130535", "130682"


@pytest.fixture
def campaign(house: House) -> Campaigned:
    """The house of the tests, on the afternoon of 10 April."""
    return Campaigned(house)


def press(campaign: Campaigned, address: int, label: str) -> None:
    """Press the button of this label under the last message."""
    last = campaign.messages(address)[-1]
    (press,) = (button.press for button in last.buttons if button.label == label)
    revision, number, field = press.split(":")
    campaign.conversations.receive(address, f"press {press}", Chose(int(revision), (int(number),), field or None))


def test_a_county_is_reminded_on_its_days_once_each(campaign: Campaigned) -> None:
    """Ticked every few hours through April and May: one message a due morning, naming what is left."""
    address = campaign.come("张三", ZHENGDING)
    for day in [*range(10, 31)]:
        for hour in ("00:01", "09:00", "09:01", "15:00", "23:59"):
            campaign.at(f"04-{day} {hour}")
    told = campaign.told(address)
    assert [text.partition("（")[0] for text in told] == [
        "提醒：2024年4月25日前交市里",
        "提醒：2024年4月25日前交市里",
        "提醒：2024年4月25日前交市里",
        "提醒：2024年4月25日前交市里",
        "今天到期：2024年4月25日前交市里",
        f"交市里的日期 2024年4月25日 昨天过了，这里还没有看到报送。{ASKED}\n后面还有：2024年5月8日前报省里",
        "提醒：2024年5月8日前报省里",
        "提醒：2024年5月8日前报省里",
    ]
    assert "还有 10 个工作日、14 天" in told[0]
    assert "还没有开始填" in told[0]


def test_the_message_is_built_from_the_own_draft_when_it_is_sent(campaign: Campaigned) -> None:
    """Questions, proofs and what waits for whom are those of that morning; the button leads to the open question."""
    address = campaign.come("张三", ZHENGDING)
    campaign.say(address, "开始", "否", "否", "否", "石家庄市", "正定县")
    campaign.at("04-11 09:00")
    campaign.say(address, "改 2.1 118 131 147", "改 5.3", "等发改局")
    campaign.at("04-18 09:00")
    first, second = campaign.told(address)
    assert "还差" in first
    assert "等发改局 1 项" in second
    assert "份佐证" in second
    last = campaign.messages(address)[-1]
    assert [button.label for button in last.buttons][1:] == ["稍后提醒", "已报送"]
    label = last.buttons[0].label
    assert label.startswith("继续 ")
    press(campaign, address, label)
    assert campaign.messages(address)[-1].text.startswith(label.removeprefix("继续 "))


def test_where_the_city_reports_itself_only_8_may_counts(campaign: Campaigned) -> None:
    """定州 hears nothing before 22 April but the start, and never of 25 April."""
    address = campaign.come("李四", DINGZHOU)
    for day in range(10, 27):
        campaign.at(f"04-{day} 09:00")
    told = campaign.told(address)
    assert len(told) == 2
    assert all("4月25日" not in text for text in told)
    assert told[0].startswith("报送日期：2024年5月8日前报省里")


def test_in_other_cities_the_date_is_a_reference_and_never_overdue(campaign: Campaigned) -> None:
    """临西县 hears of 石家庄's date as such, and on the 26th nobody says that it is past."""
    address = campaign.come("王五", LINXI)
    for day in range(10, 27):
        campaign.at(f"04-{day} 09:00")
    told = campaign.told(address)
    assert all("石家庄市是 2024年4月25日前交市里" in text for text in told)
    assert "您市的日期请问市里" in told[0]
    assert len(told) == 5


def test_who_does_not_apply_is_left_alone_and_who_comes_back_is_not(campaign: Campaigned) -> None:
    """不申报 ends it; after 恢复申报 the next due morning counts, and what lay between is not made up for."""
    address = campaign.come("张三", ZHENGDING)
    campaign.at("04-11 09:00")
    campaign.say(address, "不申报", "今年没有合适的集群")
    campaign.at("04-18 09:00")
    campaign.hand.now = moment("04-19 10:00")
    campaign.say(address, "恢复申报")
    campaign.at("04-19 11:00")
    campaign.at("04-22 09:00")
    assert len(campaign.told(address)) == 2


def test_handed_in_ends_it_and_can_be_taken_back(campaign: Campaigned) -> None:
    """已报送 by the button, then 还没有报送: silence in between, the next morning counts again."""
    address = campaign.come("张三", ZHENGDING)
    campaign.at("04-11 09:00")
    press(campaign, address, "已报送")
    campaign.at("04-18 09:00")
    assert len(campaign.told(address)) == 1
    campaign.hand.now = moment("04-19 10:00")
    campaign.say(address, "还没有报送")
    campaign.at("04-22 09:00")
    assert len(campaign.told(address)) == 2


def test_once_a_date_is_past_one_is_handed_in(campaign: Campaigned) -> None:
    """The morning after says politely to reply 1; 1 is taken as that, and reminders end."""
    address = campaign.come("张三", ZHENGDING)
    campaign.at("04-26 09:00")
    assert "请回 1" in campaign.told(address)[-1]
    campaign.say(address, "1")
    assert campaign.messages(address)[-1].text.startswith("记下了：已报送")
    campaign.at("05-07 09:00")
    assert len(campaign.told(address)) == 1


def test_after_downtime_one_message_says_it_all(campaign: Campaigned) -> None:
    """Nothing ran until the 24th: one message, the ledger says that the earlier ones were superseded."""
    address = campaign.come("张三", ZHENGDING)
    campaign.at("04-24 10:00")
    assert len(campaign.told(address)) == 1
    states = [line.rpartition(" ")[2] for line in campaign.ledger(address)]
    assert sorted(set(states)) == ["superseded", "unreached"]
    assert states.count("superseded") == 5


def test_in_quiet_hours_nothing_is_said(campaign: Campaigned) -> None:
    """Started in the evening of a due day, the message waits for eight in the morning."""
    address = campaign.come("张三", ZHENGDING)
    campaign.at("04-18 20:31")
    campaign.at("04-18 23:59")
    campaign.at("04-19 07:59")
    assert campaign.told(address) == []
    campaign.at("04-19 08:00")
    assert len(campaign.told(address)) == 1


def test_who_is_talking_is_reminded_when_done(campaign: Campaigned) -> None:
    """Somebody who answers at nine is not interrupted; ten minutes later the reminder comes."""
    address = campaign.come("张三", ZHENGDING)
    campaign.hand.now = moment("04-11 08:58")
    campaign.say(address, "开始")
    campaign.at("04-11 09:00")
    assert campaign.told(address) == []
    campaign.at("04-11 09:09")
    assert len(campaign.told(address)) == 1


def test_a_long_text_in_the_middle_stays_open(campaign: Campaigned) -> None:
    """A reminder between two parts of a text takes no button and no word away: the text goes on where it was."""
    address = campaign.come("张三", ZHENGDING)
    campaign.say(address, "开始", "改 2.21", "集群建有产业链图谱，上游钢材、中游加工、下游装配齐备。")
    campaign.at("04-11 09:00")
    last = campaign.messages(address)[-1]
    assert last.text.startswith("提醒：")
    assert last.buttons == ()
    campaign.say(address, "链主企业带动配套企业六十余家。", "完成")
    (text,) = campaign.rows("SELECT value FROM answer WHERE slot = 'chain_text'")[0]
    assert "上游钢材" in text
    assert "六十余家" in text


def test_what_is_put_off_comes_again(campaign: Campaigned) -> None:
    """稍后提醒: once more the next morning, and then as planned."""
    address = campaign.come("张三", ZHENGDING)
    campaign.at("04-11 09:00")
    press(campaign, address, "稍后提醒")
    assert campaign.messages(address)[-1].text == "好，4月12日 09:00 再提醒您。"
    campaign.at("04-11 18:00")
    assert len(campaign.told(address)) == 1
    campaign.at("04-12 09:00")
    campaign.at("04-12 09:30")
    assert len(campaign.told(address)) == 2
    assert campaign.told(address)[-1].startswith("您让再提醒：")
    campaign.at("04-15 09:00")
    assert len(campaign.told(address)) == 2


def test_asked_for_it_comes_at_once_and_is_nobodys_reminder(campaign: Campaigned) -> None:
    """提醒 shows what is missing and what is left; the ledger knows nothing of it."""
    address = campaign.come("张三", ZHENGDING)
    campaign.say(address, "开始", "提醒")
    assert campaign.messages(address)[-1].text.startswith(
        "现在的情况：2024年4月25日前交市里（还有 11 个工作日、15 天）"
    )
    assert campaign.ledger(address) == []


def test_a_moved_date_is_told_and_the_old_ones_are_over(campaign: Campaigned) -> None:
    """The city moves the 25th to the 23rd: the county hears of it, and from then on only the new date counts."""
    address = campaign.come("张三", ZHENGDING)
    campaign.at("04-11 09:00")
    with campaign.house.database.write() as session:
        edition = campaign.house.form.edition
        deadlines.move(session, edition, "to_city", "石家庄市", date(2024, 4, 23), moment("04-15 14:00"))
    campaign.at("04-15 14:01")
    told = campaign.told(address)
    assert told[-1].startswith("日期改了：2024年4月23日前交市里（还有 6 个工作日、8 天）")
    for day in range(16, 27):
        campaign.at(f"04-{day} 09:00")
    kinds = [text.partition("：")[0][:4] for text in campaign.told(address)[2:]]
    assert kinds == ["提醒", "提醒", "提醒", "今天到期", "交市里的"]
    assert all("4月25日" not in text for text in campaign.told(address)[1:])


def test_seen_is_when_somebody_came(campaign: Campaigned) -> None:
    """On the page a reminder is 未触达 until its person says something or opens the page."""
    silent, busy = campaign.come("张三", ZHENGDING), campaign.come("李四", ZHENGDING)
    campaign.at("04-11 09:00")
    assert "city 10 unreached" in campaign.ledger(silent)
    campaign.hand.now = moment("04-11 10:00")
    campaign.say(busy, "继续")
    campaign.at("04-11 10:01")
    assert "city 10 seen" in campaign.ledger(busy)
    assert "city 10 unreached" in campaign.ledger(silent)


def test_who_was_shut_out_or_never_came_in_is_not_written_to(campaign: Campaigned) -> None:
    """Somebody without a conversation is 未触达; somebody who was shut out is not in the plan."""
    gone = campaign.come("张三", ZHENGDING)
    campaign.write("UPDATE person SET disabled_at = '2024-04-10T08:00:00.000000+00:00'")
    campaign.write(
        "INSERT INTO person (name, role, region, locale, created_at)"
        " VALUES ('未到', 'county', '130123', 'zh', '2024-04-10T07:00:00.000000+00:00')"
    )
    campaign.at("04-11 09:00")
    assert campaign.ledger(gone) == []
    states = campaign.rows("SELECT point, state FROM due_reminder ORDER BY id")
    assert ("10", "unreached") in states
    assert not {state for _, state in states} & {"sent", "sending", "planned"}


def test_a_dry_run_says_who_gets_what_and_why_others_do_not(campaign: Campaigned) -> None:
    """Looked at beforehand: one gets both dates, one is handed in, nobody is told anything by the looking."""
    campaign.come("张三", ZHENGDING)
    done = campaign.come("李四", LINXI)
    campaign.say(done, "已报送")
    lines = list(dry_run(campaign.house, moment("04-22 09:00")))
    assert lines[0].startswith("正定县 张三")
    assert "to_city 2024-04-25 (3 working days before), to_province 2024-05-08 (10 working days before)" in lines[0]
    assert "web (at the next visit)" in lines[0]
    assert lines[1].startswith("临西县 李四")
    assert lines[1].endswith("left out: offline")
    assert lines[2].endswith("1 would be reminded, 1 would not")
    earlier = list(dry_run(campaign.house, moment("04-10 15:30")))
    assert earlier[0].endswith("nothing due; next to_city (start) at 2024-04-11 09:00")
    assert campaign.rows("SELECT count(*) FROM due_reminder") == [(0,)]


def test_for_who_was_not_reached_there_is_a_text_to_paste(campaign: Campaigned) -> None:
    """The text names the person, the date and what is left of it, and holds a link that lets in."""
    campaign.come("张三", ZHENGDING)
    campaign.at("04-22 09:00")
    (text,) = texts(campaign.house, moment("04-22 10:00"))
    assert text.startswith("张三您好：")
    assert "2024年4月25日前交市里（还有 3 个工作日、3 天）" in text
    assert "/i/" in text
    assert list(texts(campaign.house, moment("04-28 10:00"))) == []


def test_opening_the_page_is_seeing_what_waits_there(campaign: Campaigned) -> None:
    """The page asks for the messages: what stands there counts as seen, once, without a word being said."""
    address = campaign.come("张三", ZHENGDING)
    campaign.at("04-11 09:00")
    page = services(campaign.house).conversations
    for _ in range(2):
        page.visited(address)
        assert "city 10 seen" in campaign.ledger(address)
