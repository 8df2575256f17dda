"""Whole sentences in a review, by what they want of which question: it is shown, compared, commented on.

5.4那个看着不大对劲 打开我瞅瞅 shows it; 2.6、2.7两处都批上：请附名单 is a comment on each; 我都提了啥意见 shows the
drafts. What is said beside is talk, and nothing goes to the county by it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dialogs.definition.notice import County
from dialogs.derived.journey import printed_sections
from dialogs.desk.ground.counties_named import counties_in
from dialogs.desk.ground.places_of_review import IN_A_REVIEW, place_called
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.ground.words import command_of
from dialogs.desk.hearing import comments_ordered, named_questions, remarking
from dialogs.desk.hearing.matters_in_review import Matter, matters_in, shown_in, speaks_of_this, without_names
from dialogs.desk.hearing.named_questions import FAULTS
from dialogs.desk.hearing.noting import without
from dialogs.desk.overview import looking
from dialogs.desk.reviews import commenting, reviewing
from dialogs.saying.briefs import Note
from dialogs.state.examining import Examine, Examining

_LONGEST, _MOST, _SHORT = 200, 3, 24
_CLAUSES = re.compile(r"[,，。;；!！?？\s]+")
_LOOK = re.compile(
    "(?:[先再就那请你我]|帮我|给我|让我|咱们?|我想|我要|直接|接着|回头)*"
    "(?:打开|翻到|翻开|翻|跳到|跳去|转到|回到|切到|调出来|调出|点开|显示|亮出来|看一?[下眼看]|看|瞅一?[下眼瞅]|瞅|瞧一?[下眼瞧]|瞧|念一?[下念]|念|读一?[下读]|过一?[下眼])"
)
_OPENED = re.compile(
    "(?:把|将)?(?:[的那这个题项条处栏块里上]|部分)*(?:给我|帮我|再|先)*(?:打开|调出来|翻出来|点开|亮出来|念一?[下念遍])(?:给我)?(?:看看?|瞅瞅?|瞧瞧?|一?下|吧)*"
)
"""把第八部分打开."""
_ONWARDS = re.compile(
    "(?:就|再|先|那)*(?:看|到|换|去)?(?:看)?(?:下一?[题条项个处]|往下|接着|继续)(?:走|看|来|审)?(?:吧|看看)?"
)
_PASSING = re.compile(
    "(?:这[个条项题里处]?)?(?:没事儿?了?|(?:没|无)(?:有|啥|什么)*(?:大)?的?(?:问题|毛病|意见)了?|可以|行|过|好|嗯|ok|(?:有点|是有点)(?:小)?问题|先(?:放|搁)(?:放|一放|着|这)?|知道了|看[过完]了?)了?吧?"
)
_SEEN = re.compile(
    "(?:[的那这个题项条处栏块里上它他们我让去吧呗了呢啊哈儿]|头一|第一|县里|给我|一下|一眼|看看?|瞅瞅?|瞧瞧?|听听?|数据?|内容|情况|"
    "是?(?:怎么|咋)(?:填|写|说|报)的?|(?:填|写|报)(?:的|了)?(?:是)?(?:啥|什么|多少)?|是?(?:啥|什么|多少)|出来|下面|具体)*"
)
"""What stands behind 打开: 那题给我看看, 怎么填的."""
_WHO = re.compile(
    "(?:谁|哪个?(?:科室|部门|单位|股室|局|口|人))(?:给|填|报|提供|弄|写|算|出|交|录)(?:上来)?的?|(?:打|从)?哪(?:儿|里)?(?:来|弄来|得来|抄来)的|(?:数据?|数字)?(?:来源|出处)"
)
_PROOF = re.compile("章|证明|佐证|附件|依据|凭证|盖")
_BESIDE = re.compile("比|多少|怎么|咋|几|呢|看|瞅|瞧|打开|填的|一样|差|[吗么?？]")
_COMPARES = re.compile(
    r"(?:再|那|先|就|也|跟|和|与|同|拿|把|的|那边|他们|这个|放|一块儿?|一起|拿来|拿过来|来|[\n、,，\s])*"
    "(?:比|对比|比较)(?:一?比|一?下|较)?(?:看看?)?[吧呗]?"
)
"""跟沙河宁晋的比比: a line's end stands for the counties."""
_ASKS = re.compile("对得?上|一致|一样|多少|哪个|谁[大多高]|啥|什么|怎么|咋|比一?比|[吗么?？]$|看")
_TOGETHER = re.compile(
    "(?:再|那|把|先|就)*(?:跟|和|与|同|拿|把).{2,20}?(?:对着|对照着?|对比着?|比着|(?:放|搁)?(?:在)?一起|(?:放|搁)?一块儿?|并排|比)(?:着)?(?:看|比|核|瞅|瞧|对|比对).{0,4}"
)
_AGAINST = re.compile("(?:这个?数?|它|那)?(?:跟|和|与|同).{2,20}[吗么?？]")
"""和2.2不矛盾吗, of the one on the screen."""
_SIDE_BY_SIDE = re.compile(
    "(?:那就|再|就|先)*(?:放|搁)?(?:在|到)?(?:一块儿?|一起|对着|并排)(?:看|比|核|瞅|瞧)(?:看|比|核|瞅|瞧|一?下|一?眼)?吧?"
)
_WHAT = re.compile(
    "(?:填|报|写|是|有|给)(?:了|的|得)*(?:是)?(?:多少|几[个家条项人]|啥|什么|怎么样|咋样|哪[些几])|(?:怎么|咋)(?:填|写|报|算)的"
)
_PART = re.compile("第[一二三四五六七八九](?:部分|节|大项)")
_NUMERAL = re.compile("[一二三四五六七八九]、")
_MINE = (
    re.compile(
        "(?:我们?|咱们?|你|给他们|对他们|这次|这份|刚才|前面|到现在|[一总]共|都|目前|现在|已经|到底|有|看看|上面)*"
        "(?:提|写|批|拟|记|列)(?:过|了|的)?(?:都|有|是)?(?:些|了)?(?:啥|什么|哪[些几](?:条|个)?|几[条个]|多少[条个]?)(?:意见|批注|草稿|毛病|问题|话)?[啊呢了来着]*"
    ),
    re.compile(
        "(?:把|将)?(?:我们?|咱们?)?(?:都|刚才|刚刚|前面|已经)*(?:提|写|批|拟|列|记)?(?:好|过|下)?的?(?:那|这)?(?:些|几?条|个)?(?:意见|批注|草稿)(?:都|给我|再|有|是)*"
        "(?:念|读|列|摆|过|看|瞅|瞧|听|哪|啥|什么|几|多少)(?:.{0,6})"
    ),
    re.compile(
        "(?:给我|帮我|再|先|[把将]|劳驾|麻烦|请|你)*(?:念|读|列|摆|看|瞅|瞧|过|听|回顾)(?:一?[念读列看瞅瞧听下遍眼])?(?:一?遍|出来)?(?:我|咱)们?(?:都|刚才|已经|前面|给他们|给县里)*(?:提|写|批|拟|列|记)?(?:好|过|下)?的?(?:那|这)?(?:些|几条)?"
        "(?:意见|批注|草稿)[吧呢啊了]*"
    ),
)
"""我都提了啥意见, 把我提的意见念一遍."""


