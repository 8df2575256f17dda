"""两人确认 over a real house, on both databases: a broadcast waits for a second coordinator and is sent once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from bot.house import House
from bot.turns.links import second_look_opened
from dialogs.turn.messages import Sent
from storage import attachments, people, web_sessions
from storage.errors import NotYours
from tests.bot.conftest import NOON
from tests.bot.desk.people import arrive, contact, heard, say, times, told
from tests.bot.patience import until
from tests.bot.web.client import Browser, browse
from tests.bot.web.more_fakes import PHONE
from tests.bot.web.real import SILENT, Furnished

TEXT = "请于4月20日前填完"
SENT = "【邢台市 王科长】"


@pytest.fixture
def people_of_it(house: House) -> tuple[int, int, int]:
    """The addresses of the author, a second coordinator of 邢台市 and a contact; two people confirm broadcasts."""
    desk, second = arrive(house, "王科长", "city", "邢台市"), arrive(house, "张科长", "city", "邢台市")
    county = contact(house, "联系人", "清河县")
    say(house, desk, "群发要两人确认")
    assert told(house, desk, "另一位协调人（张科长）同意才发出")
    return desk, second, county


def asked(house: House, desk: int) -> str:
    """A broadcast is written and confirmed by its author; returns the link's token."""
    before = house.history.messages(desk)[-1].sequence
    say(house, desk, f"群发：{TEXT}", "全部", "发送")
    text = until(lambda: next((t for t in heard(house, desk, before).split("\n") if "/a/" in t), ""))
    return text.rpartition("/a/")[2]


def opens(house: House, address: int, token: str, number: int = 1) -> None:
    """Somebody opens the link."""
    house.conversations.receive(address, f"second look {number}", second_look_opened(token))


def audited(house: House) -> list[tuple[str, int | None]]:
    """What the audit says of it, and who did it."""
    with house.database.read() as session:
        lines = people.audited(session, NOON - timedelta(days=1))
    return [(each.action, each.person_id) for each in lines if each.action.startswith(("second", "broadcast"))]


def test_it_waits_and_is_sent_once_when_a_second_person_agrees(
    house: House, people_of_it: tuple[int, int, int]
) -> None:
    """Nothing goes out before; the second person reads text and count, agrees; the author hears it; all is audited."""
    desk, second, county = people_of_it
    token = asked(house, desk)
    assert times(house, county, SENT) == 0
    opens(house, second, token)
    assert TEXT in told(house, second, "收到的人看到的是")
    assert "发给 1 个县的 1 人：清河县" in told(house, second, "您同意才发出")
    assert [each.label for each in house.history.messages(second)[-1].buttons] == ["同意，发给 1 人", "退回"]
    assert times(house, county, SENT) == 0
    say(house, second, "1")
    assert told(house, second, "您同意了，王科长的群发现在发出")
    assert told(house, desk, "张科长同意了您的群发")
    assert told(house, desk, "群发完成")
    assert times(house, county, SENT) == 1
    opens(house, second, token, 2)
    assert told(house, second, "张科长已经同意，这条群发已经发出")
    done = [action for action, _ in audited(house)]
    assert done == ["second look set", "second look asked for", "second look", "broadcast"]


def test_two_who_agree_at_once_send_once(house: House, people_of_it: tuple[int, int, int]) -> None:
    """One agrees, the other hears that it was agreed to; a second tap does nothing."""
    desk, second, county = people_of_it
    third = arrive(house, "李科长", "city", "邢台市")
    token = asked(house, desk)
    for each in (second, third):
        opens(house, each, token)
        told(house, each, "您同意才发出")
    with ThreadPoolExecutor(2) as both:
        list(both.map(lambda each: say(house, each, "1", "1"), (second, third)))
    assert told(house, desk, "群发完成")
    assert times(house, county, SENT) == 1
    heard_both = heard(house, second) + heard(house, third)
    assert heard_both.count("您同意了") == 1
    assert heard_both.count("已经同意，这条群发已经发出") == 1


def test_what_is_returned_is_a_draft_again(house: House, people_of_it: tuple[int, int, int]) -> None:
    """退回 sends nothing; the author has the text, mends it, and the new one has to be agreed to as well."""
    desk, second, county = people_of_it
    opens(house, second, asked(house, desk))
    told(house, second, "您同意才发出")
    say(house, second, "退回")
    assert told(house, second, "已退回，没有发出")
    assert TEXT in told(house, desk, "张科长退回了您的群发，没有发出")
    assert "发给 1 个县的 1 人：清河县" in say(house, desk, "继续群发")
    assert times(house, county, SENT) == 0


def test_after_a_withdrawal_nobody_can_agree(house: House, people_of_it: tuple[int, int, int]) -> None:
    """The author takes it back; who opened it before hears so, and nothing is sent."""
    desk, second, county = people_of_it
    opens(house, second, asked(house, desk))
    told(house, second, "您同意才发出")
    say(house, desk, "1")
    assert TEXT in told(house, desk, "已撤回，没有发出")
    say(house, second, "1")
    assert told(house, second, "王科长已经撤回这条群发，没有发出")
    assert times(house, county, SENT) == 0


