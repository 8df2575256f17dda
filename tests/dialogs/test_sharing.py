"""Several people on one application, as the machine sees it: parts, two answers to one question, what was replaced."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from dialogs.definition.form import Form
from dialogs.reading.results import Entry
from dialogs.record import codec
from dialogs.record.application import Answer
from dialogs.state.conversation import Asking, Conversation
from dialogs.turn.messages import Happened, Invite
from dialogs.turn.sharing import handing
from tests.talk import Talk

HANDED = {
    "请园区填第四部分": ("园区", ("digital",)),
    "请园区填四": ("园区", ("digital",)),
    "请 统计局 填 二、三": ("统计局", ("industry", "innovation")),
    "让张三负责第五和第六部分": ("张三", ("green", "opening")),
    "请科技局来填数字化": ("科技局", ("digital",)),
    "邀请李四填写封面": ("李四", ("cover",)),
    "请王五一起填": ("王五", ()),
    "请园区填 4": ("园区", ("digital",)),
    "invite Park to fill section 4": ("Park", ("digital",)),
    "invite Park to fill in 4": ("Park", ("digital",)),
}
NOT_HANDED = (
    "请问怎么填第四部分？",
    "请帮我填四",
    "请填写第四部分",
    "请园区填",
    "请园区填第十二部分",
    "请您填四",
    "这题怎么填",
    "园区填四",
)


@pytest.mark.parametrize("words", HANDED)
def test_a_part_is_handed_over_in_ordinary_words(form: Form, words: str) -> None:
    """Name and sections are understood however an official would put it."""
    assert handing(form, words) == Invite(*HANDED[words])


@pytest.mark.parametrize("words", NOT_HANDED)
def test_questions_and_half_sentences_hand_nothing_over(form: Form, words: str) -> None:
    """Nobody gets a link because somebody asked for help or left the part out."""
    assert handing(form, words) is None


def beside(talk: Talk, name: str, sections: tuple[str, ...] = ()) -> Talk:
    """A colleague at another device, on the same application."""
    owner = "local" if sections else ""
    conversation = Conversation(name, "web", application="a1", sections=sections, owner=owner)
    return Talk(talk.form, conversation=conversation, applications=talk.applications)


def contact(form: Form, *texts: str) -> Talk:
    """The county's contact, who has begun."""
    talk = Talk(form)
    talk.happen(Happened("arrived"))
    talk.say("开始", *texts)
    return talk


def test_the_contact_gets_a_link_for_a_colleague(form: Form) -> None:
    """One sentence is enough, and the reply carries the link and what its holder will be asked."""
    talk = contact(form)
    assert "http://127.0.0.1:8080/i/token" in "\n".join(talk.say("请园区填第四部分"))
    assert "四、数字化升级情况" in "\n".join(talk.words)


def test_a_colleague_is_asked_the_handed_over_part_only(form: Form) -> None:
    """The first question is the part's first, the last is followed by thanks, and no document is sent unasked."""
    colleague = beside(contact(form), "园区", ("opening",))
    colleague.happen(Happened("arrived"))
    assert "local 请您一起填" in colleague.words[0]
    assert colleague.words[1].startswith(colleague.numbered("{#opening_text} "))
    assert len(colleague.words) == 2
    colleague.say("参加境外轴承展，产品出口三十多个国家。", "完成", "4")
    said = "\n".join(colleague.say("2"))
    assert "请您填的部分都填完了" in said
    assert "Word" not in said


def test_a_colleague_cannot_answer_for_others(form: Form) -> None:
    """A question outside the part is named with who sees to it, and its answer stays."""
    colleague = beside(contact(form), "园区", ("digital",))
    colleague.say("开始")
    assert "不在请您填的部分里" in colleague.say("改 {#smes} 1 2 3")[0]
    assert "不在请您填的部分里" in colleague.say("改 {#smes}")[0]
    assert colleague.application.answer("smes/2021") is None


@pytest.mark.parametrize(
    "words",
    [
        *("{#bureau} 某县工信局", "{#output} 等统计局", "{#banned_industry} 是"),
        *("{#chain_work} 全选", "{#environment_work} 1 3", "{#applied_on} 四月十八号"),
    ],
)
def test_words_behind_a_number_answer_for_nobody_else(form: Form, words: str) -> None:
    """Whatever is said to a question by its number, a colleague changes the own part only."""
    colleague = beside(Talk(form), "王五", ("green",))
    colleague.happen(Happened("arrived"))
    assert "不在请您填的部分里" in "\n".join(colleague.say(words))
    assert not colleague.application.answers


def test_a_colleague_can_neither_decline_nor_invite(form: Form) -> None:
    """Whether the county applies, and who helps, is the contact's to say."""
    colleague = beside(contact(form), "园区", ("digital",))
    assert "由联系人 local 决定" in colleague.say("不申报")[0]
    assert "要由联系人 local 来发" in colleague.say("请张三填五")[0]


def test_auxiliary_questions_go_with_the_part_they_check(form: Form) -> None:
    """核8 is asked between 4.4 and 4.5 and belongs to whoever fills section four."""
    assert form.homes["rd_tool_firms"] == "digital"
    assert form.homes["main_output_before"] == "auxiliary"


def answered(talk: Talk, by: str, slot: str, value: Decimal) -> None:
    """Another person's answer, stored while this one looks at the question."""
    before = talk.application.answer(slot)
    version = before.version + 1 if before is not None else 1
    at = "2024-04-11T10:32:00+08:00"
    answer = Answer(slot, value, words=str(value), by=by, at=at, door="web", version=version)
    talk.applications[talk.application.id] = talk.application.with_answers([answer])


