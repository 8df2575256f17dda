"""Broadcasts at the desk: written, addressed, shown, sent once, steered."""

from __future__ import annotations

from dataclasses import replace

from dialogs.record.region import Sending
from dialogs.state.errands import (
    Broadcast,
    Steer,
)
from dialogs.turn.messages import Chose, Sent
from tests.dialogs.desk import NOW, Desk


def test_a_broadcast_is_written_addressed_shown_and_sent_once(desk: Desk) -> None:
    """Text, audience, preview with the count; the second tap of 发送 sends nothing."""
    assert "群发什么" in desk.say("群发")
    assert "发给谁" in desk.say("请各县于4月20日前填完。")
    said = desk.say("填报中 已填完")
    assert "收到的人看到的是：\n【邢台市 王科长】\n请各县于4月20日前填完。" in said
    assert "发给 2 个县的 2 人" in said
    revision = desk.conversation.revision
    desk.happen(Chose(revision, (1,)))
    assert desk.asked == [Broadcast("请各县于4月20日前填完。", (11, 12), "", "填报中 已填完")]
    assert "不起作用了" in desk.happen(Chose(revision, (1,)))
    assert desk.asked == []
    assert "没有等着发送的群发" in desk.say("发送") or desk.asked == []


def test_a_broadcast_says_who_cannot_be_reached(desk: Desk) -> None:
    """Before it is sent, not after."""
    desk.say("群发：请查收通知")
    assert "现在收不到：威县 孙七" in desk.say("全部")


def test_a_draft_is_put_aside_and_found_again(desk: Desk) -> None:
    """Looking at something in between loses no word of it; new recipients that mean nothing are asked about."""
    desk.say("群发", "第一稿")
    assert "没认出“火星县”" in desk.say("火星县")
    desk.say("进度")
    assert "接着写群发草稿" in (desk.say("今天"), desk.buttons)[1]
    assert "发给谁" in desk.say("继续群发")
    assert "第一稿" in desk.say("清河县")
    assert "草稿已清除" in desk.say("放弃")
    assert desk.conversation.draft is None


def test_a_file_goes_with_a_broadcast(desk: Desk) -> None:
    """Sent before the text, with a caption, or out of the blue: kept, and asked about."""
    assert "要把它群发给县里吗" in desk.happen(Sent("通知.pdf", 900, "f1"))
    desk.say("1", "见附件", "全部")
    desk.say("发送")
    assert desk.asked == [Broadcast("见附件", (11, 12, 13), "f1", "全部")]


def test_a_broadcast_under_way_is_steered(desk: Desk) -> None:
    """Pause and cancel mean the one that is open; without one nothing happens."""
    assert "没有正在发的群发" in desk.say("暂停群发")
    sending = Sending("b1", NOW, "sending", "请于…", {"todo": 5, "sent": 2}, 7)
    desk.region = replace(desk.region, sendings=(sending,))
    desk.say("暂停群发")
    assert desk.asked == [Steer("b1", "pause")]
    desk.say("取消群发")
    assert desk.asked == [Steer("b1", "cancel")]
