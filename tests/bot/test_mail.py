"""Reminders by mail, through a real mail server: whom they reach, what they hold, what a crash and a refusal leave."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
import vobject
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from bot.channels.mail.sending import MailServer
from bot.channels.switching import bot_name, mail_trouble
from bot.house import House
from bot.keeping.doctor import examine
from bot.reminding.mailing import Mailing
from bot.reminding.service import Campaigner
from tests.bot.campaigning import Campaigned, moment
from tests.ports import free_port

ZHENGDING = "130123"
LOGIN = ("shenbao", "secret of this test")


@dataclass
class Office:
    """What the mail server took, and what it says instead."""

    taken: list[EmailMessage] = field(default_factory=list)
    refusal: str = ""
    cut: bool = False

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Take a mail, refuse it, or take it and break the line."""
        del session
        if self.refusal:
            return self.refusal
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.taken.append(mail)
        if self.cut:
            server.transport.abort()
        return "250 OK"


def _known(_server: Any, _session: Any, _envelope: Any, _mechanism: str, given: LoginPassword) -> AuthResult:
    right = (given.login.decode(), given.password.decode()) == LOGIN
    return AuthResult(success=right, handled=False)  # otherwise the server says nothing to a wrong password


@pytest.fixture
def office() -> Office:
    """Whoever takes the mails."""
    return Office()


@pytest.fixture
def mail_server(office: Office) -> Iterator[Controller]:
    """A real mail server, in a thread of its own, that wants a sign-in."""
    running = Controller(
        office,
        "127.0.0.1",
        free_port(),
        authenticator=_known,
        auth_required=True,
        auth_require_tls=False,
        ready_timeout=30,
    )
    running.start()
    yield running
    running.stop(no_assert=True)


@pytest.fixture
def campaign(house: House, mail_server: Controller, monkeypatch: pytest.MonkeyPatch) -> Campaigned:
    """The house of the tests, with this mail server in its settings."""
    values = {
        "smtp_host": "127.0.0.1",
        "smtp_port": mail_server.port,
        "smtp_security": "none",
        "smtp_user": LOGIN[0],
        "smtp_password": type(house.settings.smtp_password)(LOGIN[1]),
        "smtp_from": "申报助手 <shenbao@example.cn>",
    }
    for name, value in values.items():
        monkeypatch.setattr(house.settings, name, value)
    return Campaigned(house)


def mail(campaign: Campaigned, mailing: Mailing | None = None) -> int:
    """Mail what is to be mailed now."""
    mailing = mailing or Mailing(campaign.house, MailServer(campaign.house.settings))
    return mailing.tick(campaign.reminding, campaign.hand.now)


def body(mail: EmailMessage) -> str:
    """The words of a mail."""
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def test_who_is_on_the_page_only_gets_a_mail_and_nobody_else_does(campaign: Campaigned, office: Office) -> None:
    """The words of the chat go to whose address is known, once; on Telegram and without an address no mail goes."""
    address = campaign.come("张三", ZHENGDING, email="zhang@example.cn")
    silent = campaign.come("李四", ZHENGDING)
    carried = campaign.come("王五", ZHENGDING, "telegram", email="wang@example.cn")
    campaign.at("04-22 09:00")
    assert mail(campaign) == 1
    assert mail(campaign) == 0
    (sent,) = office.taken
    assert sent["To"] == "张三 <zhang@example.cn>"
    assert sent["From"] == "申报助手 <shenbao@example.cn>"
    assert sent["Subject"].startswith("【申报提醒】提醒：2024年4月25日前交市里（还有 3 个工作日、3 天）")
    assert campaign.told(address)[0] in body(sent)
    assert campaign.house.settings.base_url in body(sent)
    assert "city 3 sent" in campaign.ledger(address)
    assert "city 3 unreached" in campaign.ledger(silent)
    assert "city 3 sending" in campaign.ledger(carried)