def test_two_answers_to_one_question_are_shown_and_one_is_chosen(form: Form) -> None:
    """Who answers a question that somebody else answered meanwhile sees both; nothing is stored before the choice."""
    talk = contact(form, "改 {#area}")
    answered(talk, "李四", "area", Decimal("36.5"))
    said = "\n".join(talk.say("40"))
    assert "李四（4月11日 10:32） 刚填了" in said
    assert "36.50" in said
    assert "40.00" in said
    assert talk.application.answers["area"].value == Decimal("36.5")
    talk.say("2")
    assert talk.application.answers["area"].value == Decimal(40)


def test_the_other_answer_can_stand(form: Form) -> None:
    """用李四的 keeps the answer that is there and goes on with the form."""
    talk = contact(form, "改 {#area}")
    answered(talk, "李四", "area", Decimal("36.5"))
    talk.say("40", "1")
    assert talk.application.answers["area"].value == Decimal("36.5")
    assert isinstance(talk.conversation.state, Asking)


def test_the_same_answer_from_two_people_is_no_conflict(form: Form) -> None:
    """Where both say the same there is nothing to choose."""
    talk = contact(form, "改 {#area}")
    answered(talk, "李四", "area", Decimal(40))
    assert "记下" in talk.say("40")[0]


def test_an_answer_that_was_seen_is_changed_without_asking(form: Form) -> None:
    """A colleague's answer that stood when the question was put is shown with its name, and changed."""
    talk = contact(form)
    answered(talk, "李四", "area", Decimal("36.5"))
    assert "李四 4月11日 10:32 填" in talk.say("改 {#area}")[0]
    assert "记下" in talk.say("40")[0]


def contest(form: Form) -> Happened:
    """Word that 李四 replaced an area of 40."""
    entry = Entry("area", Decimal(40))
    other = Talk(form)
    answered(other, "李四", "area", Decimal("36.5"))
    return Happened(
        "contested",
        {
            "application": "a1",
            "field": "area",
            "by": "李四",
            "at": "2024-04-11T10:32:00+08:00",
            "mine": codec.dumps((entry,)),
            "theirs": codec.dumps((other.application.answers["area"],)),
        },
    )


def test_whose_answer_was_replaced_hears_of_it_and_can_bring_it_back(form: Form) -> None:
    """The open question and its keyboard stay as they are; 改 1.8 offers the former answer with one tap."""
    talk = contact(form, "改 {#area} 40", "改 {#county_share}")
    answered(talk, "李四", "area", Decimal("36.5"))
    before = replace(talk.conversation, lost=())
    talk.happen(contest(form))
    assert talk.numbered("李四 4月11日 10:32 改了您填的 {#area}") in talk.words[0]
    assert replace(talk.conversation, lost=()) == before
    offered = talk.say("改 {#area}")[-1]
    number = next(line[0] for line in offered.splitlines() if "我原来填的" in line)
    talk.say(f"选{number}")
    assert talk.application.answers["area"].value == Decimal(40)
    assert talk.conversation.lost == ()


def test_undo_never_takes_back_somebody_elses_answer(form: Form) -> None:
    """撤销 after a colleague changed the same answer says so and leaves it."""
    talk = contact(form, "改 {#area} 40")
    answered(talk, "李四", "area", Decimal("36.5"))
    assert "没有撤销" in talk.say("撤销")[0]
    assert talk.application.answers["area"].value == Decimal("36.5")


def test_a_long_text_that_was_forestalled_is_kept_and_offered(form: Form) -> None:
    """Words written while somebody else answered are neither lost nor put over the other's."""
    talk = contact(form, "改 {#opening_text}", "参加境外轴承展。")
    answered(talk, "李四", "opening_text", Decimal(1))
    theirs = replace(talk.application.answers["opening_text"], value="组织企业参加博览会。")
    talk.applications["a1"] = talk.application.with_answers([theirs])
    assert any("您写的先留着" in words for words in talk.say("进度"))
    assert talk.application.answers["opening_text"].value == "组织企业参加博览会。"
    assert "我原来填的" in talk.say("改 {#opening_text}")[-1]


def test_who_filled_what_is_told_section_by_section(form: Form) -> None:
    """分工 names each person with the number of questions and the last time."""
    talk = contact(form, "改 {#area} 40")
    answered(talk, "李四", "exports/2021", Decimal(1))
    said = "\n".join(talk.say("分工"))
    assert "李四 1 题（最近 4月11日 10:32）" in said
    assert "一、基本情况：local 1 题" in said


def test_a_review_copy_and_pages_are_made_at_any_time(form: Form) -> None:
    """审阅稿 and 看页面 answer at once and ask the outside; the question being answered stays open."""
    talk = contact(form, "改 {#county_share}")
    state = talk.conversation.state
    assert "审阅稿" in talk.say("审阅稿")[0]
    assert "页面" in talk.say("看页面")[0]
    assert talk.conversation.state == state


def test_three_corrections_in_one_message(form: Form) -> None:
    """After the boss has read the paper, several changes come in one message and are all taken."""
    talk = contact(form)
    talk.say("改 {#smes} 118 131 152\n改 {#area} 40\n改 {#high_tech} 20 26 31")
    answers = talk.application.answers
    taken = (answers["smes/2023"].value, answers["area"].value, answers["high_tech/2021"].value)
    assert taken == (Decimal(152), Decimal(40), Decimal(20))
