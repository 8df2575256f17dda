"""Going to a part of the form by its name: 第三部分, 跳到三, 去创新能力, 下一节, 回到开头."""

from __future__ import annotations

import re

from dialogs.answers import composing
from dialogs.answers.asking import ask
from dialogs.definition.form import Field
from dialogs.definition.jumping import search
from dialogs.definition.labels import fields_called
from dialogs.derived.journey import printed_sections
from dialogs.turn import sharing
from dialogs.turn.step import Step

_LONGEST = 24
_GO = (
    r"(?:(?:那|就|我们?|咱们?|想|要|直接|干脆|还是|先|再)*(?:跳转?到|转到|进入|回到|去到?|到|填写?|做|弄|看|打开|开始填?)"
    r"(?:填写?|做|弄|看|写)?(?:一下|看看)?|go to|jump to)"
)
_NUMBERED = r"第[ ]?[一二三四五六七八九1-9][ ]?(?:大?部分|节|章|大项)"
_PART = re.compile(
    rf"(?:{_GO}[ ]?(?P<said>\S[^,，。;；:：?？]{{0,16}}?)|(?P<bare>{_NUMBERED}))"
    r"(?:[那这]一?)?(?:大?部分|节|章|[大板]?块)?(?:去|上)?[吧了。.]?",
    re.IGNORECASE,
)
_SEVERAL = r"(?:[那这](?:几[个道]?|些|一?块儿?|一?[道个]?(?=题))|的?几[个道])(?:题目?|项|数|部分|指标)?"
_SOME = re.compile(
    rf"{_GO}[ ]?(?:(?:后|下|前)[面边]的?)?(?P<said>[^\s,，。;；:：?？]{{2,12}}?){_SEVERAL}"
    rf"(?:先)?(?:填写?|弄|做)?[吧了。]*|"
    rf"(?:(?:后|下|前)[面边]的?)?(?P<first>[^\s,，。;；:：?？]{{2,12}}?){_SEVERAL}(?:我|就)?先(?:填写?|弄|做|补)上?[吧了。]*|"
    rf"(?:那|就|我们?|咱们?|先|还是)*(?:把|将)(?P<taken>[^\s,，。;；:：?？]{{2,12}}?){_SEVERAL}(?:先|给|都)*(?:填写?|弄|做)(?:完|好|上)?[吧了。]*"
)
"""先填后面创新平台那几个, 出口那几题先填: questions by a word of their labels."""
_STEP = re.compile(
    r"(?:去|到|跳到|转到)?(?:(?P<next>下|后)|(?P<before>上|前))(?:一)?(?:个)?(?:大?部分|节|章|大项|[大板]?块)[吧。.]?"
)
_BEGINNING = re.compile(
    rf"(?:{_GO})?(?:最)?(?:开头|最前面?|第一题|第一个问题|头上)[吧。.]?|从头(?:开始|来|看|过一遍)(?:一遍)?[吧。.]?"
)


def went_to_part(step: Step, words: str) -> bool:
    """Whether the words name a part of the form; its first open question is put, or its first where none is open."""
    fields = part_named(step, words)
    if fields:
        ask_of(step, fields)
    return bool(fields)


def go_to_section(step: Step, section: str) -> None:
    """Put the first open question of a section, or its first where none is open."""
    ask_of(step, _of(step, section))


def ask_of(step: Step, fields: list[Field]) -> None:
    """Put the first of these questions that is the person's own and open; the first where none is open."""
    composing.save(step)
    own = [field for field in fields if step.journey.own(field)]
    asked = (field for field in own if not field.auxiliary)
    opened = next((field for field in asked if step.journey.untouched_slots(field)), None)
    ask(step, opened or (own or fields)[0], again=opened is None)


def part_named(step: Step, words: str) -> list[Field]:
    """The questions of the part that words name; none where they name no part."""
    plain = words.strip()
    if len(plain) > _LONGEST:
        return []
    return _beginning(step, plain) or _beside(step, plain) or _named(step, plain) or _called(step, plain)


def _beginning(step: Step, plain: str) -> list[Field]:
    return _answerable(step)[:1] if _BEGINNING.fullmatch(plain) else []


def _beside(step: Step, plain: str) -> list[Field]:
    """下一节, 上一节: from the part of the question that is open, or was last."""
    said = _STEP.fullmatch(plain)
    here = step.here.name if step.here is not None else next(iter(step.conversation.history[-1:]), None)
    if said is None or here is None:
        return []
    names = [section.name for section in printed_sections(step.form) if _of(step, section.name)]
    place = names.index(step.form.homes[here]) + (1 if said["next"] else -1)
    return _of(step, names[place]) if 0 <= place < len(names) else []


def _named(step: Step, plain: str) -> list[Field]:
    said = _PART.fullmatch(plain)
    names = sharing.named_sections(step.form, said["said"] or said["bare"]) if said is not None else None
    return _of(step, names[0]) if names is not None and len(names) == 1 else []


def _called(step: Step, plain: str) -> list[Field]:
    """The questions whose labels have a word, of the nearest section that lies ahead."""
    said = _SOME.fullmatch(plain)
    named = (said["said"] or said["first"] or said["taken"]) if said is not None else ""
    found = (fields_called(step.form, named) or search(step.form, named)) if named else ()
    place = step.form.fields.index(step.here) if step.here is not None else 0
    order = [field for field in (*step.form.fields[place:], *step.form.fields[:place]) if field in found]
    homes = step.form.homes
    return [field for field in order if homes[field.name] == homes[order[0].name] and not field.auxiliary]


def _answerable(step: Step) -> list[Field]:
    printed = {section.name for section in printed_sections(step.form)}
    return [field for field in step.form.fields if field.answerable and step.form.homes[field.name] in printed]


def _of(step: Step, section: str) -> list[Field]:
    return [field for field in step.form.fields if field.answerable and step.form.homes[field.name] == section]