def heard(step: DeskStep, words: str) -> bool:
    """Whether a sentence wants something of questions, or of one's own drafts; it is shown or begun."""
    state, plain = step.state, words.strip()
    if not isinstance(state, Examining) or len(plain) > _LONGEST or "\n" in plain:
        return False
    typed = command_of(plain)
    if typed is not None and typed[0] in IN_A_REVIEW:
        return False
    if state.waits not in ("", "confirm"):
        return state.waits in ("reason", "due") and _meanwhile(step, state, plain)
    readings = (
        _of_my_drafts,
        _beside_another,
        _held_together,
        comments_ordered.ordered,
        _looked,
        _asked_who,
        _asked_what,
        _asked_of_several,
        comments_ordered.demanded,
    )
    return any(reading(step, state, plain) for reading in readings)


def _meanwhile(step: DeskStep, state: Examining, plain: str) -> bool:
    """打开2.2看看, while a reason or a day is asked: what was begun is left, with its words, and that is shown."""
    if not (_is_of_my_drafts(plain) or _looks(step, plain)):
        return False
    commenting.put_aside(step)
    free = replace(state, waits="", note="", reason="")
    step.update(state=free)
    return _of_my_drafts(step, free, plain) or _looked(step, free, plain)


def _is_of_my_drafts(plain: str) -> bool:
    clauses = [each for each in _CLAUSES.split(plain) if each]
    mine = [each for each in clauses if any(pattern.fullmatch(each) for pattern in _MINE)]
    return bool(mine) and all(each in mine or _only_shows(each) for each in clauses)


