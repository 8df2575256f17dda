"""Lists of people as files over a real house: read by the child, columns found or asked about, doubts asked."""

from __future__ import annotations

from io import BytesIO

import pytest
from xlsxwriter import Workbook

from bot.house import House
from dialogs.turn.messages import Sent
from storage import attachments, people
from tests.bot.conftest import NOON
from tests.bot.desk.people import arrive, heard, say, told

Rows = tuple[tuple[str | int, ...], ...]
PLAIN: Rows = (
    ("邢台市申报联系人名单",),
    ("序号", "县（市、区）", "联系人", "职务", "手机号码"),
    (1, "清河县", "张 三", "科长", 13800001111),
    (2, "威县工信局", "李四", "副科长", "0319-5220000、13900002222"),
    ("合计", "", "", "", ""),
)
MERGED: Rows = (
    ("县区", "姓名", "电话"),
    ("清河县", "张三", "13800001111"),
    ("", "王五", "13800003333"),
)
TWO_PHONES: Rows = (
    ("单位", "区县", "姓名", "办公电话", "手机"),
    ("工信局", "清河县", "张三", "0319-8888888", "13800001111"),
    ("工信局", "威县", "李四", "0319-9999999", "13900002222"),
)
BARE: Rows = (("张三", "清河县", "13800001111"), ("李四", "威县", "13900002222"))


def sheet(rows: Rows) -> bytes:
    """These rows as .xlsx."""
    made = BytesIO()
    book = Workbook(made, {"in_memory": True})
    page = book.add_worksheet()
    for at, row in enumerate(rows):
        page.write_row(at, 0, row)
    book.close()
    return made.getvalue()


def csv(rows: Rows, encoding: str) -> bytes:
    """These rows as .csv."""
    return "\r\n".join(",".join(map(str, row)) for row in rows).encode(encoding)


def send(house: House, desk: int, name: str, content: bytes) -> None:
    """The coordinator sends a file."""
    stored = attachments.store(content, house.documents.folder)
    with house.database.write() as session:
        kept = attachments.add(
            session,
            stored,
            NOON,
            person_id=people.speaking(session, desk).person_id,
            application_id=None,
            name=name,
            media_type="application/octet-stream",
            kind="upload",
            state="unsorted",
        )
    house.conversations.receive(desk, f"file {name}", Sent(name, stored.size, kept.id))


@pytest.mark.parametrize(
    ("name", "content", "people"),
    [
        ("名单.xlsx", sheet(PLAIN), ("清河县 张三 13800001111", "威县 李四 13900002222")),
        ("名单.csv", csv(BARE, "gb18030"), ("清河县 张三 13800001111", "威县 李四 13900002222")),
        ("名单.csv", csv(MERGED, "utf-8-sig"), ("清河县 张三 13800001111", "清河县 王五 13800003333")),
    ],
    ids=["titled sheet", "without a head", "merged"],
)
def test_a_list_becomes_invitations(
    house: House, desk: int, name: str, content: bytes, people: tuple[str, ...]
) -> None:
    """The file is asked about, its columns found; everybody is shown before a link is made."""
    send(house, desk, name, content)
    assert "这是要邀请的人的名单" in told(house, desk, name)
    say(house, desk, "1")
    shown = told(house, desk, "这 2 人各做一条链接")
    assert all(each in shown for each in people), shown
    assert say(house, desk, "1").count("/i/") == 2


def test_two_columns_of_numbers_are_asked_about(house: House, desk: int) -> None:
    """办公电话 or 手机: asked with a sample of each; the one that is chosen stands in the list."""
    send(house, desk, "名单.xlsx", sheet(TWO_PHONES))
    say(house, desk, "1")
    assert told(house, desk, "哪一列是电话")
    labels = [each.label for each in house.history.messages(desk)[-1].buttons]
    assert labels[:2] == ["办公电话（如 0319-8888888）", "手机（如 13800001111）"]
    say(house, desk, "2")
    assert "清河县 张三 13800001111" in told(house, desk, "这 2 人各做一条链接")


def test_doubts_of_a_list_are_asked_like_those_of_a_pasted_one(house: House, desk: int) -> None:
    """A county elsewhere and a number that is none: each line is asked, nothing is made in silence."""
    rows: Rows = (
        ("县", "姓名", "电话"),
        ("正定县", "赵六", "13800001111"),
        ("威县", "李四", "139"),
        ("清河县", "张三", ""),
    )
    send(house, desk, "名单.xlsx", sheet(rows))
    say(house, desk, "1")
    assert told(house, desk, "里的县不在您的地区")
    assert "威县" in say(house, desk, "1")


def test_what_is_no_list_is_said(house: House, desk: int) -> None:
    """A damaged sheet, and an empty one: a sentence that says how to mend it."""
    send(house, desk, "坏.xlsx", b"PK\x03\x04 no sheet")
    say(house, desk, "1")
    assert "打不开，或不是表格" in told(house, desk, "坏.xlsx”打不开")


def test_a_sheet_can_go_along_with_a_broadcast(house: House, desk: int) -> None:
    """The other answer to the same question."""
    arrive(house, "张三", "county", "130534")
    send(house, desk, "附件.xlsx", sheet(BARE))
    assert "群发什么" in say(house, desk, "2")


def test_where_people_are_awaited_a_sheet_is_the_list(house: House, desk: int) -> None:
    """After 邀请 it is not asked what the sheet is for."""
    say(house, desk, "邀请")
    send(house, desk, "名单.xlsx", sheet(BARE))
    assert told(house, desk, "这 2 人各做一条链接")
    assert "这是要邀请的人的名单" not in heard(house, desk)
