"""Several remarks in one message of a review: 三个问题记一下：2.7家数对不上；2.1没附证明; each is offered as a comment.

Those that are not written yet stay on offer below each one that is kept.
"""

from __future__ import annotations

import re

from dialogs.definition.labels import fields_called
from dialogs.desk.ground.places_of_review import subject_called
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.ground.words import command_of
from dialogs.desk.hearing import comment_reworded
from dialogs.desk.hearing.matters_in_review import matters_in, without_names
from dialogs.desk.hearing.named_questions import FAULTS, NO_FAULT, question_named
from dialogs.desk.reviews import commenting
from dialogs.record.options import Option
from dialogs.state.desk_states import Do
from dialogs.state.examining import Examining

_LONGEST, _MOST, _TWO = 300, 3, 2
_HEAD = re.compile(
    r"^[^:：;；]{0,14}?(?:问题|意见|地方|毛病|[几一二两三四五六]条|[几一二两三四五六]处|[几一二两三四五六]点)[^:：;；]{0,10}[:：]\s*"
)
_FIRM, _LOOSE = re.compile(r"[;；\n]+"), re.compile(r"[,，。;；\n]+")
_NUMBERED = re.compile(
    r"^(?:[(（]?[1-9一二三四五六][)）]|[①-⑨]|第[一二三四五六](?:个|条|点)?|[1-9一二三四五六][、.](?![0-9]))[\s,，是:：]*"
)
_OF_PAPERS = re.compile(
    "(?:另外|还有|再有|同时|其次|以及)|[^,，]{0,6}(?:名单|清单|附件|佐证|证明|封面|目录|公章|签字|盖章|扫描件|申报表)"
)
"""企业名单没盖公章: a remark of its own, though it names no question."""
_DEMAND = re.compile(
    "(?:请|让|要求|叫|尽快|抓紧|务必|核实|核对|重新|修改|补上|改好)(?!.*(?:名单|清单|附件).*(?:没|缺))"
)
"""请修改后重新提交, behind a remark."""
_SUBJECT = re.compile(
    r"(?P<about>[CS]\d{1,2}|[1-9]\.\d{1,2}|E-?\d{1,3})(?:这?[题项条个])?(?:的|处|里)?[\s:：,，、]*(?P<rest>\S.*)",
    re.DOTALL,
)
Remark = tuple[str, str]
"""What it is about, and the words."""


def drafted(step: DeskStep, words: str) -> bool:
    """Whether the words give a draft other words, or are several remarks."""
    return comment_reworded.of_a_draft(step, words) or apart(step, words)


def apart(step: DeskStep, words: str) -> bool:
    """Whether the words are several remarks on different questions; each has its button, and so have all as one."""
    state, plain = step.state, words.strip()
    if not isinstance(state, Examining) or state.waits not in ("", "confirm") or len(plain) > _LONGEST:
        return False
    if command_of(plain) is not None:
        return False
    remarks = _remarks(step, _HEAD.sub("", plain))
    if len({note for _, note in remarks}) < _TWO:
        return False
    commenting.offer_several(step, state, remarks)
    step.offer_as_well([(Option("desk one comment"), Do("comment", ("", "", plain)))])
    return True


def _remarks(step: DeskStep, plain: str) -> list[Remark]:
    """What is found fault with in each part; nothing where a part says something else."""
    firm = [each.strip(" ,，。") for each in _FIRM.split(plain) if each.strip(" ,，。")]
    parts = firm if len(firm) >= _TWO else [each.strip() for each in _LOOSE.split(plain) if each.strip()]
    found: list[Remark] = []
    for each in parts:
        if found and _DEMAND.match(each) and not matters_in(step, each):
            found = [(about, f"{note}，{each}" if note == found[-1][1] else note) for about, note in found]
            continue
        said = _remark(step, _NUMBERED.sub("", each))
        own = len(firm) >= _TWO or _OF_PAPERS.match(each) is not None
        if said is None and not (own and FAULTS.search(each)):
            return []
        found += [("", each)] if said is None else said
    return found


def _remark(step: DeskStep, part: str) -> list[Remark] | None:
    """The remark on each question of this name, none where it is fine; None where no question is named."""
    numbered = _SUBJECT.fullmatch(part)
    if numbered is not None:
        subject = subject_called(step.form, numbered["about"])
        names, rest = [subject[0]] if subject is not None else [], numbered["rest"]
    else:
        name, rest = question_named(part)
        names = [each.name for each in fields_called(step.form, name)[:_MOST]] if name else []
        if not names and len(matters := matters_in(step, part)) == 1:
            names, rest = [each.name for each in matters[0].fields[:_MOST]], without_names(step, part)
    if not names:
        return None
    if NO_FAULT.search(rest):
        return []
    return [(each, rest if numbered is not None else part) for each in names] if FAULTS.search(rest) else None
