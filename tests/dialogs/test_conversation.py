"""What an official meets in the conversation: samples of the tone, jumps, old buttons, texts, blanks."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dialogs.application import Blank
from dialogs.form import Form
from dialogs.messages import Chose, Happened, Said
from tests.county import asked, fill
from tests.talk import Talk


@pytest.fixture
def talk(form: Form) -> Talk:
    """A conversation that has just begun."""
    talk = Talk(form)
    talk.happen(Happened("arrived"))
    talk.say("开始")
    return talk


def value(talk: Talk, slot: str) -> object:
    """What stands in a slot."""
    answer = talk.application.answer(slot)
    return None if answer is None else answer.value


def test_it_begins_with_what_must_be_known_and_eligibility(form: Form) -> None:
    """One sentence, and no secrets; the rest is a tap away; then 1.10 first of all."""
    talk = Talk(form)
    talk.happen(Happened("arrived"))
    (opening,) = talk.words
    assert "涉密" in opening
    assert opening.split("\n")[1:] == ["1. 开始", "2. 填报须知", "3. 需要准备什么", "4. 不申报"]
    notes = "\n".join(talk.say("填报须知"))
    for word in ("虚假", "共享", "自愿", "盖章"):
        assert word in notes
    assert "统计局" in "\n".join(talk.say("需要准备什么"))
    assert talk.say("开始")[0].startswith("1.10 ")


def test_a_text_that_is_only_looked_at_stays_whose_it_is(talk: Talk) -> None:
    """改 2.21, its text gone on with and left as it is, another command: nothing is stored anew."""
    talk.say("整节\n2.21 情况＝第一段。\n第二段。\n2.1＝118 131 147")
    before = talk.application.answers["chain_text"]
    talk.now = "2024-04-12T09:30:00+08:00"
    talk.say("改 2.21", "1", "进度")
    assert talk.application.answers["chain_text"] == before


def test_amounts_in_the_wrong_unit_are_asked_not_converted(talk: Talk) -> None:
    """1184000 for 亿元 looks like 万元: one tap takes it as that."""
    fill(talk, until="output")
    asked_back = talk.say("1184000 1316200 1469000")[-1]
    assert "像是万元" in asked_back
    assert "118.40、131.62、146.90 亿元" in asked_back
    talk.say("1")
    assert value(talk, "output/2023") == Decimal("146.9")


def test_a_part_larger_than_its_whole_offers_both_ways_to_mend_it(talk: Talk) -> None:
    """More SMEs than enterprises: change 2.7, change 2.6, or later; both figures stand meanwhile."""
    fill(talk, until="companies")
    talk.say("141 150 152")
    objection = talk.say("133 141 160")[-1]
    assert "多于企业总数 152 家（2.6）" in objection
    assert objection.splitlines()[-3:] == ["1. 改 2.7", "2. 改 2.6", "3. 稍后"]
    assert talk.say("2")[-1].startswith("2.6 ")
    talk.say("141 150 170")
    assert asked(talk) == "specialised"


def test_a_rate_off_its_formula_is_adopted_with_one_tap(talk: Talk) -> None:
    """9.6 against a geometric mean of 10.00: use 10.00, or keep 9.6 with a reason."""
    fill(talk, until="output")
    talk.say("100 110 121", "21.5 22.1 23.4", "82 83 84", "100 100 100")
    warning = talk.say("9.6")[-1]
    assert "几何平均 10.00%" in warning
    assert warning.splitlines()[1:] == ["1. 用 10.00%", "2. 保留 9.60%，写明口径", "3. 改 2.4", "4. 稍后"]
    talk.say("1")
    assert value(talk, "main_growth") == 10


def test_a_deviation_is_kept_with_a_reason_the_city_sees(talk: Talk) -> None:
    """保留 asks for a reason; the finding is settled as long as its figures stand."""
    fill(talk, until="output")
    talk.say("100 110 121", "21.5 22.1 23.4", "82 83 84", "100 100 100", "9.6")
    keep = next(line for line in talk.words[-1].splitlines() if "保留" in line)
    talk.say(keep[0], "按可比价计算")
    assert any(kept.reason == "按可比价计算" for kept in talk.application.kept.values())
    assert asked(talk) == "companies"
    report = "\n".join(talk.say("检查"))
    assert "已说明：按可比价计算" in report


def test_a_target_that_rounds_below_the_floor_is_offered_rounded_up(talk: Talk) -> None:
    """2.66 from 2.00 is 9.97 % a year: the least is 2.67."""
    fill(talk, until="target_rd")
    talk.say("改 3.2 1.50 1.80 2.00")
    talk.say("改 8.7 2.00 2.66")
    assert "折年均 9.97%，差一点，最低 2.67" in "\n".join(talk.words)


def test_an_impossible_share_is_refused_and_asked_again(talk: Talk) -> None:
    """450 % of an output cannot be: nothing is stored, the question stands."""
    fill(talk, until="sme_share")
    words = "\n".join(talk.say("450 83 84"))
    assert "没有记下" in words
    assert value(talk, "sme_share/2021") is None
    assert asked(talk) == "sme_share"


def test_a_row_may_be_answered_in_part(talk: Talk) -> None:
    """118 / 等统计局 / 146: two figures and one that waits for the statistics office."""
    fill(talk, until="output")
    talk.say("118 / 等统计局 / 146")
    waiting = talk.application.answer("output/2022")
    assert waiting is not None
    assert (waiting.blank, waiting.department) == (Blank.WAITING, "统计局")
    assert "等统计局 1 题" in "\n".join(talk.say("进度"))


def test_an_old_button_offers_to_change_that_earlier_answer(talk: Talk) -> None:
    """A button of an older keyboard is never taken for the current question."""
    fill(talk, until="area")
    talk.happen(Chose(1, (1,), "accidents"))
    assert "1.11" in "\n".join(talk.words)
    assert value(talk, "accidents") == "no"
    assert talk.say("1")[-1].startswith("1.11 ")


def test_jumps_go_by_number_by_words_and_several_at_once(talk: Talk) -> None:
    """2.7, 改 2.6 2.7, 改 出口, and an answer given with the jump."""
    fill(talk, until="leaders")
    assert talk.say("改 2.7")[-1].startswith("2.7 ")
    assert talk.say("2.6\n2.8")[-1].startswith("2.6 ")
    assert talk.say("141 150 160")[-1].startswith("2.8 ")
    assert "2.19" in "\n".join(talk.say("改 出口"))
    talk.say("改 2.8 9 12 15")
    assert value(talk, "specialised/2023") == 15


def test_a_bare_number_that_may_be_a_figure_is_asked(talk: Talk) -> None:
    """2.7 at a question for square kilometres is either the area or question 2.7."""
    fill(talk, until="area")
    words = talk.say("2.7")[-1]
    assert "还是" in words
    talk.say("1")
    assert value(talk, "area") == Decimal("2.7")


def test_long_texts_arrive_in_parts_and_are_counted(talk: Talk) -> None:
    """Two messages make one text; the count stands against 200; 完成 ends it."""
    fill(talk, until="chain_text")
    assert "还可写" in talk.say("集群产业链完整。")[-1]
    talk.say("链主带动作用明显。", "完成")
    assert value(talk, "chain_text") == "集群产业链完整。\n链主带动作用明显。"


def test_a_text_over_its_length_is_kept_and_marked(talk: Talk) -> None:
    """201 字 are an error; the text stays, so that nobody has to type it twice."""
    fill(talk, until="chain_text")
    talk.say("字" * 201, "完成")
    assert value(talk, "chain_text") == "字" * 201
    assert "✗" in "\n".join(talk.words)


def test_leaving_a_text_half_written_keeps_it(talk: Talk) -> None:
    """A command in the middle of a long text takes what was written as the answer."""
    fill(talk, until="chain_text")
    talk.say("写了一半的情况说明。", "进度")
    assert value(talk, "chain_text") == "写了一半的情况说明。"


def test_a_text_that_was_interrupted_goes_on_where_it_was(talk: Talk) -> None:
    """Whoever comes back in the middle of a long text finds it as it was, and may go on writing."""
    fill(talk, until="chain_text")
    talk.say("集群产业链完整。")
    talk.happen(Happened("arrived"))
    assert "已收 8 字" in talk.words[-1]
    talk.say("链主带动作用明显。", "完成")
    assert value(talk, "chain_text") == "集群产业链完整。\n链主带动作用明显。"


def test_one_figure_for_three_years_is_asked(talk: Talk) -> None:
    """160 at a row of three years: which one, or all three?"""
    fill(talk, until="companies")
    words = talk.say("160")[-1]
    assert "哪一年" in words


def test_back_shows_the_answer_that_stands(talk: Talk) -> None:
    """返回 asks the question before again, with its present answer; leaving it changes nothing."""
    fill(talk, until="county_share")
    words = talk.say("返回")[-1]
    assert words.startswith("2.1 ")
    assert "现在：118.40、131.62、146.90" in words
    talk.say("下一题")
    assert value(talk, "output/2021") == Decimal("118.40")
    assert asked(talk) == "county_share"


def test_undo_takes_the_last_answer_back(talk: Talk) -> None:
    """撤销 empties what was empty and asks again."""
    fill(talk, until="county_share")
    words = talk.say("撤销")
    assert value(talk, "output/2021") is None
    assert words[-1].startswith("2.1 ")


def test_applying_is_voluntary(talk: Talk) -> None:
    """不申报 asks for a reason and stores it; 恢复申报 goes on."""
    talk.say("不申报", "今年产值不够")
    declined = talk.application.declined
    assert declined is not None
    assert declined.note == "今年产值不够"
    talk.say("恢复申报")
    assert talk.application.declined is None
    assert asked(talk) == "banned_industry"


def test_a_contact_may_have_several_clusters(talk: Talk) -> None:
    """新建集群 opens another application; 集群 leads back to the first."""
    fill(talk, until="bureau")
    talk.say("新建集群")
    assert talk.conversation.application == "a2"
    assert "临西县轴承产业" in talk.say("集群")[-1]
    talk.say("1")
    assert talk.conversation.application == "a1"


def test_a_yes_to_an_exclusion_warns_and_lets_the_person_go_on(talk: Talk) -> None:
    """1.10 是: the national sentence is shown; the notice does not say what follows, so one may go on with a reason."""
    words = "\n".join(talk.say("是"))
    assert "一票否决" in words or "不得" in words or "认定标准" in words
    assert "保留" in words


def test_completion_hands_over_the_documents_and_is_not_submission(form: Form) -> None:
    """A whole run ends with both files, says 还不是报送, and names copies, seal and date."""
    talk = Talk(form, render=True)
    talk.happen(Happened("arrived"))
    talk.say("开始")
    fill(talk)
    words = "\n".join(talk.words)
    assert set(talk.files) == {"application", "summary"}
    for word in ("还不是报送", "盖", "2024年5月8日", "3 份"):
        assert word in words
    assert not talk.conversation.findings


def test_editing_after_completion_keeps_it_complete_or_says_what_broke(form: Form) -> None:
    """A change of a finished application is checked like any other."""
    talk = Talk(form)
    talk.happen(Happened("arrived"))
    talk.say("开始")
    fill(talk)
    assert "仍是填完状态" in "\n".join(talk.say("改 2.16 1 1 3"))
    words = "\n".join(talk.say("改 2.7 133 141 999"))
    assert "多于企业总数" in words


def test_blank_input_erases_nothing(talk: Talk) -> None:
    """White space at a question that is being changed leaves its answer."""
    fill(talk, until="county_share")
    talk.say("返回")
    talk.happen(Said("   "))
    assert value(talk, "output/2021") == Decimal("118.40")


def test_the_interface_speaks_english_and_official_labels_stay_chinese(talk: Talk) -> None:
    """English is chosen per person; the question's label does not change."""
    fill(talk, until="output")
    talk.say("English")
    words = "\n".join(talk.say("?"))
    assert "集群总产值" in words
    assert "附件2第" not in words


