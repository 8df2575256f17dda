"""Whose answer a thought behind is about: the question that it begins with, by number, year or label."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dialogs.answers.last import last_answered
from dialogs.definition.form import Field
from dialogs.definition.labels import called_in_front
from dialogs.reading.spoken_years import PLACES, YEARS
from dialogs.turn.step import Step

_NUMBER = re.compile(
    r"(?P<id>[CcSs][0-9]{1,2}|[0-9]{1,2}\.[0-9]{1,2})(?:那?道?题|里面?)?的?(?=[^0-9.\s:：]|2[0-9]年|20[0-9]{2}年)"
)
_OFFICE = re.compile("^(?:[\u4e00-\u9fff]{2,4}?局(?:那边|的人)?|机构改革)")
"""统计局刚反馈, 机构改革后: who says it, or why, and no label."""
WHEN = re.compile(
    r"(?:(?:20)?(?P<two>2[0-9])年(?:度|末|底)?|(?<![0-9.])20(?P<bare>2[0-9])(?![0-9.年])"
    rf"|(?P<spoken>{YEARS}|{PLACES}))(?:的|那个|那年)*(?:数字?(?!是?[0-9]))?"
)
SURELY = re.compile("改(?:[成为到]|(?=[^,，]))|换成|应该?[是为]?|更正")
_ANY_NAME = ("名字", "姓名", "名称")
"""Said of whatever was named last, and no label."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A question that may be meant, and what is said of it."""

    field: Field
    said: str
    named: bool


def awaits(step: Step, field: Field) -> bool:
    """Whether a question is open and has no answer yet."""
    return field is step.here and bool(step.journey.untouched_slots(field))


def named(step: Step, core: str) -> list[Meant]:
    """The answered questions whose label a message begins with, with or without a year before it; the last first."""
    number = _NUMBER.match(core)
    numbered = step.form.by_id.get(number["id"].upper()) if number is not None else None
    if number is not None and numbered is not None and numbered.answerable and _answered(step, numbered):
        return [Meant(numbered, core[number.end() :], named=True)]
    when = WHEN.match(core)
    year, rest = (core[: when.end()], core[when.end() :]) if when is not None else ("", core)
    rest = _OFFICE.sub("", rest)
    if rest.startswith(_ANY_NAME):
        return []
    called, behind = next(called_in_front(step.form, rest), ((), ""))
    fields = [field for field in called if awaits(step, field) or _answered(step, field)]
    said = year + re.sub("^(?:那个|的|数据?|那题)+", "", behind)
    recent = [field for field in last_answered(step) if field in fields]
    if not (recent and SURELY.search(core)) and any(awaits(step, field) for field in fields):
        return [Meant(field, said, named=True) for field in fields if awaits(step, field)]
    return [Meant(field, said, named=True) for field in recent or fields[:1]]


def _answered(step: Step, field: Field) -> bool:
    return any(path in step.application.answers for path in field.paths)
