"""What a reading holds beside its line in the examples: entries behind alternatives, figures, slots and context."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dialogs.definition.form import Slot
from dialogs.reading import read
from dialogs.reading.results import Alternative, Entry, Read, Unreadable, Unsure, Why
from dialogs.record.application import Answer, Blank
from tests.dialogs.reading.forms import FORM, answered, field_of, told


def _slots(field: str, *parts: str) -> list[Slot]:
    return [slot for slot in field_of(field).slots if slot.part and slot.part[0] in parts]


def _unsure(field: str, words: str, **context: object) -> Unsure:
    application = answered(**context) if context else None  # type: ignore[arg-type]
    reading = read(FORM, field_of(field), words, application=application)
    assert isinstance(reading, Unsure)
    return reading


def _values(alternative: Alternative) -> dict[str, object]:
    return {entry.slot: entry.value for entry in alternative.entries}


def test_the_last_alternative_of_a_doubt_is_to_type_again() -> None:
    """Every doubt ends with an alternative without entries, and all others have some."""
    doubts = [
        _unsure("output", "1184000 1316200 1469000"),
        _unsure("county_share", "0.2 0.3 0.4"),
        _unsure("companies", "160"),
        _unsure("companies", "141 150"),
        _unsure("companies", "1,184,512"),
        _unsure("companies", "无", contact="张三"),
        _unsure("platforms", "4个：甲、乙"),
        _unsure("county", "桥西区"),
        _unsure("chain_work", "协同"),
    ]
    for doubt in doubts:
        *offered, last = doubt.alternatives
        assert last.entries == ()
        assert offered
        assert all(each.entries and each.label for each in offered)


def test_the_unit_doubt_offers_the_converted_figures_first() -> None:
    """The first alternative holds exact figures in the field's unit and remembers the other one."""
    doubt = _unsure("output", "1184000 1316200 1469000")
    converted, typed, _ = doubt.alternatives
    assert doubt.why is Why.UNIT
    assert doubt.figures == {"values": "118.40、131.62、146.90", "unit": "亿元", "mistaken_for": "万元"}
    assert converted.entries[0] == Entry("output/2021", Decimal("118.4"), typed_unit="万元")
    assert _values(typed)["output/2023"] == 1469000
    assert typed.entries[0].typed_unit is None


def test_a_share_keeps_its_full_precision_behind_the_rounded_label() -> None:
    """0.2155 is shown as 0.22% and 21.55%, and stored as typed or a hundred times that."""
    doubt = _unsure("cloud_share", "0.2155")
    low, high, _ = doubt.alternatives
    assert doubt.figures == {"low": "0.22%", "high": "21.55%"}
    assert _values(low) == {"cloud_share": Decimal("0.2155")}
    assert _values(high) == {"cloud_share": Decimal("21.55")}


def test_labels_round_half_up() -> None:
    """18.605 is shown as 18.61, although the nearest even would be 18.60."""
    assert _unsure("area", "27907.5").alternatives[0].label == "18.61 平方公里"
    assert _unsure("cloud_share", "0.125").alternatives[0].label == "0.13%"


def test_labels_never_show_a_figure_as_zero() -> None:
    """What two decimals cannot show gets as many as it needs, and the stored figure keeps them all."""
    doubt = _unsure("cloud_share", "0.00123")
    assert doubt.alternatives[0].label == "0.001%"
    assert _values(doubt.alternatives[0]) == {"cloud_share": Decimal("0.00123")}


def test_one_figure_for_three_years_offers_all_and_each() -> None:
    """All years alike come first, then each open year by itself."""
    doubt = _unsure("companies", "160")
    assert doubt.figures == {"value": "160"}
    assert [len(each.entries) for each in doubt.alternatives] == [3, 1, 1, 1, 0]
    assert _values(doubt.alternatives[2]) == {"companies/2022": 160}


def test_only_open_years_are_offered() -> None:
    """With 2021 answered, one figure may be for 2022, for 2023 or for both."""
    doubt = _unsure("companies", "160", companies__2021=141)
    assert [tuple(_values(each)) for each in doubt.alternatives] == [
        ("companies/2022", "companies/2023"),
        ("companies/2022",),
        ("companies/2023",),
        (),
    ]


