"""Words in a review that are about it: a place (看看第二部分), a remark (2.7 家数对不上, 这条没有附件).

A remark is of a question or of the whole. It is drafted, after its reason was asked; nothing goes to the county by it.
"""

from __future__ import annotations

import re

from dialogs.definition.notice import County
from dialogs.desk.ground.counties_named import counties_in
from dialogs.desk.ground.days import beside_a_day, day_named, day_within
from dialogs.desk.ground.meanings import in_days, meant
from dialogs.desk.ground.places_of_review import IN_A_REVIEW, place_called, subject_called
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.ground.words import command_of
from dialogs.desk.hearing import likening, named_questions
from dialogs.desk.hearing.matters_in_review import matters_in
from dialogs.desk.hearing.named_questions import FAULTS
from dialogs.desk.reviews import commenting, judging
from dialogs.desk.reviews.reviewing import go, look, review_called
from dialogs.reading.chinese import counted
from dialogs.saying.briefs import Note
from dialogs.state.desk_states import Do
from dialogs.state.examining import Examining

_LONGEST = 200
_BEGUN = ("comment reason", "comment on which")
"""What is asked of a comment that has begun."""
_LOOKING = re.compile(
    r"^(?:再|先)?(?:看看|看一下|看下|看|打开|翻到|跳到|去|到|回到|瞧瞧|open|show|go to)\s*"
    r"(?:[他她它]们?|县里|这家|这份|人家)?(?:的|填的|写的)?\s*"
)
_BEHIND = re.compile(
    r"(?:题|部分|节)?(?:的)?(?:内容|数据|材料|佐证|情况)?(?:有没有|有无|是不是|有)?(?:问题|错)?(?:看看|看一下|看下|怎么填的|填的啥|填的什么|是什么|是啥)?[吗呢吧？?。]*$"
)
_SUBJECT = re.compile(
    r"(?P<about>(?:[CS]\d{1,2}|[1-9]\.\d{1,2}|E-?\d{1,3}))(?:这?[题项条个])?(?:的|处|里)?[\s:：,，、]*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_THIS = re.compile(r"这(?:一)?[条题项个处里]?(?:数据?|地方)?[\s:：,，]*(?P<rest>\S.*)", re.DOTALL)
_BACK = re.compile(
    r"^(?:给|跟|对)(?:县里|他们|他)(?:写|说)(?:上|一?下)?(?:一?[句声])?(?:话)?[\s:：,，]*|^(?:帮我|给我|再)?(?:写|加|记|提)(?:上|一?下)?(?:一?[个条])?(?:批注|意见)[\s:：,，]*(?:就?(?:说|写|是))?[\s:：,，]*|^(?:批注|意见|备注)(?:里?(?:写|说)(?:上|道|成|的?是)?)?[\s:：,，]*|^(?:要|得|给他|让他们?)?(?:退回|打回)(?:去|县里)?[\s:：,，]*(?:(?:让|叫|请)(?:他们?|县里?)?(?:重?改|补|修改|整改|重填)(?:一?下)?[了吧]?[\s:：,，]+)?(?:原因|理由|因为)?(?:是|为)?[\s:：,，]*"
)
_SEND_BACK = re.compile("[把将给]?(?:退回?|打回)(?:补正|整改|重填|修改)?[去吧了给]*")
_RETURNED = re.compile("(?:把|将|给)?(?:它|这份|他们?)?(?:退回|打回|退给|返回)")
"""退回去让他们改，…: the comment comes first, and that is said."""
_THIS_ONE = re.compile(r"^这(?:一)?[条题项个处里]?")
_TO_A_DAY = re.compile(r"^给到?|^(?:[把将]?(?:它|这份)?)?(?:退回|打回)(?:去|县里)?[\s:：,，]+|^return(?: by)? ")
"""退回 4月19日: only the day is said."""
_RETURNS = re.compile(
    r"[,，。;；\s]*(?:就|都|请|一起|全部)*(?:退回|打回|退)(?:去|县里|给(?:他们?|县里))?(?:[,，\s]*(?:让|叫|请)?(?:他们?|县里)?.{0,3}(?:改|补|核|重填|完善).{0,4})?[吧。]?$"
)
"""2.1和2.6对不上退回去让他们改: what is done with it, behind what is wrong."""
_NEXT = re.compile(r"(?:看|到)?(?:下一?[题条项个处]|往下|下面的?|后面的?)(?:看看?)?|next", re.IGNORECASE)
_BEFORE = re.compile(r"(?:看|到|回)?(?:上一?[题条项个处]|前一?[题条项个处])(?:看看?)?|previous", re.IGNORECASE)
_FINE = re.compile(r"没事儿?|(?:没|无)(?:有|啥|发现)?(?:问题|意见|毛病)|可以|行|过|ok|对的|符合|不用改", re.IGNORECASE)
_TICKED = re.compile(
    "(?:把)?(?:勾上?|打勾)?第(?P<number>[一二三四五六七八九1-9])步(?:勾上|打勾|做完|完成|审完|办完)?了?"
)
"""勾上第一步."""
_DRAFTED = re.compile(
    "(?:写|提|批)了?(?:几|多少|哪些|哪几)条?|(?:几|多少)条(?:意见|批注|草稿)|刚写的?那?条.{0,4}(?:不发|别发|内部)"
)
"""一共写了几条意见了, 刚写的那条不发给县里: the drafts."""
_WHENCE = re.compile(
    "(?:从)?哪(?:儿|里)?来的?|(?:数据)?来源(?:是|在)?(?:啥|什么|哪)|怎么(?:算|来)的?|(?:跟|和|比|同)(?:去年|上年|前年).{0,2}(?:比|涨|增|降)?.{0,6}|(?:涨|增|降|减|增长|下降)了?(?:百分之)?(?:多少|几)"
)
"""这个数从哪来的: it stands at the question that is shown."""
_PASSES = re.compile("(?:这边|里)?(?:都|就)?(?:算)?(?:没问题|没毛病|没意见|可以|ok|过)(?:了|吧)?$", re.IGNORECASE)
"""第三部分过: nothing is found there."""
_ASKING = re.compile(
    "哪[些几个]?[县家]|^谁|^(?!.*(?:是不是|有没有|会不会)).*[吗么?？]$|对不对|对得上(?:吗|不)"
    "|(?:自己|你|帮我|给我).{0,3}(?:算|核|查|看)(?:一|算|查|对|看)?下?(?!清楚|的|过|了)"
)
_BESIDE = re.compile("[和与跟同]$")
_IDS = re.compile(r"(?<![0-9.])[1-9]\.[0-9]{1,2}(?![0-9])")
_INSIDE = re.compile("内部|自己记|不给县里|先?记(?:着|一下|下)")
_SHORT, _FAULT = 12, 4
_TAKEN = re.compile(r"(?:这(?:一)?[条题项个]?)?(?:可以)?(?:接受|采纳|认可)(?:了|吧)?")
_UNTIL = re.compile(
    r"(?:给|限|让|要求|请)(?:他|她|它|县里).{0,6}(?:到|在|前)|(?:给|限|让|要求|请)(?:他|她|它|县里).{0,14}[之以]?前|限.{0,2}天|给.{0,3}[天周].{0,3}改|前(?:改好|送回|交回|报回|返回)"
)
_GAPS = re.compile(r"[\s,，。;；]+")
_FINE_AHEAD = re.compile(
    r"^(?:没问题|可以|行|好的?|没意见|ok|(?:整体|总体)?(?:写|填)得?.{0,2}(?:不错|挺好|很好|可以)|不错)[\s,，。]+(?:继续)?",
    re.IGNORECASE,
)


def remarked(step: DeskStep, words: str) -> bool:
    """Whether the words name a place of the open review, which is shown, or find fault, of which a comment is begun.

    Beside a comment that has begun stands what the words are like: 上一轮打回去的他们改了没有 is no remark.
    """
    before = step.mark()
    if not _remarked(step, words):
        return False
    returned = _RETURNED.match(words.strip()) or (len(_IDS.findall(words)) > 1 and _RETURNS.search(words.strip()))
    if returned and getattr(step.last_said, "what", "") in _BEGUN:
        step.rewind(before)
        step.say(Note("due later"))
        _remarked(step, words)
    if getattr(step.last_said, "what", "") in _BEGUN:
        step.offer_as_well(likening.ways_like(step, words, likening.CLEAR))
    return True


def _remarked(step: DeskStep, words: str) -> bool:
    state = step.state
    if not isinstance(state, Examining) or state.waits not in ("", "confirm") or len(words) > _LONGEST:
        return False
    plain = words.strip()
    if _commands(step, plain):
        return False
    ticked = _TICKED.fullmatch(plain)
    steps = step.form.review.steps
    if ticked is not None and 0 < counted(ticked["number"]) <= len(steps):
        commenting.deed(step, "tick", steps[counted(ticked["number"]) - 1].name, place="steps")
        return True
    if _DRAFTED.search(plain):
        go(step, "drafts")
        return True
    if _looked(step, state, plain) or _taken(step, state, plain) or _dated(step, state, plain):
        return True
    wishes = meant(step, in_days(plain))
    if wishes and all(" ".join(each.do[1:]) in IN_A_REVIEW for each in wishes):
        return False
    return (
        _of_a_question(step, state, plain)
        or named_questions.named(step, state, plain, _said(plain))
        or _of_what_is_shown(step, state, plain)
    )


def _commands(step: DeskStep, plain: str) -> bool:
    """批注 2.7 …, 比较 …: a command of the review, with something it knows behind it."""
    found = command_of(plain)
    if found is None or found[0] not in IN_A_REVIEW:
        return False
    return not found[0].startswith("comment") or subject_called(step.form, found[1]) is not None


def _looked(step: DeskStep, state: Examining, plain: str) -> bool:
    """看看第二部分, 下一题, 上一题; 没问题 leaves what is shown."""
    called = _BEHIND.sub("", _LOOKING.sub("", plain))
    place = place_called(step.form, called) or place_called(step.form, _PASSES.sub("", called))
    fine = _IDS.sub("", _THIS_ONE.sub("", plain)).strip(" 、,，都").rstrip("了吧。的")
    if place is None and state.place.startswith("field:") and _WHENCE.search(plain) and len(plain) <= _SHORT:
        place = state.place
    if place is None and fine and all(_FINE.fullmatch(each.rstrip("了吧。的")) for each in _GAPS.split(fine)):
        place = state.place
    plain = _FINE_AHEAD.sub("", plain)
    if place is not None:
        look(step, state.county, state.application, place)
    elif _NEXT.fullmatch(plain):
        onwards(step)
    elif _BEFORE.fullmatch(plain):
        _previous(step, state)
    else:
        return False
    return True


def _taken(step: DeskStep, state: Examining, plain: str) -> bool:
    """这题接受: the comment on the question that is shown."""
    field = step.form.by_name.get(state.place.removeprefix("field:"))
    return field is not None and bool(_TAKEN.fullmatch(plain)) and judging.judged(step, f"接受 {field.id}")


_DONE_WITH_IT = re.compile(
    "(?:都|全)?写完了?|(?:[退打]回|重填|修?改)(?:去|给)?(?:县里|他们)?(?:让他们|去)?(?:吧|完|好|一下)*|限"
)
"""What is done with it, and no fault of it."""


def _dated(step: DeskStep, state: Examining, plain: str) -> bool:
    """给他们留到下周五: until when it is returned; the notice is shown before it goes."""
    alone = day_named(step, _TO_A_DAY.sub("", plain)) if len(plain) <= _SHORT * 2 else None
    if alone is not None:
        commenting.due(step, state, alone)
        return True
    until = _UNTIL.search(plain)
    day = day_within(step, plain) or day_named(step, plain[until.start() + 1 :]) if until is not None else None
    fault = beside_a_day(step, plain)
    for name in (step.region.called(state.county), step.region.called(state.county)[:-1]):
        fault = fault.replace(name, "")
    if day is not None and len(fault) >= _FAULT and FAULTS.search(_DONE_WITH_IT.sub("", fault)):
        if not _RETURNED.match(plain):  # else it is said for all that begins so
            step.say(Note("due later"))
        as_said(step, plain)
        return True
    if day is not None:
        commenting.due(step, state, day)
    return day is not None


def questions_in(words: str) -> list[str]:
    """The numbers of questions that stand there."""
    return _IDS.findall(words)


def as_said(step: DeskStep, plain: str) -> None:
    """A comment in just these words: of the one question that they number or name, else of the whole."""
    matters = matters_in(step, plain)
    commenting.begin(step, matters[0].fields[0].name if len(matters) == 1 and matters[0].certain else "", note=plain)


def _previous(step: DeskStep, state: Examining) -> None:
    """上一题: the question before the one that is shown."""
    field = step.form.by_name.get(state.place.removeprefix("field:"))
    before = step.form.fields[: step.form.positions[field.name]] if field is not None else ()
    ahead = next((each for each in reversed(before) if each.answerable and not each.auxiliary), None)
    go(step, f"field:{ahead.name}" if ahead is not None else "sections")


def onwards(step: DeskStep) -> None:
    """下一题: the button that leads on, where there is one."""
    ways = zip(step.conversation.options, step.conversation.actions, strict=False)
    onwards = next((action for option, action in ways if option.verb in ("review next", "review section fine")), None)
    go(step, onwards.about[0] if isinstance(onwards, Do) else "sections")


def _of_a_question(step: DeskStep, state: Examining, plain: str) -> bool:
    """2.7 家数对不上, 把2.7退回: of the question that it begins with, or that is its only one."""
    found = _SUBJECT.search(plain)
    if found is None or len(_IDS.findall(plain)) > 1:
        return False
    subject = subject_called(step.form, found["about"])
    if subject is None or (state.place.startswith("field:") and _BESIDE.search(plain[: found.start()])):
        return False
    rest = found["rest"].strip()
    if _FINE.fullmatch(rest.rstrip("了吧。的")):
        place = place_called(step.form, found["about"])
        look(step, state.county, state.application, place or state.place)
    elif FAULTS.search(plain) or _INSIDE.match(plain):
        commenting.begin(step, subject[0], "internal" if _INSIDE.match(plain) else "", note=_said(rest))
    elif len(rest) <= _SHORT:
        look(step, state.county, state.application, place_called(step.form, found["about"]) or state.place)
    else:
        return False
    return True


def _of_what_is_shown(step: DeskStep, state: Examining, plain: str) -> bool:
    """这条退回, 要求补材料: of the question on the screen, else of the whole."""
    shown = state.place.removeprefix("field:") if state.place.startswith("field:") else ""
    this = _THIS.fullmatch(plain)
    rest = this["rest"] if this is not None else plain
    blamed = named_questions.blamed(rest)
    if not blamed or _ASKING.search(rest):
        return False
    if len(_IDS.findall(plain)) > 1:
        return _of_several(step, plain)
    if this is not None and not shown:
        step.say(Note("comment on which"))
        return True
    named = counties_in(step, rest)
    if named and _SEND_BACK.fullmatch(rest.replace(named[0][1], "", 1).strip(" ，,。")):  # 退回 清河县
        return _sent_back(step, state, named[0][0])
    note = _said(rest)
    if not shown and not note:
        return False
    matters = matters_in(step, blamed) if this is None else ()
    if len(matters) == 1:
        named_questions.ask_comment(step, matters[0].fields, note)
    else:
        commenting.begin(step, shown, note=note)
    return True


def _of_several(step: DeskStep, plain: str) -> bool:
    """2.1和2.6对不上退回去让他们改: a comment on the whole that names them; what is wrong with none is asked."""
    fault = _RETURNS.sub("", _said(plain))
    if FAULTS.search(_IDS.sub("", fault)):
        commenting.begin(step, "", note=fault)
    else:
        step.say(Note("comment on which"))
    return True


def _sent_back(step: DeskStep, state: Examining, county: County) -> bool:
    """The county that is open; another one is looked at first."""
    if county.code != state.county:
        return review_called(step, county.name)
    commenting.send_back(step)
    return True


def _said(rest: str) -> str:
    """What is found fault with, without 退回 and 有问题 alone, which say nothing of it."""
    plain = _BACK.sub("", rest).strip()
    return "" if plain.rstrip("了吧。啊") in ("有问题", "有错", "错", "不对", "不行", "问题", "重填", "重改") else plain
