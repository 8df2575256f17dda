"""Broadcasts over a real house, on both databases: once to everybody, paused, cancelled, answered, repeated."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pytest

from bot.desk.broadcasting import Broadcasting
from bot.house import House
from bot.turns.wakeup import News
from dialogs.turn.messages import Happened, Sent
from storage import attachments, broadcasts, people
from storage.errors import NotYours
from tests.bot.conftest import NOON
from tests.bot.desk.people import arrive, contact, heard, say, times, told
from tests.bot.patience import until

TEXT = "请于4月20日前填完，缺的佐证一并上传"
COUNTIES = ("清河县", "威县", "临西县", "南宫市", "沙河市", "宁晋县", "广宗县")


@pytest.fixture
def desk(house: House) -> int:
    """The address of 邢台市's coordinator, and seven contacts after it."""
    address = arrive(house, "王科长", "city", "邢台市")
    for number, county in enumerate(COUNTIES):
        contact(house, f"联系人{number}", county)
    return address


def begun(house: House, desk: int, state: broadcasts.State = "sending", others: tuple[int, ...] = ()) -> str:
    """A broadcast that is kept and not sent yet, to the seven or to ``others``."""
    with house.database.write() as session:
        sender = people.speaking(session, desk).person_id
        row = broadcasts.Broadcast("b1", sender, desk, TEXT, "全部", None, state, 1, NOON, None)
        chosen = others or tuple(sender + 1 + number for number in range(len(COUNTIES)))
        assert broadcasts.begin(session, row, [(each, "130534") for each in chosen])
        assert not broadcasts.begin(session, row, [])
    return "b1"


def broadcasting(house: House) -> Broadcasting:
    """Who sends, beside the jobs of the house."""
    return Broadcasting(house.form, house.database, house.settings.clock, News(), house.conversations.catch_up)


def states(house: House) -> dict[str, int]:
    """How many recipients are how far."""
    with house.database.read() as session:
        return broadcasts.counts(session, "b1")


def test_a_broadcast_reaches_everybody_once_and_is_reported(house: House, desk: int) -> None:
    """Written, addressed, confirmed, sent; the report names every county, and 已看到 is another thing than 已发."""
    said = say(house, desk, f"群发：{TEXT}", "全部")
    assert "发给 7 个县的 7 人" in said
    say(house, desk, "1")
    report = told(house, desk, "对方之后来过")
    assert "已发 7" in report
    assert all(county in report for county in COUNTIES)
    assert [times(house, each, TEXT) for each in range(desk + 1, desk + 8)] == [1] * 7
    assert "【邢台市 王科长】" in heard(house, desk + 1)
    house.settings.now = NOON + timedelta(minutes=5)
    say(house, desk + 1, "进度")
    say(house, desk, "群发进度")
    assert "清河县 联系人0　已看到" in told(house, desk, "已发 6，已看到 1")


def test_its_progress_is_one_message_that_changes(house: House, desk: int) -> None:
    """群发中 becomes 群发完成 in its place, with the figures as they stand, and offers nothing to steer any more."""
    changed: list[str] = []
    house.news.listen(lambda _, kind, figures: changed.append(figures["sequence"]) if kind == "changed" else None)
    say(house, desk, f"群发：{TEXT}", "全部", "1")
    begun = until(lambda: [each for each in house.history.messages(desk) if "共 7 人" in each.text and not each.mine])[
        0
    ]
    told(house, desk, "群发完成")
    after = until(
        lambda: [
            each for each in house.history.messages(desk) if each.sequence == begun.sequence and "完成" in each.text
        ]
    )[0]
    assert "已发 7" in after.text
    assert after.buttons == ()
    assert str(begun.sequence) in changed
    assert times(house, desk, "群发中") == 0


def test_the_same_confirmation_twice_is_one_broadcast(house: House, desk: int) -> None:
    """A second tap and a second message send nothing."""
    say(house, desk, f"群发：{TEXT}", "全部", "发送", "发送")
    told(house, desk, "群发完成")
    assert [times(house, each, TEXT) for each in range(desk + 1, desk + 8)] == [1] * 7


def test_two_senders_at_once_send_once(house: House, desk: int) -> None:
    """Two processes that take up one broadcast share the recipients and double none."""
    begun(house, desk)
    with ThreadPoolExecutor(2) as both:
        list(both.map(lambda sender: sender.work("b1"), (broadcasting(house), broadcasting(house))))
    assert [times(house, each, TEXT) for each in range(desk + 1, desk + 8)] == [1] * 7
    assert times(house, desk, "群发完成") == 1


def test_what_was_left_in_the_middle_is_gone_on_with(house: House, desk: int) -> None:
    """Some have it, the sender died: the others get it, and nobody twice."""
    begun(house, desk)
    with house.database.write() as session:
        broadcasting(house)._owe(session, "b1", broadcasts.todo(session, "b1", 3))
    assert states(house) == {"todo": 4, "sent": 3}
    broadcasting(house).work("b1")
    assert states(house) == {"sent": 7}
    assert [times(house, each, TEXT) for each in range(desk + 1, desk + 8)] == [1] * 7


def test_a_transaction_that_fails_sends_nothing(house: House, desk: int) -> None:
    """What was written into the conversations and not committed is not there, and not counted."""
    begun(house, desk)
    with suppress(RuntimeError), house.database.write() as session:
        broadcasting(house)._owe(session, "b1", broadcasts.todo(session, "b1", 3))
        raise RuntimeError
    assert states(house) == {"todo": 7}
    assert times(house, desk + 1, TEXT) == 0