def test_figures_fill_the_slots_that_are_open() -> None:
    """With 2021 answered two figures are 2022 and 2023, and with two answered one figure is the third."""
    two = read(FORM, field_of("companies"), "150 160", application=answered(companies__2021=141))
    assert told(two) == "2022 150 · 2023 160"
    one = read(FORM, field_of("companies"), "160", application=answered(companies__2021=141, companies__2022=150))
    assert told(one) == "2023 160"


def test_what_waits_is_open() -> None:
    """A year that waits for a department is filled by the next figure; 无 is an answer and is not."""
    waiting = Answer("companies/2022", blank=Blank.WAITING, department="统计局")
    application = answered(companies__2021=Blank.NONE, companies__2023=160).with_answers([waiting])
    assert told(read(FORM, field_of("companies"), "150", application=application)) == "2022 150"


def test_slots_say_what_is_asked() -> None:
    """A figure goes to the one year that is asked; 无 does too."""
    year = _slots("companies", "2022")
    assert told(read(FORM, field_of("companies"), "150", slots=year)) == "2022 150"
    assert told(read(FORM, field_of("companies"), "无", slots=year)) == "2022 无"


def test_words_that_name_another_year_are_taken_for_what_they_say() -> None:
    """A labelled year, or figures for every year of the field, reach beyond the slots that are asked."""
    year = _slots("companies", "2022")
    assert told(read(FORM, field_of("companies"), "2021年141", slots=year)) == "2021 141"
    assert told(read(FORM, field_of("companies"), "141 150 160", slots=year)) == "2021 141 · 2022 150 · 2023 160"
    assert told(read(FORM, field_of("companies"), "141 150", slots=year)) == "too many! 2 1"


def test_one_year_of_the_standards_line_takes_eight_numbers() -> None:
    """Without labels the numbers fill the slots that are asked, in printed order."""
    field = field_of("standards")
    one_year = read(FORM, field, "0 0 1 3 2 4 5 9", slots=_slots("standards", "2022"))
    assert isinstance(one_year, Read)
    assert [entry.slot for entry in one_year.entries] == [slot.path for slot in _slots("standards", "2022")]
    assert [entry.value for entry in one_year.entries] == [0, 0, 1, 3, 2, 4, 5, 9]


def test_the_whole_standards_line_takes_twenty_four_numbers() -> None:
    """Three lines without labels fill all slots; a single 0 or 无 does as well."""
    field = field_of("standards")
    for words, count in (("1 " * 24, 24), ("0 0 1 3 2 4 5 9\n" * 3, 24), ("全部为0", 24), ("无", 24)):
        reading = read(FORM, field, words)
        assert isinstance(reading, Read)
        assert len(reading.entries) == count


def test_none_of_the_row_is_one_doubt_with_the_unit() -> None:
    """Where the unit is in doubt, 无 is not asked about as well: one doubt for one message."""
    assert _unsure("output", "无 1316200 1469000", contact="张三").why is Why.UNIT


def test_none_or_zero_changes_only_what_was_none() -> None:
    """The alternative of zero keeps the other years and who they wait for."""
    none, zero, _ = _unsure("companies", "无 150 等统计局", contact="张三").alternatives
    assert [entry.blank for entry in none.entries] == [Blank.NONE, None, Blank.WAITING]
    assert [entry.value for entry in zero.entries] == [0, 150, None]


def test_without_an_application_none_is_none() -> None:
    """Nobody knows what was asked before, so nothing is asked."""
    reading = read(FORM, field_of("companies"), "无")
    assert isinstance(reading, Read)
    assert {entry.blank for entry in reading.entries} == {Blank.NONE}


def test_a_count_that_differs_from_its_list_can_be_had_both_ways() -> None:
    """The number of the list comes first; both keep the names."""
    doubt = _unsure("platforms", "4个：甲中心、乙中心、丙中心")
    assert doubt.figures == {"typed": "4", "listed": "3"}
    listed, typed, _ = doubt.alternatives
    assert _values(listed) == {"platforms/count": 3, "platforms/names": "甲中心、乙中心、丙中心"}
    assert _values(typed) == {"platforms/count": 4, "platforms/names": "甲中心、乙中心、丙中心"}


