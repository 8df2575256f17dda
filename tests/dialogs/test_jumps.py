"""From question to question: by number, by words, back, along a tour."""

from __future__ import annotations

from decimal import Decimal

from dialogs.definition.form import Form
from dialogs.turn.messages import Chose, Happened
from tests.county import asked, fill
from tests.talk import Talk, value


def test_an_old_button_offers_to_change_that_earlier_answer(talk: Talk) -> None:
    """A button of an older keyboard is never taken for the current question."""
    fill(talk, until="area")
    talk.happen(Chose(1, (1,), "accidents"))
    assert talk.numbered("{#accidents}") in "\n".join(talk.words)
    assert value(talk, "accidents") == "no"
    assert talk.say("1")[-1].startswith(talk.numbered("{#accidents} "))


def test_jumps_go_by_number_by_words_and_several_at_once(talk: Talk) -> None:
    """2.7, 改 2.6 2.7, 改 出口, and an answer given with the jump."""
    fill(talk, until="leaders")
    assert talk.say("改 {#smes}")[-1].startswith(talk.numbered("{#smes} "))
    assert talk.say("{#companies}\n{#specialised}")[-1].startswith(talk.numbered("{#companies} "))
    assert talk.say("141 150 160")[-1].startswith(talk.numbered("{#specialised} "))
    assert talk.numbered("{#exports}") in "\n".join(talk.say("改 出口"))
    talk.say("改 {#specialised} 9 12 15")
    assert value(talk, "specialised/2023") == 15


def test_a_bare_number_that_may_be_a_figure_is_asked(talk: Talk) -> None:
    """2.7 at a question for square kilometres is either the area or question 2.7."""
    fill(talk, until="area")
    words = talk.say("2.7")[-1]
    assert "还是" in words
    talk.say("1")
    assert value(talk, "area") == Decimal("2.7")


def test_back_shows_the_answer_that_stands(talk: Talk) -> None:
    """返回 asks the question before again, with its present answer; leaving it changes nothing."""
    fill(talk, until="county_share")
    words = talk.say("返回")[-1]
    assert words.startswith(talk.numbered("{#output} "))
    assert "现在：118.40、131.62、146.90" in words
    talk.say("下一题")
    assert value(talk, "output/2021") == Decimal("118.40")
    assert asked(talk) == "county_share"


def test_numbers_of_what_is_not_answered_here_are_never_answers(talk: Talk) -> None:
    """9.4 is the city's, 1.1 is a copy: typed at a text question they say so and change nothing."""
    fill(talk, until="bureau")
    for printed in ("9.4", "1.1", "S5"):
        assert "不在这里填" in talk.say(printed)[-1]
    assert value(talk, "bureau") is None


def test_a_number_at_a_row_of_three_years_may_be_a_jump(talk: Talk) -> None:
    """2.4 at 2.2 is question 2.4 first of all, or one of the readings as a figure."""
    fill(talk, until="county_share")
    assert talk.numbered("1. 去第 {#main_share} 题") in talk.say("{#main_share}")[-1]
    assert talk.say("1")[-1].startswith(talk.numbered("{#main_share} "))


def test_the_own_number_of_a_question_repeats_it(talk: Talk) -> None:
    """2.2 at 2.2 puts the question again."""
    fill(talk, until="county_share")
    assert talk.say("{#county_share}")[-1].startswith(talk.numbered("{#county_share} "))


def test_several_changes_stand_in_one_line(talk: Talk) -> None:
    """改 2.6 …，2.7 … changes both."""
    fill(talk, until="specialised")
    talk.say("改 {#companies} 141 150 155，{#smes} 133 142 151")
    assert (value(talk, "companies/2023"), value(talk, "smes/2023")) == (155, 151)


def test_an_answer_after_a_report_reaches_its_question(talk: Talk) -> None:
    """进度 in the middle of a question does not make the answer that follows unheard."""
    fill(talk, until="output")
    talk.say("进度", "118.4 131.62 146.9")
    assert value(talk, "output/2023") == Decimal("146.9")


def test_mending_one_by_one_shows_each_finding_with_its_ways(talk: Talk) -> None:
    """逐项处理 names the question, says what is wrong, and offers the mends; 重复 shows it again."""
    fill(talk, until="specialised")
    talk.say("改 {#smes} 133 141 161", "3", "检查", "1")
    assert talk.numbered("{#smes} 其中：集群中小企业数量") in talk.words[-1]
    assert "多于企业总数 160 家" in talk.words[-1]
    assert "多于企业总数 160 家" in talk.say("重复")[-1]


def test_a_tour_of_optional_questions_can_be_left(form: Form) -> None:
    """After a change elsewhere or 完成, the optional questions do not come back."""
    talk = Talk(form)
    talk.happen(Happened("arrived"))
    talk.say("开始")
    fill(talk)
    talk.say("可选核对")
    talk.say("改 {#leaders} 1 1 3")
    assert asked(talk) is None