def test_numbers_of_what_is_not_answered_here_are_never_answers(talk: Talk) -> None:
    """9.4 is the city's, 1.1 is a copy: typed at a text question they say so and change nothing."""
    fill(talk, until="bureau")
    for printed in ("9.4", "1.1", "S5"):
        assert "不在这里填" in talk.say(printed)[-1]
    assert value(talk, "bureau") is None


def test_a_number_at_a_row_of_three_years_may_be_a_jump(talk: Talk) -> None:
    """2.4 at 2.2 is question 2.4 first of all, or one of the readings as a figure."""
    fill(talk, until="county_share")
    assert "1. 去第 2.4 题" in talk.say("2.4")[-1]
    assert talk.say("1")[-1].startswith("2.4 ")


def test_the_own_number_of_a_question_repeats_it(talk: Talk) -> None:
    """2.2 at 2.2 puts the question again."""
    fill(talk, until="county_share")
    assert talk.say("2.2")[-1].startswith("2.2 ")


def test_several_changes_stand_in_one_line(talk: Talk) -> None:
    """改 2.6 …，2.7 … changes both."""
    fill(talk, until="specialised")
    talk.say("改 2.6 141 150 155，2.7 133 142 151")
    assert (value(talk, "companies/2023"), value(talk, "smes/2023")) == (155, 151)


