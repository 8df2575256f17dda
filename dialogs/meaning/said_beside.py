"""What is said beside an answer just given: 里头有2件是植物新品种, 名单到时候再交. The next question stays open."""

from __future__ import annotations

import re

from dialogs.answers.correcting import last_answered
from dialogs.definition.form import FREE, NUMERIC, Field, Shape
from dialogs.meaning.deeds import to_run
from dialogs.meaning.either import answers_in, answers_of
from dialogs.reading.cleaning import excerpt, narrow
from dialogs.reading.names_later import papers_come_later
from dialogs.record.options import Option
from dialogs.saying.replies import Told
from dialogs.state.actions import NoteDown, Way
from dialogs.state.conversation import Asking, Deciding
from dialogs.turn.step import Step

_LONGEST = 50
_NUMBER = "(?:[0-9]{1,6}|[一两俩三四五六七八九十]{1,3})"
_PART_OF_IT = re.compile(
    r"(?:(?:(?:这|那)[个些]?)?(?:里[头面]|当中|其中)|含|包括|包含|算上)的?(?:还|也)?(?:有|含|包括|是)?(?:大概|约)?"
    rf"{_NUMBER}[家个件项户人名条]?(?:是|为|属于|算|的|在|没|还|都|不)?[\u4e00-\u9fff]{{2,}}.*"
)
"""其中2件是国防专利: a part of a figure, with what it is."""


def said_beside_answer(step: Step, words: str) -> bool:
    """Offer to keep with the last answer what says more of it; papers that come later are no answer and no wish."""
    plain = narrow(words).strip(" 。.!！")
    if len(plain) > _LONGEST or "\n" in plain or not isinstance(step.state, Asking | Deciding):
        return False
    return _part_of_last(step, plain) or _papers_later(step, plain)


def _part_of_last(step: Step, plain: str) -> bool:
    here, last = step.here, next(last_answered(step), None)
    if not isinstance(step.state, Asking) or here is None or last is None or not _PART_OF_IT.fullmatch(plain):
        return False
    if last.kind not in NUMERIC or here.kind in FREE or here is last or here.label.startswith("其中"):
        return False
    answers = answers_of(here, answers_in(step, here, step.state.slots, plain)) if here.numeric else []
    _offer(step, here, plain, [_note(last, plain), *answers, to_run("continue")])
    return True


def _papers_later(step: Step, plain: str) -> bool:
    here, state = step.here, step.state
    if here is None or here.kind in FREE or not papers_come_later(plain):
        return False
    if isinstance(state, Asking) and here.shape is Shape.COUNT_NAMES:
        return False
    last = next(last_answered(step), here)
    ways = [_note(last, plain), to_run("evidence"), to_run("continue")]
    step.offer(
        Told("proofs later", {"words": excerpt(plain)}, tuple(each for each, _ in ways)), [way for _, way in ways]
    )
    return True


def _note(last: Field, plain: str) -> Way:
    return Option("note above", {"id": last.id}), NoteDown(last.name, plain)


def _offer(step: Step, here: Field, plain: str, ways: list[Way]) -> None:
    options = tuple(option for option, _ in ways)
    step.offer(Told("text or aside", {"words": excerpt(plain), "id": here.id}, options), [way for _, way in ways])
