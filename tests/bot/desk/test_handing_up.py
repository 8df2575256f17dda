"""推荐 and 上报 over a real house, on both databases: the quota, the hand-up with its papers, the province's word."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from docx import Document
from python_calamine import CalamineWorkbook

from bot.house import House
from dialogs.record.application import Answer
from storage import people, recommendations
from storage.errors import Stale
from tests.bot.conftest import NOON
from tests.bot.desk.people import arrive, contact, delivered, filled, say, times, told

COUNTIES = ("清河县", "威县", "临西县", "南宫市", "沙河市")
SENTENCE = "定州、辛集、雄安新区推荐数量不超过2家，其他设区市推荐数量不超过4家，对超过报送数量的，不予受理。"


@pytest.fixture(autouse=True)
def _no_office(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    """Without LibreOffice: what comes of it is tried where the whole campaign is."""
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.fixture
def above(house: House) -> int:
    """The address of the province's coordinator."""
    return arrive(house, "陈处长", "province", "")


def filing(house: House, county: str, answers: tuple[Answer, ...], *acts: str, share: int = 1000) -> int:
    """A county's contact who has answered all this, for a cluster named after the county; returns the address."""
    address = contact(house, f"{county}联系人", county)
    city = next(each.city for each in house.form.counties if each.name == county)
    own = {"city": city, "county": county, "cluster_name": f"{county}某产业", "operator": f"{county}园区"}
    mine = [replace(each, value=own.get(each.slot, each.value)) for each in answers[:share]]
    filled(house, address, tuple(mine), *(acts or (("sent",) if share > len(answers) else ())))
    return address


def files_of(house: House, address: int, words: str) -> dict[str, bytes]:
    """Wait for an archive that came with these words; its files by name."""
    _, content = delivered(house, address, words)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {each: archive.read(each) for each in archive.namelist()}


def test_four_are_recommended_and_the_fifth_is_refused(house: House, desk: int, answers: tuple[Answer, ...]) -> None:
    """With the notice's sentence and the ways out; the counties hear nothing of any of it."""
    addresses = [filing(house, each, answers) for each in COUNTIES]
    before = [len(house.history.messages(each)) for each in addresses]
    assert "邢台市的推荐名单（0/4）" in say(house, desk, "推荐")
    said = say(house, desk, "推荐 清河县、威县", "推荐 临西县 南宫市")
    assert "邢台市的推荐名单（4/4）" in said
    assert "1. 清河县（清河县某产业），已送市局审核，缺佐证" in said
    said = say(house, desk, "推荐 沙河市")
    assert SENTENCE in said
    assert "邢台市最多 4 家，沙河市放不下，名单没有改" in said
    said = say(house, desk, "2")  # 威县 gives way
    assert "2. 沙河市" in said
    assert "备选：\n1. 威县" in said
    said = say(house, desk, "推荐 临西县 第1")
    assert "1. 临西县" in said
    assert "1. 南宫市" in say(house, desk, "推荐顺序 4 1")
    assert "3. 清河县" in say(house, desk, "沙河市换成威县", "不推荐 临西县", "推荐 沙河市 第2")
    assert [len(house.history.messages(each)) for each in addresses] == before


@pytest.mark.parametrize(("region", "county"), [("定州市", "定州市"), ("辛集市", "辛集市"), ("雄安新区", "容城县")])
def test_those_that_report_themselves_have_two(
    house: House, answers: tuple[Answer, ...], region: str, county: str
) -> None:
    """Quotas are data of the edition; a county with several clusters is asked which is meant."""
    desk = arrive(house, "刘科长", "city", region)
    for _ in range(3):
        filing(house, county, answers)
    said = say(house, desk, f"推荐 {county}")
    assert "是哪一个？" in said
    assert f"{region}的推荐名单（1/2）" in say(house, desk, "1")
    assert f"{region}的推荐名单（2/2）" in say(house, desk, f"推荐 {county}", "2")
    assert SENTENCE in say(house, desk, f"推荐 {county}", "3")


def test_what_is_not_filled_cannot_be_handed_up(house: House, desk: int, answers: tuple[Answer, ...]) -> None:
    """It may be in the list, for a list is made early; to hand it up it is to be filled or to give way."""
    filing(house, "清河县", answers)
    filing(house, "威县", answers, share=50)
    said = say(house, desk, "推荐 清河县 威县", "上报")
    assert "2. 威县（威县某产业），还没有填完" in said
    assert "不能上报" in said
    assert "名额还剩 3 个" in say(house, desk, "不推荐 威县", "上报")


