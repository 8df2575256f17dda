"""是 and 否 as people say them: 有, 没发生, 不适用, 已经建成; what is said beside them is asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dialogs.definition.form import Choice, Slot
from dialogs.reading.cleaning import excerpt, quiet
from dialogs.reading.doubts import NONE_OF_THESE, which_of
from dialogs.reading.leanings import is_not_taken_in_yet, is_pending, leaning
from dialogs.reading.results import Alternative, Entry, Read, Reading, Unreadable, Unsure, Why
from dialogs.reading.still_to_check import is_still_to_check
from dialogs.record.application import Blank

_CLAUSE = re.compile(r"[\s,，.。;；!！:：(（]")
_YES = re.compile(
    "是的?|在的?|在里[头面边](?:的|呢)?|在其中|在列|有我们(?:县|区|市)?的?|有的?|对的?|对|✓|✔|√|☑|已|已纳入|属于|达到|存在|发生过|高于|yes|y"
)
_NO = re.compile(
    "(?:都|均|也|以上|全|全部)*(?:否|非|不是的?|还没有?|还未|尚未|暂未|不在(?:里[头面边]|其中|列)?的?|没有?我们(?:县|区|市)?|不|没有啊|没有呢|✗|✘|不属于|不存在|不高于|"
    "(?:没有|没|未|无|不存在)(?:发生|存在|出现|纳入|达到|建立)?过?(?:此类|任何|这类|上述|以上|这种|这些|这样的?|该类)?"
    "(?:情况|情形|事故|问题|行为|现象|事件|事)?)|no|n"
)
_BEGUN = re.compile(
    r"(?:(?:近|这|过去)?三年(?:来|内|里|间)?|"
    r"目前|我们|我县|我区|我市|本县|本集群|集群|这里|近三年|三年内|去年|今年|前年|20[0-9]{2}年|都|均|也|还|暂|[ ])*"
    r"(?:(?P<no>不产生|不排放|不用|不是|不属于|不涉及|不存在|没有?发生|没有|没|未|并非|无)|(?P<yes>是|属于|存在|有|发生过|曾))(?!吗|么|没有?|否|哪|什么|啥|谁)"
)
_RIDER = re.compile(
    "但|不过|只是|除|其中|曾|[0-9一二两三四五六七八九十]+(?:起|户|家|次|个|项|人|件)|整改|正在|事故|例外|部分"
    "|罚|查处|通报|立案|约谈|补过?税"
)
"""A clause beside 是 or 否 that limits it, and is more than its reason."""

_NOT_APPLICABLE = frozenset(("不适用", "不涉及", "不涉", "na", "notapplicable"))
_NOT_HERE = re.compile(r"(?:所以|因此|应该|算|就|填|选)不(?:适用|涉及)")
"""没有固废所以不适用: the box by its name, behind a reason."""
_SHOWN = 6
_WHOLE = 2
_LONGEST_LEANING = 12
_ABSENT = ("不产生", "不排放", "不用", "不涉及")
"""What is said where the question does not apply at all."""
_STEMS = (
    ("建", "建"),
    ("纳入", "纳入"),
    ("列入", "纳入"),
    ("进了", "纳入"),
    ("达", "达到"),
    ("高", "高于"),
    ("超过", "高于"),
    ("优于", "高于"),
    ("低于", "高于"),
    ("持平", "高于"),
    ("提升", "提升"),
    ("提高", "提升"),
)
"""What a clause and its question have in common when it answers."""
_HEDGE = re.compile("^(?:应该|好像|大概|可能|估计|我?觉得|我?记得|我?印象[里中]?|算|一般)+|(?:吧|的吧|好像|来着)+$")
"""应该是, 没有吧: said, but not for certain."""
_EMPHATIC = re.compile("^(?:那|这)?(?:肯定|当然|绝对|确实|百分百|真的?)+|(?<=.)[啊呀嘛呗哦噢]+$")
"""肯定不是啊: what makes it no less certain."""
_STANDS = re.compile(
    r"(?:我们|我县|我区|集群|本集群|目前|都|均|也|全)*(?:(?P<no>还没有?|没有?|未|尚未|暂未|不)|(?:已经?|是)?)"
    r"(?P<stem>建立?成?|纳入|列入|达到?标?|达到基准值?|高于(?:平均)?(?:水平)?|提升|提高)(?:了|过|的|呢|啊)*"
)
"""已经纳入了, 还没建立: nothing but the question's own verb."""
_ENDS_IN_NO = re.compile(
    r"(?:没有|没|无|否|不存在|不属于|不在(?:里头|里面|其中|内|上面)?|没查到|没发现)(?:过|的|了|啊|呢)*[。.!！]?$|^(?:都|均|也|还)?(?:不在|没在|未在|没进|未进)[\u4e00-\u9fff]|^零[\u4e00-\u9fff]{2,4}$"
)
_ENCOURAGED = re.compile("鼓励|允许|支持")
_THERE_WAS = re.compile(
    r"^[^没未无不,，。;；]{0,8}(?:有过?|出过|被[^没未无,，]{0,4})(?:[^没未无不,，。;；]{0,8}过)|^(?:在|进了?|列入|入了)[^没未不]{2,16}(?:里面?|名单|之列|内|中)[了]?$"
)
"""企业有被处罚过的, 在107个重点里."""
_AMONG = re.compile(
    r"(?:里[头面边]?|中|内|名单上?|名录上?|第[一二三四五]批)(?:就|也|是)?(?P<no>没有?|不[包含]?)?(?:有|包括|包含|含)?(?:我们?|咱们?|本)(?:县|区|市|集群)?"
    r"|(?P<not>不|没)在[^,，。;；]{1,10}(?:里[头面边]?|之列|名单|名录|中|内)"
)
"""107个里头有我们, 名单里没有我们, 不在107个里面."""
_IS_NOT = re.compile("(?:不是|不属于|不算|算不上|并非|没有|无)(?P<what>[\u4e00-\u9fff]{2,8})")
_SMALLER = re.compile(
    r"(?:不是|不属于|不算|够不上|算不上|没到|未达|达不到|并非)(?:什么|上|是|到)?(?P<what>[\u4e00-\u9fff]{2,6})|(?P<small>小|一般|轻微)[\u4e00-\u9fff]{0,3}(?:火灾|事故|事件)"
)
"""不算较大, 一般事故: less than what the question asks about."""
_UNDER_WAY = re.compile("在建|正在|拟|计划|准备|筹|申报|申请")
"""还没建，正在建: 否, for now."""
_LEANS_NO = re.compile("没|未|不|无|低于|持平|在建|正在|拟|计划|准备|筹|申报|申请")