def test_an_answer_after_a_report_reaches_its_question(talk: Talk) -> None:
    """进度 in the middle of a question does not make the answer that follows unheard."""
    fill(talk, until="output")
    talk.say("进度", "118.4 131.62 146.9")
    assert value(talk, "output/2023") == Decimal("146.9")


def test_a_county_outside_its_city_is_an_error_wherever_it_comes_from(form: Form) -> None:
    """Changing the city of a finished form opens an error; it is no longer complete."""
    talk = Talk(form)
    talk.happen(Happened("arrived"))
    talk.say("开始")
    fill(talk)
    assert "临西县 不属于 唐山市" in "\n".join(talk.say("改 C2 唐山市"))


def test_a_reason_is_a_sentence(talk: Talk) -> None:
    """A bare number is no reason: it is asked again, and nothing is kept."""
    fill(talk, until="output")
    talk.say("100 110 121", "21.5 22.1 23.4", "82 83 84", "100 100 100", "9.6", "2", "1")
    assert "原因" in talk.words[-1]
    assert not talk.application.kept


def test_no_button_shows_a_name_of_the_code(form: Form) -> None:
    """Adopting 不适用 for a choice says 不适用, not its internal name."""
    talk = Talk(form)
    talk.happen(Happened("arrived"))
    talk.say("开始")
    fill(talk)
    words = "\n".join(talk.say("改 5.6 是"))
    assert "不适用" in words
    assert "not_applicable" not in words
    assert "yes" not in words


