"""What was read on a paper is understood: which one it is, whose, until when; what is unsure is left out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from dialogs.definition.form import Form
from dialogs.derived.lists import valid_code
from dialogs.files.recognising import recognise
from dialogs.record.scans import Was, compare

TODAY = date(2024, 4, 11)
CODE = "91130535MA0ABCDE1" + "7"


@pytest.mark.parametrize(
    ("lines", "paper", "item"),
    [
        (["高新技术企业证书", "企业名称：某县轴承有限公司"], "高新技术企业证书", "E-7"),
        (["高新投术企业证书"], "高新技术企业证书", "E-7"),
        (["专精特新中小企", "业证书"], "专精特新中小企业的证书或名单", "E-4"),
        (["河北省专精特新“小巨人”企业"], "专精特新“小巨人”企业的证书或名单", "E-5"),
        (["证书号第5123456号", "发明专利证书", "发明名称：一种轴承"], "发明专利证书", "E-66"),
        (["关于绘制产业链图谱，开展产业链培育的情况说明"], "", "E-14"),
        (["关于建立安全生产源头管控和隐患排查机制的证明"], "", "E-53"),
        (["营业执照", "名称 某县轴承有限公司"], "营业执照", None),
        (["会议签到表", "姓名 单位 电话"], "", None),
        ([""], "", None),
    ],
)
def test_a_paper_is_known_by_its_heading_or_the_words_of_an_item(
    form: Form, lines: Sequence[str], paper: str, item: str | None
) -> None:
    """One wrong letter does not matter, a heading may take two lines; what fits nothing is proposed nowhere."""
    found = recognise(form, lines, TODAY)
    assert (found.paper, found.items[:1]) == (paper, (item,) if item else ())


def test_every_known_paper_has_its_place(form: Form) -> None:
    """Each of the words by which papers are known leads to the paper itself."""
    for paper in form.papers:
        for words in paper.words:
            found = recognise(form, [words], TODAY)
            assert (found.paper, found.items) == (paper.name, paper.items), words


@pytest.mark.parametrize(
    ("line", "firm"),
    [
        ("企业名称：某县宏远轴承有限公司", "某县宏远轴承有限公司"),
        ("名 称 某县宏远轴承有限公司 类型 有限责任公司", ""),
        ("专利权人：某县（轴承）研究院", "某县（轴承）研究院"),
        ("某县宏远轴承有限公司", "某县宏远轴承有限公司"),
        ("河北省科学技术厅", ""),
        ("全国高新技术企业认定管理工作领导小组", ""),
    ],
)
def test_a_firm_is_named_by_its_label_or_its_line(form: Form, line: str, firm: str) -> None:
    """An office is no firm; a name in the middle of other words is left alone."""
    assert recognise(form, [line], TODAY).firm.replace("(", "（").replace(")", "）") == firm


def test_a_code_counts_where_its_check_digit_fits(form: Form) -> None:
    """Letters that no code has are taken for the figures they look like; one that does not fit is only doubted."""
    code = next(CODE[:-1] + last for last in "0123456789ABCDEFGHJKLMNPQRTUWXY" if valid_code(CODE[:-1] + last))
    assert recognise(form, [f"统一社会信用代码：{code}"], TODAY).code == code
    assert recognise(form, [f"统一社会信用代码 {code.replace('0', 'O')}"], TODAY).code == code
    wrong = code[:-1] + ("1" if code[-1] != "1" else "2")
    found = recognise(form, [f"统一社会信用代码：{wrong}"], TODAY)
    assert (found.code, found.wrong) == ("", wrong)
    assert recognise(form, [f"编号 {wrong}"], TODAY).wrong == ""


@pytest.mark.parametrize(
    ("lines", "until", "expired"),
    [
        (["有效期至：2024年4月10日"], "2024-04-10", True),
        (["有效期至：2024年4月11日"], "2024-04-11", False),
        (["有效期 2021-09-18至2024-09-17"], "2024-09-17", False),
        (["有效期", "2021.9.18 至 2023.9.17"], "2023-09-17", True),
        (["有效期限至二〇二三年十二月三十一日"], "2023-12-31", True),
        (["发证时间：2020年2月29日", "有效期：三年"], "2023-02-28", True),
        (["会议时间：2023年1月1日至2023年1月3日"], "", False),
        (["有效期至：2024年13月40日"], "", False),
        (["有效期：三年"], "", False),
    ],
)
def test_until_when_a_paper_holds(form: Form, lines: Sequence[str], until: str, expired: bool) -> None:
    """As it stands there, or some years after it was given; a day that is none is no day, the last day still holds."""
    found = recognise(form, lines, TODAY)
    assert (found.until, found.expired) == (until, expired)


PAGES = (
    "一、集群基本情况 集群名称 某县轴承产业集群 所在地区 某市某县 运营管理机构 某县轴承产业园区管理委员会",
    "二、主导产业情况 集群总产值 118.40 131.62 146.90 占全县比重 中小企业数量 57 60 65 名称列表",
)


def test_a_page_that_is_not_the_forms_is_named() -> None:
    """A page that shares little with every page of the paper; an empty one says nothing."""
    scan = [
        PAGES[0].split(),
        ["高新技术企业证书", "企业名称某县宏远轴承有限公司", "发证时间2021年"],
        PAGES[1].split(),
        [],
    ]
    assert compare(scan, PAGES, ()).strange == (2,)


def test_a_page_of_an_older_version_is_named_with_its_questions() -> None:
    """What stood there before and does not now, where what stands there now is not on the page."""
    former = (Was("2.1", "130.00", "131.62"), Was("2.7", "57", "57"), Was("1.1", "某县轴承集群", "某县轴承产业集群"))
    older = PAGES[1].replace("131.62", "130.00")
    found = compare([PAGES[0].split(), older.split()], PAGES, former)
    assert (found.strange, found.old) == ((), ((2, "2.1"),))
    assert compare([each.split() for each in PAGES], PAGES, former).old == ()
