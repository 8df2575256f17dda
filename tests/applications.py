"""Whole applications for property tests: what a county may have said to each question, read as the chat reads it.

Every value went through the reader and the rules of its question, so an application here is one that the product can
hold. Texts are made of pieces that files mistake for something else: labels, headings, boxes, years, the form's notes.
"""

from __future__ import annotations

from hypothesis import strategies as st

from dialogs.answers.answering import understand, with_entries
from dialogs.definition.form import Field, Hand, Kind, Shape, Slot
from dialogs.definition.loader import load
from dialogs.derived.findings import impossible, values_of
from dialogs.gathering.grid import unit_of, year_of
from dialogs.gathering.labels import plain
from dialogs.reading.results import Entry, Read, Unsure
from dialogs.record.application import Application
from dialogs.state.conversation import Conversation
from dialogs.turn.step import Step
from renderers.importing.blank import furniture
from tests.talk import NOW

FORM = load()
_PIECES = (
    "轴承产业", "临西县", "有限公司", "甲", "乙厂", "丙中心", "推进", "建设", "完成", "2023年", "2021 年",
    "3.1", "2.1", "12%", "118.40", "亿元", "（亿元）", "（注：2022年通过）", "☑", "□", "■", "√", "是", "否",
    "无", "数量：", "名称：", "：", "＝", "，", "。", "；", "、", "“", "”", "（一）", "1.", "一、",
    "2024 年度", "集群企业数量", "联系人", "集群总产值（亿元）", "国家",
    "主持", "基准值", "目标值", "其它", "……", "…", "/", "|", "-", "《", "》", "A", "Co. Ltd", "ISO 9001",
    "5G", "%", "&", "<b>", "{{", "}}", "０", "Ａ", "㎡", "①", " ", "\u3000", "市", "县", "家", "个", "年",
    "月", "日",
)  # fmt: skip
_OFFICIAL = furniture(FORM).every
_SAID = (
    st.lists(st.sampled_from(_PIECES), min_size=1, max_size=7).map("".join).filter(lambda said: not _of_the_form(said))
)
_SENTENCE = st.sampled_from(("企业产值稳步增长。", "建成省级平台3个。", "2023年集群总产值146.90亿元，同比增长12%。"))
_LINES = st.lists(st.one_of(_SAID, _SENTENCE), min_size=1, max_size=4).map("\n".join)
_NAME = _SAID.filter(lambda said: len(plain(said)) > 1 and not plain(said).startswith(("名称", "数量")))
_LIST = st.lists(st.one_of(_NAME, st.sampled_from(("甲中心", "乙平台（省级）"))), min_size=1, max_size=4)
_WAITS = st.sampled_from(("无", "稍后", "等统计局", "待定"))
_FIGURES = st.decimals("0", "99999999", places=4).map(lambda each: f"{each.normalize():f}")
_SMALL = st.decimals("0", "100", places=3).map(lambda each: f"{each.normalize():f}")
_WHOLE = st.one_of(st.integers(0, 300), st.integers(0, 10**7)).map(str)
_DAYS = st.dates().filter(lambda day: 1990 <= day.year <= 2030).map(lambda day: f"{day.year}年{day.month}月{day.day}日")
_PHONES = st.sampled_from(("0319-8566000", "13800138000", "0319-8566000转801", "(0319)8566000", "0319 8566000"))
_GROUPS = tuple({each.group or "其它": None for each in FORM.printed if each.shape is Shape.PAIR})
_COUNTIES = tuple((each.city, each.name) for each in FORM.counties)
_OWN = tuple(each for each in FORM.fields if each.by is Hand.COUNTY and each.name not in ("city", "county"))


def _of_the_form(words: str) -> bool:
    """Whether words are a text of the blank form, a unit, a year, or marks only: beside a label these say nothing."""
    said = plain(words)
    return said.isdigit() or not said or said in _OFFICIAL or bool(unit_of(words) or year_of(words))


def words_for(field: Field, slot: Slot) -> st.SearchStrategy[str]:
    """What people may say to one slot of a question."""
    return _boxes(field) if field.choices else _WORDS.get(slot.kind, st.one_of(_SAID, _WAITS))


def _boxes(field: Field) -> st.SearchStrategy[str]:
    numbers = st.sampled_from(range(1, len(field.choices) + 1))
    most = len(field.choices) if field.kind is Kind.MULTI else 1
    chosen = st.lists(numbers, min_size=1, max_size=most, unique=True)
    return st.one_of(chosen.map(lambda each: " ".join(map(str, each))), st.just("无"))


def _extra_row() -> st.SearchStrategy[str]:
    cell = st.one_of(_WHOLE, st.text("指标数量产值新增能耗", min_size=1, max_size=6))
    cells = st.tuples(st.sampled_from((*_GROUPS, "其它")), st.text("人才培训检测企业绿色数量", min_size=2), cell, cell)
    return cells.map(" | ".join)


_WORDS = {
    Kind.INTEGER: st.one_of(_WHOLE, _WAITS),
    Kind.PERCENT: st.one_of(_SMALL, _SMALL.map(lambda each: f"-{each}"), _WAITS),
    Kind.DECIMAL: st.one_of(_SMALL, _FIGURES, _WAITS),
    Kind.DATE: _DAYS,
    Kind.PHONE: _PHONES,
    Kind.NAMES: st.one_of(_LIST.map("\n".join), _WAITS),
    Kind.PARAGRAPH: st.one_of(_LINES, _SENTENCE, _WAITS),
    Kind.ROWS: st.lists(_extra_row(), min_size=1, max_size=3).map("\n".join),
}


def _said_to(field: Field) -> st.SearchStrategy[list[tuple[tuple[str, ...], str]]]:
    """Messages that answer a question, each with the slots that it is asked for."""
    if field.shape is Shape.COUNT_NAMES:
        return words_for(field, field.slots[1]).map(lambda words: [(field.paths, words)])
    parts = [st.tuples(st.just((slot.path,)), words_for(field, slot)) for slot in field.slots]
    return st.tuples(*parts).map(list)


_MESSAGES = {each.name: _said_to(each) for each in _OWN}


@st.composite
def applications(draw: st.DrawFn, least: int = 0) -> Application:
    """An application in which any questions are answered, ``least`` of them or more, with anything that stands."""
    chosen = draw(st.sets(st.integers(0, len(_OWN) - 1), min_size=least))
    fields = [_OWN[number] for number in sorted(chosen)]
    said = {each.name: draw(_MESSAGES[each.name]) for each in fields}
    place = draw(st.none() | st.integers(0, len(_COUNTIES) - 1))
    if place is not None:
        said |= {name: [((name,), words)] for name, words in zip(("city", "county"), _COUNTIES[place], strict=True)}
    step = Step(FORM, Application("a1", FORM.edition), Conversation("local", "console", application="a1"), NOW)
    for field in FORM.fields:
        for paths, words in said.get(field.name, ()):
            take(step, field, paths, words)
    return step.application


def take(step: Step, field: Field, paths: tuple[str, ...], words: str) -> None:
    """Take words down as the chat does, the first of several meanings; what cannot be read or be leaves nothing."""
    reading = understand(step, field, paths, words)
    entries: tuple[Entry, ...] = ()
    if isinstance(reading, Read):
        entries = reading.entries
    elif isinstance(reading, Unsure):
        entries = next((way.entries for way in reading.alternatives if way.entries), ())
    changed = with_entries(step, entries, words)
    if impossible(step.form, changed, field, values_of(changed)) is None:
        step.application = changed