@pytest.mark.parametrize(
    ("city", "county", "expected"),
    [
        ("石家庄市", "正定县", "县里要办的"),
        ("邢台市", "临西县", "县里交给 邢台市工业和信息化局"),
        ("石家庄市", "辛集市", "直接报省里"),
    ],
)
def test_dates_say_whom_the_county_hands_its_papers_to(talk: Talk, city: str, county: str, expected: str) -> None:
    """The city where the notice gives its date, the city with a question where it does not, the province for three."""
    fill(talk, until="city")
    talk.say(city, county)
    assert expected in "\n".join(talk.say("期限"))


def test_a_doubt_never_takes_an_answer_away(talk: Talk) -> None:
    """待核实 or 不清楚 said of a standing answer marks it; the figures stay."""
    fill(talk, until="county_share")
    talk.say("改 2.1", "待核实")
    answer = talk.application.answer("output/2021")
    assert answer is not None
    assert (answer.value, answer.doubtful) == (Decimal("118.40"), True)


def test_a_standing_text_may_be_continued(talk: Talk) -> None:
    """Changing a long text offers to write on; new words replace it, and it says so."""
    fill(talk, until="sharing_text")
    words = talk.say("改 2.21")[-1]
    assert "会替换" in words
    talk.say("1", "再补一句。", "完成")
    assert str(value(talk, "chain_text")).endswith("逐年提高。\n再补一句。")


def test_mending_one_by_one_shows_each_finding_with_its_ways(talk: Talk) -> None:
    """逐项处理 names the question, says what is wrong, and offers the mends; 重复 shows it again."""
    fill(talk, until="specialised")
    talk.say("改 2.7 133 141 161", "3", "检查", "1")
    assert "2.7 其中：集群中小企业数量" in talk.words[-1]
    assert "多于企业总数 160 家" in talk.words[-1]
    assert "多于企业总数 160 家" in talk.say("重复")[-1]


def test_a_tour_of_optional_questions_can_be_left(form: Form) -> None:
    """After a change elsewhere or 完成, the optional questions do not come back."""
    talk = Talk(form)
    talk.happen(Happened("arrived"))
    talk.say("开始")
    fill(talk)
    talk.say("可选核对")
    talk.say("改 2.16 1 1 3")
    assert asked(talk) is None


def test_a_declined_application_says_so(talk: Talk) -> None:
    """进度 and 完成 of a declined application say that it is declined, with its reason."""
    talk.say("不申报", "今年产值不够")
    for command in ("进度", "完成", "继续"):
        assert "不申报。今年产值不够" in "\n".join(talk.say(command))
    assert "已恢复" in "\n".join(talk.say("恢复申报"))


def test_a_button_may_be_typed_as_it_is_shown(talk: Talk) -> None:
    """2. 否 presses the second button."""
    talk.say("2. 否")
    assert value(talk, "banned_industry") == "no"


def test_a_year_answers_the_question_which_year(talk: Talk) -> None:
    """160, then 2022: the figure is taken for that year, not 2022 as a figure."""
    fill(talk, until="companies")
    talk.say("160", "2022年")
    assert value(talk, "companies/2022") == 160
    assert value(talk, "companies/2021") is None


def test_changing_half_of_a_pair_shows_both_halves(talk: Talk) -> None:
    """A new base is read back together with the target that stands."""
    fill(talk, until="target_governance")
    words = "\n".join(talk.say("改 8.12 合作3个国家"))
    assert "合作3个国家" in words
    assert "新增境外展会五场" in words