def test_a_doubtful_box_keeps_the_ones_that_are_certain() -> None:
    """图谱、协同 ticks 图谱 in every alternative."""
    doubt = _unsure("chain_work", "图谱、协同")
    assert [_values(each).get("chain_work") for each in doubt.alternatives] == [
        ("chain_map", "university_research"),
        ("chain_map", "supply_sales"),
        None,
    ]


@pytest.mark.parametrize(
    ("field", "words", "figures"),
    [
        ("companies", "141吨 150 160", {"typed": "吨", "unit": "家"}),
        ("companies", "141.5 150 160", {"words": "141.5"}),
        ("companies", "1 2 3 4", {"got": "4", "expected": "3"}),
        ("companies", "2021年1 2021年2", {"year": "2021"}),
        ("companies", "很多", {"words": "很多"}),
        ("county", "火星县", {"words": "火星县"}),
        ("declared_on", "今天", {"words": "今天"}),
        ("contact_phone", "没有装", {"words": "没有装"}),
        ("standards", "2021 国家 1", {"words": "2021 国家 1"}),
        ("target_extra", "随便写", {"words": "随便写"}),
        ("industry_type", "工业", {"words": "工业"}),
    ],
)
def test_a_refusal_names_what_was_not_understood(field: str, words: str, figures: dict[str, str]) -> None:
    """The sentence that is made of a refusal can quote the words, and say what was expected."""
    reading = read(FORM, field_of(field), words)
    assert isinstance(reading, Unreadable)
    assert figures.items() <= reading.figures.items()


def test_a_county_elsewhere_is_named_with_its_city() -> None:
    """正定县 for 邢台市: the words and the city that it belongs to, and both to be set together."""
    reading = read(FORM, field_of("county"), "正定县", application=answered(city="邢台市"))
    assert isinstance(reading, Unsure)
    assert (reading.why, reading.figures) == (Why.OTHER_CITY, {"words": "正定县", "city": "石家庄市"})
    assert [entry.value for entry in reading.alternatives[0].entries] == ["石家庄市", "正定县"]


def test_long_words_are_quoted_in_part() -> None:
    """A page of nonsense is not repeated in the answer."""
    reading = read(FORM, field_of("companies"), "天" * 500)
    assert isinstance(reading, Unreadable)
    assert len(reading.figures["words"]) <= 30


def test_nothing_and_invisible_things_are_no_answer() -> None:
    """White space is empty, control characters alone say so; neither is a text."""
    for field in ("contact", "chain_text", "companies", "platforms", "city"):
        assert read(FORM, field_of(field), " \n\t") == Unreadable(Why.EMPTY)
        assert read(FORM, field_of(field), "\x00\x07") == Unreadable(Why.CONTROL_CHARACTERS)
        assert read(FORM, field_of(field), "\u200b\u202e") == Unreadable(Why.CONTROL_CHARACTERS)


def test_lone_surrogates_are_taken_out_of_texts() -> None:
    """Half an emoji would cut a Word file short."""
    assert told(read(FORM, field_of("contact"), "张\ud83d三")) == "张三"
    assert told(read(FORM, field_of("chain_text"), "一\udfff。\n二\ufffe。")) == "一。\n二。"


def test_long_texts_are_cut_and_other_long_messages_refused() -> None:
    """A text is looked at up to 20,000 characters; figures, boxes and names of that length are refused whole."""
    text = read(FORM, field_of("chain_text"), "字" * 100_000)
    assert isinstance(text, Read)
    assert text.entries[0].value == "字" * 20_000
    for field in ("companies", "standards", "chain_work", "city", "declared_on", "contact_phone", "target_extra"):
        assert isinstance(read(FORM, field_of(field), "1 " * 50_000), Unreadable)
    assert isinstance(read(FORM, field_of("platforms"), "甲中心、" * 25_000), Unreadable)
