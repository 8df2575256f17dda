"""Drafts of comments taken back in words: 刚才那条意见不要了, 2.7这条先不要了, 第3条不要了, 上一题的批注删掉.

What goes can be brought back with one tap; where it is not clear which one is meant, the drafts are shown.
"""

from __future__ import annotations

import re

from dialogs.desk.ground.places_of_review import subject_called
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.hearing import remarking
from dialogs.desk.hearing.comment_reworded import is_last
from dialogs.desk.hearing.comment_reworded import unwanted as is_unwanted
from dialogs.desk.hearing.matters_in_review import matters_in, shown_in
from dialogs.desk.reviews import commenting, reviewing
from dialogs.reading.chinese import counted
from dialogs.reading.cleaning import excerpt
from dialogs.saying.briefs import Note
from dialogs.state.desk_states import Do
from dialogs.state.examining import Examining

_TAKEN_AWAY = re.compile(
    "(?:批注|意见|草稿)(?:给我|都|全|先|就|也|还是)*(?:删|去掉|撤|取消|不要了)|(?:删|去掉|撤|取消)(?:掉|了|除|回)?.{0,8}(?:批注|意见|草稿)"
)
_NUMBERED = re.compile(
    r"(?:把|将)?第?(?P<number>[0-9]{1,2}|[一二三四五六七八九十])条(?:的)?(?:意见|批注|草稿)?(?:就|先|给我|可以)?"
    r"(?:不要|不用|不提|不写|删|去掉|撤|作废|取消|拿掉)(?:掉|了|除|回|提)*[吧。]?(?:[,，。;；\s]+(?!.*(?:改成|加|换)).{0,30})?"
)
"""第3条不要了，他们已经解释清楚了."""
_ID_AHEAD = re.compile(r"^(?:把|那)?[1-9]\.[0-9]{1,2}的?")
_PREVIOUS = re.compile("上一?[题条个]|前一?[题条]")


def unwanted(step: DeskStep, state: Examining, plain: str) -> bool:
    """…，这条先不要了: nothing is written; what was asked about a remark is not asked any more, else its draft goes."""
    named = remarking.questions_in(plain)
    if not is_unwanted(_ID_AHEAD.sub("", plain)) or len(named) > 1:
        return False
    if named:
        return _numbered_unwanted(step, state, plain)
    asked = any(
        isinstance(each, Do) and each.verb == "comment" and each.about[2:] for each in step.conversation.actions
    )
    if not asked and any(about == shown_in(step, state) for _, about in state.drafted):
        return taken_away(step, state, f"{plain} 批注删掉")
    if not asked and state.drafted and is_last(plain):
        commenting.deed(step, "drop", state.drafted[-1][0].partition("-")[0])
        return True
    step.say(Note("left so", {"words": excerpt(plain)}))
    reviewing.go(step, state.place)
    return True


def _numbered_unwanted(step: DeskStep, state: Examining, plain: str) -> bool:
    """2.7这条先不要了: the one draft on it goes, and can be brought back; else the drafts are shown."""
    subject = subject_called(step.form, remarking.questions_in(plain)[0])
    drafts = [number for number, about in state.drafted if subject is not None and about == subject[0]]
    if not _ID_AHEAD.match(plain):
        return False
    if len(drafts) == 1:
        commenting.deed(step, "drop", drafts[0].partition("-")[0])
    else:
        reviewing.go(step, "drafts")
    return True


def taken_away(step: DeskStep, state: Examining, plain: str) -> bool:
    """上一题的批注删掉: the one draft there, which can be brought back; else the drafts are shown."""
    if not _TAKEN_AWAY.search(plain):
        return False
    named = matters_in(step, plain)
    about = (
        named[0].fields[0].name if named else _before(step, state) if _PREVIOUS.search(plain) else shown_in(step, state)
    )
    drafts = [number for number, of in state.drafted if about and of == about]
    if not about and state.drafted and not _PREVIOUS.search(plain) and (is_last(plain) or len(state.drafted) == 1):
        drafts = [state.drafted[-1][0]]
    if len(drafts) == 1:
        commenting.deed(step, "drop", drafts[0].partition("-")[0])
    else:
        reviewing.go(step, "drafts")
    return True


def numbered(step: DeskStep, state: Examining, plain: str) -> bool:
    """第3条不要了: that draft, which can be brought back; where there is none of this number the drafts are shown."""
    found = _NUMBERED.fullmatch(plain)
    if found is None:
        return False
    number = str(counted(found["number"]))
    drafts = [each.partition("-")[0] for each, _ in state.drafted if each.partition("-")[2] == number]
    if drafts:
        commenting.deed(step, "drop", drafts[0])
    else:
        reviewing.go(step, "drafts")
    return True


def _before(step: DeskStep, state: Examining) -> str:
    """The question before the one that is shown."""
    shown = shown_in(step, state)
    ahead = step.form.fields[: step.form.positions[shown]] if shown else ()
    return next((each.name for each in reversed(ahead) if each.answerable and not each.auxiliary), "")