def test_a_mail_speaks_the_language_of_its_reader(campaign: Campaigned, office: Office) -> None:
    """Who talks English is greeted and reminded in English; the name stays as it is written."""
    address = campaign.come("张三", ZHENGDING, email="zhang@example.cn")
    campaign.say(address, "English")
    campaign.at("04-22 09:00")
    assert mail(campaign) == 1
    (sent,) = office.taken
    words = f"{sent['Subject']}\n{body(sent)}".replace("张三", "").replace("石家庄市", "")
    assert sent["Subject"].startswith("[Cluster application] ")
    assert body(sent).startswith("Dear 张三,")
    assert re.findall("[\u4e00-\u9fff：，。【】]+", words) == []


def test_the_dates_come_along_for_the_own_calendar(campaign: Campaigned, office: Office) -> None:
    """Read back by another library: both days as instants in UTC, with bells at nine in China on working days."""
    campaign.come("张三", ZHENGDING, email="zhang@example.cn")
    campaign.at("04-11 09:00")
    mail(campaign)
    (attached,) = office.taken[0].iter_attachments()
    read = vobject.readOne(attached.get_content())
    city, province = read.vevent_list
    assert city.dtstart.value == datetime(2024, 4, 25, 1, tzinfo=UTC)
    assert city.dtend.value == datetime(2024, 4, 25, 15, 59, tzinfo=UTC)
    assert city.summary.value == "申报材料交市里"
    bells = [alarm.trigger.value for alarm in province.valarm_list]
    assert bells == [
        datetime(2024, 4, 30, 1, tzinfo=UTC),
        datetime(2024, 5, 7, 1, tzinfo=UTC),
        datetime(2024, 5, 8, 1, tzinfo=UTC),
    ]
    assert city.uid.value != province.uid.value


def test_in_the_chat_the_calendar_is_a_file(campaign: Campaigned) -> None:
    """日历 hands the same file over, with an address of its own."""
    address = campaign.come("张三", ZHENGDING)
    campaign.say(address, "日历")
    file = campaign.messages(address)[-1].file
    assert file is not None
    assert file.name == "申报日期.ics"


def test_somebody_without_conversation_gets_a_link_that_lets_in(campaign: Campaigned, office: Office) -> None:
    """Never came in: the mail says the dates and holds a personal link."""
    campaign.write(
        "INSERT INTO person (name, role, region, locale, created_at, email)"
        " VALUES ('未到', 'county', '130123', 'zh', '2024-04-10T07:00:00.000000+00:00', 'late@example.cn')"
    )
    campaign.at("04-22 09:00")
    assert mail(campaign) == 1
    assert "还没有开始填" in body(office.taken[0])
    assert "/i/" in body(office.taken[0])


def test_a_refused_mail_failed_and_is_not_tried_again(campaign: Campaigned, office: Office) -> None:
    """550 is for good: failed in the ledger, and shown at the next visit all the same."""
    address = campaign.come("张三", ZHENGDING, email="gone@example.cn")
    office.refusal = "550 no such mailbox"
    campaign.at("04-22 09:00")
    assert mail(campaign) == 0
    assert "city 3 failed" in campaign.ledger(address)
    office.refusal = ""
    assert mail(campaign) == 0
    campaign.hand.now = moment("04-22 10:00")
    campaign.say(address, "继续")
    campaign.at("04-22 10:01")
    assert "city 3 seen" in campaign.ledger(address)