def test_after_three_days_nobody_can_agree_and_the_author_has_it_back(
    house: House, people_of_it: tuple[int, int, int]
) -> None:
    """Said to the second person, and on the author's first screen; taken back, the text is a draft."""
    desk, second, county = people_of_it
    token = asked(house, desk)
    opens(house, second, token)
    told(house, second, "您同意才发出")
    house.settings.now = NOON + timedelta(days=3)
    say(house, second, "1")
    assert told(house, second, "确认已过期，没有发出")
    assert "没有人确认，已过期" in say(house, desk, "今天")
    say(house, desk, "待确认")
    assert told(house, desk, "没有发出。撤回后可以改了再发")
    say(house, desk, "1")
    assert TEXT in told(house, desk, "已撤回，没有发出")
    assert times(house, county, SENT) == 0


def test_the_author_and_another_region_cannot_agree(house: House, people_of_it: tuple[int, int, int]) -> None:
    """The author's own link offers to take it back; another city and the province read nothing of it."""
    desk, _, county = people_of_it
    token = asked(house, desk)
    opens(house, desk, token)
    assert told(house, desk, "还在等另一位协调人确认")
    assert [each.label for each in house.history.messages(desk)[-1].buttons] == ["撤回这条群发"]
    for name, role, region in (("赵科长", "city", "石家庄市"), ("钱处长", "province", "")):
        other = arrive(house, name, role, region)  # type: ignore[arg-type]
        opens(house, other, token)
        assert told(house, other, "不在您的地区")
        assert times(house, other, TEXT) == 0
        assert "没有等确认的群发" in say(house, other, "待确认")
    assert times(house, county, SENT) == 0


def test_it_stands_on_the_first_screen_of_who_is_in(house: House, people_of_it: tuple[int, int, int]) -> None:
    """Without any link: 今天 has a line and a button; a link that is none is said to be none."""
    desk, second, county = people_of_it
    asked(house, desk)
    assert f"王科长的群发“{TEXT}”（1 人）等您同意或退回" in say(house, second, "今天")
    assert "待确认的群发（1）" in [each.label for each in house.history.messages(second)[-1].buttons]
    say(house, second, "待确认")
    told(house, second, "您同意才发出")
    say(house, second, "同意")
    assert told(house, desk, "群发完成")
    assert times(house, county, SENT) == 1
    opens(house, second, "nonsense", 7)
    assert told(house, second, "这个确认链接不对，或已经作废")


def test_switched_off_one_person_is_enough(house: House, people_of_it: tuple[int, int, int]) -> None:
    """不用两人确认; where nobody else coordinates, switching it on says that somebody is missing."""
    desk, _, county = people_of_it
    say(house, desk, "不用两人确认")
    assert told(house, desk, "不用第二个人")
    say(house, desk, f"群发：{TEXT}", "全部", "发送")
    assert told(house, desk, "群发完成")
    assert times(house, county, SENT) == 1
    alone = arrive(house, "赵科长", "city", "石家庄市")
    say(house, alone, "群发要两人确认")
    assert told(house, alone, "现在这里只有您一位")


def test_who_is_asked_may_open_the_file(house: House, people_of_it: tuple[int, int, int]) -> None:
    """The file of a broadcast opens for the second coordinator before it is sent, and for no county."""
    desk, second, county = people_of_it
    stored = attachments.store(b"%PDF-1.7 notice", house.documents.folder)
    with house.database.write() as session:
        sender, reader, contact_ = (people.speaking(session, each).person_id for each in (desk, second, county))
        about = {"name": "通知.pdf", "media_type": "application/pdf", "kind": "upload", "state": "unsorted"}
        kept = attachments.add(session, stored, NOON, person_id=sender, application_id=None, **about)  # type: ignore[arg-type]
    house.conversations.receive(desk, "file", Sent("通知.pdf", stored.size, kept.id))
    say(house, desk, "继续群发", "见附件", "清河县", "发送")
    told(house, desk, "还没有发出")
    say(house, second, "待确认")
    told(house, second, "您同意才发出")
    assert any(each.file is not None and each.file.name == "通知.pdf" for each in house.history.messages(second))
    with house.database.read() as session:
        assert attachments.find(session, kept.id, reader).id == kept.id
        with pytest.raises(NotYours):
            attachments.find(session, kept.id, contact_)


def test_the_link_on_the_web_shows_it_to_whoever_is_signed_in(house: House, people_of_it: tuple[int, int, int]) -> None:
    """A coordinator comes to the own chat, where it stands once; a county has no such page, a stranger signs in."""
    desk, second, county = people_of_it
    token = asked(house, desk)

    async def _visit(browser: Browser) -> None:
        def of(address: int) -> Browser:
            with house.database.write() as session:
                person = people.speaking(session, address).person_id
                return browser.with_session(web_sessions.issue(session, person, NOON, NOON + timedelta(days=9), PHONE))

        for number, status in ((second, 303), (second, 303), (county, 404)):
            answer = await of(number).get(f"/a/{token}")
            assert answer.status == status
        stranger = await browser.another().get(f"/a/{token}")
        assert stranger.status == 401
        assert "请先登录，再打开这条链接" in await stranger.text()

    browse(Furnished(house), _visit, pace=SILENT)
    assert times(house, second, "您同意才发出") == 1
    assert times(house, county, TEXT) == 0
