"""接受 2.7, 采纳 1-3, 接受 2.7，但要补年报, 再问 2.7, 删掉草稿 2.7: what buttons of a review do, typed.

A comment is called by its question, by its item of the evidence list, by its number (1-3), or by its place in the
notice (3). A word that names none of those that are there says so, with what is there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dialogs.definition.form import Form
from dialogs.desk.ground.places_of_review import about_called
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.reviews import commenting
from dialogs.desk.reviews.commenting import LONGEST_NOTE, deed, opened
from dialogs.record.options import Option
from dialogs.saying.briefs import Note
from dialogs.state.desk_states import Do
from dialogs.state.examining import Examining

_CALLED = r"(?:\d{1,2}-\d{1,3}|[CS]\d{1,2}|\d{1,2}\.\d{1,2}|E-?\d{1,3}|\d{1,3}|整份|整体|全部|whole|all)"
_SOME = rf"第?{_CALLED}(?:条|题|项)?(?:\s*(?:[、，,和]|and|\s)\s*第?{_CALLED}(?:条|题|项)?)*"
_ACCEPT = r"(?:接受|采纳|认可|accept)"
_BUT = r"[\s，,]*(?:但是?|不过|but)\s*(?:还|也|it)?\s*(?:需要|需|要|得|needs?)?\s*"
_FLAGS = re.IGNORECASE | re.DOTALL
_NEEDS = re.compile(rf"{_ACCEPT}\s*(?P<which>{_SOME})?{_BUT}(?P<words>.*)", _FLAGS)
_ACCEPTED = re.compile(rf"(?:{_ACCEPT}\s*(?P<which>{_SOME})|(?P<all>全部|都){_ACCEPT})", _FLAGS)
_AGAIN = re.compile(
    rf"(?:再问|再批注|再批|追问|不接受|不采纳|不认可|ask again(?: about)?)\s*(?P<which>第?{_CALLED})(?:条|题|项)?"
    rf"(?:[\s:：，,]+(?P<words>\S.*))?",
    _FLAGS,
)
_DROP = re.compile(rf"(?:删掉|删除|删去|删|drop)(?:批注)?(?:草稿|批注|the draft|draft)\s*(?P<which>{_SOME})", _FLAGS)
_DROP_THAT = re.compile(
    rf"(?:删掉|删除|删去|删)\s*(?P<which>{_SOME})(?:的|那条|这条|那个)?(?:草稿|批注|意见)?了?", _FLAGS
)
_DROP_ITS = re.compile(rf"把?(?P<which>{_SOME})的?(?:草稿|批注)(?:草稿)?(?:删|去)[掉除]?了?", _FLAGS)
_DROP_ALL = re.compile(r"(?:把)?(?:所有|全部)?的?(?P<which>)(?:批注|草稿)+(?:都|全部?)(?:删|去)[掉除]?了?", _FLAGS)
_DROP_LAST = re.compile(
    r"把?(?:刚才|刚刚|刚写|上面|最后|上)(?:写)?的?(?:那|这)?(?:一?[条个])?(?:批注|草稿|意见|(?<=条))(?:删|去|撤)[掉除]?了?",
    _FLAGS,
)
_ALL = frozenset({"全部", "all"})


def judged(step: DeskStep, words: str) -> bool:
    """Whether the words are a verdict or take a draft away; then it is done, or what stands in the way is said."""
    if not step.awaits_no_words:
        return False
    plain = words.strip().rstrip("。.…!！")
    for pattern, does in (
        (_ACCEPTED, _accept),
        (_NEEDS, _needs),
        (_AGAIN, _again),
        (_DROP, _drop),
        (_DROP_THAT, _drop),
        (_DROP_ITS, _drop),
        (_DROP_ALL, _drop),
        (_DROP_LAST, _drop_last),
    ):
        found = pattern.fullmatch(plain)
        if found is not None:
            state = opened(step)
            if state is not None:
                does(step, state, found)
            return True
    return False


def _accept(step: DeskStep, state: Examining, found: re.Match[str]) -> None:
    which = found["which"] or ""
    if found["all"] or which.casefold() in _ALL:
        deed(step, "accept all")
        return
    chosen = _chosen(step, state.asked, which)
    if chosen:
        deed(step, "accept", *chosen)


def _needs(step: DeskStep, state: Examining, found: re.Match[str]) -> None:
    """Without a number it is the comment on the question that is shown, where there is one."""
    which, said = found["which"], found["words"].strip()
    shown = state.place.removeprefix("field:")
    here = [each for each, about in state.asked if about and about == shown]
    chosen = _chosen(step, state.asked, which) if which else here
    if not which and not here:
        step.say(Note("needs which", _there(step.form, state.asked)))
    elif chosen and said:
        deed(step, "needs", chosen[-1], said[:LONGEST_NOTE])
    elif chosen:
        ask_needs(step, chosen[-1])


def ask_needs(step: DeskStep, comment: str) -> None:
    """What is still needed is asked."""
    state = opened(step)
    if state is not None:
        named = _there(step.form, [(comment, dict(state.asked).get(comment, ""))])
        asked = replace(state, waits="needs", about=comment)
        step.offer(Note("ask needs", named, (Option("desk stop"),)), (Do("review place", (state.place,)),), asked)


def _again(step: DeskStep, state: Examining, found: re.Match[str]) -> None:
    """Another comment on the same, which goes with the next notice."""
    chosen = _chosen(step, state.asked, found["which"])
    if chosen:
        about = dict(state.asked)[chosen[-1]]
        commenting.begin(step, about, "", (found["words"] or "").strip()[:LONGEST_NOTE])


def _drop(step: DeskStep, state: Examining, found: re.Match[str]) -> None:
    every = [number for number, _ in state.drafted]
    which = found["which"] or "all"
    chosen = every if which.casefold() in _ALL else _chosen(step, state.drafted, which)
    if chosen:
        deed(step, "drop", *(each.partition("-")[0] for each in chosen))


def _drop_last(step: DeskStep, state: Examining, _: re.Match[str]) -> None:
    """刚才那条批注删了: it can be brought back."""
    if state.drafted:
        deed(step, "drop", state.drafted[-1][0].partition("-")[0])
    else:
        step.say(Note("nothing to return"))


def _chosen(step: DeskStep, known: Sequence[tuple[str, str]], which: str) -> list[str]:
    """The numbers of those that are called so; where one is not there nothing is done, and it is said."""
    chosen = list[str]()
    for called in re.findall(_CALLED, which, re.IGNORECASE):
        these = _called(step.form, known, called)
        if not these:
            step.say(Note("no such comment", {"words": called, **_there(step.form, known)}))
            return []
        chosen += these
    return list(dict.fromkeys(chosen))


def _called(form: Form, known: Sequence[tuple[str, str]], called: str) -> list[str]:
    about = about_called(form, called)
    if about is not None:
        return [number for number, each in known if each == about]
    return [number for number, _ in known if called in (number, number.partition("-")[2])]


def _there(form: Form, known: Sequence[tuple[str, str]]) -> dict[str, str]:
    """What there is, as one calls it."""
    names = [form.by_name[about].id if about in form.by_name else about or number for number, about in known]
    return {"ids": "、".join(dict.fromkeys(names))}