def read_yes_or_no(slot: Slot, choices: Sequence[Choice], label: str, plain: str) -> Reading | None:
    """有, 没有 and 不适用 for questions of 是 and 否; 无 may be 否 or 不适用 where both are offered."""
    by_name = {choice.name: choice for choice in choices}
    if not {"yes", "no"} <= set(by_name):
        return None
    third = by_name.get("not_applicable")
    clauses = [quiet(clause) for clause in _CLAUSE.split(plain) if quiet(clause)][:_SHOWN]
    if clauses[:1] in (["无"], ["没有"], ["不是"], ["不是的"], ["不属于"]) and third is not None:
        return which_of([(each.label, (Entry(slot.path, each.name),)) for each in (by_name["no"], third)], plain)
    meant = [meaning(clause) for clause in clauses]
    not_here = _not_here(slot, by_name, plain, meant)
    if not_here is not None:
        return not_here
    hedged = next(filter(None, (meaning(_HEDGE.sub("", each)) for each in reversed(clauses))), None)
    labelled = quiet(plain) in (quiet(each.label) for each in choices)
    if hedged in by_name and meant[:1] == [None] and not labelled:
        return _with_rider(slot, by_name, hedged or "", plain)
    if not meant or meant[0] not in by_name:
        return _in_other_words(slot, by_name, label, plain)
    if len({name for name in meant if name is not None}) > 1:
        return Unreadable(Why.ONE_CHOICE)
    chosen = by_name[meant[0]]
    beside = [clause for clause, name in zip(clauses, meant, strict=True) if name is None]
    if plain.endswith("?") or (beside and _RIDER.search("".join(beside))):
        return _with_rider(slot, by_name, chosen.name, plain)
    return Read((Entry(slot.path, chosen.name),))


def _in_other_words(slot: Slot, by_name: dict[str, Choice], label: str, plain: str) -> Reading | None:
    """What is said without the words of a box; that it is not known yet is no box."""
    if (agreed := _said_twice(slot, by_name, label, plain)) is not None:
        return agreed
    begun = _begun(slot, by_name, label, plain)
    stood = begun or _leaning(slot, by_name, label, plain)
    if isinstance(stood, Read) or _is_smaller(label, plain):
        return stood
    likely = leaning(label, by_name, plain)
    if is_pending(plain) and not (likely == "no" and is_not_taken_in_yet(label, plain)):
        return Unreadable(Why.NOT_A_CHOICE, {"words": excerpt(plain)})
    if likely is not None:
        return _with_rider(slot, by_name, likely, plain)
    return stood


def _said_twice(slot: Slot, by_name: dict[str, Choice], label: str, plain: str) -> Read | None:
    """纳入了，107个集群里头有我们: the question's own verb, and every clause behind it says the same."""
    first, *others = [each for each in _CLAUSE.split(plain)[:_SHOWN] if each] or [""]
    stood = _leaning(slot, by_name, label, first)
    if not others or not isinstance(stood, Read) or _UNDER_WAY.search(plain):
        return None
    again = [_in_other_words(slot, by_name, label, each) for each in others]
    same = all(isinstance(each, Unsure) and each.alternatives[0].entries == stood.entries for each in again)
    return stood if same else None


