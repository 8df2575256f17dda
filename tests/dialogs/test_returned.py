"""What was returned, in the county's conversation: exactly that is open, mended or explained, and sent back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dialogs.definition.form import Form
from dialogs.derived.rounds import CommentState, open_round, passed, rounds, under_review
from dialogs.record.application import Act, Application, ReviewEvent
from dialogs.record.proofs import Proof
from dialogs.state.conversation import Composing, Justifying, Resting
from dialogs.turn.messages import Happened, Said
from dialogs.turn.sealing import fingerprint, sealed
from tests.county import fill
from tests.returning import give_back
from tests.talk import Talk

OUTPUT = ("output", "figures", "2022年与统计局年报不一致")
SMES = ("smes", "caliber", "按300号文核")
LIST = ("E-3", "proof_missing", "")
WHOLE = ("", "other", "缺县级汇总表")


@pytest.fixture(scope="module")
def whole(form: Form) -> Application:
    """A county that has filled everything and sent it for review."""
    talk = Talk(form)
    talk.say("开始")
    fill(talk)
    talk.say("送审")
    return talk.application


@pytest.fixture
def talk(form: Form, whole: Application) -> Talk:
    """Its contact, at rest."""
    made = Talk(form, applications={"a1": whole})
    made.say("开始", "报送")
    return made


def said(talk: Talk, *words: str) -> str:
    """What was answered to the last of these."""
    return "\n".join(talk.say(*words))


def states(talk: Talk) -> list[CommentState]:
    """How the comments of the open round stand."""
    found = open_round(talk.form, talk.application)
    assert found is not None
    return [each.state for each in found.comments]


def test_sent_for_review_is_an_act_with_a_receipt(talk: Talk) -> None:
    """It is on record once, says from when the city sees the content, and is not sent twice."""
    assert [each.kind for each in talk.application.reviews] == ["sent"]
    assert talk.application.acts[-1].kind == "sent"
    assert under_review(talk.application)
    assert "还没有退回或审核通过" in said(talk, "送审")
    assert len(talk.application.reviews) == 1


def test_what_is_not_filled_is_not_sent(form: Form) -> None:
    """送审 shows what lacks instead."""
    talk = Talk(form)
    talk.say("开始")
    assert "还没填完" in said(talk, "送审")
    assert not talk.application.reviews


def test_all_comments_come_in_one_message(talk: Talk) -> None:
    """Who, until when, every comment with its reason and words; the way through them is one tap."""
    give_back(talk, OUTPUT, LIST, WHOLE)
    (words,) = talk.words
    assert "市里（王科长）4月11日 09:30 第 1 次退回，3 条意见，请在 2024年4月18日 前改好或说明" in words
    assert talk.numbered("□ {#output} 集群总产值（亿元）：数据前后不一致：2022年与统计局年报不一致") in words
    assert "□ E-3 集群全部企业清单：缺清单或佐证材料" in words
    assert "□ 整份申报：其他：缺县级汇总表" in words
    assert talk.phrased[-1].buttons[-1] == "送回"


def test_one_goes_from_question_to_question(talk: Talk) -> None:
    """Each is put with its comment; mended and explained are marked, and the rest is shown after the last."""
    give_back(talk, OUTPUT, SMES, WHOLE)
    assert "▸ 退回意见：数据前后不一致：2022年与统计局年报不一致" in said(talk, "1")
    assert "▸ 退回意见：口径不符合填报说明：按300号文核" in said(talk, "118.4 131.7 146.9")
    card = said(talk, "数据无误，统计局口径")
    assert talk.numbered("✓ {#output}") in card
    assert "（已答复，已改）" in card
    assert "（已答复，没有改，说明：数据无误，统计局口径）" in card
    assert states(talk) == [CommentState.ANSWERED, CommentState.ANSWERED, CommentState.OPEN]
    assert "记下 1-3 的说明：另行报送了" in said(talk, "1", "另行报送了")


def test_a_change_that_is_taken_back_is_none(talk: Talk) -> None:
    """Mended follows from the answer: 撤销 makes it open again."""
    give_back(talk, OUTPUT)
    talk.say("改 {#output} 118.4 131.7 146.9")
    assert states(talk) == [CommentState.ANSWERED]
    talk.say("撤销")
    assert states(talk) == [CommentState.OPEN]


def test_a_file_answers_what_was_asked_of_an_item(talk: Talk) -> None:
    """A comment on the evidence list is answered by another file there."""
    give_back(talk, LIST)
    sent = Proof("f1", "E-3", "清单.pdf", "application/pdf", 10, sha256="aa", at=talk.now)
    talk.applications["a1"] = talk.application.with_proofs([sent])
    assert states(talk) == [CommentState.ANSWERED]


@pytest.mark.parametrize("words", ["数据无误", "没错", "数据正确。", "不改"])
def test_without_a_reason_it_is_asked_for(talk: Talk, words: str) -> None:
    """The bare word is no explanation; what is typed then is it, whatever it says."""
    give_back(talk, OUTPUT)
    assert "请用一句话说明依据" in said(talk, "改 {#output}", words)
    assert isinstance(talk.conversation.state, Justifying)
    assert talk.numbered("记下 {#output} 的说明：导出的是年报第3页") in said(talk, "导出的是年报第3页")


def test_figures_behind_it_are_the_answer(talk: Talk) -> None:
    """没错，… with new figures is an answer like any other."""
    give_back(talk, OUTPUT)
    assert talk.numbered("记下 {#output}：118.40、131.70、146.90") in said(
        talk, "改 {#output}", "没错，118.4 131.7 146.9"
    )


def test_at_rest_it_is_asked_which_one_is_meant(talk: Talk) -> None:
    """数据无误，… with several open: each is a button that carries the words."""
    give_back(talk, OUTPUT, SMES)
    assert "是答复哪一条" in said(talk, "数据无误，按年报")
    assert talk.numbered("记下 {#smes} 的说明：数据无误，按年报") in said(talk, "2")


def test_leaving_an_explanation_is_said(talk: Talk) -> None:
    """A command instead of the words: done, and what waits is named."""
    give_back(talk, OUTPUT)
    assert talk.numbered("{#output} 的说明还没有写") in said(talk, "改 {#output}", "数据无误", "进度")


def test_another_answer_is_changed_only_after_a_question(talk: Talk) -> None:
    """Only what was returned is open; a change elsewhere says so and asks, and is said to be seen."""
    give_back(talk, OUTPUT)
    before = talk.application
    assert talk.numbered("市里退回的是 {#output}，没有要求改 {#companies}") in said(talk, "改 {#companies} 160 170 190")
    assert talk.application == before
    assert "照旧" in talk.phrased[-1].buttons[-1]
    assert "送审以后改了，市里会看到" in said(talk, "1")
    assert talk.application.answers["companies/2023"].value == 190


def test_what_is_computed_from_it_is_mended_with_it(talk: Talk) -> None:
    """2.5 follows from 2.1: no question is asked about it."""
    give_back(talk, OUTPUT)
    assert talk.numbered("{#main_growth}") in said(talk, "改 {#output} 118 130 140")
    assert "没有要求改" not in said(talk, "1")


def test_it_goes_back_when_all_is_answered(talk: Talk) -> None:
    """What is left is named first; sent back it is under review again, and the history tells all of it."""
    give_back(talk, OUTPUT, SMES)
    assert talk.numbered("还有 2 条没有改也没有说明：{#output}、{#smes}") in said(talk, "送回")
    talk.say("退回意见", "1", "118.4 131.7 146.9", "数据无误，统计局口径")
    assert "2 号回执" in said(talk, "送回")
    assert under_review(talk.application)
    assert open_round(talk.form, talk.application) is None
    history = said(talk, "审核记录")
    assert history.startswith("4月11日 09:30 local 送审\n4月11日 09:30 市里 王科长 第 1 次退回，2024年4月18日前送回")
    assert history.endswith("送回（第 2 次送审）")


def test_a_second_return_while_one_is_open_belongs_to_it(talk: Talk) -> None:
    """The province's points come besides the city's; nothing of the first is lost."""
    give_back(talk, OUTPUT)
    give_back(talk, SMES, level="province")
    assert "省里（王科长）" in talk.words[0]
    assert "2 条意见" in talk.words[0]
    assert [each.id for each in rounds(talk.form, talk.application)[0].comments] == ["1-1", "1-2"]


def test_what_is_not_filled_does_not_go_back(talk: Talk) -> None:
    """An error that came with the mending is shown, and nothing is sent."""
    give_back(talk, SMES)
    talk.say("改 {#smes} 133 141 9999")
    assert "还没填完" in said(talk, "送回")
    assert open_round(talk.form, talk.application) is not None


def test_a_text_that_is_being_written_stays_open(talk: Talk) -> None:
    """The notice comes without buttons; the text goes on, and 退回意见 shows the comments again."""
    talk.say("改 {#chain_text}")
    talk.happen(Said("产业链上游"))
    open_text = talk.conversation.state
    if not isinstance(open_text, Composing):
        talk.say("重写")
    give_back(talk, OUTPUT)
    assert talk.phrased[-1].text.startswith("市里（王科长）")
    assert isinstance(talk.conversation.state, Composing | Resting)
    assert talk.numbered("□ {#output}") in said(talk, "退回意见")


def test_after_the_seal_it_is_said_what_is_printed_again(talk: Talk) -> None:
    """The notice names the papers; what the city writes in 九 leaves the seal as it is."""
    application = talk.application
    note = f"{application.version} {fingerprint(talk.form, application)}"
    talk.applications["a1"] = application.with_act(Act("sealed", "local", talk.now, note))
    assert sealed(talk.form, talk.application) is not None
    give_back(talk, OUTPUT)
    assert "表已在 2024年4月11日 盖章：改了以后要重新打印、盖章、扫描 二、主导产业情况。" in talk.words[0]


def test_a_colleague_sees_the_own_part(talk: Talk) -> None:
    """Who was asked to fill a part gets the comments on it, and does not send back."""
    talk.conversation = replace(talk.conversation, sections=("industry",), owner="张三")
    give_back(talk, OUTPUT, WHOLE)
    assert "1 条意见" in talk.words[0]
    assert "送回" not in talk.phrased[-1].buttons
    assert "报送由联系人 张三 来办" in said(talk, "送回")


def test_passed_is_told(talk: Talk) -> None:
    """The county hears that nothing more is asked, and that it is no recommendation."""
    event = ReviewEvent("passed", "王科长", talk.now, 1)
    talk.applications["a1"] = talk.application.with_reviews([event])
    talk.happen(Happened("passed", {"by": "王科长", "at": "2024-04-12 10:00", "note": ""}))
    assert "审核通过（王科长，2024-04-12 10:00）。这还不是推荐" in talk.words[0]
    assert passed(talk.application) == event


@pytest.mark.parametrize("words", ["送回", "退回意见", "审核记录", "数据无误，统计局口径"])
def test_with_nothing_returned_it_is_said(form: Form, words: str) -> None:
    """None of these words does anything where nothing was sent or returned."""
    talk = Talk(form)
    talk.say("开始", "暂停")
    before = talk.application
    assert said(talk, words)
    assert talk.application == before
