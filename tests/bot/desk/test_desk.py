"""A coordinator's desk over a real house, on both databases: inviting, watching, reading, taking out."""

from __future__ import annotations

import json
import re
import zipfile
from datetime import date, timedelta
from io import BytesIO

import pytest
from docx import Document

from bot.campaign.years import learned
from bot.desk.progress import refresh_all
from bot.entering.inviting import invite_person
from bot.house import House
from dialogs.definition.loader import load
from dialogs.record.application import Answer
from storage import applications, coordination, people, progress
from storage.progress import Wish
from tests.bot.conftest import NOON
from tests.bot.desk.people import (
    arrive,
    code_of,
    come_in,
    contact,
    delivered,
    filled,
    heard,
    own_application,
    say,
    told,
)
from tests.renderers.schema import misfits


def test_the_first_coordinator_comes_by_the_command_line(house: House) -> None:
    """`shenbao invite --role city --region 石家庄市`: the link opens the desk, not the form."""
    link = invite_person(house, name="李处长", role="city", region="石家庄市", days=7)
    come_in(house, link)
    said = heard(house, 1)
    assert "这里是石家庄市的申报协调台" in said
    assert "石家庄市共 21 家：未联系 21" in said
    assert "2024年4月25日" in said


def test_an_open_county_shows_progress_and_no_figures(house: House, desk: int, answers: tuple[Answer, ...]) -> None:
    """Before all is filled: sections, counts, missing proofs, who and when; not one answer."""
    address = contact(house, "张三", "清河县")
    filled(house, address, answers[:90])
    said = say(house, desk, "打开 清河县")
    assert "填报中，" in said
    assert "最近更新 4月11日 09:30" in said
    assert "还缺佐证" in said
    assert "联系人 张三" in said
    assert "看不到填的数" in said
    figures = [str(each.value) for each in answers[:90] if re.fullmatch(r"[0-9]+\.[0-9]{1,2}", str(each.value))]
    assert figures
    assert not any(figure in said for figure in figures)


@pytest.mark.parametrize(
    ("share", "acts", "stage"),
    [
        (0, (), "considering"),
        (0, ("declined",), "declined"),
        (90, (), "filling"),
        (1000, (), "filled"),
        (1000, ("sealed",), "filled"),
        (1000, ("mailed",), "acted"),
        (1000, ("mailed", "received"), "received"),
        (90, ("declined", "resumed"), "filling"),
    ],
)
def test_how_far_an_application_is(
    house: House, answers: tuple[Answer, ...], share: int, acts: tuple[str, ...], stage: str
) -> None:
    """From 考虑中 to 已收: what was answered, and what was done; a seal of another version is none."""
    address = contact(house, "张三", "清河县")
    filled(house, address, answers[:share], *acts)
    refresh_all(house.database, house.form)
    with house.database.read() as session:
        (kept,) = progress.listed(session, Wish(house.form.edition, {code_of(house, "清河县")}))
        assert progress.counted(session, Wish(house.form.edition)) == {stage: 1}
    assert kept.entrant.stage == stage
    assert kept.version > 0


def test_progress_is_never_behind(house: House, desk: int, answers: tuple[Answer, ...]) -> None:
    """An answer makes the row old, and whoever looks sees it made anew."""
    address = contact(house, "张三", "清河县")
    assert "考虑中 1" in say(house, desk, "多少家")
    filled(house, address, answers)
    assert "已填完 1" in say(house, desk, "多少家")
    with house.database.read() as session:
        assert progress.behind(session, house.form.edition, 5) == ()


def test_flags_notes_and_filters_are_ones_own(house: House, desk: int) -> None:
    """What one coordinator keeps another one does not see."""
    say(house, desk, "标记 清河县", "备注 威县 周三再问", "存筛选 冷 未联系")
    assert "★ 清河县" in say(house, desk, "标记的")
    assert "✎ 周三再问" in say(house, desk, "冷")
    other = arrive(house, "副科长", "city", "邢台市")
    assert "0 家" in say(house, other, "标记的")
    assert "周三再问" not in say(house, other, "进度")