def _only_shows(clause: str) -> bool:
    """念给我听听, without what."""
    look = _LOOK.match(clause)
    return look is not None and _SEEN.fullmatch(clause[look.end() :]) is not None


def _of_my_drafts(step: DeskStep, _: Examining, plain: str) -> bool:
    """我都提了啥意见 念给我听听: the drafts."""
    if not _is_of_my_drafts(plain):
        return False
    reviewing.go(step, "drafts")
    return True


def wants(step: DeskStep, words: str) -> bool:
    """Whether words in a review only want something shown: a question, one's drafts."""
    return isinstance(step.state, Examining) and (_is_of_my_drafts(words) or bool(_looks(step, words)))


# --- what is looked at ------------------------------------------------------------------------------------------------


def _looks(step: DeskStep, plain: str) -> list[str]:
    """The clauses that only say that something is to be shown, and what."""
    found = []
    for each in (clause for clause in _CLAUSES.split(plain) if clause):
        rest = _bare(step, each)
        if _OPENED.fullmatch(rest):
            found.append(each)
            continue
        look = _LOOK.match(rest) or _LOOK.match(each)
        behind = rest[look.end() :] if look is not None and rest.startswith(look[0]) else None
        if behind is not None and _SEEN.fullmatch(behind):
            found.append(each)
    return found


def _looked(step: DeskStep, state: Examining, plain: str) -> bool:
    """这个没问题 过 看2.2: what is to be shown is named in that clause, or beside it, or is on the screen."""
    looks = _looks(step, plain)
    if all(_ONWARDS.fullmatch(each) for each in looks):
        return _onwards(step, plain)
    said = " ".join(looks)
    matters = matters_in(step, said)
    place = place_called(step.form, _part(step, said) or ("" if matters else _part(step, plain)))
    if place is not None:
        reviewing.go(step, place)
        return True
    matters = matters or matters_in(step, plain)
    if len(matters) > 1 and all(each.certain for each in matters[:_MOST]):
        return _show_each(step, state, matters)
    if len(matters) == 1:
        named_questions.show(step, state, matters[0].fields)
        return True
    return False


def _part(step: DeskStep, words: str) -> str:
    """第八部分, of 把第八部分打开; a part may be called by its title."""
    found = _PART.search(words)
    return found[0] if found is not None else next((each for each in _titles(step) if each in words), "")


def _titles(step: DeskStep) -> list[str]:
    titles = (each.title.partition("、")[2] for each in printed_sections(step.form))
    return [each for each in titles if each]


def _bare(step: DeskStep, clause: str) -> str:
    """What a clause says beside the names of questions and parts."""
    for title in _titles(step):
        clause = clause.replace(title, "", 1)
    return without_names(step, _NUMERAL.sub("", clause))


def _onwards(step: DeskStep, plain: str) -> bool:
    """没啥问题了，往下走: the next one, where nothing else is said of this one."""
    clauses = [each for each in _CLAUSES.split(plain) if each]
    on = [each for each in clauses if _ONWARDS.fullmatch(each)]
    if not on or not all(each in on or _PASSING.fullmatch(each) for each in clauses):
        return False
    remarking.onwards(step)
    return True


