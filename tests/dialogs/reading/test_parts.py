"""The parts of reading by themselves: numerals, units, commas, texts made fit to be read."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.reading.chinese import chinese_number
from dialogs.reading.cleaning import excerpt, narrow, printable, silent
from dialogs.reading.commas import commas_of, evenly
from dialogs.reading.labels import figure_label, percent_label
from dialogs.reading.listing import joined, named
from dialogs.reading.marks import source_of
from dialogs.reading.numbers import figure_at
from dialogs.reading.units import suffix_at, times, unit_of
from dialogs.record.application import Source


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("零", 0), ("〇", 0), ("十", 10), ("一十", 10), ("十五", 15), ("二十", 20), ("一百零五", 105),
        ("一百一十", 110), ("两千", 2000), ("一千零一十", 1010), ("三万五千", 35_000), ("三万五", 35_000),
        ("三千零五十万", 30_500_000),
        ("一亿零五", 100_000_005),
        ("一万二千三百四十五亿", 1_234_500_000_000), ("一点五", "1.5"), ("零点三零", "0.3"), ("一点二亿", 120_000_000),
        ("壹佰贰拾", 120), ("一百五", 150), ("四百二", 420), ("两千三", 2300),
    ],
)  # fmt: skip
def test_chinese_numerals(text: str, number: int | str) -> None:
    """A numeral in the standard spelling has its number."""
    assert chinese_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["", "百", "万", "一二三", "十十", "点五", "一点", "零零", "一百百", "亿万", "十" * 500]
)
def test_numerals_that_may_be_read_twice_are_none(text: str) -> None:
    """一二三 may be 123 or 1, 2 and 3; others are no numerals at all."""
    assert chinese_number(text) is None


@given(st.text(alphabet="零一二三四五六七八九十百千万亿两点", max_size=12))
def test_a_chinese_numeral_is_read_or_refused(text: str) -> None:
    """No mixture of numerals raises, and none is negative."""
    number = chinese_number(text)
    assert number is None or number >= 0


@pytest.mark.parametrize(
    ("typed", "own", "factor"),
    [
        ("亿元", "万元", 10_000),
        ("公顷", "平方公里", "1/100"),
        ("亩", "平方公里", "1/1500"),
        ("平方米", "平方公里", "1/1000000"),
        ("千克", "吨标准煤", "1/1000"),
        ("万吨", "吨标准煤", 10_000),
        ("kgce/万元", "吨标准煤/万元", "1/1000"),
        ("件/人", "件/万人", 10_000),
    ],
)
def test_units_convert_exactly(typed: str, own: str, factor: int | str) -> None:
    """The factor between two units of the same thing is a fraction, not a rounded number."""
    one, two = unit_of(typed), unit_of(own)
    assert one is not None
    assert two is not None
    assert one.fits(two)
    assert one.size / two.size == Fraction(factor)


@pytest.mark.parametrize(
    ("typed", "own"),
    [
        ("万美元", "万元"),
        ("欧元", "美元"),
        ("吨", "元"),
        ("%", "家"),
        ("人", "家"),
        ("吨标准煤", "吨二氧化碳"),
        ("吨", "吨/万元"),
    ],
)
def test_units_of_different_things_do_not_fit(typed: str, own: str) -> None:
    """Currencies have no rate here, and a count of people is no count of firms."""
    one, two = unit_of(typed), unit_of(own)
    assert one is not None
    assert two is not None
    assert not one.fits(two)


def test_the_general_counter_counts_anything() -> None:
    """152个 is fine for 家, 件, 项 and 人."""
    for unit in ("家", "件", "项", "人"):
        one, two = unit_of("个"), unit_of(unit)
        assert one is not None
        assert two is not None
        assert one.fits(two)


def test_products_are_exact_and_without_empty_decimals() -> None:
    """27900 亩 are 18.6 平方公里, and 1000 亩 have 28 figures."""
    assert str(times(Decimal(27900), Fraction(1, 1500))) == "18.6"
    assert str(times(Decimal("118.40"), 10_000)) == "1184000"
    assert len(times(Decimal(1000), Fraction(1, 1500)).as_tuple().digits) == 28


def test_a_unit_does_not_reach_into_the_next_figure() -> None:
    """In 十三 十四 the second 十 is a figure's, in 5 / 3 the stroke is a separator."""
    assert suffix_at(" 十四", 0).end == 0
    assert suffix_at("吨/146", 0).end == 1


