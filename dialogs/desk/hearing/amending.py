"""The broadcast that is written, amended in words: 等下，别发给威县; 临西就不发了，当面说过; 沙河也一块发上.

It is shown anew before it goes. Where its text is awaited, words that only say whom it is for are no text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dialogs.desk.broadcasts import announcing, sending_later
from dialogs.desk.ground.meanings import choice_of, chooses
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.ground.words import CLAUSES
from dialogs.reading.cleaning import excerpt
from dialogs.saying.briefs import Note
from dialogs.state.desk_states import Drafting

_LONGEST, _LONGEST_TEXT = 60, 400
_AHEAD = re.compile(r"^(?:等一?下|等等|等会儿?|慢着|哦?对了|那个|哦|啊|不对|另外|还有|对|[,，。\s])+")
_WHOM = r"(?P<whom>[^,，。;；:：\s]{2,24}?)"
_BECAUSE = (
    r"(?:[,，。;；\s]+(?:因为|他们?|她们?|它|人家|那边|县里|我|已经|刚|昨天|昨晚|都|早|反正|这[两几]个)[^:：]{0,24})?"
    "[。!！]?"
)
"""他们我当面说过: why, behind it."""
_WITHOUT = tuple(
    re.compile(pattern + _BECAUSE)
    for pattern in (
        rf"(?:这[次条]|先|就)*(?:别|不要?|不用|甭|不必)(?:再)?(?:发?给|发到|通知|群发给|发){_WHOM}(?:发|说)?了?[吧啊]?",
        rf"{_WHOM}(?:那边|那里|那儿|的)?(?:就|也|先|这次|都|可以)*(?:别|不要?|不用|甭|不必)(?:再|给)?(?:发|通知)(?:给)?(?:他们?)?了?[吧啊]?",
        rf"(?:把|将)?{_WHOM}(?:从名单里|从收件人里|给|先)*(?:去掉|除掉|排除|拿掉|剔除|剔掉|划掉|拿出来|除外|(?:刨|摘|踢|抠|择|剔)(?:出去|出来|掉|去|了))[吧了]?",
    )
)
_WITH = tuple(
    re.compile(pattern + _BECAUSE)
    for pattern in (
        rf"(?:再|还|把|给|让)*{_WHOM}(?:那边)?(?:也|都|一块儿?|一起|一并|同样)+(?:要|得|给|来)?(?:发|通知|加|带|算|收)(?:一?[份遍下]|上|给|进去?|到)?(?:去)?[吧了]?",
        rf"(?:再|还|也|要|得)*(?:把|将){_WHOM}(?:也|给|一起|一块儿?)*(?:加|添|带|补|算)(?:上|进[去来]?|到收件人里)(?:去)?[吧了]?",
        rf"(?:再|还|也|要|得|把)*(?:加上?|添上?|带上|补上|(?<=[再还也])发给){_WHOM}(?:也|一起|一块|吧|了)*",
    )
)
_INSTEAD = (
    re.compile(rf"(?:就|改|改成|改为|换成|而是|要|还是|给)*(?:发给|发到|发|给){_WHOM}(?:吧|了|就行|也行)*"),
    re.compile(rf"(?:改成|改为|换成|而是){_WHOM}(?:吧|了)*"),
)
_OTHERS = re.compile("除了|其[他它余]|剩下|别的|只发|就行")
"""威县除外其余都发: those in place of all that were chosen."""
_SET_OFF = re.compile(
    r"(?:那|就|群发|通知|短信|消息|的)*(?:(?:正文|内容|文字|文案)(?:就|也)?(?:写|是|说|改|发)(?:成|为|上|道)?|就(?:写|说|这么写))[:：,，\s]*[:：][\s“\"]*"
    r"(?P<text>\S.{2,}?)[”\"]?",
    re.DOTALL,
)
"""内容就写：请于18日前…."""
_ASKED_WHOM = re.compile(
    r"(?:这个?|这条|那|现在|到底|请问|它)*(?:都|会|是|要|准备|打算)*(?:发给|发到|发|给|收到的是|收件人是)(?:了)?(?:哪[些几]?个?|谁|几个?|多少)(?:个|家|县|人|些)*(?:收|发)?(?:的|啊|呀|呢)?[?？]?"
    r"|(?:这个?|这条|那|现在|到底|请问|它|[,，\s])*(?:都|有)*(?:谁|哪[些几][个家]?县?)(?:会|能|要)?(?:收到|收得到|收着|接到|接着|看到|看得到|收)(?:的|啊|呢|吗)?[?？]?"
)
_LEFT = re.compile(
    r"(?:那|就|还是|先|暂时|这条|这个|都|了|吧|[,，。;；\s])*(?:算了|(?:别|不|甭|不用|不要)(?:群)?发)(?:了|吧|[,，。;；\s])*"
    r"(?P<rest>(?:算了|先(?:别|不)发|(?:别|不)发|等|过|回头|以后|改天|再|我|说|下|[,，。\s])?.{0,14})"
)
_GIVEN_UP = re.compile(
    "(?:那|还是|就|先|我看|要不|这条|这个|群发|通知|[哎唉])*(?:(?:算|罢)[了啦吧]+|(?:别|不|甭|不用|不要|取消|没必要|不必)(?:再)?(?:群发|发通知|通知|发)(?:这条|他们)?[了啦吧]*)+[吧啊]*"
)
"""算啦不群发了."""
_WHY = re.compile(
    "(?:我|已经|刚|回头|改天|等|直接|自己|微信|电话|人家|他们|领导|反正|没必要|不用|下次|都|昨天|今天|早上|下午(?!再)|开会|当面|口头)"
)
"""我在微信群里吆喝一声得了: what stands beside it."""
_AS_IT_IS = re.compile(
    "(?:对|嗯|好|是)?[,，\\s]*就(?:发)?(?:给)?(?:这|他们|它们|她们)[一两二三四五几些]?[个家位]?(?:县|人)?(?:就行|够了|吧|了)*[。]?"
)
"""就这两个."""
_LATER = re.compile("先|等|回头|以后|改天|再说|过[几两一]|下[周个]|(?:别|甭)发")
_ENDS = re.compile("(?:等|过|回头|以后|改天|我|先|不发|别发|再说).*|[了吧。!！]*")
_OTHER_WISH = re.compile("看|查|谁|哪|给|加|改|[吗么?？]|列|导")


def amended(step: DeskStep, words: str) -> bool:
    """Whether the words amend the broadcast that is written, ask whom it is for, or leave it."""
    state, plain = step.state, words.strip()
    if not isinstance(state, Drafting):
        return False
    said = _SET_OFF.fullmatch(plain) if len(plain) <= _LONGEST_TEXT else None
    if said is not None:
        announcing.write(step, replace(state, stage="text"), said["text"].strip())
        return True
    if len(plain) > _LONGEST or "\n" in plain:
        return False
    if _ASKED_WHOM.fullmatch(_AHEAD.sub("", plain)) or _AS_IT_IS.fullmatch(plain):
        announcing.resume_draft(step)
        return True
    return _other_people(step, state, _AHEAD.sub("", plain)) or _left(step, state, plain)


def _other_people(step: DeskStep, state: Drafting, plain: str) -> bool:
    """Whether some are taken out, or others come in; with nobody left it is asked for whom it is."""
    if _OTHERS.search(plain):
        return False
    out, more = _exchanged(step, plain)
    if not (out and more):
        out = _counties(step, _WITHOUT, plain)
        more = () if out else _counties(step, _WITH, plain)
    if not (out or more):
        return False
    there = state.people or (tuple(each.person for each in step.region.contacts) if out else ())
    left = tuple(each for each in there if each not in _people(step, out))
    people = tuple(dict.fromkeys((*left, *_people(step, more))))
    announcing.say_nobody(step, [each for each in more if not _people(step, (each,))])
    if out:
        _say_left_out(step, state, out, people)
    announcing.go_on(step, replace(state, people=people, words="" if people != state.people else state.words))
    return True


def _exchanged(step: DeskStep, plain: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """不发临西，发清河: who is out, and who gets it instead."""
    clauses = [each for each in CLAUSES.split(plain) if each]
    if len(clauses) != len(("out", "in")):
        return (), ()
    out = next((found for each in clauses if (found := _counties(step, _WITHOUT, each))), ())
    more = next((found for each in clauses if (found := _counties(step, _INSTEAD, each))), ())
    return out, more


def _say_left_out(step: DeskStep, state: Drafting, out: Sequence[str], people: Sequence[int]) -> None:
    names = excerpt("、".join(map(step.region.called, out)))
    if state.people and tuple(people) == state.people:
        step.say(Note("never was for", {"name": names}))
    elif not people:
        step.say(Note("nobody left", {"name": names}))


def _counties(step: DeskStep, patterns: Sequence[re.Pattern[str]], plain: str) -> tuple[str, ...]:
    """The counties that stand where it is said whom it is for, or not for."""
    for pattern in patterns:
        found = pattern.fullmatch(plain)
        chosen = choice_of(step, found["whom"].strip("的那些几个这")) if found is not None else ""
        counties = chooses(step, chosen) if chosen else ()
        if counties:
            return counties
    return ()


def _people(step: DeskStep, counties: Sequence[str]) -> tuple[int, ...]:
    return tuple(each.person for each in step.region.contacts if each.county in counties)


def _left(step: DeskStep, state: Drafting, plain: str) -> bool:
    """那算了，先不发，等下周再说; 还是别发了，我直接打电话: it is put aside with its text; 算了不发了: it is gone."""
    clauses = [each for each in CLAUSES.split(plain) if each]
    if any(_GIVEN_UP.fullmatch(each) for each in clauses) and all(
        _GIVEN_UP.fullmatch(each) or (_WHY.match(each) and not _OTHER_WISH.search(each.replace("领导", "")))
        for each in clauses
    ):
        _leave(step, state, plain)
        return True
    found = _LEFT.fullmatch(plain)
    rest = found["rest"].strip(" ,，。") if found is not None else ""
    if found is None or _OTHER_WISH.search(rest) or not _ENDS.fullmatch(rest):
        return False
    _leave(step, state, plain)
    return True


def _leave(step: DeskStep, state: Drafting, plain: str) -> None:
    if (state.text or state.attachment) and _LATER.search(plain):
        sending_later.keep(step, state)
    else:
        announcing.discard(step)
