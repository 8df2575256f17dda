"""One rule set, every door: what the chat takes, asks about and refuses, so do card, Word, Excel and JSON."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.applications import FORM, words_for
from tests.renderers.spoken import Said, Verdict, Verdicts, asked_slots, in_json, in_sheet, in_word, on_card, typed

_QUICK = settings(
    max_examples=12, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True
)
_NONSENSE = st.sampled_from((
    "1184000万元", "131.62亿", "约133.5", "1,234", "１２３", "12%", "0.413", "450", "-3", "百分之五",
    "一百零五", "12-15", "3个", "1e5", "=1+1", "2066", "/", "——", "很多", "不清楚",
    "不知道", "没统计", "暂无", "无", "0", "稍后", "待定", "等统计局", "等税务局，下周", "是", "否", "第三个",
    "1 3", "甲、乙", "13800138000", "2024年4月18日", "2024年13月40日", "去年", "见附件", "同上", "😀", "N/A",
    "none", "118.4亿元（来源：2022年统计年报）",
))  # fmt: skip
_APART = ("target_extra", "contact", "contact_phone", "declared_on")
"""Rows of their own, two in a cell, and a day among signatures: tests of their own."""
_FIELDS = tuple(each for each in FORM.fields if each.answerable and each.name not in ("city", "county"))
_WORDS = {
    slot.path: st.one_of(words_for(each, slot), _NONSENSE)
    for each in _FIELDS
    for slot in each.slots
    if slot.path in asked_slots(each)
}
DOORS: dict[str, Callable[[Said], Verdicts]] = {"card": on_card, "word": in_word, "sheet": in_sheet, "json": in_json}


@st.composite
def speeches(draw: st.DrawFn, least: int = 0) -> Said:
    """Words for some questions, sense and nonsense."""
    chosen = draw(st.sets(st.integers(0, len(_FIELDS) - 1), min_size=least))
    return {path: draw(_WORDS[path]) for at in sorted(chosen) for path in asked_slots(_FIELDS[at])}


def agree(said: Said, chat: Verdicts, other: Verdicts) -> list[str]:
    """Where a door does otherwise than the chat, in words: takes another value, takes what is doubted, says nothing."""
    wrong = []
    for field in _FIELDS:
        paths = [path for path in asked_slots(field) if said.get(path)]
        clear = all(chat.get(path, Verdict("refused")).how == "taken" for path in paths)
        for path in paths:
            own, its = chat.get(path, Verdict("refused")), other.get(path)
            if its is None:
                wrong.append(f"{field.id} {path} {said[path]!r}: {own}, but nothing is said")
            elif (clear or its.how == "taken" or len(paths) == 1) and _shown(own) != _shown(its):
                wrong.append(f"{field.id} {path} {said[path]!r}: {own}, but {its}")
    return wrong


def _shown(verdict: Verdict) -> tuple[str, ...]:
    """A verdict as paper shows it: blanks at the edges of lines do not count."""
    meaning = verdict.meaning if isinstance(verdict.meaning, tuple) else ()
    return verdict.how, *("\n".join(map(str.strip, str(each).splitlines())) for each in meaning)


def _of_door(door: str, said: Said) -> Said:
    """What can be said through a door: boxes on paper are ticked, cards hold rows."""
    fields = [each for each in _FIELDS if door != "card" or len(each.paths) == 1]
    if door == "word":
        fields = [each for each in fields if not each.auxiliary and not each.choices and each.section != "summary"]
        fields = [each for each in fields if each.name not in _APART]
    return {path: said[path] for each in fields for path in asked_slots(each) if path in said}


@pytest.mark.parametrize("door", DOORS)
@_QUICK
@given(said=speeches())
def test_every_door_takes_and_refuses_the_same(door: str, said: Said) -> None:
    """The same words at the same question: the same values, the same doubts, the same refusals."""
    own = _of_door(door, said)
    assert agree(own, typed(own, paper=door != "card"), DOORS[door](own)) == []
