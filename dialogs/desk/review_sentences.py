"""Whole sentences in a review, by what they want of which question: it is shown, compared, commented on.

5.4那个看着不大对劲 打开我瞅瞅 shows it; 2.6、2.7两处都批上：请附名单 is a comment on each; 我都提了啥意见 shows the
drafts. What is said beside is talk, and nothing goes to the county by it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dialogs.definition.notice import County
from dialogs.desk import comment_reworded, commenting, looking, named_questions, reviewing
from dialogs.desk.counties_named import counties_in
from dialogs.desk.matters_in_review import Matter, matters_in, shown_in, speaks_of_this, without_names
from dialogs.desk.named_questions import FAULTS
from dialogs.desk.places_of_review import IN_A_REVIEW
from dialogs.desk.step import DeskStep
from dialogs.desk.words import command_of
from dialogs.saying.briefs import Note
from dialogs.state.examining import Examine, Examining

_LONGEST, _MOST, _SHORTEST = 200, 3, 3
_CLAUSES = re.compile(r"[,，。;；!！?？\s]+")
_ORDER = re.compile(
    "(?:[都也各就再给在帮我请你那先上里]|(?:这|那)?[两几三四]处|一并|分别|[他她它]们|县里|人家)*"
    "(?:(?:批|提|写|加|留)(?:上|下)?(?:一?[个句条笔段]|几句|一下|上)(?:意见|批注|话)?|(?:写|提|批|加|下)(?:意见|批注))(?![了过的吗么啥什])"
)
"""批一句, 两处都批上, 写条意见."""
_NAMING = re.compile(r"[的那这个题项条处栏块里上在给把就和跟与及都也、,，\s]*")
_TALK = re.compile("^(?:那|就|哦|嗯|好|行|来)$")
_AIM = re.compile("^(?:就)?(?:说|讲|写|是)?[:：,，\\s]*")
_LOOK = re.compile(
    "(?:[先再就那请你]|帮我|给我|咱们?|我想|我要|直接|接着|回头)*"
    "(?:打开|翻到|翻开|翻|跳到|跳去|转到|回到|切到|调出来|调出|点开|显示|亮出来|看一?[下眼看]|看|瞅一?[下眼瞅]|瞅|瞧一?[下眼瞧]|瞧|念一?[下念]|念|读一?[下读]|过一?[下眼])"
)
_SEEN = re.compile(
    "(?:[的那这个题项条处栏块里上它他们我去吧呗了呢啊哈]|县里|给我|一下|一眼|看看?|瞅瞅?|瞧瞧?|听听?|数据?|内容|情况|"
    "是?(?:怎么|咋)(?:填|写|说|报)的?|(?:填|写|报)(?:的|了)?(?:是)?(?:啥|什么|多少)?|是?(?:啥|什么|多少)|出来|下面|具体)*"
)
"""What stands behind 打开: 那题给我看看, 怎么填的."""
_WHO = re.compile(
    "(?:谁|哪个?(?:科室|部门|单位|股室|局|口|人))(?:给|填|报|提供|弄|写|算|出|交|录)(?:上来)?的?|(?:打|从)?哪(?:儿|里)?(?:来|弄来|得来|抄来)的|(?:数据?|数字)?(?:来源|出处)"
)
_PROOF = re.compile("章|证明|佐证|附件|依据|凭证|盖")
_BESIDE = re.compile("比|多少|怎么|咋|几|呢|看|瞅|瞧|打开|填的|一样|差|[吗么?？]")
_ASKS = re.compile("对得?上|一致|一样|多少|哪个|谁[大多高]|啥|什么|怎么|咋|比一?比|[吗么?？]$|看")
_TOGETHER = re.compile(
    "(?:再|那|把|先|就)*(?:跟|和|与|同|拿|把).{2,20}?(?:对着|对照着?|对比着?|比着|(?:放|搁)?(?:在)?一起|(?:放|搁)?一块儿?|并排|比)(?:着)?(?:看|比|核|瞅|瞧|对|比对).{0,4}"
)
_DEMANDS = re.compile(
    "(?:得|还|应该)?(?:让|叫|请|要求|要)(?:[他她它]们?|县里|对方|企业|集群|园区|人家)?(?:把|将|再|给|也|都|尽快|重新|好好)*.{0,14}?"
    "(?:补|核|举|改|说明|写|附|加|删|压缩?|精简|解释|提供|传|重|细化|落|明确|完善|盖|签|列)"
)
_NO_DEMAND = re.compile("退|打回|通过|[吗么?？]$|谁|哪|要不要|前(?:交|送|报)")
_MINE = (
    re.compile(
        "(?:我们?|咱们?|你|给他们|对他们|这次|这份|刚才|前面|到现在|[一总]共|都|目前|现在|已经|到底|有|看看|上面)*"
        "(?:提|写|批|拟|记|列)(?:过|了|的)?(?:都|有|是)?(?:些|了)?(?:啥|什么|哪[些几](?:条|个)?|几[条个]|多少[条个]?)(?:意见|批注|草稿|毛病|问题|话)?[啊呢了来着]*"
    ),
    re.compile(
        "(?:(?:把|将)?(?:我|咱)们?)?(?:都|刚才|刚刚|前面|已经)*(?:提|写|批|拟|列|记)?(?:好|过|下)?的?(?:那|这)?(?:些|几条)?(?:意见|批注|草稿)(?:都|给我|再|有|是)*"
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
        return state.waits == "reason" and _meanwhile(step, state, plain)
    readings = (
        _of_my_drafts,
        _beside_another,
        _held_together,
        _ordered,
        _looked,
        _asked_who,
        _asked_of_several,
        _demanded,
    )
    return any(reading(step, state, plain) for reading in readings)


def _meanwhile(step: DeskStep, state: Examining, plain: str) -> bool:
    """打开2.2看看, while the reason of a comment is asked: the comment is left, with its words, and that is shown."""
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


# --- a comment --------------------------------------------------------------------------------------------------------


def _ordered(step: DeskStep, state: Examining, plain: str) -> bool:
    """怕是填错单位了，批一句让他们核一下: a comment in these words, on what the sentence names or is shown."""
    found = next((each for each in _ORDER.finditer(plain) if _begins(step, plain[: each.start()])), None)
    if found is None:
        return False
    ahead, text = plain[: found.start()], _AIM.sub("", plain[found.end() :].strip(" ,，:：。")).strip()
    beside = "" if _only_names(step, ahead) else ahead.strip(" ,，。;；:：")
    if _TALK.match(beside):
        beside = ""
    note = comment_reworded.without_style("，".join(filter(None, (beside, text))))
    if len(note) < _SHORTEST:
        return False
    matters = matters_in(step, ahead) or matters_in(step, text)
    return _comment(step, state, matters, note)


def _demanded(step: DeskStep, state: Examining, plain: str) -> bool:
    """整体不错，就是发展成效那块有点空，让他们补点数字: a comment on the one question, in these words."""
    matters = matters_in(step, plain)
    asks = _NO_DEMAND.search(plain) is not None or counties_in(step, plain)
    if asks or not any(_DEMANDS.match(each) for each in _CLAUSES.split(plain)) or len(matters) > 1:
        return False
    if not matters and not shown_in(step, state):
        return False
    return _comment(step, state, matters, plain)


def wants(step: DeskStep, words: str) -> bool:
    """Whether words in a review only want something shown: a question, one's drafts."""
    return isinstance(step.state, Examining) and (_is_of_my_drafts(words) or bool(_looks(step, words)))