def _show_each(step: DeskStep, state: Examining, matters: tuple[Matter, ...], shown: str = "") -> bool:
    names = dict.fromkeys(filter(None, (shown, *(each.fields[0].name for each in matters[:_MOST]))))
    for name in names:
        reviewing.look(step, state.county, state.application, f"field:{name}")
    return True


def _held_together(step: DeskStep, state: Examining, plain: str) -> bool:
    """跟2.3对着看一下: that question, below the one on the screen."""
    together = _TOGETHER.fullmatch(plain) or any(_SIDE_BY_SIDE.fullmatch(each) for each in _CLAUSES.split(plain))
    compared = _AGAINST.fullmatch(plain) if shown_in(step, state) else None
    matters = matters_in(step, plain) if together or compared else ()
    if not matters or not all(each.certain for each in matters):
        return False
    return _show_each(step, state, matters, shown_in(step, state))


def _asked_who(step: DeskStep, state: Examining, plain: str) -> bool:
    """这数谁给的？有统计局的章没有: who filled it in and its proofs stand at the question."""
    if not any(_WHO.search(each) for each in _CLAUSES.split(plain)) or FAULTS.search(_WHO.sub("", plain)):
        return False
    matters = matters_in(step, plain)
    name = matters[0].fields[0].name if len(matters) == 1 and matters[0].certain else ""
    name = name or (shown_in(step, state) if not matters else "")
    step.say(Note("whence and proofs" if _PROOF.search(plain) else "whence"))
    reviewing.go(step, f"field:{name}" if name else "sections")
    return True


def _asked_what(step: DeskStep, state: Examining, plain: str) -> bool:
    """上市企业那块他们填了几家: the question, or which of that name."""
    matters = matters_in(step, plain) if _WHAT.search(plain) and not FAULTS.search(plain) else ()
    if not matters and _WHAT.search(plain) and shown_in(step, state) and not counties_in(step, plain):
        if FAULTS.search(plain) or len(plain) > _SHORT:
            return False
        reviewing.go(step, state.place)
        return True
    if len(matters) != 1 or counties_in(step, plain):
        return False
    named_questions.show(step, state, matters[0].fields)
    return True


def _asked_of_several(step: DeskStep, state: Examining, plain: str) -> bool:
    """2.6跟2.7对得上吗: each of them is shown, one below the other."""
    matters = matters_in(step, plain)
    asks = _ASKS.search(plain) is not None and (
        FAULTS.search(plain) is None or plain.endswith(("吗", "?", "？", "没有"))
    )
    if not (1 < len(matters) <= _MOST and all(each.certain for each in matters) and asks):
        return False
    return _show_each(step, state, matters)


def _beside_another(step: DeskStep, state: Examining, plain: str) -> bool:
    """临西的这一项是多少，搁一块儿比比: the same question of both; what another county has not sent is not seen."""
    others = [county for county, _ in counties_in(step, plain) if county.code != state.county]
    shown = shown_in(step, state)
    matters = matters_in(step, plain)
    compares = speaks_of_this(plain) or _COMPARES.fullmatch(without(plain, counties_in(step, plain)).strip())
    if not 1 <= len(others) <= _MOST or not _BESIDE.search(plain) or not (matters or (shown and compares)):
        return False
    if not all(each.certain for each in matters):
        return False
    name = matters[0].fields[0].name if matters else shown
    for other in others:
        _show_other(step, other, name)
    reviewing.look(step, state.county, state.application, f"field:{name}")
    return True


def _show_other(step: DeskStep, other: County, name: str) -> None:
    place = f"field:{name}"
    sent = [each for each in step.region.entrants_of(other.code) if each.application and looking.readable(each)]
    if sent:
        step.request(Examine(sent[0].application, place=place))
    else:
        step.say(Note("not to compare", {"name": other.name, "id": step.form.by_name[name].id}))
