"""What an official meets in the conversation: samples of the tone, jumps, old buttons, texts, blanks."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dialogs.definition.form import Form
from dialogs.record.application import Blank
from dialogs.turn.messages import Happened, Said
from tests.county import asked, fill
from tests.talk import Talk, value


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
    assert talk.say("开始")[0].startswith(talk.numbered("{#banned_industry} "))


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
    assert talk.numbered("多于企业总数 152 家（{#companies}）") in objection
    assert objection.splitlines()[-3:] == [
        talk.numbered("1. 改 {#smes}"),
        talk.numbered("2. 改 {#companies}"),
        "3. 稍后",
    ]
    assert talk.say("2")[-1].startswith(talk.numbered("{#companies} "))
    talk.say("141 150 170")
    assert asked(talk) == "specialised"


def test_a_rate_off_its_formula_is_adopted_with_one_tap(talk: Talk) -> None:
    """9.6 against a geometric mean of 10.00: use 10.00, or keep 9.6 with a reason."""
    fill(talk, until="output")
    talk.say("100 110 121", "21.5 22.1 23.4", "82 83 84", "100 100 100")
    warning = talk.say("9.6")[-1]
    assert "几何平均 10.00%" in warning
    assert warning.splitlines()[1:] == [
        "1. 用 10.00%",
        "2. 保留 9.60%，写明口径",
        talk.numbered("3. 改 {#main_share}"),
        "4. 稍后",
    ]
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
    talk.say("改 {#rd_spending} 1.50 1.80 2.00")
    talk.say("改 {#target_rd} 2.00 2.66")
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


def test_one_figure_for_three_years_is_asked(talk: Talk) -> None:
    """160 at a row of three years: which one, or all three?"""
    fill(talk, until="companies")
    words = talk.say("160")[-1]
    assert "哪一年" in words


def test_undo_takes_the_last_answer_back(talk: Talk) -> None:
    """撤销 empties what was empty and asks again."""
    fill(talk, until="county_share")
    words = talk.say("撤销")
    assert value(talk, "output/2021") is None
    assert words[-1].startswith(talk.numbered("{#output} "))


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
    assert "仍是填完状态" in "\n".join(talk.say("改 {#leaders} 1 1 3"))
    words = "\n".join(talk.say("改 {#smes} 133 141 999"))
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
    words = "\n".join(talk.say("改 {#solid_waste_above} 是"))
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
    talk.say("改 {#output}", "待核实")
    answer = talk.application.answer("output/2021")
    assert answer is not None
    assert (answer.value, answer.doubtful) == (Decimal("118.40"), True)


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
    words = "\n".join(talk.say("改 {#target_opening} 合作3个国家"))
    assert "合作3个国家" in words
    assert "新增境外展会五场" in words
