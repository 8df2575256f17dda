"""A review at the desk over a real house, on both databases: looked at, commented, returned, compared, accepted."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest

from bot.house import House
from dialogs.derived.findings import finding_of, values_of
from dialogs.record import codec
from dialogs.record.application import Act, Answer, Kept
from dialogs.state.examining import Examine
from dialogs.turn.sealing import fingerprint
from storage import applications, people, requests
from tests.bot.conftest import NOON
from tests.bot.desk.people import arrive, contact, heard, own_application, say, times, told


def test_the_whole_way(house: House, city: int, county: int) -> None:
    """One figure is returned with a reason, mended, compared old → new, accepted; the county hears that it passed."""
    assert "核对：" in say(house, city, "审核 清河县")
    assert "选一个理由" in say(house, city, "批注 2.1 2022年与统计局年报不一致")
    assert "草稿现在有 1 条" in say(house, city, "2")
    assert "哪天前送回" in say(house, city, "退回")
    preview = say(house, city, "4月18日")
    assert "退回 清河县（邢台市清河县" in preview or "退回 清河县" in preview
    assert "1. 2.1 集群总产值（亿元）：数据前后不一致：2022年与统计局年报不一致" in preview
    assert "还没有盖章" in preview
    assert "已退回 清河县：1 条意见，2024年4月18日前送回，通知了 1 人" in say(house, city, "1")
    assert "□ 2.1 集群总产值（亿元）：数据前后不一致：2022年与统计局年报不一致" in told(house, county, "第 1 次退回")
    assert "▸ 退回意见" in say(house, county, "改 2.1")
    say(house, county, "118.4 131.7 146.9", "改 2.6 160 170 190", "1", "送回")
    told(house, city, "改好送回")
    new = say(house, city, "审核 清河县", "只看新的")
    assert "↻ 2022年 131.62 → 131.70（张三 4月11日 09:30）" in new
    assert "（张三 4月11日 09:30）" in new
    assert "没有要求改" in new
    assert "2.1 已认可" in say(house, city, "1")
    assert "还有 7 步没有勾" in say(house, city, "审核通过")
    assert "审核通过，已告诉县里" in say(house, city, "1")
    assert "审核通过（王科长" in told(house, county, "审核通过")
    record = say(house, county, "审核记录")
    assert "（已认可，已改）" in record
    assert record == say(house, city, "审核记录").split("\n", 1)[1]


def test_what_was_not_sent_is_not_read(house: House, city: int, answers: tuple[Answer, ...]) -> None:
    """Filled is not sent: progress alone."""
    address = contact(house, "李四", "威县")
    with house.database.write() as session:
        before = applications.load(session, own_application(house, address))
        applications.save(session, before, before.with_answers(answers), NOON, by="李四", door="web")
    said = say(house, city, "审核 威县")
    assert "威县还没有送审" in said
    assert "146.90" not in said


def test_figures_stand_beside_what_was_said_of_them(
    house: House, city: int, county: int, answers: tuple[Answer, ...]
) -> None:
    """Section by section: the answer, what does not hold, reasons that were kept, proofs and their files."""
    assert "2.1 集群总产值（亿元）  118.40、131.62、146.90 亿元" in say(house, city, "审核 清河县", "二")
    assert "缺佐证 E-3" in say(house, city, "2.6")
    with house.database.write() as session:
        before = applications.load(session, own_application(house, county))
        growth = next(each for each in answers if each.slot == "main_growth")
        wrong = before.with_answers(
            [Answer("main_growth", Decimal(str(growth.value)) + 3, by="张三", at=NOON.isoformat())]
        )
        applications.save(session, before, wrong, NOON, by="张三", door="web")
    assert "？" in say(house, city, "2.5")
    say(house, county, "检查")
    check = next(each for each in house.form.checks_by_field["main_growth"] if each.adopt)
    with house.database.write() as session:
        before = applications.load(session, own_application(house, county))
        found = finding_of(house.form, before, values_of(before), check)
        kept = before.with_kept(Kept(check.key, "按可比价算", found.stands_on, "张三", NOON.isoformat()))
        applications.save(session, before, kept, NOON, by="张三", door="web")
    assert "县里说明：按可比价算" in say(house, city, "2.5")


def test_free_words_are_the_note_and_nothing_else(house: House, city: int, county: int) -> None:
    """While a comment is asked, words that begin like a command are the note; a reason that wants words gets them."""
    say(house, city, "审核 清河县", "批注 2.1")
    assert "写好的：导出 的数对不上" in say(house, city, "导出 的数对不上")
    assert "记下了" in say(house, city, "2")
    assert "导出 的数对不上" in say(house, city, "批注草稿")
    say(house, city, "批注 2.7")
    assert "要写明是什么问题" in say(house, city, "2")
    assert "2.7" in say(house, city, "今天")
    assert "草稿 1 2.1" in say(house, city, "审核 清河县", "批注草稿")


def test_drafts_are_taken_away_and_brought_back(house: House, city: int, county: int) -> None:
    """Internal ones stay inside; of the others the notice holds those that are left."""
    say(house, city, "审核 清河县", "批注 2.1 甲", "2", "批注 E-3", "5", "1", "2.6")
    inside = say(house, city, "内部批注 2.6", "2", "要现场看")
    assert "只有您这边看得到" in inside
    assert "▹ 内部 3 2.6" in inside
    assert "删掉了" in say(house, city, "批注草稿", "1")
    assert "2.1" not in say(house, city, "批注草稿")
    assert "找回来了" in say(house, city, "找回刚删的")
    preview = say(house, city, "退回补正", "4月20日")
    assert "2 条意见" in preview
    assert "要现场看" not in preview
    say(house, city, "1")
    card = told(house, county, "次退回")
    assert "要现场看" not in card
    assert "E-3" in card


def test_the_second_of_two_sees_the_decision_of_the_first(house: House, city: int, county: int) -> None:
    """Two coordinators who send at once: one notice goes, the other hears by whom it was sent."""
    other = arrive(house, "副科长", "city", "邢台市")
    say(house, city, "审核 清河县", "批注 2.1 甲", "2")
    for each in (city, other):
        assert "甲" in say(house, each, "审核 清河县", "退回", "4月18日")
    with ThreadPoolExecutor(2) as both:
        list(both.map(lambda each: say(house, each, "1"), (city, other)))
    said = heard(house, city) + heard(house, other)
    assert said.count("已退回 清河县") == 1
    assert said.count("已经退回 清河县，刚才那一步没有做") == 1
    told(house, county, "次退回")
    assert times(house, county, "次退回") == 1


def test_a_notice_is_not_sent_with_drafts_that_nobody_saw(house: House, city: int, county: int) -> None:
    """A colleague drafts another comment after the preview: nothing goes, and it is said."""
    other = arrive(house, "副科长", "city", "邢台市")
    say(house, city, "审核 清河县", "批注 2.1 甲", "2", "退回", "4月18日")
    say(house, other, "审核 清河县", "批注 2.7 乙", "2")
    assert "批注草稿刚才有变化" in say(house, city, "1")
    assert times(house, county, "次退回") == 0
    assert "2 条意见" in say(house, city, "退回", "4月18日")


@pytest.mark.parametrize("words", ["过几天吧", "4月1日", "2月30日"])
def test_a_date_that_cannot_be_is_asked_again(house: House, city: int, county: int, words: str) -> None:
    """Nothing goes without a day that lies ahead."""
    say(house, city, "审核 清河县", "批注 2.1 甲", "2", "退回")
    assert "哪天前送回" in say(house, city, words)
    assert "退回 清河县" in say(house, city, "4月18日")


def test_verifications_are_on_record(house: House, city: int, county: int) -> None:
    """When, who, with which result; the step that waits for it is ticked with it."""
    say(house, city, "审核 清河县", "实地核查")
    said = say(house, city, "2", "4月10日 王科长、李工 属实")
    assert "实地核查已登记（2024年4月10日）" in said
    assert "✓ 6. 必要时实地核查" in said
    assert "实地核查：2024年4月10日 王科长、李工，属实" in said
    assert "没看懂" in say(house, city, "登记核查", "1", "属实")
    assert "还没有到" in say(house, city, "4月30日 王科长 属实")


def test_steps_are_ticked_and_taken_back(house: House, city: int, county: int) -> None:
    """Each with who did it."""
    say(house, city, "审核 清河县")
    assert "✓ 1. 申报材料已受理：申报表、佐证材料（王科长 4月11日 09:30" in say(house, city, "审核步骤", "1")
    assert "□ 1. 申报材料已受理" in say(house, city, "1")


def test_the_recommendation_is_printed_and_breaks_no_seal(house: House, city: int, county: int) -> None:
    """9.4 and 9.6 stand in the county's form; the seal holds; 无 clears them."""
    application = own_application(house, county)
    with house.database.write() as session:
        before = applications.load(session, application)
        note = f"{before.version} {fingerprint(house.form, before)}"
        after = before.with_act(Act("sealed", "张三", NOON.isoformat(), note))
        applications.save(session, before, after, NOON, by="张三", door="web")
    assert "推荐意见写进 9.4，9.6 日期 2024年4月11日" in say(house, city, "审核 清河县", "推荐意见 同意推荐")
    with house.database.read() as session:
        now = applications.load(session, application)
    assert now.answers["city_opinion"].value == "同意推荐"
    assert now.answers["recommended_on"].value == "2024-04-11"
    assert "✓ 已盖章签字" in say(house, county, "报送")
    preview = say(house, city, "批注 2.1 甲", "2", "退回", "4月18日")
    assert "县里已在 2024年4月11日 盖章：改了以后要重新打印、盖章、扫描 二、主导产业情况" in preview
    assert "已清除" in say(house, city, "推荐意见", "无")