def test_paused_nothing_goes_out_and_resumed_the_rest_does(house: House, desk: int) -> None:
    """A pause holds in the claim itself; what was sent before it stays sent."""
    begun(house, desk, state="paused")
    broadcasting(house).work("b1")
    assert states(house) == {"todo": 7}
    assert "群发已暂停" in say(house, desk, "今天")
    say(house, desk, "恢复群发")
    assert "已发 7" in told(house, desk, "群发完成")


def test_cancelled_the_rest_is_never_sent(house: House, desk: int) -> None:
    """The report says who did not get it."""
    begun(house, desk, state="paused")
    say(house, desk, "取消群发")
    told(house, desk, "群发已取消")
    assert states(house) == {"cancelled": 7}
    broadcasting(house).work("b1")
    assert times(house, desk + 1, TEXT) == 0
    assert "没有正在发的群发" in say(house, desk, "恢复群发")


def test_failures_only_are_sent_again(house: House, desk: int) -> None:
    """Somebody without a conversation is unreached; once there, 再发 reaches this one and nobody else."""
    with house.database.write() as session:
        sender = people.speaking(session, desk).person_id
        absent = people.register(session, "郑十", "county", "130525", NOON).id
    begun(house, desk, others=(sender + 1, sender + 2, absent))
    broadcasting(house).work("b1")
    assert states(house) == {"sent": 2, "unreached": 1}
    with house.database.write() as session:
        address = people.ensure(session, absent, "web", str(absent)).id
    house.conversations.receive(address, "arrived", Happened("arrived"))
    say(house, desk, "重发失败的")
    until(lambda: states(house) == {"sent": 3})
    assert times(house, address, TEXT) == 1
    assert times(house, desk + 1, TEXT) == 1


def test_what_a_county_writes_back_comes_with_its_name(house: House, desk: int) -> None:
    """回复 … goes to the sender; the open question stays, and no answer is made of the words."""
    say(house, desk, f"群发：{TEXT}", "清河县", "发送")
    told(house, desk, "群发完成")
    say(house, desk + 1, "开始")
    say(house, desk + 1, "回复 收到，周四报齐")
    assert told(house, desk + 1, "已转给王科长")
    assert told(house, desk, "清河县 联系人0：收到，周四报齐")


def test_without_a_broadcast_the_city_hears_it(house: House, desk: int) -> None:
    """Whoever coordinates the county's group; of another city nobody, and that is said."""
    say(house, desk + 2, "回复市里：数还没到")
    assert told(house, desk, "威县 联系人1：数还没到")
    other = contact(house, "丁一", "正定县")
    say(house, other, "回复市里：数还没到")
    assert told(house, other, "没法转达")


def test_a_bare_received_answers_a_broadcast_and_nothing_else(house: House, desk: int) -> None:
    """收到 goes to whoever wrote; where nobody wrote, nobody is told, and the county hears how to leave a word."""
    say(house, desk + 2, "收到")
    assert told(house, desk + 2, "没有等您答复的通知")
    say(house, desk, f"群发：{TEXT}", "清河县", "发送")
    told(house, desk, "群发完成")
    say(house, desk + 1, "好的，收到")
    assert told(house, desk, "清河县 联系人0：好的，收到")
    assert times(house, desk, "联系人1：收到") == 0


def test_a_file_goes_along_and_only_its_recipients_have_it(house: House, desk: int) -> None:
    """The file of a broadcast opens for whoever got it, and for nobody else."""
    stored = attachments.store(b"%PDF-1.7 notice", house.documents.folder)
    with house.database.write() as session:
        sender = people.speaking(session, desk).person_id
        kept = attachments.add(
            session,
            stored,
            NOON,
            person_id=sender,
            application_id=None,
            name="通知.pdf",
            media_type="application/pdf",
            kind="upload",
            state="unsorted",
        )
    house.conversations.receive(desk, "file", Sent("通知.pdf", stored.size, kept.id))
    say(house, desk, "继续群发", "见附件", "清河县", "发送")
    told(house, desk, "群发完成")
    file = house.history.messages(desk + 1)[-1].file
    assert file is not None
    assert (file.name, file.attachment) == ("通知.pdf", kept.id)
    with house.database.read() as session:
        assert attachments.find(session, kept.id, sender + 1).id == kept.id
        with pytest.raises(NotYours):
            attachments.find(session, kept.id, sender + 2)


def test_people_who_were_shut_out_meanwhile_get_nothing(house: House, desk: int) -> None:
    """Between the choice and the confirmation somebody was shut out: one recipient less."""
    say(house, desk, f"群发：{TEXT}", "全部")
    with house.database.write() as session:
        people.disable(session, people.speaking(session, desk + 1).person_id, NOON)
    say(house, desk, "1")
    assert "共 6 人" in told(house, desk, "群发完成")
    assert times(house, desk + 1, TEXT) == 0


def test_the_report_counts_like_its_rows(house: House, desk: int) -> None:
    """The counts of the ledger are those of its lines."""
    begun(house, desk)
    broadcasting(house).work("b1")
    with house.database.read() as session:
        rows = broadcasts.recipients(session, "b1")
        counted = broadcasts.counts(session, "b1")
    assert {state: sum(row.state == state for row in rows) for state in counted} == counted
