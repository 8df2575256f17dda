"""What a county says to the reviewers' comments: 数据无误，统计局口径. The answer stands, and the words go to them."""

from __future__ import annotations

import re

from dialogs import returned
from dialogs.actions import Justify, Run
from dialogs.answering import answer, is_text, understand
from dialogs.asking import proceed
from dialogs.conversation import Asking, Composing, Justifying, Proving, Resting
from dialogs.options import Option
from dialogs.reading.results import Read
from dialogs.replies import Told
from dialogs.rounds import Comment, CommentState
from dialogs.step import Step

_LONGEST = 1_000
_SHORTEST = 2
_MOST = 8
_STANDS = re.compile(
    r"(?:(?:这个?|该|此)?(?:数据?|数字|填报|内容|情况|答案)?(?:是)?(?:无误|没错|没有错|正确|属实|没问题|没有问题|真实)"
    r"|(?:数据?|数字|内容)是?对的|不改|the figures? (?:is|are) (?:right|correct)|correct)"
    r"(?:[,，。;；:：.!！\s]+(?P<why>\S.*)?)?",
    re.IGNORECASE | re.DOTALL,
)
_SAID = re.compile(r"(?:说明|解释|答复|explanation)[:：]\s*(?P<why>\S.*)", re.IGNORECASE | re.DOTALL)


def begin(step: Step, action: Justify) -> None:
    """Ask for the words."""
    known = _open(step)
    wanted = [each for each in known if each.id in action.comments]
    if not wanted:
        step.say(Told("nothing returned"))
        return
    if action.words:
        _keep(step, action.comments, action.words)
        return
    field = wanted[0].about if wanted[0].about in step.form.by_name else ""
    figures = {"ids": returned.called(step.form, wanted), "what": "；".join(each.note for each in wanted if each.note)}
    ways = (Run("returned"),)
    what = "explain how" if wanted[0].about else "answer how"
    step.offer(Told(what, figures, (Option("back to returned"),)), ways, Justifying(action.comments, field))


def _open(step: Step) -> tuple[Comment, ...]:
    found = returned.returned(step)
    return found.comments if found is not None else ()


def explained(step: Step, words: str) -> bool:
    """The words that explain why an answer stands."""
    state = step.state
    if not isinstance(state, Justifying):
        return False
    if sum(character.isalpha() for character in words) < _SHORTEST:
        step.say(Told("no reason"))
    elif len(words) > _LONGEST:
        step.say(Told("explanation too long", {"count": str(len(words)), "limit": str(_LONGEST)}))
    else:
        found = _SAID.fullmatch(words)
        _keep(step, state.comments, found["why"] if found is not None else words)
    return True


def stood_by(step: Step, words: str) -> bool:
    """数据无误，…, said to something that was returned; without a reason it is asked for one."""
    found = _STANDS.fullmatch(words) or _SAID.fullmatch(words) if step.application.reviews else None
    if found is None or (isinstance(step.state, Composing) and step.state.text):
        return False
    meant, why = _meant(step), found["why"] or ""
    if not meant or _was_an_answer(step, why):
        return bool(meant)
    told = words if sum(character.isalpha() for character in why) >= _SHORTEST else ""
    if len(words) > _LONGEST:
        step.say(Told("explanation too long", {"count": str(len(words)), "limit": str(_LONGEST)}))
    elif len({each.about or each.id for each in meant}) > 1:
        options = tuple(Option("reading", {"value": returned.called(step.form, [each])}) for each in meant[:_MOST])
        actions = [Justify((each.id,), told) for each in meant[:_MOST]]
        step.offer(Told("explain which", {"words": words}, options), actions, Resting())
    else:
        begin(step, Justify(tuple(each.id for each in meant), told))
    return True


def _was_an_answer(step: Step, why: str) -> bool:
    """没错，118 131 147: nothing that stands, but the new figures; they are taken as such."""
    field, state = step.here, step.state
    if field is None or is_text(field) or not isinstance(state, Asking):
        return False
    reading = understand(step, field, state.slots, why)
    if isinstance(reading, Read):
        answer(step, field, state.slots, why, reading)
    return isinstance(reading, Read)


def _meant(step: Step) -> tuple[Comment, ...]:
    """The comments that words may speak of: those of the open question or item, at rest all that are open."""
    state = step.state
    match state:
        case Asking(field=name) | Composing(field=name):
            return returned.remarks(step, step.form.by_name[name])
        case Proving(item=item):
            return tuple(each for each in _open(step) if each.about == item)
        case Resting():
            return tuple(each for each in _open(step) if each.state is CommentState.OPEN)
        case _:
            return ()


def _keep(step: Step, comments: tuple[str, ...], words: str) -> None:
    known = [each for each in _open(step) if each.id in comments]
    if not known:
        step.say(Told("nothing returned"))
        return
    returned.answer(step, [each.id for each in known], words)
    step.say(Told("explained", {"ids": returned.called(step.form, known), "words": words}))
    proceed(step, None)
