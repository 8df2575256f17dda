"""What is typed about where figures come from: 2.3 统计局给的, 来源 2.3 2023年统计年报; 来源 lists them.

The value stays as it is, with whom it was written down by; only its source is new, and 撤销 takes that back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from dialogs.answers.answering import is_text, remember
from dialogs.answers.last import last_answered
from dialogs.definition.form import Field
from dialogs.definition.jumping import SEVERAL, several
from dialogs.derived.sources import pinned, sources_of, unsourced
from dialogs.reading.marks import source_of
from dialogs.record.application import Source
from dialogs.record.options import Option
from dialogs.saying.replies import Told
from dialogs.saying.summaries import Sources
from dialogs.state.actions import Run
from dialogs.state.conversation import Composing, Resting
from dialogs.turn import sharing
from dialogs.turn.step import Step

_LONGEST = 160
_IDS = rf"(?P<ids>{SEVERAL})"
_FIGURES = r"(?:\s*题)?\s*(?:的)?(?:数据?|值|数字|资料)?"
_GIVES = r"(?:那边|那里|这边)?(?:提供|给|报来|报送|上报|报|发来|出)(?:我们|我|过来)?的(?:数据?|资料)?"
_GIVEN = rf"(?P<said>[^\s\d][^,，;；]{{0,40}}?){_GIVES}"
_OF = re.compile(
    rf"(?:数据)?(?:来源|source(?:\s+of)?)\s*[:：]?\s*{_IDS}{_FIGURES}\s*[:：]?\s*(?P<said>\S.*)", re.IGNORECASE
)
_COMES = re.compile(
    rf"{_IDS}{_FIGURES}\s*(?:的)?(?:数据)?(?:来源|出处|来自|source|comes?\s+from)(?:\s*(?:[:：]|是|为|于|自))?\s*(?P<said>\S.*)",
    re.IGNORECASE,
)
_BY = re.compile(rf"{_IDS}{_FIGURES}\s*[,，]?\s*(?:都|全)?是?\s*{_GIVEN}", re.IGNORECASE)
_LAST = re.compile(rf"(?:(?:数据)?来源\s*[:：是为]?\s*(?P<document>\S.*)|(?:这?个?数据?)?(?:都|全)?是?\s*{_GIVEN})")
_NONE = frozenset(("无", "没有", "去掉", "删除", "删掉", "不知道", "none"))


def said(step: Step, words: str) -> bool:
    """Whether the words say where figures come from; then it is kept with them."""
    plain = unicodedata.normalize("NFKC", words).strip(" 。.!")
    if len(plain) > _LONGEST or "\n" in plain:
        return False
    for pattern in (_OF, _COMES, _BY):
        match = pattern.fullmatch(plain)
        if match is not None:
            fields = several(step.form, match["ids"])
            if fields is None:
                step.say(Told("no such question", {"id": match["ids"]}))
            else:
                _attach(step, fields, match["said"])
            return True
    return _said_of_last(step, plain)


def _said_of_last(step: Step, plain: str) -> bool:
    """来源：统计局年报, 统计局给的: without a number the answer given last is meant, unless a text may be."""
    match, here = _LAST.fullmatch(plain), step.here
    if match is None or isinstance(step.state, Composing) or (here is not None and is_text(here)):
        return False
    last = next(last_answered(step), None)
    if last is None:
        return False
    words = match["document"] or match["said"]
    if match["said"] and source_of(words) == Source(None, words):
        return False  # neither an office nor a person: 企业出的
    _attach(step, (last,), words)
    return True


def _attach(step: Step, fields: Sequence[Field], words: str) -> None:
    foreign = next((field for field in fields if not step.journey.own(field)), None)
    if foreign is not None:
        sharing.refuse(step, foreign)
        return
    slots = [path for field in fields for path in field.paths]
    answers = [answer for path in slots if (answer := step.application.answer(path)) is not None and answer.given]
    known = {step.form.field_of(answer.slot).name for answer in answers}
    missing = [field.id for field in fields if field.name not in known]
    source = None if words.strip() in _NONE else source_of(words)
    if answers:
        remember(step, step.form.field_of(answers[0].slot), [answer.slot for answer in answers])
        step.application = step.application.with_answers(replace(answer, source=source) for answer in answers)
        ids = "、".join(field.id for field in fields if field.name in known)
        if source is None:
            step.say(Told("source removed", {"ids": ids}))
        else:
            step.say(Sources(sources_of(step.form, step.application, known), kept=True))
    if missing:
        step.say(Told("no figure to source", {"ids": "、".join(missing), "id": missing[0], "words": words}))


def show(step: Step) -> None:
    """来源: which figures come from where, and which nobody named a source for."""
    own = {field.name for field in step.form.fields if step.journey.own(field)}
    found = sources_of(step.form, step.application, own)
    bare = tuple(field.name for field in unsourced(step.form, step.application) if field.name in own)
    options = (Option("check"), Option("continue"))
    pins = tuple(
        (field.name, tuple(each.name for each in files))
        for field in step.form.fields
        if field.name in own and (files := pinned(step.application, field))
    )
    step.offer(Sources(found, bare, options, pins=pins), (Run("check"), Run("continue")), Resting())
