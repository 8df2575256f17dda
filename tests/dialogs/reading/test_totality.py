"""Reading is total: whatever is typed, at any field, it returns in time, and what it returns can be stored."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.definition.form import NUMERIC, Field, Kind
from dialogs.reading import read
from dialogs.reading.places import is_place
from dialogs.reading.results import Entry, Read, Unreadable, Unsure
from dialogs.record import codec
from dialogs.record.application import Blank
from tests.dialogs.reading.forms import FORM, answered, field_of

_PIECES = [
    "118.4", "1,184", "000", "12", "0", ".5", "９", "-", "－", "%", "％", "‰", "亿", "万元", "千克", "吨/万元",
    "$", "¥", "2021", "2021年", "22年", "基准", "目标", "年", "三年都是", "分别为", "一百零五", "十", "两",
    "百分之", "约", "左右", "待核实", "无", "没有", "待定", "稍后", "等统计局", "问", "等", "来源：",
    "据统计局", "（", "）", "(", ")", "共", "3个", "名称：", "数量：", "国家", "主持", "参与", "其余", "全部",
    "是", "否", "①", "②", "第", "产业", "清河县", "邢台市", "定州", "河北省", "130534", "、", "，", ",", "；",
    "/", "|", "。", "→", "4月18日", "转801", "😀", "ﷺ", "²", " ", "\t", "\n", "\u3000", "\u202e", "\u200b",
    "\ud83d", "\x00",
]  # fmt: skip
_WORDS = st.one_of(
    st.text(st.characters(codec=None), max_size=60),
    st.lists(st.sampled_from(_PIECES), max_size=14).map("".join),
    st.lists(st.sampled_from(_PIECES), max_size=10).map(" ".join),
)
_APPLICATIONS = st.sampled_from(
    [
        None,
        answered(city="邢台市"),
        answered(city="雄安新区", companies__2021=141, platforms__count=3),
        answered(companies__2021=Blank.NONE, output__2022=0),
    ]
)


def _entries(field: Field, words: str, **context: object) -> list[Entry]:
    reading = read(FORM, field, words, **context)  # type: ignore[arg-type]
    match reading:
        case Read(entries):
            assert entries
            return list(entries)
        case Unsure(_, alternatives, figures):
            assert len(alternatives) >= 2
            assert all(isinstance(figure, str) for figure in figures.values())
            return [entry for alternative in alternatives for entry in alternative.entries]
        case Unreadable(_, figures):
            assert all(isinstance(figure, str) for figure in figures.values())
            return []


def _holds(kind: Kind, entry: Entry, field: Field) -> bool:
    """Whether a slot of this kind may hold the entry's value."""
    value = entry.value
    if value is None:
        return entry.blank is not None
    if kind in NUMERIC:
        whole = kind is not Kind.INTEGER or (isinstance(value, Decimal) and value == value.to_integral_value())
        return isinstance(value, Decimal) and value.is_finite() and abs(value) < 10**15 and whole
    if kind is Kind.MULTI:
        return isinstance(value, tuple) and bool(value) and set(value) <= {choice.name for choice in field.choices}
    if kind is Kind.ROWS:
        return isinstance(value, tuple) and all(isinstance(row, tuple) and len(row) == 4 and all(row) for row in value)
    return isinstance(value, str) and bool(value.strip()) and value == value.strip()


@settings(max_examples=400, deadline=None)
@given(field=st.sampled_from(FORM.fields), words=_WORDS, application=_APPLICATIONS)
def test_any_words_at_any_field_give_a_reading_that_can_be_stored(
    field: Field, words: str, application: object
) -> None:
    """Nothing raises; every entry fits its slot and survives JSON and UTF-8.

    The slot is the field's own; behind a name it may be that of the telephone number beside it, with a city its county.
    """
    for entry in _entries(field, words, application=application):
        slot = FORM.slots[entry.slot]
        beside = (field.kind is Kind.TEXT and slot.kind is Kind.PHONE) or (
            is_place(field.name) and is_place(slot.field)
        )
        assert slot in field.slots or beside
        assert _holds(slot.kind, entry, FORM.field_of(entry.slot))
        assert codec.loads(codec.dumps(entry).encode("utf-8").decode("utf-8")) == entry


@settings(max_examples=100, deadline=None)
@given(field=st.sampled_from(FORM.fields), words=_WORDS, data=st.data())
def test_any_choice_of_slots_gives_a_reading(field: Field, words: str, data: st.DataObject) -> None:
    """Whatever is being asked of a field, its readings stay within the field."""
    slots = data.draw(st.lists(st.sampled_from(field.slots), unique=True))
    assert {entry.slot for entry in _entries(field, words, slots=slots)} <= {slot.path for slot in field.slots}


@settings(max_examples=200, deadline=None)
@given(
    values=st.lists(st.decimals("0.01", "99999", places=2), min_size=3, max_size=3),
    separator=st.sampled_from([" ", "\t", "\n", "、", "；", "/", " / ", ", ", "，"]),
)
def test_three_figures_come_back_as_they_were_typed(values: list[Decimal], separator: str) -> None:
    """With two decimals no comma can be a thousands separator: any separator gives the three figures exactly."""
    entries = _entries(field_of("fdi"), separator.join(f"{value:.2f}" for value in values))
    assert [entry.value for entry in entries] == values


@settings(max_examples=200, deadline=None)
@given(values=st.lists(st.integers(0, 10**12), min_size=3, max_size=3), separator=st.sampled_from([" ", "、", "\n"]))
def test_thousands_separators_change_nothing(values: list[int], separator: str) -> None:
    """1,184,000 is 1184000, in the middle of a row too."""
    entries = _entries(field_of("companies"), separator.join(f"{value:,}" for value in values))
    assert [entry.value for entry in entries] == values


_REPEATED = [
    "1", "1,", "118,", "1 ", "1/", "1、、", "无", "等", "等统计局", "约", "一百", "(", "（来源", "据统计局",
    "2021年1 ", "国家 1 ", "A、", "(A，", "1.甲 ", "产业链、", "基准：", "ﷺ", "转", "。", "①", "是 ", "亿元",
    "😀", " ", "1\t\t", "a|b|c|d\n",
]  # fmt: skip
_HEAVY = [(each * 20_000)[:20_000] for each in _REPEATED]
_HEAVY += [f"{start}{' ' * 19_990}{end}" for start, end in (("甲", "乙"), ("甲等", ""), ("1", "x"), ("无", "x"))]
_HEAVY += ["x" * 100_000, "字。" * 50_000]
_ONE_OF_A_KIND = {(field.kind, field.shape, field.name in ("city", "county")): field for field in FORM.fields}.values()


@pytest.mark.parametrize("words", _HEAVY, ids=lambda words: f"{words[:6]!r}… × {len(words)}")
def test_long_messages_take_no_longer_than_they_are(words: str) -> None:
    """20,000 characters made to be hard are read in well under a second a field (a square of them would take 20)."""
    for field in _ONE_OF_A_KIND:
        start = time.process_time()
        read(FORM, field, words, application=answered(city="邢台市"))
        assert time.process_time() - start < 5, field.name
