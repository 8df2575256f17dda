"""Editing a list in words: 还有乙协会, 去掉乙商会, 乙厂不算, 乙厂改成丁厂, 还有6.

The list is the answer that stands, or the one that is on offer: what is said twice in a row changes it twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal

from dialogs.answers.answering import understand
from dialogs.correcting.renaming import renamed
from dialogs.definition.form import Field, Kind
from dialogs.reading.chinese import counted
from dialogs.reading.results import Entry, Read, Reading, Unsure
from dialogs.record.application import Value
from dialogs.state.actions import Store
from dialogs.state.conversation import Deciding
from dialogs.turn.step import Step

_ADD = re.compile(
    r"(?:我|刚才|刚刚|前面|上面)*(?:(?:另外|还|又|再)*(?:要|得)?(?:还有|再[加选勾补添]上?充?|[加选勾补添]上|补充|增加|追加|[加补添]一[个家项]|漏了|[少漏][写填报勾选点打]了|少了|另有|另外还有))"
    r"(?:[一1][个家项]|个(?![体人]))?[:：,，]?[ ]?(?P<said>\S.{0,60})|"
    r"(?:把|将)?(?P<named>\S.{0,40}?)(?:也(?:要|应该?)?(?:算|加|选|勾)(?:上|进去|在内)?|也是|也有|"
    r"(?:漏|忘)(?:了|[选勾写填点加报]了?)|也(?:做|开展|搞|弄|完成|实施|建|办|请)过?(?:了[^,，。;；没不]{0,10}|[一几]次)?)[了吧的。.]?"
)
_NO_MORE = (
    "(?:注销|撤销|停[产业办]|关[停门]|解散|搬走|倒闭|合并|不干|没有?[批建评认搞做弄办]|未[批建评认]"
    "|没[下有]来|不[是在属])"
)
_WHY_NOT = (
    r"(?:去年|前年|今年|20[0-9]{2}年|[0-9]{2}年|已经?|早就?|现在|目前|还|刚|都)*"
    rf"[^,，。;；0-9]{{0,6}}{_NO_MORE}[^,，。;；]{{0,8}}"
)
_BEGINS_A_REASON = r"(?=20|[0-9]{2}年|去年|前年|今年|已|早|还|没|不是|现在|目前)"
_OFF = r"(?:不算数?|不要|[别不](?:用|要)?[写算填列报记]|去掉|删掉|删了|剔除|划掉|拿掉|取消)"
_DROP = re.compile(
    r"(?:去掉|删掉|删除|不要|去除|减去|剔除|划掉)(?:一个)?[:：]?[ ]?(?P<said>\S.{0,60})|"
    rf"(?:把|将)?(?P<gone>\S[^,，。;；]{{0,30}}?)(?:那|这)?[个家项]?{_BEGINS_A_REASON}{_WHY_NOT}[,，。; ]+"
    rf"(?:就|先|所以|那)?{_OFF}(?:它|进去|在内|上)?[了吧啊]*|"
    r"(?:把|将)?(?P<named>\S.{0,40}?)[ ]?"
    rf"(?:不要算|不能算|不算在内|不计入?|删除|除外|{_OFF})(?:进去|在内|上)?[了吧啊]*(?:[,，。 ]+{_WHY_NOT})?"
)
"""电商那个去年注销了，别写: which one, why, and that it goes."""
_AND_OFF = re.compile(
    r"(?:把|将)?(?:那个?|这个?)?(?P<about>[^,，。;；]{2,40})[,，。; ].*?(?<=[,，。; ])"
    rf"(?:领导|局长|科长|市里|他们)?(?:让|说|要求|叫|就|先|所以|那|还是|也|把它|给|[ ])*{_OFF}(?:它|上)?[了吧啊。]*"
)
"""联盟没登记，民政局查不到，去掉吧: it goes, whatever is told of it between."""
_NTH = re.compile("第(?P<nth>[一二三四五六七八九十0-9]{1,2})(?:个|家|项)?|(?P<last>最后)(?:那|一)*(?:个|家|项)?")
_NOT_DONE = re.compile(
    r"(?P<said>)(?P<named>第?[0-9]{1,2}(?:项|个)?)[也还]?(?:没有?|没做|没开展|不算|不选|取消|去掉|[点选勾按填]错)[了。.]?|"
    r"(?P<gone>[^\s,，。;；0-9没不][^,，。;；0-9没不]{1,16}?)(?:那|这)?[个项条]?(?:也|还|其实|都|去年|今年|真|可|就)*"
    r"(?:没有?|没[做搞弄办]|没开展)(?:过|的|了|呢)*[。.]?"
)
"""3没有, 权益保护那个也没有: a box that was ticked and should not be."""
_CLAUSE = re.compile("[,，。;；]")
_DROPPED = "(?:先|就|还是|给|把它|那就)*(?:去掉|删掉?|不要|取消|不[勾选算]|划掉|撤掉?|拿掉)(?:了|吧|它|算了)*[。.]?"
_WHICH_BOX = "(?:把|将)?(?P<box>第?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2}(?=[项个条那]))[项个条]?)(?:那?[项个条])?"
_LACKS = "(?:没|无|缺|少|不|找不|拿不|还)"
_NOT_DONE_BECAUSE = (
    re.compile(rf"{_WHICH_BOX}[^0-9,，。;；]{{0,6}}{_LACKS}[^0-9,，。;；]{{0,14}}[,，。;； ]+{_DROPPED}"),
    re.compile(rf"{_WHICH_BOX}[ ]?{_DROPPED}[,，。;； ]+[^0-9,，。;；]{{0,6}}{_LACKS}[^0-9,，。;；]{{0,14}}"),
)
"""8没材料证明，去掉; 把第8项去掉吧，没有材料: the reason says nothing of the others."""
_NOT_THERE = re.compile("(?:还|也|都|就)*(?:没有?|没做过?|没开展过?|没搞|不算|不是)[,，。 ]*$")
_WHICH_ONE = re.compile("(?:那|这)?[个家项]?$|的$")
_CLAUSE = re.compile("[,，。;；]+ ?")
_INSTEAD = re.compile(
    r"(?:把|将)?(?P<old>\S.{0,40}?)[ ]?(?:改成|改为|换成|更名为|更正为|应该是|应为|应该叫|现在叫|"
    r"(?:那[个家])?的?(?:名字?|名称)?(?:[写打填]?错字?了?|不对|变了|改了)[,，。;； ]+(?:应该?|现在|其实)?(?:叫做?|是))"
    r"[ ]?(?P<new>\S.{0,60})"
)

_Way = Literal["sure", "only", "first"]
_ELSEWHERE = re.compile(
    r"(?P<what>[^\s,，。;；]{2,10}?)(?:那|这)个?[^,，。;；]{0,14}[,，。;； ]+(?:就|得|要|应该?|给我|把它|请)*"
    r"(?:挪|移|放|写|算|归|填|记)(?:到|在|进|去)[^,，。;；]{2,14}[。.]?"
)
"""研究院那个是市里批的，挪到“其他平台”去: not here."""


def edited(step: Step, field: Field, said: str) -> tuple[Entry, ...] | None:
    """The list of a field as it would be after these words; None where they change nothing of it."""
    more, less, instead = _ADD.fullmatch(said), _DROP.fullmatch(said), _INSTEAD.fullmatch(said)
    said_more = (more["said"] or more["named"]) if more is not None else ""
    if field.kind is Kind.MULTI:
        return _boxes_edited(step, field, said)
    other_name = named_otherwise(step, field, said)
    if other_name is not None:
        return other_name
    told = _AND_OFF.fullmatch(said) if more is None else None
    if told is not None:
        other_name = _names(step, field, lambda names: _without_first_named(names, told["about"]))
    if other_name is not None:
        return other_name
    if more is not None:
        return _names(step, field, lambda names: [*names, said_more])
    if less is not None:
        gone = _gone(less)
        return _names(step, field, lambda names: _without(names, gone))
    if instead is not None:
        old, new = instead["old"], instead["new"]
        return _names(step, field, lambda names: [_renamed(name, old, new) for name in names])
    return None


def _boxes_edited(step: Step, field: Field, said: str) -> tuple[Entry, ...] | None:
    """The boxes after 物流也算上，去年建了共享云仓: by its first clause, where the others only tell of it."""
    because = next((found for each in _NOT_DONE_BECAUSE if (found := each.fullmatch(said)) is not None), None)
    if because is not None:
        return _boxes(step, field, because["box"], add=False)
    first = _CLAUSE.split(said)[0]
    likely: _Way = "first" if isinstance(step.state, Deciding) else "only"
    ways: tuple[tuple[str, _Way], ...] = (
        *((said, "sure"), (first, "sure"), (first, "only"), (said, "only")),
        *((first, likely), (said, likely)),
    )
    for part, way in ways:
        more, less = added(part), _DROP.fullmatch(part) or _NOT_DONE.fullmatch(part)
        named = more or _WHICH_ONE.sub("", _NOT_THERE.sub("", _gone(less)))
        entries = _boxes(step, field, named, add=bool(more), way=way) if named else None
        if entries is not None:
            return entries
    return None


def named_otherwise(step: Step, field: Field, said: str) -> tuple[Entry, ...] | None:
    """What stands, with one of its names as it is said to be: 第二个前面加河北; None where none is."""
    if field.kind is Kind.TEXT:
        standing = _standing(step, field.slots[0].path)
        names = renamed([standing], said) if isinstance(standing, str) else None
        return (Entry(field.slots[0].path, names[0]),) if names else None
    return _names(step, field, lambda names: renamed(names, said) or names)


def added(said: str) -> str:
    """What is said to be one more: 还有越南1个; empty where nothing is."""
    more = _ADD.fullmatch(said)
    return (more["said"] or more["named"] or "") if more is not None else ""


def dropped(said: str) -> str:
    """What is said not to count: 越南那个不算; empty where nothing is."""
    less = _DROP.fullmatch(said)
    return _WHICH_ONE.sub("", _gone(less)) if less is not None else ""


def moved_away(said: str) -> tuple[str, ...]:
    """What is said to belong to another question, as not counting here; nothing where nothing is."""
    away = _ELSEWHERE.fullmatch(said)
    return () if away is None else (f"{away['what']}不算",)


def _gone(less: re.Match[str] | None) -> str:
    """What is to go, as it was said."""
    said = less.groupdict() if less is not None else {"said": "", "named": ""}
    return said["said"] or said["named"] or said.get("gone") or ""


def _renamed(name: str, old: str, new: str) -> str:
    """A name with another one, or with a part of it, in its place: 宏业改成宏业羊绒 leaves what stands behind it."""
    if old not in name:
        return name
    return name.replace(old, new) if len(new) < len(name) - 1 else new


def _without(names: list[str], gone: str) -> list[str]:
    """The names without those that have these words, or without the one in that place: 宏业那个, 第二个."""
    nth = _NTH.fullmatch(gone)
    if nth is not None:
        place = len(names) if nth["last"] else counted(nth["nth"])
        return [name for at, name in enumerate(names, start=1) if at != place]
    called = re.sub("(?:那|这)?(?:个|家|项)$|的$", "", gone) or gone
    left = [name for name in names if called not in name]
    if len(left) < len(names):
        return left
    short = [name for name in names if _shortened(called, name)]
    return [name for name in names if name not in short] if len(short) == 1 else names


def _without_first_named(names: list[str], about: str) -> list[str]:
    """The names without the only one that has in it what a clause begins with."""
    for length in range(len(about), 1, -1):
        called = [name for name in names if about[:length] in name]
        if called:
            return [name for name in names if name not in called] if len(called) == 1 else names
    return names


def _shortened(called: str, name: str) -> bool:
    """电商 for 电子商务协会: the characters stand in the name one after the other."""
    rest = iter(name)
    return len(called) > 1 and all(each in rest for each in called)


def _offered(step: Step, path: str) -> Value | None:
    """What the correction on offer would put there."""
    offers = any(option.verb in ("correct", "reading") for option in step.conversation.options)
    stores = (action for action in step.conversation.actions if offers and isinstance(action, Store))
    return next((entry.value for store in stores for entry in store.entries if entry.slot == path), None)


def _standing(step: Step, path: str) -> Value | None:
    answer = step.application.answer(path)
    return _offered(step, path) or (answer.value if answer is not None else None)


def _boxes(step: Step, field: Field, said: str, *, add: bool, way: _Way = "only") -> tuple[Entry, ...] | None:
    """The boxes with or without those that words name: for ``sure``, in the ``only`` way, in the ``first`` of some."""
    reading = understand(step, field, field.paths, said)
    standing = _standing(step, field.slots[0].path)
    before = set(map(str, standing)) if isinstance(standing, tuple) else set[str]()
    ways = [set(map(str, each[0].value)) for each in _ways(reading) if each and isinstance(each[0].value, tuple)]
    able = ways if add or len(ways) == 1 else [each for each in ways if each <= before]
    if not able or (len(able) > 1 and way != "first") or (way == "sure" and not isinstance(reading, Read)):
        return None
    named = able[0]
    wanted = before | named if add else before - named
    order = [choice.name for choice in field.choices]
    return (Entry(field.slots[0].path, tuple(name for name in order if name in wanted)),)


def _ways(reading: Reading) -> list[tuple[Entry, ...]]:
    """What is read, or each way in which it may be."""
    match reading:
        case Read(entries):
            return [entries]
        case Unsure(alternatives=ways):
            return [each.entries for each in ways]
        case _:
            return []


def _names(step: Step, field: Field, change: Callable[[list[str]], Sequence[str]]) -> tuple[Entry, ...] | None:
    slot = next((each for each in field.slots if each.kind is Kind.NAMES), None)
    standing = _standing(step, slot.path) if slot is not None else None
    if not isinstance(standing, str):
        return None
    names = [name for name in standing.split("、") if name]
    changed = list(change(names))
    reading = understand(step, field, field.paths, "、".join(changed)) if changed and changed != names else None
    if isinstance(reading, Unsure) and len(changed) == 1:
        return reading.alternatives[0].entries  # one name alone is asked about, since it may be a remark
    return reading.entries if isinstance(reading, Read) else None
