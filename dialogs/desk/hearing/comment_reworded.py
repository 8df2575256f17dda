"""A comment that was begun, put right in words: 改成：建议再核一下, 记到研发经费那项上, 再加一句 附证明, 19号前交上来.

Its reason is asked on; what is said so is not written into it as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dialogs.definition.labels import fields_called
from dialogs.desk.ground.days import day_named
from dialogs.desk.ground.places_of_review import subject_called
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.ground.words import CLAUSES
from dialogs.desk.reviews import commenting, reviewing
from dialogs.reading.cleaning import excerpt
from dialogs.reading.moments import moment_in
from dialogs.record.options import Option
from dialogs.saying.briefs import Note
from dialogs.state.desk_states import Do
from dialogs.state.examining import Examining

_LONGEST, _MOST = 200, 4
_INSTEAD = re.compile(
    r"(?:.{0,10}?(?:口气|语气|措辞|文字|说法|这(?:句话?|条|话)|批注|意见|话)[^:：“\"]{0,12}?[,，\s]*(?:改|换|写|说)(?:成|为|作)[\s:：,，“\"]*"
    r"|[^:：“\"]{0,10}?(?:改|换|写|说)(?:成|为|作)\s*[:：“\"]+\s*[“\"]?)(?P<new>\S.{3,}?)[”\"]?",
    re.DOTALL,
)
_PUT = re.compile(
    r"(?:把|将)?[“\"]?(?P<old>[^“”\",，。]{1,20}?)[”\"]?(?:改|换)(?:成|为)[“\"]?(?P<new>[^“”\"]{1,60}?)[”\"]?[吧。]?"
)
_MOVED = re.compile(
    r"(?:.{0,16}?[,，。\s]+)?(?:这[句条个]?(?:话|意见|批注)?|它)?(?:应该|要|得|是|该)*(?:记|写|放|挪|加|移|改|说)(?:的是|到|在|给)"
    r"(?P<name>[^,，。\s]{2,14}?)(?:那|这)?(?:一)?(?:项|题|条|栏|块|个)?(?:上面?|里面?|下面?|去|的|吧|了)*[。]?"
)
_MORE = re.compile(
    r"(?:再|还要?|另外|并且?|同时)(?:再)?(?:加|补|写|添)(?:上)?(?:[一两几])?(?:句|条|点|个)?(?:话)?[,，:：\s]*(?P<more>\S.{2,})",
    re.DOTALL,
)
_BY = re.compile(
    r"(?:请|让|叫|要求|限)?(?:[他她它]们?|县里?)?(?:最晚|最迟|务必|一定)?在?(?P<when>[^,，。;；]{2,12}?)(?:下班)?(?:之?前)?(?:把?它?)?"
    r"(?:重新)?(?:交|报|送|改好|改完|返回|反馈)(?:上来|回来|过来|上|回|好|完)?[了吧。]*"
)

_AS_SAID = re.compile(
    "(?:那|行|好|对|可以|嗯|ok)?(?:就|那就|还是)?(?:按|照|用|拿|以)?着?(?:这个?|这样|这么|这段|这句|这话|上面|刚才)?(?:的|说的)?(?:话)?(?:写|批|提|记|来|发)?(?:吧|就行|上去?|一?[条个句](?:意见|批注)?)*[吧了]*",
    re.IGNORECASE,
)
_STYLE = re.compile(
    "(?:语气|口气|措辞|话|说得|写得|文字)?(?:别太?|稍微?|尽量|要|写得?|说得?|再)*(?:客气|委婉|缓和|柔和?|硬气?|严厉?|正式|简短|简洁|短|长|详细|礼貌|凶|生硬|重|软)(?:一?[点些]儿?|些|了)?[吧的]*"
)
"""就按这个写 语气客气点: how it is to be worded, and no words of it."""
_UNWANTED = re.compile(
    "(?:先|那|还是)*(?:(?:刚才|刚写|上面|刚刚|我)*(?:拟|写|提|记|批)?(?:好|过|下)?的?[那这](?:一)?|(?:最后|上)一?)[条个句](?:意见|批注|话)?(?:就|先|还是|那|也|都)*(?:不要|不用|不写|不提|不记|作废|算|撤|删|去掉)(?:掉|回)?了?(?:吧|啊)?"
)
_LAST = re.compile("刚才|刚刚|刚写|上面|(?:最后|上)一?条")
_OF_A_DRAFT = re.compile(
    r"(?:把|将)?(?P<about>[^,，:：那这刚上]{0,14}?)的?(?:刚才|刚写的?|上面)?的?[那这]?(?:一)?[条个]?的?(?:意见|批注|草稿|(?<=条)话?)(?:的?(?:内容|文字))?"
    r"(?:(?:说|写|提)?(?:得|的)?(?:太|有点)?[重硬轻长短差偏错](?:得|的)?(?:[了些]|一点)*[,，\s]+)?(?:就|给我|再|重新)*(?:改|换|写)(?:成|为)[\s:：,，“\"]*(?P<new>\S.{2,}?)[”\"]?[。]?",
    re.DOTALL,
)


def put_right(step: DeskStep, words: str) -> bool:
    """Whether the words put right the comment whose reason is asked; it is shown anew."""
    state, plain = step.state, words.strip()
    if not isinstance(state, Examining) or state.waits != "reason" or len(plain) > _LONGEST:
        return False
    if unwanted(plain):
        commenting.put_aside(step)
        reviewing.go(step, state.place)
        return True
    if _due(step, state, plain):
        return True
    if not state.note:
        return False
    if _styled(plain):
        step.say(Note("comment as typed", {"words": excerpt(state.note)}))
        _again(step, state, state.about, state.note)
        return True
    return _moved(step, state, plain) or _worded(step, state, plain)


def _styled(plain: str) -> bool:
    """Whether the words only say that it is written so, or how."""
    clauses = [each for each in CLAUSES.split(plain) if each]
    return all(_AS_SAID.fullmatch(each) or _STYLE.fullmatch(each) for each in clauses)


def without_style(note: str) -> str:
    """A comment without what only says how it is to be worded: 语气别太硬, at its end."""
    ahead, _, last = note.rpartition("，")
    return ahead if ahead and _STYLE.fullmatch(last) else note


def unwanted(plain: str) -> bool:
    """Whether a remark takes itself back at its end: 不是增速，我是说占比，这条先不要了."""
    clauses = [each for each in CLAUSES.split(plain) if each]
    return bool(clauses) and _UNWANTED.fullmatch(clauses[-1]) is not None


def adds(plain: str) -> str:
    """What is to be said besides: 改完来个电话, of 再添一句 改完来个电话; empty for other words."""
    found = _MORE.fullmatch(plain)
    return found["more"].strip() if found is not None else ""


def is_last(plain: str) -> bool:
    """Whether the comment that was written last is meant: 刚才那条意见不要了."""
    return _LAST.search(plain) is not None


def of_a_draft(step: DeskStep, words: str) -> bool:
    """2.7那条意见改成：与名单相差3家: whether a draft gets other words; its reason is asked, then the old one goes."""
    state, found = step.state, _OF_A_DRAFT.fullmatch(words.strip())
    if not isinstance(state, Examining) or state.waits not in ("", "confirm") or found is None:
        return False
    about = _about(step, state, found["about"] or "")
    drafts = [each for each, of in state.drafted if about in (of, None)]
    if about is None and len(drafts) != 1:
        return False
    if len(drafts) > 1:
        _ask_which(step, state, drafts, found["new"])
        return True
    known = dict(state.drafted)
    if drafts:
        number = drafts[0].partition("-")
        step.say(Note("comment instead", {"number": number[2]}))
        commenting.begin(step, known[drafts[0]], note=found["new"], replaces=number[0])
    else:
        commenting.begin(step, about or "", note=found["new"])
    return True


def _about(step: DeskStep, state: Examining, name: str) -> str | None:
    """The question of the draft, or the one on the screen; None where neither says it."""
    subject = subject_called(step.form, name) if name else None
    fields = fields_called(step.form, name) if name and subject is None else ()
    shown = state.place.removeprefix("field:")
    if subject is not None or len(fields) == 1:
        return subject[0] if subject is not None else fields[0].name
    return shown if not name and shown in step.form.by_name and shown in dict(state.drafted).values() else None


def _ask_which(step: DeskStep, state: Examining, drafts: Sequence[str], new: str) -> None:
    known = dict(state.drafted)
    ways = [(each.partition("-"), Do("comment", (known[each], "", new, each.partition("-")[0]))) for each in drafts]
    options = tuple(Option("desk say so", {"words": f"第{number}条改成：{excerpt(new)}"}) for (_, _, number), _ in ways)
    step.offer(Note("which question", {}, options), [action for _, action in ways], state)


def _worded(step: DeskStep, state: Examining, plain: str) -> bool:
    put, instead, more = _PUT.fullmatch(plain), _INSTEAD.fullmatch(plain), _MORE.fullmatch(plain)
    if put is not None and state.note.count(put["old"]) == 1:
        note = state.note.replace(put["old"], put["new"])
    elif instead is not None:
        note = instead["new"].strip()
    elif more is not None:
        note = f"{state.note.rstrip('。；;')}；{more['more'].strip()}"
    else:
        return False
    _again(step, state, state.about, note)
    return True


def _again(step: DeskStep, state: Examining, about: str, note: str) -> None:
    commenting.begin(step, about, "internal" if state.internal else "", note)


def _moved(step: DeskStep, state: Examining, plain: str) -> bool:
    """这句记到研发经费那项上: the same words about another question; of several of that name it is asked."""
    found = _MOVED.fullmatch(plain)
    subject = subject_called(step.form, found["name"]) if found is not None else None
    if subject is not None and not subject[1]:
        _again(step, state, subject[0], state.note)
        return True
    fields = fields_called(step.form, found["name"].removesuffix("的")) if found is not None else ()
    if len(fields) == 1:
        _again(step, state, fields[0].name, state.note)
    elif fields:
        internal = "internal" if state.internal else ""
        options = tuple(Option("desk question", {"id": each.id, "label": each.label}) for each in fields[:_MOST])
        actions = [Do("comment", (each.name, internal, state.note)) for each in fields[:_MOST]]
        step.offer(Note("which question", {}, options), actions, state)
    return bool(fields)


def _due(step: DeskStep, state: Examining, plain: str) -> bool:
    """让他们19号下班前交上来: until when it is returned, which follows when the comments are there."""
    found = _BY.fullmatch(plain)
    day = (day_named(step, found["when"]) or _day_alone(step, found["when"])) if found is not None else None
    if found is None or day is None:
        return False
    commenting.keep_day(step, day)
    commenting.begin(step, state.about, "internal" if state.internal else "", state.note)
    return True


def _day_alone(step: DeskStep, when: str) -> str | None:
    found = moment_in(when, step.moment.date())
    return found.day.isoformat() if found is not None and not found.rest.strip(" 前之内") else None
