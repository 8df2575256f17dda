"""What a coordinator's words are offered as, and what a comment holds that is put right: the values that were said."""

from __future__ import annotations

import pytest

from dialogs.definition.form import Form
from dialogs.state.examining import Examining
from tests.dialogs.desk import Desk
from tests.dialogs.desk_situations import SITUATIONS

_OFFERED = [
    ("city", "先不推临西了", "不推荐 临西县"),
    ("city", "清河先不推了吧", "备选 清河县"),
    ("province", "清河的收下登记", "受理 清河县"),
    ("province", "邢台的清河这个没问题，受理了吧", "受理 清河县"),
    (
        "province",
        "邢台两家，清河受理，临西退回，简介超了三百字",
        "受理 清河县；补正 临西县 简介超了三百字",
    ),
    ("province", "临西退回去让他们改，2.7和名单对不上", "补正 临西县 2.7和名单对不上"),
    ("back", "清河怕是来不及改了，不行就让临西顶上去", "清河县换成临西县"),
    ("city", "明早九点给没填完的发个通知，请抓紧", "明早九点再发"),
    ("", "广宗、巨鹿、平乡这三个县一块邀请了吧", "邀请巨鹿县的联系人"),
    ("review", "我都看过了没啥大问题，受理吧", "审核通过"),
]
_COMMENTS = [
    ("review", ["2.1和2.6对不上退回去让他们改"], "", "2.1和2.6对不上"),
    (
        "review",
        ["上云比例算得不对，应该重新算", "口气软一点，改成：上云比例建议再核一下"],
        "4.2",
        "上云比例建议再核一下",
    ),
    ("field", ["单位填错了吧，应该是亿元", "这句记到2.6那题上"], "2.6", "单位填错了吧，应该是亿元"),
    ("field", ["产值涨得太多，请说明", "再加一句，附统计局的证明"], "2.1", "产值涨得太多，请说明；附统计局的证明"),
    ("reason", ["名单和家数对不上，请改正", "让他们19号下班前交上来"], "2.6", "名单和家数对不上，请改正"),
    ("city", ["清河退回，原因是2.7家数不对"], "2.7", "2.7家数不对"),
]


def _desk(form: Form, situation: str) -> Desk:
    region, conversation = SITUATIONS[situation](form)
    return Desk(form, region, conversation)


@pytest.mark.parametrize(("situation", "said", "button"), _OFFERED)
def test_what_is_said_is_one_tap_away_with_its_value(form: Form, situation: str, said: str, button: str) -> None:
    """Nothing is done by the words alone, and the button has the values in it."""
    desk = _desk(form, situation)
    desk.say(said)
    assert button in desk.buttons
    assert not desk.asked


@pytest.mark.parametrize(("situation", "said", "question", "note"), _COMMENTS)
def test_a_comment_holds_what_was_said_last(
    form: Form, situation: str, said: list[str], question: str, note: str
) -> None:
    """Its question and its words, without what was only said about them."""
    desk = _desk(form, situation)
    desk.say(*said)
    state = desk.conversation.state
    assert isinstance(state, Examining)
    assert (form.by_name[state.about].id if state.about else "", state.note) == (question, note)


def test_both_decisions_are_taken_by_one_tap(form: Form) -> None:
    """清河 is accepted; which question of 临西 is meant is asked, with the reason kept."""
    desk = _desk(form, "province")
    desk.say("邢台两家，清河受理，临西退回，简介超了三百字", "1")
    assert [(type(each).__name__, getattr(each, "decision", "")) for each in desk.asked] == [("Decide", "accepted")]
    assert "简介超了三百字" in desk.phrased[-1].text
