"""Lists of firms as sheets: read by their header, counted, rows with a doubt named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dialogs.derived.firms import missing
from dialogs.derived.lists import read_list, valid_code
from dialogs.record import codec
from dialogs.record.proofs import Listed

GOOD = ("91110108551385082Q", "91440300708461136T")
"""Codes of two well-known firms, as their licences show them."""
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def counted(rows: list[list[str]]) -> Listed:
    """What a sheet counts, without the marks of its firms."""
    found = read_list(rows)
    assert found is not None
    return replace(found, firms="", names="")


@pytest.mark.parametrize("code", [*GOOD, " 91110108551385082q", "９１１１０１０８５５１３８５０８２Ｑ"])
def test_a_code_is_checked_by_its_digit(code: str) -> None:
    """Real codes pass, however they were typed."""
    assert valid_code(code)


def test_every_single_slip_is_found() -> None:
    """One wrong character anywhere in a code makes its check digit wrong, and so do letters that no code has."""
    code = GOOD[0]
    for place, letter in enumerate(code):
        for other in _ALPHABET:
            assert valid_code(code[:place] + other + code[place + 1 :]) is (other == letter)
    assert not valid_code(code[:17])
    assert not valid_code(code.replace("Q", "O"))


def test_a_list_is_read_by_its_header() -> None:
    """Titles above, a total below, empty rows between: what counts are rows that name a firm."""
    rows = [
        ["某县轴承产业集群全部企业清单", "", ""],
        ["", "", ""],
        ["序号", "企业名称（全称）", "统一社会信用代码"],
        ["1", "甲公司", GOOD[0]],
        ["", "", ""],
        ["2", "乙公司", GOOD[1]],
        ["", "合计", ""],
    ]
    assert counted(rows) == Listed(2)


def test_doubtful_rows_are_named() -> None:
    """A code that stands twice, one whose digit is wrong, the same name in other brackets."""
    rows = [
        ["企业名称", "统一社会信用代码"],
        ["甲公司", GOOD[0]],
        ["甲公司（老厂）", GOOD[0].lower()],
        ["乙公司", "911101085513850821"],
        ["丙（临西）公司", ""],
        ["丙(临西)公司", ""],
    ]
    found = read_list(rows)
    assert found is not None
    assert (found.rows, found.doubles, found.doubled) == (5, 2, (GOOD[0], "丙临西公司"))
    assert (found.wrongs, found.wrong) == (1, ("第4行 911101085513850821",))


def test_kinds_are_counted_apart() -> None:
    """类别 tells two lists in one apart."""
    rows = [["名称", "级别"], ["甲", "国家级"], ["乙", "省级"], ["丙", "省级"]]
    assert counted(rows) == Listed(3, (("省级", 2), ("国家级", 1)))


@pytest.mark.parametrize("rows", [[], [["a", "b"], ["1", "2"]], [["企业"]]])
def test_what_is_no_list_is_none(rows: list[list[str]]) -> None:
    """Without a header that names firms nothing is counted."""
    assert read_list(rows) is None


def test_doubles_are_found_in_a_list_with_kinds() -> None:
    """The same firm twice under the same kind; under two kinds it may stand."""
    rows = [["企业名称", "是否中小企业"], ["甲公司", "是"], ["甲公司", "是"], ["乙公司", "是"]]
    assert counted(rows).doubled == ("甲公司",)
    rows = [["企业名称", "类别"], ["甲公司", "国家级高新技术企业"], ["甲公司", "创新型中小企业"]]
    assert counted(rows).doubles == 0


def test_five_thousand_firms_are_light() -> None:
    """The marks of a long list weigh less than a photo's small picture, and are compared in no time."""
    names = [f"某县第{number}号制造有限公司" for number in range(5_000)]
    found = read_list([["企业名称"], *([name] for name in names)])
    assert found is not None
    assert len(codec.dumps(found)) < 120_000
    small = read_list([["企业名称"], *([name] for name in (*names[::100], "别处的公司"))])
    assert small is not None
    assert missing([small], [found], small=True) == ("别处的公司",)
