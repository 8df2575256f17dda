"""A section as one message: handed out, filled, read back, taken back."""

from __future__ import annotations

import pytest

from dialogs.definition.form import Form
from dialogs.gathering.sheets import sent_back
from dialogs.saying.replies import Filled
from dialogs.turn.messages import Happened
from tests.county import asked, fill_by_sections
from tests.talk import Talk


@pytest.fixture
def talk(form: Form) -> Talk:
    """A county at the second section."""
    talk = Talk(form)
    talk.happen(Happened("arrived"))
    talk.say("开始", "改 {#output}", "整节")
    return talk


def test_a_whole_county_by_sections_takes_at_most_45_messages(form: Form) -> None:
    """Eleven sections are asked for and sent back; with the questions that remain these are 45 messages at most."""
    talk = Talk(form)
    talk.happen(Happened("arrived"))
    assert len(fill_by_sections(talk)) <= 45
    missing = form.required_slots - set(talk.application.answers)
    assert not missing


def test_a_sheet_sent_back_empty_changes_nothing(talk: Talk) -> None:
    """Lines without an answer say nothing."""
    before = dict(talk.application.answers)
    lines = [line if not line.endswith("按系统计算") else line[:-5] for line in talk.words[-1].split("\n")]
    assert "没有新填的内容" in talk.say("\n".join(lines))[0]
    assert talk.application.answers == before


def test_figures_in_a_label_are_no_answer(talk: Talk) -> None:
    """Whatever stands between number and mark is for the eye."""
    talk.say("整节\n{#output} 集群总产值（亿元） 2021、2022、2023＝118 131 147\n{#companies} 集群企业数量＝141 150 160")
    assert str(talk.application.answers["output/2021"].value) == "118"
    assert str(talk.application.answers["companies/2023"].value) == "160"


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_nothing_of_the_template_is_taken_for_words_of_a_person(form: Form, locale: str) -> None:
    """Every section sent back as it was handed out, and one line filled: no line is left without a question."""
    homes = {form.homes[field.name]: field for field in form.fields if field.answerable}
    for section in (field for name, field in homes.items() if name != "auxiliary"):  # 可选核对 has no sheet
        talk = Talk(form)
        talk.happen(Happened("arrived"))
        talk.say("English" if locale == "en" else "中文", f"改 {section.id}")
        sheet = "\n".join(talk.say("整节"))
        back = sent_back(form, sheet)
        assert back is not None
        assert back.loose == ()


@pytest.mark.parametrize(
    "sheet",
    [
        "整节\n我们县2021年还没有统计\n{#output}＝118 131 147",
        "整节 二、主导产业情况 我们县2021年还没有统计\n{#output}＝118 131 147",
        "整节 二、主导产业情况（在“＝”后面填）\n\n我们县2021年还没有统计\n{#output}＝118 131 147",
        "整节\n{#output} 集群总产值（亿元） 2021、2022、2023 我们县2021年还没有统计＝118 131 147",
        "整节\n{#output}＝118 131 147\n{#main_share} 我们县2021年还没有统计＝",
    ],
)
def test_words_of_a_sheet_that_name_no_question_are_quoted(talk: Talk, sheet: str) -> None:
    """Above the first number, beside the title, in a label: they are kept nowhere, so they are asked about."""
    assert "我们县2021年还没有统计" in "\n".join(talk.say(sheet))
    assert str(talk.application.answers["output/2021"].value) == "118"


def test_a_line_with_a_label_alone_names_its_question(talk: Talk) -> None:
    """Above the first number too; what stands before the mark of an empty line is what is said."""
    talk.say("整节\n集群企业数量 141 150 160\n{#output} 集群总产值（亿元） 2021、2022、2023 118 131 147＝")
    assert str(talk.application.answers["companies/2021"].value) == "141"
    assert str(talk.application.answers["output/2023"].value) == "147"