def test_figures_stop_where_they_cannot_go_on() -> None:
    """1e5 is 1 with something unknown behind it, which makes the whole message unread."""
    found = figure_at("1e5", 0)
    assert found is not None
    assert found[1] == 1
    assert figure_at("NaN", 0) is None
    assert figure_at("", 0) is None


def test_commas_have_two_readings_or_one() -> None:
    """A group of three digits can go on; with a leading zero it must."""
    assert commas_of("118,131,146").thousands == "118131146"
    assert commas_of("118,131,146").lists == "118,131,146"
    assert commas_of("1,184,000").lists == "1,184000"
    assert commas_of("118.4,131.62").clear
    assert evenly("118,400,131,620", 2) == "118400,131620"
    assert evenly("118,400,131", 2) is None


def test_narrow_text_keeps_what_would_change_a_figure() -> None:
    """Full-width digits become ordinary ones; footnotes, powers and fractions stay visible."""
    assert narrow("１２．５％，（万）") == "12.5%,(万)"
    assert narrow("118.4①10²½⒈") == "118.4①10²½⒈"
    assert narrow("\ufeff12\u200b\u202c") == "12"


def test_printable_text_has_one_kind_of_line_end() -> None:
    """Line ends of every system and of Word become newlines; what XML cannot hold is gone."""
    assert printable("a\r\nb\rc\x0bd\u2028e\x85f") == "a\nb\nc\nd\ne\nf"
    assert printable("a\x00\x08\x7f\ud800\uffffb\tc") == "ab\tc"
    assert silent("\u200b \n\u202e")
    assert not silent("一")


@given(st.text(st.characters(codec=None)))
def test_printable_text_can_be_written(text: str) -> None:
    """Whatever came in, UTF-8 and XML can hold what is left."""
    assert printable(text).encode("utf-8") is not None
    assert not any(ord(character) < 32 and character not in "\t\n" for character in printable(text))


def test_labels_of_figures() -> None:
    """Two decimals, half up; more where they would hide the figure; percentages without empty decimals."""
    assert figure_label(Decimal("118.4"), 2) == "118.40"
    assert figure_label(Decimal("0.125"), 2) == "0.13"
    assert figure_label(Decimal("-0.125"), 2) == "-0.13"
    assert figure_label(Decimal("0.00432"), 2) == "0.004"
    assert figure_label(Decimal(0), 2) == "0.00"
    assert percent_label(Decimal("41.30")) == "41.3%"
    assert percent_label(Decimal(100)) == "100%"


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("统计局 统计年报 2024年3月", Source("统计局", "统计年报", "2024年3月")),
        ("县统计局《2023年统计年报》", Source("县统计局", "2023年统计年报", None)),
        ("园区管委会台账", Source("园区管委会", "台账", None)),
        ("统计年鉴，2023年", Source(None, "统计年鉴", "2023年")),
        ("税务局，2024-03-15", Source("税务局", None, "2024-03-15")),
        ("企业自报", Source(None, "企业自报", None)),
    ],
)
def test_a_source_is_taken_apart_as_far_as_it_says(said: str, source: Source) -> None:
    """Department, document and date; whatever is neither department nor date is the document."""
    assert source_of(said) == source


def test_names_are_joined_as_the_form_prints_them() -> None:
    """Lines, semicolons and numbering become 、; brackets keep what is theirs."""
    assert joined("1. 甲（A、B）\n2. 乙；丙") == "甲（A，B）、乙、丙"
    assert named("3个：甲、乙、丙").typed == 3
    assert named("甲、乙等30个").listed == 30
    assert named("甲、乙").typed is None


def test_excerpts_are_short_and_in_one_line() -> None:
    """What is quoted back fits a phone."""
    assert excerpt("一\n二") == "一 二"
    assert len(excerpt("字" * 100)) == 30