def test_accepted_but_needs(house: House, city: int, county: int) -> None:
    """What is still needed stands with the comment on both sides."""
    say(house, city, "审核 清河县", "批注 2.1 甲", "2", "退回", "4月18日", "1")
    told(house, county, "次退回")
    say(house, county, "改 2.1", "数据无误，统计局口径", "送回")
    told(house, city, "改好送回")
    assert "说明：数据无误，统计局口径" in say(house, city, "审核 清河县", "只看新的")
    assert "还需要县里做什么" in say(house, city, "2")
    assert "2.1 已认可，另需：补交年报复印件" in say(house, city, "补交年报复印件")
    assert "已认可，另需：补交年报复印件" in say(house, county, "审核记录")


@pytest.mark.parametrize(
    ("role", "region"), [("city", "石家庄市"), ("county", "130534")], ids=["another city", "another contact"]
)
def test_nobody_else_gets_anywhere(house: House, city: int, county: int, role: str, region: str) -> None:
    """Another city and another contact of the county read nothing, write nothing, and their buttons do nothing."""
    stranger = arrive(house, "外人", "city" if role == "city" else "county", region)
    for words in ("审核 清河县", "批注 2.1 甲", "退回", "推荐意见 同意", "审核通过", "审核记录", "只看新的"):
        assert "118.40" not in say(house, stranger, words)
    with house.database.read() as session:
        application = applications.load(session, own_application(house, county))
        refused = {each.action for each in people.audited(session, NOON)}
    assert [each.kind for each in application.reviews] == ["sent"]
    assert "city_opinion" not in application.answers
    assert "reviewed" not in refused


def test_a_request_of_another_region_is_refused(house: House, city: int, county: int) -> None:
    """A forged errand about another city's application comes to nothing, and is in the audit."""
    stranger = arrive(house, "外人", "city", "石家庄市")
    application = own_application(house, county)
    with house.database.write() as session:
        requests.add(session, stranger, "Examine", codec.dumps(Examine(application, "opine", about=("同意",))), NOON)
    house.conversations.catch_up(stranger)
    assert "没有这个权限" in heard(house, stranger)
    with house.database.read() as session:
        assert "city_opinion" not in applications.load(session, application).answers