def test_a_list_is_handed_up_with_its_papers(house: House, desk: int, above: int, answers: tuple[Answer, ...]) -> None:
    """A receipt; the province hears of it; the archive holds letter, 附件4 twice, forms, mail; nothing invented."""
    for each in COUNTIES[:2]:
        filing(house, each, answers, "mailed")
    said = say(house, desk, "推荐 威县、清河县", "推荐联系人 王某 0319-2680000", "上报")
    assert "邢台市上报 2 家（最多 4 家）" in said
    said = say(house, desk, "1")
    assert "邢台市已上报 2 家：2024-04-11 09:30 王科长，回执 邢台市-1-" in said
    assert "县里还不知道" in said
    assert told(house, above, "邢台市上报了 2 家（王科长，2024-04-11 09:30")
    files = files_of(house, desk, "推荐材料好了（2 个集群")
    assert told(house, desk, "邮件标题“邢台市+中小企业特色产业集群申报”")
    assert [*files] == [
        "00 报送清单.docx",
        "01 推荐请示.docx",
        "02 附件4 推荐汇总表.docx",
        "02 附件4 推荐汇总表.xlsx",
        "邮件.txt",
        "03 申报材料/1 威县_威县某产业_申报表.docx",
        "03 申报材料/2 清河县_清河县某产业_申报表.docx",
    ]
    table = Document(BytesIO(files["02 附件4 推荐汇总表.docx"])).tables[0]
    assert [[cell.text for cell in row.cells][:2] for row in table.rows[1:]] == [
        ["1", "威县某产业"],
        ["2", "清河县某产业"],
    ]
    letter = "\n".join(each.text for each in Document(BytesIO(files["01 推荐请示.docx"])).paragraphs)
    assert "关于推荐2024年度河北省中小企业\n特色产业集群的请示" in letter
    assert "1.威县某产业（申报主体：临西县工业和信息化局）" in letter
    assert "2024年4月11日" in letter
    sheet = CalamineWorkbook.from_filelike(BytesIO(files["02 附件4 推荐汇总表.xlsx"])).get_sheet_by_index(0).to_python()
    assert all(isinstance(cell, str) for row in sheet for cell in row)
    assert "hbsmyb@163.com" in files["邮件.txt"].decode()
    with house.database.read() as session:
        actions = [each.action for each in people.audited(session, NOON - timedelta(days=1))]
    assert {"recommended", "handed up", "export asked for", "exported"} <= {*actions}
    assert "已经上报过" in say(house, desk, "推荐 清河县") or "第 1 次上报" in say(house, desk, "推荐")


def test_a_hand_up_is_taken_back_until_the_province_has_it(
    house: House, desk: int, above: int, answers: tuple[Answer, ...]
) -> None:
    """Before the receipt the list can be changed again; after it only the province can send it back."""
    filing(house, "清河县", answers)
    say(house, desk, "推荐 清河县", "上报", "1")
    assert "省里会看到已撤回" in say(house, desk, "撤回上报")
    assert "名单又可以改了" in say(house, desk, "1")
    assert told(house, above, "邢台市撤回了上报")
    say(house, desk, "上报", "1")
    assert "邢台市第 2 次上报 1 家" in say(house, above, "上报情况")
    said = say(house, above, "收电子 邢台市", "收电子 邢台市")
    assert "邢台市的电子版：省厅已登记收到（陈处长，2024-04-11 09:30）" in said
    assert told(house, desk, "邢台市的电子版：省厅已登记收到")
    assert times(house, desk, "邢台市的电子版：省厅已登记收到") == 1
    assert "省里已登记或决定，不能撤回" in say(house, desk, "撤回上报")
    assert "纸质 未登记" in say(house, above, "上报情况")
    say(house, above, "登记纸质 邢台市")
    assert told(house, desk, "邢台市的纸质材料：省厅已登记收到")