def test_a_sheet_has_one_echo_and_one_undo(talk: Talk) -> None:
    """Several answers are told in one message and taken back in one step."""
    talk.say("整节\n{#output}＝118 131 147\n{#companies}＝141 150 160")
    assert [len(reply.rows) for reply in talk.replies if isinstance(reply, Filled)] == [2]
    talk.say("撤销")
    assert not talk.application.answers


def test_what_is_not_understood_in_a_sheet_is_quoted_and_asked(talk: Talk) -> None:
    """The others are kept."""
    words = "\n".join(talk.say("整节\n{#output}＝118 131 147\n{#companies}＝很多\n{#smes}＝133 141 152"))
    assert talk.numbered("这一行还没记下：{#companies} 很多") in words
    assert asked(talk) == "companies"
    assert "smes/2021" in talk.application.answers


def test_standing_values_stand_in_the_next_sheet_and_are_not_stored_again(talk: Talk) -> None:
    """Sent back as they are, they keep who said them and when."""
    talk.say("整节\n{#output}＝118 131 147\n{#companies}＝141 150 160")
    before = talk.application.answers["output/2021"]
    sheet = "\n".join(talk.say("整节"))
    assert "＝118 131 147" in sheet
    talk.say(sheet)
    assert talk.application.answers["output/2021"] == before


def test_a_text_in_a_sheet_has_paragraphs(talk: Talk) -> None:
    """Lines without a number belong to the answer above them."""
    talk.say("整节\n{#chain_text} 情况＝第一段。\n第二段。\n{#output}＝118 131 147")
    assert talk.application.answers["chain_text"].value == "第一段。\n第二段。"
    assert "output/2021" in talk.application.answers


def test_a_block_with_labels_answers_the_questions_that_it_names(talk: Talk) -> None:
    """Pasted rows with a heading of years: official labels, or their short forms."""
    talk.say("指标\t2021\t2022\t2023\n集群总产值（亿元）\t118\t131\t147\n集群企业数量\t141\t150\t160")
    assert str(talk.application.answers["output/2023"].value) == "147"
    talk.say("产值 119 132 148\n企业数量 142 151 161")
    assert str(talk.application.answers["output/2023"].value) == "148"
    assert str(talk.application.answers["companies/2021"].value) == "142"


def test_every_line_that_was_not_taken_is_heard_when_its_question_is_put(talk: Talk) -> None:
    """A doubt or a line that reads as nothing: none of them has to be typed again to be asked about."""
    lines = ["{#companies}＝很多", "{#national_champions}＝无 无 1", "{#listed}＝若干"]
    assert "“很多”" in "\n".join(talk.say("\n".join(["整节", "{#output}＝118 131 147", *lines])))
    assert "填“无”还是 0" in "\n".join(talk.say("141 150 160"))
    assert "“若干”" in "\n".join(talk.say("2"))
    assert str(talk.application.answers["national_champions/2021"].value) == "0"
    talk.say("0 1 1")
    assert not talk.conversation.lines


@pytest.mark.parametrize("words", ["按系统计算", "用", "系统算的", "用算出来的"])
def test_a_line_that_agrees_to_what_is_computed_takes_it(talk: Talk, words: str) -> None:
    """用 means what the button of the question does."""
    talk.say(f"整节\n{{#output}}＝118.4 131.62 146.9\n{{#main_share}}＝84.5 85.2 86\n{{#main_growth}}＝{words}")
    assert round(float(str(talk.application.answers["main_growth"].value)), 2) == 12.37


def test_a_line_whose_question_was_answered_in_between_is_not_asked_about(talk: Talk) -> None:
    """What is said later is what counts."""
    talk.say("整节\n{#output}＝118 131 147\n{#companies}＝很多\n{#listed}＝无 1 1", "改 {#listed} 0 1 1", "141 150 160")
    assert not talk.conversation.lines
    assert str(talk.application.answers["listed/2022"].value) == "1"