def _not_here(slot: Slot, by_name: dict[str, Choice], plain: str, meant: Sequence[str | None]) -> Reading | None:
    """没有固废所以不适用, and 不涉及 where there is no such box."""
    third = by_name.get("not_applicable")
    if third is None and meant[:1] == ["not_applicable"]:
        return _with_rider(slot, by_name, "no", plain)
    if third is not None and set(meant) == {None} and _is_no_such(third, plain):
        return which_of([(each.label, (Entry(slot.path, each.name),)) for each in (third, by_name["no"])], plain)
    if third is None or not _NOT_HERE.search(plain) or quiet(plain) in _NOT_APPLICABLE:
        return None
    ways = (third, by_name["no"], by_name["yes"])
    return which_of([(each.label, (Entry(slot.path, each.name),)) for each in ways], plain)


def _is_no_such(third: Choice, plain: str) -> bool:
    """我县羊绒不是高用水: what the third box says, of a subject."""
    said = _IS_NOT.search(plain)
    what = re.sub("(?:的|行业|企业|集群|产业)+$", "", said["what"]) if said is not None else ""
    return len(what) >= _WHOLE and what in quiet(third.label)


def _begun(slot: Slot, by_name: dict[str, Choice], label: str, plain: str) -> Reading | None:
    """我们不是高耗能, 发生过一起一般事故: which box that is, the person says; the words stay with the answer."""
    said = _BEGUN.match(plain)
    if said is None or said.end() == len(plain):
        return None
    third = by_name.get("not_applicable")
    left = quiet(plain[said.end() :]).removesuffix("的").removesuffix("行业").removesuffix("企业")
    absent = plain[said.start("no") :].startswith(_ABSENT) or (
        len(left) >= _WHOLE and left in quiet(third.label if third else "")
    )
    if said["no"] and third is not None and absent:
        return which_of([(each.label, (Entry(slot.path, each.name),)) for each in (third, by_name["no"])], plain)
    denied = said["no"] or _is_smaller(label, plain) or _is_denied(label, plain)
    return _with_rider(slot, by_name, "no" if denied else "yes", plain)


def _leaning(slot: Slot, by_name: dict[str, Choice], label: str, plain: str) -> Reading | None:
    """已经建成, 达标, 税务那边说没有: what the question is about, said in other words; offered, never taken."""
    among = _AMONG.search(plain)
    if among is not None:
        return _with_rider(slot, by_name, "no" if among["no"] or among["not"] else "yes", plain)
    if _is_smaller(label, plain) or _is_denied(label, plain):
        return _with_rider(slot, by_name, "no", plain)
    if _THERE_WAS.search(plain):
        return _with_rider(slot, by_name, "yes", plain)
    stems: list[str] = []
    for clause in (each for each in _CLAUSE.split(plain)[:_SHOWN] if len(each) <= _LONGEST_LEANING):
        stems += [stem for stem, about in _STEMS if stem in clause and about in label]
    if not stems:
        return None
    said = _STANDS.fullmatch(quiet(plain))
    if said is not None and said["stem"].startswith(tuple(stems)):
        return Read((Entry(slot.path, "no" if said["no"] else "yes"),))
    return _with_rider(slot, by_name, "no" if _LEANS_NO.search(plain) else "yes", plain)


def _is_denied(label: str, plain: str) -> bool:
    """Whether a sentence comes to a no, whatever it begins with: 属于鼓励类，不在禁止目录里."""
    among = _AMONG.search(plain)
    outside = among is not None and bool(among["no"] or among["not"])
    return (
        outside or _ENDS_IN_NO.search(plain) is not None or ("禁止" in label and _ENCOURAGED.search(plain) is not None)
    )


def _is_smaller(label: str, plain: str) -> bool:
    """有过一次小火灾，不算较大: something happened, and nothing of the size that the question asks about."""
    if "较大" not in label:
        return False
    return any(each["small"] or each["what"][:2] in label for each in _SMALLER.finditer(plain))


def _with_rider(slot: Slot, by_name: dict[str, Choice], likely: str, plain: str) -> Unsure:
    """否，但有一户在整改: the words stay with the answer, and the person says which box it is."""
    names = dict.fromkeys((likely, "yes", "no", "not_applicable"))
    offered = [Alternative(by_name[each].label, (Entry(slot.path, each),)) for each in names if each in by_name]
    if is_still_to_check(plain):
        checked = Alternative(f"{by_name[likely].label}（待核实）", (Entry(slot.path, likely, doubtful=True),))
        offered = [checked, Alternative("稍后补", (Entry(slot.path, None, Blank.LATER),)), *offered]
    return Unsure(Why.RIDER, (*offered, NONE_OF_THESE), {"words": excerpt(plain), "value": by_name[likely].label})


def meaning(clause: str) -> str | None:
    """What a clause says to a yes-or-no question, as the name of a choice."""
    if clause in _NOT_APPLICABLE:
        return "not_applicable"
    bare = _EMPHATIC.sub("", clause)
    return "yes" if _YES.fullmatch(bare) else "no" if _NO.fullmatch(bare) else None
