"""The State Council's yearly notices as they are pasted: the real sentences of several years, and what does not fit."""

from __future__ import annotations

from datetime import date

import pytest

from dialogs.definition.form import Form
from dialogs.reading.holidays import is_notice, read_notice

OF_2024 = """国务院办公厅关于2024年部分节假日安排的通知
经国务院批准，现将2024年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日放假，与周末连休。
二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月9日）休息。
三、清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。
四、劳动节：5月1日至5日放假调休，共5天。4月28日（星期日）、5月11日（星期六）上班。
五、端午节：6月10日放假，与周末连休。
六、中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。
七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作。"""
OF_2025 = (
    "关于2025年部分节假日安排的通知 一、元旦：1月1日（周三）放假1天，不调休。"
    "二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。"
    "六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。"
)


def test_the_notice_of_2024_is_the_calendar_of_the_edition(form: Form) -> None:
    """What is read of the pasted notice is what the edition has by hand."""
    found = read_notice(OF_2024)
    assert found is not None
    assert is_notice(OF_2024)
    assert found.troubles == ()
    assert (found.year, frozenset(found.days())) == (2024, form.calendar.holidays)
    assert frozenset(date.fromisoformat(day) for day in found.shifted) == form.calendar.shifted


def test_brackets_between_the_days_and_items_in_one_line_are_read() -> None:
    """1月28日（农历除夕、周二）至2月4日（…）, pasted without line breaks."""
    found = read_notice(OF_2025)
    assert found is not None
    assert found.troubles == ()
    assert [(each.name, each.first, each.last) for each in found.holidays] == [
        ("元旦", "2025-01-01", "2025-01-01"),
        ("春节", "2025-01-28", "2025-02-04"),
        ("国庆节、中秋节", "2025-10-01", "2025-10-08"),
    ]
    assert found.shifted == ("2025-01-26", "2025-02-08", "2025-09-28", "2025-10-11")


def test_a_holiday_may_begin_in_the_year_before() -> None:
    """New Year's days over the turn of the year."""
    found = read_notice("2023年节假日 一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。")
    assert found is not None
    assert (found.holidays[0].first, found.holidays[0].last) == ("2022-12-31", "2023-01-02")


@pytest.mark.parametrize(
    ("sentence", "trouble"),
    [
        ("一、元旦：1月1日至3日放假，共2天。", "count"),
        ("一、元旦：1月1日放假。1月3日（星期三）上班。", "weekday"),
        ("一、元旦：1月1日放假。2月30日上班。", "day"),
    ],
)
def test_what_does_not_fit_is_said(sentence: str, trouble: str) -> None:
    """Days that are counted otherwise, a weekday that is worked, a day that there is not."""
    found = read_notice(f"2024年节假日\n{sentence}")
    assert found is not None
    assert [kind for kind, _ in found.troubles] == [trouble]


@pytest.mark.parametrize(
    "words", ["", "放假", "2024年节假日安排", "请于五一放假前、节日后放假前交齐", "一、元旦：1月1日放假。"]
)
def test_other_words_are_no_notice(words: str) -> None:
    """Without a year, or without a holiday, nothing is read."""
    assert read_notice(words) is None