def test_a_server_that_is_busy_or_away_is_tried_again(
    campaign: Campaigned, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """451, then no server at all: nothing counts as tried, and five minutes later the mail goes out."""
    address = campaign.come("张三", ZHENGDING, email="zhang@example.cn")
    campaign.at("04-22 09:00")
    mailing = Mailing(campaign.house, MailServer(campaign.house.settings))
    office.refusal = "451 try later"
    assert mail(campaign, mailing) == 0
    assert "city 3 unreached" in campaign.ledger(address)
    office.refusal = ""
    assert mail(campaign, mailing) == 0  # within the pause
    campaign.hand.now += timedelta(minutes=6)
    assert mail(campaign, mailing) == 1
    monkeypatch.setattr(campaign.house.settings, "smtp_port", free_port())
    campaign.at("04-24 09:00")
    assert mail(campaign) == 0
    assert "city 1 unreached" in campaign.ledger(address)


def test_what_is_left_in_doubt_is_sent_once_more_and_then_no_more(campaign: Campaigned, office: Office) -> None:
    """The line breaks after the mail was taken: the same mail once more under its own id, then it is given up."""
    address = campaign.come("张三", ZHENGDING, email="zhang@example.cn")
    office.cut = True
    campaign.at("04-22 09:00")
    for minutes in range(0, 90, 15):
        campaign.hand.now = moment("04-22 09:00") + timedelta(minutes=minutes)
        mail(campaign)
    assert len(office.taken) == 2
    assert len({sent["Message-ID"] for sent in office.taken}) == 1
    assert "city 3 failed" in campaign.ledger(address)


def test_an_address_is_given_and_taken_back_in_the_chat(campaign: Campaigned) -> None:
    """邮箱 …: kept; what is no address is said to be none; 邮箱 无 ends it."""
    address = campaign.come("张三", ZHENGDING)
    campaign.say(address, "邮箱：zhang@example.cn")
    assert "zhang@example.cn" in campaign.messages(address)[-1].text
    assert campaign.rows("SELECT email FROM person") == [("zhang@example.cn",)]
    campaign.say(address, "邮箱 zhang@example")
    assert "不像邮箱地址" in campaign.messages(address)[-1].text
    assert campaign.rows("SELECT email FROM person") == [("zhang@example.cn",)]
    campaign.say(address, "邮箱 无")
    assert campaign.rows("SELECT email FROM person") == [(None,)]


def test_failures_reach_the_administrator_once_a_day(campaign: Campaigned, office: Office) -> None:
    """A refused mail: at half past nine the administrator hears of it, once, whoever tells it."""
    campaign.come("张三", ZHENGDING, email="gone@example.cn")
    chief = campaign.come("管理员")
    campaign.write("UPDATE person SET role = 'administrator' WHERE name = '管理员'")
    office.refusal = "550 no such mailbox"
    campaign.at("04-11 09:00")
    mail(campaign)
    for _ in range(2):
        Campaigner(campaign.house, MailServer(campaign.house.settings))._report(moment("04-11 09:31"))
    heard = [message.text for message in campaign.messages(chief) if "过去一天的提醒" in message.text]
    assert len(heard) == 1
    assert "2 条没有发成" in heard[0]


def test_broken_settings_and_lost_messages_reach_the_administrator(
    campaign: Campaigned, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No server at the port that is set, an answer that Telegram refused: told in the report of the day, each once."""
    campaign.come("张三", ZHENGDING, email="zhang@example.cn")
    chief = campaign.come("管理员")
    campaign.write("UPDATE person SET role = 'administrator' WHERE name = '管理员'")
    campaign.at("04-11 09:00")
    monkeypatch.setattr(campaign.house.settings, "smtp_port", free_port())
    campaign.write("UPDATE outbox SET state = 'failed', settled_at = at WHERE kind = 'reply'")
    campaigner = Campaigner(campaign.house, MailServer(campaign.house.settings))
    mail(campaign, campaigner._mailing)
    for _ in range(2):
        campaigner._report(moment("04-11 09:31"))
    heard = [message.text for message in campaign.messages(chief)]
    assert sum("过去一天的其他消息" in each for each in heard) == 1
    assert sum("邮件服务器不收" in each for each in heard) == 1
    assert office.taken == []


def test_the_doctor_knows_whether_the_server_takes_the_sign_in(
    campaign: Campaigned, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the right password good, with a wrong one bad, with a word on how to mend it and no password in it."""
    settings = campaign.house.settings
    (good,) = (each for each in examine(settings, bot_name, mail_trouble) if each.what == "mail")
    assert good.health == "good"
    monkeypatch.setattr(settings, "smtp_password", type(settings.smtp_password)("wrong"))
    (bad,) = (each for each in examine(settings, bot_name, mail_trouble) if each.what == "mail")
    assert bad.health == "bad"
    assert "SHENBAO_SMTP_HOST" in bad.mend
    assert "wrong" not in str(bad)
