"""Words that were said before the open question was in sight: an answer belongs to the question that was seen."""

from __future__ import annotations

import pytest

from dialogs.definition.form import Form
from dialogs.state.conversation import Asking, Composing
from dialogs.turn.messages import Corrected, Happened, Said
from tests.county import fill
from tests.talk import Talk


def asked(form: Form, name: str) -> Talk:
    """A county that has just been asked this question."""
    talk = Talk(form)
    talk.happen(Happened("arrived"))
    talk.say("开始")
    fill(talk, until=name)
    return talk


def early(talk: Talk, text: str, about: str) -> str:
    """What is said to words that were typed when another question was in sight."""
    talk.happen(Said(talk.numbered(text), seen=1, about=about))
    return "\n".join(talk.words)


def test_one_text_sent_twice_answers_one_question(talk: Talk) -> None:
    """The second 否 is offered for the question that is open now, and taken for neither."""
    talk.say("否")
    said = early(talk, "否", "banned_industry")
    assert talk.numbered("“否”是在看到 {#accidents} 之前发的") in said
    assert list(talk.application.answers) == ["banned_industry"]
    assert talk.numbered("{#accidents}") in "\n".join(talk.say("不算，是重复发的"))
    assert isinstance(talk.conversation.state, Asking)


def test_what_was_said_early_can_be_meant_for_the_open_question(talk: Talk) -> None:
    """One tap takes it."""
    talk.say("否")
    early(talk, "2", "banned_industry")
    talk.say("1")
    assert talk.application.answers["accidents"].value == "no"


def test_what_was_said_early_can_change_the_answer_to_the_question_that_was_seen(talk: Talk) -> None:
    """是 after 否, before the next question came, may be a change of mind."""
    talk.say("否")
    said = early(talk, "是", "banned_industry")
    assert talk.numbered("{#banned_industry} 改成 是") in said
    talk.say("2")
    assert talk.application.answers["banned_industry"].value == "yes"


@pytest.mark.parametrize("text", ["改 {#violations} 否", "进度", "请园区填第四部分", "{#violations} 应为 否"])
def test_what_means_the_same_anywhere_is_done(talk: Talk, text: str) -> None:
    """Commands and corrections that name their question depend on none."""
    talk.say("否")
    assert "先没有记" not in early(talk, text, "banned_industry")


@pytest.mark.parametrize("text", ["稍后", "下一题", "完成"])
def test_a_command_about_the_question_seen_does_not_leave_another(talk: Talk, text: str) -> None:
    """稍后 sent twice puts off one question."""
    talk.say("稍后")
    early(talk, text, "banned_industry")
    assert set(talk.application.answers) == {"banned_industry"}


def test_lines_of_one_answer_go_on(form: Form) -> None:
    """The rest of an answer to the same question needs no sight of what was said in between."""
    talk = asked(form, "standards")
    talk.say("2021 国际 0 0 国家 0 1 行业 1 2 团体 2 3")
    early(talk, "2022 国际 0 0 国家 1 1 行业 1 2 团体 3 4", "standards")
    assert talk.application.answers["standards/2022/group/lead"].value == 3


def test_parts_of_a_text_go_on(form: Form) -> None:
    """Parts sent one behind the other are one text."""
    talk = asked(form, "chain_text")
    talk.say("第一段。")
    early(talk, "第二段。", "chain_text")
    assert isinstance(talk.conversation.state, Composing)
    assert talk.conversation.state.text == "第一段。\n第二段。"


def test_a_button_that_was_not_seen_is_not_pressed(form: Form) -> None:
    """1 for the figure, sent twice, is no choice in the keyboard that the first one brought."""
    talk = asked(form, "main_growth")
    talk.say("1")
    early(talk, "1", "main_growth")
    assert "main_growth" not in talk.application.answers


def test_a_reason_that_was_not_asked_for_yet_is_offered(form: Form) -> None:
    """Words on their way while the reason is asked may be the reason."""
    talk = asked(form, "main_growth")
    talk.say("9%", "选2")
    assert "保留，说明：12%" in early(talk, "12%", "main_growth")


def test_the_edit_of_an_old_message_does_not_overwrite_a_newer_answer(form: Form) -> None:
    """Both are put side by side; the newer one stands until the person says otherwise."""
    talk = Talk(form)
    talk.say("改 {#output} 118 131 147", "改 {#output} 119 131 147")
    talk.happen(Corrected("128 131 147", talk.numbered("改 {#output} 118 131 147"), "output"))
    said = "\n".join(talk.words)
    assert "119.00" in said
    assert "128.00" in said
    assert str(talk.application.answers["output/2021"].value) == "119"
    talk.say("1")
    assert str(talk.application.answers["output/2021"].value) == "128"
