"""Dates at the desk: said, weighed, set with one tap."""

from __future__ import annotations

import pytest

from dialogs.record import codec
from dialogs.saying.briefs import DateMove
from dialogs.state.errands import (
    SetDate,
)
from dialogs.turn.messages import Happened
from tests.dialogs.desk import QINGHE, Desk


def test_the_dates_of_the_region_are_said(desk: Desk) -> None:
    """The city's own date with its days, the province's, and how to set one; the first screen has them too."""
    said = desk.say("截止日期")
    assert "2024年4月22日前报邢台市：还有 7 个工作日、11 天" in said
    assert "2024年5月8日前" in said
    assert "截止日期 清河县 4月26日" in said
    assert "2024年4月22日前报邢台市：还有 7 个工作日、11 天" in desk.say("今天")


@pytest.mark.parametrize(
    ("words", "place", "day"),
    [
        ("截止日期 4月23日", "邢台市", "2024-04-23"),
        ("截止日期改到4月23日", "邢台市", "2024-04-23"),
        ("截止时间：2024年4月23日前", "邢台市", "2024-04-23"),
        ("截止日期 清河县 4月26日", QINGHE, "2024-04-26"),
        ("延期 清河县到四月二十六日", QINGHE, "2024-04-26"),
        ("deadline 清河县 2024-04-26", QINGHE, "2024-04-26"),
    ],
)
def test_a_date_is_weighed_before_it_is_set(desk: Desk, words: str, place: str, day: str) -> None:
    """The desk asks what it would change; nothing is set yet."""
    desk.say(words)
    assert desk.asked == [SetDate(place, day)]


def test_setting_a_date_takes_one_tap_after_the_preview(desk: Desk) -> None:
    """Old and new, who hears of it; the tap sets it, the word says that it stands."""
    move = DateMove(
        "邢台市", "邢台市", "2024-04-23", (("2024-04-25", False, ("清河县", "威县")),), ("王五", "赵六"), 1, known=True
    )
    said = desk.happen(Happened("date weighed", {"move": codec.dumps(move)}))
    assert "邢台市交市里的日期改为 2024年4月23日" in said
    assert "原来没有定（参考 2024年4月25日），2 个县：清河县、威县" in said
    assert "会通知 2 人：王五、赵六" in said
    assert "不通知 1 人" in said
    assert desk.buttons == ("改为 2024年4月23日", "不，算了")
    desk.say("1")
    assert desk.asked == [SetDate("邢台市", "2024-04-23", really=True)]
    assert "现在是 2024年4月23日" in desk.happen(Happened("date set", {"move": codec.dumps(move)}))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("截止日期 4月31日", "4月只有30天"),
        ("截止日期 4月1日", "已经过去了"),
        ("截止日期 正定县 4月26日", "“正定县”属石家庄市"),
        ("截止日期 清河县", "清河县哪天交市里"),
    ],
)
def test_a_date_that_cannot_be_is_answered_with_what_is_wrong(desk: Desk, words: str, said: str) -> None:
    """No such day, a day that is over, a county of another city, no day at all: nothing is set."""
    assert said in desk.say(words)
    assert desk.asked == []


def test_the_day_that_was_asked_for_is_taken(desk: Desk) -> None:
    """After the question for the day the day alone is enough."""
    desk.say("截止日期 清河县", "4月24日")
    assert desk.asked == [SetDate(QINGHE, "2024-04-24")]