def test_the_province_decides_and_the_city_hears_it(
    house: House, desk: int, above: int, answers: tuple[Answer, ...]
) -> None:
    """受理, 不予受理 with a reason, 补正 with exact questions; what is sent back can be handed up again."""
    county = [filing(house, each, answers) for each in COUNTIES[:3]][2]
    say(house, desk, "推荐 清河县、威县、临西县", "上报", "1")
    assert "还没有上报，没有可登记的" in say(house, above, "受理 石家庄市")
    say(house, above, "受理 清河县", "不予受理 威县")
    assert "为什么不予受理" in told(house, above, "威县为什么不予受理")
    say(house, above, "逾期")
    assert told(house, desk, "省厅（陈处长）对威县 威县某产业：不予受理。原因：逾期")
    assert "没认出题号" in say(house, above, "补正 临西县 请核对")
    assert "没有题号 9.99" in say(house, above, "9.99 请核对")
    say(house, above, "2.1 与佐证不符；3.2 请核对口径")
    said = told(house, desk, "省厅（陈处长）对临西县 临西县某产业：补正")
    assert "：与佐证不符\n3.2 集群中小企业研发经费总额" in said
    assert "已把补正的 2 题转给临西县（1 人），请 2024年4月16日 前改好送回" in say(house, desk, "1")
    said = told(house, county, "次退回，2 条意见")
    assert "陈处长（省厅）" in said
    assert "与佐证不符" in say(house, county, "改 2.1")
    with house.database.read() as session:
        (handed,) = recommendations.standing(session, house.form.edition)
    assert [each.decision for each in handed.items] == ["accepted", "refused", "returned"]
    assert "退回了，县里在改" in say(house, desk, "不推荐 威县", "上报")
    say(house, county, "118.4 131.7 146.9", "改 3.2", "数据无误，统计局口径", "送回")
    assert told(house, desk, "改好送回了")
    assert "邢台市已上报 2 家" in say(house, desk, "上报", "1")
    with house.database.read() as session:
        (handed,) = recommendations.standing(session, house.form.edition)
    assert (handed.number, [each.decision for each in handed.items]) == (2, ["accepted", ""])


def test_two_coordinators_change_the_list_at_once(house: House, desk: int, answers: tuple[Answer, ...]) -> None:
    """The list is the city's, not one's own: who made his change of an older one is told, and nothing is lost."""
    filing(house, "清河县", answers)
    filing(house, "威县", answers)
    other = arrive(house, "副科长", "city", "邢台市")
    say(house, desk, "推荐 清河县")
    assert "1. 清河县" in say(house, other, "推荐")
    with house.database.write() as session:
        known = recommendations.find(session, "邢台市", house.form.edition)
        recommendations.save(session, known, 1, NOON)
        with pytest.raises(Stale):
            recommendations.save(session, known, 1, NOON)
    assert "邢台市的推荐名单（2/4）" in say(house, other, "推荐 威县")


def test_a_list_is_its_own_citys(house: House, desk: int, above: int, answers: tuple[Answer, ...]) -> None:
    """Another city sees nothing of it, the province nothing before it is handed up."""
    filing(house, "清河县", answers)
    say(house, desk, "推荐 清河县")
    other = arrive(house, "赵科长", "city", "石家庄市")
    assert "清河县" not in say(house, other, "推荐") + say(house, other, "上报情况")
    assert "“清河县”属邢台市" in say(house, other, "推荐 清河县")
    said = say(house, above, "上报情况")
    assert "还没有市里上报" in said
    assert "还没有上报 14：石家庄市、" in said
    assert "推荐由市里" in say(house, above, "推荐")
    assert "收件和受理由省里登记" in say(house, desk, "受理 清河县")


def test_what_was_verified_stands_in_the_letter(house: House, desk: int, answers: tuple[Answer, ...]) -> None:
    """真实性审核 and 实地核查 as they are on record; where nothing is, the letter has a blank and the list says so."""
    for each in COUNTIES[:2]:
        filing(house, each, answers, "mailed")
    say(house, desk, "审核 清河县", "实地核查", "2", "4月9日 李工 基本属实")
    say(house, desk, "登记核查", "1", "4月10日 王科长 属实", "登记核查", "2", "4月10日 王科长、李工 属实")
    say(house, desk, "推荐 清河县、威县", "推荐材料")
    files = files_of(house, desk, "推荐材料（草稿")
    lines = [each.text for each in Document(BytesIO(files["01 推荐请示（草稿）.docx"])).paragraphs]
    at = lines.index("材料真实性审核和实地核查情况：")
    assert lines[at + 1] == (
        "1.清河县某产业：真实性审核，2024年4月10日，王科长，属实；实地核查，2024年4月10日，王科长、李工，属实。"
    )
    assert lines[at + 2] == "2.威县某产业：　　　　（请按实填写）"
    ticked = "\n".join(
        cell.text
        for table in Document(BytesIO(files["00 报送清单.docx"])).tables
        for row in table.rows
        for cell in row.cells
    ) + "\n".join(each.text for each in Document(BytesIO(files["00 报送清单.docx"])).paragraphs)
    assert "真实性审核和实地核查情况（威县某产业）待填" in ticked
