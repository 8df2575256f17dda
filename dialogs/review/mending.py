"""What a county says to the reviewers' comments: 数据无误，统计局口径. The answer stands, and the words go to them."""

from __future__ import annotations

import re

from dialogs.answers.answering import answer, is_text, understand
from dialogs.answers.asking import ask, proceed
from dialogs.derived.rounds import Comment, CommentState
from dialogs.reading.chinese import counted
from dialogs.reading.cleaning import letters
from dialogs.reading.results import Read
from dialogs.record.options import Option
from dialogs.saying.replies import Told
from dialogs.state.actions import Justify, Run
from dialogs.state.conversation import Asking, Composing, Justifying, Proving, Resting
from dialogs.turn import returned
from dialogs.turn.step import Step

_LONGEST = 1_000
_SHORTEST = 2
_MOST = 8
_OF_WHICH = (
    r"(?:(?:第(?P<place>[一二三四五六七八九1-9])[条个]"
    r"|(?P<id>[CcSs][0-9]{1,2}|[1-9]\.[0-9]{1,2}|[Ee]-?[0-9]{1,2}))(?:那[条个题]|题)?的?[,，]?\s?)?"
)
_WHAT = (
    r"(?:[0-9][0-9. 、家亿万元%％]{0,20})?(?:这个?|这条|那条|全部|全都|都|该|此|我们?|咱们?|俺们?|我县)?(?:的)?"
    r"(?:数据?|数字|数值|填报|内容|情况|答案)?(?:是|也|都|就)?"
)
_RIGHT = (
    r"(?:无误|没错|没有错|正确|属实|没问题|没有问题|没毛病|没有毛病|真实|准确"
    r"|不同意|不认可|不接受|不认同|不赞成|有异议|有不同意见)"
)
_UNCHANGED = (
    r"(?:这条|这个|我们?)?(?:不用|不需要|不能|不想|没法|不必)?(?:不改|用?不着改)(?:行不行|行不|行吗|可以吗|成不成|成不|中不)?了?"
    r"|(?:这条|这个|我们?)?(?:不用|不需要|不能|没法|不必)改了?"
    r"|(?:全部|全|都)?(?:维持原(?:来的?)?(?:数|样|值|答案)?|保持(?:原样|不变)|按原来的?(?:来|报|填)?|照旧)"
    r"|(?:(?:这条|这个|我们?|咱们?|确实|实在){0,3})(?:改不了|没法改|改不成|动不了)了?"
    r"|就(?:是)?这(?:个|些)?数|(?:已经?)?(?:又|再)?(?:核|查|核实|核对|确认)过了"
)
_THEY_ERR = r"(?:市局|市里|你们|审核|老师|意见)(?:说|提|理解|看|核)?的?(?:不对|错了|有误|不准|搞错了|弄错了)"
_IN_ENGLISH = r"the figures? (?:is|are) (?:right|correct)|correct|we disagree|i disagree"
_STANDS = re.compile(
    rf"{_OF_WHICH}(?:{_WHAT}{_RIGHT}|(?:数据?|数字|内容)是?对的|{_UNCHANGED}|{_THEY_ERR}|{_IN_ENGLISH})了?"
    r"(?:[,，。;；:：.!！\s]+(?P<why>\S.*)?)?",
    re.IGNORECASE | re.DOTALL,
)
"""That an answer stands; of which comment, where its place in the list or its question is named; and why."""
_PLACE = re.compile(r"第(?P<place>[一二三四五六七八九1-9])条")
_SHORT = 20
_BEHIND = re.compile(
    r"(?:第(?P<place>[一二三四五六七八九1-9])[条个]|(?P<id>[CcSs][0-9]{1,2}|[1-9]\.[0-9]{1,2}))?(?P<before>[^,，。;；\s0-9]{2,30})[,，。;；\s]+"
    r"(?P<why>(?:数据?|数字)?(?:是)?(?:没错|无误|没问题|不改|对的|正确|属实))了?[。.!！]?"
)
"""2.1是年报数，没错: the reason first, and then that the answer stands."""
_AGAINST = re.compile(
    r"(?:我们?|咱们?|俺们?)?(?:不同意|不认可|不接受|不赞成)第(?P<place>[一二三四五六七八九1-9])[条个](?:[,，。;；\s]+(?P<why>\S.*))?"
)
"""我不同意第一条: a reason is asked for where none is said."""
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
    if letters(words) < _SHORTEST:
        step.say(Told("no reason"))
    elif len(words) > _LONGEST:
        step.say(Told("explanation too long", {"count": str(len(words)), "limit": str(_LONGEST)}))
    else:
        found = _SAID.fullmatch(words)
        _keep(step, state.comments, found["why"] if found is not None else words)
    return True


def stood_by(step: Step, words: str) -> bool:
    """数据无误，…, said to something that was returned; without a reason it is asked for one."""
    found = _stands(words) if step.application.reviews else None
    if found is None and _asked_about(step, words):
        return True
    if found is None or (isinstance(step.state, Composing) and step.state.text):
        return False
    meant, why = _named(step, found) or _meant(step), found["why"] or ""
    if not meant or _was_an_answer(step, why):
        return bool(meant)
    told = words if letters(why) >= _SHORTEST else ""
    if len(words) > _LONGEST:
        step.say(Told("explanation too long", {"count": str(len(words)), "limit": str(_LONGEST)}))
    elif len({each.about or each.id for each in meant}) > 1:
        options = tuple(Option("reading", {"value": returned.called(step.form, [each])}) for each in meant[:_MOST])
        actions = [Justify((each.id,), told) for each in meant[:_MOST]]
        step.offer(Told("explain which", {"words": words}, options), actions, Resting())
    else:
        begin(step, Justify(tuple(each.id for each in meant), told))
    return True


def _stands(words: str) -> re.Match[str] | None:
    return next(filter(None, (each.fullmatch(words) for each in (_STANDS, _SAID, _BEHIND, _AGAINST))), None)


def _was_an_answer(step: Step, why: str) -> bool:
    """没错，118 131 147: nothing that stands, but the new figures; they are taken as such."""
    field, state = step.here, step.state
    if field is None or is_text(field) or not isinstance(state, Asking):
        return False
    reading = understand(step, field, state.slots, why)
    if isinstance(reading, Read):
        answer(step, field, state.slots, why, reading)
    return isinstance(reading, Read)


def _asked_about(step: Step, words: str) -> bool:
    """第一条啥意思: a comment by its place in the list that is on the screen; its question is put."""
    said = _PLACE.search(words) if len(words) <= _SHORT and isinstance(step.state, Resting) else None
    meant = _of_place(step, said["place"]) if said is not None else ()
    if not meant:
        return False
    field = step.form.by_name.get(meant[0].about)
    if field is not None:
        ask(step, field, again=True)
    else:
        begin(step, Justify((meant[0].id,)))
    return True


def _of_place(step: Step, place: str) -> tuple[Comment, ...]:
    number = counted(place)
    return _open(step)[number - 1 : number]


def _named(step: Step, found: re.Match[str]) -> tuple[Comment, ...]:
    """The comment whose place in the list, or whose question, is named."""
    said = found.groupdict()
    known, place, printed = _open(step), said.get("place") or "", (said.get("id") or "").upper()
    if place:
        return _of_place(step, place)
    return tuple(each for each in known if printed and returned.called(step.form, [each]) == printed)


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