def test_one_finished_draft_is_exported(house: House, desk: int, answers: tuple[Answer, ...]) -> None:
    """导出 清河县 brings the Word file of what is filled, to this coordinator only, and the audit says so."""
    address = contact(house, "张三", "清河县")
    filled(house, address, answers, "sent")
    say(house, desk, "导出 清河县")
    row, content = delivered(house, desk, "申报表.docx")
    assert row.name.startswith("清河县_")
    text = "\n".join(cell.text for table in Document(BytesIO(content)).tables for r in table.rows for cell in r.cells)
    assert "轴承" in text
    with house.database.read() as session:
        actions = [each.action for each in people.audited(session, NOON - timedelta(days=1))]
    assert {"export asked for", "exported"} <= {*actions}


def test_all_finished_drafts_are_exported_as_one_archive(house: House, desk: int, answers: tuple[Answer, ...]) -> None:
    """What is not finished stays out; names are Chinese and say that they are UTF-8; another city's is not there."""
    for name, county, share in (
        ("甲", "清河县", 1000),
        ("乙", "威县", 1000),
        ("丙", "南宫市", 50),
        ("丁", "正定县", 1000),
    ):
        filled(house, contact(house, name, county), answers[:share], *(("sent",) if share > 50 else ()))
    said = say(house, desk, "导出全市")
    assert "正在导出邢台市已送审的 2 份" in said
    _, content = delivered(house, desk, "导出好了")
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
        assert archive.testzip() is None
        assert all(each.flag_bits & 0x800 for each in archive.infolist())
    assert {name.partition("_")[0] for name in names} == {"清河县", "威县"}
    assert sum(name.endswith(".docx") for name in names) == 2


def test_data_is_exported_with_its_schema(house: House, desk: int, answers: tuple[Answer, ...]) -> None:
    """JSON with the answers of who is finished and the state of all; a sheet whose cells are text."""
    filled(house, contact(house, "甲", "清河县"), answers, "sent")
    filled(house, contact(house, "乙", "威县"), answers[:50])
    say(house, desk, "导出数据")
    _, content = delivered(house, desk, "数据好了")
    with zipfile.ZipFile(BytesIO(content)) as archive:
        found = json.loads(archive.read("数据.json"))
        schema = json.loads(archive.read("数据.schema.json"))
        assert "shenbao-region-1" in archive.read("说明.txt").decode()
        with zipfile.ZipFile(BytesIO(archive.read("数据.xlsx"))) as sheet:
            cells = sheet.read("xl/worksheets/sheet1.xml").decode()
    by_county = {each["county_name"]: each for each in found["entrants"]}
    assert found["schema"] == "shenbao-region-1"
    assert [*misfits(schema, found, schema)] == []
    assert [*misfits(schema, found | {"at": None}, schema)] == ["/at is no string: None"]
    assert len(by_county) == 18
    assert by_county["清河县"]["answers"]["output/2021"]["value"] == "118.40"
    assert "answers" not in by_county["威县"]
    assert "<f>" not in cells
    assert cells.count("<c ") == cells.count('t="s"')


@pytest.mark.parametrize(("words", "first"), [("表格", b"PK"), ("图片", b"\x89PNG"), ("不带县名的图", b"\x89PNG")])
def test_the_table_and_the_picture_come_into_the_chat(house: House, desk: int, words: str, first: bytes) -> None:
    """As a sheet, as a picture, and as one without names."""
    contact(house, "张三", "清河县")
    say(house, desk, words)
    _, content = delivered(house, desk, "进度")
    assert content.startswith(first)


def test_the_city_puts_on_record_that_it_received(house: House, desk: int, answers: tuple[Answer, ...]) -> None:
    """已收 清河县: once, with who and when; the county hears of it; what is not filled cannot have come."""
    address = contact(house, "张三", "清河县")
    say(house, desk, "已收 清河县")
    assert told(house, desk, "还没有填完")
    filled(house, address, answers)
    say(house, desk, "已收 清河县", "已收 清河县")
    assert told(house, desk, "已登记收到")
    assert "市局已登记收到您的申报材料（王科长，2024-04-11 09:30）" in told(house, address, "市局已登记收到")
    assert "已收 1" in say(house, desk, "多少家")
    with house.database.read() as session:
        acts = applications.load(session, own_application(house, address)).acts
    assert [act.kind for act in acts] == ["received"]