def _begins(step: DeskStep, ahead: str) -> bool:
    """Whether an order may begin behind these words: at a clause, or behind the names of questions."""
    clause = _CLAUSES.split(ahead)[-1]
    return not clause or _only_names(step, clause)


def _only_names(step: DeskStep, words: str) -> bool:
    return _NAMING.fullmatch(without_names(step, words)) is not None


def _comment(step: DeskStep, state: Examining, matters: tuple[Matter, ...], note: str) -> bool:
    """On each of several questions, one after the other; on the one of a name; else on what is shown."""
    if len(matters) > 1 and all(each.certain for each in matters):
        names = [each.fields[0].name for each in matters[:_MOST]]
        begin_each(step, names, note)
    elif len(matters) == 1 and not matters[0].certain:
        named_questions.ask_comment(step, matters[0].fields, note)
    else:
        about = matters[0].fields[0].name if len(matters) == 1 else shown_in(step, state) if not matters else ""
        commenting.begin(step, about, note=note)
    return True


def begin_each(step: DeskStep, names: list[str], note: str) -> None:
    """The same comment on several questions: the first is begun, the others stay on offer behind it."""
    ids = [step.form.by_name[each].id for each in names]
    step.say(Note("comment on each", {"ids": "、".join(ids), "first": ids[0]}))
    commenting.begin(step, names[0], note=note)
    if isinstance(step.state, Examining):
        step.update(state=replace(step.state, pending=tuple((each, note) for each in names[1:])))


# --- what is looked at ------------------------------------------------------------------------------------------------


def _looks(step: DeskStep, plain: str) -> list[str]:
    """The clauses that only say that something is to be shown, and what."""
    found = []
    for each in (clause for clause in _CLAUSES.split(plain) if clause):
        look = _LOOK.match(without_names(step, each)) or _LOOK.match(each)
        rest = without_names(step, each)
        behind = rest[look.end() :] if look is not None and rest.startswith(look[0]) else None
        if behind is not None and _SEEN.fullmatch(behind):
            found.append(each)
    return found


def _looked(step: DeskStep, state: Examining, plain: str) -> bool:
    """这个没问题 过 看2.2: what is to be shown is named in that clause, or beside it, or is on the screen."""
    looks = _looks(step, plain)
    if not looks:
        return False
    matters = matters_in(step, " ".join(looks)) or matters_in(step, plain)
    if len(matters) > 1 and all(each.certain for each in matters[:_MOST]):
        return _show_each(step, state, matters)
    if len(matters) == 1:
        named_questions.show(step, state, matters[0].fields)
        return True
    return False


def _show_each(step: DeskStep, state: Examining, matters: tuple[Matter, ...], shown: str = "") -> bool:
    names = dict.fromkeys(filter(None, (shown, *(each.fields[0].name for each in matters[:_MOST]))))
    for name in names:
        reviewing.look(step, state.county, state.application, f"field:{name}")
    return True


def _held_together(step: DeskStep, state: Examining, plain: str) -> bool:
    """跟2.3对着看一下: that question, below the one on the screen."""
    matters = matters_in(step, plain) if _TOGETHER.fullmatch(plain) else ()
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
    if len(others) != 1 or not _BESIDE.search(plain) or not (matters or (shown and speaks_of_this(plain))):
        return False
    if not all(each.certain for each in matters):
        return False
    name = matters[0].fields[0].name if matters else shown
    _show_both(step, state, others[0], name)
    return True


def _show_both(step: DeskStep, state: Examining, other: County, name: str) -> None:
    place = f"field:{name}"
    sent = [each for each in step.region.entrants_of(other.code) if each.application and looking.readable(each)]
    if sent:
        step.request(Examine(sent[0].application, place=place))
    else:
        step.say(Note("not to compare", {"name": other.name, "id": step.form.by_name[name].id}))
    reviewing.look(step, state.county, state.application, place)