def test_a_province_sees_all_and_a_city_its_own(house: House) -> None:
    """One county of each of two cities; both are seen from above."""
    contact(house, "张三", "清河县")
    contact(house, "丁一", "正定县")
    above = arrive(house, "处长", "province", "")
    assert "河北省共 167 家：未联系 165，考虑中 2" in say(house, above, "今天")
    assert "正定县" in say(house, above, "筛选 石家庄市 考虑中")
    with house.database.read() as session:
        assert {each.region for each in coordination.contacts(session)} == {
            code_of(house, "清河县"),
            code_of(house, "正定县"),
        }


def test_a_county_is_told_what_the_city_sees(house: House, desk: int) -> None:
    """The invitation says it in the text that is handed out."""
    assert "看得到进度，填完后看得到内容" in told(house, desk, "协调台") + say(house, desk, "邀请 清河县 张三")


def test_a_date_is_moved_and_the_county_hears_of_it(house: House) -> None:
    """The preview of a city's own date names who is told; after the tap the first screen and the contact have it."""
    desk, county = arrive(house, "王科长", "city", "邢台市"), contact(house, "丁一", "清河县")
    say(house, desk, "截止日期 4月23日")
    assert "会通知 1 人：丁一" in told(house, desk, "邢台市交市里的日期改为 2024年4月23日")
    say(house, desk, "1")
    assert told(house, desk, "邢台市交市里的日期现在是 2024年4月23日")
    assert "2024年4月23日前报邢台市" in say(house, desk, "今天")
    say(house, county, "截止日期")
    assert told(house, county, "2024年4月23日")
    say(house, desk, "截止日期 4月23日")
    assert told(house, desk, "本来就是 2024年4月23日")
    say(house, desk, "截止日期 5月20日")
    assert told(house, desk, "晚于报省里的 2024年5月8日")


def test_the_province_moves_its_date_in_chat(house: House) -> None:
    """截止日期 省里 5月10日: shown with who hears of it, set by a tap, known in every county; a city cannot."""
    county = contact(house, "丁一", "清河县")
    above, city = arrive(house, "处长", "province", ""), arrive(house, "王科长", "city", "邢台市")
    assert "由省里定" in say(house, city, "截止日期 省里 5月10日")
    say(house, above, "截止日期 省里 5月10日")
    shown = told(house, above, "报省里的日期改为 2024年5月10日")
    assert "原来 2024年5月8日" in shown
    assert "会通知 1 人：丁一" in shown
    say(house, above, "1")
    assert told(house, above, "报省里的日期现在是 2024年5月10日")
    say(house, county, "截止日期")
    assert told(house, county, "2024年5月10日前")
    assert "2024年5月10日前" in say(house, city, "今天")
    say(house, above, "截止日期 省里 4月20日")
    assert told(house, above, "早于有的县交市里的日期")


def test_working_days_of_a_further_year_are_pasted(house: House, desk: int) -> None:
    """Shown, confirmed, counted by at once and after a restart; the edition itself stays as it is."""
    notice = (
        "关于2027年部分节假日安排的通知\n一、元旦：1月1日至3日放假调休，共3天。1月9日（周六）上班。\n"
        "二、春节：2月5日至11日放假调休，共7天。"
    )
    said = say(house, desk, notice)
    assert "2027 年放假安排，读到的是" in said
    assert "· 元旦 1月1日—1月3日，3 天" in said
    assert "· 周末上班：1月9日" in said
    say(house, desk, "1")
    assert told(house, desk, "2027 年的工作日记下了")
    assert house.form.calendar.knows(date(2027, 2, 1))
    assert not house.form.calendar.works(date(2027, 2, 5))
    assert house.form.calendar.works(date(2027, 1, 9))
    again = learned(house.database, load(house.settings.edition))
    assert not again.calendar.works(date(2027, 2, 5))
    assert not load(house.settings.edition).calendar.knows(date(2027, 2, 1))
